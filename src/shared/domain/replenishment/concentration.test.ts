import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money, sumMoney } from '../money/money.ts';
import { concentration, dependenceLevel } from './concentration.ts';

describe('a concentration', () => {
  it('has the shares, largest first, with the 60 % and 80 % lines', () => {
    const purchases = [
      { key: 'b', amount: money(10) },
      { key: 'a', amount: money(60) },
      { key: 'a', amount: money(25) },
      { key: 'c', amount: money(5) },
      { key: 'd', amount: money(-5) },
    ];
    const { shares, total, index } = concentration(purchases);
    expect(total).toBe(100);
    expect(shares).toEqual([
      { key: 'a', amount: 85, share: 0.85, level: 'high' },
      { key: 'b', amount: 10, share: 0.1, level: 'fine' },
      { key: 'c', amount: 5, share: 0.05, level: 'fine' },
    ]);
    expect(index).toBeCloseTo(0.735, 9);
  });

  it('is not above a line that it stands on', () => {
    expect([0.6, 0.601, 0.8, 0.801].map(dependenceLevel)).toEqual(['fine', 'warned', 'warned', 'high']);
  });

  it('of nothing is nothing', () => {
    expect(concentration([])).toEqual({ total: 0, shares: [], index: 0 });
  });

  it('adds up: amounts to the total, shares to 1', () => {
    const purchase = fc.record({ key: fc.nat(8), amount: fc.integer({ min: -500, max: 2_000_000 }).map(money) });
    fc.assert(
      fc.property(fc.array(purchase, { minLength: 1, maxLength: 40 }), (purchases) => {
        const { shares, total, index } = concentration(purchases);
        expect(sumMoney(shares.map(({ amount }) => amount))).toBe(total);
        if (shares.length === 0) return;
        expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
        expect(index).toBeGreaterThanOrEqual(1 / shares.length - 1e-9);
        expect(index).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});
