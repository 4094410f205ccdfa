import { describe, expect, it } from 'vitest';
import { readStatementRows } from '#tests/support/statement-rows.ts';

const header = ['日期', '类型', '单号', '金额', '优惠', '退款金额', '实付', '余额'];
const columns = { occurredOn: 0, type: 1, externalNumber: 2, amount: 3, discount: 4, refund: 5, net: 6, balance: 7 };

function read(...rows: string[][]) {
  const { lines, reading } = readStatementRows(rows, { header, columns });
  return { ...reading, lines: lines.map(({ kind, amount }) => [kind, amount / 10_000]) };
}

const day = '2026-09-05';

describe('what came off an amount', () => {
  it('is not owed, and what went back is a line of its own; balances and totals of either kind agree', () => {
    const { lines, ...reading } = read(
      [day, '充值', 'A1', '1000', '', '', '', '1000'],
      [day, '采购', 'A2', '475', '5', '', '470', '530'],
      [day, '采购', 'A3', '95', '-1.50', '47.5', '', '484'],
      [day, '采购', 'A4', '100', '', '20', '80', '404'],
      ['合计', '', '', '1670', '3.50', '67.5', '550', ''],
      ['#支出合计：3笔，共670元'],
      ['#支出合计：3笔，共663.50元'],
    );
    expect(lines).toEqual([
      ['payment', -1000],
      ['purchase', 470],
      ['purchase', 93.5],
      ['refund', -47.5],
      ['purchase', 100],
      ['refund', -20],
    ]);
    expect(reading).toMatchObject({ refused: 0, breaks: [], closingBalance: -4_040_000 });
    expect(reading.warnings).toMatchObject({ DISCOUNT_TAKEN: 2, REFUND_IN_COLUMN: 2 });
  });

  it('keeps the sign of what the person said a minus means', () => {
    const rows = [
      [day, '', '', '-475', '5', '', '', ''],
      [day, '', '', '1000', '', '', '', ''],
    ];
    const { lines } = readStatementRows(rows, { header, columns, convention: 'balance-effect' });
    expect(lines.map(({ amount }) => amount)).toEqual([4_700_000, -10_000_000]);
    const turned = [[day, '', '', '475', '5', '95', '', '']];
    const owed = readStatementRows(turned, { header, columns, convention: 'debt-effect' });
    expect(owed.lines.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['purchase', 4_700_000],
      ['refund', -950_000],
    ]);
  });

  it('comes off what is spent, and off pieces times price', () => {
    const spent = readStatementRows([[day, '475', '', '5']], {
      header: ['日期', '支出', '收入', '优惠'],
      columns: { occurredOn: 0, expense: 1, income: 2, discount: 3 },
    });
    expect(spent.lines.map(({ amount }) => amount)).toEqual([4_700_000]);
    const priced = readStatementRows([[day, '10', '47.5', '5']], {
      header: ['日期', '数量', '单价', '优惠'],
      columns: { occurredOn: 0, quantity: 1, unitPrice: 2, discount: 3 },
    });
    expect(priced.lines.map(({ amount }) => amount)).toEqual([4_700_000]);
  });

  it('of a refund in a row of its own counts once', () => {
    const { lines, reading } = readStatementRows(
      [
        [day, '采购', 'A2', '475', '', '95', '', ''],
        [day, '退款', 'A2', '95', '', '95', '', ''],
        [day, '退款', 'A3', '0', '', '20', '', ''],
        [day, '退款', 'A4', '', '', '7', '', ''],
      ],
      { header, columns },
    );
    expect(lines.map(({ kind, amount }) => [kind, amount / 10_000])).toEqual([
      ['purchase', 475],
      ['refund', -95],
      ['refund', -20],
      ['refund', -7],
    ]);
    expect(reading.warnings).toMatchObject({ REFUND_HAS_ROW: 1 });
  });

  it('is refused with its place where the columns contradict each other', () => {
    const { refusedRows, accepted } = read(
      [day, '采购', 'A1', '475', '5', '', '471', ''],
      [day, '采购', 'A2', '4', '5', '', '', ''],
      [day, '充值', 'A3', '1000', '50', '', '', ''],
      [day, '采购', 'A4', '', '5', '', '', ''],
      [day, '采购', 'A5', '47.5', '', '95', '', ''],
      [day, '退款', 'A6', '100', '', '30', '', ''],
      [day, '采购', 'A7', '475', '九五折', '', '', ''],
    );
    expect(accepted).toBe(0);
    expect(refusedRows.map(({ cell, reason }) => [cell, reason])).toEqual([
      ['E2', 'NET_DIFFERS'],
      ['E3', 'DISCOUNT_UNCLEAR'],
      ['E4', 'DISCOUNT_UNCLEAR'],
      ['E5', 'DISCOUNT_UNCLEAR'],
      ['F6', 'REFUND_UNCLEAR'],
      ['F7', 'REFUND_UNCLEAR'],
      ['E8', 'NOT_AN_AMOUNT'],
    ]);
  });
});
