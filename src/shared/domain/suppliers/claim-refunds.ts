import { type Money, money, subtractMoney, sumMoney } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';

/** A claim that nothing was sent in for, in the currency of the supplier's account. */
export interface MoneyClaim<Id extends number> {
  readonly id: Id;
  readonly claimedOn: Day;
  /** What the bad key cost; zero or less is never refunded in money. */
  readonly amount: Money;
}

/** Money that a supplier credited without a document of ours behind it. */
export interface ClaimRefund<Id extends number> {
  readonly creditedOn: Day;
  readonly amount: Money;
  /** The claims that it is for; none: it is not known. */
  readonly claimIds: readonly Id[];
}

/** What refunds left of a claim, and the day on which nothing was left any more. */
export interface CoveredClaim {
  readonly left: Money;
  readonly refundedOn: Day | null;
}

/** A claim while refunds are set off against it. */
interface WaitingClaim<Id extends number> extends MoneyClaim<Id> {
  left: Money;
  /** The latest day that brought a part of it. */
  creditedOn: Day | null;
}

/**
 * What claims come to after they were paid back in money. A refund that names its claims goes to them alone, the oldest first.
 * One that names none goes to what the others left of the claims that stood on its day, the oldest first. What is left of a
 * refund then was for something else.
 */
export function coverClaims<Id extends number>(
  claims: readonly MoneyClaim<Id>[],
  refunds: readonly ClaimRefund<Id>[],
): Map<Id, CoveredClaim> {
  const waiting = claims
    .filter(({ amount }) => amount > 0)
    .toSorted(byAge)
    .map((claim): WaitingClaim<Id> => ({ ...claim, left: claim.amount, creditedOn: null }));
  const byId = new Map(waiting.map((claim) => [claim.id, claim]));
  const inOrder = refunds.toSorted((one, other) => compareDays(one.creditedOn, other.creditedOn));
  for (const refund of inOrder) {
    if (refund.claimIds.length === 0) continue;
    const named = new Set(refund.claimIds.flatMap((id) => byId.get(id) ?? []));
    setOff(refund, [...named].toSorted(byAge));
  }
  let first = 0;
  for (const refund of inOrder) if (refund.claimIds.length === 0) first = setOff(refund, waiting, first);
  return new Map(waiting.map(({ id, left, creditedOn }) => [id, { left, refundedOn: left === 0 ? creditedOn : null }]));
}

/** Sets a refund off against claims in their order, as long as they stood on its day; answers the first that has something open. */
function setOff<Id extends number>(
  { amount, creditedOn }: ClaimRefund<Id>,
  claims: readonly WaitingClaim<Id>[],
  from = 0,
): number {
  let rest = amount;
  let first = from;
  for (let claim = claims[first]; claim; claim = claims[first]) {
    if (claim.left > 0) {
      if (rest === 0 || claim.claimedOn > creditedOn) break;
      const share = money(Math.min(rest, claim.left));
      rest = subtractMoney(rest, share);
      claim.left = subtractMoney(claim.left, share);
      if (claim.creditedOn === null || claim.creditedOn < creditedOn) claim.creditedOn = creditedOn;
      if (claim.left > 0) break;
    }
    first += 1;
  }
  return first;
}

/** The day on which each claim was paid back in money, whole; claims that are not covered are left out. */
export function claimsRefunded<Id extends number>(
  claims: readonly MoneyClaim<Id>[],
  refunds: readonly ClaimRefund<Id>[],
): Map<Id, Day> {
  const covered = [...coverClaims(claims, refunds)];
  return new Map(covered.flatMap(([id, { refundedOn }]) => (refundedOn === null ? [] : [[id, refundedOn] as const])));
}

/** A claim and what refunds left of it. */
export interface OpenClaim<Id extends number> {
  readonly id: Id;
  readonly claimedOn: Day;
  readonly left: Money;
}

/** The claim that a refund is for where nobody says it: the only one that stood on its day and has exactly its amount open. */
export function claimOfAmount<Id extends number>(
  claims: readonly OpenClaim<Id>[],
  { amount, creditedOn }: Pick<ClaimRefund<Id>, 'amount' | 'creditedOn'>,
): Id | null {
  const [found, ...others] = claims.filter((claim) => claim.left === amount && claim.claimedOn <= creditedOn);
  return found && others.length === 0 ? found.id : null;
}

/** What claims that are named for a refund still have open together. */
export function openOf<Id extends number>(claims: readonly OpenClaim<Id>[]): Money {
  return sumMoney(claims.map(({ left }) => left));
}

function byAge<Id extends number>(one: MoneyClaim<Id>, other: MoneyClaim<Id>): number {
  return compareDays(one.claimedOn, other.claimedOn) || one.id - other.id;
}

function compareDays(one: Day, other: Day): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
