import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { SupplierEntryId } from '#shared/domain/ids.ts';

const selectPaper = readStatement<{ entryId: number }, { found: number }>(
  `SELECT EXISTS (SELECT 1 FROM price_corrections WHERE entry_id = @entryId)
     OR EXISTS (SELECT 1 FROM bad_debts WHERE entry_id = @entryId) AS found`,
);

/** Whether a price correction or a bad debt posted this entry: it is taken back by reversing that document. */
export function isPostedByPaper(db: Readable, entryId: SupplierEntryId): boolean {
  return selectPaper.get(db, { entryId })?.found === 1;
}
