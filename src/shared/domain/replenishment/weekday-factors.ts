import type { DemandHistory } from './demand-history.ts';
import type { DayCalendar } from './season-calendar.ts';

/** Half a year: long enough to tell a pattern from chance. */
const PATTERN_DAYS = 182;
/** Fewer weeks of a weekday say nothing. */
const LEAST_WEEKS = 4;
const LEAST_FACTOR = 0.1;

/** Sums by weekday of the call under way: 5 000 SKUs in a row need no arrays of their own. */
const sum = new Float64Array(7);
const square = new Float64Array(7);
const count = new Float64Array(7);

/**
 * How much more or less a SKU sells on each weekday (index 0 Sunday) than on a mean day, over the last half year in
 * stock, seasons taken out. What chance alone would explain is taken out too (the difference between weekdays beyond
 * the one expected from the spread within them, James–Stein), so that a slow SKU has no pattern. All 1 below four
 * weeks. Depends on the shape of the demand only, not on its size. `seasonFactor` as from seasonFactors.
 */
export function weekdayFactors(
  { units, outOfStock, days }: DemandHistory,
  from: number,
  { weekday, season }: DayCalendar,
  seasonFactor: readonly number[],
): number[] {
  const first = Math.max(from, days - PATTERN_DAYS);
  for (let offset = 0; offset < 7; offset += 1) {
    let weekdaySum = 0;
    let weekdaySquare = 0;
    let weeks = 0;
    for (let day = first + offset; day < days; day += 7) {
      if (outOfStock[day] !== 0) continue;
      const seasonOfDay = season[day] ?? 0;
      let sold = units[day] ?? 0;
      if (seasonOfDay !== 0) sold /= seasonFactor[seasonOfDay] ?? 1;
      weekdaySum += sold;
      weekdaySquare += sold * sold;
      weeks += 1;
    }
    const at = ((weekday[first] ?? 0) + offset) % 7;
    sum[at] = weekdaySum;
    square[at] = weekdaySquare;
    count[at] = weeks;
  }
  return shrunkFactors();
}

function shrunkFactors(): number[] {
  let total = 0;
  let days = 0;
  let within = 0;
  for (let at = 0; at < 7; at += 1) {
    const sold = sum[at] ?? 0;
    const weeks = count[at] ?? 0;
    if (weeks < LEAST_WEEKS) return [1, 1, 1, 1, 1, 1, 1];
    total += sold;
    days += weeks;
    within += (square[at] ?? 0) - (sold * sold) / weeks;
  }
  const mean = total / days;
  let between = 0;
  for (let at = 0; at < 7; at += 1) between += ((sum[at] ?? 0) / (count[at] ?? 1) - mean) ** 2 / 6;
  const noise = (within / (days - 7) / days) * 7;
  if (!(between > noise)) return [1, 1, 1, 1, 1, 1, 1];
  const kept = 1 - noise / between;
  const factors: number[] = [];
  for (let at = 0; at < 7; at += 1) {
    factors.push(Math.max(LEAST_FACTOR, 1 + kept * ((sum[at] ?? 0) / (count[at] ?? 1) / mean - 1)));
  }
  return factors;
}
