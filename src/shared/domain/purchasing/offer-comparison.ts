import type { Money } from '../money/money.ts';

/** A price at or under this many percent of the cheapest other one is too good to be believed. */
export const SUSPECT_PERCENT = 80;

/**
 * Which of these landed unit costs are suspect: far below all the others, so that the source of the goods has to be asked
 * for. One alone is never suspect; of two equally cheap ones neither is.
 */
export function suspectCosts(unitCosts: readonly (Money | null)[]): boolean[] {
  const known = unitCosts.filter((cost): cost is Money => cost !== null).sort((left, right) => left - right);
  const [lowest, second] = known;
  if (lowest === undefined || second === undefined) return unitCosts.map(() => false);
  const isFarBelow = BigInt(lowest) * 100n <= BigInt(second) * BigInt(SUSPECT_PERCENT) && lowest < second;
  return unitCosts.map((cost) => isFarBelow && cost === lowest);
}

export interface RankedOffer {
  readonly unitCost: Money | null;
  readonly isSuspect: boolean;
  readonly promiseHours: number | null;
}

/** Cheapest landed cost first; of equals the quicker promise; those that cannot be bought at this quantity last. */
export function compareOffers(left: RankedOffer, right: RankedOffer): number {
  if (left.unitCost === null || right.unitCost === null) {
    return Number(left.unitCost === null) - Number(right.unitCost === null);
  }
  if (left.unitCost !== right.unitCost) return left.unitCost - right.unitCost;
  return (left.promiseHours ?? Number.MAX_SAFE_INTEGER) - (right.promiseHours ?? Number.MAX_SAFE_INTEGER);
}

/** What a compared offer is remarked on with, besides how much dearer it is, where it can be bought. */
export type ComparedRemark = 'suspect' | 'cheapest';

/** The one remark of a compared offer: why it has no cost (`problem`), else what its price is like; null: nothing but dearer. */
export function comparedRemark<Problem>(offer: {
  readonly problem: Problem | null;
  readonly isSuspect: boolean;
  readonly isCheapest: boolean;
}): Problem | ComparedRemark | null {
  if (offer.problem !== null) return offer.problem;
  if (offer.isSuspect) return 'suspect';
  return offer.isCheapest ? 'cheapest' : null;
}
