import { describe, expect, it } from 'vitest';
import { readStatementRows } from '#tests/support/statement-rows.ts';

const PLAN = {
  header: ['日期', '单号', '类型', '金额', '余额'],
  columns: { occurredOn: 0, externalNumber: 1, type: 2, amount: 3, balance: 4 },
};

function read(rows: readonly (readonly string[])[]) {
  const { lines, reading } = readStatementRows(rows, PLAN);
  return { reading, lines: lines.map(({ rowNumber, kind, amount }) => [rowNumber, kind, amount]) };
}

describe('a refund inside the cell of an amount', () => {
  it('is a line of its own beside the purchase', () => {
    const { lines, reading } = read([
      ['2026-09-01', 'A1', '提卡', '131.77(已退款89.84)', ''],
      ['2026-09-02', 'A2', '提卡', '12.50(已退款)', ''],
    ]);
    expect(lines).toEqual([
      [2, 'purchase', 1_317_700],
      [2, 'refund', -898_400],
      [3, 'purchase', 125_000],
      [3, 'refund', -125_000],
    ]);
    expect(reading).toMatchObject({ accepted: 2, lineTotal: 419_300, warnings: { REFUND_IN_AMOUNT: 2 }, breaks: [] });
  });

  it('is not counted twice where the sheet has a row for it', () => {
    const { lines, reading } = read([
      ['2026-09-01', 'A1', '提卡', '131.77(已退款89.84)', ''],
      ['2026-09-05', 'A1_R1', '退款', '89.84', ''],
    ]);
    expect(lines).toEqual([
      [2, 'purchase', 1_317_700],
      [3, 'refund', -898_400],
    ]);
    expect(reading.warnings).toEqual({ REFUND_HAS_ROW: 1 });
  });

  it('is its own where the row of that number and amount is none of a refund, or speaks for another one', () => {
    const paid = read([
      ['2026-09-01', 'A1', '提卡', '131.77(已退款89.84)', ''],
      ['2026-09-05', 'A1', '充值', '89.84', ''],
    ]);
    expect(paid.lines.filter(([, kind]) => kind === 'refund')).toEqual([[2, 'refund', -898_400]]);
    const twice = read([
      ['2026-09-01', 'A1', '提卡', '20(已退款5)', ''],
      ['2026-09-02', 'A1', '提卡', '20(已退款5)', ''],
      ['2026-09-05', 'A1_R1', '退款', '5', ''],
    ]);
    expect(twice.lines.filter(([, kind]) => kind === 'refund').map(([, , amount]) => amount)).toEqual([
      -50_000, -50_000,
    ]);
    expect(twice.reading.warnings).toEqual({ REFUND_IN_AMOUNT: 1, REFUND_HAS_ROW: 1 });
  });

  it('agrees with a running balance that has taken it into account, and with one that has not', () => {
    const first = ['2026-09-01', 'P1', '充值', '100', '100'];
    const last = (balance: string) => ['2026-09-03', 'A2', '提卡', '10', balance];
    const net = read([first, ['2026-09-02', 'A1', '提卡', '30(已退款20)', '90'], last('80')]);
    expect(net.reading).toMatchObject({ breaks: [], closingBalance: -800_000 });
    const asWritten = read([first, ['2026-09-02', 'A1', '提卡', '30(已退款20)', '70'], last('60')]);
    expect(asWritten.reading.breaks.map(({ check }) => check)).toEqual(['closing-balance']);
  });
});

describe('a row that was not read', () => {
  it('is named by its sheet and cell', () => {
    const { reading } = read([['2026-09-01', 'A1', '提卡', '已退款', '']]);
    expect(reading.refusedRows).toEqual([
      { sheet: '账单', rowNumber: 2, cell: 'D2', column: '金额', reason: 'REFUND_WITHOUT_AMOUNT' },
    ]);
  });
});

describe('a refund that only the status of an order speaks of', () => {
  const plan = {
    header: ['日期', '单号', '类型', '金额', '状态'],
    columns: { occurredOn: 0, externalNumber: 1, type: 2, amount: 3, status: 4 },
  };
  const readOrders = (...rows: string[][]) => readStatementRows(rows, plan);

  it('is a line of its own beside the purchase, and the total may count it or not', () => {
    for (const total of ['132.50', '114.00']) {
      const { lines, reading } = readOrders(
        ['2026-09-05', 'A1', '购买', '114', '已完成'],
        ['2026-09-06', 'A2', '购买', '18.50', '已退款'],
        ['合计', '', '', total, ''],
      );
      expect(lines.map(({ kind, amount }) => [kind, amount])).toEqual([
        ['purchase', 1_140_000],
        ['purchase', 185_000],
        ['refund', -185_000],
      ]);
      expect(reading).toMatchObject({ warnings: { REFUND_IN_STATUS: 1 }, breaks: [] });
    }
  });

  it('is no second one where the sheet has rows for refunds, whatever their numbers', () => {
    const { lines, reading } = readOrders(
      ['2026-09-06', 'A2', '购买', '18.50', '已退款'],
      ['2026-09-07', 'T9', '退款', '18.50', '退款成功'],
    );
    expect(lines.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['purchase', 185_000],
      ['refund', -185_000],
    ]);
    expect(reading.warnings).toEqual({ REFUND_HAS_ROW: 1 });
  });
});
