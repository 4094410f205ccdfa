import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId } from '#shared/domain/ids.ts';
import { type StateCounts, stockColumnOf } from './ledger.repo.ts';

/** One row of the projection: the keys of a batch that share their last day. */
export interface StockLot extends StateCounts {
  readonly batchId: BatchId;
  readonly expiresOn: string;
  readonly skuId: number;
  readonly supplierId: number;
  readonly valueOnHand: number;
  readonly heldByDocumentId: number | null;
}

export const LOT_COLUMNS = `s.batch_id AS batchId, s.expires_on AS expiresOn, s.sku_id AS skuId,
  s.supplier_id AS supplierId, s.quarantined, s.available, s.reserved, s.placed, s.delivered, s.claimed, s.returned,
  s.voided, s.expired, s.withdrawn, s.value_on_hand AS valueOnHand, s.held_by_document_id AS heldByDocumentId`;

/** Which lots an act means. */
export type LotScope =
  | { readonly by: 'batch'; readonly batchId: number }
  | { readonly by: 'batches'; readonly batchIds: readonly number[] }
  | { readonly by: 'import'; readonly importId: number }
  | { readonly by: 'supplier'; readonly supplierId: number }
  /** Past their last day, without those that another document is going through: nothing of them is issued anyway. */
  | { readonly by: 'expired'; readonly before: string }
  /** Expired although their last day has not come, without those that another document is going through. */
  | { readonly by: 'expired-early'; readonly from: string }
  | { readonly by: 'everything' };

const selectOfBatch = readStatement<{ batchId: number }, StockLot>(
  `SELECT ${LOT_COLUMNS} FROM batch_stock s WHERE s.batch_id = @batchId ORDER BY s.batch_id, s.expires_on`,
);
const selectParent = readStatement<{ batchId: number }, { parentId: number | null }>(
  'SELECT parent_batch_id AS parentId FROM batches WHERE id = @batchId',
);
const selectOfImport = readStatement<{ importId: number }, StockLot>(
  `SELECT ${LOT_COLUMNS} FROM batches b JOIN batch_stock s ON s.batch_id = b.id WHERE b.import_id = @importId`,
);
const selectOfSupplier = readStatement<{ supplierId: number }, StockLot>(
  `SELECT ${LOT_COLUMNS} FROM batch_stock s WHERE s.supplier_id = @supplierId ORDER BY s.batch_id`,
);
const selectExpired = readStatement<{ before: string }, StockLot>(
  `SELECT ${LOT_COLUMNS} FROM batch_stock s WHERE s.expires_on < @before AND s.on_hand > 0
     AND s.held_by_document_id IS NULL ORDER BY s.expires_on`,
);
const selectExpiredEarly = readStatement<{ from: string }, StockLot>(
  `SELECT ${LOT_COLUMNS} FROM batch_stock s WHERE s.expires_on >= @from AND s.expired > 0
     AND s.held_by_document_id IS NULL ORDER BY s.expires_on`,
);
const selectOnHand = readStatement<Record<string, never>, StockLot>(
  `SELECT ${LOT_COLUMNS} FROM batch_stock s WHERE s.expires_on > '' AND s.on_hand > 0 ORDER BY s.expires_on`,
);
const holdLot = writeStatement<{ batchId: number; expiresOn: string; documentId: number }>(
  `UPDATE batch_stock SET held_by_document_id = @documentId
   WHERE batch_id = @batchId AND expires_on = @expiresOn AND held_by_document_id IS NULL`,
);
const selectHeld = readStatement<{ documentId: number }, StockLot>(
  `SELECT ${LOT_COLUMNS} FROM batch_stock s WHERE s.held_by_document_id = @documentId`,
);
const releaseLots = writeStatement<{ documentId: number }>(
  'UPDATE batch_stock SET held_by_document_id = NULL WHERE held_by_document_id = @documentId',
);

export function readLots(db: Readable, scope: LotScope): StockLot[] {
  switch (scope.by) {
    case 'batch':
      return selectOfBatch.all(db, { batchId: scope.batchId });
    case 'batches':
      return scope.batchIds.flatMap((batchId) => selectOfBatch.all(db, { batchId }));
    case 'import':
      return selectOfImport.all(db, { importId: scope.importId });
    case 'supplier':
      return selectOfSupplier.all(db, { supplierId: scope.supplierId });
    case 'expired':
      return selectExpired.all(db, { before: scope.before });
    case 'expired-early':
      return selectExpiredEarly.all(db, { from: scope.from });
    case 'everything':
      return selectOnHand.all(db, {});
  }
}

/** A batch and those that it was split off from, the nearest first. */
export function batchWithOrigins(db: Readable, batchId: number): number[] {
  const found = [batchId];
  for (let at: number | null = batchId; at !== null; ) {
    at = selectParent.get(db, { batchId: at })?.parentId ?? null;
    if (at !== null) found.push(at);
  }
  return found;
}

/** How many keys of a lot stand in any of these states. */
export function countIn(lot: StockLot, states: readonly KeyState[]): number {
  return states.reduce((sum, state) => sum + lot[stockColumnOf(state)], 0);
}

export function readHeldLots(db: Readable, documentId: number): StockLot[] {
  return selectHeld.all(db, { documentId });
}

/** Nothing of these lots is issued until the document is through with them. */
export function holdLots(tx: WriteTx, lots: readonly StockLot[], documentId: number): void {
  for (const { batchId, expiresOn } of lots) holdLot.run(tx, { batchId, expiresOn, documentId });
}

export function letGoOfLots(tx: WriteTx, documentId: number): void {
  releaseLots.run(tx, { documentId });
}
