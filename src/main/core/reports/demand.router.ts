import { type Context, today } from '#core/context.ts';
import { implementer } from '#core/implementer.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { DemandPortraitShape, DemandRows } from '#shared/contract/demand.contract.ts';
import { daysOfPeriod, type ReportPeriod } from '#shared/domain/reports/report-period.ts';
import type { DemandInput } from './demand.job.ts';
import { pageById } from './drilled-page.ts';

export function createDemandRouter() {
  const { demand } = implementer;
  return {
    demand: {
      portrait: demand.portrait.handler(({ context, input, signal }) => portraitOf(context, input.period, signal)),
      groups: demand.groups.handler(async ({ context, input, signal }) => {
        const { groups } = await portraitOf(context, input.period, signal);
        return { rows: groups[input.dimension] };
      }),
      rows: demand.rows.handler(({ context, input, signal }) => {
        const { period, of } = input;
        const wish: DemandInput = { ...spanOf(context, period), rows: { of, page: pageById(input) } };
        return context.kernel.threads.run<DemandRows>({ kind: 'demand', input: wish, keys: null, signal });
      }),
    },
  };
}

function portraitOf(context: Context, period: ReportPeriod, signal: AbortSignal | undefined) {
  const wish: DemandInput = spanOf(context, period);
  return context.kernel.threads.run<DemandPortraitShape>({ kind: 'demand', input: wish, keys: null, signal });
}

function spanOf(context: Context, period: ReportPeriod) {
  const span = daysOfPeriod(period, today(context).day);
  return { span, timeZone: shopSettings(context.db).timeZone };
}
