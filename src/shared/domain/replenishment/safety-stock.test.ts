import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadTimeOf, leadTimeSpread, nearestRank } from './lead-time.ts';
import { normalQuantile } from './normal-quantile.ts';
import { safetyDeviations } from './safety-stock.ts';

describe('the quantile of the normal distribution', () => {
  it('is the one of the tables', () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 8);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 5);
    expect(normalQuantile(0.9)).toBeCloseTo(1.281552, 5);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232, 5);
    expect(() => normalQuantile(1)).toThrow(RangeError);
  });

  it('rises, and is the same on both sides', () => {
    const share = fc.double({ min: 0.0001, max: 0.9999, noNaN: true });
    fc.assert(
      fc.property(share, share, (one, other) => {
        if (one < other) expect(normalQuantile(one)).toBeLessThanOrEqual(normalQuantile(other));
        expect(normalQuantile(1 - one)).toBeCloseTo(-normalQuantile(one), 6);
      }),
    );
  });
});

describe('the safety', () => {
  it('is greater for a higher target, and smaller where an order lasts longer', () => {
    const at = (inStockTarget: number, coverDays: number) => safetyDeviations({ inStockTarget, coverDays });
    expect(at(0.99, 7)).toBeGreaterThan(at(0.97, 7));
    expect(at(0.97, 14)).toBeLessThan(at(0.97, 7));
    expect(at(0.5, 30)).toBe(0);
  });
});

describe('a lead time', () => {
  it('is measured: half, and nine of ten, took no longer', () => {
    expect(leadTimeOf([3, 1, 2, 2, 9, 1, 1, 2, 2, 2])).toEqual({ p50: 2, p90: 3, deliveries: 10 });
  });

  it('is the default at first, which one delivery does not outweigh', () => {
    expect(leadTimeOf([])).toEqual({ p50: 1, p90: 3, deliveries: 0 });
    expect(leadTimeOf([0])).toEqual({ p50: 1, p90: 3, deliveries: 1 });
    expect(leadTimeOf([0, 0, 0, 0, 0])).toEqual({ p50: 0, p90: 0, deliveries: 5 });
  });

  it('has a spread', () => {
    expect(leadTimeSpread({ p50: 1, p90: 1, deliveries: 9 })).toBe(0);
    expect(leadTimeSpread({ p50: 1, p90: 2.2816, deliveries: 9 })).toBeCloseTo(1, 6);
  });

  it('is a value that was measured', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { minLength: 5, maxLength: 60 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (days, share) => {
          const sorted = [...days].sort((one, other) => one - other);
          const value = nearestRank(sorted, share);
          expect(sorted).toContain(value);
          expect(sorted.filter((one) => one <= value).length).toBeGreaterThanOrEqual(share * sorted.length - 1e-6);
        },
      ),
    );
    expect(() => leadTimeOf([-1])).toThrow(RangeError);
  });
});
