import { describe, expect, it } from 'vitest';
import { historyOf, steady } from '#tests/support/need-input.ts';
import { historySpan, isOneOffBulk } from './demand-history.ts';

describe('a history', () => {
  it('begins on the first day with a sale', () => {
    expect(historySpan(historyOf([0, 0, 3, 0, 1, 0, 0]))).toEqual({
      from: 2,
      units: 4,
      stockOutDays: 0,
      daysSinceSale: 2,
      saleDays: 2,
    });
  });

  it('begins on the day on which it was offered, when that was before', () => {
    expect(historySpan({ ...historyOf([0, 0, 3, 0]), onSaleFrom: 1 }).from).toBe(1);
    expect(historySpan({ ...historyOf([0, 0, 0, 0]), onSaleFrom: 1 })).toMatchObject({ from: 1, daysSinceSale: 3 });
  });

  it('does not count days out of stock as days on which nobody bought', () => {
    expect(historySpan(historyOf([2, 0, 0, 0, 0], [2, 3]))).toMatchObject({ daysSinceSale: 2, stockOutDays: 2 });
  });

  it('without a sale has no beginning', () => {
    expect(historySpan(historyOf(steady(0, 5)))).toMatchObject({ from: 5, units: 0, saleDays: 0, daysSinceSale: 0 });
  });

  it('reads past days only', () => {
    expect(historySpan({ ...historyOf([1, 1, 9, 9]), days: 2 }).units).toBe(2);
    expect(() => historySpan({ ...historyOf([1]), days: 2 })).toThrow('for each past day');
  });
});

describe('a one-off bulk order', () => {
  it('is three usual days and five middle orders in one', () => {
    const usual = { dailyUnits: 10, medianOrder: 2 };
    expect(isOneOffBulk(30, usual)).toBe(true);
    expect(isOneOffBulk(29, usual)).toBe(false);
    expect(isOneOffBulk(30, { dailyUnits: 10, medianOrder: 7 })).toBe(false);
    expect(isOneOffBulk(4, { dailyUnits: 0.1, medianOrder: 1 })).toBe(false);
  });
});
