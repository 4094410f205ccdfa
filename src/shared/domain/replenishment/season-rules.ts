import { addDays, type Day, parseDay } from '../time/business-time.ts';
import { type DayCalendar, dayCalendar, type Season } from './season-calendar.ts';

/** A season this long is no season: most likely its two days were swapped. */
export const MOST_SEASON_DAYS = 150;
export const LEAST_SEASON_FACTOR = 0.1;
export const MOST_SEASON_FACTOR = 20;
export const MOST_SEASONS = 100;

/**
 * - `NAME_MISSING` · `NAME_TWICE`: a season is known by its name
 * - `FACTOR_OUT_OF_RANGE`: below 0.1 or above 20
 * - `IMPOSSIBLE_DAY`: 30 February
 * - `TOO_LONG`: more than 150 days
 * - `NO_YEARS`: a moving season without a single named day · `DAY_OF_OTHER_YEAR`: a named day that is not in its year
 */
export const SEASON_PROBLEMS = [
  'NAME_MISSING',
  'NAME_TWICE',
  'FACTOR_OUT_OF_RANGE',
  'IMPOSSIBLE_DAY',
  'TOO_LONG',
  'NO_YEARS',
  'DAY_OF_OTHER_YEAR',
] as const;
export type SeasonProblem = (typeof SEASON_PROBLEMS)[number];

/** What keeps each season from being used, by its place in the list; empty when a calendar can be laid out with all. */
export function seasonProblems(
  seasons: readonly Season[],
): { readonly season: number; readonly problem: SeasonProblem }[] {
  return seasons.flatMap((season, index) => {
    const problem = problemOf(season, seasons.slice(0, index));
    return problem === null ? [] : [{ season: index, problem }];
  });
}

function problemOf({ code, factor, days }: Season, before: readonly Season[]): SeasonProblem | null {
  const name = code.trim();
  if (name === '') return 'NAME_MISSING';
  if (before.some((one) => one.code.trim().toLowerCase() === name.toLowerCase())) return 'NAME_TWICE';
  if (!(factor >= LEAST_SEASON_FACTOR && factor <= MOST_SEASON_FACTOR)) return 'FACTOR_OUT_OF_RANGE';
  if (days.kind === 'fixed') {
    const length = fixedLength(days.from, days.to);
    if (length === null) return 'IMPOSSIBLE_DAY';
    return length > MOST_SEASON_DAYS ? 'TOO_LONG' : null;
  }
  const anchors = Object.entries(days.anchors);
  if (anchors.length === 0) return 'NO_YEARS';
  if (anchors.some(([, day]) => parseDay(day) === null)) return 'IMPOSSIBLE_DAY';
  if (anchors.some(([year, day]) => day.slice(0, 4) !== year.padStart(4, '0'))) return 'DAY_OF_OTHER_YEAR';
  return days.daysBefore + 1 + days.daysAfter > MOST_SEASON_DAYS ? 'TOO_LONG' : null;
}

/** Days of a season between two days of the year, both included, over New Year where it ends before it begins. */
function fixedLength(from: string, to: string): number | null {
  // A leap year: the 29 February of a season is a day of every year.
  const [first, last] = [parseDay(`2028-${from}`), parseDay(`2028-${to}`)];
  if (first === null || last === null) return null;
  const days = Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000);
  return (days < 0 ? days + 366 : days) + 1;
}

/**
 * The seasons of a product's category, in the order in which they win a day that several claim: those of the category
 * before those of all, each as the owner listed them.
 */
export function seasonsOf(seasons: readonly Season[], category: string): Season[] {
  const isForAll = ({ categories = [] }: Season): boolean => categories.length === 0;
  const own = seasons.filter(({ categories = [] }) => categories.includes(category));
  return [...own, ...seasons.filter(isForAll)];
}

/** One calendar per category that has seasons of its own; most have none and share one. */
export function calendarsByCategory(
  firstDay: Day,
  length: number,
  seasons: readonly Season[],
): (category: string) => DayCalendar {
  const special = new Set(seasons.flatMap(({ categories = [] }) => categories));
  const known = new Map<string, DayCalendar>();
  return (category) => {
    const name = special.has(category) ? category : '';
    let calendar = known.get(name);
    if (!calendar) {
      calendar = dayCalendar(firstDay, length, seasonsOf(seasons, name));
      known.set(name, calendar);
    }
    return calendar;
  };
}

/** Days that two seasons claim: the first listed keeps them. */
export interface SeasonOverlap {
  /** Places in the list. */
  readonly kept: number;
  readonly lost: number;
  readonly from: Day;
  readonly to: Day;
}

const LOOKED_AHEAD_DAYS = 3 * 366;

/**
 * Where seasons get into each other's way within three years from a day on, one entry per pair, its first time. A season
 * of some categories within one of all is meant so and no overlap. Throws a RangeError for seasons with problems.
 */
export function seasonOverlaps(seasons: readonly Season[], firstDay: Day): SeasonOverlap[] {
  const { occurrences } = dayCalendar(firstDay, LOOKED_AHEAD_DAYS, seasons);
  const overlaps: SeasonOverlap[] = [];
  seasons.forEach((one, kept) => {
    seasons.forEach((other, lost) => {
      if (lost <= kept || !shareScope(one, other)) return;
      const shared = occurrences
        .filter(({ season }) => season === kept)
        .flatMap((left) =>
          occurrences
            .filter(({ season, from, to }) => season === lost && from <= left.to && to >= left.from)
            .map((right) => ({ from: Math.max(left.from, right.from), to: Math.min(left.to, right.to) })),
        )
        .sort((left, right) => left.from - right.from)[0];
      if (shared) overlaps.push({ kept, lost, from: addDays(firstDay, shared.from), to: addDays(firstDay, shared.to) });
    });
  });
  return overlaps;
}

function shareScope({ categories: one = [] }: Season, { categories: other = [] }: Season): boolean {
  if (one.length === 0 || other.length === 0) return one.length === other.length;
  return one.some((category) => other.includes(category));
}
