import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/*
 * What the planner reads of the shop's stock, asked again of some SKUs while an order is written: the same rows as in
 * plan-shop.job.repo.ts, with those of the SKUs that were merged into them.
 */

/** SKUs as a JSON array, and the day. */
type StockQuery = { skuIds: string; today: string };

const OWN = `own AS (
    SELECT k.id, COALESCE(k.merged_into_id, k.id) AS root, k.uses_per_key, date(@today, '+' || k.minimum_days_left || ' days') AS last
    FROM skus k WHERE COALESCE(k.merged_into_id, k.id) IN (SELECT value FROM json_each(@skuIds)))`;
const selectKeys = readStatement<StockQuery, { skuId: SkuId; quantity: number }>(
  `WITH ${OWN} SELECT own.root AS skuId, SUM(b.available + b.placed) AS quantity
   FROM own JOIN batch_stock b ON b.sku_id = own.id
   WHERE b.available + b.placed > 0 AND b.held_by_document_id IS NULL AND b.expires_on >= own.last GROUP BY 1`,
);
const selectUsesInKeys = readStatement<StockQuery, { skuId: SkuId; quantity: number }>(
  `WITH ${OWN} SELECT own.root AS skuId, SUM(CAST(c.uses_left AS REAL) / own.uses_per_key) AS quantity
   FROM own CROSS JOIN batches b ON b.sku_id = own.id CROSS JOIN card_keys c ON c.batch_id = b.id
   WHERE own.uses_per_key > 1 AND b.state = 'posted' AND c.state IN ('available', 'placed') AND c.expires_on >= own.last GROUP BY 1`,
);
const selectBackorders = readStatement<StockQuery & { from: number }, { skuId: SkuId; quantity: number }>(
  `WITH ${OWN} SELECT own.root AS skuId,
     SUM(CAST(l.ordered_quantity - l.delivered_quantity AS REAL) / own.uses_per_key) AS quantity
   FROM shop_orders o JOIN shop_order_lines l ON l.order_id = o.id JOIN own ON own.id = l.sku_id
   WHERE o.first_delivered_at >= @from AND l.ordered_quantity > l.delivered_quantity GROUP BY 1`,
);

// Keys that came in quarantine and were not touched since. Of a batch that waits whole any key speaks for all: what was frozen or
// came back stands in quarantine by a paper of its own.
const selectUnchecked = readStatement<StockQuery, { skuId: SkuId; quantity: number }>(
  `WITH ${OWN} SELECT own.root AS skuId, b.quarantined AS quantity FROM own JOIN batch_stock b ON b.sku_id = own.id
   WHERE b.quarantined > 0 AND b.available = 0 AND b.reserved = 0 AND b.placed = 0 AND b.delivered = 0
     AND b.held_by_document_id IS NULL AND b.expires_on >= own.last
     AND NOT EXISTS (SELECT 1 FROM supplier_losses x WHERE x.supplier_id = b.supplier_id AND x.withdrawn_at IS NULL)
     AND NOT EXISTS (SELECT 1 FROM key_events e WHERE e.to_state = 'quarantined' AND e.key_id = (SELECT c.id FROM card_keys c
       WHERE c.batch_id = b.batch_id AND c.state = 'quarantined' AND c.expires_on = b.expires_on ORDER BY c.id LIMIT 1))`,
);

/** After so long, what a buyer was not given is no longer owed. */
const BACKORDER_MILLISECONDS = 30 * 86_400_000;

/** Keys of these SKUs that can be sold now, by us or where they were placed. */
export function availableKeys(db: Readable, skuIds: readonly SkuId[], today: Day): ReadonlyMap<SkuId, number> {
  return bySku(selectKeys.all(db, { skuIds: JSON.stringify(skuIds), today }));
}

/** Keys of these SKUs that came and wait to be checked before they are sold: they need not be ordered again. */
export function uncheckedKeys(db: Readable, skuIds: readonly SkuId[], today: Day): ReadonlyMap<SkuId, number> {
  const waiting = new Map<SkuId, number>();
  for (const { skuId, quantity } of selectUnchecked.all(db, { skuIds: JSON.stringify(skuIds), today })) {
    waiting.set(skuId, (waiting.get(skuId) ?? 0) + quantity);
  }
  return waiting;
}

/**
 * What is left in the keys, in whole ones, where keys have several uses, less what buyers still wait for. Every SKU that is
 * asked for has its entry. Looks through the shop's orders: ask only where it is needed.
 */
export function sellableKeys(
  db: Readable,
  skuIds: readonly SkuId[],
  today: Day,
  now: number,
): ReadonlyMap<SkuId, number> {
  if (skuIds.length === 0) return new Map();
  const query: StockQuery = { skuIds: JSON.stringify(skuIds), today };
  const keys = bySku(selectKeys.all(db, query));
  const uses = bySku(selectUsesInKeys.all(db, query));
  const backorders = bySku(selectBackorders.all(db, { ...query, from: now - BACKORDER_MILLISECONDS }));
  return new Map(
    skuIds.map((skuId) => [skuId, (uses.get(skuId) ?? keys.get(skuId) ?? 0) - (backorders.get(skuId) ?? 0)]),
  );
}

function bySku(rows: readonly { skuId: SkuId; quantity: number }[]): ReadonlyMap<SkuId, number> {
  return new Map(rows.map(({ skuId, quantity }) => [skuId, quantity]));
}
