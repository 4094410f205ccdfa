import { choiceFilter, dayFilter, idFilter, textFilter } from '#renderer/lib/url-filters.ts';
import { WATCHED_ACTIONS } from '#shared/domain/audit/watched-actions.ts';
import type { UserId } from '#shared/domain/ids.ts';

export const TABS = ['trail', 'outflows', 'books'] as const;

/** What the trail shows; in the address, so that a number elsewhere can open its rows here. */
export const TRAIL_FILTERS = {
  person: idFilter<UserId>(),
  action: textFilter(),
  watched: choiceFilter(WATCHED_ACTIONS),
  kind: textFilter(),
  subject: idFilter<number>(),
  from: dayFilter(),
  to: dayFilter(),
};

export const AUDIT_PLACE = { tab: choiceFilter(TABS), event: idFilter<number>() };
export const SPAN = { since: dayFilter(), until: dayFilter() };
