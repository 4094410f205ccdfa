/**
 * How far a clock may fall behind what was last written before it counts as set back. A time server mends seconds; somebody
 * who chose the wrong day in the system's settings is out by more.
 */
export const CLOCK_TOLERANCE_MILLISECONDS = 2 * 60_000;

/**
 * How far a clock may run on past what was last written before somebody has to say that it is right. A shop that rests for
 * longer is asked once; a year typed wrongly would otherwise end every key that has a last day.
 */
export const CLOCK_LEAP_MILLISECONDS = 31 * 24 * 60 * 60_000;

/** Whether `now` lies so far after the last instant that was written (both epoch ms; 0: nothing was) that it has to be asked. */
export function hasClockLeapt(now: number, latestWrittenAt: number): boolean {
  return latestWrittenAt > 0 && now > latestWrittenAt + CLOCK_LEAP_MILLISECONDS;
}

/** Whether `now` lies before the last instant that was written (both epoch ms), by more than a time server's mending. */
export function isClockBehind(now: number, latestWrittenAt: number): boolean {
  return now < latestWrittenAt - CLOCK_TOLERANCE_MILLISECONDS;
}
