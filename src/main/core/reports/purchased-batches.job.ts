import { pageOfRows } from '#core/db/keyset.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { PurchasedBatches } from '#shared/contract/trade-reports.contract.ts';
import { money } from '#shared/domain/money/money.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import { type PurchaseFilter, purchaseRows } from './concentration.job.repo.ts';
import type { DrilledPage } from './drilled-page.ts';

export interface PurchasedBatchesInput {
  readonly span: DaySpan;
  readonly filter: PurchaseFilter;
  readonly page: DrilledPage<readonly [string, number]>;
}

/** The batches behind a share of the concentration report. */
export function run({ span, filter, page }: PurchasedBatchesInput, { readDb }: ThreadContext): PurchasedBatches {
  const sum = purchaseRows.sum(readDb, span, filter);
  const found = purchaseRows
    .batches(readDb, span, filter, page.before, page.limit + 1)
    .map((row) => ({ ...row, amount: money(row.amount) }));
  return {
    ...pageOfRows(found, page.limit, (row) => [row.receivedOn, row.batchId]),
    ...sum,
    amount: money(sum.amount),
  };
}
