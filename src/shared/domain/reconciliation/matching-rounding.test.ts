import { describe, expect, it } from 'vitest';
import { line, receipt } from '#tests/support/statement-sides.ts';
import type { SkuId } from '../ids.ts';
import { money } from '../money/money.ts';
import { matchStatement, type StatementLine } from './matching.ts';

describe('rounding to the cent', () => {
  const lineOf = (id: number, amount: number, fields: Partial<StatementLine> = {}) =>
    line(id, { amount: money(amount), ...fields });
  // 3 keys at 46.8333 come to 140.4999, and the statement says 140.50.
  const ours = receipt(1, [[10, 3, 468_333]], { externalNumber: 'A1', ourNumber: 'IM-0001' });
  const scoresOf = (theirs: StatementLine, entry = ours) =>
    matchStatement([theirs], [entry]).map(({ pass, score, difference, confirmsByItself }) => {
      expect(confirmsByItself).toBe(false);
      return [pass, score >= 80, difference];
    });

  it('leaves a match by number, by our number and by product as sure as it was, and confirms none', () => {
    expect(scoresOf(lineOf(1, 1_405_000, { externalNumber: 'A1' }))).toEqual([[2, true, 1]]);
    expect(scoresOf(lineOf(1, 1_405_000, { remark: '货款 IM-0001' }))).toEqual([[3, true, 1]]);
    const product = { skuId: 10 as SkuId, quantity: 3, unitPrice: money(468_300), occurredOn: null };
    expect(scoresOf(lineOf(1, 1_405_000, product))).toEqual([[4, true, 1]]);
  });

  it('is no more than a cent', () => {
    expect(scoresOf(lineOf(1, 1_405_200, { externalNumber: 'A1' }))).toEqual([[2, false, 201]]);
    const product = { skuId: 10 as SkuId, quantity: 3, unitPrice: money(468_300), occurredOn: null };
    expect(scoresOf(lineOf(1, 1_405_200, product))).toEqual([[4, false, 201]]);
  });
});
