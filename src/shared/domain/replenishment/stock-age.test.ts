import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BatchId, SkuId } from '../ids.ts';
import { money, sumMoney } from '../money/money.ts';
import { addDays, type Day } from '../time/business-time.ts';
import { AGE_BUCKETS, type AgedStock, deadStock, stockAge } from './stock-age.ts';

const TODAY = '2026-11-22' as Day;
const [ONE, TWO] = [1 as SkuId, 2 as SkuId];

function batch(daysAgo: number, more: Partial<AgedStock> = {}): AgedStock {
  const own = {
    skuId: ONE,
    batchId: 1 as BatchId,
    quantity: 10,
    value: money(100),
    expiresOn: null,
    returnableUntil: null,
  };
  return { ...own, receivedOn: addDays(TODAY, -daysAgo), ...more };
}

describe('the age of stock', () => {
  it('is by the day on which it came', () => {
    const ages = stockAge([batch(0), batch(7), batch(8), batch(180), batch(181), batch(-2)], TODAY);
    expect(ages.map(({ quantity }) => quantity)).toEqual([30, 10, 0, 0, 10, 10]);
    expect(ages[0]?.value).toBe(300);
  });

  it('leaves nothing out', () => {
    const any = fc.record({ daysAgo: fc.integer({ min: -5, max: 900 }), quantity: fc.nat(99), value: fc.nat(99_999) });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (batches) => {
        const stock = batches.map(({ daysAgo, quantity, value }) => batch(daysAgo, { quantity, value: money(value) }));
        const ages = stockAge(stock, TODAY);
        expect(ages).toHaveLength(AGE_BUCKETS.length);
        expect(ages.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(
          batches.reduce((sum, { quantity }) => sum + quantity, 0),
        );
        expect(sumMoney(ages.map(({ value }) => value))).toBe(batches.reduce((sum, { value }) => sum + value, 0));
      }),
    );
  });
});

describe('dead stock', () => {
  const soldOn = (daysAgo: number) => new Map([[ONE, addDays(TODAY, -daysAgo)]]);

  it('is what lies here and was not sold for long, most money first', () => {
    const dear = batch(200, { skuId: TWO, batchId: 7 as BatchId, value: money(900) });
    expect(deadStock([batch(100), batch(70), dear], soldOn(65), TODAY, 60)).toEqual([
      { skuId: TWO, quantity: 10, value: 900, daysSinceSale: null, oldestDays: 200, advice: 'discount', batchId: 7 },
      { skuId: ONE, quantity: 20, value: 200, daysSinceSale: 65, oldestDays: 100, advice: 'discount', batchId: 1 },
    ]);
    expect(deadStock([batch(100)], soldOn(59), TODAY, 60)).toEqual([]);
    expect(deadStock([batch(100, { quantity: 0 })], soldOn(90), TODAY, 60)).toEqual([]);
  });

  it('is not what has only just come', () => {
    expect(deadStock([batch(5)], new Map(), TODAY, 60)).toEqual([]);
    expect(deadStock([batch(5)], soldOn(400), TODAY, 60)).toEqual([]);
  });

  it('comes with what to do', () => {
    const advice = (more: Partial<AgedStock>) => deadStock([batch(100, more)], new Map(), TODAY, 60)[0]?.advice;
    expect(advice({ returnableUntil: TODAY, expiresOn: TODAY })).toBe('return-to-supplier');
    expect(advice({ expiresOn: addDays(TODAY, -1) })).toBe('write-off');
    expect(advice({ expiresOn: addDays(TODAY, 30) })).toBe('sell-before-expiry');
    const [least, most] = [
      batch(100, { batchId: 2 as BatchId }),
      batch(90, { batchId: 3 as BatchId, value: money(300) }),
    ];
    const taken = batch(80, { batchId: 4 as BatchId, returnableUntil: TODAY });
    expect(deadStock([least, most], new Map(), TODAY, 60)[0]).toMatchObject({ advice: 'discount', batchId: 3 });
    expect(deadStock([least, most, taken], new Map(), TODAY, 60)[0]).toMatchObject({
      advice: 'return-to-supplier',
      batchId: 4,
    });
    expect(advice({ expiresOn: addDays(TODAY, 31), returnableUntil: addDays(TODAY, -1) })).toBe('discount');
  });
});

it('dead stock is sold on its last day, and written off from the next on', () => {
  const adviceFor = (daysLeft: number) => {
    return deadStock([batch(90, { expiresOn: addDays(TODAY, daysLeft) })], new Map(), TODAY, 60)[0]?.advice;
  };
  expect([0, -1, 30, 31].map(adviceFor)).toEqual(['sell-before-expiry', 'write-off', 'sell-before-expiry', 'discount']);
});

it('stock is dead on the very day that the rule names', () => {
  const isDead = (soldDaysAgo: number) => {
    return deadStock([batch(90)], new Map([[ONE, addDays(TODAY, -soldDaysAgo)]]), TODAY, 60).length === 1;
  };
  expect([59, 60].map(isDead)).toEqual([false, true]);
});
