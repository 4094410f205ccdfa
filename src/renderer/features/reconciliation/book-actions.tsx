import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { formatAmount, today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { BookRow } from '#shared/contract/periods.contract.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import { ReasonDialog } from './ask-reason.tsx';
import styles from './months.module.css';
import { useWorkbook } from './use-workbook.tsx';

type Asked = 'confirm' | 'late' | 'open';

/** Whether the book's month is still going on: nothing can be said of its end yet. */
export function isRunning({ status, to }: BookRow): boolean {
  return status === 'open' && to >= today();
}

/** What can be done with one supplier's book of a month. */
export function BookActions({ book, month, isClosed }: { book: BookRow; month: Month; isClosed: boolean }) {
  const { t } = useTranslation('reconciliation');
  const [asked, setAsked] = useState<Asked | null>(null);
  const canSettle = useCan('reconciliation.settle');
  const canReopen = useCan('periods.reopen');
  const canReport = useCan('reports.read');
  const { save, isMaking } = useWorkbook();
  const done = { onSuccess: () => setAsked(null) };
  const confirm = useCommand(client.periods.confirmBalance, done);
  const late = useCommand(client.periods.markLate, done);
  const open = useCommand(client.periods.openBook, done);
  const { supplierId, name, balance, currency, status } = book;
  const isWaiting = !isClosed && status === 'open' && !isRunning(book);
  const isSaid = !isClosed && (status === 'balance-confirmed' || status === 'late');
  const items = [
    ...(isWaiting && canSettle ? [{ key: 'late', label: t('books.late') }] : []),
    ...(isSaid && canReopen ? [{ key: 'open', label: t('books.open') }] : []),
    ...(canReport ? [{ key: 'export', label: t('months.export'), disabled: isMaking }] : []),
  ];
  const send = (reason: string): void => {
    if (asked === 'confirm') void confirm.run({ supplierId, month, balance, note: reason });
    if (asked === 'late') void late.run({ supplierId, month, reason });
    if (asked === 'open') void open.run({ supplierId, month, reason });
  };
  const amount = formatAmount(Math.abs(balance), { currency });
  return (
    <div className={styles.bookActions}>
      {isWaiting && canSettle ? (
        <Button size="small" onClick={() => setAsked('confirm')}>
          {t('books.confirm')}
        </Button>
      ) : null}
      {items.length > 0 ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items,
            onClick: ({ key }) => {
              if (key === 'export') void save(month, supplierId);
              else setAsked(key === 'late' ? 'late' : 'open');
            },
          }}
        >
          <Button size="small" type="text" icon={<EllipsisOutlined />} aria-label={`${name} ${t('work.more')}`} />
        </Dropdown>
      ) : null}
      {asked ? (
        <ReasonDialog
          title={t(`books.${asked}Title`, { name })}
          text={t(`books.${asked}Text`, { balance: amount })}
          action={t(`books.${asked}`)}
          isOptional={asked === 'confirm'}
          isPending={confirm.isPending || late.isPending || open.isPending}
          onClose={() => setAsked(null)}
          onReason={send}
        />
      ) : null}
    </div>
  );
}
