import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
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

export function readRefusedClaims(db: Readable, importId: ImportId): RefusedClaim[] {
  return selectClaims.all(db, { importId });
}
