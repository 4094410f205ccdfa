import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Money, money, scaleMoney, sumMoney } from '../money/money.ts';
import {
  type CorrectedKey,
  type PriceChange,
  type PriceCorrectionPlan,
  planPriceCorrection,
  reversedCorrection,
  saysAccountPrice,
  splitShare,
} from './price-correction.ts';

const same = (amount: Money): Money => amount;

function key(changes: Partial<CorrectedKey> = {}): CorrectedKey {
  const cost = changes.cost ?? money(475_000);
  return { cost, accountCost: cost, valueLeft: cost, isOnHand: true, usesLeft: 1, uses: 1, ...changes };
}

const sold = (cost = 475_000) => key({ cost: money(cost), valueLeft: money(0), isOnHand: false, usesLeft: 0 });

function planned(plan: PriceCorrectionPlan | null): PriceCorrectionPlan {
  if (plan === null) throw new Error('Nothing was planned.');
  return plan;
}

describe('what a key cost in the account’s currency', () => {
  it('is known where one price gives its cost at the rate', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: 100_000_000, max: 2_000_000_000 }), (price, rate) => {
        const cost = scaleMoney(money(price), rate, 100_000_000);
        expect(saysAccountPrice(cost, rate)).toBe(true);
        expect(scaleMoney(cost, 100_000_000, rate)).toBe(price);
      }),
    );
  });

  it('is not known of a share of a total, and not in a currency worth less than ours', () => {
    expect(saysAccountPrice(money(2_333_334), 700_000_000)).toBe(false);
    expect(saysAccountPrice(money(235_000), 4_700_000)).toBe(false);
  });
});

describe('a correction of prices', () => {
  it('changes the value of what is unsold and the cost of what was sold', () => {
    const plan = planned(planPriceCorrection([key(), sold(), key()], { by: 'per-key', amount: money(-25_000) }, same));
    expect(plan).toMatchObject({ total: -75_000, shopTotal: -75_000, stockPart: -50_000, costPart: -25_000 });
    expect(plan.parts[1]).toEqual({ stock: 0, cost: -25_000 });
  });

  it('brings every key to the new unit cost, whatever it cost before', () => {
    const keys = [key({ cost: money(470_000) }), key({ cost: money(480_000) })];
    const plan = planned(planPriceCorrection(keys, { by: 'unit-cost', unitCost: money(450_000) }, same));
    expect(keys.map(({ cost }, index) => cost + (plan.parts[index]?.stock ?? 0))).toEqual([450_000, 450_000]);
    expect(plan.total).toBe(-50_000);
  });

  it('splits a total by what the keys cost, to the last 1/10 000', () => {
    const plan = planned(planPriceCorrection([key(), key(), sold()], { by: 'total', amount: money(100) }, same));
    expect(plan.parts.map(({ stock, cost }) => stock + cost)).toEqual([34, 33, 33]);
  });

  it('takes the used part of a reusable key as sold', () => {
    const half = key({ valueLeft: money(118_750), usesLeft: 1, uses: 4 });
    const plan = planned(planPriceCorrection([half], { by: 'per-key', amount: money(40_000) }, same));
    expect(plan.parts).toEqual([{ stock: 10_000, cost: 30_000 }]);
  });

  it('is refused where a key would carry less than nothing', () => {
    expect(planPriceCorrection([key({ cost: money(10) })], { by: 'per-key', amount: money(-11) }, same)).toBeNull();
    expect(planPriceCorrection([sold(10)], { by: 'per-key', amount: money(-11) }, same)).toBeNull();
  });

  it('converts the sum once', () => {
    const keys = [key(), key(), sold()];
    const toShop = (amount: Money) => scaleMoney(amount, 712_345_678, 100_000_000);
    const plan = planned(planPriceCorrection(keys, { by: 'per-key', amount: money(3) }, toShop));
    expect(plan).toMatchObject({ total: 9, shopTotal: 64 });
    expect(plan.parts.map(({ stock, cost }) => stock + cost)).toEqual([22, 21, 21]);
  });

  it('brings keys of another currency to one unit cost, those that become dearer and those that become cheaper', () => {
    const toShop = (amount: Money) => scaleMoney(amount, 720_000_000, 100_000_000);
    // At 3 and at 5 dollars, to 4.
    const at = (dollars: number) =>
      key({ cost: money(dollars * 72_000), accountCost: money(dollars * 10_000), valueLeft: money(dollars * 72_000) });
    for (const prices of [
      [3, 5],
      [3, 5, 5],
      [4, 3, 5, 5],
    ]) {
      const keys = prices.map(at);
      const plan = planned(planPriceCorrection(keys, { by: 'unit-cost', unitCost: money(40_000) }, toShop));
      expect(keys.map(({ cost }, index) => cost + (plan.parts[index]?.stock ?? 0))).toEqual(prices.map(() => 288_000));
      expect(sumMoney(plan.parts.map(({ stock }) => stock))).toBe(plan.shopTotal);
    }
  });

  it('leaves a key without uses out of the stock, and keys out that change nothing', () => {
    expect(splitShare({ isOnHand: true, usesLeft: 0, uses: 3 }, money(-9))).toEqual({ stock: 0, cost: -9 });
    const toShop = (amount: Money) => scaleMoney(amount, 720_000_000, 100_000_000);
    const keys = [key({ cost: money(100) }), key({ cost: money(90) }), key({ cost: money(80) })];
    const plan = planned(planPriceCorrection(keys, { by: 'unit-cost', unitCost: money(100) }, toShop));
    expect(plan.parts.map(({ stock }) => stock)).toEqual([0, 72, 144]);
  });

  const anyKey = fc
    .record({
      cost: fc.integer({ min: 0, max: 5_000_000 }),
      isOnHand: fc.boolean(),
      uses: fc.integer({ min: 1, max: 6 }),
      used: fc.integer({ min: 0, max: 6 }),
    })
    .map(({ cost, isOnHand, uses, used }): CorrectedKey => {
      const usesLeft = isOnHand ? Math.max(1, uses - used) : 0;
      const valueLeft = money(isOnHand ? Math.floor((cost * usesLeft) / uses) : 0);
      return { cost: money(cost), accountCost: money(cost), valueLeft, isOnHand, usesLeft, uses };
    });
  const anyChange = fc
    .record({
      by: fc.constantFrom('unit-cost', 'per-key', 'total'),
      parts: fc.integer({ min: -3_000_000, max: 3_000_000 }),
    })
    .map(({ by, parts }): PriceChange => {
      if (by === 'unit-cost') return { by, unitCost: money(Math.abs(parts)) };
      return { by: by === 'total' ? 'total' : 'per-key', amount: money(parts) };
    });
  const anyRate = fc.constantFrom(100_000_000, 712_345_678, 4_987_654);

  it('is whole: unsold part + sold part = the whole, and no key carries less than nothing', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { minLength: 1, maxLength: 40 }), anyChange, anyRate, (keys, change, rate) => {
        const plan = planPriceCorrection(keys, change, (amount) => scaleMoney(amount, rate, 100_000_000));
        if (plan === null) return;
        expect(plan.stockPart + plan.costPart).toBe(plan.shopTotal);
        expect(sumMoney(plan.parts.flatMap(({ stock, cost }) => [stock, cost]))).toBe(plan.shopTotal);
        keys.forEach((one, index) => {
          const part = plan.parts[index] ?? { stock: money(0), cost: money(0) };
          if (!one.isOnHand) expect(part.stock).toBe(0);
          expect(one.valueLeft + part.stock).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  it('is taken back to the last 1/10 000, whatever was sold since', () => {
    const usesSince = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyKey, usesSince, fc.boolean()), { minLength: 1, maxLength: 30 }),
        anyChange,
        (rows, change) => {
          const keys = rows.map(([one]) => one);
          const plan = planPriceCorrection(keys, change, same);
          if (plan === null) return;
          const back = rows.map(([one, since, isGone], index) => {
            const part = plan.parts[index] ?? { stock: money(0), cost: money(0) };
            const now = { isOnHand: one.isOnHand && !isGone, usesLeft: Math.max(0, one.usesLeft - since) };
            const reversed = reversedCorrection({ ...part, usesLeft: one.usesLeft }, now);
            if (!now.isOnHand || now.usesLeft === 0) expect(reversed.stock).toBe(0);
            if (since === 0 && now.isOnHand) expect(reversed.stock).toBe(0 - part.stock);
            expect(Math.abs(reversed.stock)).toBeLessThanOrEqual(Math.abs(part.stock));
            return reversed.stock + reversed.cost;
          });
          expect(back.reduce((sum, one) => sum + one, 0)).toBe(0 - plan.shopTotal);
        },
      ),
    );
  });
});
