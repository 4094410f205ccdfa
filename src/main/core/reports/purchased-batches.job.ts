import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { MOST_REPORT_ROWS, type PurchasedBatches } from '#shared/contract/trade-reports.contract.ts';
import { money } from '#shared/domain/money/money.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import { type PurchaseFilter, purchaseRows } from './concentration.job.repo.ts';

export interface PurchasedBatchesInput {
  readonly span: DaySpan;
  readonly filter: PurchaseFilter;
}

/** The batches behind a share of the concentration report. */
export function run({ span, filter }: PurchasedBatchesInput, { readDb }: ThreadContext): PurchasedBatches {
  const sum = purchaseRows.sum(readDb, span, filter);
  const rows = purchaseRows
    .batches(readDb, span, filter, MOST_REPORT_ROWS)
    .map((row) => ({ ...row, amount: money(row.amount) }));
  return { rows, ...sum, amount: money(sum.amount) };
}
