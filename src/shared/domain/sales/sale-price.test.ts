import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money, sumMoney } from '../money/money.ts';
import { isNominalSale, shareOrderTotal } from './sale-price.ts';

const product = (salePrice: number | null, orderedQuantity: number) => ({
  salePrice: salePrice === null ? null : money(salePrice),
  orderedQuantity,
});

describe('what was paid for an order of several products', () => {
  it('is shared by what each comes to at its sale price', () => {
    expect(shareOrderTotal(money(900_000), [product(500_000, 1), product(100_000, 5)])).toEqual([450_000, 450_000]);
    expect(shareOrderTotal(money(100), [product(200_000, 1), product(100_000, 1)])).toEqual([67, 33]);
    expect(shareOrderTotal(money(100), [product(200_000, 1), product(0, 9)])).toEqual([100, 0]);
  });

  it('is the same for every key where a price is missing or none is above zero', () => {
    expect(shareOrderTotal(money(600), [product(500_000, 1), product(null, 5)])).toEqual([100, 500]);
    expect(shareOrderTotal(money(600), [product(null, 2), product(null, 1)])).toEqual([400, 200]);
    expect(shareOrderTotal(money(600), [product(0, 2), product(0, 1)])).toEqual([400, 200]);
  });

  it('adds up exactly', () => {
    const priced = fc.record({
      salePrice: fc.option(fc.integer({ min: 0, max: 10_000_000 }).map(money)),
      orderedQuantity: fc.integer({ min: 1, max: 10_000 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }).map(money),
        fc.array(priced, { minLength: 1, maxLength: 50 }),
        (total, products) => sumMoney(shareOrderTotal(total, products)) === total,
      ),
    );
  });
});

describe('a sale in name only', () => {
  const sold = { revenue: 100, quantity: 2, salePrice: money(500_000), cost: 950_000 };

  it('brings something, but less than a tenth of the sale price, or of the cost where there is none', () => {
    expect(isNominalSale(sold)).toBe(true);
    expect(isNominalSale({ ...sold, revenue: 100_000 })).toBe(false);
    expect(isNominalSale({ ...sold, salePrice: null, revenue: 94_999 })).toBe(true);
    expect(isNominalSale({ ...sold, salePrice: money(0), revenue: 95_000 })).toBe(false);
  });

  it('is none that brings nothing, nor one of keys that are worth nothing', () => {
    expect(isNominalSale({ ...sold, revenue: 0 })).toBe(false);
    expect(isNominalSale({ ...sold, salePrice: null, cost: 0 })).toBe(false);
  });
});
