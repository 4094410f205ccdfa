import type { WriteTx } from '#core/db/connection.ts';
import { Refusal } from '#core/refusal.ts';
import type { BatchId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import { type FreeLot, freeLots, readFreeKeys } from './allocation.repo.ts';
import type { LedgerKey } from './ledger.repo.ts';

export interface AllocationWish {
  readonly skuId: SkuId;
  /** For the refusal. */
  readonly skuCode: string;
  readonly quantity: number;
  readonly today: Day;
  /** Whole days a key must still work after today; its last day itself counts as day 0. */
  readonly minimumDaysLeft: number;
  /** Keys that still work on this day come before those that do not, each in their order. */
  readonly heldThrough?: Day;
  /** Only of these; none named is any. */
  readonly batchIds?: readonly BatchId[];
  readonly supplierIds?: readonly SupplierId[];
  readonly notBatchIds?: readonly BatchId[];
  readonly notSupplierIds?: readonly SupplierId[];
}

/**
 * Picks free keys, first expired first, then oldest batch. The caller moves them in the same transaction, so that nobody
 * else can pick them. Refuses with INSUFFICIENT_STOCK where there are fewer; `available` counts what the wish allows.
 */
export function allocateKeys(tx: WriteTx, wish: AllocationWish): LedgerKey[] {
  const picked: { lot: FreeLot; quantity: number }[] = [];
  let missing = wish.quantity;
  for (const lot of lotsInOrder(tx, wish)) {
    if (!isAllowed(lot, wish)) continue;
    const quantity = Math.min(lot.available, missing);
    picked.push({ lot, quantity });
    missing -= quantity;
    if (missing === 0) break;
  }
  if (missing > 0) {
    const { skuId, skuCode: sku, quantity: wanted } = wish;
    throw new Refusal('INSUFFICIENT_STOCK', { skuId, sku, wanted, available: wanted - missing });
  }
  return picked.flatMap(({ lot, quantity }) => readFreeKeys(tx, lot, quantity));
}

function lotsInOrder(tx: WriteTx, wish: AllocationWish): Iterable<FreeLot> {
  const lots = freeLots(tx, wish.skuId, addDays(wish.today, wish.minimumDaysLeft));
  const { heldThrough } = wish;
  if (heldThrough === undefined) return lots;
  const all = [...lots];
  const isLasting = ({ expiresOn }: FreeLot): boolean => expiresOn >= heldThrough;
  return [...all.filter(isLasting), ...all.filter((lot) => !isLasting(lot))];
}

function isAllowed(lot: FreeLot, wish: AllocationWish): boolean {
  const supplierId = lot.supplierId as SupplierId;
  const { batchIds = [], supplierIds = [] } = wish;
  if (batchIds.length > 0 && !batchIds.includes(lot.batchId)) return false;
  if (supplierIds.length > 0 && !supplierIds.includes(supplierId)) return false;
  if (wish.notBatchIds?.includes(lot.batchId)) return false;
  return !wish.notSupplierIds?.includes(supplierId);
}
