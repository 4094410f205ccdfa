import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, type Month, nextMonth } from '../time/business-time.ts';
import { bookMonthOf, bookMonthRange } from './book-month.ts';

const day = (text: string) => text as Day;

describe('the month of a book', () => {
  it('is the calendar month with closing day 31', () => {
    expect(bookMonthOf(day('2026-02-28'), 31)).toBe('2026-02');
    expect(bookMonthOf(day('2026-03-01'), 31)).toBe('2026-03');
    expect(bookMonthRange('2026-02' as Month, 31)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  });

  it('begins the day after the closing day', () => {
    expect(bookMonthOf(day('2026-11-25'), 25)).toBe('2026-11');
    expect(bookMonthOf(day('2026-11-26'), 25)).toBe('2026-12');
    expect(bookMonthOf(day('2026-12-26'), 25)).toBe('2027-01');
    expect(bookMonthRange('2026-11' as Month, 25)).toEqual({ from: '2026-10-26', to: '2026-11-25' });
  });

  it('covers each day exactly once, whatever the closing day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 31 }), (offset, closingDay) => {
        const date = addDays(day('2020-01-01'), offset);
        const month = bookMonthOf(date, closingDay);
        const { from, to } = bookMonthRange(month, closingDay);
        expect(from <= date && date <= to).toBe(true);
        expect(bookMonthRange(nextMonth(month), closingDay).from).toBe(addDays(to, 1));
      }),
    );
  });
});
