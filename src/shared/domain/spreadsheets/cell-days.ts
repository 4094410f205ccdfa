import { type Day, dayOf, parseDay } from '../time/business-time.ts';
import { type CellReading, EMPTY_READING, problemReading, valueReading } from './cell-reading.ts';
import { isEmptyMark, plainValueText, readEmptyOrBroken } from './cell-text.ts';
import type { SheetCell } from './sheet-row.ts';

export interface CellDay {
  readonly day: Day;
  /** `HH:MM:SS` of the business time zone, when the cell had a time. */
  readonly time?: string;
}

export interface DayOptions {
  /** Where a day number 0 lies: 1900 unless the workbook says it counts from 1904. */
  readonly dateSystem?: 1900 | 1904;
  /** For texts that carry an offset (`…Z`, `+08:00`). Default Asia/Shanghai. */
  readonly timeZone?: string;
  /** Days that a statement covers: a text that names no year, or may mean two days, is the one of them where it is just one. */
  readonly within?: { readonly from: Day; readonly to: Day };
  /** The column's `10.1` may be a tenth that a spreadsheet cut; see {@link showsCutDays}. */
  readonly areDaysCut?: boolean;
}

const DAY_NUMBER_OF_1970 = 25_569;
const DAY_NUMBER_OF_2100 = 73_051;
const DAYS_FROM_1900_TO_1904 = 1462;
const MONTH_NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads a calendar day in the forms that suppliers send: `2026/12/31`, `2026年12月31日`, `20261231`, `31-Dec-2026`, a day
 * number of a spreadsheet (`46387`), each with or without a time. What can mean two days is a problem, never a guess:
 * `Dec-26`, `3/4/2026`, `26/12/31`, `2026-12`, unless only one of them lies `within` the days it must.
 */
export function readDay(cell: SheetCell, options: DayOptions = {}): CellReading<CellDay> {
  const early = readEmptyOrBroken<CellDay>(cell);
  if (early) return early;
  if (cell.kind === 'boolean') return problemReading('NOT_A_DAY');
  if (cell.kind === 'number') {
    const reading = readDayNumber(cell.text, options);
    // A number has lost its last zero for certain, if it had one.
    const meant =
      reading.outcome === 'problem' && options.within
        ? dayWithin(cell.text, options.within, { areDaysCut: true })
        : null;
    return meant === null ? reading : valueReading({ day: meant });
  }
  return readDayText(cell.text, options);
}

function readDayText(text: string, options: DayOptions): CellReading<CellDay> {
  const plain = plainValueText(text)
    .replace(/^(?:有效期|截止|到期|至)+[至到日期:]*\s*/, '')
    .replace(/\s*\(?(?:星期|周)[一二三四五六日天]\)?/, '')
    .replace(/(?:止|截止|到期)$/, '')
    .trim();
  if (isEmptyMark(plain)) return EMPTY_READING;
  if (/^\d+(?:\.\d+)?$/.test(plain) && !MONTH_AND_DAY.test(plain)) return readDayNumber(plain, options);
  const { dayText, time, offset } = splitTime(plain);
  if (time === null) return problemReading('NOT_A_DAY');
  const forms = readDayForms(dayText);
  const meant = forms.outcome === 'problem' && options.within ? dayWithin(dayText, options.within, options) : null;
  const reading = meant === null ? forms : valueReading({ day: meant });
  if (reading.outcome !== 'value' || time === undefined) return reading;
  if (offset !== undefined) return readOffsetTime(reading.value.day, time, offset, options.timeZone ?? 'Asia/Shanghai');
  return valueReading({ day: reading.value.day, time });
}

function readDayForms(text: string): CellReading<CellDay> {
  const yearFirst = /^(\d{4})(?:[-/.]|年)\s*(\d{1,2})(?:[-/.]|月)\s*(\d{1,2})(?:日|号)?$/.exec(text);
  if (yearFirst) return calendarDay(yearFirst[1], yearFirst[2], yearFirst[3]);
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  if (yearLast) return readYearLast(Number(yearLast[1]), Number(yearLast[2]), yearLast[3]);
  const named = /^(\d{1,2})[-/. ]*([A-Za-z]{3,9})\.?[-/., ]*(\d{4})$/.exec(text);
  if (named) return namedMonth(named[3], named[2], named[1]);
  const namedFirst = /^([A-Za-z]{3,9})\.?[-/ ]*(\d{1,2}),?[-/ ]+(\d{4})$/.exec(text);
  if (namedFirst) return namedMonth(namedFirst[3], namedFirst[1], namedFirst[2]);
  return problemReading(problemOfPartialDay(text));
}

/** `10月3日`, `10/3`, `10.3`. */
const MONTH_AND_DAY = /^(\d{1,2})(?:([-/.])|月)(\d{1,2})[日号]?$/;
const DAY_AND_MONTH_OF_YEAR = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;

/**
 * Whether single digits behind the point (`10.1`) may stand for tens: a spreadsheet writes the tenth of a month like the first. They
 * do where one comes behind a later day of its month, and no `10.10` shows that the column keeps its zeros.
 */
export function showsCutDays(texts: readonly string[]): boolean {
  const days = texts.flatMap((text) => {
    const [matched, month, mark, date = ''] = MONTH_AND_DAY.exec(plainValueText(text)) ?? [];
    return matched === undefined || mark !== '.' ? [] : [{ month, date }];
  });
  if (days.some(({ date }) => /^[123]0$/.test(date))) return false;
  return days.some(({ month, date }, place) => {
    const before = days[place - 1];
    if (before === undefined || before.month !== month || !/^[123]$/.test(date)) return false;
    return Number(before.date) > Number(date) && Number(before.date) <= Number(date) * 10;
  });
}

/**
 * The only day between two that a text can mean which names no year, or a month and a day in whichever order. With a point it is the
 * month and then the day, where that is among them.
 */
function dayWithin(
  text: string,
  { from, to }: { from: Day; to: Day },
  { areDaysCut = false }: Pick<DayOptions, 'areDaysCut'>,
): Day | null {
  const isWithin = (day: Day) => day >= from && day <= to;
  const [dotted, month, date] = /^(\d{1,2})\.(\d{1,2})$/.exec(text) ?? [];
  if (dotted !== undefined && !(areDaysCut && date?.length === 1)) {
    const inOrder = yearsBetween(from, to).flatMap((year) => dayOrNone(year, Number(month), Number(date)));
    const [day, other] = inOrder.filter(isWithin);
    if (day !== undefined) return other === undefined ? day : null;
  }
  const meant = new Set(readingsOf(text, from, to).filter(isWithin));
  const [only = null] = meant;
  return meant.size === 1 ? only : null;
}

function readingsOf(text: string, from: Day, to: Day): Day[] {
  const dated = DAY_AND_MONTH_OF_YEAR.exec(text);
  if (dated) return inBothOrders(Number(dated[3]), Number(dated[1]), Number(dated[2]));
  const [matched, first, mark, second] = MONTH_AND_DAY.exec(text) ?? [];
  if (matched === undefined) return [];
  const [month, date] = [Number(first), Number(second)];
  return yearsBetween(from, to).flatMap((year) => {
    if (mark === undefined) return dayOrNone(year, month, date);
    const mayBeCut = mark === '.' && second?.length === 1;
    return [...inBothOrders(year, month, date), ...(mayBeCut ? dayOrNone(year, month, date * 10) : [])];
  });
}

function yearsBetween(from: Day, to: Day): number[] {
  const first = Number(from.slice(0, 4));
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, place) => first + place);
}

function inBothOrders(year: number, first: number, second: number): Day[] {
  return [...dayOrNone(year, first, second), ...dayOrNone(year, second, first)];
}

function dayOrNone(year: number, month: number, date: number): Day[] {
  const reading = calendarDay(String(year), month, date);
  return reading.outcome === 'value' ? [reading.value.day] : [];
}

function readYearLast(first: number, second: number, year: string | undefined): CellReading<CellDay> {
  if (first > 12) return calendarDay(year, second, first);
  if (second > 12 || first === second) return calendarDay(year, first, second);
  return problemReading('DAY_MONTH_AMBIGUOUS');
}

function problemOfPartialDay(text: string) {
  if (/^\d{4}(?:[-/.]|年)\d{1,2}月?$/.test(text) || (isMonthName(text) && /^[A-Za-z]{3,9}\.?[-/ ,]*\d{4}$/.test(text)))
    return 'DAY_MISSING';
  if (/^\d{1,2}[-/.]\d{4}$/.test(text) || /^\d{4}年?$/.test(text)) return 'DAY_MISSING';
  if (/^[A-Za-z]{3,9}\.?[-/ ]?\d{2}$/.test(text)) return isMonthName(text) ? 'DAY_MONTH_AMBIGUOUS' : 'NOT_A_DAY';
  if (/^\d{1,2}[-/. ]?[A-Za-z]{3,9}$/.test(text)) return 'DAY_MONTH_AMBIGUOUS';
  if (/^\d{1,2}[-/.]\d{1,2}$/.test(text) || /^\d{1,2}月\d{1,2}[日号]?$/.test(text)) return 'YEAR_MISSING';
  if (/^\d{1,2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/.test(text)) return 'YEAR_OF_TWO_DIGITS';
  return 'NOT_A_DAY';
}

function isMonthName(text: string): boolean {
  return MONTH_NAMES.includes(text.slice(0, 3).toLowerCase());
}

function namedMonth(year?: string, month?: string, day?: string): CellReading<CellDay> {
  const index = MONTH_NAMES.indexOf((month ?? '').slice(0, 3).toLowerCase());
  return index < 0 ? problemReading('NOT_A_DAY') : calendarDay(year, index + 1, day);
}

function calendarDay(year: string | undefined, month: unknown, date: unknown): CellReading<CellDay> {
  const day = parseDay(`${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
  return day ? valueReading({ day }) : problemReading('NO_SUCH_DAY');
}

/** A bare number: `20261231`, or days since the spreadsheet's own beginning with the time as a fraction. */
function readDayNumber(text: string, options: DayOptions): CellReading<CellDay> {
  if (/^(?:19|20)\d{6}$/.test(text)) return calendarDay(text.slice(0, 4), text.slice(4, 6), text.slice(6));
  const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (compact) {
    const reading = calendarDay(compact[1], compact[2], compact[3]);
    const time = `${compact[4]}:${compact[5]}:${compact[6]}`;
    return reading.outcome === 'value' && isTime(time) ? valueReading({ ...reading.value, time }) : reading;
  }
  if (/^\d{10}$|^\d{13}$/.test(text)) return problemReading('TIMESTAMP_NOT_A_DAY');
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) return problemReading('NOT_A_DAY');
  if (/^\d{4}$/.test(text)) return problemReading('DAY_MISSING');
  const serial = options.dateSystem === 1904 ? value + DAYS_FROM_1900_TO_1904 : value;
  if (serial < DAY_NUMBER_OF_1970 || serial >= DAY_NUMBER_OF_2100) return problemReading('DAY_OUT_OF_RANGE');
  const seconds = Math.round((serial - DAY_NUMBER_OF_1970) * 86_400);
  const iso = new Date(seconds * 1000).toISOString();
  const day = parseDay(iso.slice(0, 10));
  if (!day) return problemReading('NOT_A_DAY');
  return valueReading(Number.isInteger(value) ? { day } : { day, time: iso.slice(11, 19) });
}

interface SplitText {
  readonly dayText: string;
  /** Undefined where there is none, null where it is no time of day. */
  readonly time?: string | null;
  readonly offset?: string;
}

function splitTime(plain: string): SplitText {
  const match =
    /^(.*?)(?:\s+|T|(?<=日))(上午|下午|凌晨|中午|晚上)?\s*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?)?分?\s*(AM|PM)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      plain,
    );
  if (!match) return { dayText: plain };
  const [, dayText = '', half = '', hourText, minutes = '', seconds = '0', meridiem = '', offset] = match;
  let hour = Number(hourText);
  const isAfternoon = /下午|晚上|pm/i.test(half + meridiem) || (half === '中午' && hour < 3);
  if (isAfternoon && hour < 12) hour += 12;
  if (/上午|凌晨|am/i.test(half + meridiem) && hour === 12) hour = 0;
  const time = [hour, minutes, seconds].map((part) => String(part).padStart(2, '0')).join(':');
  return { dayText: dayText.trim(), time: isTime(time) ? time : null, offset };
}

function isTime(time: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time) || time === '24:00:00';
}

function readOffsetTime(day: Day, time: string, offset: string, timeZone: string): CellReading<CellDay> {
  const zone = /^z$/i.test(offset) ? 'Z' : offset.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const instant = Date.parse(`${day}T${time === '24:00:00' ? '23:59:59' : time}${zone}`);
  if (Number.isNaN(instant)) return problemReading('NOT_A_DAY');
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium', hourCycle: 'h23' });
  return valueReading({ day: dayOf(instant, timeZone), time: clock.format(instant) });
}
