import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSleep } from './sleep-watch.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('watchSleep', () => {
  it('is quiet while time passes as it should', () => {
    const onWake = vi.fn();
    const stop = watchSleep({ onWake });
    vi.advanceTimersByTime(10 * 60_000);
    expect(onWake).not.toHaveBeenCalled();
    stop();
  });

  it('tells once after a sleep, and when the clock was set back', () => {
    const onWake = vi.fn();
    const stop = watchSleep({ onWake });
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    vi.advanceTimersByTime(5_000);
    expect(onWake).toHaveBeenCalledExactlyOnceWith(8 * 3_600_000);
    vi.advanceTimersByTime(60_000);
    expect(onWake).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(5_000);
    expect(onWake).toHaveBeenLastCalledWith(-3_600_000);
    stop();
  });

  it('stops when told to', () => {
    const onWake = vi.fn();
    watchSleep({ onWake })();
    vi.setSystemTime(Date.now() + 3_600_000);
    vi.advanceTimersByTime(60_000);
    expect(onWake).not.toHaveBeenCalled();
  });
});
