import type { Readable, WriteTx } from '#core/db/connection.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import { firstByIndex } from '#core/inventory/list-conditions.ts';
import type { BatchId, ImportId, SkuId, SupplierEntryId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';

export interface StoredImport {
  readonly id: ImportId;
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly supplierName: string;
  readonly currency: string;
  readonly receiptKind: string;
  readonly state: string;
  readonly fileName: string;
  readonly documentOn: string;
  readonly externalNumber: string;
  readonly amountCharged: number | null;
  readonly settings: string;
  readonly summary: string;
  readonly acceptedCount: number;
  readonly refusedCount: number;
  readonly totalCost: number;
  readonly startedAt: number;
  readonly startedBy: string;
  readonly postedAt: number | null;
  readonly undoneAt: number | null;
  readonly undoneBy: string | null;
  readonly undoReason: string;
}

export interface ImportEntry {
  readonly id: SupplierEntryId;
  readonly number: string;
  readonly kind: string;
  readonly amount: Money;
  readonly settledStatementId: number | null;
  readonly settledStatementNumber: string | null;
  readonly reversesId: number | null;
  readonly reversedById: number | null;
}

const COLUMNS = `i.id, i.number, i.supplier_id AS supplierId, s.name AS supplierName, s.currency,
  i.receipt_kind AS receiptKind, i.state,
  i.file_name AS fileName, i.document_on AS documentOn, i.external_number AS externalNumber,
  i.amount_charged AS amountCharged, i.settings, i.summary, i.accepted_count AS acceptedCount,
  i.refused_count AS refusedCount, COALESCE(json_extract(i.summary, '$.totalCost'), 0) AS totalCost,
  i.started_at AS startedAt, COALESCE(u.name, '') AS startedBy, i.posted_at AS postedAt,
  i.undone_at AS undoneAt, v.name AS undoneBy, i.undo_reason AS undoReason`;
const TABLES = `imports i JOIN suppliers s ON s.id = i.supplier_id LEFT JOIN users u ON u.id = i.started_by
  LEFT JOIN users v ON v.id = i.undone_by`;

const selectImport = readStatement<{ id: number }, StoredImport>(`SELECT ${COLUMNS} FROM ${TABLES} WHERE i.id = @id`);
/** A posted import of a file, and which part of it: entry of an archive and sheet, null where none was named. */
export interface ImportOfFile {
  readonly id: ImportId;
  readonly number: string;
  readonly postedAt: number;
  readonly entry: string | null;
  readonly sheet: string | null;
}
const selectByFile = readStatement<{ digest: Uint8Array }, ImportOfFile>(
  `SELECT id, number, posted_at AS postedAt, json_extract(settings, '$.read.entry') AS entry,
     json_extract(settings, '$.read.sheet') AS sheet FROM imports
   WHERE file_digest = @digest AND state IN ('posted', 'partly-undone') ORDER BY id`,
);
const selectLoading = readStatement<Record<string, never>, { id: ImportId }>(
  "SELECT id FROM imports WHERE state = 'loading'",
);
interface ImportedBatch {
  readonly id: BatchId;
  readonly number: string;
  readonly skuId: SkuId;
  readonly skuName: string;
  readonly label: string;
  readonly keyCount: number;
  readonly state: string;
}
const selectBatches = readStatement<{ importId: number }, ImportedBatch & { productName: string }>(
  `SELECT b.id, b.number, b.sku_id AS skuId, sku_title(p.name, k.name) AS skuName, b.label, b.key_count AS keyCount, b.state
   FROM batches b JOIN skus k ON k.id = b.sku_id JOIN products p ON p.id = k.product_id WHERE b.import_id = @importId ORDER BY b.id`,
);
const countUnmoved = readStatement<{ batchId: number }, { quantity: number }>(
  `SELECT COALESCE(sum(s.available + s.quarantined + CASE b.receipt_kind WHEN 'history' THEN s.delivered ELSE 0 END), 0)
     AS quantity
   FROM batches b JOIN batch_stock s ON s.batch_id = b.id WHERE b.id = @batchId`,
);
const countWithdrawn = readStatement<{ importId: number }, { quantity: number }>(
  `SELECT COALESCE(sum(s.withdrawn), 0) AS quantity FROM batches b JOIN batch_stock s ON s.batch_id = b.id
   WHERE b.import_id = @importId`,
);
const selectUndoer = readStatement<{ id: number }, { userId: number | null; reason: string }>(
  'SELECT undone_by AS userId, undo_reason AS reason FROM imports WHERE id = @id',
);
const selectLastKeyId = readStatement<Record<string, never>, { id: number | null }>(
  'SELECT max(id) AS id FROM card_keys',
);
const insertImportRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO imports (number, supplier_id, receipt_kind, state, file_name, file_digest, settings, document_on,
     external_number, amount_charged, settlement, started_at, started_by, search_key)
   VALUES (@number, @supplierId, @receiptKind, 'loading', @fileName, @fileDigest, @settings, @documentOn,
     @externalNumber, @amountCharged, @settlement, @startedAt, @startedBy, @searchKey)`,
);
const updatePosted = writeStatement<Record<string, unknown>>(
  `UPDATE imports SET state = 'posted', summary = @summary, accepted_count = @accepted, refused_count = @refused,
     posted_at = @postedAt WHERE id = @id AND state = 'loading'`,
);
const updateState = writeStatement<Record<string, unknown>>(
  `UPDATE imports SET state = @state, undone_at = @undoneAt, undone_by = @undoneBy, undo_reason = @undoReason
   WHERE id = @id`,
);
const deleteLoadingBatches = writeStatement<{ importId: number }>(
  "DELETE FROM batches WHERE import_id = @importId AND state = 'loading'",
);
const selectProfile = readStatement<{ supplierId: number; signature: string }, { mapping: string; usedCount: number }>(
  `SELECT mapping, used_count AS usedCount FROM sheet_profiles
   WHERE supplier_id = @supplierId AND purpose = 'keys' AND header_signature = @signature`,
);
const upsertProfile = writeStatement<{ supplierId: number; signature: string; mapping: string; now: number }>(
  `INSERT INTO sheet_profiles (supplier_id, purpose, header_signature, mapping, updated_at)
   VALUES (@supplierId, 'keys', @signature, @mapping, @now)
   ON CONFLICT (supplier_id, purpose, header_signature)
   DO UPDATE SET mapping = excluded.mapping, used_count = used_count + 1, updated_at = excluded.updated_at`,
);
const selectEntries = readStatement<{ importId: number }, ImportEntry>(
  `SELECT e.id, e.number, e.kind, e.amount, e.settled_statement_id AS settledStatementId,
     t.number AS settledStatementNumber, e.reverses_id AS reversesId, r.id AS reversedById
   FROM supplier_entries e LEFT JOIN supplier_entries r ON r.reverses_id = e.id
     LEFT JOIN statements t ON t.id = e.settled_statement_id
   WHERE e.import_id = @importId ORDER BY e.id`,
);
const selectRefusals = readStatement<
  { importId: number; limit: number },
  { sheet: string; rowNumber: number; reason: string; columnName: string; detail: string; sealedRow: Buffer }
>(
  `SELECT sheet, row_number AS rowNumber, reason, column_name AS columnName, detail, sealed_row AS sealedRow
   FROM import_refusals WHERE import_id = @importId ORDER BY sheet, row_number LIMIT CAST(@limit AS INTEGER)`,
);

export function findImport(db: Readable, id: ImportId): StoredImport | null {
  return selectImport.get(db, { id }) ?? null;
}

/** Posted imports of the very same bytes. */
export function findImportsOfFile(db: Readable, digest: Uint8Array): ImportOfFile[] {
  return selectByFile.all(db, { digest });
}

export function listLoadingImports(db: Readable): ImportId[] {
  return selectLoading.all(db, {}).map(({ id }) => id);
}

/** What a history of imports shows; `terms` are lower-case words that a number, order number or file name must hold. */
export interface ImportListFilter {
  readonly supplierId?: SupplierId;
  readonly state?: string;
  readonly receiptKind?: string;
  readonly from?: string;
  readonly to?: string;
  readonly terms: readonly string[];
}

/** Imports, newest first, from below `before` (an id). */
export function listImports(db: Readable, filter: ImportListFilter, before: number, limit: number): StoredImport[] {
  const { terms, ...plain } = filter;
  const words = Object.fromEntries(terms.map((term, index) => [`term${index}`, term]));
  return prepared(db, importListStatement(filter)).all({ ...plain, ...words, before, limit }) as StoredImport[];
}

/**
 * Supplier, state and kind have their index. What days and words leave is found in the one narrow index that holds all that
 * a history is narrowed by: no more than the rows of the page are read beyond it, however many imports there are.
 */
export function importListStatement(filter: ImportListFilter): string {
  const equal = [
    filter.supplierId !== undefined && 'i.supplier_id = @supplierId',
    filter.state !== undefined && 'i.state = @state',
    filter.receiptKind !== undefined && 'i.receipt_kind = @receiptKind',
  ];
  const looked = [
    filter.from !== undefined && 'i.document_on >= @from',
    filter.to !== undefined && 'i.document_on <= @to',
    ...filter.terms.map((_, index) => `instr(i.search_key, @term${index}) > 0`),
  ].filter((condition) => condition !== false);
  const page = 'ORDER BY i.id DESC LIMIT CAST(@limit AS INTEGER)';
  if (looked.length === 0) {
    return `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${['i.id < @before', ...firstByIndex(equal)].join(' AND ')} ${page}`;
  }
  const conditions = ['i.id < @before', ...equal.filter((condition) => condition !== false), ...looked];
  return `SELECT ${COLUMNS} FROM ${TABLES} WHERE i.id IN
      (SELECT i.id FROM imports i INDEXED BY imports_history WHERE ${conditions.join(' AND ')} ${page})
    ORDER BY i.id DESC`;
}

export function listImportBatches(db: Readable, importId: ImportId): ImportedBatch[] {
  return selectBatches.all(db, { importId });
}

/** Keys of a batch that stand in quarantine or free, or are history: what an undo could withdraw. */
export function countUnmovedKeys(db: Readable, batchId: BatchId): number {
  return countUnmoved.get(db, { batchId })?.quantity ?? 0;
}

/** Keys of an import that its undos took out of the stock. */
export function countWithdrawnKeys(db: Readable, importId: ImportId): number {
  return countWithdrawn.get(db, { importId })?.quantity ?? 0;
}

/** The highest number that a key has; 0 where there is none. */
export function lastKeyId(db: Readable): number {
  return selectLastKeyId.get(db, {})?.id ?? 0;
}

/** Who undid an import last, and why. */
export function findUndoer(db: Readable, id: ImportId): { userId: number | null; reason: string } {
  return selectUndoer.get(db, { id }) ?? { userId: null, reason: '' };
}

export interface NewImport {
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly receiptKind: string;
  readonly fileName: string;
  readonly fileDigest: Uint8Array;
  readonly settings: string;
  readonly documentOn: string;
  readonly externalNumber: string;
  readonly amountCharged: number | null;
  readonly settlement: string;
  readonly startedAt: number;
  readonly startedBy: number;
}

export function insertImport(tx: WriteTx, row: NewImport): ImportId {
  const searchKey = [row.number, row.externalNumber, row.fileName].join(' ').toLowerCase();
  return insertImportRow.run(tx, { ...row, searchKey }).lastInsertRowid as ImportId;
}

/** Marks a loading import posted; false when it was cancelled meanwhile. */
export function markImportPosted(
  tx: WriteTx,
  change: { id: ImportId; summary: string; accepted: number; refused: number; postedAt: number },
): boolean {
  return updatePosted.run(tx, change).changes === 1;
}

export function setImportState(
  tx: WriteTx,
  id: ImportId,
  state: 'cancelled' | 'undone' | 'partly-undone',
  undone: { at: number; by: number; reason: string } | null = null,
): void {
  const { at: undoneAt = null, by: undoneBy = null, reason: undoReason = '' } = undone ?? {};
  updateState.run(tx, { id, state, undoneAt, undoneBy, undoReason });
}

export function removeLoadedBatches(tx: WriteTx, importId: ImportId): void {
  deleteLoadingBatches.run(tx, { importId });
}

export function findSheetProfile(
  db: Readable,
  supplierId: SupplierId,
  signature: string,
): { columns: KeySheetRole[]; usedCount: number } | null {
  const row = selectProfile.get(db, { supplierId, signature });
  return row ? { columns: JSON.parse(row.mapping) as KeySheetRole[], usedCount: row.usedCount } : null;
}

export function rememberSheetProfile(
  tx: WriteTx,
  profile: { supplierId: SupplierId; signature: string; columns: readonly KeySheetRole[]; now: number },
): void {
  const { supplierId, signature, columns, now } = profile;
  upsertProfile.run(tx, { supplierId, signature, mapping: JSON.stringify(columns), now });
}

/** What an import posted to the supplier's account. */
export function entriesOfImport(db: Readable, importId: ImportId): ImportEntry[] {
  return selectEntries.all(db, { importId });
}

export function listRefusals(db: Readable, importId: ImportId, limit: number) {
  return selectRefusals.all(db, { importId, limit });
}
