import { plainOrderNumber } from '../sales/order-number.ts';

/** What one delivery of keys by a supplier is told by. */
export interface SupplierLot {
  readonly supplierId: number;
  /** The supplier's order number; empty where none was said. */
  readonly externalNumber: string;
  readonly batchLabel: string;
}

/**
 * Whether keys that come a second time came in the same lot: sent twice by mistake, and not sold twice. An order number says
 * it where both have one, else the batch number does.
 */
export function isSameLot(first: SupplierLot, again: SupplierLot): boolean {
  if (first.supplierId !== again.supplierId) return false;
  const [before, now] = [plainOrderNumber(first.externalNumber), plainOrderNumber(again.externalNumber)];
  if (before !== '' && now !== '') return before === now;
  return first.batchLabel === again.batchLabel;
}
