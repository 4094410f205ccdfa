import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';

/*
 * What the planner reads of the whole shop, in its job thread. Rows of a merged SKU come under the one it became.
 */

export interface PlannedSku {
  readonly id: SkuId;
  readonly code: string;
  readonly name: string;
  readonly productName: string;
  readonly category: string;
  readonly minimumStock: number;
  readonly shelfLifeDays: number | null;
  readonly minimumDaysLeft: number;
  readonly usesPerKey: number;
  readonly reserved: number;
}

/** A day of a SKU, or of one that was merged into it: `ownId` is the one that stands in the ledger. */
export interface SkuDayRow {
  readonly skuId: SkuId;
  readonly ownId: SkuId;
  readonly on: string;
  readonly sold: number;
  readonly replaced: number;
  readonly least: number;
  readonly end: number;
}

/** Units for sale, uses where keys have several, that can be sold until a day only. */
export interface PerishingRow {
  readonly skuId: SkuId;
  readonly sellableUntil: Day;
  readonly quantity: number;
}

/** Keys that lie with a shop or tool without a recorded sale, and when the first of them was placed. */
export interface UnsoldPlaced {
  readonly skuId: SkuId;
  readonly units: number;
  readonly placedAt: number;
}

const ROOT = 'COALESCE(k.merged_into_id, k.id)';

const selectSkus = readStatement<Record<string, never>, PlannedSku>(
  `SELECT k.id, k.code, k.name, p.name AS productName, p.category, k.minimum_stock AS minimumStock,
     k.shelf_life_days AS shelfLifeDays, k.minimum_days_left AS minimumDaysLeft, k.uses_per_key AS usesPerKey,
     COALESCE(s.reserved, 0) AS reserved
   FROM skus k JOIN products p ON p.id = k.product_id LEFT JOIN sku_stock s ON s.sku_id = k.id
   WHERE k.is_archived = 0 AND p.is_archived = 0 AND k.merged_into_id IS NULL ORDER BY k.id`,
);
const selectDays = readStatement<Record<string, never>, SkuDayRow>(
  `SELECT ${ROOT} AS skuId, k.id AS ownId, d.occurred_on AS "on", d.sold, d.replaced,
     d.least_available AS least, d.end_available AS "end"
   FROM sku_days d JOIN skus k ON k.id = d.sku_id ORDER BY d.sku_id, d.occurred_on`,
);
const selectDaysOfSku = readStatement<{ skuId: number }, SkuDayRow>(
  `SELECT ${ROOT} AS skuId, k.id AS ownId, d.occurred_on AS "on", d.sold, d.replaced,
     d.least_available AS least, d.end_available AS "end"
   FROM skus k JOIN sku_days d ON d.sku_id = k.id WHERE k.id = @skuId OR k.merged_into_id = @skuId
   ORDER BY d.sku_id, d.occurred_on`,
);
// Placed keys are for sale where they were placed, until their sale is recorded. What will be too old to sell is no stock, nor
// what a freeze or write-off is going through.
const selectForSale = readStatement<{ today: string }, { skuId: SkuId; quantity: number; placed: number }>(
  `SELECT ${ROOT} AS skuId, SUM(b.available + b.placed) AS quantity, SUM(b.placed) AS placed
   FROM batch_stock b JOIN skus k ON k.id = b.sku_id
   WHERE b.available + b.placed > 0 AND b.held_by_document_id IS NULL
     AND b.expires_on >= date(@today, '+' || k.minimum_days_left || ' days') GROUP BY 1`,
);
// Of them, what has a last day before the plan's horizon: until then it is sold, less the days that buyers are to have left.
const selectPerishing = readStatement<{ today: string; until: string }, PerishingRow>(
  `SELECT ${ROOT} AS skuId, date(b.expires_on, '-' || k.minimum_days_left || ' days') AS sellableUntil,
     SUM(b.available + b.placed) AS quantity
   FROM batch_stock b JOIN skus k ON k.id = b.sku_id
   WHERE b.available + b.placed > 0 AND b.held_by_document_id IS NULL AND b.expires_on < '9999-12-31' AND k.uses_per_key = 1
     AND date(b.expires_on, '-' || k.minimum_days_left || ' days') <= @until
     AND b.expires_on >= date(@today, '+' || k.minimum_days_left || ' days') GROUP BY 1, 2`,
);
const selectPerishingUses = readStatement<{ today: string; until: string }, PerishingRow>(
  `SELECT ${ROOT} AS skuId, date(c.expires_on, '-' || k.minimum_days_left || ' days') AS sellableUntil,
     SUM(c.uses_left) AS quantity
   FROM skus k JOIN batches b ON b.sku_id = k.id JOIN card_keys c ON c.batch_id = b.id
   WHERE k.uses_per_key > 1 AND b.state = 'posted' AND c.state IN ('available', 'placed') AND c.expires_on < '9999-12-31'
     AND date(c.expires_on, '-' || k.minimum_days_left || ' days') <= @until
     AND c.expires_on >= date(@today, '+' || k.minimum_days_left || ' days') GROUP BY 1, 2`,
);
const selectUses = readStatement<{ today: string }, { skuId: SkuId; quantity: number }>(
  `SELECT ${ROOT} AS skuId, SUM(c.uses_left) AS quantity FROM skus k JOIN batches b ON b.sku_id = k.id
   JOIN card_keys c ON c.batch_id = b.id
   WHERE k.uses_per_key > 1 AND b.state = 'posted' AND c.state IN ('available', 'placed')
     AND c.expires_on >= date(@today, '+' || k.minimum_days_left || ' days') GROUP BY 1`,
);
// Keys that were placed before an instant and not recorded as sold, of SKUs of which no placed key was recorded as sold since.
const selectUnsoldPlaced = readStatement<{ before: number; month: Month }, UnsoldPlaced>(
  `WITH recorded AS MATERIALIZED (
     SELECT DISTINCT d.sku_id AS id FROM deliveries d WHERE d.month >= @month AND d.delivered_at > @before
       AND EXISTS (SELECT 1 FROM key_events e
         WHERE e.document_kind = 'delivery' AND e.document_id = d.id AND e.from_state = 'placed'))
   SELECT skuId, COUNT(*) AS units, MIN(placedAt) AS placedAt FROM (
     SELECT ${ROOT} AS skuId, k.id AS ownId,
       (SELECT MAX(e.happened_at) FROM key_events e WHERE e.key_id = c.id AND e.to_state = 'placed') AS placedAt
     FROM batch_stock b JOIN skus k ON k.id = b.sku_id
     JOIN card_keys c ON c.batch_id = b.batch_id AND c.state = 'placed' AND c.expires_on = b.expires_on WHERE b.placed > 0)
   WHERE placedAt <= @before AND ownId NOT IN (SELECT id FROM recorded) AND skuId NOT IN (SELECT id FROM recorded)
   GROUP BY skuId`,
);
const selectBackorders = readStatement<{ from: number }, { skuId: SkuId; quantity: number }>(
  `SELECT ${ROOT} AS skuId, SUM(l.ordered_quantity - l.delivered_quantity) AS quantity
   FROM shop_order_lines l JOIN shop_orders o ON o.id = l.order_id JOIN skus k ON k.id = l.sku_id
   WHERE l.ordered_quantity > l.delivered_quantity AND o.first_delivered_at >= @from GROUP BY 1`,
);
const selectExpired = readStatement<{ skuId: number; from: Day }, { quantity: number }>(
  `SELECT COALESCE(-SUM(m.quantity), 0) AS quantity FROM skus k JOIN movements m ON m.sku_id = k.id
   WHERE (k.id = @skuId OR k.merged_into_id = @skuId) AND m.reason IN ('expiry', 'expiry-undone') AND m.occurred_on >= @from`,
);
const selectSizes = readStatement<{ month: string; from: string }, { skuId: SkuId; quantity: number; orders: number }>(
  `SELECT ${ROOT} AS skuId, d.quantity, COUNT(*) AS orders FROM deliveries d JOIN skus k ON k.id = d.sku_id
   WHERE d.month >= @month AND d.occurred_on >= @from AND d.kind IN ('sale', 'rest') GROUP BY 1, 2`,
);
const selectLarge = readStatement<
  { month: string; least: number },
  { skuId: SkuId; on: string; quantity: number; buyer: string }
>(
  `SELECT ${ROOT} AS skuId, d.occurred_on AS "on", d.quantity, d.buyer FROM deliveries d JOIN skus k ON k.id = d.sku_id
   WHERE d.month >= @month AND d.quantity >= CAST(@least AS INTEGER) AND d.kind IN ('sale', 'rest')`,
);
const selectLeads = readStatement<
  { from: number },
  { skuId: SkuId; supplierId: SupplierId; sentAt: number; postedAt: number }
>(
  `SELECT DISTINCT ${ROOT} AS skuId, o.supplier_id AS supplierId, o.sent_at AS sentAt, r.posted_at AS postedAt
   FROM purchase_receipts r JOIN purchase_orders o ON o.id = r.order_id
   JOIN purchase_receipt_lines l ON l.import_id = r.import_id JOIN skus k ON k.id = l.sku_id
   WHERE o.sent_at IS NOT NULL AND r.posted_at >= @from AND l.quantity > l.taken_back ORDER BY r.posted_at`,
);
export const plannedShop = {
  skus: (db: ReadDb): PlannedSku[] => selectSkus.all(db, {}),
  days: (db: ReadDb): IterableIterator<SkuDayRow> => selectDays.iterate(db, {}),
  daysOfSku: (db: ReadDb, skuId: SkuId): SkuDayRow[] => selectDaysOfSku.all(db, { skuId }),
  forSale: (db: ReadDb, today: string) => new Map(selectForSale.all(db, { today }).map((row) => [row.skuId, row])),
  perishing: (db: ReadDb, today: string, until: string): Map<SkuId, PerishingRow[]> =>
    Map.groupBy(
      [...selectPerishing.all(db, { today, until }), ...selectPerishingUses.all(db, { today, until })],
      ({ skuId }) => skuId,
    ),
  usesLeft: (db: ReadDb, today: string) => bySku(selectUses.all(db, { today })),
  /** `month`: of the instant `before`; no delivery after it is booked earlier. */
  unsoldPlaced: (db: ReadDb, before: number, month: Month): ReadonlyMap<SkuId, UnsoldPlaced> =>
    new Map(selectUnsoldPlaced.all(db, { before, month }).map((row) => [row.skuId, row])),
  backorders: (db: ReadDb, from: number) => bySku(selectBackorders.all(db, { from })),
  /** Keys that expired from a day on, less those that were brought back. */
  expired: (db: ReadDb, skuId: SkuId, from: Day): number => selectExpired.get(db, { skuId, from })?.quantity ?? 0,
  orderSizes: (db: ReadDb, span: { month: string; from: string }) => selectSizes.all(db, span),
  largeOrders: (db: ReadDb, month: string, least: number) => selectLarge.all(db, { month, least }),
  leads: (db: ReadDb, from: number) => selectLeads.all(db, { from }),
};

function bySku(rows: readonly { skuId: SkuId; quantity: number }[]): ReadonlyMap<SkuId, number> {
  return new Map(rows.map(({ skuId, quantity }) => [skuId, quantity]));
}
