import type { ReadDb } from '#core/db/connection.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { type IncomingPart, incomingBySku } from '#core/purchasing/incoming.lookup.ts';
import { purchaseRows } from '#core/reports/concentration.job.repo.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { countStandings } from '#core/suppliers/count-standings.ts';
import { supplierStandings } from '#core/suppliers/standings.lookup.ts';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import type { ReorderRunId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { addMoney, type Money, money, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { forecastNeed } from '#shared/domain/replenishment/forecast-need.ts';
import type { LeadTime } from '#shared/domain/replenishment/lead-time.ts';
import type { Need } from '#shared/domain/replenishment/need.ts';
import { needInKeys, ruleInUses } from '#shared/domain/replenishment/need-in-keys.ts';
import { planReorders } from '#shared/domain/replenishment/plan-reorders.ts';
import {
  effectiveRule,
  isSnoozed,
  NO_SKU_RULE,
  type ReplenishmentPolicy,
  type SkuReorderRule,
  sellableDays,
} from '#shared/domain/replenishment/replenishment-policy.ts';
import { MOST_COVER_DAYS, roundUpTo } from '#shared/domain/replenishment/replenishment-rule.ts';
import { calendarsByCategory } from '#shared/domain/replenishment/season-rules.ts';
import { OVERDUE_COVER_DAYS } from '#shared/domain/replenishment/stock-timeline.ts';
import { addDays, type Day, dayOf, monthOf } from '#shared/domain/time/business-time.ts';
import { emptyPast, HISTORY_DAYS, historyOf, type PastSpan, readPasts, type SkuPast } from './demand-histories.ts';
import { measuredLeadTimes, promisedLeadTime } from './lead-times.ts';
import {
  needsAttention,
  needsOrder,
  type PlannedNeed,
  planLineOf,
  UNSOLD_PLACED_DAYS,
  withLeftOut,
} from './plan-lines.ts';
import { planMarker } from './plan-marker.repo.ts';
import { type PlannedSku, plannedShop, type UnsoldPlaced } from './plan-shop.job.repo.ts';
import { reorderLimits } from './reorder-limits.ts';
import { reorderMoney } from './reorder-money.repo.ts';
import { type PlannedOffer, sortedOffers } from './reorder-offers.ts';
import { type RunCause, storeRun } from './reorder-runs.repo.ts';
import { uncheckedKeys } from './reorder-stock.repo.ts';
import { replenishmentPolicy } from './replenishment-policy.ts';
import { readReorderRules } from './replenishment-rules.repo.ts';

export interface PlanShopInput {
  readonly today: Day;
  readonly now: number;
  readonly cause: RunCause;
}

const DAY_MILLISECONDS = 86_400_000;
/** What a buyer still waits for after so long is no longer owed, or nobody would have kept the order open. */
const BACKORDER_MILLISECONDS = 30 * DAY_MILLISECONDS;
const DEPENDENCE_DAYS = 91;
/** No forecast looks further ahead. */
const HORIZON_DAYS = 2 * MOST_COVER_DAYS;

/** Makes the plan of the whole shop from one moment's reading, and stores it in one turn. */
export async function run(input: PlanShopInput, thread: ThreadContext): Promise<{ runId: ReorderRunId }> {
  const { today, now, cause } = input;
  await countStandings(thread, today, now);
  const marker = planMarker(thread.readDb);
  const { lines, skuCount } = planShop(thread.readDb, input, thread.signal);
  const awake = lines.filter((line) => line.snoozedUntil === null);
  const needed = lines.filter(needsOrder);
  const stateCount = (state: PlanLine['state']): number => awake.filter((line) => line.state === state).length;
  const runId = await thread.writeTurn((tx) =>
    storeRun(
      tx,
      {
        cause,
        ranAt: now,
        plannedOn: today,
        skuCount,
        lineCount: lines.filter(({ quantity }) => quantity > 0).length,
        cost: sumMoney(lines.map(({ cost }) => cost)),
        summary: {
          out: stateCount('out'),
          urgent: stateCount('urgent'),
          soon: stateCount('soon'),
          needed: needed.length,
          blocked: needed.filter(({ quantity }) => quantity === 0).length,
          marker,
        },
      },
      lines.map((line) => ({ skuId: line.skuId, text: JSON.stringify(line) })),
    ),
  );
  return { runId };
}

function planShop(db: ReadDb, input: PlanShopInput, signal: AbortSignal): { lines: PlanLine[]; skuCount: number } {
  const { today, now } = input;
  const policy = replenishmentPolicy(db);
  const skus = plannedShop.skus(db);
  const { planned: offers, leftOut } = sortedOffers(
    db,
    skus.map(({ id }) => id),
    today,
    now,
  );
  const offersBySku = Map.groupBy(offers, ({ skuId }) => skuId);
  const leftOutBySku = Map.groupBy(leftOut, ({ skuId }) => skuId);
  const needs = readNeeds(db, input, policy, skus, offersBySku, signal);
  const limits = reorderLimits(db, policy, today, purchasedBySupplier(db, today));
  const standings = supplierStandings(db);
  const awake = needs.filter(({ rule }) => !isSnoozed(rule, today)).map(({ need }) => need);
  const plan = planReorders(awake, offers, limits, today);
  const planned = new Map(plan.lines.map((line) => [line.skuId, line]));
  const order = new Map(plan.lines.map((line, index) => [line.skuId, index]));
  const lines = needs
    .filter(needsAttention)
    .map((one) =>
      planLineOf(one, planned.get(one.need.skuId) ?? null, offersBySku.get(one.need.skuId) ?? [], today, standings),
    )
    .map((line) => withLeftOut(line, leftOutBySku.get(line.skuId) ?? []))
    .sort((left, right) => (order.get(left.skuId) ?? LAST) - (order.get(right.skuId) ?? LAST));
  return { lines, skuCount: skus.length };
}

const LAST = Number.MAX_SAFE_INTEGER;

function readNeeds(
  db: ReadDb,
  { today, now }: PlanShopInput,
  policy: ReplenishmentPolicy,
  skus: readonly PlannedSku[],
  offersBySku: ReadonlyMap<SkuId, readonly PlannedOffer[]>,
  signal: AbortSignal,
): PlannedNeed[] {
  const { timeZone } = shopSettings(db);
  const span: PastSpan = { firstDay: addDays(today, -HISTORY_DAYS), days: HISTORY_DAYS };
  const pasts = readPasts(db, span);
  const rules = readReorderRules(db);
  const forSale = plannedShop.forSale(db, today);
  const usesLeft = plannedShop.usesLeft(db, today);
  const perishing = plannedShop.perishing(db, today, addDays(today, HORIZON_DAYS));
  const placedBefore = now - UNSOLD_PLACED_DAYS * DAY_MILLISECONDS;
  const unsoldPlaced = plannedShop.unsoldPlaced(db, placedBefore, monthOf(dayOf(placedBefore, timeZone)));
  const backorders = plannedShop.backorders(db, now - BACKORDER_MILLISECONDS);
  const incoming = incomingBySku(db);
  const drafted = draftedBySku(db);
  const unchecked = uncheckedKeys(
    db,
    skus.map(({ id }) => id),
    today,
  );
  const leadTimes = measuredLeadTimes(db, now);
  const longest = HISTORY_DAYS + HORIZON_DAYS;
  const calendarOf = calendarsByCategory(span.firstDay, longest, policy.seasons);
  return skus.map((sku): PlannedNeed => {
    signal.throwIfAborted();
    const rule = rules.get(sku.id) ?? NO_SKU_RULE;
    const past = pasts.get(sku.id) ?? emptyPast(HISTORY_DAYS);
    const leadTime = leadTimes.get(sku.id) ?? promisedLeadTime(offersBySku.get(sku.id) ?? []);
    const uses = sku.usesPerKey;
    const parts = incoming.get(sku.id)?.parts ?? [];
    const draftedUnits = drafted.get(sku.id) ?? 0;
    const uncheckedUnits = unchecked.get(sku.id) ?? 0;
    const undated = draftedUnits + uncheckedUnits;
    const ruleOfSku = ruleInUses(effectiveRule(policy, rule, sku), uses);
    const need = forecastNeed({
      skuId: sku.id,
      history: historyOf(past, span),
      calendar: calendarOf(sku.category),
      rule: ruleOfSku,
      leadTime,
      available: uses > 1 ? (usesLeft.get(sku.id) ?? 0) : (forSale.get(sku.id)?.quantity ?? 0),
      perishing: perishing.get(sku.id) ?? [],
      reserved: sku.reserved,
      backorders: backorders.get(sku.id) ?? 0,
      incoming: [
        ...parts.map((part) => ({ quantity: part.quantity * uses, dueOn: dueOnOf(part, leadTime, timeZone, today) })),
        ...(undated > 0 ? [{ quantity: undated * uses, dueOn: null }] : []),
      ],
    });
    return {
      sku,
      rule,
      trigger: rule.trigger ?? policy.trigger,
      shelfLife: shelfLifeOf(rule.coverDays ?? policy.coverDays, sku),
      need: orderedOnce(needInKeys(need, uses), rule),
      past: recentSales(past).map((units) => units / uses),
      available: forSale.get(sku.id)?.quantity ?? 0,
      placed: forSale.get(sku.id)?.placed ?? 0,
      unsoldPlaced: unsoldOf(unsoldPlaced.get(sku.id), now),
      incoming: incoming.get(sku.id)?.quantity ?? 0,
      drafted: draftedUnits,
      unchecked: uncheckedUnits,
      backorders: (backorders.get(sku.id) ?? 0) / uses,
    };
  });
}

/** What kept an order from covering as many days as was asked; null: nothing. */
function shelfLifeOf(wanted: number, sku: PlannedSku): PlannedNeed['shelfLife'] {
  const days = sellableDays(sku);
  return days === null || days >= wanted ? null : { days, wanted };
}

function unsoldOf(unsold: UnsoldPlaced | undefined, now: number): PlannedNeed['unsoldPlaced'] {
  if (!unsold) return null;
  return { units: unsold.units, days: Math.floor((now - unsold.placedAt) / DAY_MILLISECONDS) };
}

/** The day it was promised for; where nobody promised any, the day by which nine of ten come, once that is far behind. */
function dueOnOf({ expectedOn, sentAt }: IncomingPart, { p90 }: LeadTime, timeZone: string, today: Day): Day | null {
  if (expectedOn !== null || sentAt === null) return expectedOn;
  const usual = addDays(dayOf(sentAt, timeZone), Math.ceil(p90));
  return addDays(usual, OVERDUE_COVER_DAYS) < today ? usual : null;
}

/** What the owner wants once is ordered whatever the need, until an order was written for it. */
function orderedOnce(need: Need, { orderOnce }: SkuReorderRule): Need {
  if (orderOnce === null) return need;
  const quantity = roundUpTo(orderOnce, need.orderMultiple);
  const quantityBesideLate = Math.max(quantity, need.quantityBesideLate);
  if (orderOnce <= need.quantity) return { ...need, quantityBesideLate };
  const state = need.state === 'out' || need.state === 'urgent' ? need.state : 'soon';
  return { ...need, state, quantity, quantityBesideLate };
}

const DRAWN_DAYS = 28;

function recentSales({ units, bulk }: SkuPast): number[] {
  const from = units.length - DRAWN_DAYS;
  return Array.from({ length: DRAWN_DAYS }, (_, index) => (units[from + index] ?? 0) + (bulk[from + index] ?? 0));
}

/** Written and not yet sent: it would be ordered twice if it did not count. */
function draftedBySku(db: ReadDb): Map<SkuId, number> {
  const drafted = new Map<SkuId, number>();
  for (const { skuId, isSent, quantity } of reorderMoney.openLines(db)) {
    if (isSent === 0) drafted.set(skuId, (drafted.get(skuId) ?? 0) + quantity);
  }
  return drafted;
}

/** What was bought of late, as the concentration report counts it: returns and undone imports taken off. */
function purchasedBySupplier(db: ReadDb, today: Day): Map<SupplierId, Money> {
  const purchased = new Map<SupplierId, Money>();
  for (const { supplierId, amount } of purchaseRows.shares(db, {
    from: addDays(today, 1 - DEPENDENCE_DAYS),
    to: today,
  })) {
    purchased.set(supplierId, addMoney(purchased.get(supplierId) ?? ZERO_MONEY, money(amount)));
  }
  return new Map([...purchased].filter(([, amount]) => amount > 0));
}
