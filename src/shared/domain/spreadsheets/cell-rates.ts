import { type AmountStyle, withDecimalPoint } from './cell-amounts.ts';
import { type CellReading, EMPTY_READING, problemReading, valueReading } from './cell-reading.ts';
import { isEmptyMark, plainValueText, readEmptyOrBroken } from './cell-text.ts';
import type { SheetCell } from './sheet-row.ts';

/** A rate is a whole number of these parts: `0.95` is 95 000 000. */
export const RATE_SCALE = 100_000_000;

const LARGEST_QUANTITY = 1_000_000_000;
const CHINESE_DIGITS = '零一二三四五六七八九';

/**
 * Reads a whole number of pieces: `3`, `1,000`, `10张`, `×2`, `10.00`; negative for a return. In a file with decimal commas
 * `10,00` is 10, `1.234,00` is 1 234, and what may be one or a thousand (`1,000`, `1.000`) is refused.
 */
export function readQuantity(cell: SheetCell, style: AmountStyle = {}): CellReading<number> {
  const early = readEmptyOrBroken<number>(cell);
  if (early) return early;
  if (cell.kind !== 'number' && cell.kind !== 'text') return problemReading('NOT_A_QUANTITY');
  const plain = plainValueText(cell.text).replaceAll('−', '-');
  if (isEmptyMark(plain)) return EMPTY_READING;
  const written = style.hasDecimalCommas && cell.kind === 'text' ? withDecimalPoint(plain) : plain;
  const match =
    /^[x×*]?\s*([+-]?)(\d+|[1-9]\d{0,2}(?:,\d{3})+)(\.\d*)?\s*(?:张|个|件|条|份|枚|笔|套|pcs|pieces?)?$/i.exec(written);
  if (!match) return problemReading('NOT_A_QUANTITY');
  if (/[1-9]/.test(match[3] ?? '')) return problemReading('FRACTIONAL_QUANTITY');
  const magnitude = Number((match[2] ?? '').replaceAll(',', ''));
  if (magnitude > LARGEST_QUANTITY) return problemReading('NOT_A_QUANTITY');
  return valueReading(match[1] === '-' && magnitude !== 0 ? -magnitude : magnitude);
}

/**
 * Reads a discount as the part of the face value that is paid, in 1/{@link RATE_SCALE}: `95折`, `9.5折`, `九五折`, `0.95` and
 * `95%` are all 0.95. A bare number between 1 and 10 or above 10 could be meant two ways and is a problem, `1` is none.
 */
export function readDiscount(cell: SheetCell, style: AmountStyle = {}): CellReading<number> {
  const early = readEmptyOrBroken<number>(cell);
  if (early) return early;
  if (cell.kind !== 'number' && cell.kind !== 'text') return problemReading('NOT_A_DISCOUNT');
  const plain = plainValueText(cell.text);
  if (isEmptyMark(plain)) return EMPTY_READING;
  if (/^(?:原价|无折扣|不打折)$/.test(plain)) return valueReading(RATE_SCALE);
  const chinese = /^([一二三四五六七八九])([一二三四五六七八九零]?)折$/.exec(plain);
  if (chinese) {
    const tenths = CHINESE_DIGITS.indexOf(chinese[1] ?? '') * 10;
    return valueReading((tenths + (chinese[2] ? CHINESE_DIGITS.indexOf(chinese[2]) : 0)) * (RATE_SCALE / 100));
  }
  const match = /^(\d{1,3})(?:\.(\d{1,8}))?\s*(折|%)?$/.exec(
    style.hasDecimalCommas ? plain.replace(/^(\d{1,3}),(?=\d)/, '$1.') : roundedNumber(cell, plain),
  );
  if (!match) return problemReading('NOT_A_DISCOUNT');
  const [, whole = '', fraction = '', unit] = match;
  const parts = Number(whole) * RATE_SCALE + Number(fraction.padEnd(8, '0'));
  if (parts === 0) return problemReading('NOT_A_DISCOUNT');
  return unit ? readNamedRate(parts, unit) : readBareRate(parts);
}

function readNamedRate(parts: number, unit: string): CellReading<number> {
  const divisor = unit === '%' || parts > 10 * RATE_SCALE ? 100 : 10;
  if (parts % divisor !== 0 || parts > 200 * RATE_SCALE) return problemReading('NOT_A_DISCOUNT');
  return valueReading(parts / divisor);
}

function readBareRate(parts: number): CellReading<number> {
  return parts <= RATE_SCALE ? valueReading(parts) : problemReading('DISCOUNT_AMBIGUOUS');
}

function roundedNumber(cell: SheetCell, plain: string): string {
  if (cell.kind !== 'number' || !/\.\d{9,}$|e/i.test(plain)) return plain;
  return String(Number(Number(plain).toPrecision(15)));
}

export interface CellDuration {
  readonly count: number;
  readonly unit: 'hour' | 'day' | 'month' | 'year';
}

const UNITS: readonly (readonly [RegExp, CellDuration['unit'], number])[] = [
  [/^(?:小时|时|h|hours?|hrs?)$/i, 'hour', 1],
  [/^(?:天|日|d|days?)$/i, 'day', 1],
  [/^(?:周|星期|w|weeks?)$/i, 'day', 7],
  [/^(?:个?月|months?|mo)$/i, 'month', 1],
  [/^(?:个?季度?)$/i, 'month', 3],
  [/^(?:年|y|years?|yrs?)$/i, 'year', 1],
];
const NAMED: ReadonlyMap<string, CellDuration> = new Map([
  ['日卡', { count: 1, unit: 'day' }],
  ['天卡', { count: 1, unit: 'day' }],
  ['周卡', { count: 7, unit: 'day' }],
  ['月卡', { count: 1, unit: 'month' }],
  ['季卡', { count: 3, unit: 'month' }],
  ['半年卡', { count: 6, unit: 'month' }],
  ['半年', { count: 6, unit: 'month' }],
  ['年卡', { count: 1, unit: 'year' }],
]);

/** Reads a length of time: `30天`, `72小时`, `1个月`, `季卡`, `1 year`; a bare number is days. */
export function readDuration(cell: SheetCell): CellReading<CellDuration> {
  const early = readEmptyOrBroken<CellDuration>(cell);
  if (early) return early;
  if (cell.kind !== 'number' && cell.kind !== 'text') return problemReading('NOT_A_DURATION');
  const plain = plainValueText(cell.text);
  if (isEmptyMark(plain)) return EMPTY_READING;
  const named = NAMED.get(plain);
  if (named) return valueReading(named);
  const match = /^(\d{1,5})(?:\.0*)?\s*(\D*?)(?:卡|会员)?$/.exec(plain);
  if (!match) return problemReading('NOT_A_DURATION');
  const count = Number(match[1]);
  if (!match[2]) return valueReading({ count, unit: 'day' });
  const unit = UNITS.find(([pattern]) => pattern.test(match[2] ?? ''));
  return unit ? valueReading({ count: count * unit[2], unit: unit[1] }) : problemReading('NOT_A_DURATION');
}

/** Whole days of a duration by the trade's habit: a month is 30 days, twelve months or a year 365, hours rounded up. */
export function durationInDays({ count, unit }: CellDuration): number {
  switch (unit) {
    case 'hour':
      return Math.ceil(count / 24);
    case 'day':
      return count;
    case 'month':
      return count % 12 === 0 ? (count / 12) * 365 : count * 30;
    case 'year':
      return count * 365;
  }
}
