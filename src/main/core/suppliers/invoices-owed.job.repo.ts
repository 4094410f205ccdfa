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

/**
 * What was bought on an invoiced basis and what invoices cover of it, by the calendar month of the purchase. For what was credited
 * of it since (keys that went back or were withdrawn, claims) none is owed; where an invoice covers it already, it takes one in red.
 */
const selectMonths = readStatement<{ supplierId: number | null }, PurchaseMonth>(
  `WITH bought AS (
     SELECT e.supplier_id, substr(e.occurred_on, 1, 7) AS month, e.amount,
       (SELECT COALESCE(SUM(a.amount), 0) FROM invoice_allocations a WHERE a.entry_id = e.id) AS invoiced,
       (SELECT COALESCE(-SUM(x.amount), 0) FROM supplier_entries x INDEXED BY supplier_entries_import
         WHERE x.import_id = e.import_id AND x.kind = 'refund') AS returned
     FROM supplier_entries e
     WHERE e.kind IN ('purchase', 'consignment') AND e.reverses_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id))
   SELECT s.id AS supplierId, s.code, s.name, s.currency, o.month,
     SUM(MAX(o.invoiced, o.amount - o.returned)) AS purchased, SUM(o.invoiced) AS invoiced
   FROM supplier_cost_terms c JOIN suppliers s ON s.id = c.supplier_id JOIN bought o ON o.supplier_id = s.id
   WHERE c.price_basis = 'with-invoice' AND (@supplierId IS NULL OR s.id = @supplierId)
   GROUP BY s.id, o.month ORDER BY s.name_key, o.month`,
);

/** Reads whole accounts: for a job thread. */
export function purchaseMonths(db: Readable, supplierId: SupplierId | null): PurchaseMonth[] {
  return selectMonths.all(db, { supplierId });
}
