import { minimumInForceOf } from '#core/catalog/minimum-in-force.repo.ts';
import type { Readable } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { prepared, readStatement } from '#core/db/statement.ts';
import type { BatchId, BrandId, SkuId } from '#shared/domain/ids.ts';
import type { StateCounts } from './ledger.repo.ts';
import { firstByIndex } from './list-conditions.ts';

const SUMS = `COALESCE(SUM(s.on_hand), 0) AS onHand, COALESCE(SUM(s.available), 0) AS available,
  COALESCE(SUM(s.reserved), 0) AS reserved, COALESCE(SUM(s.quarantined), 0) AS quarantined,
  COALESCE(SUM(s.placed), 0) AS placed, COALESCE(SUM(s.delivered), 0) AS delivered,
  COALESCE(SUM(s.claimed), 0) AS claimed, COALESCE(SUM(s.returned), 0) AS returned,
  COALESCE(SUM(s.voided), 0) AS voided, COALESCE(SUM(s.expired), 0) AS expired,
  COALESCE(SUM(s.withdrawn), 0) AS withdrawn, COALESCE(SUM(s.value_on_hand), 0) AS valueOnHand`;

export interface StockCounts extends StateCounts {
  readonly onHand: number;
  readonly valueOnHand: number;
}

export interface SkuStock extends StockCounts {
  readonly skuId: SkuId;
  readonly skuCode: string;
  readonly skuName: string;
  readonly skuKey: string;
  readonly productName: string;
  readonly brandId: BrandId;
  readonly brandName: string;
  readonly minimumInForce: number;
  readonly minimumDaysLeft: number;
  readonly salePrice: number | null;
  readonly isArchived: number;
}

// Every SKU, a few thousand at most: projection rows, no keys.
const selectSkuStock = readStatement<Record<string, never>, SkuStock>(
  `SELECT k.id AS skuId, k.code AS skuCode, ${skuTitleOf('k')} AS skuName, k.code_key AS skuKey, p.name AS productName,
     b.id AS brandId, b.name AS brandName, ${minimumInForceOf('k')} AS minimumInForce, k.minimum_days_left AS minimumDaysLeft,
     k.sale_price AS salePrice, k.is_archived AS isArchived,
     COALESCE(s.on_hand, 0) AS onHand, COALESCE(s.available, 0) AS available, COALESCE(s.reserved, 0) AS reserved,
     COALESCE(s.quarantined, 0) AS quarantined, COALESCE(s.placed, 0) AS placed,
     COALESCE(s.delivered, 0) AS delivered, COALESCE(s.claimed, 0) AS claimed, COALESCE(s.returned, 0) AS returned,
     COALESCE(s.voided, 0) AS voided, COALESCE(s.expired, 0) AS expired, COALESCE(s.withdrawn, 0) AS withdrawn,
     COALESCE(s.value_on_hand, 0) AS valueOnHand
   FROM skus k JOIN products p ON p.id = k.product_id JOIN brands b ON b.id = p.brand_id
     LEFT JOIN sku_stock s ON s.sku_id = k.id
   WHERE k.merged_into_id IS NULL OR s.on_hand > 0
   ORDER BY k.code_key`,
);
const selectExpiring = readStatement<
  { through: string },
  { skuId: SkuId; expiresOn: string; quantity: number; available: number; placed: number }
>(
  `SELECT s.sku_id AS skuId, s.expires_on AS expiresOn, s.on_hand AS quantity, s.available, s.placed FROM batch_stock s
   WHERE s.expires_on <= @through AND s.on_hand > 0 ORDER BY s.expires_on`,
);

const selectNearExpiry = readStatement<{ skuId: SkuId; before: string }, { quantity: number }>(
  `SELECT COALESCE(sum(available), 0) AS quantity FROM batch_stock INDEXED BY batch_stock_issue
   WHERE sku_id = @skuId AND available > 0 AND expires_on < @before`,
);

// Placed keys have no index of their own: the batches of one SKU that has some.
const selectPlacedNearExpiry = readStatement<{ skuId: SkuId; before: string }, { quantity: number }>(
  `SELECT COALESCE(sum(placed), 0) AS quantity FROM batch_stock INDEXED BY batch_stock_sku
   WHERE sku_id = @skuId AND placed > 0 AND expires_on < @before`,
);

/** Keys of a SKU that are free, and end before that day. */
export function readNearExpiry(db: Readable, skuId: SkuId, before: string): number {
  return selectNearExpiry.get(db, { skuId, before })?.quantity ?? 0;
}

/** Keys of a SKU that are placed with a tool or shop, and end before that day. */
export function readPlacedNearExpiry(db: Readable, skuId: SkuId, before: string): number {
  return selectPlacedNearExpiry.get(db, { skuId, before })?.quantity ?? 0;
}

/** Stock of all SKUs, by code. */
export function readSkuStock(db: Readable): SkuStock[] {
  return selectSkuStock.all(db, {});
}

/** Lots on hand whose last day is on or before `through`. */
export function readExpiringLots(db: Readable, through: string) {
  return selectExpiring.all(db, { through });
}

export interface BatchStock extends StockCounts {
  readonly id: BatchId;
  readonly number: string;
  readonly label: string;
  readonly skuId: SkuId;
  readonly skuCode: string;
  readonly skuName: string;
  readonly supplierId: number;
  readonly supplierName: string;
  readonly importId: number | null;
  readonly importNumber: string;
  readonly parentBatchId: BatchId | null;
  readonly receiptKind: string;
  readonly receivedOn: string;
  readonly keyCount: number;
  readonly totalCost: number;
}

const BATCH = `SELECT b.id, b.number, b.label, b.sku_id AS skuId, k.code AS skuCode, ${skuTitleOf('k')} AS skuName,
    b.supplier_id AS supplierId, p.name AS supplierName, b.import_id AS importId,
    COALESCE(i.number, '') AS importNumber, b.parent_batch_id AS parentBatchId, b.receipt_kind AS receiptKind,
    b.received_on AS receivedOn, b.key_count AS keyCount, b.total_cost AS totalCost
  FROM batches b JOIN skus k ON k.id = b.sku_id JOIN suppliers p ON p.id = b.supplier_id
    LEFT JOIN imports i ON i.id = b.import_id`;
const ON_HAND = 'EXISTS (SELECT 1 FROM batch_stock s WHERE s.batch_id = b.id AND s.on_hand > 0)';

type BatchWithoutCounts = Omit<BatchStock, keyof StockCounts>;

const selectBatchSums = readStatement<
  { batchId: number },
  StockCounts & { firstExpiresOn: string | null; isHeld: number }
>(
  `SELECT ${SUMS}, MIN(CASE WHEN s.on_hand > 0 THEN s.expires_on END) AS firstExpiresOn,
     MAX(s.held_by_document_id IS NOT NULL) AS isHeld
   FROM batch_stock s WHERE s.batch_id = @batchId`,
);
const selectBatch = readStatement<{ id: number }, BatchWithoutCounts>(
  `${BATCH} WHERE b.id = @id AND b.state <> 'loading'`,
);

export interface BatchListFilter {
  readonly skuId?: number;
  readonly supplierId?: number;
  readonly importId?: number;
  readonly onHandOnly: boolean;
}

/** Batches, newest first, from below `before`. */
export function readBatches(
  db: Readable,
  filter: BatchListFilter,
  before: number,
  limit: number,
): BatchWithoutCounts[] {
  const { onHandOnly: _, ...ids } = filter;
  return prepared(db, batchListStatement(filter)).all({ ...ids, before, limit }) as BatchWithoutCounts[];
}

export function batchListStatement(filter: BatchListFilter): string {
  const conditions = [
    'b.id < @before',
    "b.state <> 'loading'",
    ...firstByIndex([
      filter.importId !== undefined && 'b.import_id = @importId',
      filter.skuId !== undefined && 'b.sku_id = @skuId',
      filter.supplierId !== undefined && 'b.supplier_id = @supplierId',
    ]),
  ];
  if (filter.onHandOnly) conditions.push(ON_HAND);
  return `${BATCH} WHERE ${conditions.join(' AND ')} ORDER BY b.id DESC LIMIT CAST(@limit AS INTEGER)`;
}

export function findBatch(db: Readable, id: BatchId): BatchWithoutCounts | null {
  return selectBatch.get(db, { id }) ?? null;
}

export function readBatchSums(db: Readable, batchId: BatchId) {
  return selectBatchSums.get(db, { batchId });
}

const selectTotals = readStatement<Record<string, never>, StockCounts>(`SELECT ${SUMS} FROM sku_stock s`);

export function readStockTotals(db: Readable): StockCounts | undefined {
  return selectTotals.get(db, {});
}
