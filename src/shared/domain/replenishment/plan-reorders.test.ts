import { describe, expect, it } from 'vitest';
import { NO_LIMITS, need, ONE, offer, supplier, THREE, TODAY, TWO } from '#tests/support/reorder-parts.ts';
import type { SkuId, SupplierId } from '../ids.ts';
import { type Money, money, ZERO_MONEY } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import type { Need } from './need.ts';
import type { ReorderOffer } from './offer-quote.ts';
import { planReorders } from './plan-reorders.ts';
import type { ReorderLimits, SupplierLimits } from './reorder-plan.ts';

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
    expect(lineFor([need(1, 10, { quantityBesideLate: 3 })], offers)).toMatchObject({
      quantity: 3,
      limit: 'LATE_ORDERS',
    });
    expect(lineFor(needs, [offer(1, ONE, 10, { stock: 4 })])).toMatchObject({ quantity: 4, limit: 'SUPPLIER_STOCK' });
    expect(lineFor(needs, [])).toMatchObject({ quantity: 0, limit: 'NO_OFFER', supplierId: null, best: null });
    expect(lineFor(needs, [offer(1, ONE, 10, { isAuthorised: false })])).toMatchObject({ limit: 'NOT_AUTHORISED' });
    expect(lineFor(needs, [offer(1, ONE, 10, { validTo: '2026-11-21' as Day })])).toMatchObject({ limit: 'NO_OFFER' });
  });

  it('orders beside what is far overdue only what is short even if it comes, as the supplier sells it', () => {
    const dozen = [offer(1, ONE, 10, { minimumOrder: 12, orderMultiple: 12 })];
    const limit = 'LATE_ORDERS';
    expect(lineFor([need(1, 30, { quantityBesideLate: 0 })], dozen)).toMatchObject({ needed: 30, quantity: 0, limit });
    expect(lineFor([need(1, 30, { quantityBesideLate: 13 })], dozen)).toMatchObject({ quantity: 24, limit });
    expect(lineFor([need(1, 30, { quantityBesideLate: 30 })], dozen)).toMatchObject({ quantity: 36, limit: null });
  });

  it('spends what is left with a supplier who is paid first, line by line', () => {
    const paidFirst = supplier({ isPaidFirst: true, exposure: money(50), exposureMaximum: money(200) });
    const made = plan([need(1, 10), need(2, 10)], [offer(1, ONE, 10), offer(2, ONE, 10)], {
      suppliers: new Map([[ONE, paidFirst]]),
    });
    expect(made.lines.map(({ quantity, limit }) => [quantity, limit])).toEqual([
      [10, null],
      [5, 'EXPOSURE'],
    ]);
  });

  it('takes nothing of a budget for keys on consignment', () => {
    const suppliers = new Map([[ONE, supplier({ isConsigned: true })]]);
    for (const budget of ['dailyBudget', 'monthlyBudget', 'mostTiedUp'] as const) {
      const limits = { suppliers, [budget]: money(100) };
      const made = plan(
        [need(1, 10, { state: 'urgent' }), need(2, 10)],
        [offer(1, ONE, 50), offer(2, TWO, 10)],
        limits,
      );
      expect(made.lines.map(({ quantity, limit }) => [quantity, limit])).toEqual([
        [10, null],
        [10, null],
      ]);
    }
  });

  it('stays with the cheapest where a limit leaves as much of each', () => {
    const offers = [
      offer(1, TWO, 12, { stock: 4 }),
      offer(1, ONE, 10, { stock: 4 }),
      offer(1, THREE, 14, { stock: 4 }),
    ];
    expect(lineFor([need(1, 10)], offers)).toMatchObject({ supplierId: ONE, quantity: 4, limit: 'SUPPLIER_STOCK' });
  });

  it('takes the cheapest whose smallest order is up to twice the need, and no larger one', () => {
    const from = (minimumOrder: number) => {
      return lineFor([need(1, 10)], [offer(1, ONE, 10, { minimumOrder }), offer(1, TWO, 12)])?.supplierId;
    };
    expect(from(20)).toBe(ONE);
    expect(from(21)).toBe(TWO);
  });

  it('resists no dependence by a price that cannot be believed', () => {
    const suppliers = new Map([[ONE, supplier({ purchased: money(9000) })]]);
    const dear = offer(1, TWO, 150);
    const cheap = offer(1, THREE, 5);
    expect(lineFor([need(1, 10)], [offer(1, ONE, 100), dear, cheap], { suppliers })).toMatchObject({ supplierId: ONE });
  });

  it('orders nothing when a limit leaves less than the smallest order', () => {
    const line = lineFor([need(1, 10)], [offer(1, ONE, 10, { minimumOrder: 8 })], { dailyBudget: money(70) });
    expect(line).toMatchObject({ quantity: 0, limit: 'DAILY_BUDGET', cost: 0 });
  });

  it('asks a limit again that fewer units, at a dearer tier, would go beyond', () => {
    const tiers = [
      { fromQuantity: 1, unitCost: money(100) },
      { fromQuantity: 10, unitCost: money(50) },
    ];
    const skus = new Map([[1 as SkuId, { tiedUp: ZERO_MONEY, mostMoney: money(600), preferredSupplierId: null }]]);
    // Ten would come to 500, and nine, which is all there is, to 900.
    const line = lineFor([need(1, 10)], [offer(1, ONE, 0, { tiers, stock: 9 })], { skus });
    expect(line).toMatchObject({ quantity: 6, cost: 600, limit: 'SKU_MONEY' });
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
