import type { Money } from '../money/money.ts';
import { RATE_SCALE } from '../spreadsheets/cell-rates.ts';
import type { PriceTier } from './price-tiers.ts';

/** A set of prices as one version states it. */
export interface PriceStatement {
  readonly currency: string;
  readonly tiers: readonly PriceTier[];
  readonly validTo: string | null;
}

export type PriceVerdict = 'new' | 'up' | 'down' | 'same';

export interface PriceChange {
  readonly verdict: PriceVerdict;
  /** Of the first tier that differs, in 1e-8: +5 000 000 is 5 % dearer. Null where nothing can be compared. */
  readonly change: number | null;
}

/**
 * What a new statement of prices does to the old one. Dearer or cheaper is told by the first tier that differs, smallest
 * quantity first; prices of another currency, or of another kind (折 instead of 元), are new ones.
 */
export function comparePrices(before: PriceStatement | null, after: PriceStatement): PriceChange {
  if (!before || before.tiers.length === 0 || before.currency !== after.currency)
    return { verdict: 'new', change: null };
  for (const tier of after.tiers) {
    const old = tierAtOf(before.tiers, tier.fromQuantity);
    if (!old) continue;
    const [was, is] = comparable(old, tier);
    if (was === null || is === null) return { verdict: 'new', change: null };
    if (was !== is) {
      return { verdict: is > was ? 'up' : 'down', change: was === 0 ? null : changeOf(was, is) };
    }
  }
  if (areSameTiers(before.tiers, after.tiers)) return { verdict: 'same', change: null };
  return changeOfLostTier(before, after);
}

/** Tiers that went away or came: a cheaper step that is gone makes it dearer, a new cheaper one makes it cheaper. */
function changeOfLostTier(before: PriceStatement, after: PriceStatement): PriceChange {
  for (const tier of before.tiers) {
    const now = tierAtOf(after.tiers, tier.fromQuantity);
    if (!now) continue;
    const [was, is] = comparable(tier, now);
    if (was !== null && is !== null && was !== is) {
      return { verdict: is > was ? 'up' : 'down', change: was === 0 ? null : changeOf(was, is) };
    }
  }
  return { verdict: 'new', change: null };
}

export function areSameTiers(left: readonly PriceTier[], right: readonly PriceTier[]): boolean {
  return (
    left.length === right.length &&
    left.every((tier, index) => {
      const other = right[index];
      return (
        other !== undefined &&
        tier.fromQuantity === other.fromQuantity &&
        tier.unitPrice === other.unitPrice &&
        tier.discount === other.discount
      );
    })
  );
}

function tierAtOf(tiers: readonly PriceTier[], quantity: number): PriceTier | null {
  return tiers.findLast(({ fromQuantity }) => fromQuantity <= quantity) ?? null;
}

function comparable(left: PriceTier, right: PriceTier): readonly [number | null, number | null] {
  if (left.unitPrice !== null && right.unitPrice !== null) return [left.unitPrice, right.unitPrice];
  if (left.discount !== null && right.discount !== null) return [left.discount, right.discount];
  return [null, null];
}

function changeOf(was: number | Money, is: number | Money): number {
  return Math.round(((is - was) / was) * RATE_SCALE);
}
