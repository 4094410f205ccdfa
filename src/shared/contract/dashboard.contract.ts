import { z } from 'zod';
import type { DeliveryId, OfferId, SkuId, StatementId, SupplierId } from '../domain/ids.ts';
import { auditEvent } from './audit.contract.ts';
import { priceTier } from './offers.contract.ts';
import { costAmount, day, idOf, moneyAmount, month, query } from './procedure.ts';
import { drilledInput, nextPage, turnoverMonth } from './trade-reports.contract.ts';

export const dashboard = z.object({
  /** At cost, of all keys that are ours. */
  stockValue: costAmount,
  keysOnHand: z.number(),
  keysAvailable: z.number(),
  keysQuarantined: z.number(),
  /** Keys on hand whose last day is within 7 and within 30 days or past, and what they cost. */
  expiring: z.object({ within7: z.number(), within30: z.number(), valueWithin30: costAmount }),
  /** SKUs with fewer keys to sell than their minimum, those too near their end left out, the emptiest first; at most 20. */
  belowMinimum: z.array(
    z.object({
      skuId: idOf<SkuId>(),
      code: z.string(),
      name: z.string(),
      /** For sale, and of them placed with a delivery tool or shop. */
      available: z.number(),
      placed: z.number(),
      minimum: z.number(),
    }),
  ),
  belowMinimumCount: z.number(),
  today: z.string(),
  /** This month by document date. */
  month: z.string(),
  /** By the currency of the supplier's account, the shop's own first; null for those who may not see accounts. */
  purchases: z.array(z.object({ currency: z.string(), amount: moneyAmount, entries: z.number() })).nullable(),
  sales: z.object({
    revenue: moneyAmount,
    cost: costAmount,
    keys: z.number(),
    deliveries: z.number(),
    /** What the month bears besides: prices corrected after the sale, and bad debts. */
    afterwards: costAmount,
  }),
  /** The last 30 days with today, one row a day, and what they come to. */
  days: z.array(
    z.object({ on: z.string(), keys: z.number(), revenue: moneyAmount, cost: costAmount, profit: costAmount }),
  ),
  sumOfDays: z.object({ keys: z.number(), revenue: moneyAmount, cost: costAmount }),
  /** The oldest 10, for those who may see reconciliation; `openStatementCount` counts all of them. */
  openStatements: z.array(
    z.object({ id: idOf<StatementId>(), number: z.string(), supplierName: z.string(), toOn: z.string() }),
  ),
  openStatementCount: z.number(),
  /** `lastAt`: the newest anywhere; `secondAt`: the newest in the second place, null where it has none. */
  backup: z.object({ lastAt: z.number().nullable(), hasSecondPlace: z.boolean(), secondAt: z.number().nullable() }),
  openFindings: z.number(),
  /** Papers and contracts of suppliers in use that run out within 30 days; 0 for those who may not see suppliers. */
  expiringPapers: z.number(),
  /** Debts to suppliers past their day and due within a week, and rebates that are late; 0 for those who may not see accounts. */
  dues: z.object({ overdue: z.number(), soon: z.number(), lateRebates: z.number() }),
  /** What buying asks for; null for those who may not see purchasing. */
  buying: z
    .object({
      /** SKUs that need an order by the latest plan, of them those that a limit keeps back, and what the proposed orders cost. */
      toOrder: z.number(),
      blocked: z.number(),
      toOrderCost: moneyAmount,
      overdueOrders: z.number(),
      /** Offers whose price changed in the last 7 days. */
      movedPrices: z.number(),
      /** What all suppliers hold of ours, and how many are left out for want of a rate; null without a right to accounts. */
      exposure: z.object({ amount: moneyAmount, withoutRate: z.number() }).nullable(),
    })
    .nullable(),
  /** The last six months, the oldest first; null for those who may not see reports. */
  turnover: z.array(turnoverMonth).nullable(),
  /** The newest 12 acts, for those who may read the trail. */
  activity: z.array(auditEvent),
  /** How far a new shop has come; a shop without all three is told what to do next. */
  start: z.object({ hasSuppliers: z.boolean(), hasSkus: z.boolean(), hasKeys: z.boolean() }),
});
export type Dashboard = z.output<typeof dashboard>;

/** The rows of a span of days; sums are over all of it. */
const span = z.object({ ...drilledInput, from: day, to: day });

const salesOfSpan = z.object({
  rows: z.array(
    z.object({
      id: idOf<DeliveryId>(),
      number: z.string(),
      kind: z.string(),
      deliveredAt: z.number(),
      deliveredBy: z.string(),
      shopName: z.string(),
      orderNumber: z.string(),
      skuId: idOf<SkuId>(),
      skuName: z.string(),
      quantity: z.number(),
      revenue: moneyAmount,
      cost: costAmount,
    }),
  ),
  count: z.number(),
  keys: z.number(),
  revenue: moneyAmount,
  cost: costAmount,
  profit: costAmount,
  ...nextPage,
});
export type SalesOfSpan = z.output<typeof salesOfSpan>;

const purchasesOfSpan = z.object({
  rows: z.array(
    z.object({
      id: z.number(),
      number: z.string(),
      kind: z.string(),
      occurredOn: z.string(),
      supplierId: idOf<SupplierId>(),
      supplierName: z.string(),
      externalNumber: z.string(),
      currency: z.string(),
      amount: moneyAmount,
      isReversal: z.boolean(),
    }),
  ),
  count: z.number(),
  ...nextPage,
});
export type PurchasesOfSpan = z.output<typeof purchasesOfSpan>;

const movedPrices = z.object({
  rows: z.array(
    z.object({
      offerId: idOf<OfferId>(),
      supplierId: idOf<SupplierId>(),
      supplierName: z.string(),
      skuName: z.string(),
      productName: z.string(),
      on: z.string(),
      beforeTiers: z.array(priceTier),
      beforeCurrency: z.string(),
      tiers: z.array(priceTier),
      currency: z.string(),
    }),
  ),
});
export type MovedPrices = z.output<typeof movedPrices>;

const afterwardsOfMonth = z.object({
  rows: z.array(
    z.object({
      id: z.number(),
      kind: z.enum(['correction', 'bad-debt']),
      number: z.string(),
      occurredOn: z.string(),
      supplierId: idOf<SupplierId>(),
      supplierName: z.string(),
      /** What was corrected; empty of a bad debt. */
      skuName: z.string(),
      reason: z.string(),
      isReversal: z.boolean(),
      /** In the shop's currency. */
      cost: moneyAmount,
    }),
  ),
});
export type AfterwardsOfMonth = z.output<typeof afterwardsOfMonth>;

export const dashboardContract = {
  /** Prices that took effect in the last 7 days beside those before them, newest first. */
  movedPrices: query('purchasing.read').output(movedPrices),
  /** What a reseller looks at in the morning. Every figure is a sum over rows that a list shows. */
  get: query('stock.read').output(dashboard),
  /** The deliveries behind the dispensed keys, revenue and cost of a span of days. */
  sales: query('stock.read').input(span).output(salesOfSpan),
  /** The price corrections and bad debts behind what a month bears beside its sales, newest first. */
  afterwards: query('accounts.read').input(z.object({ month })).output(afterwardsOfMonth),
  /** The account entries behind the purchases of a span of days. */
  purchases: query('accounts.read').input(span).output(purchasesOfSpan),
};
