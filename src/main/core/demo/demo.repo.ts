import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';

const selectAnything = readStatement<Record<string, never>, { found: number }>(
  `SELECT EXISTS (SELECT 1 FROM suppliers) OR EXISTS (SELECT 1 FROM skus) OR EXISTS (SELECT 1 FROM batches)
     OR EXISTS (SELECT 1 FROM deliveries) AS found`,
);

/** Whether nothing has been entered yet. */
export function isShopEmpty(db: Readable): boolean {
  return selectAnything.get(db, {})?.found === 0;
}
