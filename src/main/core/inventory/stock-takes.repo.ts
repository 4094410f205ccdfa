import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { CardKeyId, StockTakeId, SupplierId } from '#shared/domain/ids.ts';
import type { StockTakeFinding } from '#shared/domain/inventory/stock-take.ts';
import type { StatusChoice } from '#shared/domain/spreadsheets/status-words.ts';

export interface StoredStockTake {
  readonly id: StockTakeId;
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly supplierName: string;
  readonly fileName: string;
  readonly takenAt: number;
  readonly takenBy: string;
  readonly summary: string;
}

export interface StoredFinding {
  readonly rowNumber: number;
  readonly finding: StockTakeFinding;
  readonly keyId: CardKeyId | null;
  readonly theirStatus: string;
  readonly ourState: string;
  readonly happenedOn: string | null;
}

const TAKE = `SELECT t.id, t.number, t.supplier_id AS supplierId, p.name AS supplierName, t.file_name AS fileName,
  t.taken_at AS takenAt, u.name AS takenBy, t.summary
  FROM stock_takes t JOIN suppliers p ON p.id = t.supplier_id JOIN users u ON u.id = t.taken_by`;
const selectTakes = readStatement<{ before: number; limit: number }, StoredStockTake>(
  `${TAKE} WHERE t.id < @before ORDER BY t.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const selectTake = readStatement<{ id: number }, StoredStockTake>(`${TAKE} WHERE t.id = @id`);
const selectWords = readStatement<{ supplierId: number }, { mapping: string }>(
  `SELECT mapping FROM sheet_profiles
   WHERE supplier_id = @supplierId AND purpose = 'status' AND header_signature = ''`,
);
const upsertWords = writeStatement<{ supplierId: number; mapping: string; now: number }>(
  `INSERT INTO sheet_profiles (supplier_id, purpose, header_signature, mapping, updated_at)
   VALUES (@supplierId, 'status', '', @mapping, @now)
   ON CONFLICT (supplier_id, purpose, header_signature)
   DO UPDATE SET mapping = excluded.mapping, used_count = used_count + 1, updated_at = excluded.updated_at`,
);
const FINDING = `SELECT row_number AS rowNumber, finding, key_id AS keyId, their_status AS theirStatus,
  our_state AS ourState, happened_on AS happenedOn FROM stock_take_findings`;
const selectFindings = readStatement<{ id: number; after: number; limit: number }, StoredFinding>(
  `${FINDING} WHERE stock_take_id = @id AND row_number > @after
   ORDER BY row_number LIMIT CAST(@limit AS INTEGER)`,
);
const selectFindingsOf = readStatement<{ id: number; finding: string; after: number; limit: number }, StoredFinding>(
  `${FINDING} WHERE stock_take_id = @id AND finding = @finding AND row_number > @after
   ORDER BY row_number LIMIT CAST(@limit AS INTEGER)`,
);
const selectCounts = readStatement<{ id: number }, { finding: string; count: number }>(
  `SELECT finding, COUNT(*) AS count FROM stock_take_findings WHERE stock_take_id = @id GROUP BY finding`,
);
const selectUncounted = readStatement<Record<string, never>, { id: StockTakeId }>(
  "SELECT id FROM stock_takes WHERE summary = '{}'",
);
const insertTakeRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO stock_takes (number, supplier_id, file_name, taken_at, taken_by, summary)
   VALUES (@number, @supplierId, @fileName, @takenAt, @takenBy, '{}')`,
);
const insertFindingRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO stock_take_findings (stock_take_id, row_number, key_id, finding, their_status, our_state, happened_on)
   VALUES (@stockTakeId, @rowNumber, @keyId, @finding, @theirStatus, @ourState, @happenedOn)`,
);
const updateSummary = writeStatement<{ id: number; summary: string }>(
  'UPDATE stock_takes SET summary = @summary WHERE id = @id',
);

export function readStockTakes(db: Readable, before: number, limit: number): StoredStockTake[] {
  return selectTakes.all(db, { before, limit });
}

export function findStockTake(db: Readable, id: StockTakeId): StoredStockTake | null {
  return selectTake.get(db, { id }) ?? null;
}

export function readFindings(
  db: Readable,
  id: StockTakeId,
  finding: StockTakeFinding | undefined,
  after: number,
  limit: number,
): StoredFinding[] {
  return finding === undefined
    ? selectFindings.all(db, { id, after, limit })
    : selectFindingsOf.all(db, { id, finding, after, limit });
}

/** Takes that have no summary: versions before wrote none for what was cut short, nor is there one before the first turn. */
export function uncountedStockTakes(db: Readable): StockTakeId[] {
  return selectUncounted.all(db, {}).map(({ id }) => id);
}

/** Findings so far, by kind; reads every one of them. */
export function countFindings(db: Readable, id: StockTakeId): Record<string, number> {
  return Object.fromEntries(selectCounts.all(db, { id }).map(({ finding, count }) => [finding, count]));
}

/** What a supplier's own status words were said to mean. */
export function readStatusWords(db: Readable, supplierId: SupplierId): ReadonlyMap<string, StatusChoice> {
  const row = selectWords.get(db, { supplierId });
  return new Map(row ? (JSON.parse(row.mapping) as [string, StatusChoice][]) : []);
}

export function rememberStatusWords(
  tx: WriteTx,
  supplierId: SupplierId,
  words: ReadonlyMap<string, StatusChoice>,
  now: number,
): void {
  const all = new Map([...readStatusWords(tx, supplierId), ...words]);
  upsertWords.run(tx, { supplierId, mapping: JSON.stringify([...all]), now });
}

export function insertStockTake(
  tx: WriteTx,
  take: { number: string; supplierId: SupplierId; fileName: string; takenAt: number; takenBy: number },
): StockTakeId {
  return insertTakeRow.run(tx, take).lastInsertRowid as StockTakeId;
}

export function insertFinding(tx: WriteTx, stockTakeId: StockTakeId, finding: StoredFinding): void {
  insertFindingRow.run(tx, { stockTakeId, ...finding });
}

export function setStockTakeSummary(tx: WriteTx, id: StockTakeId, summary: unknown): void {
  updateSummary.run(tx, { id, summary: JSON.stringify(summary) });
}
