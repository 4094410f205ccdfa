import { addMoney, type Money, ZERO_MONEY } from '../money/money.ts';
import { addDays, type Day } from '../time/business-time.ts';

/** How far the cash view looks. */
export const CASH_DAYS = 30;
const DAYS_A_WEEK = 7;

export interface DueAmount {
  readonly dueOn: Day;
  readonly amount: Money;
}

export interface CashWeek {
  /** Both days count; the last week ends with the last of the 30 days. */
  readonly from: Day;
  readonly to: Day;
  readonly amount: Money;
  readonly count: number;
}

export interface CashWeeks {
  readonly overdue: { readonly amount: Money; readonly count: number };
  readonly weeks: readonly CashWeek[];
}

/** What falls due within 30 days from today, week by week; what was due before today stands apart, what is due later nowhere. */
export function cashWeeks(dues: readonly DueAmount[], today: Day): CashWeeks {
  const last = addDays(today, CASH_DAYS - 1);
  const weeks: CashWeek[] = [];
  for (let from = today; from <= last; from = addDays(from, DAYS_A_WEEK)) {
    const end = addDays(from, DAYS_A_WEEK - 1);
    const to = end > last ? last : end;
    weeks.push({ from, to, ...sumOf(dues.filter(({ dueOn }) => dueOn >= from && dueOn <= to)) });
  }
  return { overdue: sumOf(dues.filter(({ dueOn }) => dueOn < today)), weeks };
}

function sumOf(dues: readonly DueAmount[]): { amount: Money; count: number } {
  return { amount: dues.reduce((sum, { amount }) => addMoney(sum, amount), ZERO_MONEY), count: dues.length };
}
