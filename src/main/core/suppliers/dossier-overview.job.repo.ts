import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { BrandId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { SupplierKind } from '#shared/domain/suppliers/supplier-terms.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** Who is gone authorises nobody any more. */
function isHere(supplier: string): string {
  return `NOT EXISTS (SELECT 1 FROM supplier_losses x WHERE x.supplier_id = ${supplier}.id AND x.withdrawn_at IS NULL)`;
}

const selectSuppliers = readStatement<Record<string, never>, { supplierId: SupplierId; code: string; name: string }>(
  'SELECT id AS supplierId, code, name FROM suppliers WHERE is_archived = 0 ORDER BY name_key, id',
);
const selectAuthorisations = readStatement<
  Record<string, never>,
  { brandId: BrandId; issuedOn: Day | null; expiresOn: Day | null; isVerified: number }
>(
  `SELECT COALESCE(b.merged_into_id, b.id) AS brandId, q.issued_on AS issuedOn, q.expires_on AS expiresOn,
     q.verified_at IS NOT NULL AS isVerified
   FROM supplier_qualifications q JOIN brands b ON b.id = q.brand_id JOIN suppliers p ON p.id = q.supplier_id
   WHERE q.kind = 'brand-authorisation' AND q.removed_at IS NULL AND p.is_archived = 0 AND ${isHere('p')}`,
);
/** What suppliers in use, who are not lost, offer now or ever delivered. */
const selectSources = readStatement<Record<string, never>, { brandId: BrandId; kind: SupplierKind }>(
  `SELECT DISTINCT COALESCE(b.merged_into_id, b.id) AS brandId, s.kind
   FROM (SELECT supplier_id, sku_id FROM offers WHERE is_archived = 0
     UNION SELECT supplier_id, sku_id FROM batches WHERE state = 'posted') x
   JOIN suppliers s ON s.id = x.supplier_id JOIN skus k ON k.id = x.sku_id
   JOIN products p ON p.id = k.product_id JOIN brands b ON b.id = p.brand_id
   WHERE s.is_archived = 0 AND ${isHere('s')}`,
);
const selectSkus = readStatement<
  Record<string, never>,
  {
    skuId: SkuId;
    skuCode: string;
    skuName: string;
    productName: string;
    brandId: BrandId;
    brandName: string;
    available: number;
  }
>(
  `SELECT s.id AS skuId, s.code AS skuCode, s.name AS skuName, p.name AS productName,
     COALESCE(m.id, b.id) AS brandId, COALESCE(m.name, b.name) AS brandName, COALESCE(k.available, 0) AS available
   FROM skus s JOIN products p ON p.id = s.product_id JOIN brands b ON b.id = p.brand_id
   LEFT JOIN brands m ON m.id = b.merged_into_id LEFT JOIN sku_stock k ON k.sku_id = s.id
   WHERE s.is_archived = 0 AND s.merged_into_id IS NULL
   ORDER BY COALESCE(m.name_key, b.name_key), s.code_key`,
);

export const dossierRows = {
  suppliers: (db: ReadDb) => selectSuppliers.all(db, {}),
  authorisations: (db: ReadDb) =>
    selectAuthorisations.all(db, {}).map((row) => ({ ...row, isVerified: row.isVerified === 1 })),
  sources: (db: ReadDb) => selectSources.all(db, {}),
  skus: (db: ReadDb) => selectSkus.all(db, {}),
};
