import { createHash } from 'node:crypto';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { sumMoney } from '#shared/domain/money/money.ts';
import {
  checkCarriedForward,
  checkStockRows,
  type StockMovementRow,
  stockMovementReport,
} from '#shared/domain/reconciliation/stock-movement-report.ts';
import { type Month, previousMonth } from '#shared/domain/time/business-time.ts';
import { lastPosted } from './month-data.job.repo.ts';
import { collectMonth, type MonthRecord } from './month-record.ts';
import { readSnapshot } from './periods.repo.ts';

export interface CollectedMonth {
  /** The month's {@link MonthRecord} as JSON, and its SHA-256. */
  readonly snapshot: string;
  readonly digest: string;
  readonly seen: { readonly entryId: number; readonly movementId: number };
  /** Where stock does not add up, or the month does not open with what the one before closed with. */
  readonly breachCount: number;
}

/** Collects a month for its closing and checks it against the month closed before. */
export function run(input: { readonly month: Month }, { readDb }: ThreadContext): CollectedMonth {
  const { month } = input;
  const seen = lastPosted(readDb);
  const record = collectMonth(readDb, month);
  const before = readSnapshot(readDb, previousMonth(month));
  const rows = movementRows(record);
  const previous = before === null ? null : (JSON.parse(before) as MonthRecord);
  const breachCount =
    checkStockRows(rows).length +
    (previous === null
      ? 0
      : checkCarriedForward(movementRows(previous), rows).length + accountBreaks(previous, record));
  const snapshot = JSON.stringify(record);
  return { snapshot, digest: createHash('sha256').update(snapshot).digest('hex'), seen, breachCount };
}

function movementRows({ stock }: MonthRecord): StockMovementRow[] {
  return stockMovementReport(
    stock.map(({ skuId, opening }) => ({ skuId, ...opening })),
    stock.flatMap(({ skuId, movements }) => movements.map((movement) => ({ skuId, ...movement }))),
  );
}

/** Accounts that do not open with what they closed with. */
function accountBreaks(previous: MonthRecord, next: MonthRecord): number {
  const closings = new Map<SupplierId, number>(
    previous.accounts.map(({ supplierId, opening, entries }) => [
      supplierId,
      sumMoney([opening, ...entries.map(({ amount }) => amount)]),
    ]),
  );
  return next.accounts.filter(({ supplierId, opening }) => (closings.get(supplierId) ?? 0) !== opening).length;
}
