import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  type Day,
  dayOf,
  daysBetween,
  firstDayOf,
  lastDayOf,
  type Month,
  nextMonth,
  parseDay,
  parseMonth,
  previousMonth,
  startOfDay,
} from './business-time.ts';

const someDay = fc
  .integer({ min: 0, max: 40_000 })
  .map((count) => new Date(count * 86_400_000).toISOString().slice(0, 10) as Day);

describe('days and months', () => {
  it('reads only days that exist', () => {
    expect(parseDay('2024-02-29')).toBe('2024-02-29');
    expect(parseDay('2025-02-29')).toBeNull();
    expect(parseDay('2025-2-9')).toBeNull();
    expect(parseMonth('2025-13')).toBeNull();
  });

  it('begins a day where the zone does, across daylight saving', () => {
    expect(startOfDay('2026-11-21' as Day, 'Asia/Shanghai')).toBe(Date.parse('2026-11-20T16:00:00Z'));
    expect(startOfDay('2026-03-29' as Day, 'Europe/Berlin')).toBe(Date.parse('2026-03-28T23:00:00Z'));
    expect(startOfDay('2026-03-30' as Day, 'Europe/Berlin')).toBe(Date.parse('2026-03-29T22:00:00Z'));
  });

  it('agrees with itself: the first moment of a day is in it, the one before is not', () => {
    fc.assert(
      fc.property(
        someDay,
        fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'UTC'),
        (day, zone) => {
          const start = startOfDay(day, zone);
          expect(dayOf(start, zone)).toBe(day);
          expect(dayOf(start - 1, zone)).toBe(addDays(day, -1));
        },
      ),
    );
  });

  it('counts months and days without gaps', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -400, max: 400 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
        const month = day.slice(0, 7) as Month;
        expect(previousMonth(nextMonth(month))).toBe(month);
        expect(addDays(lastDayOf(month), 1)).toBe(firstDayOf(nextMonth(month)));
      }),
    );
  });
});
