import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { KeyFieldDefinition } from '#shared/domain/card-keys/key-fields.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';

/** What stock and sales must know of a SKU. */
export interface StockSku {
  readonly id: SkuId;
  readonly code: string;
  readonly name: string;
  readonly keyFields: readonly KeyFieldDefinition[];
  readonly minimumDaysLeft: number;
  readonly usesPerKey: number;
  readonly salePrice: Money | null;
  readonly mergedIntoId: SkuId | null;
}

const selectSku = readStatement<{ id: number }, Omit<StockSku, 'keyFields'> & { keyFields: string }>(
  `SELECT id, code, name, key_fields AS keyFields, minimum_days_left AS minimumDaysLeft, uses_per_key AS usesPerKey,
     sale_price AS salePrice, merged_into_id AS mergedIntoId
   FROM skus WHERE id = @id`,
);

export function findStockSku(db: Readable, id: SkuId): StockSku | null {
  const row = selectSku.get(db, { id });
  return row ? { ...row, keyFields: JSON.parse(row.keyFields) as KeyFieldDefinition[] } : null;
}

/** What a SKU stands for now: a merged one is stocked and sold as the one it became. */
export function currentStockSku(db: Readable, id: SkuId): StockSku | null {
  let sku = findStockSku(db, id);
  while (sku && sku.mergedIntoId !== null) sku = findStockSku(db, sku.mergedIntoId);
  return sku;
}
