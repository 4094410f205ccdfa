import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { type LossLists, MOST_LISTED_KEYS } from '#shared/contract/supplier-losses.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { lossRows } from './supplier-loss-lists.job.repo.ts';

/** Unsold keys by batch, sold ones that may still come back, and bad ones that wait for the supplier. */
export function run(
  { supplierId, now }: { readonly supplierId: SupplierId; readonly now: number },
  { readDb }: ThreadContext,
): LossLists {
  return {
    batches: lossRows.batches(readDb, supplierId),
    warrantyKeys: lossRows.warrantyKeys(readDb, supplierId, now, MOST_LISTED_KEYS),
    warrantyCount: lossRows.warrantyCount(readDb, supplierId, now),
    claims: lossRows.claims(readDb, supplierId),
  };
}
