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

/** Tells whether what a query holds may be out of date once these areas have changed. */
export function isTouchedBy(queryKey: readonly unknown[], areas: ReadonlySet<string>): boolean {
  const [path] = queryKey;
  const noun: unknown = Array.isArray(path) ? path[0] : undefined;
  if (typeof noun !== 'string') return false;
  const sources: Partial<Record<string, readonly string[]>> = READS_FROM;
  return sources[noun]?.some((area) => areas.has(area)) ?? true;
}

/** Gathers changed areas and reads again what shows them, at once and then at most once a second. */
export function createRefresher(client: QueryClient, interval = REFRESH_INTERVAL_MILLISECONDS) {
  const changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function refresh(): void {
    const areas = new Set(changed);
    changed.clear();
    timer = areas.size > 0 ? setTimeout(refresh, interval) : undefined;
    if (areas.size === 0) return;
    const predicate = (query: Query): boolean => isTouchedBy(query.queryKey, areas);
    // A read that is under way goes on: during an import changes would otherwise cancel it for ever.
    void client.invalidateQueries({ predicate }, { cancelRefetch: false });
  }

  return {
    areasChanged(areas: readonly string[]): void {
      for (const area of areas) changed.add(area);
      if (!timer) refresh();
    },
    everythingMayHaveChanged(): void {
      void client.invalidateQueries();
    },
  };
}

export const refresher = createRefresher(queryClient);
