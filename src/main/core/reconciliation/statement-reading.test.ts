import { describe, expect, it } from 'vitest';
import { readStatementRows } from '#tests/support/statement-rows.ts';

function read(rows: readonly (readonly string[])[], isOnCredit = false) {
  const plan = { header: ['日期', '类型', '金额'], columns: { occurredOn: 0, type: 1, amount: 2 }, isOnCredit };
  return readStatementRows(rows, plan).reading;
}

describe('balances that rows of a statement name', () => {
  it.each([
    ['期初余额', '期末余额', -1_000_000, -600_000, 3_400_000],
    ['期初欠款', '期末欠款', 1_000_000, 600_000, 5_400_000],
    ['上期欠款', '本月欠款', 1_000_000, 600_000, 5_400_000],
  ])('%s and %s: what is owed is owed, what is paid in advance is ours', (first, last, opening, closing, found) => {
    const reading = read([
      ['2026-09-01', first, '100'],
      ['2026-09-02', '提卡', '440'],
      ['2026-09-30', last, '60'],
    ]);
    expect(reading).toMatchObject({ openingBalance: opening, closingBalance: closing });
    // The row that does not follow from the ones before it is named.
    expect(reading.breaks).toEqual([
      { check: 'closing-balance', rowNumber: 4, label: '', what: 'amount', stated: closing, found },
    ]);
  });

  it('agree where they do', () => {
    const rows = [
      ['2026-09-01', '期初欠款', '100'],
      ['2026-09-02', '提卡', '440'],
      ['2026-09-30', '期末欠款', '540'],
    ];
    expect(read(rows).breaks).toEqual([]);
    expect(read(rows, true).breaks).toEqual([]);
  });
});

describe('a total under the rows', () => {
  it('that is not theirs is named with its row', () => {
    const reading = read([
      ['2026-09-02', '提卡', '440'],
      ['#合计: 2笔, 500.00元', '', ''],
    ]);
    expect(reading.breaks.map(({ check, rowNumber, what }) => [check, rowNumber, what])).toEqual([
      ['control-total', 3, 'count'],
      ['control-total', 3, 'amount'],
    ]);
  });
});
