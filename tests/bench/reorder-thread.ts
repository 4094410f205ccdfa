import { parentPort, workerData } from 'node:worker_threads';
import type { SkuId } from '#shared/domain/ids.ts';
import type { DemandHistory } from '#shared/domain/replenishment/demand-history.ts';
import { forecastNeed } from '#shared/domain/replenishment/forecast-need.ts';
import type { Need } from '#shared/domain/replenishment/need.ts';
import { planReorders } from '#shared/domain/replenishment/plan-reorders.ts';
import { DEFAULT_RULE } from '#shared/domain/replenishment/replenishment-rule.ts';
import { type DayCalendar, dayCalendar } from '#shared/domain/replenishment/season-calendar.ts';
import { type DayRow, FIRST_DAY, HISTORY_DAYS, limitsFor, offersFor, openDays, TODAY } from './reorder-shop.ts';

export interface ReorderThreadInput {
  readonly folder: string;
  readonly skuCount: number;
}

/** Units sold and days out of stock of each SKU, as its need knows them. */
export type ReorderThreadResult = Float64Array;
/** Sent after the result. */
export type ReorderThreadFigures = Readonly<Record<string, number>>;

const AHEAD_DAYS = 60;

function work({ folder, skuCount }: ReorderThreadInput): void {
  const days = openDays(folder);
  const calendar = dayCalendar(FIRST_DAY, HISTORY_DAYS + AHEAD_DAYS);
  const rows = days.rows();
  const histories: DemandHistory[] = [];
  const needs: Need[] = [];
  for (let skuId = 1; skuId <= skuCount; skuId += 1) {
    const history = readHistory(rows);
    histories.push(history);
    needs.push(needOf(skuId, history, calendar));
  }
  rows.return?.();
  days.close();
  plan(needs);
  const result: ReorderThreadResult = Float64Array.from(
    needs.flatMap(({ unitsSeen, stockOutDaysSeen }) => [unitsSeen, stockOutDaysSeen]),
  );
  parentPort?.postMessage(result);
  parentPort?.postMessage(arrayFigures(histories, calendar));
}

function readHistory(rows: IterableIterator<DayRow>): DemandHistory {
  const units = new Uint32Array(HISTORY_DAYS);
  const outOfStock = new Uint8Array(HISTORY_DAYS);
  for (let count = 0; count < HISTORY_DAYS; count += 1) {
    const { value } = rows.next();
    units[value[1]] = value[2];
    outOfStock[value[1]] = value[3];
  }
  return { days: HISTORY_DAYS, units, outOfStock, onSaleFrom: null, recentBulk: 0, recentReplacements: 0 };
}

function needOf(skuId: number, history: DemandHistory, calendar: DayCalendar): Need {
  return forecastNeed({
    skuId: skuId as SkuId,
    history,
    calendar,
    rule: DEFAULT_RULE,
    leadTime: { p50: skuId % 3, p90: (skuId % 3) + 2, deliveries: 20 },
    available: (skuId * 7) % 60,
    reserved: 0,
    backorders: 0,
    incoming: skuId % 5 === 0 ? [{ quantity: 10, dueOn: TODAY }] : [],
  });
}

function plan(needs: readonly Need[]): void {
  const offers = needs.flatMap(({ skuId }) => offersFor(skuId));
  const made = planReorders(needs, offers, limitsFor(needs.length), TODAY);
  if (made.purchases.length === 0) throw new Error('Nothing was ordered.');
}

function arrayFigures(histories: readonly DemandHistory[], calendar: DayCalendar): ReorderThreadFigures {
  const startedAt = performance.now();
  plan(histories.map((history, index) => needOf(index + 1, history, calendar)));
  const plannedAt = performance.now();
  let sum = 0;
  for (const { units, outOfStock, days } of histories) {
    for (let day = 0; day < days; day += 1) sum += (units[day] ?? 0) + (outOfStock[day] ?? 0);
  }
  if (sum === 0) throw new Error('There was nothing to sum.');
  return { arraysPlannedMs: plannedAt - startedAt, arraysPassedMs: performance.now() - plannedAt };
}

work(workerData);
