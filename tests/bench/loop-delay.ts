import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MILLISECONDS = 2;

/** The longest that this thread's event loop was held up from now on; the maximum, since a percentile hides a freeze. */
export function watchLoopDelay(): { stop(): Promise<number> } {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS });
  histogram.enable();
  return {
    async stop() {
      // A freeze that lasts until now is only seen by the turn after it.
      await new Promise((resolve) => setTimeout(resolve, RESOLUTION_MILLISECONDS * 2));
      histogram.disable();
      return Math.max(0, histogram.max / 1e6 - RESOLUTION_MILLISECONDS);
    },
  };
}

/** A turn of the event loop, as lies between two calls that come through a door. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
