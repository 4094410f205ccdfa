import { type Money, money, subtractMoney } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';

/** A claim that nothing was sent in for, in the currency of the supplier's account. */
export interface MoneyClaim<Id extends number> {
  readonly id: Id;
  readonly claimedOn: Day;
  /** What the bad key cost; zero or less is never refunded in money. */
  readonly amount: Money;
}

/** Money that a supplier credited without a document of ours behind it. */
export interface ClaimRefund {
  readonly creditedOn: Day;
  readonly amount: Money;
}

/** What refunds left of a claim, and the day on which nothing was left any more. */
export interface CoveredClaim {
  readonly left: Money;
  readonly refundedOn: Day | null;
}

/**
 * What claims come to after they were paid back in money. A refund does not say which key it is for: it goes to the claims that
 * stood on its day, the oldest first, and what is left of it then was for something else.
 */
export function coverClaims<Id extends number>(
  claims: readonly MoneyClaim<Id>[],
  refunds: readonly ClaimRefund[],
): Map<Id, CoveredClaim> {
  const waiting = claims
    .filter(({ amount }) => amount > 0)
    .toSorted((one, other) => compareDays(one.claimedOn, other.claimedOn) || one.id - other.id)
    .map((claim) => ({ ...claim, left: claim.amount, refundedOn: null as Day | null }));
  let first = 0;
  for (const { creditedOn, amount } of refunds.toSorted((one, other) =>
    compareDays(one.creditedOn, other.creditedOn),
  )) {
    let rest = amount;
    for (let claim = waiting[first]; claim && rest > 0 && claim.claimedOn <= creditedOn; claim = waiting[first]) {
      const share = money(Math.min(rest, claim.left));
      rest = subtractMoney(rest, share);
      claim.left = subtractMoney(claim.left, share);
      if (claim.left > 0) break;
      claim.refundedOn = creditedOn;
      first += 1;
    }
  }
  return new Map(waiting.map(({ id, left, refundedOn }) => [id, { left, refundedOn }]));
}

/** The day on which each claim was paid back in money, whole; claims that are not covered are left out. */
export function claimsRefunded<Id extends number>(
  claims: readonly MoneyClaim<Id>[],
  refunds: readonly ClaimRefund[],
): Map<Id, Day> {
  const covered = [...coverClaims(claims, refunds)];
  return new Map(covered.flatMap(([id, { refundedOn }]) => (refundedOn === null ? [] : [[id, refundedOn] as const])));
}

function compareDays(one: Day, other: Day): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
