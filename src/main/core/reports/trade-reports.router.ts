import { type Context, today } from '#core/context.ts';
import { implementer } from '#core/implementer.ts';
import type {
  ChannelSales,
  ChannelsReport,
  ConcentrationReport,
  PurchasedBatches,
  SkuDaysReport,
  TurnoverReport,
} from '#shared/contract/trade-reports.contract.ts';
import { type DaySpan, daysOfPeriod, type ReportPeriod } from '#shared/domain/reports/report-period.ts';
import type { ChannelSalesInput } from './channel-sales.job.ts';
import type { ChannelsInput } from './channels.job.ts';
import { pageByDay, pageById } from './drilled-page.ts';
import type { PurchasedBatchesInput } from './purchased-batches.job.ts';
import type { SkuDaysInput } from './sku-days.job.ts';
import type { TurnoverInput } from './turnover.job.ts';

/** Reports over a period; each is read in a job thread. */
export function createTradeReportsRouter() {
  const { tradeReports } = implementer;
  return {
    tradeReports: {
      concentration: tradeReports.concentration.handler(({ context, input, signal }) =>
        runReport<ConcentrationReport>(context, 'concentration', spanOf(context, input.period), signal),
      ),
      channels: tradeReports.channels.handler(({ context, input, signal }) => {
        const wish: ChannelsInput = { span: spanOf(context, input.period), today: today(context).day };
        return runReport<ChannelsReport>(context, 'channels', wish, signal);
      }),
      channelSales: tradeReports.channelSales.handler(({ context, input, signal }) => {
        const { period, supplierId } = input;
        const wish: ChannelSalesInput = { span: spanOf(context, period), supplierId, page: pageById(input) };
        return runReport<ChannelSales>(context, 'channel-sales', wish, signal);
      }),
      turnover: tradeReports.turnover.handler(({ context, input, signal }) => {
        const wish: TurnoverInput = { span: spanOf(context, input.period), today: today(context).day };
        return runReport<TurnoverReport>(context, 'turnover', wish, signal);
      }),
      skuDays: tradeReports.skuDays.handler(({ context, input, signal }) => {
        const wish: SkuDaysInput = { span: spanOf(context, input.period), skuId: input.skuId };
        return runReport<SkuDaysReport>(context, 'sku-days', wish, signal);
      }),
      purchases: tradeReports.purchases.handler(({ context, input, signal }) => {
        const { period, supplierId, supplierKind, brandId } = input;
        const filter = { supplierId, supplierKind, brandId };
        const wish: PurchasedBatchesInput = { span: spanOf(context, period), filter, page: pageByDay(input) };
        return runReport<PurchasedBatches>(context, 'purchased-batches', wish, signal);
      }),
    },
  };
}

function spanOf(context: Context, period: ReportPeriod): DaySpan {
  return daysOfPeriod(period, today(context).day);
}

function runReport<Report>(
  context: Context,
  kind: string,
  input: unknown,
  signal: AbortSignal | undefined,
): Promise<Report> {
  return context.kernel.threads.run<Report>({ kind, input, keys: null, signal });
}
