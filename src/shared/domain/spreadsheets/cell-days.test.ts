import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../time/business-time.ts';
import { readDay, showsCutDays } from './cell-days.ts';
import { readExpiry } from './cell-expiry.ts';
import type { SheetCell } from './sheet-row.ts';

const text = (value: string): SheetCell => ({ kind: 'text', text: value });

describe('readDay', () => {
  it.each([
    '2026/12/31',
    '2026-12-31',
    '2026.12.31',
    '2026年12月31日',
    '2026年12月31号',
    '20261231',
    '46387',
    '31/12/2026',
    '12/31/2026',
    '31-Dec-2026',
    'Dec 31, 2026',
    '２０２６／１２／３１',
    '有效期至2026-12-31',
    '2026年12月31日 星期四',
    '`2026-12-31',
    '2026-12-31\t',
  ])('reads %j', (written) => {
    expect(readDay(text(written))).toEqual({ outcome: 'value', value: { day: '2026-12-31' } });
  });

  it.each([
    ['2026/12/31 9:05', '09:05:00'],
    ['2026-12-31 23:59:59', '23:59:59'],
    ['2026-12-31T10:00:05', '10:00:05'],
    ['2026-12-31T10:00:05.123', '10:00:05'],
    ['2026年12月31日10时00分05秒', '10:00:05'],
    ['2026/12/31 下午 3:05:00', '15:05:00'],
    ['12/31/2026 12:30 AM', '00:30:00'],
    ['20261231235959', '23:59:59'],
    ['46387.5', '12:00:00'],
    ['2026-12-31T02:00:05Z', '10:00:05'],
    ['2026-12-31T10:00:05+08:00', '10:00:05'],
  ])('reads the time of %j', (written, time) => {
    expect(readDay(text(written))).toEqual({ outcome: 'value', value: { day: '2026-12-31', time } });
  });

  it('moves a text with an offset to the business day', () => {
    const cell = text('2026-12-30T20:00:00Z');
    expect(readDay(cell)).toEqual({ outcome: 'value', value: { day: '2026-12-31', time: '04:00:00' } });
    expect(readDay(cell, { timeZone: 'UTC' })).toEqual({
      outcome: 'value',
      value: { day: '2026-12-30', time: '20:00:00' },
    });
  });

  it('reads a day cell and a day number of either date system', () => {
    expect(readDay({ kind: 'date', text: '2026-12-31' })).toEqual({ outcome: 'value', value: { day: '2026-12-31' } });
    const number: SheetCell = { kind: 'number', text: '44925' };
    expect(readDay(number, { dateSystem: 1904 })).toEqual({ outcome: 'value', value: { day: '2026-12-31' } });
  });

  it.each([
    ['Dec-26', 'DAY_MONTH_AMBIGUOUS'],
    ['26-Dec', 'DAY_MONTH_AMBIGUOUS'],
    ['3/4/2026', 'DAY_MONTH_AMBIGUOUS'],
    ['26/12/31', 'YEAR_OF_TWO_DIGITS'],
    ['12/31', 'YEAR_MISSING'],
    ['12月31日', 'YEAR_MISSING'],
    ['2026-12', 'DAY_MISSING'],
    ['2026年12月', 'DAY_MISSING'],
    ['2026', 'DAY_MISSING'],
    ['2026-02-30', 'NO_SUCH_DAY'],
    ['20261331', 'NO_SUCH_DAY'],
    ['1790000000', 'TIMESTAMP_NOT_A_DAY'],
    ['50', 'DAY_OUT_OF_RANGE'],
    ['2026-12-31 25:00', 'NOT_A_DAY'],
    ['明天', 'NOT_A_DAY'],
    ['ABCD-1234', 'NOT_A_DAY'],
    ['Abc-26', 'NOT_A_DAY'],
  ])('refuses %j as %s', (written, problem) => {
    expect(readDay(text(written))).toEqual({ outcome: 'problem', problem });
  });

  const OCTOBER = { from: '2026-10-01' as Day, to: '2026-10-31' as Day };
  it.each([
    ['10月3日', '2026-10-03'],
    ['10/3', '2026-10-03'],
    ['3/10', '2026-10-03'],
    ['10.4', '2026-10-04'],
    ['10.12', '2026-10-12'],
    ['10-10', '2026-10-10'],
    ['03/10/2026', '2026-10-03'],
    ['10/3/2026', '2026-10-03'],
    ['10/3 09:30', '2026-10-03'],
    ['10.1', '2026-10-01'],
    ['10.3', '2026-10-03'],
    ['3.10', '2026-10-03'],
    ['9.30', 'YEAR_MISSING'],
    ['9/30', 'YEAR_MISSING'],
    ['10月32日', 'YEAR_MISSING'],
    ['3/4/2026', 'DAY_MONTH_AMBIGUOUS'],
  ])('reads %j among the days of an October as %s', (written, expected) => {
    const reading = readDay(text(written), { within: OCTOBER });
    expect(reading.outcome === 'value' ? reading.value.day : reading.outcome === 'problem' && reading.problem).toBe(
      expected,
    );
  });

  it('reads 10.1 as the tenth or not at all where its column shows that zeros were cut', () => {
    const within = OCTOBER;
    expect(showsCutDays(['10.8', '10.9', '10.1', '10.11'])).toBe(true);
    expect(showsCutDays(['10.1', '10.2', '10.9', '10.11'])).toBe(false);
    expect(showsCutDays(['10.10', '10.9', '10.1'])).toBe(false);
    expect(showsCutDays(['10.31', '11.1', '11.2'])).toBe(false);
    expect(readDay(text('10.1'), { within, areDaysCut: true })).toMatchObject({ problem: 'YEAR_MISSING' });
    expect(readDay(text('10.5'), { within, areDaysCut: true })).toMatchObject({ value: { day: '2026-10-05' } });
    const lateOctober = { from: '2026-10-05' as Day, to: '2026-10-31' as Day };
    expect(readDay(text('10.1'), { within: lateOctober, areDaysCut: true })).toMatchObject({
      value: { day: '2026-10-10' },
    });
    // Whether a number had a zero nobody can tell.
    expect(readDay({ kind: 'number', text: '10.5' }, { within })).toMatchObject({ value: { day: '2026-10-05' } });
    expect(readDay({ kind: 'number', text: '10.12' }, { within })).toMatchObject({ value: { day: '2026-10-12' } });
    expect(readDay({ kind: 'number', text: '10.1' }, { within })).toMatchObject({ problem: 'DAY_OUT_OF_RANGE' });
    expect(readDay({ kind: 'number', text: '10.5' })).toMatchObject({ problem: 'DAY_OUT_OF_RANGE' });
    const whole = { from: '2026-01-01' as Day, to: '2026-12-31' as Day };
    expect(readDay(text('3.10'), { within: whole })).toMatchObject({ value: { day: '2026-03-10' } });
    expect(readDay(text('3/10'), { within: whole })).toMatchObject({ problem: 'YEAR_MISSING' });
  });

  it('reads no day without its year where the days go over more than one such', () => {
    const nameless = text('10/3');
    const years = { from: '2025-10-01' as Day, to: '2026-10-31' as Day };
    expect(readDay(nameless, { within: years })).toMatchObject({ problem: 'YEAR_MISSING' });
    const winter = { from: '2026-12-20' as Day, to: '2027-01-19' as Day };
    expect(readDay(text('1月5日'), { within: winter })).toMatchObject({ value: { day: '2027-01-05' } });
    expect(readDay(text('12月25日'), { within: winter })).toMatchObject({ value: { day: '2026-12-25' } });
  });

  it('reads every day in every whole form as that day', () => {
    const days = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays('1980-01-01' as Day, count));
    const form = fc.constantFrom<(day: string) => string>(
      (day) => day,
      (day) => day.replaceAll('-', '/'),
      (day) => day.replaceAll('-', ''),
      (day) => day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日'),
      (day) => `${day} 10:00:05`,
      (day) => String(Date.parse(day) / 86_400_000 + 25_569),
    );
    fc.assert(
      fc.property(days, form, (day, write) => {
        expect(readDay(text(write(day)))).toMatchObject({ outcome: 'value', value: { day } });
      }),
    );
  });
});

it('takes "for ever" as no expiry, and not as a day', () => {
  expect(readExpiry(text('永久有效'))).toEqual({ outcome: 'empty' });
  expect(readDay(text('永久有效'))).toEqual({ outcome: 'problem', problem: 'NOT_A_DAY' });
});
