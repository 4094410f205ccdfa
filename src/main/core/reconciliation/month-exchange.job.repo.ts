import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { AccountMonthExchange } from './month-workbook-data.ts';

const selectResults = readStatement<{ supplierId: number; month: string }, AccountMonthExchange>(
  `SELECT x.realised_on AS realisedOn, c.number AS paymentNumber, d.number AS debtNumber,
     CASE WHEN x.booked < 0 OR x.paid < 0 THEN -a.amount ELSE a.amount END AS amount, x.booked, x.paid, x.result
   FROM supplier_exchange_results x JOIN supplier_allocations a ON a.id = x.allocation_id
   JOIN supplier_entries c ON c.id = a.credit_entry_id JOIN supplier_entries d ON d.id = a.debt_entry_id
   WHERE x.month = @month AND x.supplier_id = @supplierId ORDER BY x.id`,
);

/** What payments in another currency realised in a month of the supplier's book. */
export function exchangeOfMonth(db: Readable, supplierId: SupplierId, month: string): AccountMonthExchange[] {
  return selectResults.all(db, { supplierId, month });
}
