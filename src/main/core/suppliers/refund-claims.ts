import type { Readable, WriteTx } from '#core/db/connection.ts';
import { Refusal } from '#core/refusal.ts';
import type { OpenClaim } from '#shared/contract/suppliers.contract.ts';
import type { CardKeyId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { claimOfAmount, openOf } from '#shared/domain/suppliers/claim-refunds.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { openClaimsOfSupplier } from './open-claims.lookup.ts';
import { insertRefundClaims, namesOfClaims } from './refund-claims.repo.ts';
import { type PostedEntry, requireSupplier } from './supplier-accounts.posting.ts';

interface RefundInput {
  readonly supplierId: SupplierId;
  readonly amount: Money;
  readonly occurredOn: Day;
  /** Left out: the shop chooses. */
  readonly claimKeyIds?: readonly CardKeyId[];
}

/** The claims of a supplier that have something open by name, the oldest first. */
export function listOpenClaims(db: Readable, supplierId: SupplierId): OpenClaim[] {
  const names = new Map(namesOfClaims(db, supplierId).map((name) => [name.keyId, name]));
  return openClaimsOfSupplier(db, supplierId).flatMap(({ id, claimedOn, amount, left }) => {
    const name = names.get(id);
    return name ? [{ ...name, claimedOn, amount, left }] : [];
  });
}

/** Posts a refund with the claims that it is for. Refuses with CLAIM_NOT_OPEN and REFUND_ABOVE_CLAIM. */
export function postRefund(tx: WriteTx, input: RefundInput, post: () => PostedEntry): PostedEntry {
  const keyIds = claimsFor(tx, input);
  const posted = post();
  insertRefundClaims(tx, posted.id, keyIds);
  return posted;
}

function claimsFor(tx: WriteTx, { supplierId, amount, occurredOn, claimKeyIds }: RefundInput): readonly CardKeyId[] {
  if (claimKeyIds?.length === 0) return [];
  const { id, currency } = requireSupplier(tx, supplierId);
  const claims = openClaimsOfSupplier(tx, id);
  if (claimKeyIds === undefined) {
    const only = claimOfAmount(claims, { amount, creditedOn: occurredOn });
    return only === null ? [] : [only];
  }
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const named = [...new Set(claimKeyIds)].map((keyId) => {
    const claim = byId.get(keyId);
    if (!claim || claim.claimedOn > occurredOn) throw new Refusal('CLAIM_NOT_OPEN', { keyId, occurredOn });
    return claim;
  });
  const open = openOf(named);
  if (amount > open) throw new Refusal('REFUND_ABOVE_CLAIM', { open, amount, currency });
  return named.map((claim) => claim.id);
}
