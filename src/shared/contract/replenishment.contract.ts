import { z } from 'zod';
import type { PurchaseOrderId, ReorderRunId, SkuId, SupplierId } from '../domain/ids.ts';
import { NEED_STATES } from '../domain/replenishment/need.ts';
import { REORDER_LIMITS } from '../domain/replenishment/reorder-plan.ts';
import { REORDER_TRIGGERS } from '../domain/replenishment/replenishment-policy.ts';
import { MOST_COVER_DAYS } from '../domain/replenishment/replenishment-rule.ts';
import { command, commandInput, day, idOf, moneyAmount, query } from './procedure.ts';
import { seasonProcedures } from './seasons.contract.ts';
import { SUPPLIER_LOST } from './suppliers.contract.ts';

const skuId = idOf<SkuId>();
const supplierId = idOf<SupplierId>();
const runId = idOf<ReorderRunId>();
const quantity = z.number().int().min(1).max(1_000_000);
const units = z.number().int().min(0).max(1_000_000_000);
const amount = moneyAmount.refine((value) => value >= 0);

/** One step of the arithmetic; `code` names the sentence, the rest are its values. */
const planReason = z
  .object({ code: z.string() })
  .catchall(z.union([z.string(), z.number(), z.null(), z.array(z.number())]));
export type PlanLineReason = z.output<typeof planReason>;

/** What a supplier asks: unit costs are landed, in the shop's currency; a purchase costs `fixedCost` beside them. */
const lineOffer = z.object({
  supplierId,
  supplierName: z.string(),
  minimumOrder: z.number(),
  orderMultiple: z.number(),
  fixedCost: moneyAmount,
  tiers: z.array(z.object({ fromQuantity: z.number(), unitCost: moneyAmount })),
  /** What is ordered from here when it is chosen: the need by this supplier's least quantity and multiple. null in plans of older versions. */
  quantity: z.number().nullable().default(null),
});
export type LineOffer = z.output<typeof lineOffer>;

/** One SKU that needs attention. Quantities are keys; costs the shop's currency. */
export const planLine = z.object({
  skuId,
  skuCode: z.string(),
  skuName: z.string(),
  productName: z.string(),
  state: z.enum(NEED_STATES),
  daysOfCover: z.number().nullable(),
  runsOutOn: z.string().nullable(),
  forecastDay: z.string(),
  available: z.number(),
  /** Of those available: placed with a delivery tool or shop that has not sold them yet. */
  placed: z.number(),
  /** Of those placed: for two weeks or more without a recorded sale of any that was placed. */
  unsoldPlaced: z.number().default(0),
  reserved: z.number(),
  /** Sent and not yet received; written and not yet sent. */
  incoming: z.number(),
  drafted: z.number(),
  /** Came and waits to be checked before it is sold; counts as on its way. */
  unchecked: z.number(),
  /** All three: sent orders, drafts and what waits to be checked. */
  onItsWay: z.number(),
  backorders: z.number(),
  /** Units a day, mean of the forecast. */
  daily: z.number(),
  minimum: z.number(),
  maximum: z.number().nullable(),
  position: z.number(),
  /** At the end of the forecast day, with the order. */
  projected: z.number(),
  /** Units sold on each of the last 28 days, yesterday last; units expected on each of the next 28, today first. */
  sold: z.array(z.number()),
  forecast: z.array(z.number()),
  needed: z.number(),
  /** What is proposed, and what is ordered when nobody changes it. */
  quantity: z.number(),
  supplierId: supplierId.nullable(),
  unitCost: moneyAmount.nullable(),
  /** Far below all other offers: never ordered without a person. Plans of older versions do not say it. */
  isSuspect: z.boolean().default(false),
  cost: moneyAmount,
  limit: z.enum(REORDER_LIMITS).nullable(),
  /** Cheapest first; the first two are best and second-best. */
  offers: z.array(lineOffer),
  trigger: z.enum(REORDER_TRIGGERS),
  orderOnce: z.number().nullable(),
  snoozedUntil: z.string().nullable(),
  reasons: z.array(planReason),
});
export type PlanLine = z.output<typeof planLine>;

const planRun = z.object({
  id: runId,
  cause: z.enum(['schedule', 'stock', 'person']),
  ranAt: z.number(),
  plannedOn: z.string(),
  /** SKUs looked at, and of them those with a proposed order. */
  skuCount: z.number(),
  lineCount: z.number(),
  cost: moneyAmount,
});
export type PlanRun = z.output<typeof planRun>;

const policyFields = {
  coverDays: z.number().int().min(1).max(MOST_COVER_DAYS),
  mostTiedUp: amount.nullable(),
  dailyBudget: amount.nullable(),
  monthlyBudget: amount.nullable(),
  isStopped: z.boolean(),
  trigger: z.enum(REORDER_TRIGGERS),
  inStockTarget: z.number().min(0.5).max(0.999),
  deadAfterDays: z.number().int().min(7).max(3650),
  overDays: z.number().int().min(1).max(3650),
  planAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable(),
};

const ruleFields = {
  coverDays: z.number().int().min(1).max(MOST_COVER_DAYS).nullable(),
  minimum: units.nullable(),
  maximum: units.nullable(),
  orderMultiple: quantity,
  mostMoney: amount.nullable(),
  trigger: z.enum(REORDER_TRIGGERS).nullable(),
  preferredSupplierId: supplierId.nullable(),
  snoozedUntil: day.nullable(),
  orderOnce: quantity.nullable(),
};

const supplierLimits = z.object({
  supplierId,
  supplierName: z.string(),
  /** Of the supplier's account; both limits are in it. */
  currency: z.string(),
  settlement: z.string(),
  exposureMaximum: moneyAmount.nullable(),
  minimumBalance: moneyAmount.nullable(),
});
export type SupplierReorderLimits = z.output<typeof supplierLimits>;
const changedLimits = z.object({
  supplierId,
  exposureMaximum: amount.nullable().optional(),
  minimumBalance: amount.nullable().optional(),
});
export type ChangedSupplierLimits = z.output<typeof changedLimits>;

const revision = z.number().int().min(0);

const backTestFigures = z.object({
  days: z.number(),
  stockOutDays: z.number(),
  averageStock: z.number(),
  orders: z.number(),
  unitsOrdered: z.number(),
  unitsSold: z.number(),
  unitsLost: z.number(),
  /** Keys that were too old before anybody bought them. */
  unitsExpired: z.number(),
});
export type BackTestFigures = z.output<typeof backTestFigures>;

const backTestRule = z.union([
  z.object({ kind: z.literal('forecast'), coverDays: z.number().int().min(1).max(MOST_COVER_DAYS) }),
  z.object({ kind: z.literal('min-max'), minimum: units, maximum: units }),
]);
const backTest = z.object({
  from: z.string(),
  to: z.string(),
  /** Keys left at the end of each day: as it was, and with the rule. */
  actual: z.array(z.number()),
  replayed: z.array(z.number()),
  happened: backTestFigures,
  withRule: backTestFigures,
});

const backTestGroup = backTest.extend({
  /** Those that sold most first. */
  skus: z.array(
    z.object({
      skuId,
      skuCode: z.string(),
      skuName: z.string(),
      productName: z.string(),
      happened: backTestFigures,
      withRule: backTestFigures,
    }),
  ),
  /** SKUs beyond the 200 that are replayed that sold less. */
  leftOut: z.number(),
});
export type BackTestGroup = z.output<typeof backTestGroup>;

/** An order would go beyond a limit: `room` is what it leaves, `wanted` what was asked (units for SKU_MAXIMUM and SUPPLIER_STOCK, money else). */
export const LIMIT_REACHED = {
  status: 409,
  data: z.object({
    limit: z.enum(REORDER_LIMITS),
    room: z.number(),
    wanted: z.number(),
    sku: z.string(),
    supplier: z.string(),
  }),
};

const orderErrors = {
  /** More of these SKUs was ordered or came since the plan was made: look at the new one. */
  ORDERED_MEANWHILE: { status: 409, data: z.object({ skus: z.string() }) },
  /** What a SKU costs is not what was shown: look at the new plan. */
  PRICE_CHANGED: { status: 409, data: z.object({ sku: z.string() }) },
  LIMIT_REACHED,
  /** The supplier sells no such quantity: below the smallest order, or no multiple. */
  NOT_ORDERABLE: { status: 422, data: z.object({ sku: z.string(), minimum: z.number(), multiple: z.number() }) },
  SUPPLIER_ARCHIVED: { status: 409, data: z.object({ supplierId: z.number() }) },
  SUPPLIER_LOST,
  OVERRIDE_REASON_NEEDED: { status: 422, data: z.object({ line: z.number() }) },
};

/** 补货: what to order today, why, from whom, and what it costs. */
export const replenishmentContract = {
  /** The latest plan as it was stored, most urgent first, those lines of it that are asked for; without a run yet there is none. */
  plan: query('purchasing.read')
    .input(
      z
        .object({
          /** Part of a code or name. */
          search: z.string().max(100).default(''),
          /** None: every state. */
          states: z.array(z.enum(NEED_STATES)).default([]),
          /** Of the proposed order. */
          supplierId: supplierId.optional(),
          /** SKUs that sleep instead of those that do not; left out: both. */
          isSnoozed: z.boolean().optional(),
          /** Only what needs an order and does not sleep, also where a limit keeps the order back. */
          isNeeded: z.boolean().default(false),
        })
        .default({ search: '', states: [], isNeeded: false }),
    )
    .output(
      z.object({
        run: planRun.nullable(),
        currency: z.string(),
        isStopped: z.boolean(),
        /** Something changed since: a new plan is on its way. */
        isOutdated: z.boolean(),
        lines: z.array(planLine),
      }),
    ),
  /** SKUs in need by the latest plan, without those that sleep. */
  figures: query('purchasing.read').output(
    z.object({
      out: z.number(),
      urgent: z.number(),
      soon: z.number(),
      toOrder: z.number(),
      cost: moneyAmount,
      currency: z.string(),
      ranAt: z.number().nullable(),
    }),
  ),
  /** Makes a plan now, in a job thread, and answers when it is stored. */
  run: command('purchasing.read').input(commandInput({})).output(z.object({ runId })),
  /**
   * Turns lines of a plan into drafts of purchase orders, one per supplier, all or none. Each line says the unit cost that was shown;
   * quantities may be changed within the limits.
   */
  order: command('purchasing.edit')
    .input(
      commandInput({
        runId,
        lines: z
          .array(z.object({ skuId, supplierId, quantity, unitCost: moneyAmount }))
          .min(1)
          .max(500),
      }),
    )
    .errors(orderErrors)
    .output(
      z.object({
        orders: z.array(z.object({ id: idOf<PurchaseOrderId>(), number: z.string() })),
      }),
    ),
  settings: query('purchasing.read').output(
    z.object({ ...policyFields, currency: z.string(), revision, suppliers: z.array(supplierLimits) }),
  ),
  /**
   * Changes the policy, and of the suppliers only what is said: a limit that is left out stays as it is, null takes it away. Limits
   * are in the currency of the supplier's account and not negative.
   */
  changeSettings: command('settings.edit')
    .input(commandInput({ ...policyFields, revision, suppliers: z.array(changedLimits) }))
    .output(z.object({ revision })),
  /** What was said of one SKU; revision 0 where nothing was. */
  rule: query('purchasing.read')
    .input(z.object({ skuId }))
    .output(z.object({ skuId, ...ruleFields, revision })),
  setRule: command('purchasing.edit')
    .input(commandInput({ skuId, ...ruleFields, revision }))
    .output(z.object({ skuId, revision })),
  ...seasonProcedures,
  /** Lets SKUs sleep up to and with a day, or wakes them (null). */
  snooze: command('purchasing.edit')
    .input(commandInput({ skuIds: z.array(skuId).min(1).max(500), until: day.nullable() }))
    .output(z.object({ count: z.number() })),
  /**
   * Replays the past months of one SKU with a rule and sets it beside what happened, in keys. `forecast` follows the SKU's rule as the
   * planner does, but for the days of cover. Days out of stock count as a usual day would have sold: an estimate.
   */
  backTest: query('purchasing.read')
    .input(z.object({ skuId, months: z.number().int().min(1).max(24), rule: backTestRule }))
    .output(backTest),
  /** The same of SKUs in use that are named or of one category, each by itself, and added up. A plain pair is each SKU's own. */
  backTestGroup: query('purchasing.read')
    .input(
      z.object({
        of: z.union([
          z.object({ skuIds: z.array(skuId).min(1).max(1000) }),
          z.object({ category: z.string().max(60) }),
        ]),
        months: z.number().int().min(1).max(24),
        rule: backTestRule,
      }),
    )
    .output(backTestGroup),
};
