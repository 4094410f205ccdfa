import { MONEY_SCALE, type Money } from '../money/money.ts';
import { RATE_SCALE } from './cell-rates.ts';

/**
 * Whether an amount that names no currency may be a part of the face value instead of a price: `0.95` beside 50 is 95折, said in a
 * column of prices. One unit at most, and less than half of the face value; of a face value of one unit both are the same.
 */
export function mayBeDiscount(amount: Money, faceValue: Money | null): boolean {
  return amount > 0 && amount <= MONEY_SCALE && faceValue !== null && faceValue > MONEY_SCALE && faceValue > 2 * amount;
}

/** Such an amount as the part of the face value that is paid, in 1/{@link RATE_SCALE}. */
export function discountOfAmount(amount: Money): number {
  return amount * (RATE_SCALE / MONEY_SCALE);
}

/**
 * How a key sheet's costs are read that may be parts of the face value: asked about, as such parts, or as the costs they are
 * written as.
 */
export const SMALL_COST_READINGS = ['refuse', 'discount', 'cost'] as const;
export type SmallCostReading = (typeof SMALL_COST_READINGS)[number];
