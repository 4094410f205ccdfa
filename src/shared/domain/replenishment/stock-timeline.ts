import type { Day } from '../time/business-time.ts';
import type { NeedInput } from './need.ts';
import { calendarDay, calendarIndex } from './season-calendar.ts';

/** An order that is overdue by more days than these is no cover any more: nobody knows whether it comes. */
export const OVERDUE_COVER_DAYS = 7;

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
  /** Units that are far overdue, in the position and nowhere else, and the first day they were due on. */
  readonly late: number;
  readonly lateSince: Day | null;
  /** Units that are not sold before their last day, by that day. */
  readonly expiring: readonly ExpiringUnits[];
}

export interface ExpiringUnits {
  /** Days from today to the last day on which they are sold. */
  readonly lastIn: number;
  readonly quantity: number;
}

/**
 * `units`: expected demand by day, 0 is today; `reach`: days up to and with the forecast day. Purchases without a day
 * come on that one.
 */
export function stockTimeline(input: NeedInput, units: readonly number[], reach: number): StockTimeline {
  const { incoming, calendar, history } = input;
  let total = 0;
  let late = 0;
  let lateSince: Day | null = null;
  let later = 0;
  let laterOn: Day | null = null;
  const arrivals = incoming.length > 0 ? units.map(() => 0) : null;
  for (const { quantity, dueOn } of incoming) {
    total += quantity;
    const promisedIn = dueOn === null ? reach - 1 : calendarIndex(calendar, dueOn) - history.days;
    if (dueOn !== null && promisedIn < -OVERDUE_COVER_DAYS) {
      late += quantity;
      if (lateSince === null || dueOn < lateSince) lateSince = dueOn;
      continue;
    }
    const dueIn = Math.max(0, promisedIn);
    if (arrivals && dueIn < arrivals.length) arrivals[dueIn] = (arrivals[dueIn] ?? 0) + quantity;
    if (dueOn === null || dueIn < reach) continue;
    later += quantity;
    if (laterOn === null || dueOn < laterOn) laterOn = dueOn;
  }
  const sellable = input.available - input.backorders;
  const expiring = expiringUnits(input, units);
  return {
    incoming: total,
    position: sellable + total,
    runsOutIn: runsOutIn(sellable, arrivals, units, expiring),
    daysOfCover: daysOfCover(sellable, units, expiring),
    later,
    laterOn,
    late,
    lateSince,
    expiring,
  };
}

/**
 * What of the perishing stock is left when its last day is over, where those that end first are sold first and buyers who
 * wait come before all others. Units times k leave no more of it.
 */
export function expiringUnits(
  { perishing = [], backorders, calendar, history }: NeedInput,
  units: readonly number[],
): ExpiringUnits[] {
  if (perishing.length === 0) return [];
  const lots = perishing
    .map(({ quantity, sellableUntil }) => ({ quantity, lastIn: calendarIndex(calendar, sellableUntil) - history.days }))
    .sort((one, other) => one.lastIn - other.lastIn);
  const expiring: ExpiringUnits[] = [];
  let wanted = backorders;
  let sold = 0;
  let day = 0;
  for (const { quantity, lastIn } of lots) {
    for (; day <= lastIn && day < units.length; day += 1) wanted += units[day] ?? 0;
    if (lastIn >= units.length) break;
    const taken = Math.min(quantity, Math.max(0, wanted - sold));
    sold += taken;
    if (quantity > taken) expiring.push({ lastIn, quantity: quantity - taken });
  }
  return expiring;
}

/** Units that expire within so many days from today. */
export function expiringWithin(expiring: readonly ExpiringUnits[], days: number): number {
  return expiring.reduce((sum, { lastIn, quantity }) => (lastIn < days ? sum + quantity : sum), 0);
}

/** The day on which the first of them can be sold last; null where none expires within so many days. */
export function firstExpiringOn(
  expiring: readonly ExpiringUnits[],
  days: number,
  { calendar, history }: Pick<NeedInput, 'calendar' | 'history'>,
): Day | null {
  const [first] = expiring;
  return first && first.lastIn < days ? calendarDay(calendar, history.days + first.lastIn) : null;
}

function runsOutIn(
  sellable: number,
  arrivals: readonly number[] | null,
  units: readonly number[],
  expiring: readonly ExpiringUnits[],
): number | null {
  let left = sellable;
  let next = 0;
  for (let day = 0; day < units.length; day += 1) {
    for (let lot = expiring[next]; lot && lot.lastIn < day; lot = expiring[next]) {
      left -= lot.quantity;
      next += 1;
    }
    left += (arrivals?.[day] ?? 0) - (units[day] ?? 0);
    if (left < -LEFT_OVER) return day;
  }
  return null;
}

/** What adding up fractions leaves over is no unit. */
const LEFT_OVER = 1e-9;

function daysOfCover(sellable: number, units: readonly number[], expiring: readonly ExpiringUnits[]): number | null {
  let left = Math.max(0, sellable);
  let total = 0;
  let next = 0;
  for (let day = 0; day < units.length; day += 1) {
    for (let lot = expiring[next]; lot && lot.lastIn < day; lot = expiring[next]) {
      left -= lot.quantity;
      next += 1;
    }
    const wanted = units[day] ?? 0;
    if (left < wanted) return day + Math.max(0, left) / wanted;
    left -= wanted;
    total += wanted;
  }
  return total > 0 ? units.length + (left * units.length) / total : null;
}
