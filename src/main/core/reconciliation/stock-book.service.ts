import { audit, type Context, signedInUser, today, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { Refusal } from '#core/refusal.ts';
import type { JobId } from '#shared/domain/ids.ts';
import { ZERO_MONEY } from '#shared/domain/money/money.ts';
import { closeRefusal } from '#shared/domain/reconciliation/periods.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import { latestLockedMonth } from './closed-months.repo.ts';
import type { CollectedStock } from './collect-stock.job.ts';
import { changePeriod, findPeriod, isMovedSince, settledStockFrom } from './periods.repo.ts';
import { startClosing } from './start-closing.ts';
import { stockBookOf } from './stock-book.ts';

const AREAS = ['reconciliation', 'inventory'];
const STOCK = { book: 'stock', bookId: 0 } as const;

/** Stock as a book of its own: settled month by month before the shop closes, opened again the latest first. */
export function createStockBookService() {
  function settleStock(context: Context, month: Month): { jobId: JobId } {
    requireSettleable(context.db, context, month);
    return startClosing<CollectedStock>(context, {
      kind: 'settle-stock',
      collect: 'collect-stock',
      month,
      write: (collected) => write(context, AREAS, (tx) => settleNow(tx, context, month, collected)),
    });
  }

  function openStock(context: Context, input: { month: Month; reason: string; includesLater: boolean }) {
    return write(context, AREAS, (tx) => {
      const { month, reason, includesLater } = input;
      requireShopOpen(tx, month);
      const months = settledStockFrom(tx, month);
      if (!months.includes(month)) throw new Refusal('STOCK_NOT_SETTLED', { month });
      if (months.length > 1 && !includesLater) {
        throw new Refusal('LATER_MONTHS_CLOSED', { months: months.slice(0, -1) });
      }
      for (const opened of months) {
        const digest = findPeriod(tx, 'stock', 0, opened)?.snapshotDigest ?? null;
        const author = { at: context.now, by: signedInUser(context) };
        changePeriod(tx, {
          ...STOCK,
          month: opened,
          state: 'reopened',
          reason,
          ...author,
          action: 'openStock',
          digest,
        });
        audit(tx, context, { action: 'periods.openStock', subjectKind: 'month', details: { month: opened, reason } });
      }
      return { months };
    });
  }

  return { settleStock, openStock };
}

function settleNow(tx: WriteTx, context: Context, month: Month, collected: CollectedStock) {
  requireSettleable(tx, context, month);
  if (isMovedSince(tx, { movementId: collected.lastMovementId, month })) {
    throw new Refusal('CHANGED_MEANWHILE', { kind: 'month', revision: 0 });
  }
  const { snapshot } = collected;
  const digest = Buffer.from(collected.digest, 'hex');
  const author = { at: context.now, by: signedInUser(context) };
  changePeriod(tx, {
    ...STOCK,
    month,
    state: 'settled',
    reason: '',
    ...author,
    action: 'settleStock',
    snapshot,
    digest,
  });
  const details = { month, digest: collected.digest };
  audit(tx, context, { action: 'periods.settleStock', subjectKind: 'month', details });
  return { month, digest: collected.digest };
}

function requireSettleable(db: Readable, context: Context, month: Month): void {
  requireShopOpen(db, month);
  if (stockBookOf(db, month) === null) throw new Refusal('NO_STOCK');
  const locked = [latestLockedMonth(db, 'stock', 0), latestLockedMonth(db, 'shop', 0)];
  const closings = locked.flatMap((closed) => (closed === null ? [] : [{ month: closed, balance: ZERO_MONEY }]));
  const refusal = closeRefusal({ kind: 'stock' }, closings, { month, opening: ZERO_MONEY }, today(context).day);
  switch (refusal?.code) {
    case 'PERIOD_NOT_OVER':
      throw new Refusal('PERIOD_NOT_OVER', { endsOn: refusal.endsOn });
    case 'ALREADY_CLOSED':
      throw new Refusal('MONTH_IS_CLOSED', { month });
    case 'PREVIOUS_PERIOD_OPEN':
      throw new Refusal('PREVIOUS_PERIOD_OPEN', { month: refusal.month });
  }
}

function requireShopOpen(db: Readable, month: Month): void {
  const closed = latestLockedMonth(db, 'shop', 0);
  if (closed !== null && month <= closed) throw new Refusal('MONTH_IS_CLOSED', { month });
}
