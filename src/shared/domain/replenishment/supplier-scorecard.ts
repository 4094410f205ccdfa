import { type Money, ZERO_MONEY } from '../money/money.ts';
import { nearestRank } from './lead-time.ts';
import { areScoreWeights, SCORE_MEASURES, type ScoreMeasure, type ScoreWeights } from './score-weights.ts';

/**
 * What one supplier did in a period. `orders` are purchases: orders that were due in it, and receipts in it that no order
 * asked for. Keys count when they came in it.
 */
export interface SupplierRecord {
  readonly orders: number;
  readonly unitsOrdered: number;
  /** Of those ordered, good or bad; what came beyond the order is left out. */
  readonly unitsReceived: number;
  /** Orders with an expected day, and those of them that were complete by then. */
  readonly ordersPromised: number;
  readonly ordersOnTime: number;
  /** Hours from each order to its keys, complete orders. */
  readonly deliveryHours: readonly number[];
  /** What the supplier promises; null: nothing. */
  readonly promisedHours: number | null;
  readonly keysReceived: number;
  readonly badKeys: number;
  /** Sent again or sold to somebody before. */
  readonly duplicateKeys: number;
  /** Purchases with a complaint or claim, and those of them where none is open any more. */
  readonly disputes: number;
  readonly disputesSettled: number;
  /**
   * Landed cost of what was bought, and what the best offer of each day would have cost; null: no other offer to
   * compare with.
   */
  readonly paid: Money;
  readonly bestCost: Money | null;
  /** Refunds, replacements and rebates that were due in the period, and those of them that came late or not yet. */
  readonly creditsDue: number;
  readonly creditsLate: number;
}

/** A supplier of whom nothing is known. */
export const NO_RECORD: SupplierRecord = {
  orders: 0,
  unitsOrdered: 0,
  unitsReceived: 0,
  ordersPromised: 0,
  ordersOnTime: 0,
  deliveryHours: [],
  promisedHours: null,
  keysReceived: 0,
  badKeys: 0,
  duplicateKeys: 0,
  disputes: 0,
  disputesSettled: 0,
  paid: ZERO_MONEY,
  bestCost: null,
  creditsDue: 0,
  creditsLate: 0,
};

/** One line of the card. */
export interface Score {
  readonly measure: ScoreMeasure;
  /**
   * Rates 0 to 1; delivery time the p90 in hours; price what was paid beyond the best offers, 0.05 is 5 % more. Null:
   * no data.
   */
  readonly value: number | null;
  /** 0 to 100; null: no data. */
  readonly points: number | null;
  /** Percent it counts; the weight of lines without data goes to the others in their proportion. */
  readonly weight: number;
}

export interface SupplierScorecard {
  readonly scores: readonly Score[];
  /** 0 to 100, one decimal; null: not enough data. */
  readonly total: number | null;
  readonly deliveryHoursP50: number | null;
  readonly deliveryHoursP90: number | null;
  /** Share of disputes that were settled; null without any. */
  readonly settledRate: number | null;
  readonly orders: number;
  /** Orders that are needed for a total. */
  readonly neededOrders: number;
}

export const NEEDED_ORDERS = 5;
/** Percent of the weights that must have data. */
const NEEDED_WEIGHT = 50;

/**
 * Between which values the points run from 100 to 0. Delivery time: times the promise (without one: hours over a day).
 */
const SCALES: Readonly<Record<ScoreMeasure, { readonly full: number; readonly none: number }>> = {
  fillRate: { full: 1, none: 0.8 },
  onTimeRate: { full: 1, none: 0.7 },
  deliveryTime: { full: 1, none: 3 },
  badKeyRate: { full: 0, none: 0.05 },
  duplicateRate: { full: 0, none: 0.01 },
  disputeRate: { full: 0, none: 0.05 },
  price: { full: 0, none: 0.1 },
  lateCreditRate: { full: 0, none: 0.5 },
};
const USUAL_PROMISE_HOURS = 24;

/** The card of one supplier and period. Throws a RangeError when the weights do not sum to 100. */
export function supplierScorecard(
  record: SupplierRecord,
  weights: ScoreWeights,
  neededOrders = NEEDED_ORDERS,
): SupplierScorecard {
  if (!areScoreWeights(weights)) throw new RangeError('The weights of a scorecard sum to 100.');
  const hours = [...record.deliveryHours].sort((one, other) => one - other);
  const deliveryHoursP90 = hours.length > 0 ? nearestRank(hours, 0.9) : null;
  const values = measuredValues(record, deliveryHoursP90);
  const scores = SCORE_MEASURES.map((measure): Score => {
    const value = values[measure];
    return { measure, value, points: pointsOf(measure, value, record.promisedHours), weight: weights[measure] };
  });
  return {
    scores,
    total: record.orders >= neededOrders ? weightedTotal(scores) : null,
    deliveryHoursP50: hours.length > 0 ? nearestRank(hours, 0.5) : null,
    deliveryHoursP90,
    settledRate: rate(record.disputesSettled, record.disputes),
    orders: record.orders,
    neededOrders,
  };
}

function measuredValues(record: SupplierRecord, deliveryHoursP90: number | null): Record<ScoreMeasure, number | null> {
  const { paid, bestCost } = record;
  return {
    fillRate: rate(record.unitsReceived, record.unitsOrdered),
    onTimeRate: rate(record.ordersOnTime, record.ordersPromised),
    deliveryTime: deliveryHoursP90,
    badKeyRate: rate(record.badKeys, record.keysReceived),
    duplicateRate: rate(record.duplicateKeys, record.keysReceived),
    disputeRate: rate(record.disputes, record.orders),
    price: bestCost === null || bestCost <= 0 ? null : paid / bestCost - 1,
    lateCreditRate: rate(record.creditsLate, record.creditsDue),
  };
}

function rate(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function pointsOf(measure: ScoreMeasure, value: number | null, promisedHours: number | null): number | null {
  if (value === null) return null;
  const { full, none } = SCALES[measure];
  const scaled = measure === 'deliveryTime' ? value / (promisedHours || USUAL_PROMISE_HOURS) : value;
  const points = (100 * (none - scaled)) / (none - full);
  return Math.min(100, Math.max(0, points));
}

function weightedTotal(scores: readonly Score[]): number | null {
  let weight = 0;
  let sum = 0;
  for (const score of scores) {
    if (score.points === null) continue;
    weight += score.weight;
    sum += score.weight * score.points;
  }
  return weight < NEEDED_WEIGHT ? null : Math.round((10 * sum) / weight) / 10;
}
