import { describe, expect, it } from 'vitest';
import { money } from '../money/money.ts';
import { proposeAmountConvention } from './amount-convention.ts';
import type { SheetRow } from './sheet-row.ts';
import { createStatementRowJudge, refundLineOf, type StatementRowOptions } from './statement-row.ts';

function row(texts: readonly string[], rowNumber = 5): SheetRow {
  return { rowNumber, isHidden: false, cells: texts.map((text) => ({ kind: text === '' ? 'empty' : 'text', text })) };
}

const HEADER = ['日期', '单号', '类型', '商品', '数量', '单价', '金额', '余额', '备注'];
const OPTIONS: StatementRowOptions = {
  columns: {
    occurredOn: 0,
    externalNumber: 1,
    type: 2,
    product: 3,
    quantity: 4,
    unitPrice: 5,
    amount: 6,
    balance: 7,
    remark: 8,
  },
  header: HEADER,
};
const judge = (texts: readonly string[], options: Partial<StatementRowOptions> = {}) =>
  createStatementRowJudge({ ...OPTIONS, ...options })(row(texts));

describe('createStatementRowJudge', () => {
  it('reads a purchase line', () => {
    expect(judge(['2026/9/1 10:00', 'P001\t', '提卡', '点卡50元', '10张', '48.50', '485.00', '515.00', 'K-7'])).toEqual(
      {
        verdict: 'accepted',
        rowNumber: 5,
        kind: 'purchase',
        occurredOn: '2026-09-01',
        occurredTime: '10:00:00',
        externalNumber: 'P001',
        ourNumber: undefined,
        product: '点卡50元',
        quantity: 10,
        unitPrice: 485_000,
        amount: -4_850_000,
        refunded: undefined,
        fee: undefined,
        balance: 5_150_000,
        remark: 'K-7',
        warnings: [],
      },
    );
  });

  it('knows a total by the word behind its amount, and a line of that type by its day', () => {
    expect(judge(['', '', '合计', '', '', '', '485.00', '', ''])).toEqual({ verdict: 'skipped', reason: 'summary' });
    expect(judge(['', '', '', '总计', '', '', '485.00', '', ''])).toEqual({ verdict: 'skipped', reason: 'summary' });
    expect(judge(['2026/9/1', '', '', '合计', '', '', '485.00', '', ''])).not.toMatchObject({ verdict: 'skipped' });
    expect(judge(['', 'P001', '', '合计', '', '', '485.00', '', ''])).not.toMatchObject({ verdict: 'skipped' });
  });

  it('reads amounts and quantities with decimal commas where the file has such', () => {
    const amountStyle = { hasDecimalCommas: true };
    const texts = ['2026/9/1', 'P001', '提卡', '点卡50元', '10,00', '123,456', '1.234,56', '12.345,60', ''];
    expect(judge(texts, { amountStyle })).toMatchObject({ reason: 'NOT_AN_AMOUNT', columnIndex: 5 });
    expect(judge(texts.with(5, '123,45'), { amountStyle })).toMatchObject({
      quantity: 10,
      unitPrice: 1_234_500,
      amount: -12_345_600,
      balance: 123_456_000,
    });
    expect(judge(texts.with(4, '1.000'), { amountStyle })).toMatchObject({ reason: 'NOT_A_QUANTITY', columnIndex: 4 });
  });

  it.each([
    ['提卡', '485', 'purchase', -4_850_000],
    ['充值', '1000', 'payment', 10_000_000],
    ['退款', '48.5', 'refund', 485_000],
    ['采购退货', '48.5', 'refund', 485_000],
    ['返利', '5', 'rebate', 50_000],
    ['手续费', '3', 'fee', -30_000],
    ['期初余额', '500', 'opening', 5_000_000],
    ['期末余额', '500', 'closing', 5_000_000],
    ['补差', '1', 'adjustment', 10_000],
  ])('%s %s', (type, amount, kind, effect) => {
    expect(judge(['2026-09-01', '', type, '', '', '', amount])).toMatchObject({ kind, amount: effect });
  });

  it('follows the sign that the file gives to purchases', () => {
    const purchase = ['2026-09-01', 'P1', '提卡', '', '', '', '100'];
    const back = ['2026-09-02', 'P1', '提卡', '', '', '', '-100'];
    expect(judge(purchase, { convention: 'debt-effect' })).toMatchObject({ kind: 'purchase', amount: -1_000_000 });
    expect(judge(back, { convention: 'debt-effect' })).toMatchObject({
      kind: 'refund',
      amount: 1_000_000,
      warnings: ['KIND_FROM_SIGN'],
    });
    expect(judge(back, { convention: 'balance-effect' })).toMatchObject({ kind: 'purchase', amount: -1_000_000 });
  });

  it('reads income and expense columns, with or without the minus', () => {
    const columns = { occurredOn: 0, income: 1, expense: 2 };
    expect(judge(['2026-09-01', '0', '-27.50'], { columns })).toMatchObject({ kind: 'purchase', amount: -275_000 });
    expect(judge(['2026-09-01', '', '27.50'], { columns })).toMatchObject({ kind: 'purchase', amount: -275_000 });
    expect(judge(['2026-09-01', '50.00', '0.00'], { columns })).toMatchObject({ kind: 'payment', amount: 500_000 });
    expect(judge(['2026-09-01', '', ''], { columns })).toMatchObject({ verdict: 'refused', reason: 'AMOUNT_MISSING' });
  });

  it('reads a direction column', () => {
    const columns = { occurredOn: 0, direction: 1, amount: 2, type: 3 };
    expect(judge(['2026-09-01', '支出', '5', ''], { columns })).toMatchObject({ kind: 'purchase', amount: -50_000 });
    expect(judge(['2026-09-01', '收入', '5', '退款'], { columns })).toMatchObject({ kind: 'refund', amount: 50_000 });
    expect(judge(['2026-09-01', '?', '5', ''], { columns })).toMatchObject({
      reason: 'DIRECTION_UNKNOWN',
      columnIndex: 1,
    });
  });

  it('computes a missing amount, and notices one that does not follow', () => {
    expect(judge(['2026-09-01', '', '', '点卡', '10', '48.5', ''])).toMatchObject({
      amount: -4_850_000,
      warnings: ['AMOUNT_COMPUTED'],
    });
    expect(judge(['2026-09-01', '', '', '点卡', '10', '48.5', '480'])).toMatchObject({
      warnings: ['AMOUNT_NOT_QUANTITY_TIMES_PRICE'],
    });
  });

  it('reads a product that is nothing but the word for a fee or a rebate as that, whatever quantity stands beside it', () => {
    const columns = { product: 0, quantity: 1, unitPrice: 2, amount: 3 };
    expect(judge(['手续费', '1', '5', '5'], { columns })).toMatchObject({ kind: 'fee', amount: -50_000 });
    expect(judge(['返利', '1', '5', '5'], { columns })).toMatchObject({ kind: 'rebate' });
    expect(judge(['手续费代付卡', '1', '5', '5'], { columns })).toMatchObject({ kind: 'purchase' });
  });

  it('reads a sum per product without days, and a product named 话费充值 as a purchase', () => {
    const columns = { product: 0, quantity: 1, unitPrice: 2, amount: 3 };
    expect(judge(['话费充值100元', '3', '99', '297'], { columns })).toMatchObject({
      kind: 'purchase',
      occurredOn: null,
      amount: -2_970_000,
    });
    expect(judge(['充值', '', '', '1000'], { columns })).toMatchObject({ kind: 'payment', amount: 10_000_000 });
  });

  it('does not take goods or their remarks for something else', () => {
    const columns = { product: 0, amount: 1, remark: 2 };
    expect(judge(['优惠券50元', '48', ''], { columns })).toMatchObject({ kind: 'purchase', amount: -480_000 });
    expect(judge(['点卡50元', '48', '含手续费0.30元'], { columns })).toMatchObject({ kind: 'purchase' });
    expect(judge(['点卡50元', '48', '/'], { columns })).toMatchObject({ remark: undefined });
    expect(judge(['', '5', '9月返利'], { columns })).toMatchObject({ kind: 'rebate', amount: 50_000 });
  });

  it('keeps what the cell says went back', () => {
    expect(judge(['2026-09-01', '', '提卡', '', '', '', '131.77(已退款89.84)'])).toMatchObject({
      amount: -1_317_700,
      refunded: 898_400,
      warnings: [],
    });
  });

  it('takes a refund without a figure for all of it, and asks for the figure where nothing tells it', () => {
    expect(judge(['2026-09-01', '', '提卡', '', '', '', '12.50(已退款)'])).toMatchObject({
      amount: -125_000,
      refunded: 125_000,
    });
    expect(judge(['2026-09-01', '', '提卡', '', '10', '48.5', '已全额退款'])).toMatchObject({
      amount: -4_850_000,
      refunded: 4_850_000,
    });
    expect(judge(['2026-09-01', '', '提卡', '', '', '', '已退款'])).toMatchObject({
      verdict: 'refused',
      reason: 'REFUND_WITHOUT_AMOUNT',
      columnIndex: 6,
    });
  });

  it('makes a line of its own of what went back', () => {
    const line = judge(['2026-09-01', 'A1', '提卡', '', '', '', '131.77(已退款89.84)']);
    if (line.verdict !== 'accepted') throw new Error('The line is not accepted.');
    expect(refundLineOf(line)).toMatchObject({ kind: 'refund', amount: 898_400, externalNumber: 'A1' });
    expect(refundLineOf({ ...line, refunded: undefined })).toBeNull();
  });

  it.each([
    ['blank', ['', ' ']],
    ['summary', ['合计', '', '', '', '10', '', '485']],
    ['repeated-header', HEADER],
    ['comment', ['# 对账单']],
    ['comment', ['----------']],
  ])('skips %s', (reason, texts) => {
    expect(judge(texts)).toEqual({ verdict: 'skipped', reason });
  });

  it.each([
    ['NOT_AN_AMOUNT', ['2026-09-01', '', '提卡', '', '', '', 'abc'], 6],
    ['DAY_MONTH_AMBIGUOUS', ['3/4/2026', '', '提卡', '', '', '', '5'], 0],
    ['DATE_EMPTY', ['', 'P1', '提卡', '', '', '', '5'], 0],
    ['SCIENTIFIC_NOTATION', ['2026-09-01', '8.68533E+14', '提卡', '', '', '', '5'], 1],
    ['FRACTIONAL_QUANTITY', ['2026-09-01', '', '提卡', '', '1.5', '', '5'], 4],
    ['AMOUNT_MISSING', ['2026-09-01', 'P1', '提卡', '点卡', '', '', ''], 6],
  ])('refuses %s', (reason, texts, columnIndex) => {
    expect(judge(texts)).toEqual({ verdict: 'refused', rowNumber: 5, reason, columnIndex });
  });

  it('refuses a line that never took effect', () => {
    const columns = { ...OPTIONS.columns, status: 9 };
    const line = ['2026-09-01', 'P1', '提卡', '', '', '', '5', '', ''];
    expect(judge([...line, '交易关闭'], { columns })).toMatchObject({ reason: 'WITHOUT_EFFECT', columnIndex: 9 });
    expect(judge([...line, '交易成功'], { columns })).toMatchObject({ verdict: 'accepted' });
  });
});

it('proposes what the signs of a file mean', () => {
  const lines = (...written: readonly (readonly ['purchase' | 'payment' | null, number])[]) =>
    written.map(([kind, parts]) => ({ kind, amount: money(parts) }));
  expect(proposeAmountConvention(lines(['purchase', 5], ['payment', 9]))).toBe('unsigned');
  expect(proposeAmountConvention(lines(['purchase', -5], ['payment', 9]))).toBe('balance-effect');
  expect(proposeAmountConvention(lines(['purchase', 5], ['purchase', 5], ['payment', -9]))).toBe('debt-effect');
  expect(proposeAmountConvention(lines([null, -5], [null, -5], [null, 9]))).toBe('balance-effect');
  expect(proposeAmountConvention(lines(['purchase', 5], ['purchase', -1], ['payment', 9]))).toBe('unsigned');
});
