import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { BackTestFigures } from '#shared/contract/replenishment.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import {
  type BackTestHistory,
  type BackTestRule,
  type BackTestSku,
  backTestSku,
  fillStockOuts,
} from '#shared/domain/replenishment/back-test.ts';
import type { LeadTime } from '#shared/domain/replenishment/lead-time.ts';
import { ruleInUses } from '#shared/domain/replenishment/need-in-keys.ts';
import {
  effectiveRule,
  NO_SKU_RULE,
  type ReplenishmentPolicy,
  type SkuReorderRule,
  sellableDays,
} from '#shared/domain/replenishment/replenishment-policy.ts';
import { MOST_COVER_DAYS } from '#shared/domain/replenishment/replenishment-rule.ts';
import { dayCalendar } from '#shared/domain/replenishment/season-calendar.ts';
import { seasonsOf } from '#shared/domain/replenishment/season-rules.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import { HISTORY_DAYS, type PastSpan, readPast, type SkuPast } from './demand-histories.ts';
import { leadTimeOfSku } from './lead-times.ts';
import { plannedShop } from './plan-shop.job.repo.ts';
import { replenishmentPolicy } from './replenishment-policy.ts';
import { findReorderRule } from './replenishment-rules.repo.ts';

/** What a back-test needs of a SKU's master data. */
export interface BackTestedSku {
  readonly skuId: SkuId;
  readonly category: string;
  readonly minimumStock: number;
  readonly shelfLifeDays: number | null;
  readonly minimumDaysLeft: number;
  readonly usesPerKey: number;
}

export interface BackTestWish {
  readonly months: number;
  readonly today: Day;
  /** Of keys. */
  readonly rule:
    | { readonly kind: 'forecast'; readonly coverDays: number }
    | { readonly kind: 'min-max'; readonly minimum: number; readonly maximum: number };
}

export type BackTestJobInput = BackTestedSku & BackTestWish;

export interface BackTestAnswer {
  readonly from: Day;
  readonly to: Day;
  readonly actual: number[];
  readonly replayed: number[];
  readonly happened: BackTestFigures;
  readonly withRule: BackTestFigures;
}

const MONTH_DAYS = 30.4;
/** A rule that knows nothing of a SKU orders nothing: its first weeks, at most half of its time on sale, are only looked at. */
const LEARNING_DAYS = 28;

/** One SKU's months replayed with a rule, beside what happened. */
export function run(input: BackTestJobInput, { readDb: db }: ThreadContext): BackTestAnswer {
  const { skuId, today } = input;
  return replaySku(input, {
    past: readPast(db, skuId, pastSpan(today)),
    policy: replenishmentPolicy(db),
    ownRule: findReorderRule(db, skuId) ?? NO_SKU_RULE,
    leadTime: leadTimeOfSku(db, skuId, today),
    expired: (from) => plannedShop.expired(db, skuId, from),
  });
}

/** The two years that forecasts look at. */
export function pastSpan(today: Day): PastSpan {
  return { firstDay: addDays(today, -HISTORY_DAYS), days: HISTORY_DAYS };
}

/** What was read of a SKU for its replay. */
export interface ReplayedPast {
  readonly past: SkuPast;
  readonly policy: ReplenishmentPolicy;
  readonly ownRule: SkuReorderRule;
  readonly leadTime: LeadTime;
  /** Keys that really expired from a day on. */
  readonly expired: (from: Day) => number;
}

/** Replayed by uses, as forecast; answered in keys. */
export function replaySku(input: BackTestJobInput, replayed: ReplayedPast): BackTestAnswer {
  const { past, policy, ownRule, leadTime, expired } = replayed;
  const { skuId, category, usesPerKey: uses, today, months } = input;
  const span = pastSpan(today);
  const lead = Math.min(255, Math.ceil(leadTime.p50));
  const onSaleFrom = past.onSaleFrom ?? HISTORY_DAYS;
  const learned = onSaleFrom + Math.min(LEARNING_DAYS, Math.floor((HISTORY_DAYS - onSaleFrom) / 2));
  const from = Math.max(HISTORY_DAYS - Math.round(months * MONTH_DAYS), learned);
  const sku: BackTestSku = {
    skuId,
    demand: fillStockOuts(past.units, past.outOfStock, from),
    bulk: past.bulk,
    outOfStock: past.outOfStock,
    onSaleFrom: past.onSaleFrom,
    openingStock: (past.endStock[Math.max(0, from - 1)] ?? 0) * uses,
    leadDays: new Uint8Array(HISTORY_DAYS).fill(lead),
    leadTime,
    sellableDays: sellableDays(input),
  };
  const calendar = dayCalendar(span.firstDay, HISTORY_DAYS + 2 * MOST_COVER_DAYS, seasonsOf(policy.seasons, category));
  const history: BackTestHistory = { calendar, from, to: HISTORY_DAYS, skus: [sku] };
  const stock: number[] = [];
  const rule = ruleOf(input, policy, ownRule);
  const result = backTestSku(history, sku, rule, (units) => stock.push(inKeys(units, uses)));
  const { days, stockOutDays, stockDays, orders } = result;
  return {
    from: addDays(span.firstDay, from),
    to: addDays(span.firstDay, HISTORY_DAYS - 1),
    actual: [...past.endStock.subarray(from)],
    replayed: stock,
    happened: {
      ...happenedIn(past, sku.demand, from, uses),
      unitsExpired: expired(addDays(span.firstDay, from)),
    },
    withRule: {
      days,
      stockOutDays,
      orders,
      averageStock: days === 0 ? 0 : stockDays / days / uses,
      unitsOrdered: inKeys(result.unitsOrdered, uses),
      unitsSold: inKeys(result.unitsSold, uses),
      unitsLost: inKeys(result.unitsLost, uses),
      unitsExpired: inKeys(result.unitsExpired, uses),
    },
  };
}

/** The rule as the planner would follow it, in uses: no more days are covered than new keys can be sold for. */
function ruleOf(
  { rule, ...sku }: BackTestJobInput,
  policy: ReplenishmentPolicy,
  ownRule: SkuReorderRule,
): BackTestRule {
  const { usesPerKey: uses } = sku;
  if (rule.kind === 'min-max') return { ...rule, minimum: rule.minimum * uses, maximum: rule.maximum * uses };
  const own = effectiveRule(policy, { ...ownRule, coverDays: rule.coverDays }, sku);
  return { kind: 'forecast', rule: ruleInUses(own, uses) };
}

function inKeys(units: number, uses: number): number {
  return Math.round((units / uses) * 10) / 10;
}

/**
 * The same figures of what really was. An order is a day on which more came than went; keys with several uses do not go with
 * each sale, so of them it is a day that ended with more.
 */
function happenedIn(
  past: SkuPast,
  demand: Uint32Array,
  from: number,
  uses: number,
): Omit<BackTestFigures, 'unitsExpired'> {
  let [stockOutDays, stock, orders, unitsOrdered, unitsSold, unitsLost] = [0, 0, 0, 0, 0, 0];
  for (let day = from; day < HISTORY_DAYS; day += 1) {
    const sold = (past.units[day] ?? 0) + (past.bulk[day] ?? 0);
    const before = day === 0 ? 0 : (past.endStock[day - 1] ?? 0);
    const gone = uses === 1 ? sold + (past.replaced[day] ?? 0) : 0;
    const came = (past.endStock[day] ?? 0) - before + gone;
    if (came > 0) {
      orders += 1;
      unitsOrdered += came;
    }
    const lost = (demand[day] ?? 0) - (past.units[day] ?? 0);
    unitsLost += lost;
    stockOutDays += lost > 0 ? 1 : 0;
    stock += past.endStock[day] ?? 0;
    unitsSold += sold;
  }
  const days = HISTORY_DAYS - from;
  return {
    days,
    stockOutDays,
    averageStock: days === 0 ? 0 : stock / days,
    orders,
    unitsOrdered,
    unitsSold: inKeys(unitsSold, uses),
    unitsLost: inKeys(unitsLost, uses),
  };
}
