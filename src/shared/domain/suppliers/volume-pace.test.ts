import { describe, expect, it } from 'vitest';
import { money } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import { volumePace } from './volume-pace.ts';

const pace = (bought: number, today: string) => volumePace(money(3_650_000), money(bought), today as Day);

describe('the pace of a year’s purchases', () => {
  it('is even over the days of the year, today included', () => {
    expect(pace(0, '2026-01-01').due).toBe(10_000);
    expect(pace(0, '2026-12-31').due).toBe(3_650_000);
    expect(volumePace(money(3_660_000), money(0), '2028-02-29' as Day).due).toBe(600_000);
  });

  it('is behind when more than a tenth is missing', () => {
    expect(pace(9_000, '2026-01-01').isBehind).toBe(false);
    expect(pace(8_999, '2026-01-01').isBehind).toBe(true);
    expect(volumePace(money(0), money(0), '2026-06-01' as Day).isBehind).toBe(false);
  });
});
