import { describe, expect, it } from 'vitest';
import { lastPlannedMoment } from './plan-schedule.ts';

/** When a plan of this time was to be made last, asked at noon of a day. */
function plannedOn(noon: string, planAt: string, timeZone: string): string {
  const moment = lastPlannedMoment(planAt, Date.parse(noon), timeZone);
  return moment === null ? '' : new Date(moment).toISOString();
}

describe('the last moment of a daily plan', () => {
  it('is of today once its time has come, else of yesterday, and never without a time', () => {
    const zone = 'Asia/Shanghai';
    expect(plannedOn('2026-11-21T01:30:00Z', '09:30', zone)).toBe('2026-11-21T01:30:00.000Z');
    expect(plannedOn('2026-11-21T01:29:00Z', '09:30', zone)).toBe('2026-11-20T01:30:00.000Z');
    expect(lastPlannedMoment(null, Date.parse('2026-11-21T01:30:00Z'), zone)).toBeNull();
  });

  it.each([
    // The clock goes from 02:00 to 03:00, and back from 02:00 (03:00 in Berlin) to 01:00 (02:00).
    ['America/New_York', '2026-03-08T16:00:00Z', '09:30', '2026-03-08T13:30:00.000Z'],
    ['America/New_York', '2026-03-08T16:00:00Z', '01:59', '2026-03-08T06:59:00.000Z'],
    ['America/New_York', '2026-03-08T16:00:00Z', '02:30', '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-11-01T17:00:00Z', '09:30', '2026-11-01T14:30:00.000Z'],
    ['America/New_York', '2026-11-01T17:00:00Z', '01:30', '2026-11-01T05:30:00.000Z'],
    ['America/New_York', '2026-11-01T17:00:00Z', '00:30', '2026-11-01T04:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T10:00:00Z', '09:30', '2026-03-29T07:30:00.000Z'],
    ['Europe/Berlin', '2026-03-29T10:00:00Z', '01:30', '2026-03-29T00:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T11:00:00Z', '09:30', '2026-10-25T08:30:00.000Z'],
    ['Europe/Berlin', '2026-10-25T11:00:00Z', '02:30', '2026-10-25T00:30:00.000Z'],
  ])(
    'is what the clock of %s shows on the day that summer time changes: at %s, for %s',
    (zone, noon, planAt, moment) => {
      expect(plannedOn(noon, planAt, zone)).toBe(moment);
    },
  );

  it('is of yesterday by yesterday’s own clock', () => {
    expect(plannedOn('2026-03-09T12:00:00Z', '09:30', 'America/New_York')).toBe('2026-03-08T13:30:00.000Z');
    expect(plannedOn('2026-10-26T08:00:00Z', '09:30', 'Europe/Berlin')).toBe('2026-10-25T08:30:00.000Z');
  });
});
