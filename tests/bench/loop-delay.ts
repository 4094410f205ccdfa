import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MILLISECONDS = 2;

/** The longest that this thread's event loop was held up from now on; the maximum, since a percentile hides a freeze. */
export function watchLoopDelay(): { stop(): number } {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS });
  histogram.enable();
  return {
    stop() {
      histogram.disable();
      return Math.max(0, histogram.max / 1e6 - RESOLUTION_MILLISECONDS);
    },
  };
}
