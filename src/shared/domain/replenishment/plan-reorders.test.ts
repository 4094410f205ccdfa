import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SkuId, SupplierId } from '../ids.ts';
import { type Money, money, sumMoney, ZERO_MONEY } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import type { Need } from './need.ts';
import type { ReorderOffer } from './offer-quote.ts';
import { planReorders } from './plan-reorders.ts';
import type { ReorderLimits, SupplierLimits } from './reorder-plan.ts';

const TODAY = '2026-11-22' as Day;
const [ONE, TWO, THREE] = [1 as SupplierId, 2 as SupplierId, 3 as SupplierId];

function need(skuId: number, quantity: number, more: Partial<Need> = {}): Need {
  return {
    skuId: skuId as SkuId,
    state: 'soon',
    daysOfCover: 2,
    runsOutOn: null,
    forecast: [],
    daily: 1,
    forecastDay: TODAY,
    forecastDayLate: TODAY,
    minimum: 5,
    projected: 5 - quantity,
    position: 3,
    maximum: null,
    orderMultiple: 1,
    quantity,
    unitsSeen: 0,
    stockOutDaysSeen: 0,
    reasons: [],
    ...more,
  };
}

function offer(
  skuId: number,
  supplierId: SupplierId,
  unitCost: number,
  more: Partial<ReorderOffer> = {},
): ReorderOffer {
  return {
    skuId: skuId as SkuId,
    supplierId,
    tiers: [{ fromQuantity: 1, unitCost: money(unitCost) }],
    fixedCost: ZERO_MONEY,
    minimumOrder: 1,
    orderMultiple: 1,
    stock: null,
    validFrom: null,
    validTo: null,
    isAuthorised: true,
    isQualified: true,
    ...more,
  };
}

const NO_LIMITS: ReorderLimits = {
  isStopped: false,
  dailyBudget: null,
  spentToday: ZERO_MONEY,
  monthlyBudget: null,
  spentThisMonth: ZERO_MONEY,
  tiedUp: ZERO_MONEY,
  mostTiedUp: null,
  suppliers: new Map(),
  skus: new Map(),
};

function supplier(more: Partial<SupplierLimits> = {}): SupplierLimits {
  return {
    standing: 'good',
    prepaid: null,
    isPaidFirst: false,
    exposure: ZERO_MONEY,
    exposureMaximum: null,
    purchased: ZERO_MONEY,
    ...more,
  };
}

const plan = (needs: Need[], offers: ReorderOffer[], limits: Partial<ReorderLimits> = {}) =>
  planReorders(needs, offers, { ...NO_LIMITS, ...limits }, TODAY);
const lineFor = (needs: Need[], offers: ReorderOffer[], limits: Partial<ReorderLimits> = {}) =>
  plan(needs, offers, limits).lines[0];

describe('a plan', () => {
  it('buys from the cheapest, names the second, and makes one purchase per supplier', () => {
    const made = plan(
      [need(1, 10), need(2, 4), need(3, 0), need(4, 2)],
      [offer(1, ONE, 120), offer(1, TWO, 100), offer(2, TWO, 50), offer(4, ONE, 7)],
    );
    expect(made.lines).toHaveLength(3);
    expect(made.lines[0]).toMatchObject({ supplierId: TWO, quantity: 10, cost: 1000, limit: null, projected: 5 });
    expect(made.lines[0]?.second).toMatchObject({ supplierId: ONE, cost: 1200 });
    expect(made.purchases.map(({ supplierId, cost, lines }) => [supplierId, cost, lines.length])).toEqual([
      [TWO, 1200, 2],
      [ONE, 14, 1],
    ]);
    expect(made.cost).toBe(1214);
  });

  it('pays a fee per order once with each supplier, and looks for another one with that in mind', () => {
    const fee = { fixedCost: money(500) };
    const made = plan(
      [need(1, 10), need(2, 10), need(3, 10)],
      [offer(1, ONE, 100, fee), offer(2, ONE, 100, fee), offer(2, TWO, 140), offer(3, TWO, 100, fee)],
      { dailyBudget: money(4000) },
    );
    expect(made.lines.map(({ supplierId, cost, limit }) => [supplierId, cost, limit])).toEqual([
      [ONE, 1500, null],
      [ONE, 1000, null],
      [TWO, 1500, null],
    ]);
  });

  it('spends a budget on what is most urgent first, and names it', () => {
    const needs = [need(1, 10), need(2, 10, { state: 'urgent' }), need(3, 10, { runsOutOn: '2026-11-25' as Day })];
    const offers = [offer(1, ONE, 10), offer(2, ONE, 10), offer(3, ONE, 10)];
    const made = plan(needs, offers, { dailyBudget: money(350), spentToday: money(100) });
    expect(made.lines.map(({ skuId, quantity, limit }) => [skuId, quantity, limit])).toEqual([
      [2, 10, null],
      [3, 10, null],
      [1, 5, 'DAILY_BUDGET'],
    ]);
  });

  it('names each limit that binds', () => {
    const [needs, offers] = [[need(1, 10)], [offer(1, ONE, 10)]];
    const at = (limits: Partial<ReorderLimits>) => {
      const line = lineFor(needs, offers, limits);
      return [line?.quantity, line?.limit];
    };
    const one = (more: Partial<SupplierLimits>) => ({ suppliers: new Map([[ONE, supplier(more)]]) });
    const sku = (mostMoney: Money) => ({ tiedUp: money(30), mostMoney, preferredSupplierId: null });
    expect(at({ isStopped: true })).toEqual([0, 'EMERGENCY_STOP']);
    expect(at(one({ standing: 'excluded' }))).toEqual([0, 'SUPPLIER_EXCLUDED']);
    expect(at({ monthlyBudget: money(39), spentThisMonth: money(0) })).toEqual([3, 'MONTHLY_BUDGET']);
    expect(at({ mostTiedUp: money(99), tiedUp: money(40) })).toEqual([5, 'MONEY_TIED_UP']);
    expect(at({ skus: new Map([[1 as SkuId, sku(money(100))]]) })).toEqual([7, 'SKU_MONEY']);
    expect(at(one({ prepaid: { balance: money(100), minimumBalance: money(20) } }))).toEqual([8, 'PREPAID_BALANCE']);
    expect(at(one({ isPaidFirst: true, exposure: money(50), exposureMaximum: money(90) }))).toEqual([4, 'EXPOSURE']);
    expect(at(one({ isPaidFirst: true, exposure: money(95), exposureMaximum: money(90) }))).toEqual([0, 'EXPOSURE']);
    expect(lineFor([need(1, 10, { maximum: 9 })], offers)).toMatchObject({ quantity: 6, limit: 'SKU_MAXIMUM' });
    expect(lineFor(needs, [offer(1, ONE, 10, { stock: 4 })])).toMatchObject({ quantity: 4, limit: 'SUPPLIER_STOCK' });
    expect(lineFor(needs, [])).toMatchObject({ quantity: 0, limit: 'NO_OFFER', supplierId: null, best: null });
    expect(lineFor(needs, [offer(1, ONE, 10, { isAuthorised: false })])).toMatchObject({ limit: 'NOT_AUTHORISED' });
    expect(lineFor(needs, [offer(1, ONE, 10, { validTo: '2026-11-21' as Day })])).toMatchObject({ limit: 'NO_OFFER' });
  });

  it('orders nothing when a limit leaves less than the smallest order', () => {
    const line = lineFor([need(1, 10)], [offer(1, ONE, 10, { minimumOrder: 8 })], { dailyBudget: money(70) });
    expect(line).toMatchObject({ quantity: 0, limit: 'DAILY_BUDGET', cost: 0 });
  });

  it('says of every supplier it may not buy from why, also where nobody is left', () => {
    const offers = [offer(1, ONE, 8), offer(1, TWO, 9, { isAuthorised: false })];
    const limits = { suppliers: new Map([[ONE, supplier({ standing: 'excluded' })]]) };
    const excluded = { code: 'PASSED_OVER', supplierId: ONE, limit: 'SUPPLIER_EXCLUDED' };
    const unauthorised = { code: 'PASSED_OVER', supplierId: TWO, limit: 'NOT_AUTHORISED' };
    const alone = lineFor([need(1, 10)], offers, limits);
    expect(alone).toMatchObject({ quantity: 0, limit: 'SUPPLIER_EXCLUDED', reasons: [excluded, unauthorised] });
    const third = 3 as SupplierId;
    const line = lineFor([need(1, 10)], [...offers, offer(1, third, 11)], limits);
    expect(line).toMatchObject({ supplierId: third, quantity: 10, best: { supplierId: third } });
    expect(line?.reasons).toEqual(expect.arrayContaining([excluded, unauthorised]));
  });

  it('passes a cheaper offer over that cannot give all, and says why', () => {
    const line = lineFor([need(1, 10)], [offer(1, ONE, 10, { stock: 4 }), offer(1, TWO, 11)]);
    expect(line).toMatchObject({ supplierId: TWO, quantity: 10, limit: null });
    expect(line?.reasons).toContainEqual({ code: 'PASSED_OVER', supplierId: ONE, limit: 'SUPPLIER_STOCK' });
  });

  it('buys up to a tier that costs no more, up to a multiple, and no more than that', () => {
    const tiers = [
      { fromQuantity: 1, unitCost: money(100) },
      { fromQuantity: 10, unitCost: money(90) },
      { fromQuantity: 50, unitCost: money(80) },
    ];
    const line = lineFor([need(1, 9)], [offer(1, ONE, 0, { tiers })]);
    expect(line).toMatchObject({ quantity: 10, cost: 900 });
    expect(line?.reasons).toContainEqual({ code: 'TIER_REACHED', needed: 9, quantity: 10, saved: 0 });
    const packs = lineFor([need(1, 9, { orderMultiple: 4 })], [offer(1, ONE, 10, { orderMultiple: 6 })]);
    expect(packs).toMatchObject({ quantity: 12 });
  });

  it('prefers whom the owner prefers', () => {
    const skus = new Map([[1 as SkuId, { tiedUp: ZERO_MONEY, mostMoney: null, preferredSupplierId: TWO }]]);
    const line = lineFor([need(1, 10)], [offer(1, ONE, 10), offer(1, TWO, 12)], { skus });
    expect(line).toMatchObject({ supplierId: TWO });
    expect(line?.reasons).toContainEqual({ code: 'PREFERRED', supplierId: TWO, extra: 20 });
  });

  it('warns of a dependence above 60 % and resists one above 80 % where a second qualified offer is', () => {
    const bought = (one: number, two: number) => ({
      suppliers: new Map([
        [ONE, supplier({ purchased: money(one) })],
        [TWO, supplier({ purchased: money(two) })],
      ]),
    });
    const both = [offer(1, ONE, 100), offer(1, TWO, 105)];
    const codes = (offers: ReorderOffer[], one: number, two: number) => {
      const line = lineFor([need(1, 10)], offers, bought(one, two));
      return [line?.supplierId, ...(line?.reasons.map(({ code }) => code) ?? [])];
    };
    expect(codes(both, 4000, 5000)).toEqual([ONE]);
    expect(codes(both, 6000, 3000)).toEqual([ONE, 'DEPENDENCE_WARNED']);
    expect(codes(both, 8500, 500)).toEqual([TWO, 'DEPENDENCE_RESISTED']);
    expect(codes([offer(1, ONE, 100)], 8500, 500)).toEqual([ONE, 'DEPENDENCE_HIGH']);
    expect(codes([offer(1, ONE, 100), offer(1, TWO, 120)], 8500, 500)).toEqual([ONE, 'DEPENDENCE_HIGH']);
    const unqualified = [offer(1, ONE, 100), offer(1, TWO, 105, { isQualified: false })];
    expect(codes(unqualified, 8500, 500)).toEqual([ONE, 'DEPENDENCE_HIGH']);
    expect(codes(both, 0, 0)).toEqual([ONE]);
  });

  it('buys from an offer far below all others last, and says so', () => {
    const offers = [offer(1, ONE, 100), offer(1, TWO, 80)];
    const line = lineFor([need(1, 10)], offers);
    expect(line).toMatchObject({ supplierId: ONE, isSuspect: false, best: { supplierId: ONE } });
    expect(line?.reasons).toContainEqual({ code: 'SUSPECT_PRICE', supplierId: TWO });
    const skus = new Map([[1 as SkuId, { tiedUp: ZERO_MONEY, mostMoney: null, preferredSupplierId: TWO }]]);
    expect(lineFor([need(1, 10)], offers, { skus })).toMatchObject({ supplierId: TWO, isSuspect: true });
  });

  it('knows a price far below all others by offers that may not be bought from, and not by a fee that is paid already', () => {
    const barred = [offer(1, ONE, 100, { isAuthorised: false }), offer(1, TWO, 80)];
    expect(lineFor([need(1, 10)], barred)).toMatchObject({ supplierId: TWO, isSuspect: true });
    const fee = { fixedCost: money(200) };
    const offers = [offer(1, ONE, 80, fee), offer(2, ONE, 80, fee), offer(2, TWO, 100)];
    expect(plan([need(1, 10), need(2, 10)], offers).lines[1]).toMatchObject({ supplierId: ONE, isSuspect: false });
  });

  it('says when it buys from a supplier that is warned of', () => {
    const suppliers = new Map([[ONE, supplier({ standing: 'warned' })]]);
    const line = lineFor([need(1, 10)], [offer(1, ONE, 10)], { suppliers });
    expect(line?.reasons).toContainEqual({ code: 'STANDING_WARNED', supplierId: ONE });
  });

  it('refuses an impossible offer', () => {
    expect(() => plan([], [offer(1, ONE, 10, { tiers: [] })])).toThrow(RangeError);
    expect(() => plan([], [offer(1, ONE, -1)])).toThrow(RangeError);
  });
});

const amount = fc.option(fc.integer({ min: 0, max: 4_000_000 }).map(money), { freq: 4 });
const taken = fc.integer({ min: 0, max: 500_000 }).map(money);
const anyNeed = fc
  .record({
    skuId: fc.integer({ min: 1, max: 6 }),
    quantity: fc.nat(120),
    state: fc.constantFrom('out' as const, 'urgent' as const, 'soon' as const),
    minimum: fc.nat(30),
    spare: fc.nat(20),
    position: fc.nat(60),
    maximum: fc.option(fc.nat(200)),
    orderMultiple: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ skuId, quantity, spare, ...more }) => {
    const whole = Math.ceil(quantity / more.orderMultiple) * more.orderMultiple;
    return need(skuId, whole, {
      ...more,
      projected: whole === 0 ? more.minimum + spare : more.minimum - whole + spare,
    });
  });
const anyTiers = fc
  .uniqueArray(fc.record({ fromQuantity: fc.integer({ min: 1, max: 80 }), cost: fc.nat(60_000) }), {
    minLength: 1,
    maxLength: 3,
    selector: ({ fromQuantity }) => fromQuantity,
  })
  .map((tiers) => [...tiers].sort((one, other) => one.fromQuantity - other.fromQuantity))
  .map((tiers) => tiers.map(({ fromQuantity, cost }) => ({ fromQuantity, unitCost: money(cost) })));
const anyOffer = fc
  .record({
    skuId: fc.integer({ min: 1, max: 6 }),
    supplierId: fc.constantFrom(ONE, TWO, THREE),
    tiers: anyTiers,
    fixedCost: fc.nat(9000).map(money),
    minimumOrder: fc.integer({ min: 1, max: 30 }),
    orderMultiple: fc.integer({ min: 1, max: 8 }),
    stock: fc.option(fc.nat(150)),
    isAuthorised: fc.boolean(),
    isQualified: fc.boolean(),
  })
  .map(({ skuId, supplierId, ...more }) => offer(skuId, supplierId, 0, more));
const anySupplier: fc.Arbitrary<SupplierLimits> = fc.record({
  standing: fc.constantFrom('good' as const, 'good' as const, 'warned' as const, 'excluded' as const),
  prepaid: fc.option(fc.record({ balance: taken, minimumBalance: taken })),
  isPaidFirst: fc.boolean(),
  exposure: taken,
  exposureMaximum: amount,
  purchased: taken,
});
const anyLimits: fc.Arbitrary<ReorderLimits> = fc.record({
  isStopped: fc.constantFrom(false, false, false, true),
  dailyBudget: amount,
  spentToday: taken,
  monthlyBudget: amount,
  spentThisMonth: taken,
  tiedUp: taken,
  mostTiedUp: amount,
  suppliers: fc
    .array(anySupplier, { maxLength: 3 })
    .map((all) => new Map(all.map((one, at) => [(at + 1) as SupplierId, one]))),
  skus: fc
    .array(fc.record({ tiedUp: taken, mostMoney: amount, preferredSupplierId: fc.option(fc.constantFrom(ONE, TWO)) }), {
      maxLength: 6,
    })
    .map((all) => new Map(all.map((one, at) => [(at + 1) as SkuId, one]))),
});
const anySetup = fc.tuple(
  fc.uniqueArray(anyNeed, { maxLength: 6, selector: ({ skuId }) => skuId }),
  fc.array(anyOffer, { maxLength: 14 }),
  anyLimits,
);

function always(check: (needs: Need[], offers: ReorderOffer[], limits: ReorderLimits) => void): void {
  fc.assert(
    fc.property(anySetup, ([needs, offers, limits]) => check(needs, offers, limits)),
    { numRuns: 600 },
  );
}

describe('any plan', () => {
  it('goes beyond no budget, no exposure, no balance and no maximum', () => {
    always((needs, offers, limits) => {
      const made = planReorders(needs, offers, limits, TODAY);
      const within = (most: Money | null, before: Money, cost: Money) =>
        most === null || cost === 0 || before + cost <= most;
      if (limits.isStopped) expect(made.cost).toBe(0);
      expect(within(limits.dailyBudget, limits.spentToday, made.cost)).toBe(true);
      expect(within(limits.monthlyBudget, limits.spentThisMonth, made.cost)).toBe(true);
      expect(within(limits.mostTiedUp, limits.tiedUp, made.cost)).toBe(true);
      for (const { supplierId, cost } of made.purchases) {
        const own = limits.suppliers.get(supplierId) ?? supplier();
        expect(own.standing).not.toBe('excluded');
        if (own.prepaid) expect(cost === 0 || own.prepaid.balance - cost >= own.prepaid.minimumBalance).toBe(true);
        else if (own.isPaidFirst) expect(within(own.exposureMaximum, own.exposure, cost)).toBe(true);
      }
      for (const line of made.lines) {
        const own = needs.find(({ skuId }) => skuId === line.skuId);
        if (line.quantity === 0 || !own) continue;
        if (own.maximum !== null) expect(own.position + line.quantity).toBeLessThanOrEqual(own.maximum);
        const sku = limits.skus.get(line.skuId);
        if (sku) expect(within(sku.mostMoney, sku.tiedUp, line.cost)).toBe(true);
      }
    });
  });

  it('brings the forecast day to the minimum, or names the limit that kept it from it', () => {
    always((needs, offers, limits) => {
      for (const line of planReorders(needs, offers, limits, TODAY).lines) {
        const own = needs.find(({ skuId }) => skuId === line.skuId);
        expect(line.projected).toBe((own?.projected ?? 0) + line.quantity);
        expect(line.limit === null).toBe(line.quantity >= line.needed);
        if (line.limit === null) expect(line.projected).toBeGreaterThanOrEqual(own?.minimum ?? 0);
      }
    });
  });

  it('orders only what is needed, from an offer that has it, in what it is sold by', () => {
    always((needs, offers, limits) => {
      const made = planReorders(needs, offers, limits, TODAY);
      expect(made.lines.map(({ skuId }) => skuId).sort()).toEqual(
        needs
          .filter(({ quantity }) => quantity > 0)
          .map(({ skuId }) => skuId)
          .sort(),
      );
      for (const { skuId, supplierId, quantity } of made.lines) {
        if (quantity === 0) continue;
        const fits = offers.filter(
          (one) =>
            one.skuId === skuId &&
            one.supplierId === supplierId &&
            one.isAuthorised &&
            quantity >= one.minimumOrder &&
            quantity % one.orderMultiple === 0 &&
            quantity <= (one.stock ?? quantity),
        );
        expect(fits.length).toBeGreaterThan(0);
      }
    });
  });

  it('shows the numbers that are ordered, and its money sums to the last 1/10 000', () => {
    always((needs, offers, limits) => {
      const made = planReorders(needs, offers, limits, TODAY);
      const ordered = made.purchases.flatMap(({ lines }) => lines);
      expect(new Set(ordered)).toEqual(new Set(made.lines.filter(({ quantity }) => quantity > 0)));
      expect(ordered).toHaveLength(new Set(ordered).size);
      for (const { lines, cost, supplierId } of made.purchases) {
        expect(lines.every((line) => line.supplierId === supplierId)).toBe(true);
        expect(cost).toBe(sumMoney(lines.map((line) => line.cost)));
      }
      expect(made.cost).toBe(sumMoney(made.lines.map(({ cost }) => cost)));
      expect(new Set(made.purchases.map(({ supplierId }) => supplierId)).size).toBe(made.purchases.length);
    });
  });

  it('is the same whatever order needs and offers come in, as long as no two offers are alike', () => {
    always((needs, offers, limits) => {
      const own = new Map(offers.map((one) => [`${one.skuId}/${one.supplierId}`, one]));
      const unique = [...own.values()];
      const forward = planReorders(needs, unique, limits, TODAY);
      expect(planReorders([...needs].reverse(), [...unique].reverse(), limits, TODAY)).toEqual(forward);
    });
  });
});
