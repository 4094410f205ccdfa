import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Money, money } from '../money/money.ts';
import { addDays, type Day } from '../time/business-time.ts';
import { averageLevel } from './average-level.ts';
import { countStockOuts, ON_SALE_DAYS, type SkuDay, skuDayStates, stockOutRate } from './stock-out-rate.ts';
import { channelReturn, stockTurnover } from './stock-turnover.ts';

const from = '2026-11-01' as Day;
const span = { from, to: '2026-11-10' as Day };
const on = (day: number): Day => addDays(from, day - 1);

describe('what lay there on average', () => {
  it('counts each day as it ended', () => {
    const changes = [
      { on: on(1), amount: money(100) },
      { on: on(6), amount: money(-100) },
    ];
    expect(averageLevel(span, money(50), changes)).toBe(100);
    expect(averageLevel(span, money(50), [])).toBe(50);
  });

  it('counts only what is asked for', () => {
    const prepaid = (level: number): number => Math.max(0, -level);
    expect(averageLevel(span, money(-200), [{ on: on(6), amount: money(400) }], prepaid)).toBe(100);
  });

  it('lies between the least and the most that there was', () => {
    const change = fc.record({
      on: fc.integer({ min: 1, max: 10 }).map(on),
      amount: fc.integer({ min: -500, max: 500 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.array(change, { maxLength: 20 }), (before, changes) => {
        const moves = changes.map((one) => ({ ...one, amount: one.amount as Money }));
        const ends = Array.from({ length: 10 }, (_, index) =>
          moves.filter((one) => one.on <= on(index + 1)).reduce((sum, { amount }) => sum + amount, before),
        );
        const average = averageLevel(span, money(before), moves);
        expect(average).toBeGreaterThanOrEqual(Math.min(...ends) - 1);
        expect(average).toBeLessThanOrEqual(Math.max(...ends) + 1);
      }),
    );
  });
});

describe('turnover', () => {
  it('is cost of sales by average stock, and the days that it lasts', () => {
    expect(stockTurnover(money(300), money(100), 90)).toEqual({ times: 3, days: 30 });
    expect(stockTurnover(money(0), money(100), 90)).toEqual({ times: 0, days: null });
    expect(stockTurnover(money(300), money(0), 90)).toEqual({ times: null, days: null });
    // More was brought back than went out.
    expect(stockTurnover(money(-300), money(100), 90)).toEqual({ times: 0, days: null });
  });

  it('of a channel is its profit by the money in it', () => {
    expect(channelReturn(money(25), money(100))).toBe(0.25);
    expect(channelReturn(money(-25), money(100))).toBe(-0.25);
    expect(channelReturn(money(25), money(0))).toBeNull();
  });
});

describe('the stock-out rate', () => {
  const rateOf = (days: readonly SkuDay[]) => countStockOuts(skuDayStates(days, span));

  it('counts days that ended with nothing to sell, also those on which nothing happened', () => {
    const days = [
      { on: on(1), sold: 0, end: 5 },
      { on: on(4), sold: 5, end: 0 },
      { on: on(8), sold: 0, end: 10 },
    ];
    expect(rateOf(days)).toEqual({ skuDays: 10, outDays: 4 });
    expect(stockOutRate(rateOf(days))).toBe(0.4);
  });

  it('knows nothing to sell before there was anything', () => {
    expect(rateOf([{ on: on(6), sold: 0, end: 3 }])).toEqual({ skuDays: 5, outDays: 0 });
    expect(stockOutRate(rateOf([]))).toBeNull();
  });

  it('goes on from before the span, and stops counting what sold nothing for long', () => {
    const soldOn = addDays(span.to, -ON_SALE_DAYS);
    expect(rateOf([{ on: soldOn, sold: 4, end: 0 }])).toEqual({ skuDays: 9, outDays: 9 });
    expect(rateOf([{ on: addDays(soldOn, -20), sold: 4, end: 0 }])).toEqual({ skuDays: 0, outDays: 0 });
    expect(rateOf([{ on: addDays(soldOn, -90), sold: 4, end: 1 }])).toEqual({ skuDays: 10, outDays: 0 });
  });
});

it('what was sold on the first day of a span is of the span', () => {
  const [first] = skuDayStates([{ on: on(1), sold: 3, end: 0 }], span);
  expect(first).toEqual({ on: on(1), sold: 3, end: 0, isOnSale: true, isOut: true });
});
