import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money, ZERO_MONEY } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import { type OpenItem, planAllocations, worthOfPart } from './allocations.ts';

const item = (id: number, open: number, document: string | null = null): OpenItem<number> => ({
  id,
  open: money(open),
  dueOn: '2026-01-01' as Day,
  document,
});
const flat = (debts: OpenItem<number>[], credits: OpenItem<number>[]) =>
  planAllocations(debts, credits).map(({ debtId, creditId, amount }) => [debtId, creditId, amount]);

describe('which credit pays which debt', () => {
  it('is the oldest credit the debt due first, in parts where they differ', () => {
    expect(flat([item(1, 100), item(2, 50)], [item(8, 120), item(9, 10)])).toEqual([
      [1, 8, 100],
      [2, 8, 20],
      [2, 9, 10],
    ]);
    expect(flat([item(1, 100)], [])).toEqual([]);
    expect(flat([], [item(8, 1)])).toEqual([]);
  });

  it('is the same document before anything older', () => {
    expect(flat([item(1, 100), item(2, 50, 'IM-1')], [item(8, 70), item(9, 60, 'IM-1')])).toEqual([
      [2, 9, 50],
      [1, 8, 70],
      [1, 9, 10],
    ]);
    expect(flat([item(1, 10, null)], [item(8, 10, null)])).toEqual([[1, 8, 10]]);
  });

  it('stops at its limit and leaves the rest open', () => {
    expect(planAllocations([item(1, 5), item(2, 5)], [item(8, 10)], 1)).toHaveLength(1);
    expect(planAllocations([item(1, 5)], [item(8, 10)], 0)).toEqual([]);
  });

  it('never takes more than an item holds, and sums to the smaller side', () => {
    const items = (first: number) =>
      fc
        .array(fc.tuple(fc.integer({ min: 0, max: 5_000_000_000_000 }), fc.option(fc.constantFrom('A', 'B', 'C'))), {
          maxLength: 40,
        })
        .map((list) => list.map(([open, document], index) => item(first + index, open, document)));
    fc.assert(
      fc.property(items(1), items(1000), (debts, credits) => {
        const planned = planAllocations(debts, credits);
        const sum = (list: readonly { amount: number }[]) => list.reduce((total, { amount }) => total + amount, 0);
        const openSum = (list: OpenItem<number>[]) => list.reduce((total, { open }) => total + open, 0);
        for (const { id, open } of debts) {
          expect(sum(planned.filter(({ debtId }) => debtId === id))).toBeLessThanOrEqual(open);
        }
        for (const { id, open } of credits) {
          expect(sum(planned.filter(({ creditId }) => creditId === id))).toBeLessThanOrEqual(open);
        }
        expect(planned.every(({ amount }) => amount > 0)).toBe(true);
        expect(sum(planned)).toBe(Math.min(openSum(debts), openSum(credits)));
      }),
    );
  });
});

describe('what a part is worth in the other currency', () => {
  it('is its share, and the last part takes what is left', () => {
    const whole = { amount: money(3), worth: money(10), takenAmount: ZERO_MONEY, takenWorth: ZERO_MONEY };
    expect(worthOfPart(whole, money(1))).toBe(3);
    expect(worthOfPart({ ...whole, takenAmount: money(1), takenWorth: money(3) }, money(1))).toBe(3);
    expect(worthOfPart({ ...whole, takenAmount: money(2), takenWorth: money(6) }, money(1))).toBe(4);
    expect(() => worthOfPart(whole, money(4))).toThrow(RangeError);
    expect(() => worthOfPart(whole, ZERO_MONEY)).toThrow(RangeError);
  });

  it('adds up to the item whatever the parts are', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 1_000_000_000_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 8_000_000_000_000_000 }), (amounts, worth) => {
        const amount = money(amounts.reduce((sum, part) => sum + part, 0));
        let takenAmount = ZERO_MONEY;
        let takenWorth = ZERO_MONEY;
        for (const part of amounts) {
          const share = worthOfPart({ amount, worth: money(worth), takenAmount, takenWorth }, money(part));
          expect(share).toBeGreaterThanOrEqual(0);
          takenAmount = money(takenAmount + part);
          takenWorth = money(takenWorth + share);
        }
        expect(takenWorth).toBe(worth);
      }),
    );
  });
});
