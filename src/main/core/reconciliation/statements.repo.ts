import type { Readable, WriteTx } from '#core/db/connection.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { StatementId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { StatementRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { AmountConvention } from '#shared/domain/spreadsheets/statement-amount.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import type { ReadLine } from './read-line.ts';

export type StatementState = 'loading' | 'open' | 'settled' | 'withdrawn';

export interface StoredStatement {
  readonly id: StatementId;
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly supplierCode: string;
  readonly supplierName: string;
  readonly currency: string;
  readonly from: Day;
  readonly to: Day;
  readonly openingBalance: Money | null;
  readonly closingBalance: Money | null;
  readonly state: StatementState;
  readonly fileName: string;
  /** JSON: `{ reading }`. */
  readonly details: string;
  readonly lineCount: number;
  readonly lineTotal: Money;
  readonly settledDifference: Money | null;
  readonly settledCarried: Money | null;
  readonly settledClosing: Money | null;
  readonly importedAt: number;
  readonly importedBy: string;
  readonly settledAt: number | null;
  readonly settledBy: string | null;
  readonly revision: number;
}

const COLUMNS = `t.id, t.number, t.supplier_id AS supplierId, s.code AS supplierCode, s.name AS supplierName, s.currency,
  t.from_on AS "from", t.to_on AS "to", t.opening_balance AS openingBalance, t.closing_balance AS closingBalance, t.state,
  t.file_name AS fileName, t.details, t.line_count AS lineCount, t.line_total AS lineTotal,
  t.settled_difference AS settledDifference, t.settled_carried AS settledCarried, t.settled_closing AS settledClosing,
  t.imported_at AS importedAt, COALESCE(u.name, '') AS importedBy, t.settled_at AS settledAt, v.name AS settledBy,
  t.revision`;
const TABLES = `statements t JOIN suppliers s ON s.id = t.supplier_id LEFT JOIN users u ON u.id = t.imported_by
  LEFT JOIN users v ON v.id = t.settled_by`;

const selectStatement = readStatement<{ id: number }, StoredStatement>(
  `SELECT ${COLUMNS} FROM ${TABLES} WHERE t.id = @id`,
);
const selectByFile = readStatement<{ digest: Uint8Array }, { id: StatementId; number: string }>(
  `SELECT id, number FROM statements WHERE file_digest = @digest AND state IN ('open', 'settled') ORDER BY id`,
);
const selectLoading = readStatement<Record<string, never>, { id: StatementId }>(
  "SELECT id FROM statements WHERE state = 'loading'",
);
const selectOverlapping = readStatement<
  { supplierId: number; from: string; to: string },
  { id: StatementId; number: string; from: Day; to: Day }
>(
  `SELECT id, number, from_on AS "from", to_on AS "to" FROM statements
   WHERE supplier_id = @supplierId AND state <> 'withdrawn' AND from_on <= @to AND to_on >= @from LIMIT 1`,
);
const selectPreviousSettled = readStatement<{ supplierId: number; from: string }, StoredStatement>(
  `SELECT ${COLUMNS} FROM ${TABLES} WHERE t.supplier_id = @supplierId AND t.state = 'settled' AND t.from_on < @from
   ORDER BY t.from_on DESC LIMIT 1`,
);
const selectNeighbour = readStatement<
  { supplierId: number; state: string; after: string; before: string },
  { id: StatementId; number: string }
>(
  `SELECT id, number FROM statements WHERE supplier_id = @supplierId AND state = @state AND from_on > @after
     AND from_on < @before ORDER BY from_on LIMIT 1`,
);
const selectEndingIn = readStatement<
  { supplierId: number; from: string; to: string },
  { id: StatementId; number: string; state: StatementState; to: Day }
>(
  `SELECT id, number, state, to_on AS "to" FROM statements
   WHERE supplier_id = @supplierId AND state IN ('loading', 'open', 'settled') AND to_on BETWEEN @from AND @to
   ORDER BY to_on DESC`,
);
const insertStatementRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO statements (number, supplier_id, from_on, to_on, state, file_name, file_digest, imported_at, imported_by)
   VALUES (@number, @supplierId, @from, @to, 'loading', @fileName, @fileDigest, @importedAt, @importedBy)`,
);
const openStatementRow = writeStatement<Record<string, unknown>>(
  `UPDATE statements SET state = 'open', details = @details, line_count = @lineCount, line_total = @lineTotal,
     opening_balance = @openingBalance, closing_balance = @closingBalance WHERE id = @id AND state = 'loading'`,
);
const updateSettled = writeStatement<Record<string, unknown>>(
  `UPDATE statements SET state = @state, settled_at = @at, settled_by = @by, settled_difference = @difference,
     settled_carried = @carried, settled_closing = @closing, revision = revision + 1 WHERE id = @id`,
);
const bumpRevision = writeStatement<{ id: number }>('UPDATE statements SET revision = revision + 1 WHERE id = @id');
const updateState = writeStatement<{ id: number; state: string }>(
  'UPDATE statements SET state = @state, revision = revision + 1 WHERE id = @id',
);
const deleteLines = writeStatement<{ id: number; limit: number }>(
  `DELETE FROM statement_lines WHERE id IN
     (SELECT id FROM statement_lines WHERE statement_id = @id LIMIT CAST(@limit AS INTEGER))`,
);
const deleteStatement = writeStatement<{ id: number }>("DELETE FROM statements WHERE id = @id AND state = 'loading'");
const insertLine = writeStatement<Record<string, unknown>>(
  `INSERT INTO statement_lines (statement_id, row_number, occurred_on, external_number, our_number, product_text, sku_id,
     quantity, unit_price, amount, kind, balance, remark)
   VALUES (@statementId, @rowNumber, @occurredOn, @externalNumber, @ourNumber, @productText, @skuId, @quantity, @unitPrice,
     @amount, @kind, @balance, @remark)`,
);
const selectProfile = readStatement<{ supplierId: number; signature: string }, { mapping: string; usedCount: number }>(
  `SELECT mapping, used_count AS usedCount FROM sheet_profiles
   WHERE supplier_id = @supplierId AND purpose = 'statement' AND header_signature = @signature`,
);
const upsertProfile = writeStatement<{ supplierId: number; signature: string; mapping: string; now: number }>(
  `INSERT INTO sheet_profiles (supplier_id, purpose, header_signature, mapping, updated_at)
   VALUES (@supplierId, 'statement', @signature, @mapping, @now)
   ON CONFLICT (supplier_id, purpose, header_signature)
   DO UPDATE SET mapping = excluded.mapping, used_count = used_count + 1, updated_at = excluded.updated_at`,
);

export function findStatement(db: Readable, id: StatementId): StoredStatement | null {
  return selectStatement.get(db, { id }) ?? null;
}

/** Statements in force that were read from the very same bytes. */
export function findStatementsOfFile(db: Readable, digest: Uint8Array): { id: StatementId; number: string }[] {
  return selectByFile.all(db, { digest });
}

export function listLoadingStatements(db: Readable): StatementId[] {
  return selectLoading.all(db, {}).map(({ id }) => id);
}

/** A statement of the supplier that shares days with these. */
export function findOverlapping(db: Readable, days: { supplierId: SupplierId; from: Day; to: Day }) {
  return selectOverlapping.get(db, days) ?? null;
}

export function findPreviousSettled(db: Readable, supplierId: SupplierId, from: Day): StoredStatement | null {
  return selectPreviousSettled.get(db, { supplierId, from }) ?? null;
}

export function findEarlierOpen(db: Readable, { supplierId, from }: Pick<StoredStatement, 'supplierId' | 'from'>) {
  return selectNeighbour.get(db, { supplierId, state: 'open', after: '', before: from }) ?? null;
}

export function findLaterSettled(db: Readable, { supplierId, from }: Pick<StoredStatement, 'supplierId' | 'from'>) {
  return selectNeighbour.get(db, { supplierId, state: 'settled', after: from, before: '9999-99-99' }) ?? null;
}

/** Statements in force that end on one of these days, the last first. */
export function findStatementsEndingIn(db: Readable, days: { supplierId: SupplierId; from: Day; to: Day }) {
  return selectEndingIn.all(db, days);
}

export interface StatementListQuery {
  readonly supplierId: SupplierId | null;
  readonly state: 'open' | 'settled' | 'all';
  /** The page holds what comes before this place. */
  readonly before: readonly [from: string, id: number];
  readonly limit: number;
}

export function listStatements(db: Readable, query: StatementListQuery): StoredStatement[] {
  const conditions = ["t.state <> 'loading'", '(t.from_on, t.id) < (@beforeOn, CAST(@beforeId AS INTEGER))'];
  if (query.supplierId !== null) conditions.push('t.supplier_id = @supplierId');
  if (query.state !== 'all') conditions.push('t.state = @state');
  const sql = `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${conditions.join(' AND ')}
    ORDER BY t.from_on DESC, t.id DESC LIMIT CAST(@limit AS INTEGER)`;
  const [beforeOn, beforeId] = query.before;
  return prepared(db, sql).all({
    supplierId: query.supplierId ?? 0,
    state: query.state,
    beforeOn,
    beforeId,
    limit: query.limit,
  }) as StoredStatement[];
}

export interface NewStatement {
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly from: Day;
  readonly to: Day;
  readonly fileName: string;
  readonly fileDigest: Uint8Array;
  readonly importedAt: number;
  readonly importedBy: number;
}

export function insertStatement(tx: WriteTx, statement: NewStatement): StatementId {
  return insertStatementRow.run(tx, { ...statement }).lastInsertRowid as StatementId;
}

export function insertStatementLines(tx: WriteTx, statementId: StatementId, lines: readonly ReadLine[]): void {
  for (const line of lines) insertLine.run(tx, { statementId, ...line });
}

/** Makes a loaded statement visible; false when it was cancelled meanwhile. */
export function openLoadedStatement(
  tx: WriteTx,
  statement: {
    id: StatementId;
    details: string;
    lineCount: number;
    lineTotal: Money;
    openingBalance: Money | null;
    closingBalance: Money | null;
  },
): boolean {
  return openStatementRow.run(tx, statement).changes === 1;
}

/** Removes up to `limit` lines of a statement that did not come to its end; 0 when none is left. */
export function removeLoadedLines(tx: WriteTx, id: StatementId, limit: number): number {
  return deleteLines.run(tx, { id, limit }).changes;
}

export function removeLoadingStatement(tx: WriteTx, id: StatementId): void {
  deleteStatement.run(tx, { id });
}

/** Says that something about the statement changed, so that what was worked out from it before is stale. */
export function touchStatement(tx: WriteTx, id: StatementId): void {
  bumpRevision.run(tx, { id });
}

export interface Settlement {
  readonly at: number;
  readonly by: number;
  readonly difference: Money;
  readonly carried: Money;
  readonly closing: Money;
}

export function markSettled(tx: WriteTx, id: StatementId, settlement: Settlement): void {
  updateSettled.run(tx, { id, state: 'settled', ...settlement });
}

export function markReopened(tx: WriteTx, id: StatementId): void {
  updateSettled.run(tx, { id, state: 'open', at: null, by: null, difference: null, carried: null, closing: null });
}

export function markWithdrawn(tx: WriteTx, id: StatementId): void {
  updateState.run(tx, { id, state: 'withdrawn' });
}

/** What was said of a supplier's statements with the same header. */
export interface StatementProfile {
  readonly columns: StatementRole[];
  /** What a person said a minus means; null where nobody ever said other than was proposed. */
  readonly convention: AmountConvention | null;
  readonly usedCount: number;
  /** Of before columns of discounts and refunds were known. */
  readonly isOlder: boolean;
}

export function findStatementProfile(db: Readable, supplierId: SupplierId, signature: string): StatementProfile | null {
  const row = selectProfile.get(db, { supplierId, signature });
  if (!row) return null;
  const mapping = JSON.parse(row.mapping) as StatementRole[] | Pick<StatementProfile, 'columns' | 'convention'>;
  const { usedCount } = row;
  if (Array.isArray(mapping)) return { columns: mapping, convention: null, usedCount, isOlder: true };
  return { ...mapping, usedCount, isOlder: false };
}

export function rememberStatementProfile(
  tx: WriteTx,
  profile: {
    supplierId: SupplierId;
    signature: string;
    columns: readonly StatementRole[];
    convention: AmountConvention | null;
    now: number;
  },
): void {
  const { supplierId, signature, columns, convention, now } = profile;
  upsertProfile.run(tx, { supplierId, signature, mapping: JSON.stringify({ columns, convention }), now });
}
