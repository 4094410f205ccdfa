/**
 * How far a clock may fall behind what was last written before it counts as set back. A time server mends seconds; somebody
 * who chose the wrong day in the system's settings is out by more.
 */
export const CLOCK_TOLERANCE_MILLISECONDS = 2 * 60_000;

/** Whether `now` lies before the last instant that was written (both epoch ms), by more than a time server's mending. */
export function isClockBehind(now: number, latestWrittenAt: number): boolean {
  return now < latestWrittenAt - CLOCK_TOLERANCE_MILLISECONDS;
}
