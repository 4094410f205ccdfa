import { type DemandHistory, RECENT_DAYS } from './demand-history.ts';
import type { DemandPattern } from './recent-speed.ts';
import type { DayCalendar } from './season-calendar.ts';

/** How fast the running level follows each day, and how fast old errors are forgotten. */
const LEVEL_GAIN = 0.12;
const ERROR_GAIN = 0.04;
/** A squared error beyond so many usual ones counts as so many: one mad day is not a spread. */
const MOST_ERRORS = 9;
/** Before so much weight is gathered (about five days) there is no usual error. */
const LEAST_WEIGHT = 0.2;

/**
 * By how much a day's forecast is off: the mean squared error (units²) of a forecast from one day to the next over the
 * last 91 days in stock, recent ones heavier, of demand with season and weekday taken out. Never less than what chance
 * alone gives at the speed `daily` (Poisson). Units times k never lower it.
 */
export function forecastError(
  { units, outOfStock, days }: DemandHistory,
  from: number,
  calendar: DayCalendar,
  { weekday, season }: DemandPattern,
  daily: number,
): number {
  let level = 0;
  let error = 0;
  let weight = 0;
  for (let day = Math.max(from, days - RECENT_DAYS); day < days; day += 1) {
    if (outOfStock[day] !== 0) continue;
    const factor = (season[calendar.season[day] ?? 0] ?? 1) * (weekday[calendar.weekday[day] ?? 0] ?? 1);
    const usual = (units[day] ?? 0) / factor;
    if (weight === 0) level = usual;
    const off = usual - level;
    let squared = off * off;
    if (weight > LEAST_WEIGHT && error > 0) squared = Math.min(squared, (MOST_ERRORS * error) / weight);
    error += ERROR_GAIN * (squared - error);
    weight += ERROR_GAIN * (1 - weight);
    level += LEVEL_GAIN * off;
  }
  return Math.max(daily, weight > 0 ? error / weight : 0);
}
