import type { SkuId } from '../ids.ts';
import { forecastNeed } from './forecast-need.ts';
import { type LeadTime, leadTimeOf } from './lead-time.ts';
import type { ReplenishmentRule } from './replenishment-rule.ts';
import { calendarDay, type DayCalendar } from './season-calendar.ts';

/** SKUs that are replayed together at most: those that sold most. */
export const MOST_REPLAYED = 200;

/** What one SKU's past asks of a rule. Arrays count days by the calendar's index, as histories do. */
export interface BackTestSku {
  readonly skuId: SkuId;
  /**
   * Units wanted on each day. Before `from`: what was sold. Of real days out of stock only the sale is known; the
   * caller fills in what a usual day would have sold (`fillStockOuts`) and says so on the screen.
   */
  readonly demand: Uint32Array;
  /**
   * Units of one-off bulk orders by day: taken from stock after the others, as far as it goes; kept out of the
   * forecast.
   */
  readonly bulk: Uint32Array;
  /** Days out of stock before `from`; what lies after it is decided by the replay. */
  readonly outOfStock: Uint8Array;
  readonly onSaleFrom: number | null;
  /** Units in stock on the morning of `from`, or of `onSaleFrom` where that is later. */
  readonly openingStock: number;
  /** Days that an order of each day takes; 0 arrives the same morning. */
  readonly leadDays: Uint8Array;
  /** What the rule reckons with until a delivery was measured; left out: the default. */
  readonly leadTime?: LeadTime;
  /**
   * Days after its arrival on which a new unit can still be sold; what is not sold by then is gone. Null or left out: for ever. The
   * opening stock counts as new, since nobody noted what it had left.
   */
  readonly sellableDays?: number | null;
}

export interface BackTestHistory {
  readonly calendar: DayCalendar;
  /** First day of the replay. */
  readonly from: number;
  /** The day after the last one. */
  readonly to: number;
  readonly skus: readonly BackTestSku[];
}

/** The forecast's rule, or a plain pair: order up to `maximum` when stock and orders are at `minimum` or below. */
export type BackTestRule =
  | { readonly kind: 'forecast'; readonly rule: ReplenishmentRule }
  | { readonly kind: 'min-max'; readonly minimum: number; readonly maximum: number };

export interface BackTestResult {
  /** SKU-days replayed: from `from`, or from the day on which the SKU came on sale. */
  readonly days: number;
  /** SKU-days on which someone was sent away, one-off bulk orders apart. */
  readonly stockOutDays: number;
  /** Units at the end of a day, summed over the days: divided by the days of the replay it is the average stock. */
  readonly stockDays: number;
  readonly orders: number;
  readonly unitsOrdered: number;
  readonly unitsSold: number;
  readonly unitsLost: number;
  /** Units that were too old before anybody wanted them. */
  readonly unitsExpired: number;
}

export interface BackTest {
  readonly skus: readonly BackTestResult[];
  readonly total: BackTestResult;
  /** `stockOutDays ÷ days`, 0 to 1. */
  readonly stockOutShare: number;
  /** Units in stock at the end of a day, all SKUs together, mean over the replay. */
  readonly averageStock: number;
}

/**
 * Replays the past under a rule (one for all, or one per SKU in their order). Each morning: what is due arrives, the
 * rule sees what it would have seen (the replay's own sales and stock-outs, lead times measured so far, never a later
 * day), orders, and the day's demand is served. Nothing but the rule decides: no budget, no supplier runs dry.
 */
export function backTest(history: BackTestHistory, rules: BackTestRule | readonly BackTestRule[]): BackTest {
  const skus = history.skus.map((sku, index) => {
    const rule = 'kind' in rules ? rules : rules[index];
    if (!rule) throw new RangeError('There is a rule for each SKU.');
    return backTestSku(history, sku, rule);
  });
  const sum = (figure: keyof BackTestResult): number => skus.reduce((total, sku) => total + sku[figure], 0);
  const total: BackTestResult = {
    days: sum('days'),
    stockOutDays: sum('stockOutDays'),
    stockDays: sum('stockDays'),
    orders: sum('orders'),
    unitsOrdered: sum('unitsOrdered'),
    unitsSold: sum('unitsSold'),
    unitsLost: sum('unitsLost'),
    unitsExpired: sum('unitsExpired'),
  };
  return {
    skus,
    total,
    stockOutShare: total.days === 0 ? 0 : total.stockOutDays / total.days,
    averageStock: total.stockDays / Math.max(1, history.to - history.from),
  };
}

/** The last so many deliveries say what the lead time is. */
const MEASURED_DELIVERIES = 20;

/** Units of one arrival, and the last day on which they are sold. */
interface Lot {
  quantity: number;
  readonly last: number;
}

/** What lies there, the oldest first: it is sold first, and gone when its last day is over. */
class ReplayedStock {
  readonly #sellableDays: number;
  #lots: Lot[] = [];
  units = 0;

  constructor(sellableDays: number | null) {
    this.#sellableDays = sellableDays ?? Number.POSITIVE_INFINITY;
  }

  add(quantity: number, day: number): void {
    this.units += quantity;
    if (quantity > 0 && Number.isFinite(this.#sellableDays))
      this.#lots.push({ quantity, last: day + this.#sellableDays });
  }

  take(quantity: number): void {
    this.units -= quantity;
    let left = quantity;
    for (const lot of this.#lots) {
      const taken = Math.min(left, lot.quantity);
      lot.quantity -= taken;
      left -= taken;
      if (left === 0) return;
    }
  }

  /** What can be sold no more from this day on leaves; answers how much that was. */
  expire(day: number): number {
    let gone = 0;
    for (const lot of this.#lots) if (lot.last < day) gone += lot.quantity;
    this.#lots = this.#lots.filter(({ last, quantity }) => last >= day && quantity > 0);
    this.units -= gone;
    return gone;
  }

  lots(): readonly Lot[] {
    return this.#lots;
  }
}

interface OpenOrder {
  readonly quantity: number;
  readonly arrives: number;
  readonly lead: number;
}

/** What the replay knows on a morning. */
interface Morning {
  readonly day: number;
  readonly stock: ReplayedStock;
  readonly open: readonly OpenOrder[];
  readonly leadTime: LeadTime;
}

/** One SKU's replay; see {@link backTest}. `onDay` hears the stock at the end of each day. */
export function backTestSku(
  history: BackTestHistory,
  sku: BackTestSku,
  rule: BackTestRule,
  onDay?: (stock: number) => void,
): BackTestResult {
  const seen = { units: Uint32Array.from(sku.demand), outOfStock: Uint8Array.from(sku.outOfStock) };
  const units = { unitsOrdered: 0, unitsSold: 0, unitsLost: 0, unitsExpired: 0 };
  const result = { days: 0, stockOutDays: 0, stockDays: 0, orders: 0, ...units };
  const measured: number[] = [];
  let leadTime = sku.leadTime ?? leadTimeOf([]);
  let open: OpenOrder[] = [];
  const first = Math.max(history.from, sku.onSaleFrom ?? 0);
  const stock = new ReplayedStock(sku.sellableDays ?? null);
  stock.add(sku.openingStock, first);
  for (let day = first; day < history.to; day += 1) {
    result.unitsExpired += stock.expire(day);
    const arrived = open.filter(({ arrives }) => arrives <= day);
    if (arrived.length > 0) {
      open = open.filter(({ arrives }) => arrives > day);
      for (const { quantity, lead } of arrived) {
        stock.add(quantity, day);
        measured.push(lead);
      }
      leadTime = leadTimeOf(measured.slice(-MEASURED_DELIVERIES));
    }
    const quantity = orderOf(history.calendar, sku, rule, seen, { day, stock, open, leadTime });
    if (quantity > 0) {
      const lead = sku.leadDays[day] ?? 0;
      if (lead === 0) stock.add(quantity, day);
      else open.push({ quantity, arrives: day + lead, lead });
      if (lead === 0) measured.push(lead);
      result.orders += 1;
      result.unitsOrdered += quantity;
    }
    const wanted = sku.demand[day] ?? 0;
    const sold = Math.min(stock.units, wanted);
    const bulk = Math.min(stock.units - sold, sku.bulk[day] ?? 0);
    stock.take(sold + bulk);
    seen.units[day] = sold;
    seen.outOfStock[day] = stock.units === 0 ? 1 : 0;
    result.days += 1;
    result.stockOutDays += sold < wanted ? 1 : 0;
    result.stockDays += stock.units;
    onDay?.(stock.units);
    result.unitsSold += sold + bulk;
    result.unitsLost += wanted - sold;
  }
  return result;
}

function orderOf(
  calendar: DayCalendar,
  sku: BackTestSku,
  rule: BackTestRule,
  seen: { readonly units: Uint32Array; readonly outOfStock: Uint8Array },
  { day, stock, open, leadTime }: Morning,
): number {
  if (rule.kind === 'min-max') {
    const position = open.reduce((sum, { quantity }) => sum + quantity, stock.units);
    return position <= rule.minimum ? Math.max(0, rule.maximum - position) : 0;
  }
  const need = forecastNeed({
    skuId: sku.skuId,
    history: { ...seen, days: day, onSaleFrom: sku.onSaleFrom, recentBulk: 0, recentReplacements: 0 },
    calendar,
    rule: rule.rule,
    leadTime,
    available: stock.units,
    perishing: stock.lots().map(({ quantity, last }) => ({ quantity, sellableUntil: calendarDay(calendar, last) })),
    reserved: 0,
    backorders: 0,
    incoming: open.map(({ quantity }) => ({ quantity, dueOn: null })),
  });
  const room = rule.rule.maximum === null ? need.quantity : Math.max(0, rule.rule.maximum - need.position);
  return Math.min(need.quantity, room);
}

/**
 * The demand of a past of which only the sales are known: each day out of stock gets the mean of the in-stock days of
 * the four weeks around it where that is more than was sold. An estimate, and to be called so. Days before `from` stay
 * as they were sold: a rule that is replayed from there knows no more of them.
 */
export function fillStockOuts(units: Uint32Array, outOfStock: Uint8Array, from = 0): Uint32Array {
  return units.map((sold, day) => {
    if (day < from || outOfStock[day] === 0) return sold;
    let sum = 0;
    let days = 0;
    for (let near = Math.max(0, day - 14); near <= Math.min(units.length - 1, day + 14); near += 1) {
      if (outOfStock[near] !== 0) continue;
      sum += units[near] ?? 0;
      days += 1;
    }
    return days === 0 ? sold : Math.max(sold, Math.round(sum / days));
  });
}
