import { Button } from 'antd';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useSession } from '#renderer/app/session/session.ts';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { CalendarDay } from '#renderer/components/day.tsx';
import { Amount } from '#renderer/components/money.tsx';
import { formatMonth } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { StockBook } from '#shared/contract/periods.contract.ts';
import { firstDayOf, lastDayOf } from '#shared/domain/time/business-time.ts';
import { ReasonDialog } from './ask-reason.tsx';
import { CellStateTag } from './cell-state.tsx';
import type { MonthDetails } from './month-details.ts';
import styles from './months.module.css';
import { useJobOutcome } from './use-job-outcome.ts';

interface StockRowProps {
  details: MonthDetails;
  stock: StockBook;
  /** Where this is the book that was asked for. */
  currentRow: RefObject<HTMLTableRowElement | null> | undefined;
}

/** The stock book among the others: checked against the ledger and settled before the shop's month closes. */
export function StockRow({ details, stock, currentRow }: StockRowProps) {
  const { t } = useTranslation('reconciliation');
  const { shop } = useSession();
  const { figures } = stock;
  const isRunning = details.state === 'running' && stock.status !== 'settled';
  return (
    <tr ref={currentRow} className={`${styles.stockRow} ${currentRow ? styles.current : ''}`}>
      <td>{t('grid.books.stock')}</td>
      <td>
        <CalendarDay on={firstDayOf(details.month)} /> – <CalendarDay on={lastDayOf(details.month)} />
      </td>
      <td title={stock.reason}>
        <CellStateTag state={isRunning ? 'running' : stock.status} />
      </td>
      <td className={styles.number}>
        {figures === null ? (
          <span className="kc-faint">–</span>
        ) : (
          <Amount value={figures.closingValue} currency={shop.currency} />
        )}
      </td>
      <td colSpan={2} className={styles.figuresLine}>
        {figures === null
          ? t('stock.hint')
          : t('stock.figures', {
              opening: figures.openingQuantity,
              receipts: figures.receiptQuantity,
              issues: figures.issueQuantity,
              closing: figures.closingQuantity,
            })}
      </td>
      <td>
        <StockActions details={details} stock={stock} />
      </td>
    </tr>
  );
}

function StockActions({ details, stock }: { details: MonthDetails; stock: StockBook }) {
  const { t } = useTranslation('reconciliation');
  const ask = useConfirmCount();
  const canSettle = useCan('reconciliation.settle');
  const canReopen = useCan('periods.reopen');
  const [isAsking, setAsking] = useState(false);
  const settle = useCommand(client.periods.settleStock);
  const open = useCommand(client.periods.openStock, { onSuccess: () => setAsking(false) });
  const job = useJobOutcome();
  const { month, state } = details;
  const name = formatMonth(month);
  const run = async (): Promise<void> => {
    const title = t('stock.settleTitle', { month: name });
    if (!(await ask({ title, text: t('stock.settleText'), action: t('stock.settle') }))) return;
    const begun = await settle.run({ month });
    if (begun) await job.follow(begun.jobId, t('stock.settled', { month: name }));
  };
  if (state === 'closed' || state === 'running') return null;
  if (stock.isBlocking) {
    return canSettle ? (
      <div className={styles.bookActions}>
        <Button size="small" loading={settle.isPending || job.isRunning} onClick={() => void run()}>
          {t('stock.settle')}
        </Button>
      </div>
    ) : null;
  }
  if (!canReopen || stock.figures === null) return null;
  return (
    <div className={styles.bookActions}>
      <Button size="small" type="text" onClick={() => setAsking(true)}>
        {t('books.open')}
      </Button>
      {isAsking ? (
        <ReasonDialog
          title={t('stock.openTitle', { month: name })}
          text={t('stock.openText')}
          action={t('books.open')}
          isPending={open.isPending}
          onClose={() => setAsking(false)}
          onReason={(reason) => void open.run({ month, reason, includesLater: true })}
        />
      ) : null}
    </div>
  );
}
