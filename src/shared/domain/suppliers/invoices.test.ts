import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money, sumMoney, ZERO_MONEY } from '../money/money.ts';
import type { Day, Month } from '../time/business-time.ts';
import { coverInOrder, invoiceSumsRefusal, owedInvoices, takeBackCover } from './invoices.ts';

const sums = (net: number, taxRate: number, tax: number, total: number) => ({
  net: money(net),
  taxRate,
  tax: money(tax),
  total: money(total),
});

describe('an invoice', () => {
  it('adds up, and its tax is its rate within what rounding leaves', () => {
    expect(invoiceSumsRefusal(sums(1_000_000, 13_000_000, 130_000, 1_130_000))).toBeNull();
    expect(invoiceSumsRefusal(sums(1_000_000, 13_000_000, 130_500, 1_130_500))).toBeNull();
    expect(invoiceSumsRefusal(sums(1_000_000, 13_000_000, 130_000, 1_130_001))).toBe('NOT_THE_SUM');
    expect(invoiceSumsRefusal(sums(1_000_000, 13_000_000, 60_000, 1_060_000))).toBe('NOT_THE_RATE');
    expect(invoiceSumsRefusal(sums(0, 0, 0, 0))).toBe('NOT_THE_SUM');
  });

  it('covers in order, never more than it is or than is open', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e10 }), amounts, (total, open) => {
        const targets = open.map((amount, id) => ({ id, open: money(amount) }));
        const shares = coverInOrder(money(total), targets);
        const covered = shares.length === 0 ? ZERO_MONEY : sumMoney(shares.map(({ amount }) => amount));
        expect(covered).toBe(
          Math.min(
            total,
            open.reduce((sum, amount) => sum + amount, 0),
          ),
        );
        for (const { id, amount } of shares) expect(amount).toBeLessThanOrEqual(open[id] ?? 0);
      }),
    );
  });

  it('is taken back from what was left over first, then from the latest', () => {
    const covered = [
      { id: 1, amount: money(60), beyond: ZERO_MONEY },
      { id: 2, amount: money(30), beyond: ZERO_MONEY },
    ];
    expect(takeBackCover(money(10), money(100), covered)).toEqual([]);
    expect(takeBackCover(money(50), money(100), covered)).toEqual([
      { id: 2, amount: 30 },
      { id: 1, amount: 10 },
    ]);
    expect(takeBackCover(money(100), money(100), covered)).toEqual([
      { id: 2, amount: 30 },
      { id: 1, amount: 60 },
    ]);
  });

  it('is taken back from what was credited of its purchases before what still stands of them', () => {
    const covered = [
      { id: 1, amount: money(60), beyond: money(20) },
      { id: 2, amount: money(30), beyond: money(500) },
      { id: 3, amount: money(10), beyond: ZERO_MONEY },
    ];
    expect(takeBackCover(money(50), money(100), covered)).toEqual([
      { id: 2, amount: 30 },
      { id: 1, amount: 20 },
    ]);
    expect(takeBackCover(money(70), money(100), covered)).toEqual([
      { id: 2, amount: 30 },
      { id: 1, amount: 30 },
      { id: 3, amount: 10 },
    ]);
  });

  it('is owed by month, with its age', () => {
    const month = (name: string, purchased: number, invoiced: number) => ({
      month: name as Month,
      purchased: money(purchased),
      invoiced: money(invoiced),
    });
    const rows = owedInvoices(
      [month('2026-11', 50, 0), month('2026-09', 100, 40), month('2026-10', 7, 7)],
      '2026-11-10' as Day,
    );
    expect(rows).toMatchObject([
      { month: '2026-09', owed: 60, ageDays: 41 },
      { month: '2026-11', owed: 50, ageDays: 0 },
    ]);
  });
});
