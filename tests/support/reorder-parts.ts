import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import type { Need } from '#shared/domain/replenishment/need.ts';
import type { ReorderOffer } from '#shared/domain/replenishment/offer-quote.ts';
import type { ReorderLimits, SupplierLimits } from '#shared/domain/replenishment/reorder-plan.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/* Needs, offers and limits without anything special about them, to plan orders of; a test says what is. */

export const TODAY = '2026-11-22' as Day;
export const [ONE, TWO, THREE] = [1 as SupplierId, 2 as SupplierId, 3 as SupplierId];

export function need(skuId: number, quantity: number, more: Partial<Need> = {}): Need {
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
    quantityBesideLate: quantity,
    unitsSeen: 0,
    stockOutDaysSeen: 0,
    reasons: [],
    ...more,
  };
}

export function offer(
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

export const NO_LIMITS: ReorderLimits = {
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

export function supplier(more: Partial<SupplierLimits> = {}): SupplierLimits {
  return {
    standing: 'good',
    prepaid: null,
    isPaidFirst: false,
    isConsigned: false,
    exposure: ZERO_MONEY,
    exposureMaximum: null,
    purchased: ZERO_MONEY,
    ...more,
  };
}
