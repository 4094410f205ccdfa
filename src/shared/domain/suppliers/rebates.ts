import type { SupplierEntryId } from '../ids.ts';
import { type Money, money, scaleMoney, ZERO_MONEY } from '../money/money.ts';
import type { CostTerms } from '../purchasing/landed-cost.ts';
import { RATE_SCALE } from '../spreadsheets/cell-rates.ts';
import {
  addDays,
  type Day,
  daysBetween,
  firstDayOf,
  lastDayOf,
  monthOf,
  previousMonth,
} from '../time/business-time.ts';

export const REBATE_STATES = ['expected', 'overdue', 'received', 'ended'] as const;
/** 未到期, 逾期未返, 已返, 已放弃. */
export type RebateState = (typeof REBATE_STATES)[number];

export interface RebateFacts {
  readonly amount: Money;
  readonly received: Money;
  readonly promisedOn: Day;
  readonly isEnded: boolean;
}

export function rebateState({ amount, received, promisedOn, isEnded }: RebateFacts, today: Day): RebateState {
  if (isEnded) return 'ended';
  if (received >= amount) return 'received';
  return promisedOn < today ? 'overdue' : 'expected';
}

/** 逾期天数: days past the promised day of what has not come; zero otherwise. */
export function rebateDaysLate(facts: RebateFacts, today: Day): number {
  return rebateState(facts, today) === 'overdue' ? daysBetween(facts.promisedOn, today) : 0;
}

/** A recorded rebate as far as it says whether its supplier keeps to the day. */
export interface PromisedRebate {
  readonly amount: Money;
  readonly received: Money;
  readonly promisedOn: Day;
  /** The day of the last receipt; null: nothing came. */
  readonly lastReceivedOn: Day | null;
  readonly isGivenUp: boolean;
}

/** 实际返利: of the rebates that are over, paid whole or past their day, how many were late and by how many days on average. */
export interface RebatePractice {
  readonly count: number;
  readonly late: number;
  /** Of the late ones that came or may still come, in whole days up to today; null where there is none. */
  readonly meanDaysLate: number | null;
}

/** When a supplier really pays; null where no rebate is over yet. One that was given up is late for ever. */
export function rebatePractice(rebates: readonly PromisedRebate[], today: Day): RebatePractice | null {
  const over = rebates.filter(
    ({ amount, received, promisedOn, isGivenUp }) => isGivenUp || received >= amount || promisedOn < today,
  );
  if (over.length === 0) return null;
  const late = over.filter((rebate) => rebate.isGivenUp || daysLateOf(rebate, today) > 0);
  const days = late.filter(({ isGivenUp }) => !isGivenUp).map((rebate) => daysLateOf(rebate, today));
  const meanDaysLate = days.length === 0 ? null : Math.round(days.reduce((sum, one) => sum + one, 0) / days.length);
  return { count: over.length, late: late.length, meanDaysLate };
}

function daysLateOf({ amount, received, promisedOn, lastReceivedOn }: PromisedRebate, today: Day): number {
  const doneOn = received >= amount ? (lastReceivedOn ?? promisedOn) : today;
  return Math.max(0, daysBetween(promisedOn, doneOn));
}

/** A rebate by the terms: the rate of what was bought in the period. */
export function rebateOf(purchases: Money, rate: number): Money {
  return purchases <= 0 ? ZERO_MONEY : scaleMoney(purchases, rate, RATE_SCALE);
}

/** A rebate entry of the account, and what of it answers no recorded rebate yet. */
export interface EarlierRebate {
  readonly id: SupplierEntryId;
  readonly occurredOn: Day;
  readonly open: Money;
}

/** The entry that a rebate of this amount came with before it was recorded: the only one with exactly that open; else null. */
export function earlierRebate<Entry extends EarlierRebate>(amount: Money, entries: readonly Entry[]): Entry | null {
  const [found, another] = entries.filter(({ open }) => open === amount);
  return found === undefined || another !== undefined ? null : found;
}

const EARLIEST_REBATE_DAYS = 366;

/** From which day on an entry may be what was promised, where the rebate is of no period. */
export function earliestRebateDay(promisedOn: Day): Day {
  return addDays(promisedOn, -EARLIEST_REBATE_DAYS);
}

export interface RebatePeriod {
  readonly from: Day;
  readonly to: Day;
}

/** The month or quarter before the one a day falls in: the latest that is over. */
export function lastPeriod(kind: 'month' | 'quarter', day: Day): RebatePeriod {
  if (kind === 'month') {
    const month = previousMonth(monthOf(day));
    return { from: firstDayOf(month), to: lastDayOf(month) };
  }
  const month = Number(day.slice(5, 7));
  const quarterStart = firstDayOf(
    monthOf(`${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01` as Day),
  );
  const to = addDays(quarterStart, -1);
  return { from: firstDayOf(previousMonth(previousMonth(monthOf(to)))), to };
}

/**
 * The terms as the weighting of rebates reads them: what is written in them is from before the first recorded rebate, and what
 * was recorded since comes on top.
 */
export function withRecordedRebates<Terms extends Pick<CostTerms, 'rebateDue' | 'rebatePaid'>>(
  terms: Terms,
  recorded: { readonly due: Money; readonly received: Money },
): Terms {
  return {
    ...terms,
    rebateDue: money(terms.rebateDue + recorded.due),
    rebatePaid: money(terms.rebatePaid + recorded.received),
  };
}
