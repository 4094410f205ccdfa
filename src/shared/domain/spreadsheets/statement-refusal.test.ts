import { describe, expect, it } from 'vitest';
import { cellAddress } from './cell-address.ts';
import { explainStatementRefusal } from './statement-refusal.ts';

describe('why a row of a statement was not read', () => {
  it('says what is wrong and what to do, in both languages', () => {
    expect(explainStatementRefusal('zh-CN', 'REFUND_WITHOUT_AMOUNT')).toEqual({
      what: '只写了“已退款”，没有金额',
      remedy: '在单元格里补上原金额，如 12.50(已退款)；或补上数量和单价。',
    });
    expect(explainStatementRefusal('en', 'DATE_EMPTY').what).toBe('The line has no date');
  });

  it('shows a reason that an older program stored as it is', () => {
    expect(explainStatementRefusal('en', 'FORGOTTEN')).toEqual({ what: 'FORGOTTEN', remedy: '' });
  });
});

describe('the place of a cell', () => {
  it.each([
    [0, 1, 'A1'],
    [25, 9, 'Z9'],
    [26, 12, 'AA12'],
    [701, 3, 'ZZ3'],
    [702, 3, 'AAA3'],
  ])('column %i, row %i is %s', (columnIndex, rowNumber, address) => {
    expect(cellAddress(columnIndex, rowNumber)).toBe(address);
  });
});
