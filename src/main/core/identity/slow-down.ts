import type { Context } from '#core/context.ts';
import { Refusal } from '#core/refusal.ts';
import { nameKeyOf } from './users.repo.ts';
import { readFailures, writeFailures } from './vault-wraps.repo.ts';

const FREE_TRIES = 3;
const FIRST_WAIT_MILLISECONDS = 2_000;
const LONGEST_WAIT_MILLISECONDS = 15 * 60_000;

/** Refuses with SLOWED_DOWN while a name has to wait after wrong tries. */
export async function requireNoWait({ kernel, db }: Context, name: string): Promise<void> {
  const { failedCount, blockedUntil } = readFailures(db, nameKeyOf(name));
  const now = kernel.clock.now();
  const left = blockedUntil - now;
  if (left <= 0) return;
  const wait = waitAfter(failedCount);
  if (left > wait) {
    // The clock was set back since: the wait begins again, it does not last until the old time comes round.
    await kernel.queue.write((tx) => writeFailures(tx, nameKeyOf(name), failedCount, now + wait));
  }
  throw new Refusal('SLOWED_DOWN', { retryAfterMilliseconds: Math.min(left, wait) });
}

/** Counts a wrong try; from the fourth on each doubles the wait, which begins when it is known to be wrong. */
export function recordFailure({ kernel }: Context, name: string): Promise<void> {
  return kernel.queue.write((tx) => {
    const failedCount = readFailures(tx, nameKeyOf(name)).failedCount + 1;
    writeFailures(tx, nameKeyOf(name), failedCount, kernel.clock.now() + waitAfter(failedCount));
  });
}

/** Lets one try of a name follow the other: what is tried at the same moment waits as what is tried one by one. */
export interface TryQueue {
  inTurn<Result>(name: string, tryOnce: () => Promise<Result>): Promise<Result>;
}

export function createTryQueue(): TryQueue {
  const lastOf = new Map<string, Promise<unknown>>();
  return {
    inTurn(name, tryOnce) {
      const key = nameKeyOf(name);
      const turn = (lastOf.get(key) ?? Promise.resolve()).then(tryOnce);
      const ended = turn.then(
        () => undefined,
        () => undefined,
      );
      lastOf.set(key, ended);
      void ended.then(() => {
        if (lastOf.get(key) === ended) lastOf.delete(key);
      });
      return turn;
    },
  };
}

function waitAfter(failedCount: number): number {
  const doublings = Math.min(failedCount - FREE_TRIES, 20);
  return doublings < 0 ? 0 : Math.min(FIRST_WAIT_MILLISECONDS * 2 ** doublings, LONGEST_WAIT_MILLISECONDS);
}
