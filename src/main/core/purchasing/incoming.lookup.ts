import type { Readable } from '#core/db/connection.ts';
import type { PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { readIncoming } from './incoming.repo.ts';

/** Keys on their way by one order. */
export interface IncomingPart {
  readonly orderId: PurchaseOrderId;
  readonly orderNumber: string;
  readonly supplierId: SupplierId;
  readonly quantity: number;
  /** Null where nobody promised a day. */
  readonly expectedOn: Day | null;
  readonly sentAt: number | null;
}

export interface Incoming {
  readonly quantity: number;
  /** The first day on which some of it is expected; null where no day is known. */
  readonly firstExpectedOn: Day | null;
  /** Those with a day first, the earliest of them first. */
  readonly parts: readonly IncomingPart[];
}

/**
 * What is ordered, sent and not yet received, by SKU; a SKU without anything on its way is left out. Reads a projection that
 * is kept in the transactions of orders, receipts and undone imports.
 */
export function incomingBySku(db: Readable): ReadonlyMap<SkuId, Incoming> {
  const bySku = new Map<SkuId, Incoming>();
  for (const { skuId, ...row } of readIncoming(db)) {
    const part: IncomingPart = { ...row, expectedOn: row.expectedOn as Day | null };
    const parts = [...(bySku.get(skuId)?.parts ?? []), part].sort(byDay);
    bySku.set(skuId, {
      quantity: parts.reduce((sum, { quantity }) => sum + quantity, 0),
      firstExpectedOn: parts[0]?.expectedOn ?? null,
      parts,
    });
  }
  return bySku;
}

function byDay(left: IncomingPart, right: IncomingPart): number {
  if (left.expectedOn === right.expectedOn) return left.orderId - right.orderId;
  if (left.expectedOn === null) return 1;
  if (right.expectedOn === null) return -1;
  return left.expectedOn < right.expectedOn ? -1 : 1;
}
