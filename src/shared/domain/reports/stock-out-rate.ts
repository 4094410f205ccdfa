import { addDays, type Day, daysBetween } from '../time/business-time.ts';
import type { DaySpan } from './report-period.ts';

/** A SKU is on sale while it has stock, and for so many days after it sold last. */
export const ON_SALE_DAYS = 30;

/** One day of a SKU on which something happened; between two of them it stands as the earlier one left it. */
export interface SkuDay {
  readonly on: Day;
  readonly sold: number;
  /** Keys for sale at the end of the day. */
  readonly end: number;
}

export interface SkuDayState {
  readonly on: Day;
  readonly sold: number;
  readonly end: number;
  readonly isOnSale: boolean;
  /** On sale, and nothing left at the end of the day. */
  readonly isOut: boolean;
}

/**
 * A SKU's days in a span, one for each. `days` are all that are known of it, oldest first, from before the span too. Days
 * before the first one are not on sale: nothing was there to sell yet.
 */
export function skuDayStates(days: readonly SkuDay[], span: DaySpan): SkuDayState[] {
  const states: SkuDayState[] = [];
  let next = 0;
  let end = 0;
  let lastSoldOn: Day | null = null;
  for (; next < days.length; next += 1) {
    const day = days[next];
    if (!day || day.on >= span.from) break;
    end = day.end;
    if (day.sold > 0) lastSoldOn = day.on;
  }
  const length = daysBetween(span.from, span.to) + 1;
  for (let index = 0; index < length; index += 1) {
    const on = addDays(span.from, index);
    let sold = 0;
    for (let day = days[next]; day && day.on === on; day = days[next]) {
      ({ end } = day);
      sold += day.sold;
      next += 1;
    }
    if (sold > 0) lastSoldOn = on;
    const isOnSale = end > 0 || (lastSoldOn !== null && daysBetween(lastSoldOn, on) < ON_SALE_DAYS);
    states.push({ on, sold, end, isOnSale, isOut: isOnSale && end <= 0 });
  }
  return states;
}

export interface StockOutCount {
  /** SKU-days on sale, and those of them that ended with nothing to sell. */
  readonly skuDays: number;
  readonly outDays: number;
}

export function countStockOuts(states: Iterable<SkuDayState>): StockOutCount {
  let skuDays = 0;
  let outDays = 0;
  for (const { isOnSale, isOut } of states) {
    skuDays += Number(isOnSale);
    outDays += Number(isOut);
  }
  return { skuDays, outDays };
}

/** Null where nothing was on sale. */
export function stockOutRate({ skuDays, outDays }: StockOutCount): number | null {
  return skuDays > 0 ? outDays / skuDays : null;
}
