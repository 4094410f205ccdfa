import type { Readable } from '#core/db/connection.ts';
import { chargedForClaims } from '#core/purchasing/charged-prices.lookup.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { CardKeyId, SupplierId } from '#shared/domain/ids.ts';
import { addMoney, type Money, money, subtractMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import {
  type CoveredClaim,
  coverClaims,
  type MoneyClaim,
  type OpenClaim,
} from '#shared/domain/suppliers/claim-refunds.ts';
import { type Day, dayOf } from '#shared/domain/time/business-time.ts';
import { type ClaimedCost, holdings } from './exposure.repo.ts';

/*
 * The keys that are claimed from suppliers, less what came back in money: synchronous, inside their own read or transaction.
 */

/** A claimed key and what it comes to, in the currency of the account. */
export interface ClaimedKey extends MoneyClaim<CardKeyId> {
  /** Of the amount, what the cost of no delivery carries. */
  readonly fromStock: Money;
}

/** What was charged for the keys. What a bad use cost stays in the cost of its delivery until the key is replaced. */
export function claimedKeys(db: Readable, costs: readonly ClaimedCost[], onDay: (at: number) => Day): ClaimedKey[] {
  const charged = chargedForClaims(db, costs);
  return costs.map(({ keyId, claimedAt }) => {
    const { amount = ZERO_MONEY, fromStock = ZERO_MONEY } = charged.get(keyId) ?? {};
    return { id: keyId, claimedOn: onDay(claimedAt), amount, fromStock };
  });
}

/** What stays claimed once the refunds are taken off; what a delivery carries is covered first. */
export function openClaimsOf(
  db: Readable,
  supplierId: SupplierId,
  claims: readonly ClaimedKey[],
): { fromStock: Money; inDeliveries: Money } {
  const covered = coveredClaims(db, supplierId, claims);
  let [fromStock, inDeliveries] = [ZERO_MONEY, ZERO_MONEY];
  for (const claim of claims) {
    const left = covered?.get(claim.id)?.left ?? claim.amount;
    const ofStock = money(Math.min(left, claim.fromStock));
    fromStock = addMoney(fromStock, ofStock);
    inDeliveries = addMoney(inDeliveries, subtractMoney(left, ofStock));
  }
  return { fromStock, inDeliveries };
}

/** The claims of one supplier that have something open, the oldest first. */
export function openClaimsOfSupplier(
  db: Readable,
  supplierId: SupplierId,
): (OpenClaim<CardKeyId> & { amount: Money })[] {
  const { timeZone } = shopSettings(db);
  const costs = holdings.claimed(db, supplierId);
  const claims = claimedKeys(db, costs, (at) => dayOf(at, timeZone));
  const covered = coveredClaims(db, supplierId, claims);
  return claims
    .map(({ id, claimedOn, amount }) => ({ id, claimedOn, amount, left: covered?.get(id)?.left ?? ZERO_MONEY }))
    .filter(({ left }) => left > 0)
    .toSorted((one, other) =>
      one.claimedOn < other.claimedOn ? -1 : one.claimedOn > other.claimedOn ? 1 : one.id - other.id,
    );
}

function coveredClaims(
  db: Readable,
  supplierId: SupplierId,
  claims: readonly ClaimedKey[],
): ReadonlyMap<CardKeyId, CoveredClaim> | null {
  const [first] = claims.map(({ claimedOn }) => claimedOn).sort();
  return first === undefined ? null : coverClaims(claims, holdings.refunds(db, supplierId, first));
}
