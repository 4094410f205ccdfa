import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../time/business-time.ts';
import { DEFAULT_SEASONS, dayCalendar, type Season, SPRING_FESTIVAL_DAYS } from './season-calendar.ts';
import { seasonOverlaps, seasonProblems, seasonsOf } from './season-rules.ts';

const NEW_YEAR = '2026-01-01' as Day;

function fixed(code: string, from: string, to: string, more: Partial<Season> = {}): Season {
  return { code, factor: 2, days: { kind: 'fixed', from, to }, ...more };
}

function moving(anchors: Record<number, string>, daysBefore = 0, daysAfter = 0): Season {
  return { code: 'moving', factor: 2, days: { kind: 'moving', anchors, daysBefore, daysAfter } };
}

const problemsOf = (...seasons: Season[]) => seasonProblems(seasons).map(({ problem }) => problem);

describe('the list of seasons', () => {
  it('that a new shop starts with has neither problem nor overlap', () => {
    expect(seasonProblems(DEFAULT_SEASONS)).toEqual([]);
    expect(seasonOverlaps(DEFAULT_SEASONS, NEW_YEAR)).toEqual([]);
  });

  it('says what is wrong with a season', () => {
    expect(problemsOf(fixed(' ', '05-01', '05-05'))).toEqual(['NAME_MISSING']);
    expect(problemsOf(fixed('One', '05-01', '05-05'), fixed('one ', '06-01', '06-05'))).toEqual(['NAME_TWICE']);
    expect(problemsOf(fixed('one', '05-01', '05-05', { factor: 0 }))).toEqual(['FACTOR_OUT_OF_RANGE']);
    expect(problemsOf(fixed('one', '02-30', '03-02'))).toEqual(['IMPOSSIBLE_DAY']);
    expect(problemsOf(fixed('one', '05-05', '05-01'))).toEqual(['TOO_LONG']);
    expect(problemsOf(moving({}))).toEqual(['NO_YEARS']);
    expect(problemsOf(moving({ 2027: '2028-02-06' }))).toEqual(['DAY_OF_OTHER_YEAR']);
    expect(problemsOf(moving({ 2027: '2027-02-31' }))).toEqual(['IMPOSSIBLE_DAY']);
    expect(problemsOf(moving({ 2027: '2027-02-06' }, 100, 100))).toEqual(['TOO_LONG']);
  });

  it('may run over New Year and begin on 29 February', () => {
    expect(problemsOf(fixed('one', '12-24', '01-03'), fixed('two', '02-29', '03-01'))).toEqual([]);
  });

  it('without problems always makes a calendar', () => {
    const monthDay = fc.tuple(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 })).map((parts) => {
      return parts.map((part) => String(part).padStart(2, '0')).join('-');
    });
    const any = fc.record({ from: monthDay, to: monthDay, factor: fc.constantFrom(0, 0.1, 1, 20, 21) });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), (list) => {
        const seasons = list.map(({ from, to, factor }, index) => fixed(`season ${index}`, from, to, { factor }));
        if (seasonProblems(seasons).length === 0) dayCalendar(NEW_YEAR, 400, seasons);
      }),
    );
  });
});

describe('seasons of a category', () => {
  it('come before those of all, and others not at all', () => {
    const all = fixed('all', '05-01', '05-20');
    const games = fixed('games', '05-05', '05-06', { categories: ['游戏'] });
    const video = fixed('video', '05-05', '05-06', { categories: ['视频'] });
    expect(seasonsOf([all, games, video], '游戏').map(({ code }) => code)).toEqual(['games', 'all']);
    expect(seasonsOf([all, games], '').map(({ code }) => code)).toEqual(['all']);
  });
});

describe('overlaps', () => {
  it('name the pair and the first time, whoever is listed first keeps the days', () => {
    const one = fixed('one', '05-01', '05-05');
    const two = fixed('two', '05-04', '05-09');
    expect(seasonOverlaps([one, two], NEW_YEAR)).toEqual([{ kept: 0, lost: 1, from: '2026-05-04', to: '2026-05-05' }]);
    expect(seasonOverlaps([one, fixed('two', '05-06', '05-09')], NEW_YEAR)).toEqual([]);
  });

  it('of a moving season are found in the year in which they come', () => {
    const spring: Season = {
      code: 'spring',
      factor: 2,
      days: { kind: 'moving', anchors: SPRING_FESTIVAL_DAYS, daysBefore: 3, daysAfter: 3 },
    };
    // 2026-02-17 is too late for it, 2027-02-06 is not.
    expect(seasonOverlaps([spring, fixed('winter', '02-01', '02-05')], NEW_YEAR)).toEqual([
      { kept: 0, lost: 1, from: '2027-02-03', to: '2027-02-05' },
    ]);
  });

  it('are none between all and some categories', () => {
    const all = fixed('all', '05-01', '05-20');
    const games = fixed('games', '05-05', '05-06', { categories: ['游戏'] });
    const both = fixed('both', '05-06', '05-07', { categories: ['游戏', '视频'] });
    expect(seasonOverlaps([all, games, both], NEW_YEAR).map(({ kept, lost }) => [kept, lost])).toEqual([[1, 2]]);
  });
});
