import type { Readable, WriteTx } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type {
  ImportId,
  PurchaseDifferenceId,
  PurchaseOrderId,
  PurchaseOrderLineId,
  SkuId,
  StockDocumentId,
  SupplierEntryId,
} from '#shared/domain/ids.ts';
import { type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import type { DifferenceDecision, DifferenceKind } from '#shared/domain/purchasing/receipts.ts';

export interface StoredDifference {
  readonly id: PurchaseDifferenceId;
  readonly orderId: PurchaseOrderId;
  readonly lineId: PurchaseOrderLineId | null;
  readonly importId: ImportId | null;
  readonly importNumber: string | null;
  readonly kind: DifferenceKind;
  readonly skuId: SkuId | null;
  readonly skuCode: string | null;
  readonly skuName: string | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly charged: Money;
  readonly details: string;
  readonly state: 'open' | 'decided' | 'undone';
  readonly decision: DifferenceDecision | null;
  readonly note: string;
  readonly credited: Money;
  readonly entryId: SupplierEntryId | null;
  readonly entryNumber: string | null;
  readonly returnDocumentId: StockDocumentId | null;
  readonly returnNumber: string | null;
  readonly foundAt: number;
  readonly decidedAt: number | null;
  readonly decidedBy: string;
}

export interface StoredReceipt {
  readonly importId: ImportId;
  readonly number: string;
  readonly postedAt: number;
  readonly documentOn: string;
  readonly quantity: number;
  readonly takenBack: number;
  readonly refusedCount: number;
}

const DIFFERENCE = `SELECT d.id, d.order_id AS orderId, d.line_id AS lineId, d.import_id AS importId, i.number AS importNumber,
    d.kind, d.sku_id AS skuId, k.code AS skuCode, ${skuTitleOf('k')} AS skuName, d.quantity, d.unit_price AS unitPrice, d.charged,
    d.details, d.state, d.decision, d.note, d.credited, d.entry_id AS entryId, e.number AS entryNumber,
    d.return_document_id AS returnDocumentId, r.number AS returnNumber, d.found_at AS foundAt,
    d.decided_at AS decidedAt, COALESCE(u.name, '') AS decidedBy
  FROM purchase_differences d LEFT JOIN imports i ON i.id = d.import_id LEFT JOIN skus k ON k.id = d.sku_id
    LEFT JOIN supplier_entries e ON e.id = d.entry_id LEFT JOIN stock_documents r ON r.id = d.return_document_id
    LEFT JOIN users u ON u.id = d.decided_by`;

/** Keys of the difference `d` went back to the supplier: they answer no order. */
const SENT_BACK = "d.state = 'decided' AND d.return_document_id IS NOT NULL";

const selectDifference = readStatement<{ id: number }, StoredDifference>(`${DIFFERENCE} WHERE d.id = @id`);
const selectDifferences = readStatement<{ orderId: number }, StoredDifference>(
  `${DIFFERENCE} WHERE d.order_id = @orderId ORDER BY d.id`,
);
const selectReceipts = readStatement<{ orderId: number }, StoredReceipt>(
  `SELECT r.import_id AS importId, i.number, r.posted_at AS postedAt, i.document_on AS documentOn,
     (SELECT COALESCE(SUM(l.quantity - l.taken_back - l.sent_back), 0) FROM purchase_receipt_lines l
       WHERE l.import_id = r.import_id) AS quantity,
     (SELECT COALESCE(SUM(l.taken_back + l.sent_back), 0) FROM purchase_receipt_lines l
       WHERE l.import_id = r.import_id) AS takenBack,
     i.refused_count AS refusedCount
   FROM purchase_receipts r JOIN imports i ON i.id = r.import_id WHERE r.order_id = @orderId ORDER BY r.import_id`,
);
const selectOrderOfImport = readStatement<{ importId: number }, { orderId: PurchaseOrderId; number: string }>(
  `SELECT r.order_id AS orderId, o.number FROM purchase_receipts r JOIN purchase_orders o ON o.id = r.order_id
   WHERE r.import_id = @importId`,
);
const selectReceiptLines = readStatement<
  { importId: number; skuId: number },
  { id: number; lineId: PurchaseOrderLineId | null; remaining: number }
>(
  // Of the SKU that is taken back last, by what it is now; keys that were reclassified since came as another one.
  `SELECT l.id, l.line_id AS lineId, l.quantity - l.taken_back - l.sent_back - COALESCE((SELECT SUM(d.quantity)
     FROM purchase_differences d INDEXED BY purchase_differences_import
     WHERE d.import_id = l.import_id AND d.line_id IS l.line_id AND d.sku_id = l.sku_id AND ${SENT_BACK}), 0) AS remaining
   FROM purchase_receipt_lines l JOIN skus k ON k.id = l.sku_id LEFT JOIN skus w ON w.id = @skuId
   WHERE l.import_id = @importId
   ORDER BY COALESCE(k.merged_into_id, k.id) = COALESCE(w.merged_into_id, w.id), l.id`,
);
const selectReceivedLines = readStatement<{ orderId: number }, { lineId: PurchaseOrderLineId; quantity: number }>(
  `SELECT l.line_id AS lineId, SUM(l.quantity - l.taken_back - l.sent_back) - COALESCE((SELECT SUM(d.quantity)
     FROM purchase_differences d INDEXED BY purchase_differences_order
     WHERE d.order_id = @orderId AND d.line_id = l.line_id AND d.kind = 'over' AND ${SENT_BACK}), 0) AS quantity
   FROM purchase_receipts r JOIN purchase_receipt_lines l ON l.import_id = r.import_id
   WHERE r.order_id = @orderId AND l.line_id IS NOT NULL GROUP BY l.line_id`,
);
const selectSurplus = readStatement<{ orderId: number }, { amount: Money; charged: Money }>(
  `SELECT COALESCE(SUM(MAX(0, e.amount - (SELECT COALESCE(SUM(n.amount), 0) FROM supplier_entry_lines n WHERE n.entry_id = e.id))), 0)
     AS amount, COALESCE(SUM(e.amount), 0) AS charged
   FROM purchase_receipts r INDEXED BY purchase_receipts_order
   CROSS JOIN supplier_entries e INDEXED BY supplier_entries_import ON e.import_id = r.import_id AND e.kind = 'purchase'
   WHERE r.order_id = @orderId AND e.reverses_id IS NULL
     AND NOT EXISTS (SELECT 1 FROM supplier_entries v WHERE v.reverses_id = e.id)`,
);
const selectOwed = readStatement<{ orderId: number }, { isConsigned: number }>(
  `SELECT COUNT(*) > 0 AND SUM(i.receipt_kind <> 'consignment') = 0 AS isConsigned
   FROM purchase_receipts r JOIN imports i ON i.id = r.import_id WHERE r.order_id = @orderId`,
);
const insertReceiptRow = writeStatement<{ importId: number; orderId: number; postedAt: number }>(
  'INSERT INTO purchase_receipts (import_id, order_id, posted_at) VALUES (@importId, @orderId, @postedAt)',
);
const insertReceiptLineRow = writeStatement<{
  importId: number;
  lineId: number | null;
  skuId: number;
  quantity: number;
}>(
  `INSERT INTO purchase_receipt_lines (import_id, line_id, sku_id, quantity) VALUES (@importId, @lineId, @skuId, @quantity)`,
);
const addTakenBack = writeStatement<{ id: number; quantity: number }>(
  'UPDATE purchase_receipt_lines SET taken_back = taken_back + CAST(@quantity AS INTEGER) WHERE id = @id',
);
const selectSentBackLines = readStatement<{ importId: number }, { id: number; sentBack: number }>(
  `SELECT id, sent_back AS sentBack FROM purchase_receipt_lines INDEXED BY purchase_receipt_lines_import
   WHERE import_id = @importId`,
);
const selectReturned = readStatement<{ importId: number }, { quantity: number }>(
  `SELECT COALESCE(SUM(r.quantity), 0) AS quantity FROM batches b CROSS JOIN supplier_returns r ON r.batch_id = b.id
   WHERE b.import_id = @importId AND r.reversed_by_id IS NULL`,
);
const addSentBack = writeStatement<{ id: number; quantity: number }>(
  'UPDATE purchase_receipt_lines SET sent_back = sent_back + CAST(@quantity AS INTEGER) WHERE id = @id',
);
const setLineReceived = writeStatement<{ id: number; received: number }>(
  'UPDATE purchase_order_lines SET received_quantity = @received WHERE id = @id',
);
const setLineWaived = writeStatement<{ id: number; waived: number }>(
  'UPDATE purchase_order_lines SET waived_quantity = @waived WHERE id = @id',
);
const insertDifferenceRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO purchase_differences (order_id, line_id, import_id, kind, sku_id, quantity, unit_price, charged, details,
     state, found_at)
   VALUES (@orderId, @lineId, @importId, @kind, @skuId, @quantity, @unitPrice, @charged, @details, 'open', @foundAt)`,
);
const deleteOpenShort = writeStatement<{ lineId: number }>(
  "DELETE FROM purchase_differences WHERE line_id = @lineId AND kind = 'short' AND state = 'open'",
);
const updateDecided = writeStatement<Record<string, unknown>>(
  `UPDATE purchase_differences SET state = 'decided', decision = @decision, note = @note, credited = @credited,
     entry_id = @entryId, return_document_id = @returnDocumentId, decided_at = @at, decided_by = @by
   WHERE id = @id AND state = 'open'`,
);
const updateReopened = writeStatement<{ id: number }>(
  `UPDATE purchase_differences SET state = 'open', decision = NULL, note = '', credited = 0, entry_id = NULL,
     decided_at = NULL, decided_by = NULL WHERE id = @id`,
);
const updateUndone = writeStatement<{ importId: number }>(
  `UPDATE purchase_differences SET state = 'undone', decision = NULL
   WHERE import_id = @importId AND state IN ('open', 'decided') AND return_document_id IS NULL`,
);
const deleteIncoming = writeStatement<{ orderId: number }>('DELETE FROM incoming_stock WHERE order_id = @orderId');
const insertIncoming = writeStatement<Record<string, unknown>>(
  `INSERT INTO incoming_stock (line_id, order_id, sku_id, supplier_id, quantity, expected_on)
   VALUES (@lineId, @orderId, @skuId, @supplierId, @quantity, @expectedOn)`,
);

export function findDifference(db: Readable, id: PurchaseDifferenceId): StoredDifference | null {
  return selectDifference.get(db, { id }) ?? null;
}

export function readDifferences(db: Readable, orderId: PurchaseOrderId): StoredDifference[] {
  return selectDifferences.all(db, { orderId });
}

export function readReceipts(db: Readable, orderId: PurchaseOrderId): StoredReceipt[] {
  return selectReceipts.all(db, { orderId });
}

/** The order that an import was posted against. */
export function findOrderOfImport(
  db: Readable,
  importId: ImportId,
): { orderId: PurchaseOrderId; number: string } | null {
  return selectOrderOfImport.get(db, { importId }) ?? null;
}

/** What the receipts of an order were charged beyond the cost of the keys that they brought. */
export function readSurplus(db: Readable, orderId: PurchaseOrderId): Money {
  return selectSurplus.get(db, { orderId })?.amount ?? ZERO_MONEY;
}

/** What they were charged in all. */
export function readCharged(db: Readable, orderId: PurchaseOrderId): Money {
  return selectSurplus.get(db, { orderId })?.charged ?? ZERO_MONEY;
}

/** What came of an order came on consignment: it is owed when it is sold, and nothing was charged for it. */
export function isReceivedOnConsignment(db: Readable, orderId: PurchaseOrderId): boolean {
  return selectOwed.get(db, { orderId })?.isConsigned === 1;
}

/** All lines of a receipt; those of the SKU, where there is one, come last, which is where taking back begins. */
export function readReceiptLines(db: Readable, importId: ImportId, skuId: SkuId) {
  return selectReceiptLines.all(db, { importId, skuId });
}

/** Keys received by line, without what was withdrawn again and what was too many and went back. */
export function readReceivedByLine(db: Readable, orderId: PurchaseOrderId): Map<PurchaseOrderLineId, number> {
  return new Map(selectReceivedLines.all(db, { orderId }).map(({ lineId, quantity }) => [lineId, quantity]));
}

export function insertReceipt(
  tx: WriteTx,
  receipt: { importId: ImportId; orderId: PurchaseOrderId; postedAt: number },
): void {
  insertReceiptRow.run(tx, receipt);
}

export function insertReceiptLine(
  tx: WriteTx,
  line: { importId: ImportId; lineId: PurchaseOrderLineId | null; skuId: SkuId; quantity: number },
): void {
  insertReceiptLineRow.run(tx, line);
}

export function takeBackReceiptLine(tx: WriteTx, id: number, quantity: number): void {
  addTakenBack.run(tx, { id, quantity });
}

/** Keys of a receipt that went back to the supplier and did not come back from there. */
export function countSentBack(db: Readable, importId: ImportId): number {
  return selectReturned.get(db, { importId })?.quantity ?? 0;
}

/** Of each line of a receipt the keys that its order waits for again, though no undo withdrew them. */
export function readSentBackLines(db: Readable, importId: ImportId): { id: number; sentBack: number }[] {
  return selectSentBackLines.all(db, { importId });
}

/** Less than none where keys came back to us. */
export function addSentBackToLine(tx: WriteTx, id: number, quantity: number): void {
  addSentBack.run(tx, { id, quantity });
}

export function setReceived(tx: WriteTx, id: PurchaseOrderLineId, received: number): void {
  setLineReceived.run(tx, { id, received });
}

export function setWaived(tx: WriteTx, id: PurchaseOrderLineId, waived: number): void {
  setLineWaived.run(tx, { id, waived });
}

export interface NewDifference {
  readonly orderId: PurchaseOrderId;
  readonly lineId: PurchaseOrderLineId | null;
  readonly importId: ImportId | null;
  readonly kind: DifferenceKind;
  readonly skuId: SkuId | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly charged: Money;
  /** Refused rows by reason. */
  readonly byReason: Readonly<Record<string, number>>;
  readonly foundAt: number;
}

export function insertDifference(tx: WriteTx, { byReason, ...difference }: NewDifference): void {
  insertDifferenceRow.run(tx, { ...difference, details: JSON.stringify({ byReason }) });
}

export function removeOpenShort(tx: WriteTx, lineId: PurchaseOrderLineId): void {
  deleteOpenShort.run(tx, { lineId });
}

export interface DecidedDifference {
  readonly id: PurchaseDifferenceId;
  readonly decision: DifferenceDecision;
  readonly note: string;
  readonly credited: Money;
  readonly entryId: SupplierEntryId | null;
  readonly returnDocumentId: StockDocumentId | null;
  readonly at: number;
  readonly by: number | null;
}

/** False when somebody decided it meanwhile. */
export function markDifferenceDecided(tx: WriteTx, decided: DecidedDifference): boolean {
  return updateDecided.run(tx, { ...decided }).changes === 1;
}

export function reopenDifference(tx: WriteTx, id: PurchaseDifferenceId): void {
  updateReopened.run(tx, { id });
}

/** The differences of an import that was undone whole; those whose keys went back to the supplier stand. */
export function markDifferencesUndone(tx: WriteTx, importId: ImportId): void {
  updateUndone.run(tx, { importId });
}

export interface IncomingLine {
  readonly lineId: PurchaseOrderLineId;
  readonly skuId: SkuId;
  readonly quantity: number;
}

/** Rewrites what is on its way by one order. */
export function writeIncoming(
  tx: WriteTx,
  order: { orderId: PurchaseOrderId; supplierId: number; expectedOn: string | null },
  lines: readonly IncomingLine[],
): void {
  deleteIncoming.run(tx, { orderId: order.orderId });
  for (const line of lines) insertIncoming.run(tx, { ...order, ...line });
}
