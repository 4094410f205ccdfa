import type { Readable, WriteTx } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { CorrectedKeyRow, PriceCorrectionRow } from '#shared/contract/price-corrections.contract.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type {
  BatchId,
  CardKeyId,
  ImportId,
  SkuId,
  StockDocumentId,
  SupplierEntryId,
  SupplierId,
} from '#shared/domain/ids.ts';
import { type Money, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';

/** A key that a correction may concern, as it stands now. */
export interface CorrectableKey {
  readonly id: CardKeyId;
  readonly batchId: BatchId;
  readonly skuId: SkuId;
  readonly supplierId: SupplierId;
  readonly state: KeyState;
  readonly expiresOn: string;
  readonly cost: Money;
  readonly valueLeft: Money;
  readonly usesLeft: number;
  readonly uses: number;
}

/** A key of a posted correction as it stands now, with its part. */
export interface PostedKey extends CorrectableKey {
  readonly usesThen: number;
  readonly stockPart: Money;
  readonly costPart: Money;
}

export interface CorrectableReceipt {
  readonly importId: ImportId;
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly receiptKind: string;
  readonly documentOn: Day;
  readonly externalNumber: string;
  readonly keyCount: number;
  readonly totalCost: Money;
}

const KEY = `k.id, k.batch_id AS batchId, k.sku_id AS skuId, b.supplier_id AS supplierId, k.state, k.expires_on AS expiresOn,
  k.cost, k.value_left AS valueLeft, k.uses_left AS usesLeft, s.uses_per_key AS uses`;
// What went back, and what was withdrawn, was bought by nobody any more.
const selectKeys = readStatement<{ importId: number; skuId: number; limit: number }, CorrectableKey>(
  `SELECT ${KEY} FROM batches b JOIN card_keys k ON k.batch_id = b.id JOIN skus s ON s.id = k.sku_id
   WHERE b.import_id = @importId AND b.sku_id = @skuId AND b.state = 'posted'
     AND k.state NOT IN ('withdrawn', 'returned-to-supplier') LIMIT CAST(@limit AS INTEGER)`,
);
const selectPosted = readStatement<{ documentId: number }, PostedKey>(
  `SELECT ${KEY}, p.uses_left AS usesThen, p.stock_part AS stockPart, p.cost_part AS costPart
   FROM price_correction_keys p JOIN card_keys k ON k.id = p.key_id JOIN batches b ON b.id = k.batch_id
     JOIN skus s ON s.id = k.sku_id
   WHERE p.document_id = @documentId ORDER BY p.key_id`,
);
const selectBetween = readStatement<Record<string, unknown>, CorrectableKey>(
  `SELECT ${KEY} FROM card_keys k NOT INDEXED CROSS JOIN batches b ON b.id = k.batch_id JOIN skus s ON s.id = k.sku_id
   WHERE k.id BETWEEN CAST(@from AS INTEGER) AND CAST(@through AS INTEGER)
     AND k.batch_id IN (SELECT value FROM json_each(@batchIds)) ORDER BY k.id LIMIT CAST(@limit AS INTEGER)`,
);
const selectPostedAfter = readStatement<{ documentId: number; after: number; limit: number }, PostedKey>(
  `SELECT ${KEY}, p.uses_left AS usesThen, p.stock_part AS stockPart, p.cost_part AS costPart
   FROM price_correction_keys p CROSS JOIN card_keys k ON k.id = p.key_id JOIN batches b ON b.id = k.batch_id
     JOIN skus s ON s.id = k.sku_id
   WHERE p.document_id = @documentId AND p.key_id > @after ORDER BY p.key_id LIMIT CAST(@limit AS INTEGER)`,
);
const selectLastKey = readStatement<{ documentId: number }, { id: CardKeyId | null }>(
  'SELECT max(key_id) AS id FROM price_correction_keys WHERE document_id = @documentId',
);
const selectMovedValues = readStatement<{ documentId: number }, { value: Money }>(
  "SELECT value FROM movements WHERE document_kind = 'stock-document' AND document_id = @documentId",
);
const updateParts = writeStatement<{ documentId: number; stockPart: number }>(
  `UPDATE price_corrections SET stock_part = CAST(@stockPart AS INTEGER),
     cost_part = shop_total - CAST(@stockPart AS INTEGER) WHERE document_id = @documentId`,
);
const selectCorrectedWithin = readStatement<{ supplierId: number; fromOn: string; toOn: string }, { amount: Money }>(
  `SELECT COALESCE(SUM(total), 0) AS amount FROM price_corrections INDEXED BY price_corrections_supplier
   WHERE supplier_id = @supplierId AND papered_on BETWEEN @fromOn AND @toOn`,
);
const selectLatest = readStatement<{ importId: number }, { id: StockDocumentId | null }>(
  'SELECT max(document_id) AS id FROM price_correction_receipts WHERE import_id = @importId',
);

const RECEIPT = `i.id AS importId, i.number, i.supplier_id AS supplierId, i.receipt_kind AS receiptKind,
  i.document_on AS documentOn, i.external_number AS externalNumber, b.key_count AS keyCount, b.total_cost AS totalCost`;
const selectReceipts = readStatement<{ supplierId: number; skuId: number }, CorrectableReceipt>(
  `SELECT ${RECEIPT} FROM batches b JOIN imports i ON i.id = b.import_id
   WHERE b.supplier_id = @supplierId AND b.sku_id = @skuId AND b.state = 'posted'
     AND b.receipt_kind IN ('purchase', 'rebate') ORDER BY b.id DESC LIMIT 200`,
);
const selectReceipt = readStatement<{ importId: number; skuId: number }, CorrectableReceipt>(
  `SELECT ${RECEIPT} FROM batches b JOIN imports i ON i.id = b.import_id
   WHERE b.import_id = @importId AND b.sku_id = @skuId AND b.state = 'posted' ORDER BY b.id LIMIT 1`,
);
const selectStanding = readStatement<{ importId: number }, { number: string }>(
  `SELECT d.number FROM price_correction_receipts r JOIN price_corrections c ON c.document_id = r.document_id
     JOIN stock_documents d ON d.id = c.document_id
   WHERE r.import_id = @importId AND c.reverses_id IS NULL
     AND NOT EXISTS (SELECT 1 FROM price_corrections x WHERE x.reverses_id = c.document_id) LIMIT 1`,
);

// The first movement of a child batch is the reclassification that made it; a large one keeps its wish under `move`.
const selectRecosted = readStatement<{ importId: number }, { number: string }>(
  `SELECT d.number FROM batches b JOIN movements m ON m.id = (SELECT min(f.id) FROM movements f WHERE f.batch_id = b.id)
     JOIN stock_documents d ON d.id = m.document_id
   WHERE b.import_id = @importId AND b.parent_batch_id IS NOT NULL AND m.document_kind = 'stock-document'
     AND COALESCE(json_extract(d.details, '$.unitCost'), json_extract(d.details, '$.move.unitCost')) IS NOT NULL LIMIT 1`,
);

const ROW = `c.document_id AS documentId, d.number, d.reason, c.supplier_id AS supplierId, s.name AS supplierName,
    c.sku_id AS skuId, ${skuTitleOf('k')} AS skuName, c.external_number AS externalNumber, c.change_by AS changeBy,
    c.change_amount AS changeAmount, c.papered_on AS paperedOn, c.month, c.currency, c.rate, c.rate_on AS rateOn, d.quantity,
    c.total, c.shop_total AS shopTotal, c.stock_part AS stockPart, c.cost_part AS costPart, c.entry_id AS entryId,
    e.number AS entryNumber, c.reverses_id AS reversesId, o.number AS reversesNumber, x.number AS reversedByNumber,
    d.posted_at AS postedAt, COALESCE(u.name, '') AS postedBy
  FROM price_corrections c JOIN stock_documents d ON d.id = c.document_id JOIN suppliers s ON s.id = c.supplier_id
    JOIN skus k ON k.id = c.sku_id LEFT JOIN supplier_entries e ON e.id = c.entry_id LEFT JOIN stock_documents o ON o.id = c.reverses_id
    LEFT JOIN price_corrections r ON r.reverses_id = c.document_id LEFT JOIN stock_documents x ON x.id = r.document_id
    LEFT JOIN users u ON u.id = d.posted_by`;
const selectRow = readStatement<{ id: number }, PriceCorrectionRow>(`SELECT ${ROW} WHERE c.document_id = @id`);
const selectOfImports = readStatement<{ id: number }, { importId: ImportId; number: string }>(
  `SELECT i.id AS importId, i.number FROM price_correction_receipts r JOIN imports i ON i.id = r.import_id
   WHERE r.document_id = @id ORDER BY i.id`,
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO price_corrections (document_id, supplier_id, sku_id, external_number, change_by, change_amount, papered_on,
     month, currency, rate, rate_on, total, shop_total, stock_part, cost_part, entry_id, reverses_id)
   VALUES (@documentId, @supplierId, @skuId, @externalNumber, @changeBy, @changeAmount, @paperedOn, @month, @currency, @rate,
     @rateOn, @total, @shopTotal, @stockPart, @costPart, @entryId, @reversesId)`,
);
const insertReceiptRow = writeStatement<{ documentId: number; importId: number }>(
  'INSERT INTO price_correction_receipts (document_id, import_id) VALUES (@documentId, @importId)',
);
const insertKeyRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO price_correction_keys (document_id, key_id, uses_left, stock_part, cost_part)
   VALUES (@documentId, @keyId, @usesLeft, @stockPart, @costPart)`,
);

/** At most `limit` keys of one receipt and SKU. */
export function readCorrectableKeys(db: Readable, importId: ImportId, skuId: SkuId, limit: number): CorrectableKey[] {
  return selectKeys.all(db, { importId, skuId, limit });
}

/** The keys of a posted correction as they stand now, each with its part. */
export function readCorrectedKeys(db: Readable, documentId: StockDocumentId) {
  return selectPosted.all(db, { documentId });
}

/** Some of the same, in the order of ids. */
export function readCorrectedKeysAfter(db: Readable, documentId: StockDocumentId, after: CardKeyId, limit: number) {
  return selectPostedAfter.all(db, { documentId, after, limit });
}

/** Keys of some batches by their ids, in whatever state. */
export function readKeysBetween(
  db: Readable,
  { batchIds, ...range }: { batchIds: readonly BatchId[]; from: number; through: number; limit: number },
): CorrectableKey[] {
  return selectBetween.all(db, { ...range, batchIds: JSON.stringify(batchIds) });
}

/** The last key that a document in turns has gone through; 0 before the first. */
export function lastCorrectedKey(db: Readable, documentId: StockDocumentId): CardKeyId {
  return selectLastKey.get(db, { documentId })?.id ?? (0 as CardKeyId);
}

/** A document in turns is through: what its keys took into stock is what it says, and the rest is cost. */
export function settleCorrectionParts(tx: WriteTx, documentId: StockDocumentId): void {
  const stockPart = sumMoney(selectMovedValues.all(tx, { documentId }).map(({ value }) => value));
  updateParts.run(tx, { documentId, stockPart });
}

/** The latest correction of an import, reversals too; null where there is none. */
export function latestCorrectionOf(db: Readable, importId: ImportId): StockDocumentId | null {
  return selectLatest.get(db, { importId })?.id ?? null;
}

/** The latest receipts of a supplier and SKU, one row per batch. */
export function readCorrectableReceipts(db: Readable, supplierId: SupplierId, skuId: SkuId): CorrectableReceipt[] {
  return selectReceipts.all(db, { supplierId, skuId });
}

export function findCorrectableReceipt(db: Readable, importId: ImportId, skuId: SkuId): CorrectableReceipt | null {
  return selectReceipt.get(db, { importId, skuId }) ?? null;
}

/** The number of a correction that stands for this import; null where there is none. */
export function findStandingCorrection(db: Readable, importId: ImportId): string | null {
  return selectStanding.get(db, { importId })?.number ?? null;
}

/** The number of a reclassification that gave keys of this import another cost than they were bought at; null where there is none. */
export function findRecosting(db: Readable, importId: ImportId): string | null {
  return selectRecosted.get(db, { importId })?.number ?? null;
}

export function findCorrection(db: Readable, id: StockDocumentId): PriceCorrectionRow | null {
  return selectRow.get(db, { id }) ?? null;
}

export function readCorrectionReceipts(db: Readable, id: StockDocumentId) {
  return selectOfImports.all(db, { id });
}

export interface NewCorrection {
  readonly documentId: StockDocumentId;
  readonly supplierId: SupplierId;
  readonly skuId: SkuId;
  readonly externalNumber: string;
  readonly changeBy: PriceCorrectionRow['changeBy'];
  readonly changeAmount: Money;
  readonly paperedOn: Day;
  readonly month: Month;
  readonly currency: string;
  readonly rate: number | null;
  readonly rateOn: string | null;
  readonly total: Money;
  readonly shopTotal: Money;
  readonly stockPart: Money;
  readonly costPart: Money;
  readonly entryId: SupplierEntryId | null;
  readonly reversesId: StockDocumentId | null;
}

export function insertCorrection(tx: WriteTx, row: NewCorrection, importIds: readonly ImportId[]): void {
  insertRow.run(tx, { ...row });
  for (const importId of importIds) insertReceiptRow.run(tx, { documentId: row.documentId, importId });
}

export function insertCorrectedKey(
  tx: WriteTx,
  row: { documentId: StockDocumentId; keyId: CardKeyId; usesLeft: number; stockPart: Money; costPart: Money },
): void {
  insertKeyRow.run(tx, row);
}

export interface CorrectionFilter {
  readonly supplierId?: SupplierId;
  readonly month?: Month;
}

export function correctionListStatement(filter: CorrectionFilter): string {
  const conditions = ['c.document_id < @before'];
  if (filter.supplierId !== undefined) conditions.push('c.supplier_id = @supplierId');
  if (filter.month !== undefined) conditions.push('c.month = @month');
  return `SELECT ${ROW} WHERE ${conditions.join(' AND ')}
    ORDER BY c.document_id DESC LIMIT CAST(@limit AS INTEGER)`;
}

/** Newest first, from below `before`. */
export function listCorrections(
  db: Readable,
  filter: CorrectionFilter,
  before: number,
  limit: number,
): PriceCorrectionRow[] {
  return prepared(db, correctionListStatement(filter)).all({ ...filter, before, limit }) as PriceCorrectionRow[];
}

export function correctedKeysStatement(part: 'stock' | 'cost' | undefined): string {
  const conditions = ['p.document_id = @documentId', 'p.key_id > @after'];
  if (part !== undefined) conditions.push(`p.${part}_part <> 0`);
  return `SELECT p.key_id AS keyId, k.number_tail AS tail, k.state, b.id AS batchId, b.number AS batchNumber,
      p.stock_part AS stockPart, p.cost_part AS costPart, d.id AS deliveryId, d.number AS deliveryNumber,
      COALESCE(o.order_number, '') AS orderNumber, COALESCE(d.buyer, '') AS buyer
    FROM price_correction_keys p JOIN card_keys k ON k.id = p.key_id JOIN batches b ON b.id = k.batch_id
      LEFT JOIN deliveries d ON d.id = (SELECT x.delivery_id FROM delivery_keys x WHERE x.key_id = p.key_id
        ORDER BY x.delivery_id DESC LIMIT 1)
      LEFT JOIN shop_orders o ON o.id = d.order_id
    WHERE ${conditions.join(' AND ')} ORDER BY p.key_id LIMIT CAST(@limit AS INTEGER)`;
}

/** The rows behind a correction's numbers: each key with the last delivery that it went out with. */
export function listCorrectedKeys(
  db: Readable,
  query: { documentId: StockDocumentId; part?: 'stock' | 'cost'; after: number; limit: number },
): CorrectedKeyRow[] {
  const { documentId, part, after, limit } = query;
  return prepared(db, correctedKeysStatement(part)).all({ documentId, after, limit }) as CorrectedKeyRow[];
}

/** What corrections of prices with papers of some days changed for purchases, reversals with theirs, in the currency of the account. */
export function correctedWithin(db: Readable, supplierId: SupplierId, span: { from: Day; to: Day }): Money {
  return selectCorrectedWithin.get(db, { supplierId, fromOn: span.from, toOn: span.to })?.amount ?? ZERO_MONEY;
}
