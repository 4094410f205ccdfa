import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type {
  StatementDifferenceId,
  StatementId,
  StatementLineId,
  StatementMatchId,
  SupplierEntryId,
  SupplierId,
} from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { DifferenceKind } from '#shared/domain/reconciliation/differences.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

export type StoredResolution = 'open' | 'accepted' | 'adjusted' | 'claimed';

export interface StoredDifference {
  readonly id: StatementDifferenceId;
  readonly statementId: StatementId;
  readonly kind: DifferenceKind;
  readonly matchId: StatementMatchId | null;
  readonly lineId: StatementLineId | null;
  readonly entryId: SupplierEntryId | null;
  readonly amount: Money;
  readonly resolution: StoredResolution;
  readonly adjustmentEntryId: SupplierEntryId | null;
  readonly adjustmentNumber: string | null;
  readonly adjustmentAmount: Money | null;
  readonly note: string;
  readonly madeAt: number;
}

// An adjustment that was reversed does not adjust any more: the difference is open again.
const COLUMNS = `d.id, d.statement_id AS statementId, d.kind, d.match_id AS matchId, d.line_id AS lineId,
  d.entry_id AS entryId, d.amount, CASE WHEN r.id IS NULL THEN d.resolution ELSE 'open' END AS resolution,
  CASE WHEN r.id IS NULL THEN d.adjustment_entry_id END AS adjustmentEntryId,
  CASE WHEN r.id IS NULL THEN e.number END AS adjustmentNumber, CASE WHEN r.id IS NULL THEN e.amount END AS adjustmentAmount,
  d.note, d.made_at AS madeAt`;
const TABLES = `statement_differences d LEFT JOIN supplier_entries e ON e.id = d.adjustment_entry_id
  LEFT JOIN supplier_entries r ON r.reverses_id = d.adjustment_entry_id`;

/**
 * Whether statement `t` was settled after a later one: that one's books agreed without what `t` adjusts, so that an adjustment
 * dated after both is news to the statements that follow, like any entry.
 */
export const SETTLED_LATE = `(t.state = 'settled' AND EXISTS (SELECT 1 FROM statements l
  WHERE l.supplier_id = t.supplier_id AND l.state = 'settled' AND l.from_on > t.from_on AND l.settled_at < t.settled_at))`;

const selectDifference = readStatement<{ id: number }, StoredDifference>(
  `SELECT ${COLUMNS} FROM ${TABLES} WHERE d.id = @id`,
);
const selectOfStatement = readStatement<{ statementId: number }, StoredDifference>(
  `SELECT ${COLUMNS} FROM ${TABLES} WHERE d.statement_id = @statementId ORDER BY d.id`,
);
const sumExplained = readStatement<{ statementId: number }, { amount: Money }>(
  `SELECT COALESCE(SUM(amount), 0) AS amount FROM statement_differences
   WHERE statement_id = @statementId AND resolution IN ('accepted', 'claimed')`,
);
const sumLaterAdjustments = readStatement<{ supplierId: number; before: string; after: string }, { amount: Money }>(
  `SELECT COALESCE(SUM(e.amount), 0) AS amount FROM statements t JOIN statement_differences d ON d.statement_id = t.id
     JOIN supplier_entries e ON e.id = d.adjustment_entry_id
   WHERE t.supplier_id = @supplierId AND t.state = 'settled' AND t.from_on < @before AND e.occurred_on > @after
     AND NOT ${SETTLED_LATE}
     AND NOT EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id)`,
);
const insertDifferenceRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO statement_differences (statement_id, kind, match_id, line_id, entry_id, amount, resolution, note, made_at,
     made_by)
   VALUES (@statementId, @kind, @matchId, @lineId, @entryId, @amount, 'open', @note, @madeAt, @madeBy)`,
);
const updateKind = writeStatement<{ id: number; kind: string; note: string; amount: number }>(
  'UPDATE statement_differences SET kind = @kind, note = @note, amount = @amount WHERE id = @id',
);
const updateResolution = writeStatement<Record<string, unknown>>(
  `UPDATE statement_differences SET resolution = @resolution, adjustment_entry_id = @adjustmentEntryId, note = @note
   WHERE id = @id`,
);
const deleteOfStatement = writeStatement<{ statementId: number }>(
  'DELETE FROM statement_differences WHERE statement_id = @statementId',
);
const deleteDifference = writeStatement<{ id: number }>('DELETE FROM statement_differences WHERE id = @id');

export function findDifference(db: Readable, id: StatementDifferenceId): StoredDifference | null {
  return selectDifference.get(db, { id }) ?? null;
}

export function differencesOf(db: Readable, statementId: StatementId): StoredDifference[] {
  return selectOfStatement.all(db, { statementId });
}

/** What accepted and claimed differences of a statement come to. */
export function explainedOf(db: Readable, statementId: StatementId): Money {
  return sumExplained.get(db, { statementId })?.amount ?? (0 as Money);
}

/** What settled statements that begin before a day have adjusted by entries dated after another. */
export function laterAdjustmentsOf(
  db: Readable,
  places: { readonly supplierId: SupplierId; readonly before: Day; readonly after: Day },
): Money {
  return sumLaterAdjustments.get(db, places)?.amount ?? (0 as Money);
}

export interface NewDifference
  extends Pick<
    StoredDifference,
    'statementId' | 'kind' | 'matchId' | 'lineId' | 'entryId' | 'amount' | 'note' | 'madeAt'
  > {
  readonly madeBy: number;
}

export function insertDifference(tx: WriteTx, difference: NewDifference): StatementDifferenceId {
  return insertDifferenceRow.run(tx, { ...difference }).lastInsertRowid as StatementDifferenceId;
}

export function changeDifference(
  tx: WriteTx,
  change: { id: StatementDifferenceId; kind: DifferenceKind; note: string; amount: Money },
): void {
  updateKind.run(tx, change);
}

export function setResolution(
  tx: WriteTx,
  change: {
    id: StatementDifferenceId;
    resolution: StoredResolution;
    adjustmentEntryId: SupplierEntryId | null;
    note: string;
  },
): void {
  updateResolution.run(tx, change);
}

export function removeDifference(tx: WriteTx, id: StatementDifferenceId): void {
  deleteDifference.run(tx, { id });
}

export function removeDifferencesOf(tx: WriteTx, statementId: StatementId): void {
  deleteOfStatement.run(tx, { statementId });
}
