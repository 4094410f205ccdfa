import { type Money, money } from '../money/money.ts';
import { addDays, type Day, daysBetween } from '../time/business-time.ts';
import type { DaySpan } from './report-period.ts';

/** A change of what lies somewhere, by the day on which it happened. */
export interface LevelChange {
  readonly on: Day;
  readonly amount: Money;
}

/**
 * What lay there on average: the mean of the amounts at the end of each day of the span. `before` is what lay there the day
 * before it. `counted` says what of an amount counts, e.g. prepaid money only.
 */
export function averageLevel(
  span: DaySpan,
  before: Money,
  changes: Iterable<LevelChange>,
  counted: (level: number) => number = (level) => level,
): Money {
  const byDay = new Map<Day, number>();
  for (const { on, amount } of changes) byDay.set(on, (byDay.get(on) ?? 0) + amount);
  let level: number = before;
  let sum = 0n;
  const days = daysBetween(span.from, span.to) + 1;
  for (let index = 0; index < days; index += 1) {
    level += byDay.get(addDays(span.from, index)) ?? 0;
    sum += BigInt(counted(level));
  }
  return money(Number(sum / BigInt(Math.max(1, days))));
}
