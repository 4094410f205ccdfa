import { describe, expect, it } from 'vitest';
import { money } from '../money/money.ts';
import type { SheetRow } from './sheet-row.ts';
import { type AmountSums, addAmounts, findBrokenAmounts, NO_AMOUNTS, readStatedAmounts } from './stated-amounts.ts';

const yuan = (amount: number) => money(amount * 10_000);
const sums = (cost: number | null, faceValue: number | null): AmountSums => ({
  cost: cost === null ? null : yuan(cost),
  faceValue: faceValue === null ? null : yuan(faceValue),
});
const row = (...texts: string[]): SheetRow => ({
  rowNumber: 5,
  isHidden: false,
  cells: texts.map((text) => ({ kind: text === '' ? 'empty' : 'text', text })),
});
const total = (rowNumber: number, stated: number, before: AmountSums) => ({
  rowNumber,
  columnIndex: 2,
  means: 'either' as const,
  stated: yuan(stated),
  before,
});

describe('amounts that a key sheet states of itself', () => {
  it('are read from the words and the amount columns of a total row only', () => {
    expect(readStatedAmounts(row('合计：3张，共142.50元', '', ''), { unitCost: 2 })).toEqual([
      { columnIndex: null, means: 'either', stated: yuan(142.5) },
    ]);
    expect(readStatedAmounts(row('合计', '', '142.50', '150'), { unitCost: 2, faceValue: 3 })).toEqual([
      { columnIndex: 2, means: 'cost', stated: yuan(142.5) },
      { columnIndex: 3, means: 'faceValue', stated: yuan(150) },
    ]);
    expect(readStatedAmounts(row('0001', 'AB12', '47.50'), { unitCost: 2 })).toEqual([]);
    expect(readStatedAmounts(row('合计', '', ''), { unitCost: 2 })).toEqual([]);
  });

  it('may be costs or face values, since the total before, above, or of the whole sheet', () => {
    const whole = sums(142.5, 150);
    for (const stated of [142.5, 150]) expect(findBrokenAmounts([total(5, stated, whole)], whole)).toEqual([]);
    expect(findBrokenAmounts([total(1, 142.5, NO_AMOUNTS)], whole)).toEqual([]);
    const parts = [total(4, 95, sums(95, 100)), total(7, 47.5, sums(142.5, 150)), total(8, 142.5, sums(142.5, 150))];
    expect(findBrokenAmounts(parts, whole)).toEqual([]);
  });

  it('under a column mean that column only', () => {
    const whole = sums(142.5, 150);
    const underCost = { ...total(5, 150, whole), means: 'cost' as const };
    expect(findBrokenAmounts([underCost], whole)).toMatchObject([{ stated: yuan(150), counted: yuan(142.5) }]);
    expect(findBrokenAmounts([{ ...underCost, means: 'faceValue' }], whole)).toEqual([]);
    expect(findBrokenAmounts([{ ...underCost, means: 'faceValue' }], sums(142.5, null))).toEqual([]);
  });

  it('are broken where they are none of these, with the nearest sum', () => {
    const whole = sums(142.5, 150);
    expect(findBrokenAmounts([total(5, 145, whole)], whole)).toEqual([
      { rowNumber: 5, columnIndex: 2, stated: yuan(145), counted: yuan(142.5) },
    ]);
    expect(findBrokenAmounts([total(5, 145, sums(142.5, null))], sums(142.5, null))).toHaveLength(1);
  });

  it('hold a lot to its total in the last row only', () => {
    const parts = [total(4, 95, sums(null, 100)), total(8, 140, sums(null, 150))];
    expect(findBrokenAmounts(parts, sums(140, 150))).toEqual([]);
    expect(findBrokenAmounts(parts, sums(141, 150))).toMatchObject([{ rowNumber: 8, counted: yuan(141) }]);
  });

  it('are not judged where a cost is not known', () => {
    expect(findBrokenAmounts([total(5, 145, sums(null, 150))], sums(null, 150))).toEqual([]);
    expect(addAmounts(sums(10, 20), sums(null, 5))).toEqual(sums(null, 25));
    expect(addAmounts(sums(null, 20), sums(1, 5))).toEqual(sums(null, 25));
  });
});
