import type { Readable } from '#core/db/connection.ts';
import { prepared, readStatement } from '#core/db/statement.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, CardKeyId, ImportId, SkuId } from '#shared/domain/ids.ts';
import { firstByIndex } from './list-conditions.ts';

const SUMS = `COALESCE(SUM(s.on_hand), 0) AS onHand, COALESCE(SUM(s.available), 0) AS available,
  COALESCE(SUM(s.reserved), 0) AS reserved, COALESCE(SUM(s.quarantined), 0) AS quarantined,
  COALESCE(SUM(s.placed), 0) AS placed, COALESCE(SUM(s.delivered), 0) AS delivered,
  COALESCE(SUM(s.claimed), 0) AS claimed, COALESCE(SUM(s.returned), 0) AS returned,
  COALESCE(SUM(s.voided), 0) AS voided, COALESCE(SUM(s.expired), 0) AS expired,
  COALESCE(SUM(s.withdrawn), 0) AS withdrawn, COALESCE(SUM(s.value_on_hand), 0) AS valueOnHand`;

export interface StockCounts {
  readonly onHand: number;
  readonly available: number;
  readonly reserved: number;
  readonly quarantined: number;
  readonly placed: number;
  readonly delivered: number;
  readonly claimed: number;
  readonly returned: number;
  readonly voided: number;
  readonly expired: number;
  readonly withdrawn: number;
  readonly valueOnHand: number;
}

export interface SkuStock extends StockCounts {
  readonly skuId: SkuId;
  readonly skuCode: string;
  readonly skuName: string;
  readonly skuKey: string;
  readonly productName: string;
  readonly brandName: string;
  readonly minimumStock: number;
  readonly minimumDaysLeft: number;
  readonly salePrice: number | null;
  readonly isArchived: number;
}

// Every SKU, a few thousand at most: projection rows, no keys.
const selectSkuStock = readStatement<Record<string, never>, SkuStock>(
  `SELECT k.id AS skuId, k.code AS skuCode, k.name AS skuName, k.code_key AS skuKey, p.name AS productName,
     b.name AS brandName, k.minimum_stock AS minimumStock, k.minimum_days_left AS minimumDaysLeft,
     k.sale_price AS salePrice, k.is_archived AS isArchived,
     COALESCE(s.on_hand, 0) AS onHand, COALESCE(s.available, 0) AS available, COALESCE(s.reserved, 0) AS reserved,
     COALESCE(s.quarantined, 0) AS quarantined, COALESCE(s.placed, 0) AS placed,
     COALESCE(s.delivered, 0) AS delivered, COALESCE(s.claimed, 0) AS claimed, COALESCE(s.returned, 0) AS returned,
     COALESCE(s.voided, 0) AS voided, COALESCE(s.expired, 0) AS expired, COALESCE(s.withdrawn, 0) AS withdrawn,
     COALESCE(s.value_on_hand, 0) AS valueOnHand
   FROM skus k JOIN products p ON p.id = k.product_id JOIN brands b ON b.id = p.brand_id
     LEFT JOIN sku_stock s ON s.sku_id = k.id
   WHERE k.merged_into_id IS NULL OR s.on_hand > 0
   ORDER BY k.code_key`,
);
const selectExpiring = readStatement<
  { through: string },
  { skuId: SkuId; expiresOn: string; quantity: number; available: number }
>(
  `SELECT s.sku_id AS skuId, s.expires_on AS expiresOn, s.on_hand AS quantity, s.available FROM batch_stock s
   WHERE s.expires_on <= @through AND s.on_hand > 0 ORDER BY s.expires_on`,
);

/** Stock of all SKUs, by code. */
export function readSkuStock(db: Readable): SkuStock[] {
  return selectSkuStock.all(db, {});
}

/** Lots on hand whose last day is on or before `through`. */
export function readExpiringLots(db: Readable, through: string) {
  return selectExpiring.all(db, { through });
}

export interface BatchStock extends StockCounts {
  readonly id: BatchId;
  readonly number: string;
  readonly label: string;
  readonly skuId: SkuId;
  readonly skuCode: string;
  readonly skuName: string;
  readonly supplierId: number;
  readonly supplierName: string;
  readonly importId: number | null;
  readonly importNumber: string;
  readonly parentBatchId: BatchId | null;
  readonly receiptKind: string;
  readonly receivedOn: string;
  readonly keyCount: number;
  readonly totalCost: number;
}

const BATCH = `SELECT b.id, b.number, b.label, b.sku_id AS skuId, k.code AS skuCode, k.name AS skuName,
    b.supplier_id AS supplierId, p.name AS supplierName, b.import_id AS importId,
    COALESCE(i.number, '') AS importNumber, b.parent_batch_id AS parentBatchId, b.receipt_kind AS receiptKind,
    b.received_on AS receivedOn, b.key_count AS keyCount, b.total_cost AS totalCost
  FROM batches b JOIN skus k ON k.id = b.sku_id JOIN suppliers p ON p.id = b.supplier_id
    LEFT JOIN imports i ON i.id = b.import_id`;
const ON_HAND = 'EXISTS (SELECT 1 FROM batch_stock s WHERE s.batch_id = b.id AND s.on_hand > 0)';

type BatchWithoutCounts = Omit<BatchStock, keyof StockCounts>;

const selectBatchSums = readStatement<
  { batchId: number },
  StockCounts & { firstExpiresOn: string | null; isHeld: number }
>(
  `SELECT ${SUMS}, MIN(CASE WHEN s.on_hand > 0 THEN s.expires_on END) AS firstExpiresOn,
     MAX(s.held_by_document_id IS NOT NULL) AS isHeld
   FROM batch_stock s WHERE s.batch_id = @batchId`,
);
const selectBatch = readStatement<{ id: number }, BatchWithoutCounts>(
  `${BATCH} WHERE b.id = @id AND b.state <> 'loading'`,
);

export interface BatchListFilter {
  readonly skuId?: number;
  readonly supplierId?: number;
  readonly importId?: number;
  readonly onHandOnly: boolean;
}

/** Batches, newest first, from below `before`. */
export function readBatches(
  db: Readable,
  filter: BatchListFilter,
  before: number,
  limit: number,
): BatchWithoutCounts[] {
  const { onHandOnly: _, ...ids } = filter;
  return prepared(db, batchListStatement(filter)).all({ ...ids, before, limit }) as BatchWithoutCounts[];
}

export function batchListStatement(filter: BatchListFilter): string {
  const conditions = [
    'b.id < @before',
    "b.state <> 'loading'",
    ...firstByIndex([
      filter.importId !== undefined && 'b.import_id = @importId',
      filter.skuId !== undefined && 'b.sku_id = @skuId',
      filter.supplierId !== undefined && 'b.supplier_id = @supplierId',
    ]),
  ];
  if (filter.onHandOnly) conditions.push(ON_HAND);
  return `${BATCH} WHERE ${conditions.join(' AND ')} ORDER BY b.id DESC LIMIT CAST(@limit AS INTEGER)`;
}

export function findBatch(db: Readable, id: BatchId): BatchWithoutCounts | null {
  return selectBatch.get(db, { id }) ?? null;
}

export function readBatchSums(db: Readable, batchId: BatchId) {
  return selectBatchSums.get(db, { batchId });
}

export interface FoundBatch {
  readonly id: BatchId;
  readonly number: string;
  readonly label: string;
  readonly skuName: string;
  readonly supplierName: string;
}

const FOUND_BATCH = `SELECT b.id, b.number, b.label, k.name AS skuName, p.name AS supplierName
  FROM batches b JOIN skus k ON k.id = b.sku_id JOIN suppliers p ON p.id = b.supplier_id`;
const selectBatchesById = readStatement<{ before: number; limit: number }, FoundBatch>(
  `${FOUND_BATCH} WHERE b.id <= @before AND b.state <> 'loading' ORDER BY b.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectBatchesByNumber = readStatement<{ from: string; to: string; limit: number }, FoundBatch>(
  `${FOUND_BATCH} WHERE b.number >= @from AND b.number < @to AND b.state <> 'loading'
   ORDER BY b.number DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectBatchesByLabel = readStatement<{ from: string; to: string; limit: number }, FoundBatch>(
  `${FOUND_BATCH} WHERE b.label >= @from AND b.label < @to AND b.label <> '' AND b.state <> 'loading'
   ORDER BY b.label DESC, b.id DESC LIMIT CAST(@limit AS INTEGER)`,
);

/** Above every text that begins with `text`. */
function above(text: string): string {
  return `${text}\u{10ffff}`;
}

/** The newest batches from `before` down. */
export function readNewestBatches(db: Readable, before: number, limit: number): FoundBatch[] {
  return selectBatchesById.all(db, { before, limit });
}

/** Batches whose number, or else whose label, begins with the text; each by its index. */
export function findBatchesByText(db: Readable, text: string, limit: number): FoundBatch[] {
  const number = text.toUpperCase();
  const byNumber = selectBatchesByNumber.all(db, { from: number, to: above(number), limit });
  const byLabel = selectBatchesByLabel.all(db, { from: text, to: above(text), limit });
  const known = new Set(byNumber.map(({ id }) => id));
  return [...byNumber, ...byLabel.filter(({ id }) => !known.has(id))].slice(0, limit);
}

export interface FoundImport {
  readonly id: ImportId;
  readonly number: string;
  readonly supplierName: string;
  readonly documentOn: string;
}

const FOUND_IMPORT = `SELECT i.id, i.number, p.name AS supplierName, i.document_on AS documentOn
  FROM imports i JOIN suppliers p ON p.id = i.supplier_id`;
const selectImportsById = readStatement<{ before: number; limit: number }, FoundImport>(
  `${FOUND_IMPORT} WHERE i.id <= @before ORDER BY i.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectImportsByNumber = readStatement<{ from: string; to: string; limit: number }, FoundImport>(
  `${FOUND_IMPORT} WHERE i.number >= @from AND i.number < @to ORDER BY i.number DESC LIMIT CAST(@limit AS INTEGER)`,
);

/** The newest imports from `before` down. */
export function readNewestImports(db: Readable, before: number, limit: number): FoundImport[] {
  return selectImportsById.all(db, { before, limit });
}

export function findImportsByNumber(db: Readable, text: string, limit: number): FoundImport[] {
  const number = text.toUpperCase();
  return selectImportsByNumber.all(db, { from: number, to: above(number), limit });
}

const selectTotals = readStatement<Record<string, never>, StockCounts>(`SELECT ${SUMS} FROM sku_stock s`);

export function readStockTotals(db: Readable): StockCounts | undefined {
  return selectTotals.get(db, {});
}

export interface MovementListRow {
  readonly id: number;
  readonly kind: string;
  readonly reason: string;
  readonly skuId: SkuId;
  readonly skuCode: string;
  readonly skuName: string;
  readonly batchId: BatchId;
  readonly batchNumber: string;
  readonly quantity: number;
  readonly value: number;
  readonly occurredOn: string;
  readonly documentKind: 'import' | 'delivery' | 'stock-document';
  readonly documentId: number;
  readonly postedAt: number;
  readonly documentNumber: string;
}

const MOVEMENT = `SELECT m.id, m.kind, m.reason, m.sku_id AS skuId, k.code AS skuCode, k.name AS skuName,
    m.batch_id AS batchId, b.number AS batchNumber, m.quantity, m.value, m.occurred_on AS occurredOn,
    m.document_kind AS documentKind, m.document_id AS documentId, m.posted_at AS postedAt,
    CASE m.document_kind
      WHEN 'import' THEN (SELECT number FROM imports WHERE id = m.document_id)
      WHEN 'delivery' THEN (SELECT number FROM deliveries WHERE id = m.document_id)
      ELSE (SELECT number FROM stock_documents WHERE id = m.document_id) END AS documentNumber
  FROM movements m JOIN skus k ON k.id = m.sku_id JOIN batches b ON b.id = m.batch_id`;

export interface MovementListFilter {
  readonly skuId?: number;
  readonly batchId?: number;
  readonly month?: string;
  readonly document?: { readonly kind: string; readonly id: number };
  readonly kind?: string;
}

/** Movements, newest first; each filter has its index, the kind is looked at on the way. */
export function readMovements(
  db: Readable,
  filter: MovementListFilter,
  before: number,
  limit: number,
): MovementListRow[] {
  const { document, ...plain } = filter;
  const parameters = { ...plain, documentKind: document?.kind, documentId: document?.id, before, limit };
  return prepared(db, movementListStatement(filter)).all(parameters) as MovementListRow[];
}

export function movementListStatement(filter: MovementListFilter): string {
  const conditions = [
    'm.id < @before',
    ...firstByIndex([
      filter.document !== undefined && 'm.document_id = @documentId AND m.document_kind = @documentKind',
      filter.batchId !== undefined && 'm.batch_id = @batchId',
      filter.skuId !== undefined && 'm.sku_id = @skuId',
      filter.month !== undefined && 'm.month = @month',
      filter.kind !== undefined && '+m.kind = @kind',
    ]),
  ];
  return `${MOVEMENT} WHERE ${conditions.join(' AND ')} ORDER BY m.id DESC LIMIT CAST(@limit AS INTEGER)`;
}

const DOCUMENT = `SELECT d.id, d.number, d.kind, d.reason, d.note, d.quantity, d.is_pending AS isPending,
  d.occurred_on AS occurredOn, d.posted_at AS postedAt, u.name AS postedBy
  FROM stock_documents d LEFT JOIN users u ON u.id = d.posted_by`;

export interface DocumentListRow {
  readonly id: number;
  readonly number: string;
  readonly kind: string;
  readonly reason: string;
  readonly note: string;
  readonly quantity: number;
  readonly isPending: number;
  readonly occurredOn: string;
  readonly postedAt: number;
  readonly postedBy: string | null;
}

const selectDocuments = readStatement<{ before: number; limit: number }, DocumentListRow>(
  `${DOCUMENT} WHERE d.id < @before ORDER BY d.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectDocumentsOfKind = readStatement<{ kind: string; before: number; limit: number }, DocumentListRow>(
  `${DOCUMENT} WHERE d.kind = @kind AND d.id < @before ORDER BY d.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectDocument = readStatement<{ id: number }, DocumentListRow>(`${DOCUMENT} WHERE d.id = @id`);
const selectDocumentKeys = readStatement<
  { id: number },
  { id: CardKeyId; tail: string; fromState: KeyState; toState: KeyState }
>(
  `SELECT e.key_id AS id, k.number_tail AS tail, e.from_state AS fromState, e.to_state AS toState
   FROM key_events e JOIN card_keys k ON k.id = e.key_id
   WHERE e.document_kind = 'stock-document' AND e.document_id = @id ORDER BY e.id LIMIT 200`,
);

export function readDocuments(
  db: Readable,
  kind: string | undefined,
  before: number,
  limit: number,
): DocumentListRow[] {
  return kind === undefined
    ? selectDocuments.all(db, { before, limit })
    : selectDocumentsOfKind.all(db, { kind, before, limit });
}

export function findDocumentRow(db: Readable, id: number): DocumentListRow | null {
  return selectDocument.get(db, { id }) ?? null;
}

/** The first 200 keys that a document moved. */
export function readDocumentKeys(db: Readable, id: number) {
  return selectDocumentKeys.all(db, { id });
}
