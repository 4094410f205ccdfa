import type { SupplierName } from '#shared/contract/supplier-names.contract.ts';
import type { SupplierAccountRow, SupplierDetails, SupplierRow } from '#shared/contract/suppliers.contract.ts';
import { usualReceiptKind } from '#shared/domain/suppliers/supplier-terms.ts';
import type { Supplier, SupplierValues } from './suppliers.repo.ts';

export function rowView(supplier: Supplier): SupplierRow {
  return {
    id: supplier.id,
    code: supplier.code,
    name: supplier.name,
    kind: supplier.kind,
    currency: supplier.currency,
    settlement: supplier.settlement,
    creditDays: supplier.creditDays,
    closingDay: supplier.closingDay,
    warrantyHours: supplier.warrantyHours,
    verifyFirst: supplier.verifyFirst,
    isArchived: supplier.isArchived,
    lostOn: supplier.lostOn,
    revision: supplier.revision,
  };
}

/** What is told to whoever may choose a supplier, and not read about them. */
export function nameView({ id, code, name, currency, settlement, isArchived }: Supplier): SupplierName {
  return { id, code, name, currency, usualReceiptKind: usualReceiptKind(settlement), isArchived };
}

export function accountView(supplier: Supplier): SupplierAccountRow {
  const { balance, entryCount, lastEntryOn } = supplier;
  return { ...rowView(supplier), balance, entryCount, lastEntryOn };
}

export function detailsView(supplier: Supplier): SupplierDetails {
  const { contacts, notes, entryCount, createdAt, updatedAt } = supplier;
  return { ...rowView(supplier), contacts: [...contacts], notes, hasEntries: entryCount > 0, createdAt, updatedAt };
}

type Editable = SupplierValues & { readonly code: string };

const EDITABLE = [
  'code',
  'name',
  'kind',
  'contacts',
  'currency',
  'settlement',
  'creditDays',
  'closingDay',
  'warrantyHours',
  'verifyFirst',
  'notes',
] as const satisfies readonly (keyof Editable)[];

/** Each value that differs, from what to what: the line of the timeline. */
export function differences(before: Editable, after: Editable): Record<string, { from: unknown; to: unknown }> {
  const changes: Record<string, { from: unknown; to: unknown }> = {};
  for (const field of EDITABLE) {
    const [from, to] = [before[field], after[field]];
    if (JSON.stringify(from) !== JSON.stringify(to)) changes[field] = { from, to };
  }
  return changes;
}
