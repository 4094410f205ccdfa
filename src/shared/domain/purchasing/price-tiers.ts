import { type Money, scaleMoney } from '../money/money.ts';
import { RATE_SCALE } from '../spreadsheets/cell-rates.ts';

/** From a quantity on, a price per key or a part of the face value (`95折` is 95 000 000). One of the two is null. */
export interface PriceTier {
  readonly fromQuantity: number;
  readonly unitPrice: Money | null;
  readonly discount: number | null;
}

export type TierProblem =
  | 'TIERS_MISSING'
  | 'TIER_QUANTITY'
  | 'TIER_QUANTITY_TWICE'
  | 'TIER_PRICE_MISSING'
  | 'TIER_PRICE_NEGATIVE'
  | 'TOO_MANY_TIERS';

export const MOST_TIERS = 20;

/** What is wrong with a set of tiers; null when nothing is. */
export function checkTiers(tiers: readonly PriceTier[]): TierProblem | null {
  if (tiers.length === 0) return 'TIERS_MISSING';
  if (tiers.length > MOST_TIERS) return 'TOO_MANY_TIERS';
  const quantities = new Set<number>();
  for (const { fromQuantity, unitPrice, discount } of tiers) {
    if (!Number.isSafeInteger(fromQuantity) || fromQuantity < 1) return 'TIER_QUANTITY';
    if (quantities.has(fromQuantity)) return 'TIER_QUANTITY_TWICE';
    quantities.add(fromQuantity);
    if ((unitPrice === null) === (discount === null)) return 'TIER_PRICE_MISSING';
    if ((unitPrice ?? 0) < 0 || (discount ?? 0) < 0) return 'TIER_PRICE_NEGATIVE';
  }
  return null;
}

/** The tiers in the order of their quantities. */
export function sortTiers(tiers: readonly PriceTier[]): PriceTier[] {
  return [...tiers].sort((left, right) => left.fromQuantity - right.fromQuantity);
}

/** The tier that a quantity buys at; null below the smallest one. Tiers stand in the order of their quantities. */
export function tierAt(tiers: readonly PriceTier[], quantity: number): PriceTier | null {
  let found: PriceTier | null = null;
  for (const tier of tiers) if (tier.fromQuantity <= quantity) found = tier;
  return found;
}

/** The first tier that begins above a quantity. */
export function tierAbove(tiers: readonly PriceTier[], quantity: number): PriceTier | null {
  return tiers.find(({ fromQuantity }) => fromQuantity > quantity) ?? null;
}

/** A face value with its unit, as the SKU has it. */
export interface FaceValueOf {
  readonly amount: Money | null;
  readonly currency: string;
}

export type UnitPriceProblem = 'FACE_VALUE_MISSING' | 'FACE_CURRENCY_DIFFERS';

/**
 * The price of one key in the offer's currency. A discount is taken of the face value, which must be of that currency:
 * 95折 of a 10 USD card is 9.50 USD and never 9.50 yuan.
 */
export function unitPriceOf(tier: PriceTier, face: FaceValueOf, currency: string): Money | UnitPriceProblem {
  if (tier.unitPrice !== null) return tier.unitPrice;
  if (face.amount === null) return 'FACE_VALUE_MISSING';
  if (face.currency !== currency) return 'FACE_CURRENCY_DIFFERS';
  return scaleMoney(face.amount, tier.discount ?? 0, RATE_SCALE);
}

/** The least that can be ordered for a wish: not under the minimum, a whole number of multiples. */
export function orderableQuantity(
  wished: number,
  { minimum, multiple }: { minimum: number; multiple: number },
): number {
  return Math.ceil(Math.max(wished, minimum, 1) / multiple) * multiple;
}
