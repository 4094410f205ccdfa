import { allocateMoney, type Money, multiplyMoney } from '../money/money.ts';

/** What an order of so many keys comes to at the sale price, where nobody said what was paid; null without a price. */
export function totalAtSalePrice(salePrice: Money | null, orderedQuantity: number): Money | null {
  return salePrice === null ? null : multiplyMoney(salePrice, orderedQuantity);
}

/** A sale below one part in ten of its worth is paid in name only. */
const NOMINAL_PARTS = 10;

export interface SoldKeys {
  readonly revenue: number;
  readonly quantity: number;
  readonly salePrice: Money | null;
  /** What the keys carry of their cost. */
  readonly cost: number;
}

/**
 * Whether keys are given away for a coin: they bring something, but less than a tenth of what they come to at the sale price, or
 * of what they cost where there is no price above zero. A discount of more than nine tenths is no sale that anybody makes unasked.
 */
export function isNominalSale({ revenue, quantity, salePrice, cost }: SoldKeys): boolean {
  const worth = totalAtSalePrice(salePrice, quantity) ?? 0;
  return revenue > 0 && revenue < (worth > 0 ? worth : cost) / NOMINAL_PARTS;
}

/** One product of an order, with what a key of it is sold for. */
export interface OrderedProduct {
  readonly salePrice: Money | null;
  readonly orderedQuantity: number;
}

/**
 * What was paid for an order of several products, as the parts that its products bring: by what each comes to at its sale price.
 * Where any of them has no price, or none is above zero, there is no measure between prices, and every key brings the same.
 * The parts add up to `total` exactly.
 */
export function shareOrderTotal(total: Money, products: readonly OrderedProduct[]): Money[] {
  const atSalePrice = products.flatMap(
    ({ salePrice, orderedQuantity }) => totalAtSalePrice(salePrice, orderedQuantity) ?? [],
  );
  const hasPrices = atSalePrice.length === products.length && atSalePrice.some((amount) => amount > 0);
  return allocateMoney(total, hasPrices ? atSalePrice : products.map(({ orderedQuantity }) => orderedQuantity));
}
