import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SupplierId } from '../ids.ts';
import { money } from '../money/money.ts';
import { addDays, type Day, type Month, nextMonth } from '../time/business-time.ts';
import {
  type Book,
  closeRefusal,
  isClosed,
  monthReadiness,
  openDayFor,
  openingOf,
  periodFor,
  periodOfMonth,
  reopenOrder,
} from './periods.ts';

function account(closingDay: number): Book {
  return { kind: 'supplier', supplierId: 1 as SupplierId, closingDay };
}

const day = (text: string) => text as Day;
const month = (text: string) => text as Month;
const closings = [
  { month: month('2026-08'), balance: money(10) },
  { month: month('2026-10'), balance: money(30) },
  { month: month('2026-09'), balance: money(20) },
];

describe('a period', () => {
  it('ends on the closing day and is named by the month it ends in', () => {
    expect(periodFor(account(25), day('2026-10-25'))).toEqual({
      month: '2026-10',
      from: '2026-09-26',
      to: '2026-10-25',
    });
    expect(periodFor(account(25), day('2026-12-26'))).toEqual({
      month: '2027-01',
      from: '2026-12-26',
      to: '2027-01-25',
    });
    expect(periodFor({ kind: 'stock' }, day('2028-02-29'))).toEqual({
      month: '2028-02',
      from: '2028-02-01',
      to: '2028-02-29',
    });
  });

  it('ends with the month where the month has no such day', () => {
    expect(periodOfMonth(account(30), month('2026-02'))).toEqual({
      month: '2026-02',
      from: '2026-01-31',
      to: '2026-02-28',
    });
    expect(periodOfMonth(account(30), month('2026-03'))).toEqual({
      month: '2026-03',
      from: '2026-03-01',
      to: '2026-03-30',
    });
  });

  it('holds each day of it and no other, without gaps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 0, max: 3_000 }), (closingDay, offset) => {
        const book = account(closingDay);
        const someDay = addDays(day('2024-01-01'), offset);
        const period = periodFor(book, someDay);
        expect(period.from <= someDay && someDay <= period.to).toBe(true);
        expect(periodFor(book, period.from)).toEqual(period);
        expect(periodFor(book, period.to)).toEqual(period);
        expect(periodFor(book, addDays(period.to, 1))).toMatchObject({ month: nextMonth(period.month) });
        expect(periodOfMonth(book, nextMonth(period.month)).from).toBe(addDays(period.to, 1));
      }),
    );
  });

  it('refuses a closing day there is not', () => {
    for (const closingDay of [0, 32, 1.5])
      expect(() => periodFor(account(closingDay), day('2026-10-01'))).toThrow(RangeError);
  });
});

describe('closing', () => {
  const close = (name: string, opening: number, today = '2027-01-01', made = closings) =>
    closeRefusal(account(25), made, { month: month(name), opening: money(opening) }, day(today));

  it('goes on from the last closing, with its balance', () => {
    expect(close('2026-11', 30)).toBeNull();
    expect(close('2026-11', 31)).toEqual({ code: 'OPENING_DIFFERS', expected: 30, actual: 31 });
    expect(close('2026-12', 30)).toEqual({ code: 'PREVIOUS_PERIOD_OPEN', month: '2026-11' });
    expect(close('2026-09', 30)).toEqual({ code: 'ALREADY_CLOSED', month: '2026-09' });
    expect(close('2026-11', 30, '2026-11-25')).toEqual({ code: 'PERIOD_NOT_OVER', endsOn: '2026-11-25' });
    expect(close('2026-11', 30, '2026-11-26')).toBeNull();
    expect(close('2020-01', 5, '2027-01-01', [])).toBeNull();
  });

  it('gives the next period its opening', () => {
    expect(openingOf(closings, month('2026-11'))).toBe(30);
    expect(openingOf(closings, month('2026-08'))).toBeNull();
  });

  it('is undone from the latest back', () => {
    expect(reopenOrder(closings, month('2026-09'))).toEqual(['2026-10', '2026-09']);
    expect(reopenOrder(closings, month('2026-10'))).toEqual(['2026-10']);
    expect(reopenOrder(closings, month('2026-11'))).toEqual([]);
  });

  it('sends what is dated before to the first open day', () => {
    expect(isClosed(account(25), closings, day('2026-10-25'))).toBe(true);
    expect(openDayFor(account(25), closings, day('2026-10-25'))).toBe('2026-10-26');
    expect(openDayFor(account(25), closings, day('2026-10-26'))).toBe('2026-10-26');
    expect(openDayFor(account(25), [], day('2026-10-01'))).toBe('2026-10-01');
  });
});

describe('the month of the shop', () => {
  it('waits for books that are open, or late without a reason', () => {
    const stock = { book: { kind: 'stock' } as const, status: 'settled' as const, reason: '' };
    const confirmed = { book: account(31), status: 'balance-confirmed' as const, reason: '' };
    const late = { book: account(20), status: 'late' as const, reason: 'They send it on the 10th.' };
    const unexplained = { book: account(21), status: 'late' as const, reason: ' ' };
    const open = { book: account(22), status: 'open' as const, reason: 'never mind' };
    expect(monthReadiness([stock, confirmed, late])).toEqual({ isReady: true, blocking: [], late: [late] });
    expect(monthReadiness([stock, unexplained, open])).toEqual({
      isReady: false,
      blocking: [unexplained, open],
      late: [],
    });
  });
});
