import { MONEY_SCALE, type Money } from '../money/money.ts';
import { RATE_SCALE } from './cell-rates.ts';

/**
 * Whether an amount that names no currency may be a part of the face value instead of a price: `0.95` beside 50 is 95折, said in a
 * column of prices. One unit at most, and less than half of the face value; of a face value of one unit both are the same.
 */
export function mayBeDiscount(amount: Money, faceValue: Money | null): boolean {
  return amount > 0 && amount <= MONEY_SCALE && faceValue !== null && faceValue > MONEY_SCALE && faceValue > 2 * amount;
}

/** Hardly anything is sold for a tenth of its face value, and little for a fifth; below a hundred a discount is written so. */
const ASKED_PART_OF_FACE = 10;
const WARNED_PART_OF_FACE = 5;
export const MOST_DISCOUNT = 100 * MONEY_SCALE;

/**
 * The same of a price or cost, which may also be meant in tenths or hundredths: `9.5` and `95` beside 1 000 are 95折, and hardly
 * what somebody asks. That only where face value and cost are amounts of one currency: a hundred 点 do cost 9.50.
 */
export function looksLikeDiscount(cost: Money, faceValue: Money | null, isSameCurrency: boolean): boolean {
  return mayBeDiscount(cost, faceValue) || (isSameCurrency && isFarBelow(cost, faceValue, ASKED_PART_OF_FACE));
}

/** A cost that is worth a word: `9.5` beside 50, in one currency. */
export function remindsOfDiscount(cost: Money, faceValue: Money | null): boolean {
  return isFarBelow(cost, faceValue, WARNED_PART_OF_FACE);
}

function isFarBelow(cost: Money, faceValue: Money | null, part: number): boolean {
  return faceValue !== null && cost > MONEY_SCALE && cost < MOST_DISCOUNT && cost * part <= faceValue;
}

/** Such an amount as the part of the face value that is paid, in 1/{@link RATE_SCALE}: `0.95`, `9.5` and `95` are 95折. */
export function discountOfAmount(amount: Money): number {
  const wholes = amount <= MONEY_SCALE ? 1 : amount <= 10 * MONEY_SCALE ? 10 : 100;
  return (amount * (RATE_SCALE / MONEY_SCALE)) / wholes;
}

/**
 * How a key sheet's costs are read that may be parts of the face value: asked about, as such parts, or as the costs they are
 * written as.
 */
export const SMALL_COST_READINGS = ['refuse', 'discount', 'cost'] as const;
export type SmallCostReading = (typeof SMALL_COST_READINGS)[number];
