import type { Query, QueryClient } from '@tanstack/react-query';
import type { Contract } from '#shared/contract/contract.ts';
import { queryClient } from './query-client.ts';

type Noun = keyof Contract & string;

/**
 * From which areas the answers of a noun's procedures are made, so that a change elsewhere does not read them again.
 * A noun that is not listed is read again after any change.
 */
const READS_FROM: Partial<Record<Noun, readonly string[]>> = {
  sessions: ['identity', 'settings', 'backup'],
  jobs: [],
};

const REFRESH_INTERVAL_MILLISECONDS = 1000;

function nounOf([path]: readonly unknown[]): unknown {
  return Array.isArray(path) ? path[0] : undefined;
}

/** Whether a query tells of the session itself, which answers while the window is locked. */
export function isOfSession(queryKey: readonly unknown[]): boolean {
  return nounOf(queryKey) === 'sessions';
}

/** Tells whether what a query holds may be out of date once these areas have changed. */
export function isTouchedBy(queryKey: readonly unknown[], areas: ReadonlySet<string>): boolean {
  const noun = nounOf(queryKey);
  if (typeof noun !== 'string') return false;
  const sources: Partial<Record<string, readonly string[]>> = READS_FROM;
  return sources[noun]?.some((area) => areas.has(area)) ?? true;
}

/**
 * Gathers changed areas and reads again what shows them, at once and then at most once a second. A read that was under way when
 * a change came may have missed it: it goes on, for during an import changes would else cancel it for ever, and is made once more
 * when it has ended.
 */
export function createRefresher(client: QueryClient, interval = REFRESH_INTERVAL_MILLISECONDS) {
  const changed = new Set<string>();
  const behind = new Set<Query>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLocked = false;
  const isAnswered = ({ queryKey }: Query): boolean => !isLocked || isOfSession(queryKey);

  function refresh(): void {
    const areas = new Set(changed);
    const touched = client
      .getQueryCache()
      .findAll({ predicate: (query) => isAnswered(query) && isTouchedBy(query.queryKey, areas) });
    const due = new Set([...behind, ...touched]);
    changed.clear();
    behind.clear();
    for (const query of due) if (query.state.fetchStatus === 'fetching') behind.add(query);
    timer = areas.size > 0 || behind.size > 0 ? setTimeout(refresh, interval) : undefined;
    if (areas.size === 0 && due.size === 0) return;
    void client.invalidateQueries({ predicate: (query) => due.has(query) }, { cancelRefetch: false });
  }

  return {
    areasChanged(areas: readonly string[]): void {
      for (const area of areas) changed.add(area);
      if (!timer) refresh();
    },
    everythingMayHaveChanged(): void {
      void client.invalidateQueries({ predicate: isAnswered });
    },
    /** A locked window reads nothing but its session: all else is refused. Whoever unlocks it has the rest read anew. */
    setLocked(next: boolean): void {
      isLocked = next;
    },
  };
}

export const refresher = createRefresher(queryClient);
