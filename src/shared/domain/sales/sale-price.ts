import { allocateMoney, type Money, multiplyMoney } from '../money/money.ts';

/** What an order of so many keys comes to at the sale price, where nobody said what was paid; null without a price. */
export function totalAtSalePrice(salePrice: Money | null, orderedQuantity: number): Money | null {
  return salePrice === null ? null : multiplyMoney(salePrice, orderedQuantity);
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
