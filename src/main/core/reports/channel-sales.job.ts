import { pageOfRows } from '#core/db/keyset.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { ChannelSales } from '#shared/contract/trade-reports.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import { channelRows } from './channels.job.repo.ts';
import type { DrilledPage } from './drilled-page.ts';

export interface ChannelSalesInput {
  readonly span: DaySpan;
  readonly supplierId: SupplierId;
  readonly page: DrilledPage<readonly [number]>;
}

/** The deliveries of one supplier's keys; of a delivery from several sources, this supplier's part. */
export function run({ span, supplierId, page }: ChannelSalesInput, { readDb }: ThreadContext): ChannelSales {
  const found = channelRows
    .sales(readDb, span, supplierId, page.before[0], page.limit + 1)
    .map((row) => ({ ...row, revenue: money(row.revenue), cost: money(row.cost) }));
  const count = channelRows.saleCount(readDb, span, supplierId);
  return { ...pageOfRows(found, page.limit, (row) => [row.deliveryId]), count };
}
