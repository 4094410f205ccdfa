import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { nameKey } from '#shared/domain/name-key.ts';

const selectNamed = readStatement<{ nameKey: string }, { skuId: SkuId; skuName: string }>(
  `SELECT id AS skuId, name AS skuName FROM skus
   WHERE name_key = @nameKey AND merged_into_id IS NULL AND is_archived = 0 ORDER BY id LIMIT 2`,
);

/** The SKU of this name; null where none or several have it. */
export function findOnlySkuNamed(db: Readable, name: string): { skuId: SkuId; skuName: string } | null {
  const [only, ...others] = selectNamed.all(db, { nameKey: nameKey(name) });
  return only !== undefined && others.length === 0 ? only : null;
}
