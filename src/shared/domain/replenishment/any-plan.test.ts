import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { need, ONE, offer, supplier, THREE, TODAY, TWO } from '#tests/support/reorder-parts.ts';
import type { SkuId, SupplierId } from '../ids.ts';
import { type Money, money, sumMoney } from '../money/money.ts';
import type { Need } from './need.ts';
import type { ReorderOffer } from './offer-quote.ts';
import { planReorders } from './plan-reorders.ts';
import type { ReorderLimits, SupplierLimits } from './reorder-plan.ts';

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
  isConsigned: fc.constantFrom(false, false, true),
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
      const isConsigned = (id: SupplierId | null) =>
        id === null ? false : (limits.suppliers.get(id)?.isConsigned ?? false);
      const paid = sumMoney(made.purchases.flatMap(({ supplierId: id, cost }) => (isConsigned(id) ? [] : [cost])));
      expect(within(limits.dailyBudget, limits.spentToday, paid)).toBe(true);
      expect(within(limits.monthlyBudget, limits.spentThisMonth, paid)).toBe(true);
      expect(within(limits.mostTiedUp, limits.tiedUp, paid)).toBe(true);
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
        if (sku && !isConsigned(line.supplierId)) expect(within(sku.mostMoney, sku.tiedUp, line.cost)).toBe(true);
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
