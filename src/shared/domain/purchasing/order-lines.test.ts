import { describe, expect, it } from 'vitest';
import { money } from '../money/money.ts';
import { unitPriceBySku } from './order-lines.ts';

const line = (skuId: number, quantity: number, unitPrice: number) => ({
  skuId,
  quantity,
  unitPrice: money(unitPrice),
});

describe('the price of a key by an order', () => {
  it('is that of its line', () => {
    expect(unitPriceBySku([line(1, 3, 50_000), line(2, 1, 70_000)])).toEqual(
      new Map([
        [1, 50_000],
        [2, 70_000],
      ]),
    );
  });

  it('is the mean by quantity where several lines order the SKU: all its keys come to what the lines do', () => {
    const price = unitPriceBySku([line(1, 10, 50_000), line(2, 1, 70_000), line(1, 30, 40_000)]).get(1);
    expect(price).toBe(42_500);
  });
});
