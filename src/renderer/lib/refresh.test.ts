import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRefresher, isTouchedBy } from './refresh.ts';

describe('what a change touches', () => {
  it('is every answer whose source is not narrower', () => {
    expect(isTouchedBy([['suppliers', 'list'], { type: 'query' }], new Set(['suppliers']))).toBe(true);
    expect(isTouchedBy([['sessions', 'state'], {}], new Set(['suppliers']))).toBe(false);
    expect(isTouchedBy([['sessions', 'state'], {}], new Set(['identity']))).toBe(true);
    expect(isTouchedBy([['jobs', 'list'], {}], new Set(['imports']))).toBe(false);
    expect(isTouchedBy(['something else'], new Set(['imports']))).toBe(false);
  });
});

describe('the refresher', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('reads again at once, then gathers changes until the interval is over', async () => {
    const client = new QueryClient();
    const invalidate = vi.spyOn(client, 'invalidateQueries');
    const refresher = createRefresher(client, 1000);
    refresher.areasChanged(['inventory']);
    expect(invalidate).toHaveBeenCalledTimes(1);
    for (let count = 0; count < 20; count += 1) refresher.areasChanged(['inventory']);
    expect(invalidate).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    expect(invalidate).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1000);
    refresher.areasChanged(['suppliers']);
    expect(invalidate).toHaveBeenCalledTimes(3);
  });

  it('reads nothing but the session while the window is locked', () => {
    const client = new QueryClient();
    const refresher = createRefresher(client, 1000);
    const keys = [[['sessions', 'state']], [['dashboard', 'get']]];
    for (const queryKey of keys) client.setQueryData(queryKey, 'read');
    const stale = () => keys.map((queryKey) => client.getQueryState(queryKey)?.isInvalidated);
    refresher.setLocked(true);
    refresher.areasChanged(['settings']);
    expect(stale()).toEqual([true, false]);
    refresher.everythingMayHaveChanged();
    expect(stale()).toEqual([true, false]);
    refresher.setLocked(false);
    refresher.everythingMayHaveChanged();
    expect(stale()).toEqual([true, true]);
  });

  it('reads once more what was being read when the last change came', async () => {
    const client = new QueryClient();
    const refresher = createRefresher(client, 1000);
    let written = 0;
    const observer = new QueryObserver(client, {
      queryKey: [['dashboard', 'get']],
      // What it answers is of the moment it began, and takes longer than the interval.
      queryFn: () => {
        const began = written;
        return new Promise<number>((resolve) => setTimeout(() => resolve(began), 1500));
      },
    });
    const stop = observer.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(1000);
    written = 1;
    refresher.areasChanged(['inventory']);
    await vi.advanceTimersByTimeAsync(5000);
    expect(observer.getCurrentResult().data).toBe(1);
    stop();
  });
});
