import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../money/money.ts';
import { type BalanceLine, checkControlTotals, checkRunningBalance, createColumnSums } from './control-totals.ts';
import type { SheetRow } from './sheet-row.ts';

function withBalances(opening: number, effects: readonly number[], sign: 1 | -1): BalanceLine[] {
  let running = opening;
  return effects.map((effect, index) => {
    running += sign * effect;
    return { rowNumber: index + 2, amount: money(effect), balance: money(running) };
  });
}

describe('checkRunningBalance', () => {
  const effects = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 30 });

  it('finds no break in a true statement of either sign and order, and its opening and closing', () => {
    fc.assert(
      fc.property(
        effects,
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.constantFrom<1 | -1>(1, -1),
        fc.boolean(),
        (list, opening, sign, isReversed) => {
          const lines = withBalances(opening, list, sign);
          const check = checkRunningBalance(isReversed ? lines.reverse() : lines);
          expect(check?.breaks).toEqual([]);
        },
      ),
    );
    expect(checkRunningBalance(withBalances(1000, [-100, -200, 500], 1))).toMatchObject({
      order: 'oldest-first',
      meaning: 'prepaid',
      checkedCount: 2,
      opening: 1000,
      closing: 1200,
    });
    expect(checkRunningBalance(withBalances(0, [-100, -200, 50], -1).reverse())).toMatchObject({
      order: 'newest-first',
      meaning: 'debt',
      opening: 0,
      closing: 250,
    });
  });

  it('names the one row that is wrong', () => {
    const lines = withBalances(1000, [-100, -200, 500, -50, -70], 1);
    const wrong = lines.map((line, index) => (index < 2 ? line : { ...line, balance: money((line.balance ?? 0) + 7) }));
    expect(checkRunningBalance(wrong)?.breaks).toEqual([{ rowNumber: 4, expected: 1200, stated: 1207, difference: 7 }]);
  });

  it('goes over lines without a balance, and says nothing where there is none', () => {
    const [first, second, third] = withBalances(1000, [-100, -200, 500], 1);
    const lines = [first, { ...second, balance: undefined }, third].filter(
      (line) => line !== undefined,
    ) as BalanceLine[];
    expect(checkRunningBalance(lines)).toMatchObject({ breaks: [], checkedCount: 1 });
    expect(checkRunningBalance([{ rowNumber: 2, amount: money(5) }])).toBeNull();
  });
});

describe('checkControlTotals', () => {
  const amounts = [500, -30, -20].map(money);

  it('agrees with totals of either direction and of all', () => {
    expect(
      checkControlTotals(
        [
          { label: '收入', direction: 'income', count: 1, amount: money(500) },
          { label: '支出', direction: 'expense', count: 2, amount: money(-50) },
          { label: '合计', direction: 'all', count: 3, amount: money(450) },
          { label: '不计收支', direction: 'neutral', count: 9, amount: money(9) },
        ],
        amounts,
      ),
    ).toEqual([]);
  });

  it('names what does not add up', () => {
    expect(checkControlTotals([{ label: '支出', direction: 'expense', count: 3, amount: money(51) }], amounts)).toEqual(
      [
        { label: '支出', what: 'count', stated: 3, found: 2 },
        { label: '支出', what: 'amount', stated: 51, found: 50 },
      ],
    );
  });
});

describe('createColumnSums', () => {
  const row = (rowNumber: number, face: string): SheetRow => ({
    rowNumber,
    isHidden: false,
    cells: [
      { kind: 'text', text: 'x' },
      { kind: 'number', text: face },
    ],
  });

  it('accepts a subtotal and a total, and names a wrong one', () => {
    const sums = createColumnSums([1]);
    sums.add(row(2, '50'));
    sums.add(row(3, '50.5'));
    expect(sums.check(row(4, '100.5'))).toEqual([]);
    sums.add(row(5, '10'));
    expect(sums.check(row(6, '10'))).toEqual([]);
    expect(sums.check(row(7, '110.5'))).toEqual([]);
    expect(sums.check(row(8, '110'))).toEqual([{ rowNumber: 8, columnIndex: 1, stated: 1_100_000, found: 1_105_000 }]);
  });

  it('holds nothing against numbers that add up to more than an amount can be', () => {
    const sums = createColumnSums([1]);
    for (let index = 0; index < 12; index += 1) sums.add(row(index, '900000000000'));
    expect(sums.check(row(20, '1'))).toEqual([]);
  });

  it('accepts the subtotal of a page over those of its days', () => {
    const sums = createColumnSums([1]);
    for (const [index, [day, page]] of [
      [50, 0],
      [20, 70],
      [9, 0],
      [8, 17],
    ].entries()) {
      sums.add(row(index * 3, `${day}`));
      expect(sums.check(row(index * 3 + 1, `${day}`))).toEqual([]);
      if (page) expect(sums.check(row(index * 3 + 2, `${page}`))).toEqual([]);
    }
    expect(sums.check(row(99, '87'))).toEqual([]);
    expect(sums.check(row(100, '71'))).toHaveLength(1);
  });
});
