import type { DemandHistory } from './demand-history.ts';
import type { DayCalendar, SeasonOccurrence } from './season-calendar.ts';

/** Days before an occurrence that say what usual demand was. */
const USUAL_DAYS = 28;
/** Days with a sale among them that are needed to compare with. */
const LEAST_SALE_DAYS = 10;
/** The season's own factor weighs as much as so many days seen. */
const CALENDAR_WEIGHT_DAYS = 5;
/** What a SKU's own past is believed; the owner's own factor may lie beyond. */
const LEAST_FACTOR = 0.2;
const MOST_FACTOR = 6;

/** Seen so far in the call under way, three numbers per season: sold, what usual days would have sold, days. */
const seen = new Float64Array(3 * 255);

/**
 * The factor of each season of the calendar for one SKU: what its own past occurrences (the running one included) sold
 * per day against the four weeks before each, days out of stock left out, blended with the season's own factor, which
 * weighs as much as five days. Index 0 is the usual day (1), index i + 1 the calendar's i-th season. Depends on the
 * shape of the demand only, not on its size.
 */
export function seasonFactors(history: DemandHistory, from: number, calendar: DayCalendar): number[] {
  const { seasons } = calendar;
  seen.fill(0, 0, 3 * seasons.length);
  // By index: this runs for each of thousands of SKUs.
  for (let index = 0; index < calendar.occurrences.length; index += 1) {
    const occurrence = calendar.occurrences[index];
    if (occurrence && occurrence.from < history.days && occurrence.to >= from) {
      addOccurrence(history, from, calendar, occurrence);
    }
  }
  const factors: number[] = [1];
  for (let index = 0; index < seasons.length; index += 1) {
    const own = seasons[index]?.factor ?? 1;
    const sold = seen[3 * index] ?? 0;
    const usual = seen[3 * index + 1] ?? 0;
    const days = seen[3 * index + 2] ?? 0;
    const blended =
      usual > 0 ? (CALENDAR_WEIGHT_DAYS * own + (days * sold) / usual) / (CALENDAR_WEIGHT_DAYS + days) : own;
    factors.push(Math.min(Math.max(MOST_FACTOR, own), Math.max(Math.min(LEAST_FACTOR, own), blended)));
  }
  return factors;
}

/** Adds what one occurrence sold, what usual days would have sold, and its days in stock. */
function addOccurrence(
  { units, outOfStock, days }: DemandHistory,
  from: number,
  { season }: DayCalendar,
  occurrence: SeasonOccurrence,
): void {
  let usualSold = 0;
  let usualDays = 0;
  let saleDays = 0;
  for (let day = Math.max(from, occurrence.from - USUAL_DAYS); day < occurrence.from; day += 1) {
    if (outOfStock[day] !== 0 || season[day] !== 0) continue;
    const sold = units[day] ?? 0;
    usualSold += sold;
    usualDays += 1;
    if (sold > 0) saleDays += 1;
  }
  if (saleDays < LEAST_SALE_DAYS) return;
  const last = Math.min(days - 1, occurrence.to);
  let sold = 0;
  let seasonDays = 0;
  for (let day = Math.max(from, occurrence.from); day <= last; day += 1) {
    if (outOfStock[day] !== 0 || season[day] !== occurrence.season + 1) continue;
    sold += units[day] ?? 0;
    seasonDays += 1;
  }
  const at = occurrence.season * 3;
  seen[at] = (seen[at] ?? 0) + sold;
  seen[at + 1] = (seen[at + 1] ?? 0) + (usualSold / usualDays) * seasonDays;
  seen[at + 2] = (seen[at + 2] ?? 0) + seasonDays;
}
