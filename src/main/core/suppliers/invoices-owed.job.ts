import type { Readable } from '#core/db/connection.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { OwedInvoiceRow } from '#shared/contract/invoices.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { owedInvoices } from '#shared/domain/suppliers/invoices.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { purchaseMonths } from './invoices-owed.job.repo.ts';

/** 欠票 by supplier and month, the oldest first within a supplier. */
export function run(
  { supplierId, today }: { readonly supplierId: SupplierId | null; readonly today: Day },
  { readDb }: ThreadContext,
): { rows: OwedInvoiceRow[] } {
  return { rows: owedInvoicesOf(readDb, supplierId, today) };
}

export function owedInvoicesOf(db: Readable, supplierId: SupplierId | null, today: Day): OwedInvoiceRow[] {
  const bySupplier = Map.groupBy(purchaseMonths(db, supplierId), (row) => row.supplierId);
  return [...bySupplier.values()].flatMap((months) => {
    const [
      { supplierId: id, code, name, currency } = { supplierId: 0 as SupplierId, code: '', name: '', currency: '' },
    ] = months;
    return owedInvoices(months, today).map(({ month, purchased, invoiced, owed, ageDays }) => ({
      supplierId: id,
      code,
      name,
      currency,
      month,
      purchased,
      invoiced,
      owed,
      ageDays,
    }));
  });
}
