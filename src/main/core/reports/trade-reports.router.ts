import { type Context, today } from '#core/context.ts';
import { implementer } from '#core/implementer.ts';
import type { ConcentrationReport, PurchasedBatches } from '#shared/contract/trade-reports.contract.ts';
import { type DaySpan, daysOfPeriod, type ReportPeriod } from '#shared/domain/reports/report-period.ts';
import type { PurchasedBatchesInput } from './purchased-batches.job.ts';

/** Reports over a period; each is read in a job thread. */
export function createTradeReportsRouter() {
  const { tradeReports } = implementer;
  return {
    tradeReports: {
      concentration: tradeReports.concentration.handler(({ context, input, signal }) =>
        runReport<ConcentrationReport>(context, 'concentration', spanOf(context, input.period), signal),
      ),
      purchases: tradeReports.purchases.handler(({ context, input, signal }) => {
        const { period, ...filter } = input;
        const wish: PurchasedBatchesInput = { span: spanOf(context, period), filter };
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
