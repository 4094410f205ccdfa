import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { Month } from '#shared/domain/time/business-time.ts';

interface PurchaseMonth {
  readonly supplierId: SupplierId;
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly month: Month;
  readonly purchased: Money;
  readonly invoiced: Money;
}

/** What was bought on an invoiced basis and what invoices cover of it, by the calendar month of the purchase. */
const selectMonths = readStatement<{ supplierId: number | null }, PurchaseMonth>(
  `SELECT s.id AS supplierId, s.code, s.name, s.currency, substr(e.occurred_on, 1, 7) AS month, SUM(e.amount) AS purchased,
     SUM((SELECT COALESCE(SUM(a.amount), 0) FROM invoice_allocations a WHERE a.entry_id = e.id)) AS invoiced
   FROM supplier_cost_terms c JOIN suppliers s ON s.id = c.supplier_id JOIN supplier_entries e ON e.supplier_id = s.id
   WHERE c.price_basis = 'with-invoice' AND (@supplierId IS NULL OR s.id = @supplierId)
     AND e.kind IN ('purchase', 'consignment') AND e.reverses_id IS NULL
     AND NOT EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id)
   GROUP BY s.id, month ORDER BY s.name_key, month`,
);

/** Reads whole accounts: for a job thread. */
export function purchaseMonths(db: Readable, supplierId: SupplierId | null): PurchaseMonth[] {
  return selectMonths.all(db, { supplierId });
}
