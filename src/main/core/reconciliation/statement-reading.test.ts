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

describe('balances beside every line', () => {
  const header = ['日期', '类型', '金额', '手续费', '余额'];
  const columns = { occurredOn: 0, type: 1, amount: 2, fee: 3, balance: 4 };
  const readBalances = (...rows: string[][]) => readStatementRows(rows, { header, columns });

  it('go on from each other with the fee of a line taken off', () => {
    const { lines, reading } = readBalances(
      ['2026-09-01', '充值', '100', '1', '99'],
      ['2026-09-02', '提卡', '10', '', '89'],
      ['2026-09-03', '提卡', '9', '', '80'],
    );
    expect(lines.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['payment', -1_000_000],
      ['fee', 10_000],
      ['purchase', 100_000],
      ['purchase', 90_000],
    ]);
    expect(reading).toMatchObject({ breaks: [], openingBalance: 0, closingBalance: -800_000 });
  });

  it('are held against the balance that a row names for the beginning', () => {
    const { reading } = readBalances(
      ['2026-09-01', '期初余额', '100', '', ''],
      ['2026-09-02', '提卡', '10', '', '80'],
      ['2026-09-03', '提卡', '10', '', '70'],
    );
    expect(reading.breaks[0]).toMatchObject({
      check: 'opening-balance',
      rowNumber: 2,
      stated: -1_000_000,
      found: -900_000,
    });
  });
});

describe('a total under one line per product', () => {
  const header = ['商品', '数量', '单价', '金额'];
  const columns = { product: 0, quantity: 1, unitPrice: 2, amount: 3 };
  const line = ['充值卡50元', '14', '47.5', '665'];
  const readProducts = (...rows: string[][]) => readStatementRows([line, ...rows], { header, columns }).reading;

  it.each([
    '合 计',
    '应付合计',
    '应付总额',
    '货款合计',
    '本月应付',
    '合计金额(元)',
    '总额',
    'Total due',
    'TOTAL AMOUNT',
  ])('%s is none of the lines, and held against them', (label) => {
    expect(readProducts([label, '14', '', '665'])).toMatchObject({
      accepted: 1,
      skipped: { summary: 1 },
      lineTotal: 6_650_000,
      breaks: [],
    });
    expect(readProducts([label, '', '', '700']).breaks).toMatchObject([
      { check: 'column-total', rowNumber: 3, stated: 7_000_000, found: 6_650_000 },
    ]);
  });

  it('is what was charged less what was paid, where it says so', () => {
    const reading = readProducts(['减：已付', '', '', '600'], ['应付合计', '', '', '65']);
    expect(reading).toMatchObject({ accepted: 2, lineTotal: 650_000, breaks: [] });
  });

  it.each(['欠款', '累计欠款', 'Balance due'])('%s is what they end on', (label) => {
    expect(readProducts([label, '', '', '1665'])).toMatchObject({
      accepted: 1,
      openingBalance: 10_000_000,
      closingBalance: 16_650_000,
    });
  });

  it('does not swallow goods or entries that are called so', () => {
    expect(readProducts(['应付合计', '2', '10', '20']).accepted).toBe(2);
    const types = { header: ['类型', '单号', '金额'], columns: { type: 0, externalNumber: 1, amount: 2 } };
    expect(readStatementRows([['应付', 'A1', '475']], types).reading.accepted).toBe(1);
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

describe('a ledger with debit, credit and balance', () => {
  const plan = {
    header: ['日期', '凭证号', '摘要', '借方', '贷方', '方向', '余额'],
    columns: { occurredOn: 0, externalNumber: 1, product: 2, expense: 3, income: 4, direction: 5, balance: 6 },
  };
  const LINES = [
    ['2026-09-05', '记-12', '销售点卡', '950.00', '', '借', '1450.00'],
    ['2026-09-12', '记-20', '收到货款', '', '2000.00', '贷', '550.00'],
  ];

  it('is read by the side of its balances, without the totals of month and year that have a day', () => {
    const { lines, reading } = readStatementRows(
      [
        ['2026-09-01', '', '期初余额', '', '', '借', '500.00'],
        ...LINES,
        ['2026-09-30', '', '本月合计', '950.00', '2000.00', '贷', '550.00'],
        ['2026-09-30', '', '本年累计', '9950.00', '9000.00', '贷', '550.00'],
      ],
      plan,
    );
    expect(lines.map(({ externalNumber, amount }) => [externalNumber, amount])).toEqual([
      ['记-12', 9_500_000],
      ['记-20', -20_000_000],
    ]);
    expect(reading).toMatchObject({ openingBalance: 5_000_000, closingBalance: -5_500_000, breaks: [], refused: 0 });
  });

  it('may begin with money of ours', () => {
    const { reading } = readStatementRows(
      [
        ['2026-09-01', '', '期初余额', '', '', '贷', '500.00'],
        ['2026-09-05', '记-12', '销售点卡', '450.00', '', '贷', '50.00'],
        ['2026-09-06', '记-13', '销售点卡', '80.00', '', '借', '30.00'],
      ],
      { ...plan, isOnCredit: true },
    );
    expect(reading).toMatchObject({ openingBalance: -5_000_000, closingBalance: 300_000, breaks: [] });
  });

  it('goes on from page to page, each of which begins with what the one before came to', () => {
    const { lines, reading } = readStatementRows(
      [
        ['上期结转', '', '', '', '', '借', '500.00'],
        ...LINES.slice(0, 1),
        ['过次页', '', '', '950.00', '', '借', '1450.00'],
        ['第 1 页 共 2 页', '', '', '', '', '', ''],
        plan.header,
        ['承前页', '', '', '950.00', '', '借', '1450.00'],
        ...LINES.slice(1),
        ['本月合计', '', '', '950.00', '2000.00', '贷', '550.00'],
      ],
      plan,
    );
    expect(lines).toHaveLength(2);
    expect(reading).toMatchObject({ openingBalance: 5_000_000, closingBalance: -5_500_000, breaks: [], refused: 0 });
  });
});

describe('what was paid beside what was charged', () => {
  const plan = {
    header: ['日期', '单号', '品名', '数量', '金额', '已付'],
    columns: { occurredOn: 0, externalNumber: 1, product: 2, quantity: 3, amount: 4, income: 5 },
    isOnCredit: true,
  };
  const readPaid = (...rows: string[][]) => {
    const { lines, reading } = readStatementRows(rows, plan);
    const shown = lines.map(({ kind, amount, externalNumber }) => [kind, amount, externalNumber]);
    return { shown, reading };
  };

  it('is a payment of its own, without the number of the goods', () => {
    const { shown, reading } = readPaid(
      ['2026-09-05', 'A1', '点卡', '10', '950', ''],
      ['2026-09-06', 'A2', '点卡', '10', '480', '480'],
      ['2026-09-07', 'A3', '点卡', '10', '480', '300'],
      ['2026-09-08', '', '付款', '', '', '100'],
      ['合计', '', '', '30', '1910', '880'],
      ['应付合计', '', '', '', '1030', ''],
    );
    expect(shown).toEqual([
      ['purchase', 9_500_000, 'A1'],
      ['purchase', 4_800_000, 'A2'],
      ['payment', -4_800_000, ''],
      ['purchase', 4_800_000, 'A3'],
      ['payment', -3_000_000, ''],
      ['payment', -1_000_000, ''],
    ]);
    expect(reading).toMatchObject({
      accepted: 4,
      lineTotal: 10_300_000,
      breaks: [],
      warnings: { PAID_BESIDE_AMOUNT: 2 },
    });
  });

  it('is not counted twice in the row of a payment that says it twice', () => {
    expect(readPaid(['2026-09-08', 'P1', '付款', '', '100', '100']).shown).toEqual([['payment', -1_000_000, 'P1']]);
  });

  it('is followed by a running balance', () => {
    const withBalance = { ...plan, header: [...plan.header, '余额'], columns: { ...plan.columns, balance: 6 } };
    const rows = [
      ['2026-09-05', 'A1', '点卡', '10', '950', '', '950'],
      ['2026-09-06', 'A2', '点卡', '10', '480', '400', '1030'],
    ];
    expect(readStatementRows(rows, withBalance).reading).toMatchObject({ breaks: [], closingBalance: 10_300_000 });
  });
});

it('amounts that come to more than can be added up are refused with their rows, not the whole statement', () => {
  const rows = Array.from({ length: 12 }, (_, index) => [`2026-09-${index + 10}`, '提卡', '90000000000']);
  const reading = read(rows);
  expect(reading).toMatchObject({ accepted: 4, refused: 8, byReason: { AMOUNT_TOO_LARGE: 8 } });
  expect(reading.refusedRows[0]).toMatchObject({ rowNumber: 6, column: '金额', reason: 'AMOUNT_TOO_LARGE' });
});
