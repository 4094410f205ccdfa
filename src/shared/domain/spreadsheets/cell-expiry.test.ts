import { describe, expect, it } from 'vitest';
import type { Day } from '../time/business-time.ts';
import { readExpiry } from './cell-expiry.ts';
import type { SheetCell } from './sheet-row.ts';

const text = (value: string): SheetCell => ({ kind: 'text', text: value });
const countsFrom = '2026-11-30' as Day;

describe('readExpiry', () => {
  it.each([
    ['2027年3月', '2027-03-31'],
    ['2027 年 3 月底', '2027-03-31'],
    ['2027-03', '2027-03-31'],
    ['2028/02', '2028-02-29'],
    ['2027.03', '2027-03-31'],
    ['03/2027', '2027-03-31'],
    ['3-2027', '2027-03-31'],
    ['Mar 2027', '2027-03-31'],
    ['sept. 2027', '2027-09-30'],
    ['有效期至2027年3月', '2027-03-31'],
  ])('reads the month %j as its last day', (written, day) => {
    expect(readExpiry(text(written))).toEqual({ outcome: 'value', value: { day, isEndOfMonth: true } });
  });

  it.each([
    ['3个月', '2027-02-28'],
    ['三个月', '2027-02-28'],
    ['12 months', '2027-11-30'],
    ['1年', '2027-11-30'],
    ['半年', '2027-05-30'],
    ['90天', '2027-02-28'],
    ['90天内有效', '2027-02-28'],
    ['72小时', '2026-12-03'],
    ['2周', '2026-12-14'],
  ])('counts %j from the day of the document', (written, day) => {
    expect(readExpiry(text(written), { countsFrom })).toMatchObject({ outcome: 'value', value: { day } });
    // Nothing to count from: a column that is not called a validity.
    expect(readExpiry(text(written))).toMatchObject({ outcome: 'problem' });
  });

  it('takes a bare number for a length of time only where the name of the column has the unit', () => {
    for (const cell of [text('90'), { kind: 'number', text: '90' } as const]) {
      expect(readExpiry(cell, { countsFrom, unit: 'day' })).toMatchObject({ value: { day: '2027-02-28' } });
      expect(readExpiry(cell, { countsFrom })).toMatchObject({ problem: 'DAY_OUT_OF_RANGE' });
    }
    expect(readExpiry(text('3'), { countsFrom, unit: 'month' })).toMatchObject({ value: { day: '2027-02-28' } });
    expect(readExpiry({ kind: 'number', text: '46387' }, { countsFrom, unit: 'day' })).toMatchObject({
      value: { day: '2026-12-31' },
    });
    expect(readExpiry(text('2027-03-05'), { countsFrom, unit: 'day' })).toEqual({
      outcome: 'value',
      value: { day: '2027-03-05' },
    });
  });

  it.each([
    '12月',
    '31日',
    '27年',
    '2027年',
    '2027.1',
    '2027-13',
    '激活后30天',
    '3个月会员',
    '月卡',
    'Dec-26',
    '03/27',
    '0天',
  ])('refuses %j, which may be something else', (written) => {
    expect(readExpiry(text(written), { countsFrom }).outcome).toBe('problem');
  });

  it('goes through a long cell once', () => {
    for (const part of ['有效期', '2027年', '1 ', '个月', '至', ' 止', 'Mar ']) {
      expect(readExpiry(text(part.repeat(2000)), { countsFrom }).outcome).not.toBe('value');
    }
  });
});
