import type { SkuId } from '../ids.ts';
import type { Day } from '../time/business-time.ts';
import type { DemandHistory } from './demand-history.ts';
import type { LeadTime } from './lead-time.ts';
import type { ReplenishmentRule } from './replenishment-rule.ts';
import type { DayCalendar } from './season-calendar.ts';

/** A purchase under way. */
export interface Incoming {
  /** Units still to come. */
  readonly quantity: number;
  /** When they are expected; a day that has passed counts as today. Null: after the usual lead time. */
  readonly dueOn: Day | null;
}

/** What of the available stock can be sold until a day only: its last day, less the days that buyers are to have left. */
export interface PerishingStock {
  readonly quantity: number;
  /** The last day on which it is sold; today or later. */
  readonly sellableUntil: Day;
}

/**
 * What {@link forecastNeed} looks at: one SKU, this morning. Quantities are whole units, keys with several uses count
 * each use.
 */
export interface NeedInput {
  readonly skuId: SkuId;
  readonly history: DemandHistory;
  /** Reaches at least `forecastHorizon` days beyond the history; today is the index `history.days`. */
  readonly calendar: DayCalendar;
  readonly rule: ReplenishmentRule;
  readonly leadTime: LeadTime;
  /** Can be sold now, by us or where it was placed; without what is reserved, quarantined or about to expire. */
  readonly available: number;
  /** Those of them that have a last day; left out: none has. */
  readonly perishing?: readonly PerishingStock[];
  /** Held for someone: not available, shown only. */
  readonly reserved: number;
  /** Sold and not yet delivered for want of stock. */
  readonly backorders: number;
  readonly incoming: readonly Incoming[];
}

/**
 * In the order of urgency:
 *
 * - `out`: nothing to sell (or less than is owed to buyers)
 * - `urgent`: will be out before an order of today can arrive
 * - `soon`: to be ordered today, so that it is not out before a later order arrives
 * - `ok` · `over`: more than the rule's days of cover · `dead`: nothing sold for long; never ordered
 * - `not-enough-data`: fewer than three days with a sale, and not sold out by them; ordered up to the rule's own
 *   minimum only
 */
export const NEED_STATES = ['out', 'urgent', 'soon', 'ok', 'over', 'dead', 'not-enough-data'] as const;
export type NeedState = (typeof NEED_STATES)[number];

/**
 * One step of the arithmetic; the renderer has the words. Units and days as numbers, not rounded unless whole by
 * nature.
 */
export type NeedReason =
  | {
      readonly code: 'RECENT_SPEED';
      readonly last7: number | null;
      readonly last28: number | null;
      readonly last91: number | null;
      /** The weighted speed of a usual day. */
      readonly daily: number;
    }
  | { readonly code: 'WEEKDAY_PATTERN'; readonly factors: readonly number[] }
  | { readonly code: 'SEASON'; readonly season: string; readonly factor: number; readonly from: Day; readonly to: Day }
  | { readonly code: 'REPLACEMENTS'; readonly daily: number }
  | { readonly code: 'BULK_LEFT_OUT'; readonly units: number }
  | { readonly code: 'STOCK_OUT_DAYS_SKIPPED'; readonly days: number }
  | { readonly code: 'LEAD_TIME'; readonly p50: number; readonly p90: number; readonly deliveries: number }
  | {
      readonly code: 'POSITION';
      readonly available: number;
      readonly incoming: number;
      readonly backorders: number;
      readonly position: number;
    }
  /** Of what is available, so much is not sold before its last day: it is no cover. `firstOn`: the first such day. */
  | { readonly code: 'WILL_EXPIRE'; readonly units: number; readonly firstOn: Day }
  /** So much on its way is far overdue, and is no cover until it comes. `days`: how late the oldest of it is. */
  | { readonly code: 'INCOMING_LATE'; readonly units: number; readonly dueOn: Day; readonly days: number }
  | { readonly code: 'DEMAND_UNTIL_FORECAST_DAY'; readonly days: number; readonly units: number }
  | { readonly code: 'SAFETY'; readonly error: number; readonly deviations: number; readonly units: number }
  | { readonly code: 'MINIMUM'; readonly units: number; readonly by: 'rule' | 'safety' }
  | { readonly code: 'COVER'; readonly days: number; readonly units: number }
  /** `minimum + cover + demand until the forecast day + what expires or is late − position`, before rounding. */
  | { readonly code: 'SHORT'; readonly units: number }
  | { readonly code: 'ROUNDED_UP'; readonly from: number; readonly to: number; readonly multiple: number }
  /** What is on its way covers the need, but part of it is due after the forecast day. */
  | { readonly code: 'INCOMING_DUE_LATER'; readonly units: number; readonly dueOn: Day }
  | { readonly code: 'NEW_SKU'; readonly days: number }
  | { readonly code: 'NOTHING_SOLD'; readonly days: number }
  | { readonly code: 'NOT_ENOUGH_DATA'; readonly saleDays: number; readonly neededDays: number }
  | { readonly code: 'OVER'; readonly days: number; readonly limitDays: number };

/** What one SKU needs, before offers and limits. */
export interface Need {
  readonly skuId: SkuId;
  readonly state: NeedState;
  /** Days that what is available (less backorders) lasts; null when nothing is expected to be sold. */
  readonly daysOfCover: number | null;
  /** First day on which stock and what arrives by then do not suffice; null: not within the forecast. */
  readonly runsOutOn: Day | null;
  /** Units expected to be sold per day: index 0 is today. */
  readonly forecast: readonly number[];
  /** Mean of the forecast, units per day. */
  readonly daily: number;
  /** The day at whose end an order of today is in stock (lead time p50); the minimum is to hold then. */
  readonly forecastDay: Day;
  /** The same for nine of ten orders. */
  readonly forecastDayLate: Day;
  /** Units wanted at least at the end of the forecast day. */
  readonly minimum: number;
  /**
   * Units at the end of the forecast day without an order: what is on its way counted unless it is far overdue, what expires
   * until then not; may be negative.
   */
  readonly projected: number;
  /** Available and on its way, less backorders. */
  readonly position: number;
  /** The rule's maximum for stock and orders together. */
  readonly maximum: number | null;
  readonly orderMultiple: number;
  /**
   * Units to order, a whole multiple; before the maximum, offers and money (planReorders). 0 when there is nothing to
   * order.
   */
  readonly quantity: number;
  /** The same if all that is far overdue came after all: more is not ordered by itself. */
  readonly quantityBesideLate: number;
  /** Units sold in the whole history. */
  readonly unitsSeen: number;
  /** Days out of stock in the whole history. */
  readonly stockOutDaysSeen: number;
  readonly reasons: readonly NeedReason[];
}
