import type { Day } from '../time/business-time.ts';
import type { NeedInput } from './need.ts';
import { calendarIndex } from './season-calendar.ts';

/** How a SKU's stock runs without a new order. */
export interface StockTimeline {
  /** Units on their way, all purchases. */
  readonly incoming: number;
  /** Available and on its way, less backorders. */
  readonly position: number;
  /** Days from today on which stock first does not suffice; null: it does throughout the forecast. */
  readonly runsOutIn: number | null;
  /** Days that what is available now (less backorders) lasts; null when nothing is expected to be sold. */
  readonly daysOfCover: number | null;
  /** Units due after the forecast day, and the first day of them. */
  readonly later: number;
  readonly laterOn: Day | null;
}

/**
 * `units`: expected demand by day, 0 is today; `reach`: days up to and with the forecast day. Purchases without a day
 * come on that one.
 */
export function stockTimeline(input: NeedInput, units: readonly number[], reach: number): StockTimeline {
  const { incoming, calendar, history } = input;
  let total = 0;
  let later = 0;
  let laterOn: Day | null = null;
  const arrivals = incoming.length > 0 ? units.map(() => 0) : null;
  for (const { quantity, dueOn } of incoming) {
    total += quantity;
    const dueIn = dueOn === null ? reach - 1 : Math.max(0, calendarIndex(calendar, dueOn) - history.days);
    if (arrivals && dueIn < arrivals.length) arrivals[dueIn] = (arrivals[dueIn] ?? 0) + quantity;
    if (dueOn === null || dueIn < reach) continue;
    later += quantity;
    if (laterOn === null || dueOn < laterOn) laterOn = dueOn;
  }
  const sellable = input.available - input.backorders;
  return {
    incoming: total,
    position: sellable + total,
    runsOutIn: runsOutIn(sellable, arrivals, units),
    daysOfCover: daysOfCover(sellable, units),
    later,
    laterOn,
  };
}

function runsOutIn(sellable: number, arrivals: readonly number[] | null, units: readonly number[]): number | null {
  let left = sellable;
  for (let day = 0; day < units.length; day += 1) {
    left += (arrivals?.[day] ?? 0) - (units[day] ?? 0);
    if (left < 0) return day;
  }
  return null;
}

function daysOfCover(sellable: number, units: readonly number[]): number | null {
  let left = Math.max(0, sellable);
  let total = 0;
  for (let day = 0; day < units.length; day += 1) {
    const wanted = units[day] ?? 0;
    if (left < wanted) return day + left / wanted;
    left -= wanted;
    total += wanted;
  }
  return total > 0 ? units.length + (left * units.length) / total : null;
}
