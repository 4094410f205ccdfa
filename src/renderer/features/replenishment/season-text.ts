import type { TFunction } from 'i18next';
import { formatDay } from '#renderer/i18n/format.ts';
import { dayCalendar, type Season } from '#shared/domain/replenishment/season-calendar.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';

/** A stretch of days of one season, in days from the first day looked at. */
export interface SeasonSpan {
  readonly from: number;
  readonly to: number;
}

export const SHOWN_DAYS = 365;

/** When a season falls within a year from a day on; none for days that do not exist. */
export function seasonSpans(season: Season, firstDay: Day, days = SHOWN_DAYS): SeasonSpan[] {
  try {
    return dayCalendar(firstDay, days, [season]).occurrences.map(({ from, to }) => ({ from, to }));
  } catch {
    return [];
  }
}

export function spanText({ from, to }: SeasonSpan, firstDay: Day): string {
  return `${formatDay(addDays(firstDay, from))} – ${formatDay(addDays(firstDay, to))}`;
}

export function categoriesText(t: TFunction<'replenishment'>, { categories = [] }: Season): string {
  return categories.length === 0 ? t('seasonCalendar.allCategories') : categories.join('、');
}
