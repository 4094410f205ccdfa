import { type DemandHistory, type HistorySpan, historySpan, RECENT_DAYS } from './demand-history.ts';
import { forecastError } from './forecast-error.ts';
import { type DemandPattern, type RecentSpeed, recentSpeed } from './recent-speed.ts';
import type { DayCalendar } from './season-calendar.ts';
import { seasonFactors } from './season-factors.ts';
import { weekdayFactors } from './weekday-factors.ts';

/** What a SKU is expected to sell, and all that the figure was made of. */
export interface DemandForecast {
  readonly span: HistorySpan;
  readonly speed: RecentSpeed;
  readonly pattern: DemandPattern;
  /** Units per day for replacements of bad keys. */
  readonly replacements: number;
  /** Units expected for each day ahead, index 0 is today: speed × season × weekday + replacements. */
  readonly units: readonly number[];
  /** Mean squared error of one usual day's forecast, units². */
  readonly error: number;
}

/** Fewer days on sale would make a rate of a single replacement. */
const LEAST_RATE_DAYS = 7;

/**
 * Forecasts `horizon` days from today (index `history.days` of the calendar) on. Throws a RangeError where the calendar
 * ends before.
 */
export function forecastDemand(history: DemandHistory, calendar: DayCalendar, horizon: number): DemandForecast {
  const { days } = history;
  if (calendar.length < days + horizon) throw new RangeError('The calendar is shorter than the forecast.');
  const span = historySpan(history);
  const season = seasonFactors(history, span.from, calendar);
  const weekday = weekdayFactors(history, span.from, calendar, season);
  const pattern = { season, weekday };
  const speed = recentSpeed(history, span.from, calendar, pattern);
  const error = forecastError(history, span.from, calendar, pattern, speed.daily);
  const rateDays = Math.max(LEAST_RATE_DAYS, Math.min(RECENT_DAYS, days - span.from));
  const replacements = history.recentReplacements / rateDays;
  const units = new Array<number>(horizon);
  for (let index = 0; index < horizon; index += 1) {
    const day = days + index;
    const factor = (season[calendar.season[day] ?? 0] ?? 1) * (weekday[calendar.weekday[day] ?? 0] ?? 1);
    units[index] = speed.daily * factor + replacements;
  }
  return { span, speed, pattern, replacements, units, error };
}

/** The sum of the values from index `from` up to, not including, `to`. */
export function sumOf(values: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index += 1) sum += values[index] ?? 0;
  return sum;
}
