import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyOf, steady } from '#tests/support/need-input.ts';
import type { Day } from '../time/business-time.ts';
import { forecastDemand } from './demand-forecast.ts';
import { dayCalendar, type Season } from './season-calendar.ts';

const plain = (days: number) => dayCalendar('2025-01-06' as Day, days + 40, []);

describe('the forecast of demand', () => {
  it('of a steady SKU is what it sells', () => {
    const forecast = forecastDemand(historyOf(steady(8, 120)), plain(120), 28);
    expect(forecast.speed).toMatchObject({ daily: 8, last7: 8, last28: 8, last91: 8 });
    expect(forecast.units).toHaveLength(28);
    for (const units of forecast.units) expect(units).toBeCloseTo(8, 9);
  });

  it('weighs the last week more than the last quarter', () => {
    const { daily } = forecastDemand(historyOf([...steady(2, 84), ...steady(9, 7)]), plain(91), 7).speed;
    expect(daily).toBeGreaterThan(4);
    expect(daily).toBeLessThan(9);
  });

  it('skips days out of stock', () => {
    const units = steady(6, 100).map((sold, day) => (day >= 93 ? 0 : sold));
    const closed = [93, 94, 95, 96, 97, 98, 99];
    expect(forecastDemand(historyOf(units, closed), plain(100), 7).speed.daily).toBeCloseTo(6, 9);
    expect(forecastDemand(historyOf(units), plain(100), 7).speed.daily).toBeLessThan(5);
  });

  it('counts a day out of stock that sold more than usual all the same', () => {
    const units = steady(6, 100);
    units[99] = 30;
    const { daily } = forecastDemand(historyOf(units, [99]), plain(100), 7).speed;
    expect(daily).toBeGreaterThan(6.5);
  });

  it('learns the weekdays, and none from chance', () => {
    // The calendar begins on a Monday: index 5 and 6 of each week are the weekend.
    const units = Array.from({ length: 182 }, (_, day) => (day % 7 >= 5 ? 20 : 10));
    const { pattern, units: ahead } = forecastDemand(historyOf(units), plain(182), 7);
    expect(pattern.weekday[6]).toBeGreaterThan(1.4);
    expect(pattern.weekday[1]).toBeLessThan(0.9);
    expect(ahead[5]).toBeCloseTo(20, 1);
    const slow = Array.from({ length: 182 }, (_, day) => (day % 13 === 0 ? 1 : 0));
    expect(forecastDemand(historyOf(slow), plain(182), 7).pattern.weekday).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('takes a season from the calendar first and from its own past then', () => {
    const season: Season = { code: 'sale', factor: 1.5, days: { kind: 'fixed', from: '06-15', to: '06-20' } };
    const calendar = dayCalendar('2025-01-06' as Day, 900, [season]);
    const before = forecastDemand(historyOf(steady(10, 155)), calendar, 28);
    expect(before.units[5]).toBeCloseTo(15, 6);
    expect(before.units[0]).toBeCloseTo(10, 6);
    const lastYear = Array.from({ length: 520 }, (_, day) => (calendar.season[day] === 0 ? 10 : 40));
    const after = forecastDemand(historyOf(lastYear), calendar, 28);
    const inSeason =
      after.units[
        calendar.occurrences
          .map(({ from }) => from)
          .filter((from) => from > 520)
          .map((from) => from - 520)[0] ?? 0
      ];
    expect(inSeason).toBeGreaterThan(25);
    expect(after.speed.daily).toBeCloseTo(10, 0);
  });

  it.each([12, 0.1])('takes the owner’s own factor of %d for a season as it is', (factor) => {
    const season: Season = { code: 'sale', factor, days: { kind: 'fixed', from: '06-15', to: '06-20' } };
    const calendar = dayCalendar('2025-01-06' as Day, 200, [season]);
    expect(forecastDemand(historyOf(steady(10, 155)), calendar, 28).units[5]).toBeCloseTo(10 * factor, 6);
  });

  it('adds what replacements of bad keys take', () => {
    const history = { ...historyOf(steady(8, 120)), recentReplacements: 91 };
    expect(forecastDemand(history, plain(120), 7).units[0]).toBeCloseTo(9, 9);
    // On sale for twenty days only, and for two.
    const young = (units: number[], recentReplacements: number) =>
      forecastDemand({ ...historyOf(units), recentReplacements }, plain(units.length), 7).replacements;
    expect(young([...steady(0, 100), ...steady(8, 20)], 20)).toBeCloseTo(1, 9);
    expect(young([...steady(0, 100), 8, 8], 7)).toBeCloseTo(1, 9);
  });

  it('is as uncertain as chance at least', () => {
    expect(forecastDemand(historyOf(steady(8, 120)), plain(120), 7).error).toBeCloseTo(8, 9);
    const wild = Array.from({ length: 120 }, (_, day) => (day % 2 === 0 ? 0 : 16));
    expect(forecastDemand(historyOf(wild), plain(120), 7).error).toBeGreaterThan(40);
  });

  it('is never negative, and times k with k times the demand, at least in each day', () => {
    const days = fc.array(fc.nat(50), { minLength: 1, maxLength: 250 });
    fc.assert(
      fc.property(days, fc.integer({ min: 2, max: 9 }), fc.nat(1000), (units, k, closedSeed) => {
        const closed = units.map((_, day) => day).filter((day) => (day * 7919 + closedSeed) % 11 === 0);
        const calendar = dayCalendar('2025-03-01' as Day, units.length + 30);
        const once = forecastDemand(historyOf(units, closed), calendar, 28);
        const times = forecastDemand(
          historyOf(
            units.map((sold) => sold * k),
            closed,
          ),
          calendar,
          28,
        );
        once.units.forEach((sold, day) => {
          expect(sold).toBeGreaterThanOrEqual(0);
          expect(times.units[day]).toBeCloseTo(sold * k, 6);
        });
        expect(times.error).toBeGreaterThanOrEqual(once.error);
      }),
      { numRuns: 200 },
    );
  });
});
