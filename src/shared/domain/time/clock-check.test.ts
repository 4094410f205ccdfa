import { describe, expect, it } from 'vitest';
import { CLOCK_TOLERANCE_MILLISECONDS, isClockBehind } from './clock-check.ts';

describe('isClockBehind', () => {
  const written = Date.UTC(2026, 10, 21, 2);

  it('lets a time server mend the clock', () => {
    expect(isClockBehind(written, written)).toBe(false);
    expect(isClockBehind(written + 1, written)).toBe(false);
    expect(isClockBehind(written - CLOCK_TOLERANCE_MILLISECONDS, written)).toBe(false);
  });

  it('sees a clock that was set back', () => {
    expect(isClockBehind(written - CLOCK_TOLERANCE_MILLISECONDS - 1, written)).toBe(true);
    expect(isClockBehind(written - 86_400_000, written)).toBe(true);
  });

  it('has nothing to compare in a new shop', () => {
    expect(isClockBehind(written, 0)).toBe(false);
  });
});
