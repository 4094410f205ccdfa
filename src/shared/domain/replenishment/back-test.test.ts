import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateDemand } from '#tests/support/generate-demand.ts';
import { steady } from '#tests/support/need-input.ts';
import type { SkuId } from '../ids.ts';
import type { Day } from '../time/business-time.ts';
import { type BackTestHistory, type BackTestRule, backTest, backTestSku, fillStockOuts } from './back-test.ts';
import { DEFAULT_RULE } from './replenishment-rule.ts';
import { dayCalendar } from './season-calendar.ts';

function historyWith(demand: readonly number[], from: number, lead: number, openingStock: number): BackTestHistory {
  const length = demand.length;
  return {
    calendar: dayCalendar('2025-01-06' as Day, length + 60, []),
    from,
    to: length,
    skus: [
      {
        skuId: 1 as SkuId,
        demand: Uint32Array.from(demand),
        bulk: new Uint32Array(length),
        outOfStock: new Uint8Array(length),
        onSaleFrom: null,
        openingStock,
        leadDays: new Uint8Array(length).fill(lead),
      },
    ],
  };
}

const pair = (minimum: number, maximum: number): BackTestRule => ({ kind: 'min-max', minimum, maximum });

describe('a back-test', () => {
  it('replays a pair of minimum and maximum by hand', () => {
    // 10 − 4 = 6, − 4 = 2; 8 ordered, two days on the way: 2 sent away, 4 sent away, then 8 − 4 = 4.
    const { total, averageStock, stockOutShare } = backTest(historyWith(steady(4, 5), 0, 2, 10), pair(2, 10));
    expect(total).toEqual({
      days: 5,
      stockOutDays: 2,
      stockDays: 6 + 2 + 0 + 0 + 4,
      orders: 1,
      unitsOrdered: 8,
      unitsSold: 14,
      unitsLost: 6,
      unitsExpired: 0,
    });
    expect(averageStock).toBeCloseTo(12 / 5, 9);
    expect(stockOutShare).toBe(0.4);
  });

  it('lets units go that are too old, the oldest sold first, and orders for the days that new ones live', () => {
    const [sku] = historyWith(steady(1, 8), 0, 0, 5).skus;
    if (!sku) throw new Error('There is no SKU.');
    const stock: number[] = [];
    const days = { ...historyWith(steady(1, 8), 0, 0, 5), skus: [{ ...sku, sellableDays: 2 }] };
    // 5 of the first morning are sold on three days, 2 are gone on the fourth; then 5 more, of which 2 are gone three days later.
    const [replayed] = days.skus;
    const result = replayed && backTestSku(days, replayed, pair(0, 5), (units) => stock.push(units));
    expect(stock).toEqual([4, 3, 2, 4, 3, 2, 4, 3]);
    expect(result).toMatchObject({ unitsExpired: 4, orders: 2, unitsOrdered: 10, unitsSold: 8, unitsLost: 0 });
    const sold = steady(10, 200);
    const perishing = historyWith(sold, 91, 2, 30);
    const skus = perishing.skus.map((one) => ({ ...one, sellableDays: 4 }));
    const covers = (coverDays: number) =>
      backTest({ ...perishing, skus }, { kind: 'forecast', rule: { ...DEFAULT_RULE, coverDays } }).total;
    expect(covers(3).unitsExpired).toBeLessThan(covers(10).unitsExpired);
    expect(covers(3).stockOutDays).toBe(0);
  });

  it('lets the forecast keep a steady SKU in stock without much of it', () => {
    const { stockOutShare, averageStock } = backTest(historyWith(steady(10, 365), 91, 2, 100), {
      kind: 'forecast',
      rule: DEFAULT_RULE,
    });
    expect(stockOutShare).toBe(0);
    expect(averageStock).toBeLessThan(10 * 8);
  });

  it('reckons with the lead time that is known until one was measured', () => {
    const plain = historyWith(steady(10, 100), 91, 6, 70);
    const skus = plain.skus.map((sku) => ({ ...sku, leadTime: { p50: 6, p90: 12, deliveries: 0 } }));
    const replay = (history: BackTestHistory) => backTest(history, { kind: 'forecast', rule: DEFAULT_RULE }).total;
    expect(replay({ ...plain, skus }).unitsLost).toBeLessThan(replay(plain).unitsLost);
  });

  it('does not take days on which the replay itself had nothing for days without demand', () => {
    // Two weeks without stock at the beginning: the rule goes on ordering for ten a day.
    const { total } = backTest(historyWith(steady(10, 160), 60, 14, 0), { kind: 'forecast', rule: DEFAULT_RULE });
    expect(total.stockOutDays).toBeLessThan(24);
  });

  it('goes no further than the maximum of the rule', () => {
    const history = historyWith(steady(10, 120), 91, 1, 20);
    const [sku] = history.skus;
    const rule = { ...DEFAULT_RULE, maximum: 25 };
    let most = 0;
    if (sku) backTestSku(history, sku, { kind: 'forecast', rule }, (stock) => (most = Math.max(most, stock)));
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(25);
  });

  it('takes one-off bulk orders from stock and out of the forecast', () => {
    const plain = historyWith(steady(10, 200), 91, 1, 100);
    const bulk = new Uint32Array(200);
    bulk[150] = 300;
    const replay = (history: BackTestHistory) => backTest(history, { kind: 'forecast', rule: DEFAULT_RULE }).total;
    const without = replay(plain);
    const after = replay({ ...plain, skus: plain.skus.map((sku) => ({ ...sku, bulk })) });
    expect(after.unitsSold).toBeGreaterThan(without.unitsSold);
    expect(after.unitsOrdered - without.unitsOrdered).toBeLessThan(120);
  });

  it('never looks at a later day, whatever comes: not at demand, bulk, stock-outs or lead times', () => {
    const days = fc.record({
      demand: fc.nat(30),
      bulk: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.nat(200)),
      outOfStock: fc.constantFrom(0, 0, 0, 1),
      lead: fc.nat(5),
    });
    const past = fc.array(days, { minLength: 40, maxLength: 130 });
    const rules = fc.record({
      coverDays: fc.integer({ min: 1, max: 20 }),
      orderMultiple: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(past, past, rules, fc.nat(80), (known, other, rule, opening) => {
        const until = known.length;
        const replay = (later: typeof known) => {
          const all = [...known, ...later];
          const history = historyWith(
            all.map(({ demand }) => demand),
            20,
            0,
            opening,
          );
          const sku = {
            bulk: Uint32Array.from(all, ({ bulk }) => bulk),
            outOfStock: Uint8Array.from(all, ({ outOfStock }) => outOfStock),
            leadDays: Uint8Array.from(all, ({ lead }) => lead),
          };
          const skus = history.skus.map((one) => ({ ...one, ...sku }));
          const calendar = dayCalendar('2025-01-06' as Day, 400);
          return backTest(
            { calendar, from: 20, to: until, skus },
            { kind: 'forecast', rule: { ...DEFAULT_RULE, ...rule } },
          );
        };
        expect(replay(other)).toEqual(replay([...other].reverse()));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps its units: opening + ordered = sold + left + on the way', () => {
    const rules: fc.Arbitrary<BackTestRule> = fc.oneof(
      fc.constant<BackTestRule>({ kind: 'forecast', rule: DEFAULT_RULE }),
      fc.tuple(fc.nat(40), fc.nat(60)).map(([minimum, more]) => pair(minimum, minimum + more)),
    );
    const demand = fc.array(fc.nat(30), { minLength: 20, maxLength: 120 });
    fc.assert(
      fc.property(demand, rules, fc.nat(50), (days, rule, opening) => {
        // With nothing on the way (lead time 0) what is left is the last day's stock.
        const whole = backTest(historyWith(days, 10, 0, opening), rule).total;
        const before = backTest({ ...historyWith(days, 10, 0, opening), to: days.length - 1 }, rule).total;
        expect(opening + whole.unitsOrdered - whole.unitsSold).toBe(whole.stockDays - before.stockDays);
        const wanted = days.slice(10).reduce((sum, units) => sum + units, 0);
        expect(whole.unitsSold + whole.unitsLost).toBe(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('takes a rule for each SKU', () => {
    const history = historyWith(steady(4, 5), 0, 2, 10);
    expect(backTest(history, [pair(2, 10)])).toEqual(backTest(history, pair(2, 10)));
    expect(() => backTest(history, [])).toThrow('a rule for each SKU');
  });

  it.each([7, 31])('with the default rule keeps generated demand in stock on 97 of 100 days, seed %i', (seed) => {
    const history = generateDemand(seed, 20);
    expect(backTest(history, { kind: 'forecast', rule: DEFAULT_RULE }).stockOutShare).toBeLessThan(0.035);
  });
});

describe('demand that nobody recorded', () => {
  it('is filled in from the days around, never below what was sold', () => {
    const units = Uint32Array.from([4, 4, 0, 9, 4]);
    expect([...fillStockOuts(units, Uint8Array.from([0, 0, 1, 1, 0]))]).toEqual([4, 4, 4, 9, 4]);
    expect([...fillStockOuts(Uint32Array.from([3]), Uint8Array.from([1]))]).toEqual([3]);
  });

  it('stays unknown of the days before a replay: what came later says nothing there', () => {
    const units = Uint32Array.from([4, 0, 0, 40, 40]);
    expect([...fillStockOuts(units, Uint8Array.from([0, 1, 1, 0, 0]), 2)]).toEqual([4, 0, 28, 40, 40]);
  });
});
