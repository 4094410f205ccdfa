/**
 * What one SKU sold, by day. All arrays count days by the index of the run's calendar (season-calendar.ts): index `days
 * − 1` is yesterday, `days` is today and is not in it. Arrays may be longer; what lies beyond `days` is not read. Typed
 * arrays: 5 000 SKUs of two years are read several times a day.
 */
export interface DemandHistory {
  /** How many days of the arrays are past. */
  readonly days: number;
  /** Units sold each day, without one-off bulk orders and without replacements. */
  readonly units: Uint32Array;
  /**
   * 1 where the SKU could not be sold for a part of the day or all of it, 0 else: what was sold then is less than was
   * wanted.
   */
  readonly outOfStock: Uint8Array;
  /** Index of the first day on which it was offered for sale; null: the first day with a sale. */
  readonly onSaleFrom: number | null;
  /** Units of one-off bulk orders over the last {@link RECENT_DAYS} days: shown, never forecast. */
  readonly recentBulk: number;
  /**
   * Units given as replacement for bad keys over the last {@link RECENT_DAYS} days: their daily rate is added to the
   * demand.
   */
  readonly recentReplacements: number;
}

/** How far back the recent speed looks: a quarter of whole weeks. */
export const RECENT_DAYS = 91;

/** What the rule for one-off bulk orders compares an order with. */
export interface UsualOrders {
  /** Units per day the SKU usually sells. */
  readonly dailyUnits: number;
  /** Units of its middle (median) order. */
  readonly medianOrder: number;
}

const BULK_TIMES_DAILY = 3;
const BULK_TIMES_ORDER = 5;

/**
 * Whether an order is a one-off bulk order, to be left out of the forecast: at least three usual days and five middle
 * orders in one. A buyer who does so again and again is no one-off: the caller leaves his orders in.
 */
export function isOneOffBulk(quantity: number, { dailyUnits, medianOrder }: UsualOrders): boolean {
  return quantity >= BULK_TIMES_DAILY * dailyUnits && quantity >= BULK_TIMES_ORDER * Math.max(1, medianOrder);
}

/** The part of a history in which the SKU was on sale, and how much is known of it. */
export interface HistorySpan {
  /** Index of its first day on sale; `days` when it never was. */
  readonly from: number;
  /** Everything sold in the whole history. */
  readonly units: number;
  /** Days out of stock in the whole history. */
  readonly stockOutDays: number;
  /** Days on sale and in stock after the last sale. */
  readonly daysSinceSale: number;
  /** Days with a sale, counted from the last one back to at most {@link MOST_SALE_DAYS}. */
  readonly saleDays: number;
}

/** As many days with a sale as anybody asks for. */
export const MOST_SALE_DAYS = 10;

/** One pass over a history. Throws a RangeError when an array is shorter than its days. */
export function historySpan({ days, units, outOfStock, onSaleFrom }: DemandHistory): HistorySpan {
  if (units.length < days || outOfStock.length < days) throw new RangeError('A history has a value for each past day.');
  let total = 0;
  let stockOutDays = 0;
  for (let day = 0; day < days; day += 1) {
    total += units[day] ?? 0;
    stockOutDays += outOfStock[day] ?? 0;
  }
  let from = 0;
  while (from < days && units[from] === 0) from += 1;
  if (onSaleFrom !== null) from = Math.max(0, Math.min(from, onSaleFrom));
  let daysSinceSale = 0;
  let saleDays = 0;
  for (let day = days - 1; day >= from && saleDays < MOST_SALE_DAYS; day -= 1) {
    if (units[day] !== 0) saleDays += 1;
    else if (saleDays === 0 && outOfStock[day] === 0) daysSinceSale += 1;
  }
  return { from, units: total, stockOutDays, daysSinceSale, saleDays };
}
