import { MONEY_SCALE, type Money, money, parseMoney } from '../money/money.ts';
import { type CellReading, EMPTY_READING, problemReading, valueReading } from './cell-reading.ts';
import { isEmptyMark, plainValueText, readEmptyOrBroken } from './cell-text.ts';
import type { SheetCell } from './sheet-row.ts';

export interface CellAmount {
  /** With the sign the cell had: `(5)` and `-5` are negative. */
  readonly amount: Money;
  /** `131.77(已退款89.84)`: the part that went back, positive; all of it in `12.50(已退款)`. JD writes it inside the cell. */
  readonly refunded?: Money;
  /** ISO code when the cell named its currency (`¥`, `元`, `$`, `USD`); absent for a bare number. */
  readonly currency?: string;
}

/** A face value: an amount with the unit that the cell named, if any (`50元`, `100Q币`, `$10`). */
export interface FaceValue {
  readonly amount: Money;
  readonly unit?: string;
}

/** How a file writes its amounts. */
export interface AmountStyle {
  /** `9,50` is 9.50, as in files separated by `;`. What may be thousands as well (`1,234`, `1.234`) is refused there. */
  readonly hasDecimalCommas?: boolean;
}

/** How a text with this separator writes its amounts: `;` separates where `,` is the decimal mark. None for workbooks. */
export function amountStyleOf(separator: string | null | undefined): AmountStyle {
  return { hasDecimalCommas: separator === ';' };
}

const CURRENCIES: readonly (readonly [RegExp, string])[] = [
  [/HK\$|HKD|港币|港元/i, 'HKD'],
  [/NT\$|TWD|新台币|台币/i, 'TWD'],
  [/US\$|USD|\$|美元|美金/i, 'USD'],
  [/€|EUR|欧元/i, 'EUR'],
  [/£|GBP|英镑/i, 'GBP'],
  [/JPY|円|日元|日圆/i, 'JPY'],
  [/RMB|CNY|人民币|[¥￥]|元|圆/i, 'CNY'],
];

/** No number. */
const AMBIGUOUS = '?';
const REFUND_NOTE = /^(.*?)\(?已(?:全额|全部)?退款?[:：]?\s*(?:\(?([^()]+?)\)?)?\)?$/;

/** Reads an amount of money: up to four decimals, thousands commas in threes, `¥ ￥ 元 万`, brackets or a sign for negative. */
export function readAmount(cell: SheetCell, style: AmountStyle = {}): CellReading<CellAmount> {
  const early = readEmptyOrBroken<CellAmount>(cell);
  if (early) return early;
  if (cell.kind === 'number') return readRawNumber(cell.text);
  if (cell.kind !== 'text') return problemReading('NOT_AN_AMOUNT');
  return readAmountText(cell.text, style);
}

/** The same for text outside a cell, such as a control total in a trailer line. */
export function readAmountText(text: string, style: AmountStyle = {}): CellReading<CellAmount> {
  const plain = plainValueText(text).replaceAll('−', '-');
  if (isEmptyMark(plain)) return EMPTY_READING;
  const note = REFUND_NOTE.exec(plain);
  if (!note) return readPlainAmount(plain, style);
  const [, wholeText = '', refundText] = note;
  if (wholeText.trim() === '' && refundText === undefined) return problemReading('REFUND_WITHOUT_AMOUNT');
  const whole = readPlainAmount(wholeText.trim(), style);
  if (refundText === undefined && whole.outcome === 'value') {
    return valueReading({ ...whole.value, refunded: money(Math.abs(whole.value.amount)) });
  }
  const refunded = readPlainAmount(refundText ?? '', style);
  if (whole.outcome !== 'value' || refunded.outcome !== 'value') return problemReading('NOT_AN_AMOUNT');
  return valueReading({ ...whole.value, refunded: refunded.value.amount });
}

/** Reads a face value; a unit that is no currency (`Q币`, `点`, `天`) is kept as it is written. */
export function readFaceValue(cell: SheetCell, style: AmountStyle = {}): CellReading<FaceValue> {
  const reading = readAmount(cell, style);
  if (reading.outcome === 'value') {
    const { amount, currency } = reading.value;
    return valueReading(currency ? { amount, unit: currency } : { amount });
  }
  if (reading.outcome !== 'problem' || cell.kind !== 'text') return reading;
  const match = /^(\d[\d,]*(?:\.\d+)?)\s*([^\d\s.,][^\d]{0,11})$/.exec(plainValueText(cell.text));
  const amount = match ? readPlainAmount(match[1] ?? '', style) : reading;
  if (amount.outcome !== 'value') return reading;
  return valueReading({ amount: amount.value.amount, unit: match?.[2]?.trim() });
}

function readPlainAmount(plain: string, style: AmountStyle): CellReading<CellAmount> {
  const { text: written, currency } = takeCurrency(plain);
  const text = style.hasDecimalCommas ? withDecimalPoint(written.replaceAll(' ', '')) : written;
  const match = /^([+-]?)\(?([+-]?)([\d,]+(?:\.\d*)?|\.\d+)\)?(-?)(万?)$/.exec(text.replaceAll(' ', ''));
  if (!match) return problemReading('NOT_AN_AMOUNT');
  const [, sign, innerSign, digits = '', trailingSign, tenThousand] = match;
  if (text.includes('(') !== text.includes(')')) return problemReading('NOT_AN_AMOUNT');
  const isNegative = [sign === '-', innerSign === '-', trailingSign === '-', text.includes('(')].filter(Boolean).length;
  if (isNegative > 1 || !hasThousandsInThrees(digits)) return problemReading('NOT_AN_AMOUNT');
  const amount = toMoney(digits.replaceAll(',', ''), tenThousand === '万');
  if (typeof amount === 'string') return problemReading(amount);
  const signed = money(isNegative === 1 ? -amount : amount);
  return valueReading(currency ? { amount: signed, currency } : { amount: signed });
}

/**
 * The double in a workbook may print as `41.930000000000007` or, after a subtraction, `9.9999999999994316E-2`. What is
 * nearer to four decimals than a seventh decimal could be is that amount; a true fifth decimal is refused.
 */
function readRawNumber(text: string): CellReading<CellAmount> {
  const direct = parseMoney(text);
  if (direct !== null) return valueReading({ amount: direct });
  const parts = Number(text) * MONEY_SCALE;
  if (!Number.isFinite(parts)) return problemReading('NOT_AN_AMOUNT');
  const nearest = Math.round(parts);
  if (!Number.isSafeInteger(nearest)) return problemReading('AMOUNT_TOO_LARGE');
  if (Math.abs(parts - nearest) > 0.001) return problemReading('TOO_MANY_DECIMALS');
  return valueReading({ amount: money(nearest) });
}

/**
 * A number of a file with decimal commas as it is written elsewhere: `9,50` and `1.234,50` as `9.50` and `1234.50`, `1.234.567`
 * as `1234567`. `1,234` and `1.234` may be a thousand or one and a fraction: they are made unreadable. `1,234.50` stays.
 */
export function withDecimalPoint(text: string): string {
  return text.replace(/[\d.,]+/, (digits) => {
    if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(digits)) return AMBIGUOUS;
    if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(digits)) return digits.replaceAll('.', '');
    const isDecimal = /^\d+,\d+$/.test(digits) || /^\d{1,3}(?:\.\d{3})+,\d+$/.test(digits);
    return isDecimal ? digits.replaceAll('.', '').replace(',', '.') : digits;
  });
}

function takeCurrency(plain: string): { text: string; currency?: string } {
  for (const [mark, currency] of CURRENCIES) {
    if (!mark.test(plain)) continue;
    let text = plain.replace(mark, '');
    // `人民币50元` and `¥50元` name the same currency twice.
    if (mark.test(text)) text = text.replace(mark, '');
    return { text: text.trim(), currency };
  }
  return { text: plain };
}

function hasThousandsInThrees(digits: string): boolean {
  // `0,125` is no hundred and twenty-five.
  return !digits.includes(',') || /^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/.test(digits);
}

function toMoney(digits: string, isTenThousands: boolean): Money | 'TOO_MANY_DECIMALS' | 'AMOUNT_TOO_LARGE' {
  const [whole = '', fraction = ''] = digits.split('.');
  const shifted = isTenThousands
    ? `${whole}${fraction.slice(0, 4).padEnd(4, '0')}.${fraction.slice(4)}`
    : `${whole || '0'}.${fraction}`;
  const decimals = shifted.split('.')[1]?.replace(/0+$/, '') ?? '';
  if (decimals.length > 4) return 'TOO_MANY_DECIMALS';
  return parseMoney(`${shifted.split('.')[0]}.${decimals}`) ?? 'AMOUNT_TOO_LARGE';
}
