import { describe, expect, it } from 'vitest';
import { readSidedAmount } from '#shared/domain/spreadsheets/statement-sides.ts';
import { readStatementRows } from '#tests/support/statement-rows.ts';

const header = ['日期', '类型', '金额', '余额'];
const columns = { occurredOn: 0, type: 1, amount: 2, balance: 3 };
const day = '2026-09-05';

function read(rows: string[][], plan: Partial<Parameters<typeof readStatementRows>[1]> = {}) {
  const { lines, reading } = readStatementRows(rows, { header, columns, ...plan });
  return { ...reading, lines: lines.map(({ kind, amount }) => [kind, amount / 10_000]) };
}

describe('amounts with their side', () => {
  it('are read by it, whatever a minus means; totals of the column are of both sides', () => {
    const rows = [
      [day, '', '475.00 DR', '475.00 DR'],
      [day, '', '1,000.00CR', '525.00 CR'],
      [day, 'refund', 'CR 47.50', '572.50 CR'],
      [day, '', '借 72.50', '500.00 CR'],
      [day, '', 'dr.500', '0.00'],
      ['合计', '', '0.00', ''],
    ];
    for (const convention of ['unsigned', 'balance-effect', 'debt-effect'] as const) {
      const { lines, ...reading } = read(rows, { convention });
      expect(lines).toEqual([
        ['purchase', 475],
        ['payment', -1000],
        ['refund', -47.5],
        ['purchase', 72.5],
        ['purchase', 500],
      ]);
      expect(reading).toMatchObject({ breaks: [], refused: 0, openingBalance: 0, closingBalance: 0 });
    }
  });

  it('are refused with their place where the side and the line contradict each other', () => {
    const { refusedRows, accepted } = read([
      [day, '采购', '475 CR', ''],
      [day, '充值', '1000 DR', ''],
      [day, '手续费', '5 CR', ''],
      [day, '采购', '-475 DR', ''],
      [day, '采购', '(475) DR', ''],
      [day, '采购', '欠475', ''],
    ]);
    expect(accepted).toBe(0);
    expect(refusedRows.map(({ cell, reason }) => [cell, reason])).toEqual([
      ['C2', 'SIDE_UNCLEAR'],
      ['C3', 'SIDE_UNCLEAR'],
      ['C4', 'SIDE_UNCLEAR'],
      ['C5', 'NOT_AN_AMOUNT'],
      ['C6', 'NOT_AN_AMOUNT'],
      ['C7', 'SIDE_UNCLEAR'],
    ]);
    // Pieces of goods on the side of payments are how the other party keeps its own books.
    const goods = { header: ['日期', '数量', '金额'], columns: { occurredOn: 0, quantity: 1, amount: 2 } };
    const rows = [
      [day, '10', '475 CR'],
      [day, '-1', '47.5 CR'],
    ];
    expect(read(rows, goods)).toMatchObject({ lines: [['refund', -47.5]], byReason: { SIDE_UNCLEAR: 1 } });
  });

  it('in brackets have a minus, and that means what the person said', () => {
    const rows = [
      [day, '', '475.00', ''],
      [day, '', '(1,000.00)', ''],
    ];
    expect(read(rows, { convention: 'debt-effect' }).lines).toEqual([
      ['purchase', 475],
      ['payment', -1000],
    ]);
  });
});

describe('balances in words', () => {
  it('are owed or ours, line by line and at both ends', () => {
    const { breaks, ...reading } = read([
      [day, '期初', '欠950', ''],
      [day, '采购', '50', '欠1,000'],
      [day, '充值', '1500', '余 500元'],
      [day, '采购', '600', '100欠'],
      [day, '期末', '', '欠100'],
    ]);
    expect(breaks).toEqual([]);
    expect(reading).toMatchObject({ openingBalance: 9_500_000, closingBalance: 1_000_000, refused: 0 });
    const wrong = read([
      [day, '采购', '50', '欠1,000'],
      [day, '采购', '50', '余1,050'],
    ]);
    expect(wrong.breaks).toMatchObject([{ check: 'running-balance', rowNumber: 3 }]);
  });

  it('without a word are the other side, where all words name one; else the row is refused', () => {
    const rows = [
      [day, '充值', '100', '100'],
      [day, '采购', '150', '欠50'],
    ];
    expect(read(rows, { plainBalanceSide: 'prepaid' })).toMatchObject({
      breaks: [],
      openingBalance: 0,
      closingBalance: 500_000,
    });
    expect(read(rows, { plainBalanceSide: null }).refusedRows).toMatchObject([{ cell: 'D2', reason: 'SIDE_UNCLEAR' }]);
  });

  it('are read in one pass, however long a cell', () => {
    for (const text of ['欠', '余额', 'CR', '借方', ' dr.', '1欠', '(', '1 ', '已退款']) {
      const reading = readSidedAmount({ kind: 'text', text: text.repeat(2000) });
      expect(reading.outcome).toBe('problem');
    }
  });
});
