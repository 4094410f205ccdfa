import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { SkuTerms } from '#shared/contract/suppliers.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { nameKey } from '#shared/domain/name-key.ts';

/** What a supplier does differently for one SKU; null is as always. */
export interface SupplierSkuTerms {
  readonly warrantyHours: number | null;
  readonly verifyFirst: boolean | null;
}

type Stored<Row> = Omit<Row, 'verifyFirst'> & { readonly verifyFirst: number | null };

const selectTerms = readStatement<{ supplierId: number }, Stored<SkuTerms>>(
  `SELECT t.sku_id AS skuId, s.code AS skuCode, s.name AS skuName, p.name AS productName,
     t.warranty_hours AS warrantyHours, t.verify_first AS verifyFirst
   FROM supplier_sku_terms t JOIN skus s ON s.id = t.sku_id JOIN products p ON p.id = s.product_id
   WHERE t.supplier_id = @supplierId AND s.merged_into_id IS NULL ORDER BY t.sku_id`,
);
const selectOne = readStatement<{ supplierId: number; skuId: number }, Stored<SupplierSkuTerms>>(
  `SELECT warranty_hours AS warrantyHours, verify_first AS verifyFirst FROM supplier_sku_terms
   WHERE supplier_id = @supplierId AND sku_id = @skuId`,
);
const upsertTerms = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_sku_terms (supplier_id, sku_id, warranty_hours, verify_first)
   VALUES (@supplierId, @skuId, @warrantyHours, @verifyFirst)
   ON CONFLICT (supplier_id, sku_id) DO UPDATE
     SET warranty_hours = excluded.warranty_hours, verify_first = excluded.verify_first`,
);
const deleteTerms = writeStatement<{ supplierId: number; skuId: number }>(
  'DELETE FROM supplier_sku_terms WHERE supplier_id = @supplierId AND sku_id = @skuId',
);
const selectSkuName = readStatement<{ supplierId: number; nameKey: string }, { skuId: SkuId }>(
  'SELECT sku_id AS skuId FROM supplier_sku_names WHERE supplier_id = @supplierId AND name_key = @nameKey',
);
const upsertSkuName = writeStatement<{ supplierId: number; nameKey: string; skuId: number; now: number }>(
  `INSERT INTO supplier_sku_names (supplier_id, name_key, sku_id, updated_at)
   VALUES (@supplierId, @nameKey, @skuId, @now)
   ON CONFLICT (supplier_id, name_key) DO UPDATE SET sku_id = excluded.sku_id, updated_at = excluded.updated_at`,
);

const asFlag = (value: number | null): boolean | null => (value === null ? null : value === 1);

export function listSupplierTerms(db: Readable, supplierId: SupplierId): SkuTerms[] {
  return selectTerms.all(db, { supplierId }).map((row) => ({ ...row, verifyFirst: asFlag(row.verifyFirst) }));
}

export function findSupplierTerms(db: Readable, supplierId: SupplierId, skuId: SkuId): SupplierSkuTerms | null {
  const row = selectOne.get(db, { supplierId, skuId });
  return row ? { warrantyHours: row.warrantyHours, verifyFirst: asFlag(row.verifyFirst) } : null;
}

export function replaceSupplierTerms(
  tx: WriteTx,
  supplierId: SupplierId,
  skuId: SkuId,
  { warrantyHours, verifyFirst }: SupplierSkuTerms,
): void {
  if (warrantyHours === null && verifyFirst === null) {
    deleteTerms.run(tx, { supplierId, skuId });
    return;
  }
  const flag = verifyFirst === null ? null : Number(verifyFirst);
  upsertTerms.run(tx, { supplierId, skuId, warrantyHours, verifyFirst: flag });
}

/** The SKU that this supplier means by a text, as imports have learned it. */
export function findSkuOfSupplierName(db: Readable, supplierId: SupplierId, text: string): SkuId | null {
  return selectSkuName.get(db, { supplierId, nameKey: nameKey(text) })?.skuId ?? null;
}

export function rememberSupplierName(
  tx: WriteTx,
  supplierId: SupplierId,
  text: string,
  skuId: SkuId,
  now: number,
): void {
  upsertSkuName.run(tx, { supplierId, nameKey: nameKey(text), skuId, now });
}
