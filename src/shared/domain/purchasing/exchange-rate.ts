import { type Money, scaleMoney } from '../money/money.ts';
import { RATE_SCALE } from '../spreadsheets/cell-rates.ts';
import type { Day } from '../time/business-time.ts';

/** What one unit of a currency is worth in the shop's, in 1/100 000 000, as it stood on a day. */
export interface ExchangeRate {
  readonly currency: string;
  readonly rate: number;
  /** The day the rate was entered for: the latest on or before the day that asked. */
  readonly rateOn: Day;
}

/** The largest rate that is believed: 90 000 000 of ours for one of theirs is a slip of the comma. */
export const LARGEST_RATE = 9_000_000_000_000_000;

export const CURRENCY_CODE = /^[A-Z]{3}$/;

/** An amount of another currency in the shop's, rounded half away from zero to 1/10 000. */
export function convertMoney(amount: Money, rate: number): Money {
  return scaleMoney(amount, rate, RATE_SCALE);
}

const RATE_TEXT = /^(\d{1,8})(?:\.(\d{1,8}))?$/;

/** Reads `7.1234` as a rate in 1e-8; null for anything else, for nothing at all (0) and for more than eight decimals. */
export function parseRate(text: string): number | null {
  const match = RATE_TEXT.exec(text.trim());
  if (!match) return null;
  const rate = Number(match[1]) * RATE_SCALE + Number((match[2] ?? '').padEnd(8, '0'));
  return rate > 0 && rate <= LARGEST_RATE ? rate : null;
}

/** A rate as plain decimals, at least four: `7.1234`. */
export function formatRate(rate: number): string {
  const whole = Math.floor(rate / RATE_SCALE);
  const fraction = String(rate % RATE_SCALE).padStart(8, '0');
  return `${whole}.${fraction.slice(0, 4)}${fraction.slice(4).replace(/0+$/, '')}`;
}

/** Whether a rate is more than a quarter away from one that held: most likely a slip of the point, or of the units it is quoted for. */
export function isFarFromRate(rate: number, known: number): boolean {
  return BigInt(rate) * 4n > BigInt(known) * 5n || BigInt(rate) * 5n < BigInt(known) * 4n;
}

/** A rate that was quoted for 100 (or 10 000) units, for one. Null where it does not come out within 1e-8. */
export function ratePerUnit(rate: number, units: number): number | null {
  const perUnit = Math.round(rate / units);
  return perUnit > 0 ? perUnit : null;
}
