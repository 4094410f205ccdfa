import type { PlannedStanding } from './reorder-plan.ts';
import type { SupplierScorecard } from './supplier-scorecard.ts';

/** The owner's lines. Points 0 to 100, rates 0 to 1. */
export interface StandingPolicy {
  readonly warnBelowPoints: number;
  readonly excludeBelowPoints: number;
  readonly warnAboveBadKeys: number;
  readonly excludeAboveBadKeys: number;
  readonly warnAboveDisputes: number;
  readonly excludeAboveDisputes: number;
}

export const DEFAULT_STANDING_POLICY: StandingPolicy = {
  warnBelowPoints: 70,
  excludeBelowPoints: 40,
  warnAboveBadKeys: 0.03,
  excludeAboveBadKeys: 0.15,
  warnAboveDisputes: 0.05,
  excludeAboveDisputes: 0.2,
};

/** What is known of a supplier besides the card. */
export interface StandingFacts {
  /** 跑路: never bought from again. */
  readonly isLost: boolean;
  /** The owner's own word, which goes before the card but not before a loss; null: none. */
  readonly ruling: PlannedStanding | null;
}

/** Why a standing is what it is: every line that was crossed, with the value and the line. */
export type StandingReason =
  | { readonly code: 'SUPPLIER_LOST' }
  | { readonly code: 'RULED_BY_OWNER'; readonly ruling: PlannedStanding }
  | { readonly code: 'NOT_ENOUGH_DATA'; readonly orders: number; readonly neededOrders: number }
  | {
      readonly code: 'POINTS' | 'BAD_KEYS' | 'DISPUTES';
      readonly effect: 'warned' | 'excluded';
      readonly value: number;
      readonly limit: number;
    }
  | { readonly code: 'ALL_WELL'; readonly points: number };

export interface SupplierStanding {
  /** What the planner goes by. */
  readonly standing: PlannedStanding;
  /** `grey`: nothing is known yet, which does not stand against the supplier. */
  readonly colour: 'green' | 'yellow' | 'red' | 'grey';
  readonly reasons: readonly StandingReason[];
}

/** How a supplier is regarded, and why. Without enough orders only a loss and the owner's word count. */
export function supplierStanding(
  card: SupplierScorecard,
  facts: StandingFacts,
  policy: StandingPolicy = DEFAULT_STANDING_POLICY,
): SupplierStanding {
  if (facts.isLost) return { standing: 'excluded', colour: 'red', reasons: [{ code: 'SUPPLIER_LOST' }] };
  const crossed = card.total === null ? [] : crossedLines(card, card.total, policy);
  if (facts.ruling !== null) {
    const { ruling } = facts;
    return { standing: ruling, colour: COLOURS[ruling], reasons: [{ code: 'RULED_BY_OWNER', ruling }, ...crossed] };
  }
  if (card.total === null) {
    const { orders, neededOrders } = card;
    return { standing: 'good', colour: 'grey', reasons: [{ code: 'NOT_ENOUGH_DATA', orders, neededOrders }] };
  }
  if (crossed.length === 0) {
    return { standing: 'good', colour: 'green', reasons: [{ code: 'ALL_WELL', points: card.total }] };
  }
  const standing = crossed.some(({ effect }) => effect === 'excluded') ? 'excluded' : 'warned';
  return { standing, colour: COLOURS[standing], reasons: crossed };
}

const COLOURS: Readonly<Record<PlannedStanding, 'green' | 'yellow' | 'red'>> = {
  good: 'green',
  warned: 'yellow',
  excluded: 'red',
};

type CrossedLine = Extract<StandingReason, { readonly effect: string }>;

function crossedLines(card: SupplierScorecard, total: number, policy: StandingPolicy): CrossedLine[] {
  const lines: (CrossedLine | null)[] = [
    crossing('POINTS', -total, -policy.warnBelowPoints, -policy.excludeBelowPoints),
    crossing('BAD_KEYS', measuredRate(card, 'badKeyRate'), policy.warnAboveBadKeys, policy.excludeAboveBadKeys),
    crossing('DISPUTES', measuredRate(card, 'disputeRate'), policy.warnAboveDisputes, policy.excludeAboveDisputes),
  ];
  return lines.filter((line) => line !== null);
}

/** Points are compared by their negative: there the lower one is worse. */
function crossing(code: CrossedLine['code'], value: number, warn: number, exclude: number): CrossedLine | null {
  if (value <= warn) return null;
  const effect = value > exclude ? 'excluded' : 'warned';
  return { code, effect, value: Math.abs(value), limit: Math.abs(effect === 'excluded' ? exclude : warn) };
}

function measuredRate(card: SupplierScorecard, measure: 'badKeyRate' | 'disputeRate'): number {
  return card.scores.find((score) => score.measure === measure)?.value ?? 0;
}
