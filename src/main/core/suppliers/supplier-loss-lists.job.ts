import type { ReadDb } from '#core/db/connection.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { chargedForClaims } from '#core/purchasing/charged-prices.lookup.ts';
import { type LossClaim, type LossLists, MOST_LISTED_KEYS } from '#shared/contract/supplier-losses.contract.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { ZERO_MONEY } from '#shared/domain/money/money.ts';
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
    claims: claimsOf(readDb, supplierId),
  };
}

/** The claimed keys, each with what was charged for it. */
function claimsOf(db: ReadDb, supplierId: SupplierId): LossClaim[] {
  const claims = lossRows.claims(db, supplierId);
  const charged = chargedForClaims(db, claims);
  return claims.map(({ keyId, tail, skuName, batchNumber, claimedAt }) => {
    const cost = charged.get(keyId)?.shopAmount ?? ZERO_MONEY;
    return { keyId, tail, skuName, batchNumber, cost, claimedAt };
  });
}
