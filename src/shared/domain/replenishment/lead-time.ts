/** How long a supplier takes for a SKU, in days from the order to the keys in stock; 0 is the same day. */
export interface LeadTime {
  /** Half of the deliveries took no longer. */
  readonly p50: number;
  /** Nine of ten took no longer. */
  readonly p90: number;
  /** Deliveries behind it; 0 for the default. */
  readonly deliveries: number;
}

/** What holds until deliveries were measured. */
export const DEFAULT_LEAD_TIME: LeadTime = { p50: 1, p90: 3, deliveries: 0 };

/** Below this many deliveries the default has a say of its own. */
const ENOUGH_DELIVERIES = 5;

/**
 * The lead time of measured deliveries (days each, of any order, newest or not): the smallest measured value that at
 * least half, and nine of ten, did not exceed. With fewer than five deliveries the default fills up the missing ones,
 * so that a single lucky delivery does not promise anything.
 */
export function leadTimeOf(deliveryDays: readonly number[], fallback: LeadTime = DEFAULT_LEAD_TIME): LeadTime {
  if (deliveryDays.some((days) => !(days >= 0))) throw new RangeError('A delivery takes no less than 0 days.');
  const filled = [...deliveryDays];
  for (let missing = ENOUGH_DELIVERIES - deliveryDays.length; missing > 0; missing -= 1) {
    filled.push(missing === 1 ? fallback.p90 : fallback.p50);
  }
  filled.sort((one, other) => one - other);
  return { p50: nearestRank(filled, 0.5), p90: nearestRank(filled, 0.9), deliveries: deliveryDays.length };
}

/** Of sorted values: the smallest that at least `share` of them do not exceed. */
export function nearestRank(sorted: readonly number[], share: number): number {
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)];
  if (value === undefined) throw new RangeError('There is no value to rank.');
  return value;
}

/** Standard deviations between the middle and the 90th of 100 of a normal distribution. */
const SPREAD_OF_P90 = 1.2816;

/** The spread (standard deviation, in days) that the two figures stand for. */
export function leadTimeSpread({ p50, p90 }: LeadTime): number {
  return Math.max(0, p90 - p50) / SPREAD_OF_P90;
}
