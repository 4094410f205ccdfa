import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { BatchId, CardKeyId, StockDocumentId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';

export interface StoredReturn {
  readonly documentId: StockDocumentId;
  readonly number: string;
  readonly reason: string;
  readonly supplierId: SupplierId;
  readonly supplierName: string;
  readonly currency: string;
  readonly batchId: BatchId;
  readonly batchNumber: string;
  readonly skuName: string;
  readonly quantity: number;
  readonly credited: Money;
  readonly entryId: SupplierEntryId | null;
  readonly entryNumber: string | null;
  readonly reversedByNumber: string | null;
  readonly occurredOn: string;
  readonly postedAt: number;
  readonly postedBy: string;
}

const RETURN = `SELECT r.document_id AS documentId, d.number, d.reason, r.supplier_id AS supplierId, s.name AS supplierName,
    s.currency, r.batch_id AS batchId, b.number AS batchNumber, sku_title(p.name, k.name) AS skuName, r.quantity,
    r.credited, r.entry_id AS entryId, e.number AS entryNumber, x.number AS reversedByNumber,
    d.occurred_on AS occurredOn, d.posted_at AS postedAt, COALESCE(u.name, '') AS postedBy
  FROM supplier_returns r JOIN stock_documents d ON d.id = r.document_id JOIN suppliers s ON s.id = r.supplier_id
    JOIN batches b ON b.id = r.batch_id JOIN skus k ON k.id = b.sku_id JOIN products p ON p.id = k.product_id
    LEFT JOIN supplier_entries e ON e.id = r.entry_id LEFT JOIN stock_documents x ON x.id = r.reversed_by_id
    LEFT JOIN users u ON u.id = d.posted_by`;

const selectReturn = readStatement<{ id: number }, StoredReturn>(`${RETURN} WHERE r.document_id = @id`);
const selectReturns = readStatement<{ before: number; limit: number }, StoredReturn>(
  `${RETURN} WHERE r.document_id < @before ORDER BY r.document_id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectReturnsOfSupplier = readStatement<{ supplierId: number; before: number; limit: number }, StoredReturn>(
  `${RETURN} WHERE r.supplier_id = @supplierId AND r.document_id < @before
   ORDER BY r.document_id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectReturnsOfBatch = readStatement<{ batchId: number; before: number; limit: number }, StoredReturn>(
  `${RETURN} WHERE r.batch_id = @batchId AND r.document_id < @before
   ORDER BY r.document_id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectDocumentKeys = readStatement<{ documentId: number }, { id: CardKeyId }>(
  `SELECT key_id AS id FROM key_events WHERE document_kind = 'stock-document' AND document_id = @documentId`,
);
const insertReturnRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO supplier_returns (document_id, supplier_id, batch_id, quantity, credited, entry_id)
   VALUES (@documentId, @supplierId, @batchId, @quantity, @credited, @entryId)`,
);
const updateReversed = writeStatement<{ documentId: number; reversedById: number }>(
  `UPDATE supplier_returns SET reversed_by_id = @reversedById
   WHERE document_id = @documentId AND reversed_by_id IS NULL`,
);
const selectDifferenceOfReturn = readStatement<{ documentId: number }, { orderId: number; id: number }>(
  `SELECT order_id AS orderId, id FROM purchase_differences
   WHERE return_document_id = @documentId AND state = 'decided'`,
);
const reopenDifferenceRow = writeStatement<{ id: number }>(
  `UPDATE purchase_differences SET state = 'open', decision = NULL, note = '', credited = 0, entry_id = NULL,
     return_document_id = NULL, decided_at = NULL, decided_by = NULL WHERE id = @id`,
);

export interface NewReturn {
  readonly documentId: StockDocumentId;
  readonly supplierId: SupplierId;
  readonly batchId: BatchId;
  readonly quantity: number;
  readonly credited: Money;
  readonly entryId: SupplierEntryId | null;
}

export function insertReturn(tx: WriteTx, row: NewReturn): void {
  insertReturnRow.run(tx, { ...row });
}

/** False when it was reversed before. */
export function markReturnReversed(tx: WriteTx, documentId: StockDocumentId, reversedById: StockDocumentId): boolean {
  return updateReversed.run(tx, { documentId, reversedById }).changes === 1;
}

export function findReturn(db: Readable, id: StockDocumentId): StoredReturn | null {
  return selectReturn.get(db, { id }) ?? null;
}

export interface ReturnFilter {
  readonly supplierId?: SupplierId;
  readonly batchId?: BatchId;
}

/** Newest first, from below `before`. */
export function listReturns(db: Readable, filter: ReturnFilter, before: number, limit: number): StoredReturn[] {
  const { supplierId, batchId } = filter;
  if (batchId !== undefined) return selectReturnsOfBatch.all(db, { batchId, before, limit });
  if (supplierId !== undefined) return selectReturnsOfSupplier.all(db, { supplierId, before, limit });
  return selectReturns.all(db, { before, limit });
}

/** The keys that a return moved. */
export function readReturnedKeys(db: Readable, documentId: StockDocumentId): CardKeyId[] {
  return selectDocumentKeys.all(db, { documentId }).map(({ id }) => id);
}

/** The difference of an order that was decided by this return. */
export function findDifferenceOfReturn(db: Readable, documentId: StockDocumentId) {
  return selectDifferenceOfReturn.get(db, { documentId }) ?? null;
}

export function reopenReturnedDifference(tx: WriteTx, id: number): void {
  reopenDifferenceRow.run(tx, { id });
}
