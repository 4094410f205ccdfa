import { type Money, multiplyMoney } from '../money/money.ts';

/** What an order of so many keys comes to at the sale price, where nobody said what was paid; null without a price. */
export function totalAtSalePrice(salePrice: Money | null, orderedQuantity: number): Money | null {
  return salePrice === null ? null : multiplyMoney(salePrice, orderedQuantity);
}
