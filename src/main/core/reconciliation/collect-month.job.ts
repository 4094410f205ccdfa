import { createHash } from 'node:crypto';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import {
  checkAgainstLedger,
  checkCarriedForward,
  checkStockRows,
  type StockMovementRow,
} from '#shared/domain/reconciliation/stock-movement-report.ts';
import { type Month, previousMonth } from '#shared/domain/time/business-time.ts';
import type { SettledStock } from './collect-stock.job.ts';
import { type LastPosted, lastPosted } from './month-data.job.repo.ts';
import { accountBreaks, collectMonth, type MonthRecord, movementRows } from './month-record.ts';
import { readSnapshot, readStockSnapshot } from './periods.repo.ts';

export interface CollectedMonth {
  /** The month's {@link MonthRecord} as JSON, and its SHA-256. */
  readonly snapshot: string;
  readonly digest: string;
  readonly seen: LastPosted;
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
    settledBreaks(readStockSnapshot(readDb, month), rows) +
    (previous === null
      ? 0
      : checkCarriedForward(movementRows(previous), rows).length + accountBreaks(previous, record).length);
  const snapshot = JSON.stringify(record);
  return { snapshot, digest: createHash('sha256').update(snapshot).digest('hex'), seen, breachCount };
}

/** Where stock is not what it was when it was settled. */
function settledBreaks(settled: string | null, rows: readonly StockMovementRow[]): number {
  if (settled === null) return 0;
  const closings = movementRows(JSON.parse(settled) as SettledStock).map(
    ({ skuId, closing }) => [skuId, closing] as const,
  );
  return checkAgainstLedger(rows, new Map(closings)).length;
}
