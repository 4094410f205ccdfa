import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { DeliveryKind } from '#shared/domain/sales/delivery-kinds.ts';

/*
 * What each SKU sold on each day and what was left for sale, by us or by the tool or shop it was placed in: kept in the
 * transactions that change it, with every sale, and read by the replenishment planner. A day without a row sold nothing and
 * ended as the row before it.
 */

// A clock that was set back writes into the latest day: its end stays what is for sale now.
const noteEnd = writeStatement<{ skuId: number; day: string }>(
  `INSERT INTO sku_days (sku_id, occurred_on, least_available, end_available)
   SELECT k.sku_id, MAX(@day, COALESCE(l.occurred_on, @day)),
     MIN(k.available + k.placed, COALESCE(l.end_available, k.available + k.placed)), k.available + k.placed
   FROM sku_stock k LEFT JOIN (SELECT occurred_on, end_available FROM sku_days WHERE sku_id = @skuId
     ORDER BY occurred_on DESC LIMIT 1) l ON 1
   WHERE k.sku_id = @skuId
   ON CONFLICT (sku_id, occurred_on) DO UPDATE
     SET least_available = MIN(least_available, excluded.end_available), end_available = excluded.end_available`,
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
