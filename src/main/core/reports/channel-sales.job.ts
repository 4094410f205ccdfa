import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { type ChannelSales, MOST_REPORT_ROWS } from '#shared/contract/trade-reports.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import { channelRows } from './channels.job.repo.ts';

export interface ChannelSalesInput {
  readonly span: DaySpan;
  readonly supplierId: SupplierId;
}

/** The deliveries of one supplier's keys; of a delivery from several sources, this supplier's part. */
export function run({ span, supplierId }: ChannelSalesInput, { readDb }: ThreadContext): ChannelSales {
  const rows = channelRows
    .sales(readDb, span, supplierId, MOST_REPORT_ROWS)
    .map((row) => ({ ...row, revenue: money(row.revenue), cost: money(row.cost) }));
  return { rows, count: channelRows.saleCount(readDb, span, supplierId) };
}
