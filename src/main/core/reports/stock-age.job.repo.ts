import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { BatchId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/*
 * Everything on hand, in the job thread that reports its age. What belongs to a merged SKU comes under the one it became.
 */

export interface HeldStock {
  readonly batchId: BatchId;
  readonly batchNumber: string;
  readonly skuId: SkuId;
  readonly skuCode: string;
  readonly skuName: string;
  readonly productName: string;
  readonly supplierId: SupplierId;
  readonly supplierName: string;
  readonly receivedOn: Day;
  readonly receivedAt: number;
  readonly expiresOn: Day;
  readonly quantity: number;
  readonly value: Money;
  /** Hours after the receipt within which the supplier takes keys back; 0: not at all. */
  readonly warrantyHours: number;
  /** Of these, untouched ones that could be sent back. */
  readonly returnable: number;
}

const ROOT = 'COALESCE(k.merged_into_id, k.id)';

const selectHeld = readStatement<Record<string, never>, HeldStock>(
  `SELECT b.id AS batchId, b.number AS batchNumber, r.id AS skuId, r.code AS skuCode, r.name AS skuName,
     p.name AS productName, b.supplier_id AS supplierId, s.name AS supplierName, b.received_on AS receivedOn,
     b.received_at AS receivedAt, t.expires_on AS expiresOn, t.on_hand AS quantity, t.value_on_hand AS value,
     COALESCE(w.warranty_hours, s.warranty_hours) AS warrantyHours, t.available + t.quarantined AS returnable
   FROM batch_stock t JOIN batches b ON b.id = t.batch_id JOIN skus k ON k.id = t.sku_id
   JOIN skus r ON r.id = ${ROOT} JOIN products p ON p.id = r.product_id JOIN suppliers s ON s.id = b.supplier_id
   LEFT JOIN supplier_sku_terms w ON w.supplier_id = b.supplier_id AND w.sku_id = r.id
   WHERE t.on_hand > 0 ORDER BY b.received_on, b.id, t.expires_on`,
);
const selectLastSales = readStatement<Record<string, never>, { skuId: SkuId; on: Day }>(
  `SELECT ${ROOT} AS skuId, MAX(d.occurred_on) AS "on" FROM sku_days d JOIN skus k ON k.id = d.sku_id
   WHERE d.sold > 0 GROUP BY 1`,
);

export const heldStock = {
  all: (db: ReadDb): HeldStock[] => selectHeld.all(db, {}),
  lastSales: (db: ReadDb): ReadonlyMap<SkuId, Day> =>
    new Map(selectLastSales.all(db, {}).map(({ skuId, on }) => [skuId, on])),
};
