import type { WriteTx } from '#core/db/connection.ts';
import type { ThreadContext } from './thread-context.ts';

/** A turn of the write queue ends after this long, so that a sale in between answers at once. */
const TURN_MILLISECONDS = 60;

/**
 * Writes `count` things in as many turns of the write queue as it takes; each ends after its time, with everything written so
 * far committed. The clock is looked at after every `checkEvery` of them.
 */
export async function inTurns(
  thread: Pick<ThreadContext, 'writeTurn'>,
  count: number,
  checkEvery: number,
  writeAt: (tx: WriteTx, index: number) => void,
): Promise<void> {
  for (let done = 0; done < count; ) {
    done = await thread.writeTurn((tx) => {
      const end = performance.now() + TURN_MILLISECONDS;
      let next = done;
      while (next < count && (next % checkEvery !== 0 || next === done || performance.now() < end)) {
        writeAt(tx, next);
        next += 1;
      }
      return next;
    });
  }
}
