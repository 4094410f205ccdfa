import { type Money, scaleMoney } from '../money/money.ts';
import { type Day, daysBetween } from '../time/business-time.ts';

/** How far purchases of a calendar year stand against what the contract wants bought in it. */
export interface VolumePace {
  readonly bought: Money;
  /** What an even pace would have bought by the end of today. */
  readonly due: Money;
  /** More than a tenth below the even pace. */
  readonly isBehind: boolean;
}

/** The first and last day of the calendar year of a day. */
export function yearOf(today: Day): { readonly from: Day; readonly to: Day } {
  const year = today.slice(0, 4);
  return { from: `${year}-01-01` as Day, to: `${year}-12-31` as Day };
}

/** Compares what was bought since 1 January with an even share of the year's minimum. Amounts in one currency. */
export function volumePace(minimum: Money, bought: Money, today: Day): VolumePace {
  const { from, to } = yearOf(today);
  const due = scaleMoney(minimum, daysBetween(from, today) + 1, daysBetween(from, to) + 1);
  return { bought, due, isBehind: BigInt(bought) * 10n < BigInt(due) * 9n };
}
