import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { BatchId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { LedgerKey } from './ledger.repo.ts';

export interface FreeLot {
  readonly batchId: BatchId;
  readonly expiresOn: string;
  readonly supplierId: number;
  readonly available: number;
  readonly receiptKind: string;
}

const FREE_LOTS = `SELECT batch_id AS batchId, expires_on AS expiresOn, supplier_id AS supplierId, available,
     (SELECT b.receipt_kind FROM batches b WHERE b.id = batch_stock.batch_id) AS receiptKind
   FROM batch_stock
   WHERE sku_id = @skuId AND available > 0 AND expires_on >= @expiresFrom AND held_by_document_id IS NULL
   ORDER BY expires_on, batch_id`;
const selectFreeLots = readStatement<{ skuId: number; expiresFrom: string }, FreeLot>(FREE_LOTS);
const selectNextLot = readStatement<{ skuId: number; expiresFrom: string }, FreeLot>(`${FREE_LOTS} LIMIT 1`);
/** SKUs merged into one that have free keys: what came back from a buyer after the merge. Hardly ever any. */
const selectMergedInto = readStatement<{ skuId: number }, { id: SkuId }>(
  `SELECT k.id FROM skus k JOIN sku_stock s ON s.sku_id = k.id WHERE k.merged_into_id = @skuId AND s.available > 0`,
);
// The lot has told that the batch is posted, whose it is and how it came in.
const selectFreeKeys = readStatement<
  { batchId: number; expiresOn: string; limit: number },
  Omit<LedgerKey, 'supplierId' | 'receiptKind'>
>(
  `SELECT id, batch_id AS batchId, sku_id AS skuId, state, cost, value_left AS valueLeft, expires_on AS expiresOn,
     uses_left AS usesLeft, is_exposed AS isExposed, reservation_id AS reservationId, pair_mac AS pairMac
   FROM card_keys WHERE batch_id = @batchId AND state = 'available' AND expires_on = @expiresOn
   ORDER BY id LIMIT CAST(@limit AS INTEGER)`,
);

/**
 * Lots of a SKU, and of those merged into it, with free keys that work on `expiresFrom` and later: first expired first, then
 * oldest batch.
 */
export function freeLots(db: Readable, skuId: SkuId, expiresFrom: string): Iterable<FreeLot> {
  const merged = selectMergedInto.all(db, { skuId });
  if (merged.length === 0) return lotsOf(db, { skuId, expiresFrom });
  return [{ id: skuId }, ...merged]
    .flatMap(({ id }) => selectFreeLots.all(db, { skuId: id, expiresFrom }))
    .sort(issueOrder);
}

/** Most sales are served from the next lot; whoever wants more goes on through the others. */
function* lotsOf(db: Readable, wanted: { skuId: SkuId; expiresFrom: string }): Iterable<FreeLot> {
  const next = selectNextLot.get(db, wanted);
  if (!next) return;
  yield next;
  for (const lot of selectFreeLots.iterate(db, wanted)) {
    if (lot.batchId !== next.batchId || lot.expiresOn !== next.expiresOn) yield lot;
  }
}

function issueOrder(one: FreeLot, other: FreeLot): number {
  if (one.expiresOn !== other.expiresOn) return one.expiresOn < other.expiresOn ? -1 : 1;
  return one.batchId - other.batchId;
}

export function readFreeKeys(db: Readable, lot: FreeLot, limit: number): LedgerKey[] {
  const { batchId, expiresOn, supplierId, receiptKind } = lot;
  const keys = selectFreeKeys.all(db, { batchId, expiresOn, limit });
  return keys.map((key) => ({ ...key, supplierId: supplierId as SupplierId, receiptKind }));
}
