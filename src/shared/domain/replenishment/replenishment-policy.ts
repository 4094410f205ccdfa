import type { SupplierId } from '../ids.ts';
import type { Money } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import { DEFAULT_RULE, type ReplenishmentRule } from './replenishment-rule.ts';
import { DEFAULT_SEASONS, type Season } from './season-calendar.ts';

/**
 * What the shop does by itself with a SKU that needs an order: say so, write the draft of a purchase order, or order. As long
 * as no supplier takes orders by itself, `order` writes the draft too and asks for it to be sent.
 */
export const REORDER_TRIGGERS = ['tell', 'draft', 'order'] as const;
export type ReorderTrigger = (typeof REORDER_TRIGGERS)[number];

/** What holds for every SKU that has no rule of its own. Amounts in the shop's currency; null: no limit. */
export interface ReplenishmentPolicy {
  readonly coverDays: number;
  /** Cost of all that is in stock and on order. */
  readonly mostTiedUp: Money | null;
  readonly dailyBudget: Money | null;
  readonly monthlyBudget: Money | null;
  /** The emergency stop: plans are shown, nothing is ordered from them. */
  readonly isStopped: boolean;
  readonly trigger: ReorderTrigger;
  readonly inStockTarget: number;
  readonly deadAfterDays: number;
  readonly overDays: number;
  /** `HH:MM` in the shop's time zone at which a plan is made each day; null: only when stock changes. */
  readonly planAt: string | null;
  readonly seasons: readonly Season[];
}

export const DEFAULT_POLICY: ReplenishmentPolicy = {
  coverDays: DEFAULT_RULE.coverDays,
  mostTiedUp: null,
  dailyBudget: null,
  monthlyBudget: null,
  isStopped: false,
  trigger: 'tell',
  inStockTarget: DEFAULT_RULE.inStockTarget,
  deadAfterDays: DEFAULT_RULE.deadAfterDays,
  overDays: DEFAULT_RULE.overDays,
  planAt: '08:30',
  seasons: DEFAULT_SEASONS,
};

/** What was said of one SKU; null: as the shop does it. */
export interface SkuReorderRule {
  readonly coverDays: number | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly orderMultiple: number;
  /** Most money in it, in stock and on order, in the shop's currency. */
  readonly mostMoney: Money | null;
  readonly trigger: ReorderTrigger | null;
  readonly preferredSupplierId: SupplierId | null;
  /** The last day on which nothing is planned for it. */
  readonly snoozedUntil: Day | null;
  /** Units to be ordered with the next plan whatever the need. */
  readonly orderOnce: number | null;
}

export const NO_SKU_RULE: SkuReorderRule = {
  coverDays: null,
  minimum: null,
  maximum: null,
  orderMultiple: 1,
  mostMoney: null,
  trigger: null,
  preferredSupplierId: null,
  snoozedUntil: null,
  orderOnce: null,
};

/** What the master data of a SKU say about keeping it. */
export interface StockedSku {
  /** 0: none. */
  readonly minimumStock: number;
  /** Days that a new key of it lives; null: nobody knows, or for ever. */
  readonly shelfLifeDays: number | null;
  /** Days that buyers are to have left. */
  readonly minimumDaysLeft: number;
}

/** For so many days, one at least, a new key can be sold; null: for ever. */
export function sellableDays({ shelfLifeDays, minimumDaysLeft }: StockedSku): number | null {
  return shelfLifeDays === null ? null : Math.max(1, shelfLifeDays - minimumDaysLeft);
}

/**
 * The rule a SKU is forecast by. Where it has no minimum of its own, the one of its master data holds. No more days are covered
 * than new keys can be sold for.
 */
export function effectiveRule(policy: ReplenishmentPolicy, rule: SkuReorderRule, sku: StockedSku): ReplenishmentRule {
  const catalogueMinimum = sku.minimumStock;
  const minimum = rule.minimum ?? (catalogueMinimum > 0 ? catalogueMinimum : null);
  const { maximum } = rule;
  return {
    coverDays: Math.min(rule.coverDays ?? policy.coverDays, sellableDays(sku) ?? Number.POSITIVE_INFINITY),
    minimum: minimum !== null && maximum !== null ? Math.min(minimum, maximum) : minimum,
    maximum,
    orderMultiple: rule.orderMultiple,
    inStockTarget: policy.inStockTarget,
    deadAfterDays: policy.deadAfterDays,
    overDays: policy.overDays,
  };
}

export function isSnoozed({ snoozedUntil }: Pick<SkuReorderRule, 'snoozedUntil'>, today: Day): boolean {
  return snoozedUntil !== null && snoozedUntil >= today;
}
