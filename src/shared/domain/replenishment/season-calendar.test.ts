import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../time/business-time.ts';
import {
  calendarDay,
  calendarIndex,
  DEFAULT_SEASONS,
  dayCalendar,
  type Season,
  SPRING_FESTIVAL_DAYS,
} from './season-calendar.ts';

const day = (text: string) => text as Day;

function seasonOn(text: string, seasons: readonly Season[] = DEFAULT_SEASONS): string | null {
  const calendar = dayCalendar(addDays(day(text), -3), 7, seasons);
  const at = calendar.season[3] ?? 0;
  return at === 0 ? null : (calendar.seasons[at - 1]?.code ?? '');
}

describe('the season calendar', () => {
  it('has the spring festivals that the lunar calendar has', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' });
    const lunarDay = (text: string) => lunar.format(new Date(`${text}T00:00:00Z`));
    const days = Object.values(SPRING_FESTIVAL_DAYS);
    expect(days).toHaveLength(21);
    // In these years the new moon comes within minutes of midnight in Beijing: the runtime's own reckoning is a day off.
    const atMidnight = ['2027-02-06', '2030-02-03'];
    expect(days.filter((text) => !atMidnight.includes(text) && lunarDay(text) !== '1/1')).toEqual([]);
    for (const text of atMidnight) {
      expect([-1, 0, 1].map((off) => lunarDay(addDays(day(text), off)))).toContain('1/1');
    }
  });

  it('knows the trade seasons of any year', () => {
    expect(seasonOn('2026-02-17')).toBe('spring-festival');
    expect(seasonOn('2027-02-17')).toBeNull();
    expect(seasonOn('2025-06-18')).toBe('618');
    expect(seasonOn('2026-11-11')).toBe('double-11');
    expect(seasonOn('2026-09-01')).toBe('school-start');
    expect(seasonOn('2026-06-07')).toBe('exams');
    expect(seasonOn('2026-03-20')).toBeNull();
  });

  it('lets the owner add a season over New Year and one on 29 February', () => {
    const seasons: Season[] = [
      { code: 'holidays', factor: 2, days: { kind: 'fixed', from: '12-24', to: '01-03' } },
      { code: 'leap', factor: 2, days: { kind: 'fixed', from: '02-29', to: '02-29' } },
    ];
    expect(seasonOn('2026-01-02', seasons)).toBe('holidays');
    expect(seasonOn('2025-12-31', seasons)).toBe('holidays');
    expect(seasonOn('2026-02-28', seasons)).toBe('leap');
    expect(seasonOn('2028-02-28', seasons)).toBeNull();
  });

  it('gives a day that two seasons claim to the first', () => {
    const fixed = (code: string, from: string, to: string): Season => ({
      code,
      factor: 2,
      days: { kind: 'fixed', from, to },
    });
    expect(seasonOn('2026-05-05', [fixed('one', '05-01', '05-05'), fixed('two', '05-05', '05-09')])).toBe('one');
  });

  it('refuses what is no season', () => {
    const days = { kind: 'fixed', from: '02-30', to: '03-01' } as const;
    expect(() => dayCalendar(day('2026-01-01'), 10, [{ code: 'x', factor: 1, days }])).toThrow('There is no day');
    expect(() => dayCalendar(day('2026-01-01'), 10, [{ code: 'x', factor: 0, days }])).toThrow('not above 0');
    expect(() => dayCalendar(day('2026-01-01'), 0)).toThrow('at least one day');
  });

  it('counts days both ways, with their weekday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 900 }), (start, length) => {
        const firstDay = addDays(day('1990-01-01'), start);
        const calendar = dayCalendar(firstDay, length);
        const last = calendarDay(calendar, length - 1);
        expect(last).toBe(addDays(firstDay, length - 1));
        expect(calendarIndex(calendar, last)).toBe(length - 1);
        expect(calendar.weekday[length - 1]).toBe(new Date(`${last}T00:00:00Z`).getUTCDay());
      }),
      { numRuns: 50 },
    );
  });
});
