import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { CardKeyId, ImportId, SkuId } from '#shared/domain/ids.ts';

const selectUncorrectable = readStatement<{ importIds: string; skuId: number }, { id: CardKeyId }>(
  `SELECT k.id FROM batches b JOIN card_keys k ON k.batch_id = b.id
   WHERE b.import_id IN (SELECT value FROM json_each(@importIds)) AND b.sku_id = @skuId
     AND k.state IN ('withdrawn', 'returned-to-supplier')`,
);

/** Keys of these receipts that no correction concerns. For a job thread. */
export function uncorrectableKeys(db: ReadDb, importIds: readonly ImportId[], skuId: SkuId): CardKeyId[] {
  return selectUncorrectable.all(db, { importIds: JSON.stringify(importIds), skuId }).map(({ id }) => id);
}
