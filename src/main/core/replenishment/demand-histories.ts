import type { ReadDb } from '#core/db/connection.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { type DemandHistory, RECENT_DAYS } from '#shared/domain/replenishment/demand-history.ts';
import { type LargeOrder, LEAST_BULK_ORDER, oneOffOrders } from '#shared/domain/replenishment/one-off-orders.ts';
import { type Day, daysBetween, monthOf } from '#shared/domain/time/business-time.ts';
import { plannedShop, type SkuDayRow } from './plan-shop.job.repo.ts';

/** Two years: every season was seen twice. */
export const HISTORY_DAYS = 730;

/** One SKU's past by day, index 0 is the first day looked at, the last one is yesterday. */
export interface SkuPast {
  /** Units of orders without one-off bulk. */
  readonly units: Uint32Array;
  readonly bulk: Uint32Array;
  readonly replaced: Uint32Array;
  /** 1 where there was nothing to sell at some time of the day. */
  readonly outOfStock: Uint8Array;
  /** Keys for sale at the end of the day. */
  readonly endStock: Uint32Array;
  onSaleFrom: number | null;
}

export interface PastSpan {
  readonly firstDay: Day;
  /** Days up to and with yesterday. */
  readonly days: number;
}

/** The past of every SKU that ever sold or had stock; one pass over the projection. */
export function readPasts(db: ReadDb, span: PastSpan): Map<SkuId, SkuPast> {
  const pasts = pastsOf(plannedShop.days(db), span);
  takeBulkOut(db, pasts, span);
  return pasts;
}

/** The past of one SKU; empty where it never sold nor had stock. */
export function readPast(db: ReadDb, skuId: SkuId, span: PastSpan): SkuPast {
  const pasts = pastsOf(plannedShop.daysOfSku(db, skuId), span);
  const past = pasts.get(skuId) ?? emptyPast(span.days);
  takeBulkOut(db, new Map([[skuId, past]]), span);
  return past;
}

/** As the forecast reads it. */
export function historyOf(past: SkuPast, { days }: PastSpan): DemandHistory {
  const { units, outOfStock, onSaleFrom } = past;
  return {
    days,
    units,
    outOfStock,
    onSaleFrom,
    recentBulk: recentSum(past.bulk, days),
    recentReplacements: recentSum(past.replaced, days),
  };
}

export function emptyPast(days: number): SkuPast {
  return {
    units: new Uint32Array(days),
    bulk: new Uint32Array(days),
    replaced: new Uint32Array(days),
    outOfStock: new Uint8Array(days),
    endStock: new Uint32Array(days),
    onSaleFrom: null,
  };
}

function recentSum(values: Uint32Array, days: number): number {
  return values.subarray(Math.max(0, days - RECENT_DAYS), days).reduce((sum, value) => sum + value, 0);
}

/**
 * Rows come by SKU of the ledger and day; days between two rows end as the first of them did. What a SKU and those merged into it
 * had for sale is added up, so that neither is out of stock while the other sells.
 */
function pastsOf(rows: Iterable<SkuDayRow>, { firstDay, days }: PastSpan): Map<SkuId, SkuPast> {
  const pasts = new Map<SkuId, SkuPast>();
  const leastStock = new Map<SkuId, Uint32Array>();
  const indexes = dayIndexes(firstDay);
  let ownId: SkuId | null = null;
  let past = emptyPast(0);
  let least: Uint32Array = new Uint32Array(0);
  let end = 0;
  let filledTo = 0;
  const fillTo = (to: number): void => {
    for (let day = filledTo; day < to; day += 1) {
      past.endStock[day] = (past.endStock[day] ?? 0) + end;
      least[day] = (least[day] ?? 0) + end;
    }
    filledTo = Math.max(filledTo, to);
  };
  for (const row of rows) {
    const index = indexes(row.on);
    const within = Math.max(0, Math.min(index, days));
    if (row.ownId !== ownId) {
      fillTo(ownId === null ? 0 : days);
      ownId = row.ownId;
      past = pasts.get(row.skuId) ?? emptyPast(days);
      least = leastStock.get(row.skuId) ?? new Uint32Array(days);
      pasts.set(row.skuId, past);
      leastStock.set(row.skuId, least);
      past.onSaleFrom = Math.min(past.onSaleFrom ?? days, within);
      end = 0;
      filledTo = within;
    }
    fillTo(within);
    end = row.end;
    if (index < 0 || index >= days) continue;
    past.units[index] = (past.units[index] ?? 0) + row.sold;
    past.replaced[index] = (past.replaced[index] ?? 0) + row.replaced;
    past.endStock[index] = (past.endStock[index] ?? 0) + end;
    least[index] = (least[index] ?? 0) + Math.max(0, row.least);
    filledTo = index + 1;
  }
  fillTo(ownId === null ? 0 : days);
  for (const [skuId, one] of pasts) markOutOfStock(one, leastStock.get(skuId) ?? new Uint32Array(0), days);
  return pasts;
}

function markOutOfStock({ outOfStock, onSaleFrom }: SkuPast, least: Uint32Array, days: number): void {
  for (let day = onSaleFrom ?? days; day < days; day += 1) outOfStock[day] = least[day] === 0 ? 1 : 0;
}

/** The index of a day, remembered: thousands of SKUs name the same ones. */
function dayIndexes(firstDay: Day): (day: string) => number {
  const known = new Map<string, number>();
  return (day) => {
    let index = known.get(day);
    if (index === undefined) {
      index = daysBetween(firstDay, day as Day);
      known.set(day, index);
    }
    return index;
  };
}

function takeBulkOut(db: ReadDb, pasts: ReadonlyMap<SkuId, SkuPast>, { firstDay, days }: PastSpan): void {
  const indexes = dayIndexes(firstDay);
  const orders = new Map<SkuId, LargeOrder[]>();
  for (const { skuId, on, quantity, buyer } of plannedShop.largeOrders(db, monthOf(firstDay), LEAST_BULK_ORDER)) {
    const day = indexes(on);
    if (day < 0 || day >= days || !pasts.has(skuId)) continue;
    const known = orders.get(skuId);
    if (known) known.push({ day, quantity, buyer });
    else orders.set(skuId, [{ day, quantity, buyer }]);
  }
  if (orders.size === 0) return;
  const sizes = recentSizes(db, firstDay, days);
  for (const [skuId, large] of orders) {
    const past = pasts.get(skuId);
    if (!past) continue;
    for (const { day, quantity } of oneOffOrders(large, sizes.get(skuId) ?? new Map(), dailyUnits(past, days))) {
      past.units[day] = Math.max(0, (past.units[day] ?? 0) - quantity);
      past.bulk[day] = (past.bulk[day] ?? 0) + quantity;
    }
  }
}

function recentSizes(db: ReadDb, firstDay: Day, days: number): Map<SkuId, Map<number, number>> {
  const from = new Date(Date.parse(`${firstDay}T00:00:00Z`) + Math.max(0, days - RECENT_DAYS) * 86_400_000);
  const day = from.toISOString().slice(0, 10) as Day;
  const sizes = new Map<SkuId, Map<number, number>>();
  for (const { skuId, quantity, orders } of plannedShop.orderSizes(db, { month: monthOf(day), from: day })) {
    const known = sizes.get(skuId) ?? new Map<number, number>();
    known.set(quantity, orders);
    sizes.set(skuId, known);
  }
  return sizes;
}

function dailyUnits({ units, onSaleFrom }: SkuPast, days: number): number {
  const from = Math.max(0, days - RECENT_DAYS, onSaleFrom ?? 0);
  const sold = units.subarray(from, days).reduce((sum, value) => sum + value, 0);
  return sold / Math.max(1, days - from);
}
