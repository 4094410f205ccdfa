import type { SkuId, SupplierId } from '../ids.ts';
import type { Money } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import type { NeedState } from './need.ts';
import type { Quote } from './offer-quote.ts';

/**
 * What can keep a quantity below the need, in the order in which they are asked; where two allow the same quantity, the
 * first is named:
 *
 * 1. `EMERGENCY_STOP` nothing is ordered
 * 2. `NO_OFFER` · `NOT_AUTHORISED` · `SUPPLIER_EXCLUDED` no offer is left to buy from
 * 3. `LATE_ORDERS` what is far overdue covers the need if it comes · `SKU_MAXIMUM` units of the SKU in stock and on order ·
 *    `SKU_MONEY` money in it
 * 4. `SUPPLIER_STOCK` · `PREPAID_BALANCE` (balance less its minimum) · `EXPOSURE` of the supplier
 * 5. `DAILY_BUDGET` · `MONTHLY_BUDGET` · `MONEY_TIED_UP` of the shop, spent most urgent first
 *
 * Orders on consignment are asked for none of the limits of money but those of their supplier.
 *
 * A limit that leaves less than the smallest order of an offer leaves nothing, and is named.
 */
export const REORDER_LIMITS = [
  'EMERGENCY_STOP',
  'NO_OFFER',
  'NOT_AUTHORISED',
  'SUPPLIER_EXCLUDED',
  'LATE_ORDERS',
  'SKU_MAXIMUM',
  'SKU_MONEY',
  'SUPPLIER_STOCK',
  'PREPAID_BALANCE',
  'EXPOSURE',
  'DAILY_BUDGET',
  'MONTHLY_BUDGET',
  'MONEY_TIED_UP',
] as const;
export type ReorderLimit = (typeof REORDER_LIMITS)[number];

/** Limits of units; all others are of money. */
export const UNIT_LIMITS = ['LATE_ORDERS', 'SKU_MAXIMUM', 'SUPPLIER_STOCK'] as const satisfies readonly ReorderLimit[];

/** How the supplier is regarded (supplier-standing.ts); `excluded` is never bought from. */
export type PlannedStanding = 'good' | 'warned' | 'excluded';

/** What the plan may not go beyond with one supplier. Amounts in the shop's currency. */
export interface SupplierLimits {
  readonly standing: PlannedStanding;
  /** Null: not prepaid. A prepaid order takes money that lies there already: it adds nothing to the exposure. */
  readonly prepaid: { readonly balance: Money; readonly minimumBalance: Money } | null;
  /** Whether an order is paid before the keys come (单结); then it adds its cost to the exposure. */
  readonly isPaidFirst: boolean;
  /** Keys on consignment (代销) are paid for once they are sold: an order takes nothing of the budgets and ties up no money. */
  readonly isConsigned: boolean;
  /** What the cost of an order is added to where it is paid first: sent and written orders, open claims and rebates due, now. */
  readonly exposure: Money;
  readonly exposureMaximum: Money | null;
  /** Bought from this supplier in the period that dependence looks at. */
  readonly purchased: Money;
}

/** What the plan may not go beyond for one SKU, besides the rule's maximum of units. */
export interface SkuLimits {
  /** Cost of what is in stock and on order. */
  readonly tiedUp: Money;
  readonly mostMoney: Money | null;
  readonly preferredSupplierId: SupplierId | null;
}

/** Limits of the whole shop. Null: no limit. */
export interface ReorderLimits {
  readonly isStopped: boolean;
  readonly dailyBudget: Money | null;
  /** Ordered today already. */
  readonly spentToday: Money;
  readonly monthlyBudget: Money | null;
  readonly spentThisMonth: Money;
  /** Money in stock and on order. */
  readonly tiedUp: Money;
  readonly mostTiedUp: Money | null;
  /** A supplier without an entry has no limits, good standing and no purchases. */
  readonly suppliers: ReadonlyMap<SupplierId, SupplierLimits>;
  readonly skus: ReadonlyMap<SkuId, SkuLimits>;
}

export type PlanReason =
  /** The smallest order or its multiple is more than is needed. */
  | { readonly code: 'MINIMUM_ORDER'; readonly needed: number; readonly quantity: number }
  /** A later tier costs no more for more. */
  | { readonly code: 'TIER_REACHED'; readonly needed: number; readonly quantity: number; readonly saved: Money }
  /** An offer that is not bought from, or a cheaper one that could not be taken, or not for so much. */
  | { readonly code: 'PASSED_OVER'; readonly supplierId: SupplierId; readonly limit: ReorderLimit }
  | { readonly code: 'PREFERRED'; readonly supplierId: SupplierId; readonly extra: Money }
  | { readonly code: 'STANDING_WARNED'; readonly supplierId: SupplierId }
  /** An offer far below all others ranks last. */
  | { readonly code: 'SUSPECT_PRICE'; readonly supplierId: SupplierId }
  /** Share of all purchases with this line, 0 to 1. `resisted`: the second supplier was taken for it. */
  | { readonly code: 'DEPENDENCE_WARNED' | 'DEPENDENCE_HIGH'; readonly supplierId: SupplierId; readonly share: number }
  | {
      readonly code: 'DEPENDENCE_RESISTED';
      readonly supplierId: SupplierId;
      readonly share: number;
      readonly extra: Money;
    };

/** One SKU that needs something. */
export interface ReorderLine {
  readonly skuId: SkuId;
  readonly state: NeedState;
  /** Units the need asks for. */
  readonly needed: number;
  /** Units to order: shown and ordered. 0 when a limit leaves nothing. */
  readonly quantity: number;
  /** From whom; null with quantity 0. */
  readonly supplierId: SupplierId | null;
  readonly unitCost: Money | null;
  /** The offer is far below all others: nothing is ordered from it without a person. */
  readonly isSuspect: boolean;
  /** Expected cost of the line. */
  readonly cost: Money;
  /** What kept the quantity below the need; null: the need is met. */
  readonly limit: ReorderLimit | null;
  /** Units at the end of the forecast day with the order; below the need's minimum only when `limit` says why. */
  readonly projected: number;
  /** Cheapest two offers, of suppliers not excluded, for the quantity needed; limits apart. */
  readonly best: Quote | null;
  readonly second: Quote | null;
  readonly reasons: readonly PlanReason[];
}

/** One purchase order's worth of lines. */
export interface PlannedPurchase {
  readonly supplierId: SupplierId;
  readonly lines: readonly ReorderLine[];
  /** Sum of its lines. */
  readonly cost: Money;
}

export interface ReorderPlan {
  readonly orderedOn: Day;
  /** Every need with a quantity, in the order in which the limits were spent. */
  readonly lines: readonly ReorderLine[];
  /** One per supplier, in the order of their first line. */
  readonly purchases: readonly PlannedPurchase[];
  /** Sum of the purchases. */
  readonly cost: Money;
}
