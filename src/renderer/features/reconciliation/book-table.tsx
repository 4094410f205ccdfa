import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '#renderer/app/session/session.ts';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Balance, Quantity } from '#renderer/components/money.tsx';
import { type StateShape, StateTag, type StateTone } from '#renderer/components/state-tag.tsx';
import { formatAmount } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { BookRow } from '#shared/contract/periods.contract.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import { ReasonDialog } from './ask-reason.tsx';
import type { MonthDetails } from './month-details.ts';
import styles from './reconciliation.module.css';
import { useWorkbook } from './use-workbook.tsx';

const BOOK_LOOKS: Readonly<Record<BookRow['status'], { tone: StateTone; shape: StateShape }>> = {
  open: { tone: 'now', shape: 'ring' },
  settled: { tone: 'go', shape: 'check' },
  'balance-confirmed': { tone: 'go', shape: 'dot' },
  late: { tone: 'soon', shape: 'half' },
};

/** The suppliers' books of a month, each with its balance, its statement and what makes it ready. */
export function BookTable({ details }: { details: MonthDetails }) {
  const { t } = useTranslation('reconciliation');
  if (details.books.length === 0) return <p className="kc-faint">{t('books.empty')}</p>;
  return (
    <table className={styles.bookTable}>
      <thead>
        <tr>
          <th scope="col">{t('books.supplier')}</th>
          <th scope="col">{t('books.period')}</th>
          <th scope="col">{t('books.status')}</th>
          <th scope="col">{t('books.balance')}</th>
          <th scope="col">{t('books.entries')}</th>
          <th scope="col">{t('books.statement')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {details.books.map((book) => (
          <tr key={book.supplierId}>
            <td>{book.name}</td>
            <td>
              <CalendarDay on={book.from} /> – <CalendarDay on={book.to} />
            </td>
            <td title={book.reason}>
              <StateTag {...BOOK_LOOKS[book.status]} isPlain>
                {t(`books.statuses.${book.status}`)}
              </StateTag>
            </td>
            <td>
              <Balance value={book.balance} currency={book.currency} />
            </td>
            <td>
              <Quantity value={book.entryCount} isZeroDash />
            </td>
            <td>
              {book.statementId === null ? (
                <span className="kc-faint">–</span>
              ) : (
                <Link to={`/reconciliation/${book.statementId}`}>{book.statementNumber}</Link>
              )}
            </td>
            <td>
              <BookActions book={book} month={details.month} isClosed={details.state === 'closed'} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Asked = 'confirm' | 'late' | 'open';

function BookActions({ book, month, isClosed }: { book: BookRow; month: Month; isClosed: boolean }) {
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
  const isWaiting = !isClosed && status === 'open';
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
