import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { ImportId, SupplierEntryId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** A refund that was claimed for refused rows, and stands. */
export interface RefusedClaim {
  readonly entryId: SupplierEntryId;
  readonly number: string;
  readonly amount: Money;
  readonly occurredOn: Day;
  readonly note: string;
}

/** Its line is of no SKU, for what it is for never came in; what an undo or a return credits has no line, or those of its SKUs. */
const selectClaims = readStatement<{ importId: number }, RefusedClaim>(
  `SELECT e.id AS entryId, e.number, -e.amount AS amount, e.occurred_on AS occurredOn, e.remark AS note
   FROM supplier_entries e INDEXED BY supplier_entries_import
   WHERE e.import_id = @importId AND e.kind = 'refund' AND e.reverses_id IS NULL
     AND NOT EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id)
     AND EXISTS (SELECT 1 FROM supplier_entry_lines l WHERE l.entry_id = e.id AND l.sku_id IS NULL)
   ORDER BY e.id`,
);

/** That nobody claims what is left of it, who said so and why. */
export interface AcceptedCharge {
  readonly reason: string;
  readonly acceptedAt: number;
  readonly acceptedBy: string;
}

const selectAccepted = readStatement<{ importId: number }, AcceptedCharge>(
  `SELECT a.reason, a.accepted_at AS acceptedAt, COALESCE(u.name, '') AS acceptedBy
   FROM accepted_refusal_charges a LEFT JOIN users u ON u.id = a.accepted_by WHERE a.import_id = @importId`,
);
const insertAccepted = writeStatement<{ importId: number; reason: string; at: number; by: number }>(
  `INSERT INTO accepted_refusal_charges (import_id, reason, accepted_at, accepted_by) VALUES (@importId, @reason, @at, @by)`,
);
const deleteAccepted = writeStatement<{ importId: number }>(
  'DELETE FROM accepted_refusal_charges WHERE import_id = @importId',
);

export function findAcceptedCharge(db: Readable, importId: ImportId): AcceptedCharge | null {
  return selectAccepted.get(db, { importId }) ?? null;
}

export function acceptCharge(tx: WriteTx, row: { importId: ImportId; reason: string; at: number; by: number }): void {
  insertAccepted.run(tx, row);
}

/** False where nobody had accepted it. */
export function reopenCharge(tx: WriteTx, importId: ImportId): boolean {
  return deleteAccepted.run(tx, { importId }).changes === 1;
}

export function readRefusedClaims(db: Readable, importId: ImportId): RefusedClaim[] {
  return selectClaims.all(db, { importId });
}
