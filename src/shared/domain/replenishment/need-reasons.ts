import type { DemandForecast } from './demand-forecast.ts';
import { RECENT_DAYS } from './demand-history.ts';
import type { NeedInput, NeedReason } from './need.ts';
import { calendarDay } from './season-calendar.ts';

/** A SKU is new as long as its time on sale fills no four weeks. */
const NEW_DAYS = 28;

/**
 * How the demand was found, for a person to follow: speed, pattern, seasons ahead, what was left out and what was
 * added.
 */
export function demandReasons(input: NeedInput, forecast: DemandForecast): NeedReason[] {
  const { history } = input;
  const { speed, span, replacements } = forecast;
  const { weekday } = forecast.pattern;
  const { daily, last7, last28, last91 } = speed;
  const reasons: NeedReason[] = [{ code: 'RECENT_SPEED', last7, last28, last91, daily }];
  if (weekday.some((factor) => factor !== 1)) reasons.push({ code: 'WEEKDAY_PATTERN', factors: weekday });
  addSeasons(reasons, input, forecast);
  if (replacements > 0) reasons.push({ code: 'REPLACEMENTS', daily: replacements });
  if (history.recentBulk > 0) reasons.push({ code: 'BULK_LEFT_OUT', units: history.recentBulk });
  let skipped = 0;
  for (let day = Math.max(span.from, history.days - RECENT_DAYS); day < history.days; day += 1) {
    skipped += history.outOfStock[day] ?? 0;
  }
  if (skipped > 0) reasons.push({ code: 'STOCK_OUT_DAYS_SKIPPED', days: skipped });
  const age = history.days - span.from;
  if (age < NEW_DAYS) reasons.push({ code: 'NEW_SKU', days: age });
  return reasons;
}

function addSeasons(reasons: NeedReason[], { calendar, history }: NeedInput, { pattern, units }: DemandForecast): void {
  for (const occurrence of calendar.occurrences) {
    const factor = pattern.season[occurrence.season + 1] ?? 1;
    const isAhead = occurrence.to >= history.days && occurrence.from < history.days + units.length;
    if (!isAhead || factor === 1) continue;
    reasons.push({
      code: 'SEASON',
      season: calendar.seasons[occurrence.season]?.code ?? '',
      factor,
      from: calendarDay(calendar, occurrence.from),
      to: calendarDay(calendar, occurrence.to),
    });
  }
}
