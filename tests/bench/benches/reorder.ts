import type { SkuId } from '#shared/domain/ids.ts';
import type { DemandHistory } from '#shared/domain/replenishment/demand-history.ts';
import { forecastNeed } from '#shared/domain/replenishment/forecast-need.ts';
import type { Need } from '#shared/domain/replenishment/need.ts';
import { planReorders } from '#shared/domain/replenishment/plan-reorders.ts';
import type { ReorderPlan } from '#shared/domain/replenishment/reorder-plan.ts';
import { DEFAULT_RULE } from '#shared/domain/replenishment/replenishment-rule.ts';
import { type DayCalendar, dayCalendar } from '#shared/domain/replenishment/season-calendar.ts';
import type { Bench } from '../bench-definition.ts';
import { floor } from '../floors/reorder.ts';
import { nextTurn, watchLoopDelay } from '../loop-delay.ts';
import {
  type DayRow,
  daysDigest,
  FIRST_DAY,
  HISTORY_DAYS,
  limitsFor,
  offersFor,
  openDays,
  prepareDays,
  TODAY,
} from '../reorder-shop.ts';
import { startStopwatch } from '../stopwatch.ts';

const AHEAD_DAYS = 60;
/** Between two turns of the loop; a job thread would need none. */
const SKUS_PER_TURN = 20;

/**
 * The morning's plan: every SKU's rows read, its need forecast, all of them planned against three offers each. The floor reads the same rows
 * and sums them. `arrays…` tell of the same without reading rows: forecasts and plan alone, and a pass over the arrays alone.
 */
export const bench: Bench = {
  defaultRows: 5000 * HISTORY_DAYS,
  limits: { ratio: 5, loopDelayMaxMs: 100 },
  prepare: prepareDays,
  async ours({ preparedFolder, rows }) {
    const skuCount = rows / HISTORY_DAYS;
    const days = openDays(preparedFolder);
    const delay = watchLoopDelay();
    const stop = startStopwatch();
    const calendar = dayCalendar(FIRST_DAY, HISTORY_DAYS + AHEAD_DAYS);
    const iterator = days.rows();
    const histories: DemandHistory[] = [];
    const needs: Need[] = [];
    for (let skuId = 1; skuId <= skuCount; skuId += 1) {
      const history = readHistory(iterator);
      histories.push(history);
      needs.push(needOf(skuId, history, calendar));
      if (skuId % SKUS_PER_TURN === 0) await nextTurn();
    }
    iterator.return?.();
    plan(needs);
    const times = stop();
    const loopDelayMaxMs = await delay.stop();
    days.close();
    const sums = Float64Array.from(needs.flatMap(({ unitsSeen, stockOutDaysSeen }) => [unitsSeen, stockOutDaysSeen]));
    return { ...times, rows, loopDelayMaxMs, digest: daysDigest(sums), figures: arrayFigures(histories, calendar) };
  },
  floor,
};

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

function plan(needs: readonly Need[]): ReorderPlan {
  const offers = needs.flatMap(({ skuId }) => offersFor(skuId));
  const made = planReorders(needs, offers, limitsFor(needs.length), TODAY);
  if (made.purchases.length === 0) throw new Error('Nothing was ordered.');
  return made;
}

function arrayFigures(histories: readonly DemandHistory[], calendar: DayCalendar): Record<string, number> {
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
