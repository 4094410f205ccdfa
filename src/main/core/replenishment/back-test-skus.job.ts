import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ReadDb } from '#core/db/connection.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { BackTestFigures, BackTestGroup } from '#shared/contract/replenishment.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { NO_SKU_RULE } from '#shared/domain/replenishment/replenishment-policy.ts';
import { addDays, type Day, startOfDay } from '#shared/domain/time/business-time.ts';
import { type BackTestAnswer, type BackTestWish, pastSpan, replaySku } from './back-test-sku.job.ts';
import { readPasts, type SkuPast } from './demand-histories.ts';
import { measuredLeadTimes, promisedLeadTime } from './lead-times.ts';
import { type PlannedSku, plannedShop } from './plan-shop.job.repo.ts';
import { reorderOffers } from './reorder-offers.ts';
import { replenishmentPolicy } from './replenishment-policy.ts';
import { readReorderRules } from './replenishment-rules.repo.ts';

export interface BackTestGroupInput extends BackTestWish {
  readonly of: { readonly skuIds: readonly SkuId[] } | { readonly category: string };
  /** The most SKUs that are replayed; of more, those that sold most. */
  readonly most: number;
}

/** The months of several SKUs in use, each replayed with the rule by itself, and what they come to together. */
export async function run(input: BackTestGroupInput, { readDb: db, signal }: ThreadContext): Promise<BackTestGroup> {
  const { today, most } = input;
  const span = pastSpan(today);
  const pasts = readPasts(db, span);
  const known = skusOf(db, input.of).flatMap((sku) => {
    const past = pasts.get(sku.id);
    return past === undefined || past.onSaleFrom === null ? [] : [{ sku, past, sold: soldIn(past) }];
  });
  const chosen = known.toSorted((one, other) => other.sold - one.sold || one.sku.id - other.sku.id).slice(0, most);
  const policy = replenishmentPolicy(db);
  const rules = readReorderRules(db);
  const now = startOfDay(today, 'UTC');
  const measured = measuredLeadTimes(db, now);
  const ids = chosen.map(({ sku }) => sku.id);
  const offers = Map.groupBy(reorderOffers(db, ids, today, now), ({ skuId }) => skuId);
  const skus: (BackTestGroup['skus'][number] & { replay: BackTestAnswer })[] = [];
  for (const { sku, past } of chosen) {
    // Only between turns is it heard that nobody waits any more, as when the rule was changed meanwhile.
    await nextTurn();
    signal.throwIfAborted();
    const { id: skuId, code: skuCode, name: skuName, productName } = sku;
    const leadTime = measured.get(skuId) ?? promisedLeadTime(offers.get(skuId) ?? []);
    const ownRule = rules.get(skuId) ?? NO_SKU_RULE;
    const expired = (from: Day) => plannedShop.expired(db, skuId, from);
    const replay = replaySku({ ...input, ...sku, skuId }, { past, policy, ownRule, leadTime, expired });
    const { happened, withRule } = replay;
    if (happened.days > 0) skus.push({ skuId, skuCode, skuName, productName, happened, withRule, replay });
  }
  const replays = skus.map(({ replay }) => replay);
  const days = Math.max(0, ...replays.map(({ actual }) => actual.length));
  return {
    from: addDays(span.firstDay, span.days - days),
    to: addDays(span.firstDay, span.days - 1),
    actual: together(replays.map(({ actual }) => actual)),
    replayed: together(replays.map(({ replayed }) => replayed)),
    happened: sumOf(
      replays.map(({ happened }) => happened),
      days,
    ),
    withRule: sumOf(
      replays.map(({ withRule }) => withRule),
      days,
    ),
    skus: skus.map(({ replay: _, ...sku }) => sku),
    leftOut: known.length - chosen.length,
  };
}

function skusOf(db: ReadDb, of: BackTestGroupInput['of']): PlannedSku[] {
  const skus = plannedShop.skus(db);
  if ('category' in of) return skus.filter(({ category }) => category === of.category);
  const wanted = new Set(of.skuIds);
  return skus.filter(({ id }) => wanted.has(id));
}

function soldIn({ units, bulk }: SkuPast): number {
  return units.reduce((sum, sold) => sum + sold, 0) + bulk.reduce((sum, sold) => sum + sold, 0);
}

/** Stock of all of them at the end of each day; every list ends with the same day. */
function together(lists: readonly (readonly number[])[]): number[] {
  const days = Math.max(0, ...lists.map(({ length }) => length));
  const sums = new Array<number>(days).fill(0);
  for (const list of lists) {
    const first = days - list.length;
    list.forEach((units, index) => {
      sums[first + index] = (sums[first + index] ?? 0) + units;
    });
  }
  return sums.map((units) => Math.round(units * 10) / 10);
}

/** Each figure added up; stock is the mean over the days of all of them together. */
function sumOf(figures: readonly BackTestFigures[], days: number): BackTestFigures {
  const sum = (read: (one: BackTestFigures) => number): number =>
    Math.round(figures.reduce((total, one) => total + read(one), 0) * 10) / 10;
  return {
    days: sum((one) => one.days),
    stockOutDays: sum((one) => one.stockOutDays),
    averageStock: days === 0 ? 0 : sum((one) => one.averageStock * one.days) / days,
    orders: sum((one) => one.orders),
    unitsOrdered: sum((one) => one.unitsOrdered),
    unitsSold: sum((one) => one.unitsSold),
    unitsLost: sum((one) => one.unitsLost),
    unitsExpired: sum((one) => one.unitsExpired),
  };
}
