import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

const selectDues = readStatement<{ to: string }, { dueOn: Day; amount: Money; currency: string }>(
  `SELECT i.due_on AS dueOn, i.open AS amount, s.currency FROM supplier_items i JOIN suppliers s ON s.id = i.supplier_id
   WHERE i.side = 'debt' AND i.open > 0 AND i.due_on <= @to`,
);
// Consigned goods are the supplier's money until they are delivered.
const selectStock = readStatement<Record<string, never>, { amount: Money; count: number }>(
  `SELECT COALESCE(SUM(s.value_on_hand), 0) AS amount, COUNT(DISTINCT s.sku_id) AS count
   FROM batch_stock s JOIN batches b ON b.id = s.batch_id WHERE s.on_hand > 0 AND b.receipt_kind <> 'consignment'`,
);

/** Open debts and stock as a whole; for a job thread. */
export const cashRows = {
  dues: (db: ReadDb, to: Day) => selectDues.all(db, { to }),
  stock: (db: ReadDb) => selectStock.get(db, {}) ?? { amount: 0 as Money, count: 0 },
};
