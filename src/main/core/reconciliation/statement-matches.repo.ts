import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { StatementId, StatementLineId, StatementMatchId, SupplierEntryId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';

export interface StoredMatch {
  readonly id: StatementMatchId;
  readonly statementId: StatementId;
  readonly pass: string;
  readonly score: number;
  readonly reasons: string;
  readonly difference: Money;
  readonly state: 'proposed' | 'confirmed';
}

export interface StoredPart {
  readonly entryId: SupplierEntryId;
  /** 0 stands for the whole entry. */
  readonly entryLineId: number;
  readonly amount: Money;
}

const COLUMNS = `id, statement_id AS statementId, pass, score, reasons, difference, state`;

const selectMatch = readStatement<{ id: number }, StoredMatch>(
  `SELECT ${COLUMNS} FROM statement_matches WHERE id = @id`,
);
const selectProposals = readStatement<
  { statementId: number; minimumScore: number; largestDifference: number },
  { id: StatementMatchId }
>(
  `SELECT id FROM statement_matches WHERE statement_id = @statementId AND state = 'proposed' AND score >= @minimumScore
     AND abs(difference) <= @largestDifference`,
);
const selectLines = readStatement<{ matchId: number }, { lineId: StatementLineId }>(
  'SELECT line_id AS lineId FROM statement_match_lines WHERE match_id = @matchId ORDER BY line_id',
);
const selectParts = readStatement<{ matchId: number }, StoredPart>(
  `SELECT p.entry_id AS entryId, p.entry_line_id AS entryLineId, COALESCE(l.amount, e.amount) AS amount
   FROM statement_match_entries p JOIN supplier_entries e ON e.id = p.entry_id
     LEFT JOIN supplier_entry_lines l ON l.id = p.entry_line_id
   WHERE p.match_id = @matchId ORDER BY p.entry_id, p.entry_line_id`,
);
const selectMatchOfLine = readStatement<{ lineId: number }, { id: StatementMatchId; state: string }>(
  `SELECT m.id, m.state FROM statement_match_lines x JOIN statement_matches m ON m.id = x.match_id
   WHERE x.line_id = @lineId`,
);
const selectMatchesOfEntry = readStatement<
  { entryId: number },
  { id: StatementMatchId; state: string; pass: string; entryLineId: number }
>(
  `SELECT m.id, m.state, m.pass, x.entry_line_id AS entryLineId
   FROM statement_match_entries x JOIN statement_matches m ON m.id = x.match_id WHERE x.entry_id = @entryId`,
);
const insertMatchRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO statement_matches (statement_id, pass, score, reasons, difference, state, made_at, confirmed_at, confirmed_by)
   VALUES (@statementId, @pass, @score, @reasons, @difference, @state, @madeAt, @confirmedAt, @confirmedBy)`,
);
const insertMatchLine = writeStatement<{ matchId: number; lineId: number }>(
  'INSERT INTO statement_match_lines (match_id, line_id) VALUES (@matchId, @lineId)',
);
const insertMatchPart = writeStatement<{ matchId: number; entryId: number; entryLineId: number }>(
  `INSERT INTO statement_match_entries (match_id, entry_id, entry_line_id) VALUES (@matchId, @entryId, @entryLineId)`,
);
/** Rows that one statement takes at a time: a call costs more than a row. */
const ROWS_AT_ONCE = 40;
const insertMatchRows = rowsInserted('statement_matches', [
  'id',
  'statement_id',
  'pass',
  'score',
  'reasons',
  'difference',
  'state',
  'made_at',
  'confirmed_at',
  'confirmed_by',
]);
const insertLineRows = rowsInserted('statement_match_lines', ['match_id', 'line_id']);
const insertPartRows = rowsInserted('statement_match_entries', ['match_id', 'entry_id', 'entry_line_id']);
const selectLastId = readStatement<Record<string, never>, { id: number }>(
  'SELECT COALESCE(MAX(id), 0) AS id FROM statement_matches',
);
const confirmMatchRow = writeStatement<{ id: number; at: number; by: number }>(
  `UPDATE statement_matches SET state = 'confirmed', confirmed_at = @at, confirmed_by = @by
   WHERE id = @id AND state = 'proposed'`,
);
const confirmProposals = writeStatement<Record<string, unknown>>(
  `UPDATE statement_matches SET state = 'confirmed', confirmed_at = @at, confirmed_by = @by
   WHERE statement_id = @statementId AND state = 'proposed' AND score >= @minimumScore
     AND abs(difference) <= @largestDifference`,
);
const deleteLinesOfStatement = writeStatement<{ statementId: number }>(
  `DELETE FROM statement_match_lines WHERE match_id IN
     (SELECT id FROM statement_matches WHERE statement_id = @statementId)`,
);
const deletePartsOfStatement = writeStatement<{ statementId: number }>(
  `DELETE FROM statement_match_entries WHERE match_id IN
     (SELECT id FROM statement_matches WHERE statement_id = @statementId)`,
);
const deleteOfStatement = writeStatement<{ statementId: number }>(
  'DELETE FROM statement_matches WHERE statement_id = @statementId',
);
const deleteMatchLines = writeStatement<{ matchId: number }>(
  'DELETE FROM statement_match_lines WHERE match_id = @matchId',
);
const deleteMatchParts = writeStatement<{ matchId: number }>(
  'DELETE FROM statement_match_entries WHERE match_id = @matchId',
);
const deleteMatchRow = writeStatement<{ matchId: number }>('DELETE FROM statement_matches WHERE id = @matchId');

export function findMatch(db: Readable, id: StatementMatchId): StoredMatch | null {
  return selectMatch.get(db, { id }) ?? null;
}

/** Proposals of at least a score, and with at most this much between their sides. */
export function listProposals(
  db: Readable,
  query: { statementId: StatementId; minimumScore: number; largestDifference: number },
): StatementMatchId[] {
  return selectProposals.all(db, query).map(({ id }) => id);
}

export function linesOfMatch(db: Readable, matchId: StatementMatchId): StatementLineId[] {
  return selectLines.all(db, { matchId }).map(({ lineId }) => lineId);
}

export function partsOfMatch(db: Readable, matchId: StatementMatchId): StoredPart[] {
  return selectParts.all(db, { matchId });
}

export function findMatchOfLine(db: Readable, lineId: StatementLineId) {
  return selectMatchOfLine.get(db, { lineId }) ?? null;
}

export function findMatchesOfEntry(db: Readable, entryId: SupplierEntryId) {
  return selectMatchesOfEntry.all(db, { entryId });
}

export interface NewMatch {
  readonly statementId: StatementId;
  /** 1 to 6, or `hand`. */
  readonly pass: string;
  readonly score: number;
  readonly reasons: readonly unknown[];
  readonly difference: Money;
  readonly lineIds: readonly number[];
  readonly parts: readonly { readonly entryId: number; readonly entryLineId: number | null }[];
  readonly madeAt: number;
  /** Who confirmed it; null while it is a proposal, 0 for the first pass, which confirms by itself. */
  readonly confirmedBy: number | null;
}

export function insertMatch(tx: WriteTx, match: NewMatch): StatementMatchId {
  const { lineIds, parts, reasons, confirmedBy, ...row } = match;
  const isConfirmed = confirmedBy !== null;
  const matchId = insertMatchRow.run(tx, {
    ...row,
    reasons: JSON.stringify(reasons),
    state: isConfirmed ? 'confirmed' : 'proposed',
    confirmedAt: isConfirmed ? match.madeAt : null,
    confirmedBy,
  }).lastInsertRowid as StatementMatchId;
  for (const lineId of lineIds) insertMatchLine.run(tx, { matchId, lineId });
  for (const { entryId, entryLineId } of parts) {
    insertMatchPart.run(tx, { matchId, entryId, entryLineId: entryLineId ?? 0 });
  }
  return matchId;
}

/** The same for many at once, as the passes find them. */
export function insertMatches(tx: WriteTx, matches: readonly NewMatch[]): void {
  // Ids are taken by hand, so that the rows of all three tables can go in many at a time; nobody else writes meanwhile.
  let id = selectLastId.get(tx, {})?.id ?? 0;
  const rows: unknown[] = [];
  const lines: unknown[] = [];
  const parts: unknown[] = [];
  for (const match of matches) {
    id += 1;
    const { statementId, pass, score, reasons, difference, madeAt, confirmedBy } = match;
    const isConfirmed = confirmedBy !== null;
    const state = isConfirmed ? 'confirmed' : 'proposed';
    const reasonsText = JSON.stringify(reasons);
    rows.push(
      id,
      statementId,
      pass,
      score,
      reasonsText,
      difference,
      state,
      madeAt,
      isConfirmed ? madeAt : null,
      confirmedBy,
    );
    for (const lineId of match.lineIds) lines.push(id, lineId);
    for (const { entryId, entryLineId } of match.parts) parts.push(id, entryId, entryLineId ?? 0);
  }
  insertMatchRows(tx, rows);
  insertLineRows(tx, lines);
  insertPartRows(tx, parts);
}

/** Puts rows into a table, {@link ROWS_AT_ONCE} with a statement; `values` holds them one after the other. */
function rowsInserted(table: string, columns: readonly string[]): (tx: WriteTx, values: readonly unknown[]) => void {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const head = `INSERT INTO ${table} (${columns.join(', ')}) VALUES `;
  const many = writeStatement<readonly unknown[]>(head + Array.from({ length: ROWS_AT_ONCE }, () => row).join(', '));
  const one = writeStatement<readonly unknown[]>(head + row);
  const manyLength = columns.length * ROWS_AT_ONCE;
  return (tx, values) => {
    let start = 0;
    for (; start + manyLength <= values.length; start += manyLength)
      many.run(tx, values.slice(start, start + manyLength));
    for (; start < values.length; start += columns.length) one.run(tx, values.slice(start, start + columns.length));
  };
}

/** False when it is confirmed already. */
export function markConfirmed(tx: WriteTx, id: StatementMatchId, at: number, by: number): boolean {
  return confirmMatchRow.run(tx, { id, at, by }).changes === 1;
}

export function removeMatch(tx: WriteTx, matchId: StatementMatchId): void {
  deleteMatchLines.run(tx, { matchId });
  deleteMatchParts.run(tx, { matchId });
  deleteMatchRow.run(tx, { matchId });
}

/** Confirms proposals of at least a score, and with at most this much between their sides; answers how many. */
export function markAllConfirmed(
  tx: WriteTx,
  change: { statementId: StatementId; minimumScore: number; largestDifference: number; at: number; by: number },
): number {
  return confirmProposals.run(tx, change).changes;
}

export function removeMatchesOf(tx: WriteTx, statementId: StatementId): void {
  deleteLinesOfStatement.run(tx, { statementId });
  deletePartsOfStatement.run(tx, { statementId });
  deleteOfStatement.run(tx, { statementId });
}
