import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { need, ONE, offer, supplier, THREE, TODAY, TWO } from '#tests/support/reorder-parts.ts';
import type { SkuId, SupplierId } from '../ids.ts';
import { type Money, money, sumMoney } from '../money/money.ts';
import type { Need } from './need.ts';
import type { ReorderOffer } from './offer-quote.ts';
import { planReorders } from './plan-reorders.ts';
import type { ReorderLimits, ReorderLine, ReorderPlan, SupplierLimits } from './reorder-plan.ts';

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
    lateShare: fc.constantFrom(0, 0, 0, 0.5, 1),
    orderMultiple: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ skuId, quantity, spare, lateShare, ...more }) => {
    const whole = Math.ceil(quantity / more.orderMultiple) * more.orderMultiple;
    const late = Math.floor((whole * lateShare) / more.orderMultiple) * more.orderMultiple;
    return need(skuId, whole, {
      ...more,
      quantityBesideLate: whole - late,
      projected: whole === 0 ? more.minimum + spare : more.minimum - whole + spare,
    });
  });
/** Prices that fall with the quantity, as most do, or go anywhere; what is paid of them differs by the tax. */
const anyTiers = fc
  .record({
    tiers: fc.uniqueArray(
      fc.record({ fromQuantity: fc.integer({ min: 1, max: 80 }), cost: fc.nat(60_000), share: fc.nat(100) }),
      { minLength: 1, maxLength: 3, selector: ({ fromQuantity }) => fromQuantity },
    ),
    isFalling: fc.constantFrom(true, true, false),
    paid: fc.constantFrom(100, 100, 88, 113),
  })
  .map(({ tiers, isFalling, paid }) => {
    let least = 60_000;
    return [...tiers]
      .sort((one, other) => one.fromQuantity - other.fromQuantity)
      .map(({ fromQuantity, cost, share }) => {
        least = isFalling ? Math.round((least * share) / 100) : cost;
        return { fromQuantity, unitCost: money(least), unitCash: money(Math.round((least * paid) / 100)) };
      });
  });
const anyOffer = fc
  .record({
    skuId: fc.integer({ min: 1, max: 6 }),
    supplierId: fc.constantFrom(ONE, TWO, THREE),
    tiers: anyTiers,
    fixedCost: fc.nat(9000).map(money),
    fixedCash: fc.nat(9000).map(money),
    minimumOrder: fc.integer({ min: 1, max: 30 }),
    orderMultiple: fc.integer({ min: 1, max: 8 }),
    stock: fc.option(fc.nat(150), { freq: 2 }),
    isAuthorised: fc.constantFrom(true, true, true, false),
    isQualified: fc.boolean(),
  })
  .map(({ skuId, supplierId, ...more }) => offer(skuId, supplierId, 0, more));
const anySettlement: fc.Arbitrary<Pick<SupplierLimits, 'prepaid' | 'isPaidFirst' | 'isConsigned'>> = fc.oneof(
  fc
    .record({ balance: fc.integer({ min: -200_000, max: 3_000_000 }).map(money), minimumBalance: taken })
    .map((prepaid) => ({ prepaid, isPaidFirst: false, isConsigned: false })),
  fc.constant({ prepaid: null, isPaidFirst: true, isConsigned: false }),
  fc.constant({ prepaid: null, isPaidFirst: false, isConsigned: false }),
  fc.constant({ prepaid: null, isPaidFirst: false, isConsigned: true }),
);
const anySupplier: fc.Arbitrary<SupplierLimits> = fc
  .record({
    standing: fc.constantFrom('good' as const, 'good' as const, 'warned' as const, 'excluded' as const),
    exposure: taken,
    exposureMaximum: amount,
    purchased: taken,
    settlement: anySettlement,
  })
  .map(({ settlement, ...more }) => ({ ...more, ...settlement }));
const anyLimits: fc.Arbitrary<ReorderLimits> = fc.record({
  isStopped: fc.constantFrom(...new Array<boolean>(9).fill(false), true),
  dailyBudget: amount,
  spentToday: taken,
  monthlyBudget: amount,
  spentThisMonth: taken,
  tiedUp: taken,
  mostTiedUp: amount,
  suppliers: fc
    .array(anySupplier, { minLength: 1, maxLength: 3 })
    .map((all) => new Map(all.map((one, at) => [(at + 1) as SupplierId, one]))),
  skus: fc
    .array(fc.record({ tiedUp: taken, mostMoney: amount, preferredSupplierId: fc.option(fc.constantFrom(ONE, TWO)) }), {
      maxLength: 6,
    })
    .map((all) => new Map(all.map((one, at) => [(at + 1) as SkuId, one]))),
});
const anySetup = fc.tuple(
  fc.uniqueArray(anyNeed, { maxLength: 6, selector: ({ skuId }) => skuId }),
  fc.uniqueArray(anyOffer, { maxLength: 14, selector: ({ skuId, supplierId }) => `${skuId}/${supplierId}` }),
  anyLimits,
);

function always(check: (needs: Need[], offers: ReorderOffer[], limits: ReorderLimits) => void): void {
  fc.assert(
    fc.property(anySetup, ([needs, offers, limits]) => check(needs, offers, limits)),
    { numRuns: 600 },
  );
}

/** What is paid for each line, worked out apart from the plan: the fee per order falls on the supplier's first line. */
function paidFor({ lines }: ReorderPlan, offers: readonly ReorderOffer[]): Map<ReorderLine, Money> {
  const charged = new Set<SupplierId>();
  const paid = new Map<ReorderLine, Money>();
  for (const line of lines) {
    const { skuId, supplierId, quantity } = line;
    const from = offers.find((one) => one.skuId === skuId && one.supplierId === supplierId);
    if (supplierId === null || !from) continue;
    const tier = from.tiers.filter(({ fromQuantity }) => fromQuantity <= quantity).at(-1) ?? from.tiers[0];
    const fee = charged.has(supplierId) ? 0 : (from.fixedCash ?? from.fixedCost);
    charged.add(supplierId);
    paid.set(line, money((tier?.unitCash ?? 0) * quantity + fee));
  }
  return paid;
}

describe('any plan', () => {
  it('goes beyond no budget, no exposure, no balance and no maximum', () => {
    always((needs, offers, limits) => {
      const made = planReorders(needs, offers, limits, TODAY);
      const paid = paidFor(made, offers);
      const within = (most: Money | null, before: Money, cost: Money) =>
        most === null || cost === 0 || before + cost <= most;
      if (limits.isStopped) expect(made.cost).toBe(0);
      const isConsigned = (id: SupplierId | null) =>
        id === null ? false : (limits.suppliers.get(id)?.isConsigned ?? false);
      const total = sumMoney([...paid].flatMap(([line, cash]) => (isConsigned(line.supplierId) ? [] : [cash])));
      expect(within(limits.dailyBudget, limits.spentToday, total)).toBe(true);
      expect(within(limits.monthlyBudget, limits.spentThisMonth, total)).toBe(true);
      expect(within(limits.mostTiedUp, limits.tiedUp, total)).toBe(true);
      for (const { supplierId, lines } of made.purchases) {
        const own = limits.suppliers.get(supplierId) ?? supplier();
        const cash = sumMoney(lines.map((line) => paid.get(line) ?? money(0)));
        expect(own.standing).not.toBe('excluded');
        if (own.prepaid) expect(cash === 0 || own.prepaid.balance - cash >= own.prepaid.minimumBalance).toBe(true);
        else if (own.isPaidFirst) expect(within(own.exposureMaximum, own.exposure, cash)).toBe(true);
      }
      for (const line of made.lines) {
        const own = needs.find(({ skuId }) => skuId === line.skuId);
        if (line.quantity === 0 || !own) continue;
        if (own.maximum !== null) expect(own.position + line.quantity).toBeLessThanOrEqual(own.maximum);
        const sku = limits.skus.get(line.skuId);
        const cash = paid.get(line) ?? money(0);
        if (sku && !isConsigned(line.supplierId)) expect(within(sku.mostMoney, sku.tiedUp, cash)).toBe(true);
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

  it('orders nothing that an overdue order covers if it comes', () => {
    always((needs, offers, limits) => {
      for (const { skuId, quantity } of planReorders(needs, offers, limits, TODAY).lines) {
        const own = needs.find((one) => one.skuId === skuId);
        if (own?.quantityBesideLate === 0) expect(quantity).toBe(0);
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
      const forward = planReorders(needs, offers, limits, TODAY);
      expect(planReorders([...needs].reverse(), [...offers].reverse(), limits, TODAY)).toEqual(forward);
    });
  });
});
