import type { Readable } from '#core/db/connection.ts';
import type { StockBook, StockFigures } from '#shared/contract/periods.contract.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import { latestLockedMonth } from './closed-months.repo.ts';
import { findPeriod, firstMovementMonth, readStockFigures } from './periods.repo.ts';

/** How stock stands in a month; null where no key had come yet, so that there is nothing to settle. */
export function stockBookOf(db: Readable, month: Month): StockBook | null {
  const first = firstMovementMonth(db);
  if (first === null || first > month) return null;
  const period = findPeriod(db, 'stock', 0, month);
  const said = {
    reason: period?.reason ?? '',
    changedAt: period?.changedAt ?? null,
    changedBy: period?.changedBy ?? '',
  };
  if (period?.state === 'settled') {
    const figures = readStockFigures(db, month);
    return {
      ...said,
      status: 'settled',
      figures: figures === null ? null : (JSON.parse(figures) as StockFigures),
      isBlocking: false,
    };
  }
  if (isLocked(db, month)) return { ...said, status: 'settled', figures: null, isBlocking: false };
  const status = period?.state === 'reopened' ? 'reopened' : 'open';
  return { ...said, status, figures: null, isBlocking: true };
}

/** Whether a later month of stock was settled, or the shop closed this month, so that it takes no more documents. */
function isLocked(db: Readable, month: Month): boolean {
  return [latestLockedMonth(db, 'stock', 0), latestLockedMonth(db, 'shop', 0)].some(
    (locked) => locked !== null && locked >= month,
  );
}
