const TICK_MILLISECONDS = 5_000;
/** A busy computer is late by a second or two; one that slept, by more than this. */
const DRIFT_MILLISECONDS = 20_000;

/**
 * Tells when this process had stood still, as when the computer slept, or when its clock was set: plain Node hears of neither,
 * but a tick comes at another time than it should. Answers how to stop.
 */
export function watchSleep(options: {
  onWake: (driftMilliseconds: number) => void;
  now?: () => number;
  everyMilliseconds?: number;
}): () => void {
  const { onWake, now = Date.now, everyMilliseconds = TICK_MILLISECONDS } = options;
  let expectedAt = now() + everyMilliseconds;
  const timer = setInterval(() => {
    const drift = now() - expectedAt;
    expectedAt = now() + everyMilliseconds;
    if (Math.abs(drift) >= DRIFT_MILLISECONDS) onWake(drift);
  }, everyMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
