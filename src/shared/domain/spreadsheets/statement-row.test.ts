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

  it('knows a total by the word behind its amount, and a line by its number or price', () => {
    expect(judge(['', '', '合计', '', '', '', '485.00', '', ''])).toEqual({ verdict: 'skipped', reason: 'summary' });
    expect(judge(['', '', '', '总计', '', '', '485.00', '', ''])).toEqual({ verdict: 'skipped', reason: 'summary' });
    expect(judge(['', 'P001', '', '合计', '', '', '485.00', '', ''])).not.toMatchObject({ verdict: 'skipped' });
    expect(judge(['2026/9/1', '', '', '合计', '1', '485', '485.00', '', ''])).toMatchObject({ verdict: 'accepted' });
    expect(judge(['2026/9/1', '', '提卡', '合计', '', '', '485.00', '', ''])).toMatchObject({ verdict: 'accepted' });
  });

  it.each(['小计', '日小计', '当日合计', '本月合计', '本年累计', '合 计', 'Subtotal', 'Totals'])(
    'knows %s beside a day for a total',
    (word) => {
      for (const at of [2, 3, 8]) {
        const cells = ['2026/9/1', '', '', '', '20', '', '485.00', '', ''];
        cells[at] = word;
        expect(judge(cells)).toEqual({ verdict: 'skipped', reason: 'summary' });
      }
    },
  );

  it.each(['2026-09-05小计', '9月5日 小计', '9月合计', '2026年9月合计'])(
    'knows %s where the day stands for a total',
    (word) => {
      expect(judge([word, '', '', '', '20', '', '485.00', '', ''])).toEqual({ verdict: 'skipped', reason: 'summary' });
    },
  );

  it.each([
    ['上期欠款', 'opening'],
    ['期初余额', 'opening'],
    ['上月结欠', 'opening'],
    ['承前页', 'opening'],
    ['尚欠', 'closing'],
    ['期末余额', 'closing'],
  ])('reads %s where the day stands as the balance it is', (word, kind) => {
    expect(judge([word, '', '', '', '', '', '485.00', '', ''])).toMatchObject({ verdict: 'accepted', kind });
    expect(judge([word, '', '', '', '', '', '', '485.00', ''])).toMatchObject({ verdict: 'accepted', kind });
  });

  it.each([
    '第 1 页 共 2 页',
    '小王数码对账单 第2页',
    '返利明细',
    '制表：张三',
    '备注：请于 3 日内核对',
    '金额大写：壹佰元整',
  ])('leaves out %s, which is around the list', (text) =>
    expect(judge([text, '', '', '', '', '', '', '', ''])).toEqual({ verdict: 'skipped', reason: 'comment' }),
  );

  it('still refuses what stands where the day does and may be a line', () => {
    expect(judge(['2026-09-31', '', '', '点卡', '', '', '485.00', '', ''])).toMatchObject({ reason: 'NO_SUCH_DAY' });
    expect(judge(['充值 500 元', '', '', '', '', '', '', '', ''])).toMatchObject({ reason: 'NOT_A_DAY' });
    expect(judge(['待定', '', '', '点卡', '', '', '485.00', '', ''])).toMatchObject({ reason: 'NOT_A_DAY' });
  });

  it('leaves out what a page came to', () => {
    expect(judge(['过次页', '', '', '', '', '', '485.00', '15', ''])).toEqual({
      verdict: 'skipped',
      reason: 'summary',
    });
    expect(judge(['2026/9/1', '', '', '过次页', '', '', '485.00', '15', ''])).toMatchObject({ reason: 'summary' });
  });

  it.each([
    ['退货', 950_000],
    ['返利', 950_000],
    ['提卡', -950_000],
  ])('reads %s in the only column for money by its word', (type, amount) => {
    const columns = { occurredOn: 0, externalNumber: 1, type: 2, product: 3, expense: 6 };
    expect(judge(['2026/9/1', 'P1', type, '点卡', '', '', '95', '', ''], { columns })).toMatchObject({ amount });
    // Beside a column for what comes in, the one for what goes out means what it says.
    const both = { ...columns, income: 5 };
    expect(judge(['2026/9/1', 'P1', type, '点卡', '', '', '95', '', ''], { columns: both })).toMatchObject({
      amount: -950_000,
    });
  });

  describe('with the status of orders', () => {
    const withStatus = (status: string, amount = '95') =>
      judge(['2026/9/1', 'P1', '', '点卡', '2', '47.5', amount, '', status], {
        columns: { ...OPTIONS.columns, remark: undefined, status: 8 },
      });

    it.each([
      ['已退款', 950_000],
      ['已全额退款', 950_000],
      ['退款成功', 950_000],
      ['Refunded', 950_000],
      ['已退款(￥47.50)', 475_000],
      ['已退款￥47.50', 475_000],
    ])('knows what %s says went back', (status, refunded) => {
      expect(withStatus(status)).toMatchObject({
        kind: 'purchase',
        amount: -950_000,
        refunded,
        isRefundOfStatus: true,
      });
    });

    it.each(['部分退款', '已退款(￥99.00)'])('says of %s that nobody can tell how much', (status) => {
      const line = withStatus(status);
      expect(line).toMatchObject({ amount: -950_000, warnings: ['REFUND_UNKNOWN'] });
      expect(line).not.toMatchObject({ isRefundOfStatus: true });
    });

    it('reads nothing into others, nor into a line that is a refund itself', () => {
      for (const status of ['已完成', '退款中', '拒绝退款'])
        expect(withStatus(status)).toMatchObject({ refunded: undefined, warnings: [] });
      const refund = judge(['2026/9/1', 'R1', '退款', '点卡', '', '', '95', '', '退款成功'], {
        columns: { ...OPTIONS.columns, remark: undefined, status: 8 },
      });
      expect(refund).toMatchObject({ kind: 'refund', amount: 950_000, refunded: undefined });
    });
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

  it('calls what is taken for an order a purchase, and a deduction of theirs an adjustment', () => {
    expect(judge(['2026/9/1', '', '下单扣款', '', '', '', '37', '', ''])).toMatchObject({
      kind: 'purchase',
      amount: -370_000,
    });
    expect(judge(['2026/9/1', '', '扣款', '', '', '', '37', '', ''])).toMatchObject({ kind: 'adjustment' });
    expect(judge(['2026/9/1', '', '订单扣款退回', '', '', '', '37', '', ''])).toMatchObject({ kind: 'refund' });
  });

  it('refuses numbers of orders as amounts, and multiplies nothing beyond what an amount can be', () => {
    const priced = (quantity: string, price: string, amount: string) =>
      judge(['2026/9/1', '', '提卡', '点卡', quantity, price, amount, '', '']);
    expect(priced('1', '48', '202610050001')).toMatchObject({ reason: 'AMOUNT_TOO_LARGE', columnIndex: 6 });
    expect(priced('900000000', '90000000000', '1')).toMatchObject({ verdict: 'accepted', amount: -10_000 });
    expect(priced('900000000', '90000000000', '')).toMatchObject({ reason: 'AMOUNT_MISSING' });
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
