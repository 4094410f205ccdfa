import i18next from 'i18next';
import { MONEY_SCALE } from '#shared/domain/money/money.ts';
import { dayOf } from '#shared/domain/time/business-time.ts';

/** The minus that stands as wide as a figure; a hyphen is too short beside numbers. */
export const MINUS = '−';

let timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Days and times are the business's, wherever this PC believes it is. */
export function setBusinessTimeZone(zone: string): void {
  timeZone = zone;
}

export function businessTimeZone(): string {
  return timeZone;
}

/** Today's day of the business. */
export function today(now: number = Date.now()): string {
  return dayOf(now, timeZone);
}

function locale(): string {
  return i18next.language ?? 'zh-CN';
}

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale()} ${JSON.stringify(options)}`;
  const known = numberFormats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale(), options);
  numberFormats.set(key, made);
  return made;
}

export interface AmountFormat {
  /** ISO code; its symbol leads the amount. Left out where a column's head names the currency. */
  readonly currency?: string;
  /** A plus before amounts above zero, for movements. */
  readonly isSigned?: boolean;
  /** Decimals always shown; up to four are when the amount has them. */
  readonly decimals?: number;
  /** To the hundredth: four decimals belong to prices, not to sums. */
  readonly isRounded?: boolean;
}

const PARTS_OF_HUNDREDTH = MONEY_SCALE / 100;

/** An amount in 1/10 000 for reading: `12,345.60`, `0.0125`, `−3.00`. Exact beyond what a double could show. */
export function formatAmount(
  amount: number,
  { currency, isSigned = false, decimals = 2, isRounded = false }: AmountFormat,
): string {
  const exact = Math.abs(amount);
  const magnitude = isRounded ? Math.round(exact / PARTS_OF_HUNDREDTH) * PARTS_OF_HUNDREDTH : exact;
  const whole = Math.floor(magnitude / MONEY_SCALE);
  const fraction = String(magnitude % MONEY_SCALE).padStart(4, '0');
  const kept = fraction.replace(/0+$/, '').padEnd(decimals, '0');
  const text = `${formatQuantity(whole)}${kept === '' ? '' : `.${kept}`}`;
  const sign = magnitude === 0 ? '' : amount < 0 ? MINUS : isSigned ? '+' : '';
  return `${sign}${currency ? `${currencySymbol(currency)}\u2009` : ''}${text}`;
}

/** The symbol people write: ¥ for yuan, US$ where $ could be misread. */
export function currencySymbol(currency: string): string {
  if (currency === 'CNY') return '¥';
  const parts = numberFormat({ style: 'currency', currency, currencyDisplay: 'symbol' }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** A currency's name in the window's language: 人民币, US Dollar. */
export function currencyName(currency: string): string {
  return new Intl.DisplayNames([locale()], { type: 'currency' }).of(currency) ?? currency;
}

/** A whole number with separators: `12,345`. */
export function formatQuantity(count: number): string {
  return numberFormat({ maximumFractionDigits: 0 }).format(count).replace('-', MINUS);
}

/** A share: `0.123` reads `12.3%`. */
export function formatShare(share: number, decimals = 1): string {
  return numberFormat({ style: 'percent', maximumFractionDigits: decimals }).format(share).replace('-', MINUS);
}

/** A size in bytes for reading: `3.4 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let index = 0;
  let value = bytes;
  while (value >= 1000 && index < units.length - 1) {
    value /= 1000;
    index += 1;
  }
  const digits = index === 0 || value >= 100 ? 0 : 1;
  // The short form that Intl knows in English is `119 byte`.
  return `${numberFormat({ maximumFractionDigits: digits }).format(value)} ${units[index]}`;
}

/** A day for reading: `11-21` this year, `2025-11-21` otherwise. */
export function formatDay(day: string, now: number = Date.now()): string {
  return day.slice(0, 4) === today(now).slice(0, 4) ? day.slice(5) : day;
}

/** A moment for reading: `11-21 14:05` this year, `2025-11-21 14:05` otherwise. */
export function formatInstant(instant: number, now: number = Date.now()): string {
  return `${formatDay(dayOf(instant, timeZone), now)} ${timeOf(instant)}`;
}

/** A moment with its year, whatever year it is: where the year itself may be wrong. */
export function formatDatedInstant(instant: number): string {
  return `${dayOf(instant, timeZone)} ${timeOf(instant)}`;
}

/** A moment in full, with its weekday and zone, for a hover. */
export function formatInstantFull(instant: number): string {
  return new Intl.DateTimeFormat(locale(), { timeZone, dateStyle: 'full', timeStyle: 'long' }).format(instant);
}

/** A day in full, with its weekday, for a hover. */
export function formatDayFull(day: string): string {
  return new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', dateStyle: 'full' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
}

/** A month's name: `2026年11月`, `November 2026`. */
export function formatMonth(month: string): string {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  return new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', year: 'numeric', month: 'long' }).format(first);
}

const timeFormats = new Map<string, Intl.DateTimeFormat>();

function timeOf(instant: number): string {
  let format = timeFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    timeFormats.set(timeZone, format);
  }
  return format.format(instant);
}
