import { choiceFilter, dayFilter } from '#renderer/lib/url-filters.ts';

/** Which rows stand open beside the dashboard, and of which days; in the address like every filter. */
export const SPAN_FILTERS = { rows: choiceFilter(['sales', 'purchases']), from: dayFilter(), to: dayFilter() };

export interface OpenSpan {
  readonly rows: 'sales' | 'purchases';
  readonly from: string;
  readonly to: string;
}

/** The address of the rows of a span. */
export function spanLink({ rows, from, to }: OpenSpan): string {
  return `/dashboard?rows=${rows}&from=${from}&to=${to}`;
}
