import { createSeededRandom, type SeededRandom } from '#core/demo/seeded-random.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import type { BackTestHistory, BackTestSku } from '#shared/domain/replenishment/back-test.ts';
import { isOneOffBulk } from '#shared/domain/replenishment/demand-history.ts';
import { dayCalendar } from '#shared/domain/replenishment/season-calendar.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** A quarter that the shop has behind it, then two years that are replayed, then what forecasts look ahead to. */
export const PAST_DAYS = 91;
export const REPLAYED_DAYS = 730;
const AHEAD_DAYS = 60;
const FIRST_DAY = '2024-01-01' as Day;

/**
 * Demand as a card seller has it; knows nothing of how it is forecast. Each SKU: a Poisson base of 0.4 to 40 a day
 * whose level drifts, a weekday pattern of the shop with a turn of its own, two promotions that a part of the SKUs take
 * part in (双11 of the first year, and one of the shop's own on days that no calendar knows), now and then a one-off
 * bulk order, lead times that differ by SKU and order. Every tenth SKU dies out within weeks, every other tenth is new
 * in the course of it. The quarter before has days out of stock.
 */
export function generateDemand(seed: number, skuCount: number): BackTestHistory {
  const random = createSeededRandom(seed);
  const length = PAST_DAYS + REPLAYED_DAYS + AHEAD_DAYS;
  const calendar = dayCalendar(FIRST_DAY, length);
  const weekdays = Array.from({ length: 7 }, (_, weekday) => (weekday === 0 || weekday === 6 ? 1.25 : 0.9));
  const shopPromotion = PAST_DAYS + random.whole(120, 600);
  const promotions = [
    { from: DOUBLE_11 - random.whole(1, 4), to: DOUBLE_11 + random.whole(0, 2) },
    { from: shopPromotion, to: shopPromotion + random.whole(3, 7) },
  ];
  const skus = Array.from({ length: skuCount }, (_, index) =>
    generateSku(random, index, calendar.weekday, weekdays, promotions),
  );
  return { calendar, from: PAST_DAYS, to: PAST_DAYS + REPLAYED_DAYS, skus };
}

/** 2024-11-11 by index. */
const DOUBLE_11 = 315;

interface Promotion {
  readonly from: number;
  readonly to: number;
}

function generateSku(
  random: SeededRandom,
  index: number,
  weekdayOf: Uint8Array,
  shopWeekdays: readonly number[],
  promotions: readonly Promotion[],
): BackTestSku {
  const length = weekdayOf.length;
  const base = 0.4 * 100 ** random.next();
  const diesAt = index % 10 === 3 ? random.whole(250, 600) : length;
  const onSaleFrom = index % 10 === 7 ? PAST_DAYS + random.whole(60, 400) : 0;
  const weekdays = shopWeekdays.map((factor) => factor * (0.85 + 0.3 * random.next()));
  const uplifts = promotions.map(() => (random.next() < 0.6 ? 1.5 + 2 * random.next() : 1));
  const demand = new Uint32Array(length);
  const bulk = new Uint32Array(length);
  const outOfStock = new Uint8Array(length);
  let drift = 0;
  for (let day = 0; day < length; day += 1) {
    drift = 0.995 * drift + 0.02 * gaussian(random);
    let mean = base * Math.exp(drift) * (weekdays[weekdayOf[day] ?? 0] ?? 1);
    promotions.forEach(({ from, to }, at) => {
      if (day >= from && day <= to) mean *= uplifts[at] ?? 1;
    });
    if (day >= diesAt) mean *= Math.exp(-(day - diesAt) / 12);
    if (day >= diesAt + 60 || day < onSaleFrom) mean = 0;
    demand[day] = poisson(random, mean);
    const quantity = Math.round(base * (4 + 8 * random.next()) + 5);
    if (random.next() < 1 / 180 && mean > 0) {
      if (isOneOffBulk(quantity, { dailyUnits: base, medianOrder: 1 })) bulk[day] = quantity;
      else demand[day] = (demand[day] ?? 0) + quantity;
    }
  }
  closeSomeDays(random, demand, outOfStock);
  const usualLead = random.whole(0, 3);
  const leadDays = Uint8Array.from({ length }, () => usualLead + (random.next() < 0.15 ? random.whole(1, 3) : 0));
  const openingStock = Math.ceil(base * (usualLead + 7));
  return { skuId: (index + 1) as SkuId, demand, bulk, outOfStock, onSaleFrom, openingStock, leadDays };
}

/** Days out of stock in the quarter before: less was sold than was wanted. */
function closeSomeDays(random: SeededRandom, demand: Uint32Array, outOfStock: Uint8Array): void {
  for (let run = 0; run < 2; run += 1) {
    const from = random.whole(5, PAST_DAYS - 6);
    const to = from + random.whole(0, 4);
    for (let day = from; day <= to; day += 1) {
      outOfStock[day] = 1;
      demand[day] = day === from ? Math.floor((demand[day] ?? 0) / 2) : 0;
    }
  }
}

function poisson(random: SeededRandom, mean: number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gaussian(random)));
  const limit = Math.exp(-mean);
  let product = random.next();
  let count = 0;
  while (product > limit) {
    product *= random.next();
    count += 1;
  }
  return count;
}

function gaussian(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
