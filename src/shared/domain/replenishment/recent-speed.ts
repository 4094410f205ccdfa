import { type DemandHistory, RECENT_DAYS } from './demand-history.ts';
import type { DayCalendar } from './season-calendar.ts';

/** What a SKU sells on a day without season and weekday: the last 7, 28 and 91 days, the near ones heavier. */
export interface RecentSpeed {
  /** Units per mean day. */
  readonly daily: number;
  /** Means over the last 7, 28 and 91 days; null where no day of them was in stock. */
  readonly last7: number | null;
  readonly last28: number | null;
  readonly last91: number | null;
  /**
   * How far the figure itself may be off: its variance in units of one day's variance (the sum of the squared weights).
   */
  readonly uncertainty: number;
}

/**
 * Season and weekday factors of one SKU: `season[calendar.season[day]] × weekday[calendar.weekday[day]]` is a day's
 * factor.
 */
export interface DemandPattern {
  /** By weekday, 0 Sunday. */
  readonly weekday: readonly number[];
  /** 0 the usual day (1), then the calendar's seasons. */
  readonly season: readonly number[];
}

/** How much each of the three spans counts; one without a day in stock passes its share on to the others. */
export const SPEED_WEIGHTS = { last7: 0.4, last28: 0.4, last91: 0.2 } as const;

/**
 * The weighted recent speed from the day `from` on. Days out of stock are left out, except where they sold more than a
 * usual day would have all the same. Units times k give a speed times k.
 */
export function recentSpeed(
  history: DemandHistory,
  from: number,
  calendar: DayCalendar,
  pattern: DemandPattern,
): RecentSpeed {
  const last7: Span = { sold: 0, expected: 0, days: 0, closedDays: 0 };
  const last28: Span = { ...last7 };
  const last91: Span = { ...last7 };
  const look = (usual: number): void => {
    addSpan(last7, history, calendar, pattern, from, 7, 0, usual);
    addSpan(last28, history, calendar, pattern, from, 28, 7, usual);
    addSpan(last91, history, calendar, pattern, from, RECENT_DAYS, 28, usual);
  };
  look(Number.POSITIVE_INFINITY);
  const speed = weighted(last7, last28, last91);
  if (last7.closedDays + last28.closedDays + last91.closedDays === 0) return speed;
  look(speed.daily);
  return weighted(last7, last28, last91);
}

/** The days of a span that are in none of the shorter ones. */
interface Span {
  sold: number;
  expected: number;
  days: number;
  closedDays: number;
}

/** Fills `span` with the days from `longest` days ago up to, not including, `shortest` days ago. */
function addSpan(
  span: Span,
  { units, outOfStock, days }: DemandHistory,
  calendar: DayCalendar,
  { weekday, season }: DemandPattern,
  from: number,
  longest: number,
  shortest: number,
  usual: number,
): void {
  let sold = 0;
  let expected = 0;
  let count = 0;
  let closedDays = 0;
  const until = days - shortest;
  for (let day = Math.max(from, days - longest); day < until; day += 1) {
    const factor = (season[calendar.season[day] ?? 0] ?? 1) * (weekday[calendar.weekday[day] ?? 0] ?? 1);
    const dayUnits = units[day] ?? 0;
    if (outOfStock[day] !== 0) {
      closedDays += 1;
      if (dayUnits <= usual * factor) continue;
    }
    sold += dayUnits;
    expected += factor;
    count += 1;
  }
  span.sold = sold;
  span.expected = expected;
  span.days = count;
  span.closedDays = closedDays;
}

function weighted(near: Span, middle: Span, far: Span): RecentSpeed {
  const days7 = near.days;
  const days28 = days7 + middle.days;
  const days91 = days28 + far.days;
  if (days91 === 0) return { daily: 0, last7: null, last28: null, last91: null, uncertainty: 1 };
  const last7 = days7 > 0 ? near.sold / near.expected : null;
  const last28 = days28 > 0 ? (near.sold + middle.sold) / (near.expected + middle.expected) : null;
  const last91 = (near.sold + middle.sold + far.sold) / (near.expected + middle.expected + far.expected);
  const weight7 = last7 === null ? 0 : SPEED_WEIGHTS.last7;
  const weight28 = last28 === null ? 0 : SPEED_WEIGHTS.last28;
  const weight91 = SPEED_WEIGHTS.last91;
  const weights = weight7 + weight28 + weight91;
  const daily = (weight7 * (last7 ?? 0) + weight28 * (last28 ?? 0) + weight91 * last91) / weights;
  // A day of the last week is in all three spans, one of the last quarter in one.
  const share91 = weight91 / weights / days91;
  const share28 = days28 === 0 ? 0 : share91 + weight28 / weights / days28;
  const share7 = days7 === 0 ? 0 : share28 + weight7 / weights / days7;
  const uncertainty = far.days * share91 ** 2 + middle.days * share28 ** 2 + near.days * share7 ** 2;
  return { daily, last7, last28, last91, uncertainty };
}
