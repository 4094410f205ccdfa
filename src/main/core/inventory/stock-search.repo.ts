import type { Readable } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { readStatement } from '#core/db/statement.ts';
import type { BatchId, ImportId } from '#shared/domain/ids.ts';

export interface FoundBatch {
  readonly id: BatchId;
  readonly number: string;
  readonly label: string;
  readonly skuName: string;
  readonly supplierName: string;
}

const FOUND_BATCH = `SELECT b.id, b.number, b.label, ${skuTitleOf('k')} AS skuName, p.name AS supplierName
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
