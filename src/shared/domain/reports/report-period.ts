import {
  addDays,
  type Day,
  firstDayOf,
  lastDayOf,
  type Month,
  monthOf,
  parseMonth,
  previousMonth,
} from '../time/business-time.ts';

/** Months before this one, and this one, that `last-12-months` covers. */
const MONTHS_OF_A_YEAR = 12;
const ROLLING_DAYS = 90;

/** What a report looks at, as it stands in an address: `2026-11`, `2026-Q4`, `last-90-days`, `last-12-months`. */
export type ReportPeriod =
  | { readonly kind: 'month'; readonly month: Month }
  | { readonly kind: 'quarter'; readonly year: number; readonly quarter: 1 | 2 | 3 | 4 }
  | { readonly kind: 'last-90-days' }
  | { readonly kind: 'last-12-months' };

/** Days with both ends. */
export interface DaySpan {
  readonly from: Day;
  readonly to: Day;
}

export function parseReportPeriod(text: string): ReportPeriod | null {
  if (text === 'last-90-days' || text === 'last-12-months') return { kind: text };
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(text) ?? [];
  if (year !== undefined) return { kind: 'quarter', year: Number(year), quarter: Number(quarter) as 1 | 2 | 3 | 4 };
  const month = parseMonth(text);
  return month === null ? null : { kind: 'month', month };
}

export function reportPeriodText(period: ReportPeriod): string {
  switch (period.kind) {
    case 'month':
      return period.month;
    case 'quarter':
      return `${String(period.year).padStart(4, '0')}-Q${period.quarter}`;
    case 'last-90-days':
    case 'last-12-months':
      return period.kind;
  }
}

/**
 * The days of a period, none after today: a month that is not over ends today. A period that has not begun keeps its own
 * days, in which nothing happened. `last-12-months` is this month so far and the eleven before it.
 */
export function daysOfPeriod(period: ReportPeriod, today: Day): DaySpan {
  switch (period.kind) {
    case 'month':
      return untilToday({ from: firstDayOf(period.month), to: lastDayOf(period.month) }, today);
    case 'quarter': {
      const last = `${reportPeriodText(period).slice(0, 4)}-${String(period.quarter * 3).padStart(2, '0')}` as Month;
      return untilToday({ from: firstDayOf(monthsBefore(last, 2)), to: lastDayOf(last) }, today);
    }
    case 'last-90-days':
      return { from: addDays(today, 1 - ROLLING_DAYS), to: today };
    case 'last-12-months':
      return { from: firstDayOf(monthsBefore(monthOf(today), MONTHS_OF_A_YEAR - 1)), to: today };
  }
}

/** The quarter that a month falls in. */
export function quarterOf(month: Month): ReportPeriod {
  const quarter = Math.ceil(Number(month.slice(5)) / 3) as 1 | 2 | 3 | 4;
  return { kind: 'quarter', year: Number(month.slice(0, 4)), quarter };
}

export function monthsBefore(month: Month, count: number): Month {
  let earlier = month;
  for (let step = 0; step < count; step += 1) earlier = previousMonth(earlier);
  return earlier;
}

function untilToday({ from, to }: DaySpan, today: Day): DaySpan {
  return { from, to: from <= today && today < to ? today : to };
}
