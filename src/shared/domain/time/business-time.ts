import type { Brand } from '../brand.ts';

/** A moment: milliseconds since 1970 UTC. */
export type Instant = Brand<number, 'Instant'>;
/** A calendar day in the business time zone, `2026-11-21`. */
export type Day = Brand<string, 'Day'>;
/** A calendar month in the business time zone, `2026-11`. */
export type Month = Brand<string, 'Month'>;

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_PATTERN = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Reads an ISO day that exists in the calendar; null for anything else. */
export function parseDay(text: string): Day | null {
  const match = DAY_PATTERN.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1970 ? (text as Day) : null;
}

export function parseMonth(text: string): Month | null {
  return MONTH_PATTERN.test(text) ? (text as Month) : null;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7) as Month;
}

export function firstDayOf(month: Month): Day {
  return `${month}-01` as Day;
}

export function lastDayOf(month: Month): Day {
  return addDays(firstDayOf(nextMonth(month)), -1);
}

export function nextMonth(month: Month): Month {
  return shiftMonth(month, 1);
}

export function previousMonth(month: Month): Month {
  return shiftMonth(month, -1);
}

export function addDays(day: Day, count: number): Day {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10) as Day;
}

/** Whole days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

const MINUTE_MILLISECONDS = 60_000;
const DAY_MILLISECONDS = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();
/** A zone's day of the minute it was asked for last: whole bursts of work ask for the same one. */
const lastDays = new Map<string, { readonly minute: number; readonly day: Day }>();

/** The calendar day of a moment in a time zone (`Asia/Shanghai`); throws a RangeError for an unknown zone. */
export function dayOf(instant: number, timeZone: string): Day {
  const minute = Math.floor(instant / MINUTE_MILLISECONDS);
  const last = lastDays.get(timeZone);
  if (last?.minute === minute) return last.day;
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(timeZone, formatter);
  }
  const day = formatter.format(instant) as Day;
  lastDays.set(timeZone, { minute, day });
  return day;
}

const offsetFormatters = new Map<string, Intl.DateTimeFormat>();

/** The moment at which a day begins in a time zone. */
export function startOfDay(day: Day, timeZone: string): Instant {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // Twice, since the offset at the guess may not be the one at the answer (daylight saving).
  const guess = utc - offsetAt(utc, timeZone);
  return (utc - offsetAt(guess, timeZone)) as Instant;
}

/**
 * The moment at which a zone's clock shows a time of a day, in minutes from its midnight. Where the clock is set forward over that
 * time it is as long after the change as the time is past the hour that is left out; of one that comes twice it is the first.
 */
export function momentOfDay(day: Day, minutes: number, timeZone: string): Instant {
  const local = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MILLISECONDS;
  const [before, after] = [offsetAt(local - DAY_MILLISECONDS, timeZone), offsetAt(local + DAY_MILLISECONDS, timeZone)];
  const shown = [before, after].map((offset) => local - offset).filter((at) => at + offsetAt(at, timeZone) === local);
  return (shown.length > 0 ? Math.min(...shown) : local - before) as Instant;
}

/** Milliseconds that a zone's clock is ahead of UTC at a moment. */
function offsetAt(instant: number, timeZone: string): number {
  let formatter = offsetFormatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    offsetFormatters.set(timeZone, formatter);
  }
  const parts = new Map(formatter.formatToParts(instant).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): number => Number(parts.get(name));
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(instant / 1000) * 1000;
}

function shiftMonth(month: Month, count: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}` as Month;
}
