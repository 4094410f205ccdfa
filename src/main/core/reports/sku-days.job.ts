import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { SkuDaysReport } from '#shared/contract/trade-reports.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import { skuDayStates } from '#shared/domain/reports/stock-out-rate.ts';
import { skuDays } from './turnover-figures.ts';

export interface SkuDaysInput {
  readonly span: DaySpan;
  readonly skuId: SkuId;
}

/** A SKU's days in a span, the newest first. */
export function run({ span, skuId }: SkuDaysInput, { readDb }: ThreadContext): SkuDaysReport {
  const [days = []] = skuDays(readDb, span.to, skuId).values();
  return { ...span, rows: skuDayStates(days, span).reverse() };
}
