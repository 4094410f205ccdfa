import type { Brand } from '../brand.ts';

/** An amount in 1/10 000 of its currency's unit: `125000` is 12.5 yuan. Always a safe integer, of either sign. */
export type Money = Brand<number, 'Money'>;

export const ZERO_MONEY = 0 as Money;

/** How many parts a currency's unit has in {@link Money}. */
export const MONEY_SCALE = 10_000;

/** Makes an amount of an integer of 1/10 000; throws a RangeError for fractions and beyond 2^53−1. */
export function money(parts: number): Money {
  if (!Number.isSafeInteger(parts)) throw new RangeError('An amount is a whole number of 1/10 000 within 2^53-1.');
  return (parts === 0 ? 0 : parts) as Money;
}

export function addMoney(left: Money, right: Money): Money {
  return money(left + right);
}

export function subtractMoney(left: Money, right: Money): Money {
  return money(left - right);
}

export function negateMoney(amount: Money): Money {
  return money(-amount);
}

export function sumMoney(amounts: Iterable<Money>): Money {
  let total = 0n;
  for (const amount of amounts) total += BigInt(amount);
  return moneyFromBigInt(total);
}

/** `unit × quantity`, quantity a whole number. */
export function multiplyMoney(unit: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity)) throw new RangeError('A quantity is a whole number.');
  return moneyFromBigInt(BigInt(unit) * BigInt(quantity));
}

/** `amount × numerator ÷ denominator`, rounded half away from zero. */
export function scaleMoney(amount: Money, numerator: number, denominator: number): Money {
  return moneyFromBigInt(divideHalfAwayFromZero(BigInt(amount) * BigInt(numerator), BigInt(denominator)));
}

/**
 * Splits `total` over `weights` so that the parts add up to it exactly: each part is its share cut to 1/10 000, and what
 * is left over goes one part each to the largest remainders, earlier ones first. With all weights zero the split is even.
 */
export function allocateMoney(total: Money, weights: readonly number[]): Money[] {
  if (weights.length === 0) throw new RangeError('Nothing to allocate to.');
  const integerWeights = weights.map((weight) => BigInt(money(weight)));
  if (integerWeights.some((weight) => weight < 0n)) throw new RangeError('A weight is not negative.');
  const weightSum = integerWeights.reduce((sum, weight) => sum + weight, 0n);
  const effective = weightSum === 0n ? integerWeights.map(() => 1n) : integerWeights;
  const divisor = weightSum === 0n ? BigInt(weights.length) : weightSum;
  const sign = total < 0 ? -1n : 1n;
  const magnitude = sign * BigInt(total);
  const shares = effective.map((weight, index) => ({
    index,
    part: (magnitude * weight) / divisor,
    remainder: (magnitude * weight) % divisor,
  }));
  let left = magnitude - shares.reduce((sum, share) => sum + share.part, 0n);
  const byRemainder = [...shares].sort((a, b) => compareBigInt(b.remainder, a.remainder) || a.index - b.index);
  for (const share of byRemainder) {
    if (left === 0n) break;
    share.part += 1n;
    left -= 1n;
  }
  return shares.map((share) => moneyFromBigInt(sign * share.part));
}

const MONEY_PATTERN = /^([+-]?)(\d+)(?:\.(\d{0,4}))?$/;

/** Reads plain decimal text (`-12.5`, `0.0001`); null for anything else, more than four decimals included. */
export function parseMoney(text: string): Money | null {
  const match = MONEY_PATTERN.exec(text);
  if (!match) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  const parts = BigInt(whole) * BigInt(MONEY_SCALE) + BigInt(fraction.padEnd(4, '0'));
  const signed = sign === '-' ? -parts : parts;
  return signed > BigInt(Number.MAX_SAFE_INTEGER) || signed < -BigInt(Number.MAX_SAFE_INTEGER)
    ? null
    : moneyFromBigInt(signed);
}

/** Plain decimal text with at least `minimumDecimals` (2) and no more decimals than the amount has: `12.50`, `0.0125`. */
export function formatMoneyPlain(amount: Money, minimumDecimals = 2): string {
  const magnitude = Math.abs(amount);
  const whole = Math.floor(magnitude / MONEY_SCALE);
  const fraction = String(magnitude % MONEY_SCALE).padStart(4, '0');
  const trimmed = fraction.replace(/0+$/, '').padEnd(minimumDecimals, '0');
  return `${amount < 0 ? '-' : ''}${whole}${trimmed === '' ? '' : `.${trimmed}`}`;
}

function moneyFromBigInt(parts: bigint): Money {
  return money(Number(parts));
}

function divideHalfAwayFromZero(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('Division by zero.');
  const isNegative = numerator < 0n !== denominator < 0n;
  const top = numerator < 0n ? -numerator : numerator;
  const bottom = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * top + bottom) / (2n * bottom);
  return isNegative ? -rounded : rounded;
}

function compareBigInt(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
