import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { ImportId, StockDocumentId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { Month } from '#shared/domain/time/business-time.ts';

/** A purchase on an invoiced basis. */
export interface InvoicedPurchase {
  readonly supplierId: SupplierId;
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly month: Month;
  /** Null for keys on consignment, which are bought as they are sold. */
  readonly importId: ImportId | null;
  readonly amount: Money;
  /** What was credited of it since: keys that went back or were withdrawn, claims. */
  readonly returned: Money;
  readonly invoiced: Money;
}

/** The part that a receipt has in a correction of prices that stands. */
export interface CorrectedReceipt {
  readonly documentId: StockDocumentId;
  readonly importId: ImportId;
  /** Of the whole correction, in the currency of the account; above zero we owe more. */
  readonly total: Money;
  /** What invoices cover of the whole. */
  readonly invoiced: Money;
  /** What the keys of this receipt make of it, in the shop's currency. */
  readonly share: Money;
}

const selectPurchases = readStatement<{ supplierId: number | null }, InvoicedPurchase>(
  `SELECT s.id AS supplierId, s.code, s.name, s.currency, substr(e.occurred_on, 1, 7) AS month, e.import_id AS importId, e.amount,
     (SELECT COALESCE(SUM(a.amount), 0) FROM invoice_allocations a WHERE a.entry_id = e.id) AS invoiced,
     (SELECT COALESCE(-SUM(x.amount), 0) FROM supplier_entries x INDEXED BY supplier_entries_import
       WHERE x.import_id = e.import_id AND x.kind = 'refund') AS returned
   FROM supplier_cost_terms c JOIN suppliers s ON s.id = c.supplier_id JOIN supplier_entries e ON e.supplier_id = s.id
   WHERE c.price_basis = 'with-invoice' AND (@supplierId IS NULL OR s.id = @supplierId)
     AND e.kind IN ('purchase', 'consignment') AND e.reverses_id IS NULL
     AND NOT EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id)
   ORDER BY s.name_key, s.id, month`,
);
const selectCorrections = readStatement<{ supplierId: number | null }, CorrectedReceipt>(
  `SELECT p.document_id AS documentId, r.import_id AS importId, p.total,
     (SELECT COALESCE(SUM(a.amount), 0) FROM invoice_allocations a WHERE a.entry_id = p.entry_id) AS invoiced,
     (SELECT COALESCE(SUM(k.stock_part + k.cost_part), 0) FROM price_correction_keys k JOIN card_keys y ON y.id = k.key_id
       JOIN batches b ON b.id = y.batch_id WHERE k.document_id = p.document_id AND b.import_id = r.import_id) AS share
   FROM supplier_cost_terms c JOIN price_corrections p ON p.supplier_id = c.supplier_id
     JOIN price_correction_receipts r ON r.document_id = p.document_id
   WHERE c.price_basis = 'with-invoice' AND (@supplierId IS NULL OR p.supplier_id = @supplierId)
     AND p.reverses_id IS NULL AND p.total <> 0
     AND NOT EXISTS (SELECT 1 FROM price_corrections x WHERE x.reverses_id = p.document_id)
   ORDER BY p.document_id, r.import_id`,
);

/** Reads whole accounts: for a job thread. */
export function invoicedPurchases(db: Readable, supplierId: SupplierId | null): InvoicedPurchase[] {
  return selectPurchases.all(db, { supplierId });
}

/** One row for each receipt of each correction. */
export function correctedReceipts(db: Readable, supplierId: SupplierId | null): CorrectedReceipt[] {
  return selectCorrections.all(db, { supplierId });
}
