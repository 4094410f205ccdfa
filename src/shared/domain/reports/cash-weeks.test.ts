import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money, sumMoney } from '../money/money.ts';
import { addDays, type Day } from '../time/business-time.ts';
import { CASH_DAYS, cashWeeks } from './cash-weeks.ts';

const TODAY = '2026-11-21' as Day;

describe('cash within 30 days', () => {
  it('falls due week by week, and what is late stands apart', () => {
    const due = (dueOn: string, amount: number) => ({ dueOn: dueOn as Day, amount: money(amount) });
    const dues = [
      due('2026-11-20', 7),
      due('2026-11-21', 1),
      due('2026-11-27', 2),
      due('2026-11-28', 4),
      due('2026-12-21', 8),
    ];
    const { overdue, weeks } = cashWeeks(dues, TODAY);
    expect(overdue).toEqual({ amount: 7, count: 1 });
    expect(weeks.map(({ from, to, amount }) => [from, to, amount])).toEqual([
      ['2026-11-21', '2026-11-27', 3],
      ['2026-11-28', '2026-12-04', 4],
      ['2026-12-05', '2026-12-11', 0],
      ['2026-12-12', '2026-12-18', 0],
      ['2026-12-19', '2026-12-20', 0],
    ]);
  });

  it('counts every due day of the 30 once', () => {
    const anyDue = fc.record({ days: fc.integer({ min: -40, max: 60 }), parts: fc.integer({ min: 1, max: 1e9 }) });
    fc.assert(
      fc.property(fc.array(anyDue, { maxLength: 40 }), (rows) => {
        const { overdue, weeks } = cashWeeks(
          rows.map(({ days, parts }) => ({ dueOn: addDays(TODAY, days), amount: money(parts) })),
          TODAY,
        );
        const within = rows.filter(({ days }) => days < CASH_DAYS);
        const sum = sumMoney([overdue.amount, ...weeks.map(({ amount }) => amount)]);
        expect(sum).toBe(within.reduce((all, { parts }) => all + parts, 0));
        expect(weeks.reduce((all, { count }) => all + count, overdue.count)).toBe(within.length);
      }),
    );
  });
});
