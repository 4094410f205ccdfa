import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { DeliveryKind } from '#shared/domain/sales/delivery-kinds.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/*
 * What each SKU sold on each day and what was left for sale, by us or by the tool or shop it was placed in, without what was too near
 * its end for buyers: kept in the transactions that change it, with every sale, and each day for what time alone changed. Read by the
 * replenishment planner and the reports. A day without a row sold nothing and ended as the row before it.
 */

/**
 * What of a SKU `k` of the stock, `m` of the catalogue, is too near its end on the day `t.day` to be sold by itself. Where buyers
 * are to have no certain days, what has ended is taken off by its expiry, and nothing need be looked up with every sale.
 */
const TOO_NEAR_END = `CASE WHEN m.minimum_days_left > 0 THEN
   (SELECT COALESCE(SUM(x.available), 0) FROM batch_stock x INDEXED BY batch_stock_issue
     WHERE x.sku_id = k.sku_id AND x.available > 0
       AND x.expires_on < date(t.day, '+' || m.minimum_days_left || ' days'))
   + CASE WHEN k.placed > 0 THEN (SELECT COALESCE(SUM(x.placed), 0) FROM batch_stock x INDEXED BY batch_stock_sku
     WHERE x.sku_id = k.sku_id AND x.placed > 0
       AND x.expires_on < date(t.day, '+' || m.minimum_days_left || ' days')) ELSE 0 END
 ELSE 0 END`;

// A clock that was set back writes into the latest day: its end stays what is for sale now.
const noteEnd = writeStatement<{ skuId: number; day: string }>(
  `INSERT INTO sku_days (sku_id, occurred_on, least_available, end_available)
   SELECT n.sku_id, n.day, MIN(n.sellable, COALESCE(n.before, n.sellable)), n.sellable
   FROM (SELECT k.sku_id, t.day, t.before, k.available + k.placed - ${TOO_NEAR_END} AS sellable
     FROM (SELECT MAX(@day, COALESCE(l.occurred_on, @day)) AS day, l.end_available AS before
       FROM (SELECT 1) LEFT JOIN (SELECT occurred_on, end_available FROM sku_days WHERE sku_id = @skuId
         ORDER BY occurred_on DESC LIMIT 1) l ON 1) t
     JOIN sku_stock k ON k.sku_id = @skuId JOIN skus m ON m.id = k.sku_id) n WHERE 1
   ON CONFLICT (sku_id, occurred_on) DO UPDATE
     SET least_available = MIN(least_available, excluded.end_available), end_available = excluded.end_available`,
);
const selectEnded = readStatement<{ today: string; through: string }, { skuId: number; day: string }>(
  `SELECT e.skuId, e.day FROM (
     SELECT s.sku_id AS skuId, date(s.expires_on, '-' || k.minimum_days_left || ' days', '+1 day') AS day
     FROM batch_stock s INDEXED BY batch_stock_expiry CROSS JOIN skus k ON k.id = s.sku_id
     WHERE s.on_hand > 0 AND s.expires_on <= @through AND s.available + s.placed > 0 AND k.minimum_days_left > 0) e
   WHERE e.day <= @today AND e.day > (SELECT MAX(d.occurred_on) FROM sku_days d WHERE d.sku_id = e.skuId)`,
);
const addToDay = writeStatement<{ skuId: number; day: string; sold: number; replaced: number }>(
  `UPDATE sku_days SET sold = sold + CAST(@sold AS INTEGER), replaced = replaced + CAST(@replaced AS INTEGER)
   WHERE sku_id = @skuId AND occurred_on = @day`,
);
const addDemand = writeStatement<{ skuId: number; day: string; sold: number; replaced: number }>(
  `INSERT INTO sku_days (sku_id, occurred_on, sold, replaced, least_available, end_available)
   SELECT @skuId, @day, CAST(@sold AS INTEGER), CAST(@replaced AS INTEGER), l.available, l.available
   FROM (SELECT COALESCE((SELECT end_available FROM sku_days WHERE sku_id = @skuId AND occurred_on < @day
     ORDER BY occurred_on DESC LIMIT 1), 0) AS available) l`,
);
const selectSold = readStatement<{ skuId: number; from: string; to: string }, { sold: number }>(
  `SELECT COALESCE(SUM(CAST(d.sold AS REAL) / k.uses_per_key), 0) AS sold
   FROM skus k JOIN sku_days d ON d.sku_id = k.id
   WHERE (k.id = @skuId OR k.merged_into_id = @skuId) AND d.occurred_on >= @from AND d.occurred_on < @to`,
);

/** Keys of a SKU, and of those merged into it, that were sold from a day to before another; several uses are one key. */
export function keysSold(db: Readable, skuId: number, span: { from: string; to: string }): number {
  return selectSold.get(db, { skuId, ...span })?.sold ?? 0;
}

/** After the stock of a SKU changed: what is left for sale now, and whether it was ever less today. */
export function noteStockOfDay(tx: WriteTx, skuId: number, day: string): void {
  noteEnd.run(tx, { skuId, day });
}

/**
 * Days on which keys of a SKU first were too near their end to be sold, up to today and after everything that was noted of it, the
 * earliest first: nothing moved then, and yet less was for sale. Lots that end after `through` are not looked at.
 */
export function daysOfEndedSale(db: Readable, today: Day, through: Day): { skuId: number; day: string }[] {
  const ended = selectEnded.all(db, { today, through });
  return ended.sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)));
}

/** What a delivery says about demand. Gifts and tests are no demand; what goes out for bad keys is counted apart. */
export function noteDemand(
  tx: WriteTx,
  delivery: { skuId: number; occurredOn: string; kind: DeliveryKind; quantity: number },
): void {
  const { skuId, occurredOn: day, kind, quantity } = delivery;
  if (kind === 'gift' || kind === 'test') return;
  const isSale = kind === 'sale' || kind === 'rest';
  const demand = { skuId, day, sold: isSale ? quantity : 0, replaced: isSale ? 0 : quantity };
  if (addToDay.run(tx, demand).changes === 0) addDemand.run(tx, demand);
}
