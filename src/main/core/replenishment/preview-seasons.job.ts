import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { forecastDemand } from '#shared/domain/replenishment/demand-forecast.ts';
import { dayCalendar, type Season } from '#shared/domain/replenishment/season-calendar.ts';
import { seasonsOf } from '#shared/domain/replenishment/season-rules.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import { HISTORY_DAYS, historyOf, type PastSpan, readPast } from './demand-histories.ts';
import { replenishmentPolicy } from './replenishment-policy.ts';

export interface SeasonPreviewInput {
  readonly skuId: SkuId;
  readonly category: string;
  readonly seasons: readonly Season[];
  readonly today: Day;
}

export interface SeasonPreview {
  readonly from: Day;
  readonly current: number[];
  readonly changed: number[];
  readonly factors: { readonly code: string; readonly factor: number }[];
}

const YEAR_DAYS = 365;

/** The year ahead of one SKU with the calendar that stands and with another one. */
export function run({ skuId, category, seasons, today }: SeasonPreviewInput, { readDb }: ThreadContext): SeasonPreview {
  const span: PastSpan = { firstDay: addDays(today, -HISTORY_DAYS), days: HISTORY_DAYS };
  const history = historyOf(readPast(readDb, skuId, span), span);
  const forecastWith = (list: readonly Season[]) => {
    const own = seasonsOf(list, category);
    const forecast = forecastDemand(history, dayCalendar(span.firstDay, HISTORY_DAYS + YEAR_DAYS, own), YEAR_DAYS);
    return { own, units: forecast.units.map(hundredths), factors: forecast.pattern.season };
  };
  const changed = forecastWith(seasons);
  return {
    from: today,
    current: forecastWith(replenishmentPolicy(readDb).seasons).units,
    changed: changed.units,
    factors: changed.own.map(({ code }, index) => ({ code, factor: hundredths(changed.factors[index + 1] ?? 1) })),
  };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
