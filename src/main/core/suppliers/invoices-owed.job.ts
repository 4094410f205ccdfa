import type { Readable } from '#core/db/connection.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { OwedInvoiceRow } from '#shared/contract/invoices.contract.ts';
import type { ImportId, SupplierId } from '#shared/domain/ids.ts';
import { addMoney, allocateMoney, type Money, money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { owedInvoices } from '#shared/domain/suppliers/invoices.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import {
  type CorrectedReceipt,
  correctedReceipts,
  type InvoicedPurchase,
  invoicedPurchases,
} from './invoices-owed.job.repo.ts';

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

interface PurchaseMonth extends Pick<InvoicedPurchase, 'supplierId' | 'code' | 'name' | 'currency' | 'month'> {
  readonly purchased: Money;
  readonly invoiced: Money;
}

/**
 * What was bought on an invoiced basis and what invoices cover of it, by the calendar month of the purchase. For what was credited of it
 * since, or became cheaper, none is owed; where an invoice covers it already, it takes one in red. What became dearer is owed with it.
 */
function purchaseMonths(db: Readable, supplierId: SupplierId | null): PurchaseMonth[] {
  const corrections = correctionsByImport(correctedReceipts(db, supplierId));
  const months = new Map<string, PurchaseMonth>();
  for (const { importId, amount, returned, invoiced: own, ...place } of invoicedPurchases(db, supplierId)) {
    const { corrected, invoiced: further } =
      (importId === null ? undefined : corrections.get(importId)) ?? NOT_CORRECTED;
    const invoiced = addMoney(own, further);
    const owing = money(amount + corrected - returned);
    const key = `${place.supplierId} ${place.month}`;
    const known = months.get(key) ?? { ...place, purchased: ZERO_MONEY, invoiced: ZERO_MONEY };
    months.set(key, {
      ...known,
      purchased: addMoney(known.purchased, money(Math.max(invoiced, owing))),
      invoiced: addMoney(known.invoiced, invoiced),
    });
  }
  return [...months.values()];
}

interface CorrectedImport {
  readonly corrected: Money;
  readonly invoiced: Money;
}

const NOT_CORRECTED: CorrectedImport = { corrected: ZERO_MONEY, invoiced: ZERO_MONEY };

/** Each correction, and what invoices cover of it, shared to the last 1/10 000 by what the keys of its receipts make of it. */
function correctionsByImport(rows: readonly CorrectedReceipt[]): Map<ImportId, CorrectedImport> {
  const byImport = new Map<ImportId, CorrectedImport>();
  for (const receipts of Map.groupBy(rows, ({ documentId }) => documentId).values()) {
    const weights = receipts.map(({ share }) => Math.abs(share));
    const totals = allocateMoney(receipts[0]?.total ?? ZERO_MONEY, weights);
    const covered = allocateMoney(receipts[0]?.invoiced ?? ZERO_MONEY, weights);
    receipts.forEach(({ importId }, index) => {
      const { corrected, invoiced } = byImport.get(importId) ?? NOT_CORRECTED;
      byImport.set(importId, {
        corrected: addMoney(corrected, totals[index] ?? ZERO_MONEY),
        invoiced: addMoney(invoiced, covered[index] ?? ZERO_MONEY),
      });
    });
  }
  return byImport;
}
