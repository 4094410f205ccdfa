import { addDays, type Day, daysBetween, lastDayOf, parseDay, parseMonth } from '../time/business-time.ts';
import { type CellDay, type DayOptions, readDay } from './cell-days.ts';
import { type CellDuration, durationInDays, readDuration } from './cell-rates.ts';
import { type CellReading, EMPTY_READING, problemReading, valueReading } from './cell-reading.ts';
import { plainValueText } from './cell-text.ts';
import type { SheetCell } from './sheet-row.ts';

export interface CellExpiry extends CellDay {
  /** The cell named a month: its last day. */
  readonly isEndOfMonth?: boolean;
  /** The cell named a length of time: counted from the document's day. */
  readonly counted?: CellDuration;
}

export interface ExpiryOptions extends DayOptions {
  /** From when a length of time counts, in a column that is called a validity; left out: none is read. */
  readonly countsFrom?: Day;
  /** The column's name says it: `有效期(天)` makes 90 a length of time. */
  readonly unit?: CellDuration['unit'];
}

const FOREVER =
  /^(?:永久|永久有效|长期|长期有效|无限期|不限|不过期|无有效期|forever|never|no expiry|permanent|unlimited)$/i;
const YEAR_AND_MONTH = /^(\d{4})(?: ?[-/.] ?| ?年 ?)(\d{1,2}) ?月?(?:底|末)?$/;
const MONTH_AND_YEAR = /^(\d{1,2}) ?[-/.] ?(\d{4})$/;
const NAMED_MONTH = /^([a-z]{3,9})\.?[-/ ,]{1,3}(\d{4})$/i;
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const CHINESE_NUMBERS: Readonly<Record<string, string>> = {
  一: '1',
  两: '2',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  十: '10',
};
/** `12月`, `31日` and `27年` name a month, a day and a year; `3个月会员` is what a buyer gets. */
const LENGTH =
  /^(?:半年|(?:\d{1,4}|[一两二三四五六七八九十]) ?(?:天|days?|d|周|个?星期|weeks?|个月|months?|mo|个?季度|小时|hours?|hrs?|h)|(?:\d|10|[一两二三四五六七八九十]) ?(?:年|years?|yrs?|y))$/i;
/** No expiry is written longer. */
const LONGEST = 40;
/** A hundred years. */
const MOST_DAYS = 36_500;

/**
 * Reads the day until which a key lives: a day as {@link readDay} does; a month (`2027年3月`, `03/2027`), which is its last day; and a length
 * of time (`3个月`, `90天`) from the document's day. `永久` and its like mean no such day and read as empty.
 */
export function readExpiry(cell: SheetCell, options: ExpiryOptions = {}): CellReading<CellExpiry> {
  if (cell.kind !== 'text') {
    return isPlainCount(cell, options) ? readLength(cell.text, options) : readDay(cell, options);
  }
  const plain = plainValueText(cell.text);
  if (FOREVER.test(plain)) return EMPTY_READING;
  if (plain.length > LONGEST) return readDay(cell, options);
  const bare = plain
    .replace(/^(?:有效期|使用期限|保质期)?(?:[至到]|截止|到期)?[:：]? ?/, '')
    .replace(/ ?(?:以?内)?(?:止|截止|到期|有效)?$/, '');
  const month = readMonth(bare);
  if (month) return month;
  const isLength = LENGTH.test(bare) || isPlainCount({ kind: 'number', text: bare }, options);
  const length = isLength ? readLength(bare, options) : null;
  return length?.outcome === 'value' ? length : readDay(cell, options);
}

/** `90` in a column of days; a number of eight digits is a day, and one of five that of a spreadsheet. */
function isPlainCount({ kind, text }: SheetCell, { unit }: ExpiryOptions): boolean {
  return kind === 'number' && unit !== undefined && /^[1-9]\d{0,3}(?:\.0*)?$/.test(text);
}

function readMonth(text: string): CellReading<CellExpiry> | null {
  const [, year, month] = YEAR_AND_MONTH.exec(text) ?? [];
  // A spreadsheet writes `2027.10` so.
  if (/^\d{4}\.1$/.test(text)) return problemReading('DAY_MISSING');
  if (year !== undefined && month !== undefined) return endOfMonth(year, Number(month));
  const [, monthFirst, yearLast] = MONTH_AND_YEAR.exec(text) ?? [];
  if (yearLast !== undefined) return endOfMonth(yearLast, Number(monthFirst));
  const [, name = '', yearOfName] = NAMED_MONTH.exec(text) ?? [];
  const index = name === '' ? -1 : MONTHS.findIndex((known) => isMonthName(known, name.toLowerCase()));
  return yearOfName === undefined || index === -1 ? null : endOfMonth(yearOfName, index + 1);
}

function isMonthName(known: string, name: string): boolean {
  return name === known || name === known.slice(0, 3) || (name === 'sept' && known === 'september');
}

function endOfMonth(year: string, month: number): CellReading<CellExpiry> {
  const parsed = parseMonth(`${year}-${String(month).padStart(2, '0')}`);
  return parsed ? valueReading({ day: lastDayOf(parsed), isEndOfMonth: true }) : problemReading('NO_SUCH_DAY');
}

function readLength(text: string, { countsFrom, unit }: ExpiryOptions): CellReading<CellExpiry> {
  if (countsFrom === undefined) return problemReading('NOT_A_DAY');
  // `半年` is six months, `三个月` three.
  const written = text
    .replace(/^半年$/, '6个月')
    .replace(/个(?=星期)/, '')
    .replace(/^[一两二三四五六七八九十]/, (numeral) => CHINESE_NUMBERS[numeral] ?? numeral);
  const reading = readDuration({ kind: 'text', text: written });
  if (reading.outcome !== 'value' || reading.value.count === 0) return problemReading('NOT_A_DAY');
  const isBare = /^\d+(?:\.0*)?$/.test(written);
  const counted = isBare ? { count: reading.value.count, unit: unit ?? 'day' } : reading.value;
  const day = dayAfter(countsFrom, counted);
  return day === null ? problemReading('DAY_OUT_OF_RANGE') : valueReading({ day, counted });
}

/** So many calendar months or years on, on the same day or the last of a shorter month; hours are whole days, rounded up. */
function dayAfter(from: Day, duration: CellDuration): Day | null {
  if (durationInDays(duration) > MOST_DAYS) return null;
  if (duration.unit === 'hour' || duration.unit === 'day') return addDays(from, durationInDays(duration));
  const months = duration.unit === 'year' ? duration.count * 12 : duration.count;
  const place = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + months;
  const month = parseMonth(
    `${String(Math.floor(place / 12)).padStart(4, '0')}-${String((place % 12) + 1).padStart(2, '0')}`,
  );
  if (!month) return null;
  return parseDay(`${month}-${from.slice(8)}`) ?? lastDayOf(month);
}

/** Whether a length of time is so many days, whichever way its months are counted: 30 days, one month and 31 days are alike. */
export function mayBeDays({ count, unit }: CellDuration, counted: Day, from: Day, days: number): boolean {
  return daysBetween(from, counted) === days || durationInDays({ count, unit }) === days;
}
