import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { SkuDaysReport } from '#shared/contract/trade-reports.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import { skuDayStates } from '#shared/domain/reports/stock-out-rate.ts';
import { turnoverRows } from './turnover.job.repo.ts';

export interface SkuDaysInput {
  readonly span: DaySpan;
  readonly skuId: SkuId;
}

/** A SKU's days in a span, the newest first. */
export function run({ span, skuId }: SkuDaysInput, { readDb }: ThreadContext): SkuDaysReport {
  return { ...span, rows: skuDayStates(turnoverRows.days(readDb, span.to, skuId), span).reverse() };
}
