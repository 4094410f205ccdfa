import type { Clock } from '#core/clock.ts';

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
  set(instant: number): void;
}

/** Saturday, 21 November 2026, ten in the morning in Shanghai. */
export const TEST_START = Date.UTC(2026, 10, 21, 2, 0, 0);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export function createTestClock(start = TEST_START): TestClock {
  let current = start;
  return {
    now: () => current,
    advance: (milliseconds) => {
      current += milliseconds;
    },
    set: (instant) => {
      current = instant;
    },
  };
}
