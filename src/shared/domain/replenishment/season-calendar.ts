import { addDays, type Day, daysBetween, parseDay } from '../time/business-time.ts';

/** When a season falls: the same days each year, or counted from a day that a table names per year. */
export type SeasonDays =
  | {
      readonly kind: 'fixed';
      /** `MM-DD`, both included; a season may run over New Year. */
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'moving';
      /** The named day of each year, e.g. the first day of the first lunar month. Years without one have no season. */
      readonly anchors: Readonly<Record<number, string>>;
      /** From so many days before the anchor to so many after it, both included. */
      readonly daysBefore: number;
      readonly daysAfter: number;
    };

/** A stretch of the year in which people buy more or less than usual. Data: the owner edits, adds and removes them. */
export interface Season {
  /** Stable name, e.g. `double-11`; its words are the renderer's. An owner's own season has a code of its own. */
  readonly code: string;
  /** Demand against a usual day before a SKU's own past says more; 1 says nothing in advance, more than 0. */
  readonly factor: number;
  readonly days: SeasonDays;
  /** Categories of products that it holds for; left out or empty: all of them. */
  readonly categories?: readonly string[] | undefined;
}

/** First day of the first lunar month (春节, 正月初一) by year; a test compares them with the calendar of the runtime. */
export const SPRING_FESTIVAL_DAYS: Readonly<Record<number, string>> = {
  2020: '2020-01-25',
  2021: '2021-02-12',
  2022: '2022-02-01',
  2023: '2023-01-22',
  2024: '2024-02-10',
  2025: '2025-01-29',
  2026: '2026-02-17',
  2027: '2027-02-06',
  2028: '2028-01-26',
  2029: '2029-02-13',
  2030: '2030-02-03',
  2031: '2031-01-23',
  2032: '2032-02-11',
  2033: '2033-01-31',
  2034: '2034-02-19',
  2035: '2035-02-08',
  2036: '2036-01-28',
  2037: '2037-02-15',
  2038: '2038-02-04',
  2039: '2039-01-24',
  2040: '2040-02-12',
};

/**
 * What a new shop starts with: 春节, 考试季 (before 高考 and 中考), 618, 开学季, 双11. The factors are careful guesses; a SKU's own
 * past seasons outweigh them after a week of days seen (see season-factors.ts).
 */
export const DEFAULT_SEASONS: readonly Season[] = [
  {
    code: 'spring-festival',
    factor: 1.2,
    days: { kind: 'moving', anchors: SPRING_FESTIVAL_DAYS, daysBefore: 7, daysAfter: 7 },
  },
  { code: 'exams', factor: 1, days: { kind: 'fixed', from: '05-25', to: '06-10' } },
  { code: '618', factor: 1.2, days: { kind: 'fixed', from: '06-15', to: '06-20' } },
  { code: 'school-start', factor: 1.1, days: { kind: 'fixed', from: '08-25', to: '09-08' } },
  { code: 'double-11', factor: 1.3, days: { kind: 'fixed', from: '11-08', to: '11-12' } },
];

/** One time that a season came: offsets from the calendar's first day, both included, cut to the calendar's span. */
export interface SeasonOccurrence {
  readonly season: number;
  readonly from: number;
  readonly to: number;
}

/**
 * A span of days made ready once for every SKU. Index 0 is `firstDay`, index i the i-th day after it. Histories and
 * forecasts count days by the same index.
 */
export interface DayCalendar {
  readonly firstDay: Day;
  /** How many days the span has. */
  readonly length: number;
  /** 0 Sunday to 6 Saturday. */
  readonly weekday: Uint8Array;
  /** 0 for a usual day, else one more than the index in `seasons`. A day has one season: the first listed wins. */
  readonly season: Uint8Array;
  readonly seasons: readonly Season[];
  readonly occurrences: readonly SeasonOccurrence[];
  /** The day of each index. */
  readonly days: readonly Day[];
}

/**
 * Lays a span of days out. Throws a RangeError for a span without days, more than 254 seasons, a factor that is not
 * above 0, and days that do not exist.
 */
export function dayCalendar(firstDay: Day, length: number, seasons: readonly Season[] = DEFAULT_SEASONS): DayCalendar {
  if (!Number.isSafeInteger(length) || length < 1) throw new RangeError('A calendar has at least one day.');
  if (seasons.length > 254) throw new RangeError('A calendar holds at most 254 seasons.');
  const weekday = new Uint8Array(length);
  const firstWeekday = new Date(`${firstDay}T00:00:00Z`).getUTCDay();
  for (let index = 0; index < length; index += 1) weekday[index] = (firstWeekday + index) % 7;
  const season = new Uint8Array(length);
  const occurrences: SeasonOccurrence[] = [];
  seasons.forEach((one, index) => {
    if (!(one.factor > 0)) throw new RangeError(`The factor of the season ${one.code} is not above 0.`);
    for (const [first, last] of seasonSpans(one, firstDay, length)) {
      const from = Math.max(0, first);
      const to = Math.min(length - 1, last);
      if (from > to) continue;
      occurrences.push({ season: index, from, to });
      for (let day = from; day <= to; day += 1) if (season[day] === 0) season[day] = index + 1;
    }
  });
  const days = Array.from({ length }, (_, index) => addDays(firstDay, index));
  return { firstDay, length, weekday, season, seasons, occurrences, days };
}

/** The day of an index, also beyond the span. */
export function calendarDay(calendar: DayCalendar, index: number): Day {
  return calendar.days[index] ?? addDays(calendar.firstDay, index);
}

/** The index of a day; negative, or `length` and more, outside of the span. */
export function calendarIndex(calendar: DayCalendar, day: Day): number {
  return daysBetween(calendar.firstDay, day);
}

/** First and last day of each occurrence that may touch the span, as offsets from its first day. */
function seasonSpans(season: Season, firstDay: Day, length: number): [number, number][] {
  const firstYear = Number(firstDay.slice(0, 4)) - 1;
  const lastYear = Number(addDays(firstDay, length).slice(0, 4)) + 1;
  const spans: [number, number][] = [];
  for (let year = firstYear; year <= lastYear; year += 1) {
    const { days } = season;
    if (days.kind === 'moving') {
      const anchor = days.anchors[year];
      if (anchor === undefined) continue;
      const at = daysBetween(firstDay, existingDay(anchor));
      spans.push([at - days.daysBefore, at + days.daysAfter]);
    } else {
      const endYear = days.to < days.from ? year + 1 : year;
      const from = existingDay(`${year}-${days.from}`);
      spans.push([daysBetween(firstDay, from), daysBetween(firstDay, existingDay(`${endYear}-${days.to}`))]);
    }
  }
  return spans;
}

function existingDay(text: string): Day {
  // 29 February is a day of every year for a season that begins or ends on it.
  const day = parseDay(text) ?? (text.endsWith('-02-29') ? parseDay(`${text.slice(0, 4)}-02-28`) : null);
  if (day === null) throw new RangeError(`There is no day ${text}.`);
  return day;
}
