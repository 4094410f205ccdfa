import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { nameKey } from '#shared/domain/name-key.ts';

const selectNamed = readStatement<{ nameKey: string }, { skuId: SkuId; skuName: string }>(
  `SELECT id AS skuId, name AS skuName FROM skus
   WHERE name_key = @nameKey AND merged_into_id IS NULL AND is_archived = 0 ORDER BY id LIMIT 2`,
);
const selectMergedNamed = readStatement<{ nameKey: string }, { skuId: SkuId; skuName: string }>(
  `SELECT DISTINCT k.id AS skuId, k.name AS skuName FROM skus s JOIN skus k ON k.id = s.merged_into_id
   WHERE s.name_key = @nameKey AND k.is_archived = 0 ORDER BY k.id LIMIT 2`,
);
const selectOfProduct = readStatement<{ nameKey: string; faceValue: number }, { skuId: SkuId; skuName: string }>(
  `SELECT s.id AS skuId, s.name AS skuName FROM products p INDEXED BY products_list
     CROSS JOIN skus s INDEXED BY skus_product ON s.product_id = p.id
   WHERE p.name_key = @nameKey AND p.merged_into_id IS NULL
     AND s.face_value = @faceValue AND s.merged_into_id IS NULL AND s.is_archived = 0 LIMIT 2`,
);

/** The SKU of a product by its name and this face value; null where none or several are. */
export function findOnlySkuOfProduct(
  db: Readable,
  product: string,
  faceValue: Money,
): { skuId: SkuId; skuName: string } | null {
  const [only, ...others] = selectOfProduct.all(db, { nameKey: nameKey(product), faceValue });
  return only !== undefined && others.length === 0 ? only : null;
}

/** The SKU of this name, or the one that those of this name were merged into; null where none or several are. */
export function findOnlySkuNamed(db: Readable, name: string): { skuId: SkuId; skuName: string } | null {
  const named = selectNamed.all(db, { nameKey: nameKey(name) });
  const [only, ...others] = named.length > 0 ? named : selectMergedNamed.all(db, { nameKey: nameKey(name) });
  return only !== undefined && others.length === 0 ? only : null;
}
