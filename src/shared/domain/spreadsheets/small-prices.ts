import type { Money } from '../money/money.ts';
import type { PriceRow } from './price-list-row.ts';
import { discountOfAmount, looksLikeDiscount } from './small-amounts.ts';

/** How prices are read that may be parts of the face value: asked about, as such parts, or as the prices that they are written as. */
export const SMALL_PRICE_READINGS = ['refuse', 'discount', 'price'] as const;
export type SmallPriceReading = (typeof SMALL_PRICE_READINGS)[number];

/** A row whose prices are read, or the column of the price that a person must say more about. */
export type ReadSmallPrices =
  | { readonly isAsked: false; readonly row: PriceRow; readonly hasSmallPrices: boolean }
  | { readonly isAsked: true; readonly columnIndex: number };

/** The face value of a row's SKU, and whether the row's prices are in its currency. */
export interface PricedFace {
  readonly faceValue: Money | null;
  readonly isSameCurrency: boolean;
}

/** Reads the small prices of a row by the face value of its SKU, or where that has none by the row's own. */
export function readSmallPrices(
  row: PriceRow,
  { faceValue, isSameCurrency }: PricedFace,
  reading: SmallPriceReading,
): ReadSmallPrices {
  const face = faceValue ?? row.faceValue?.amount ?? null;
  const found = row.tiers.flatMap(({ fromQuantity, unitPrice }) => {
    const small = row.smallPrices.find((place) => place.fromQuantity === fromQuantity);
    return small && unitPrice !== null && looksLikeDiscount(unitPrice, face, isSameCurrency) ? [small] : [];
  });
  const [first] = found;
  if (!first) return { isAsked: false, row, hasSmallPrices: false };
  if (reading === 'refuse') return { isAsked: true, columnIndex: first.columnIndex };
  if (reading === 'price') return { isAsked: false, row, hasSmallPrices: true };
  const tiers = row.tiers.map((tier) => {
    const isPart = found.some(({ fromQuantity }) => fromQuantity === tier.fromQuantity);
    return isPart && tier.unitPrice !== null
      ? { ...tier, unitPrice: null, discount: discountOfAmount(tier.unitPrice) }
      : tier;
  });
  return { isAsked: false, row: { ...row, tiers }, hasSmallPrices: true };
}
