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

/**
 * The day on which each claim was paid back in money, whole. A refund does not say which key it is for: it goes to the claims that
 * stood on its day, the oldest first, and what is left of it then was for something else. Claims that are not covered are left out.
 */
export function claimsRefunded<Id extends number>(
  claims: readonly MoneyClaim<Id>[],
  refunds: readonly ClaimRefund[],
): Map<Id, Day> {
  const waiting = claims
    .filter(({ amount }) => amount > 0)
    .toSorted((one, other) => compareDays(one.claimedOn, other.claimedOn) || one.id - other.id)
    .map((claim) => ({ ...claim, left: claim.amount }));
  const refundedOn = new Map<Id, Day>();
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
      refundedOn.set(claim.id, creditedOn);
      first += 1;
    }
  }
  return refundedOn;
}

function compareDays(one: Day, other: Day): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
