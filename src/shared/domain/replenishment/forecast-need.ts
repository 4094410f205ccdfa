import type { Day } from '../time/business-time.ts';
import { type DemandForecast, forecastDemand, sumOf } from './demand-forecast.ts';
import type { LeadTime } from './lead-time.ts';
import type { Need, NeedInput, NeedReason, NeedState } from './need.ts';
import { demandReasons } from './need-reasons.ts';
import { MOST_COVER_DAYS, type ReplenishmentRule, roundUpTo } from './replenishment-rule.ts';
import { type SafetyStock, safetyStock } from './safety-stock.ts';
import { calendarDay, calendarIndex } from './season-calendar.ts';
import { expiringUnits, expiringWithin, firstExpiringOn, type StockTimeline, stockTimeline } from './stock-timeline.ts';

const LEAST_HORIZON = 28;
/** Days with a sale before a speed means anything. */
export const NEEDED_SALE_DAYS = 3;

/** How many days, today included, are forecast: four weeks, or lead time and cover days where they are more. */
export function forecastHorizon(rule: ReplenishmentRule, leadTime: LeadTime): number {
  return Math.max(LEAST_HORIZON, reachOf(leadTime) + rule.coverDays);
}

/**
 * What a SKU needs this morning. Pure; the same input gives the same Need.
 *
 * - Demand of a day = recent speed × weekday × season + replacements. Days out of stock are skipped, one-off bulk is
 *   not in the history.
 * - An order of today is in stock by the end of the forecast day (today + lead time p50), an order of tomorrow a day
 *   later. Therefore the stock must last through the whole forecast day: `projected = position − demand of these days`.
 * - Minimum = the rule's own, or the safety stock where that is more.
 * - Below the minimum: quantity = minimum + demand of coverDays after the forecast day − projected, up to the order
 *   multiple.
 * - All that is on its way counts, so that it is never ordered twice. What is overdue by more than a week is no cover: the
 *   need says what is short without it, and what would be if it came after all.
 * - What can be sold until a day only, and is not sold by then, is no cover either: that of the days up to the forecast day
 *   says whether there is a need, that of the days that the order is to cover how much.
 * - A dead SKU is ordered only for what buyers are owed. One with too few sales is ordered up to the rule's own minimum
 *   only.
 *
 * Scaling all demand up never lowers the quantity. Throws a RangeError when the calendar is shorter than the forecast.
 */
export function forecastNeed(input: NeedInput): Need {
  const { rule, leadTime, history, calendar } = input;
  const reach = reachOf(leadTime);
  const forecast = forecastDemand(history, calendar, forecastHorizon(rule, leadTime));
  const timeline = stockTimeline(input, forecast.units, reach);
  const safety = safetyStock(forecast, reach, rule, leadTime);
  const order = orderOf(input, forecast, timeline, safety, reach);
  const daily = sumOf(forecast.units, 0, forecast.units.length) / forecast.units.length;
  const overDays = Math.max(rule.overDays, 2 * (reach + rule.coverDays));
  const isOver = order.quantity === 0 && daily > 0 && timeline.position > overDays * daily;
  const reasons = demandReasons(input, forecast);
  explainOrder(reasons, input, forecast, timeline, safety, order);
  if (isOver) reasons.push({ code: 'OVER', days: timeline.position / daily, limitDays: overDays });
  const today = history.days;
  return {
    skuId: input.skuId,
    state: stateOf(input, order, timeline, isOver),
    daysOfCover: timeline.daysOfCover,
    runsOutOn: timeline.runsOutIn === null ? null : calendarDay(calendar, today + timeline.runsOutIn),
    forecast: forecast.units,
    daily,
    forecastDay: calendarDay(calendar, today + reach - 1),
    forecastDayLate: calendarDay(calendar, today + Math.max(reach - 1, Math.ceil(leadTime.p90))),
    minimum: order.minimum,
    projected: order.projected,
    position: timeline.position,
    maximum: rule.maximum,
    orderMultiple: rule.orderMultiple,
    quantity: order.quantity,
    quantityBesideLate: order.quantityBesideLate,
    unitsSeen: forecast.span.units,
    stockOutDaysSeen: forecast.span.stockOutDays,
    reasons,
  };
}

/** Days up to and with the forecast day. */
function reachOf({ p50 }: LeadTime): number {
  return Math.ceil(p50) + 1;
}

interface Order {
  readonly kind: 'known' | 'dead' | 'not-enough-data';
  readonly reach: number;
  /** Expected until the end of the forecast day. */
  readonly demand: number;
  readonly cover: number;
  readonly minimum: number;
  readonly projected: number;
  /** Before rounding; 0 when nothing is short. */
  readonly short: number;
  readonly quantity: number;
  readonly quantityBesideLate: number;
  /** Units that expire unsold in the days that the order is to cover, and the first day after which they do. */
  readonly expiring: number;
  readonly firstExpiringOn: Day | null;
}

function orderOf(
  input: NeedInput,
  { span, units }: DemandForecast,
  { position, late, expiring: expected }: StockTimeline,
  safety: SafetyStock,
  reach: number,
): Order {
  const { rule, available, backorders } = input;
  const isDead = span.daysSinceSale >= rule.deadAfterDays;
  // What was sold out within two days of sale would never get a third: then these two must do.
  const isSoldOut = span.saleDays > 0 && available <= backorders;
  const isKnown = span.saleDays >= NEEDED_SALE_DAYS || isSoldOut;
  const kind = isDead ? 'dead' : isKnown ? 'known' : 'not-enough-data';
  const demand = kind === 'known' ? sumOf(units, 0, reach) : 0;
  const cover = kind === 'known' ? sumOf(units, reach, reach + rule.coverDays) : 0;
  const minimum = isDead ? 0 : Math.max(kind === 'known' ? safety.units : 0, rule.minimum ?? 0);
  const expiringLots = kind === 'known' ? expected : expiringUnits(input, NOTHING_SOLD);
  const covered = reach + (kind === 'known' ? rule.coverDays : 0);
  const expiring = expiringWithin(expiringLots, covered);
  const projected = position - late - expiringWithin(expiringLots, reach) - demand;
  const wanted = minimum + cover + demand + expiring - position;
  const short = projected < minimum ? wanted + late : 0;
  const shortBesideLate = projected + late < minimum ? wanted : 0;
  const rounded = (one: number) => (one > 0 ? roundUpTo(wholeUnits(one), rule.orderMultiple) : 0);
  return {
    kind,
    reach,
    demand,
    cover,
    minimum,
    projected,
    short,
    quantity: rounded(short),
    quantityBesideLate: rounded(shortBesideLate),
    expiring,
    firstExpiringOn: firstExpiringOn(expiringLots, covered, input),
  };
}

/** Of a SKU whose demand nobody knows, nothing is expected to be sold within any lead time. */
const NOTHING_SOLD: readonly number[] = new Array<number>(2 * MOST_COVER_DAYS).fill(0);

/** Up to the next whole unit, but not for what adding of fractions left over. */
function wholeUnits(units: number): number {
  return Math.ceil(units - 1e-9);
}

function stateOf(input: NeedInput, order: Order, { runsOutIn }: StockTimeline, isOver: boolean): NeedState {
  const sellable = input.available - input.backorders;
  if (order.kind === 'dead') return sellable < 0 ? 'out' : 'dead';
  if (order.kind === 'not-enough-data') {
    if (order.quantity === 0 && sellable >= 0) return 'not-enough-data';
    return sellable <= 0 ? 'out' : 'soon';
  }
  if (sellable <= 0) return 'out';
  if (runsOutIn !== null && runsOutIn < order.reach) return 'urgent';
  if (order.quantity > 0) return 'soon';
  return isOver ? 'over' : 'ok';
}

function explainOrder(
  reasons: NeedReason[],
  { rule, leadTime, available, backorders, calendar, history }: NeedInput,
  { span }: DemandForecast,
  { incoming, position, later, laterOn, late, lateSince }: StockTimeline,
  safety: SafetyStock,
  order: Order,
): void {
  const { kind, reach, demand, cover, minimum, projected, short, quantity } = order;
  const { p50, p90, deliveries } = leadTime;
  reasons.push({ code: 'LEAD_TIME', p50, p90, deliveries });
  reasons.push({ code: 'POSITION', available, incoming, backorders, position });
  if (lateSince !== null) {
    const days = history.days - calendarIndex(calendar, lateSince);
    reasons.push({ code: 'INCOMING_LATE', units: late, dueOn: lateSince, days });
  }
  if (order.firstExpiringOn !== null) {
    reasons.push({ code: 'WILL_EXPIRE', units: order.expiring, firstOn: order.firstExpiringOn });
  }
  if (kind === 'dead') {
    reasons.push({ code: 'NOTHING_SOLD', days: span.daysSinceSale });
    return;
  }
  if (kind === 'known') {
    reasons.push({ code: 'DEMAND_UNTIL_FORECAST_DAY', days: reach, units: demand });
    reasons.push({ code: 'SAFETY', error: safety.spread, deviations: safety.deviations, units: safety.units });
  } else {
    reasons.push({ code: 'NOT_ENOUGH_DATA', saleDays: span.saleDays, neededDays: NEEDED_SALE_DAYS });
  }
  const isByRule = kind !== 'known' || (rule.minimum ?? 0) > safety.units;
  reasons.push({ code: 'MINIMUM', units: minimum, by: isByRule ? 'rule' : 'safety' });
  if (quantity > 0) {
    reasons.push({ code: 'COVER', days: rule.coverDays, units: cover }, { code: 'SHORT', units: short });
    const from = wholeUnits(short);
    if (quantity !== from) reasons.push({ code: 'ROUNDED_UP', from, to: quantity, multiple: rule.orderMultiple });
  } else if (laterOn !== null && projected - later < minimum) {
    reasons.push({ code: 'INCOMING_DUE_LATER', units: later, dueOn: laterOn });
  }
}
