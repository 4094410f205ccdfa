import { ENTRY_DIRECTIONS, type SupplierEntryKind } from '../reconciliation/supplier-account.ts';

/** Every kind of entry, in the order in which lists and filters show them. */
export const SUPPLIER_ENTRY_KINDS = Object.keys(ENTRY_DIRECTIONS) as [SupplierEntryKind, ...SupplierEntryKind[]];

/** Kinds a person posts by hand, the most frequent first; the others come with their document. */
export const MANUAL_ENTRY_KINDS = [
  'payment',
  'refund',
  'rebate',
  'fee',
  'withdrawal',
  'adjustment',
  'opening',
] as const satisfies readonly SupplierEntryKind[];
export type ManualEntryKind = (typeof MANUAL_ENTRY_KINDS)[number];
