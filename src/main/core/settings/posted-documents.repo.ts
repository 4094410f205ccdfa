import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';

const selectAny = readStatement<Record<string, never>, { found: number }>(
  `SELECT EXISTS (SELECT 1 FROM supplier_entries) OR EXISTS (SELECT 1 FROM movements)
     OR EXISTS (SELECT 1 FROM deliveries) OR EXISTS (SELECT 1 FROM statements) AS found`,
);

/** Whether anything is posted in the shop's currency and by its days. */
export function hasPostedDocuments(db: Readable): boolean {
  return selectAny.get(db, {})?.found === 1;
}
