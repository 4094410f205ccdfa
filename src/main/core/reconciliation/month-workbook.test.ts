import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { writeXlsx } from '#core/spreadsheets/xlsx-writer.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { stockMovementReport } from '#shared/domain/reconciliation/stock-movement-report.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';
import { type AccountMonth, type AccountMonthEntry, type MonthWorkbookData, monthWorkbook } from './month-workbook.ts';

const day = (text: string) => text as Day;

function entry(number: string, kind: AccountMonthEntry['kind'], amount: number): AccountMonthEntry {
  return {
    occurredOn: day('2026-10-08'),
    number,
    kind,
    externalNumber: '0012345678901234567890',
    ourNumber: '=1+1',
    productText: '某某点卡 100 元',
    quantity: kind === 'purchase' ? 10 : null,
    unitPrice: kind === 'purchase' ? money(95_123) : null,
    amount: money(amount),
    matching: 'matched',
    remark: '',
  };
}

const prepaid: AccountMonth = {
  code: '0007',
  name: '甲批发',
  period: { month: '2026-10' as Month, from: day('2026-09-26'), to: day('2026-10-25') },
  status: 'settled',
  statusReason: '',
  opening: money(-1_000_0000),
  entries: [entry('E-1', 'purchase', 951_230), entry('E-2', 'payment', -500_0000), entry('E-3', 'refund', -10_0000)],
  explained: money(2_500),
  theirClosing: money(-1_000_0000 + 951_230 - 500_0000 - 10_0000 + 2_500),
  differences: [
    {
      kind: 'UNIT_PRICE',
      occurredOn: day('2026-10-08'),
      theirNumber: 'SO-1',
      ourNumber: 'E-1',
      productText: '某某点卡 100 元',
      theirQuantity: 10,
      ourQuantity: 10,
      theirAmount: money(953_730),
      ourAmount: money(951_230),
      amount: money(2_500),
      resolution: 'claimed',
      document: '',
      note: '',
    },
  ],
};

const owed: AccountMonth = {
  ...prepaid,
  code: '0008',
  name: '乙平台',
  status: 'late',
  statusReason: '下月十日才出账单',
  opening: money(20_0000),
  entries: [entry('E-4', 'purchase', 30_0000)],
  theirClosing: null,
  explained: money(0),
  differences: [],
};

const stock = stockMovementReport(
  [{ skuId: 1 as SkuId, quantity: 5, value: money(50_0000) }],
  [
    { skuId: 1 as SkuId, column: 'purchase', quantity: 10, value: money(951_230) },
    { skuId: 1 as SkuId, column: 'sale', quantity: 7, value: money(70_0000) },
    { skuId: 2 as SkuId, column: 'gift', quantity: 1, value: money(0) },
  ],
).map((row) => ({ ...row, skuCode: `00${row.skuId}`, productName: '某某点卡', specification: '100 元' }));

const everySupplier: MonthWorkbookData = {
  language: 'zh-CN',
  businessName: '老王卡铺',
  currency: 'CNY',
  shopCurrency: 'CNY',
  timeZone: 'Asia/Shanghai',
  month: '2026-10' as Month,
  generatedAt: Date.UTC(2026, 10, 2, 4),
  generatedOn: day('2026-11-02'),
  auditHead: 'ab'.repeat(32),
  supplier: null,
  accounts: [prepaid, owed],
  otherAccounts: [],
  stock,
  afterwards: [],
};

async function opened(data: MonthWorkbookData): Promise<XLSX.WorkBook> {
  const blocks: Uint8Array[] = [];
  for await (const block of writeXlsx(monthWorkbook(data))) blocks.push(block);
  return XLSX.read(Buffer.concat(blocks), { cellFormula: true, cellStyles: true });
}

interface ReadSheet {
  readonly titles: readonly string[];
  readonly rows: readonly Record<string, unknown>[];
  readonly total: Record<string, unknown>;
}

/** A sheet by its header: three title lines, header, data, total. */
function sheetOf(workbook: XLSX.WorkBook, name: string): ReadSheet {
  const sheet = workbook.Sheets[name];
  if (!sheet) throw new Error(`No sheet ${name}.`);
  const titles = ['A1', 'A2', 'A3'].map((reference) => String(sheet[reference]?.v));
  const all = XLSX.utils.sheet_to_json<Record<string, unknown>>(sheet, { range: 3, defval: null });
  const totalAt = all.findIndex((row) => Object.values(row)[0] === '合计' || Object.values(row)[0] === 'Total');
  return { titles, rows: all.slice(0, totalAt), total: all[totalAt] ?? {} };
}

function sum(rows: readonly Record<string, unknown>[], column: string): number {
  return rows.reduce((total, row) => total + Math.round(Number(row[column] ?? 0) * 10_000), 0) / 10_000;
}

describe("the month's workbook", () => {
  it('sums up each supplier, and the totals are the sums', async () => {
    const { rows, total, titles } = sheetOf(await opened(everySupplier), '汇总');
    expect(titles[0]).toBe('老王卡铺  月度对账 · 汇总');
    expect(titles[1]).toBe('月份: 2026-10    供应商: 全部供应商    币种: CNY');
    expect(titles[2]).toBe(`生成日期: 2026-11-02    审计链摘要: ${'ab'.repeat(32)}`);
    expect(rows[0]).toMatchObject({
      供应商编号: '0007',
      对账状态: '已结清',
      期初预存余额: 1000,
      期初欠款: null,
      采购: 95.123,
      '充值/付款': 500,
      退款: 10,
      期末预存余额: 1414.877,
      期末欠款: null,
      对方期末预存余额: 1414.627,
      '差额（对方−我方）': 0.25,
      已说明: 0.25,
      未说明: 0,
    });
    expect(rows[1]).toMatchObject({ 期初欠款: 20, 期末欠款: 50, 对账状态: '延后', '差额（对方−我方）': null });
    for (const column of ['期初预存余额', '期初欠款', '采购', '充值/付款', '期末预存余额', '期末欠款', '未说明']) {
      expect(total[column], column).toBe(sum(rows, column));
    }
    const raised =
      sum(rows, '采购') + sum(rows, '代销结算') + sum(rows, '提现') + sum(rows, '手续费') + sum(rows, '调整');
    const lowered = sum(rows, '充值/付款') + sum(rows, '退款') + sum(rows, '返利');
    const opening = sum(rows, '期初欠款') - sum(rows, '期初预存余额');
    expect(sum(rows, '期末欠款') - sum(rows, '期末预存余额')).toBeCloseTo(opening + raised - lowered, 6);
  });

  it('prints 汇总 on a page that can be read: columns only for what moved and what they say', async () => {
    const workbook = await opened(everySupplier);
    const headers = Object.keys(sheetOf(workbook, '汇总').rows[0] ?? {});
    expect(headers).toEqual([
      '供应商编号',
      '供应商',
      '期间起',
      '期间止',
      '对账状态',
      '期初预存余额',
      '期初欠款',
      '采购',
      '充值/付款',
      '退款',
      '期末预存余额',
      '期末欠款',
      '对方期末预存余额',
      '差额（对方−我方）',
      '已说明',
      '未说明',
      '说明',
    ]);
    const widths = (workbook.Sheets.汇总?.['!cols'] ?? []).map(({ width = 0 }) => width);
    // Some 150 characters fit on A4 across at full size: more than 250 are too small to read.
    expect(widths.reduce((total, width) => total + width, 0)).toBeLessThan(250);
    // Their headers break into lines, for which there is room.
    expect(workbook.Sheets.汇总?.['!rows']?.[3]?.hpt).toBeGreaterThan(30);
    const unsaid = await opened({ ...everySupplier, accounts: [owed] });
    const theirs = Object.keys(sheetOf(unsaid, '汇总').rows[0] ?? {}).filter((header) => header.startsWith('对方'));
    expect(theirs).toEqual([]);
  });

  it('has the accounts in other currencies on sheets of their own, never in one sum', async () => {
    const dollars = { ...owed, code: '0009', name: 'SeaCodes' };
    const workbook = await opened({ ...everySupplier, otherAccounts: [{ currency: 'USD', accounts: [dollars] }] });
    expect(workbook.SheetNames).toEqual(
      ['汇总', '往来明细', '进销存', '差异'].concat(['汇总 USD', '往来明细 USD', '差异 USD']),
    );
    const { titles, rows, total } = sheetOf(workbook, '汇总 USD');
    expect(titles[1]).toContain('币种: USD');
    expect(rows).toMatchObject([{ 供应商编号: '0009', 期末欠款: 50 }]);
    expect(total.期末欠款).toBe(50);
    expect(sheetOf(workbook, '汇总').total.期末欠款).toBe(50);
    expect(sheetOf(workbook, '往来明细 USD').rows).toHaveLength(3);
  });

  it('says of stock that it is worth so much in the currency of the shop, whatever the account’s is', async () => {
    const supplier = { code: '0009', name: 'SeaCodes' };
    const workbook = await opened({ ...everySupplier, supplier, currency: 'USD', accounts: [owed] });
    expect(sheetOf(workbook, '汇总').titles[1]).toContain('币种: USD');
    expect(sheetOf(workbook, '进销存').titles[1]).toContain('币种: CNY');
  });

  it('lists the entries with their running balance said as prepaid or owed, ids as text', async () => {
    const workbook = await opened(everySupplier);
    const { rows, total } = sheetOf(workbook, '往来明细');
    expect(rows.map((row) => [row.类型, row.余额性质, row.余额])).toEqual([
      ['期初余额', '预存余额', 1000],
      ['采购', '预存余额', 904.877],
      ['充值/付款', '预存余额', 1404.877],
      ['退款', '预存余额', 1414.877],
      ['期末余额', '预存余额', 1414.877],
      ['期初余额', '欠款', 20],
      ['采购', '欠款', 50],
      ['期末余额', '欠款', 50],
    ]);
    expect(total.应付增加).toBe(125.123);
    expect(total.应付减少).toBe(510);
    expect(total.应付增加).toBe(sum(rows, '应付增加'));
    const sheet = workbook.Sheets.往来明细;
    expect(sheet?.F6).toMatchObject({ t: 's', v: '0012345678901234567890' });
    expect(sheet?.G6).toMatchObject({ t: 's', v: '=1+1' });
    expect(sheet?.C6).toMatchObject({ t: 'n' });
    expect(sheet?.J6).toMatchObject({ t: 'n', v: 9.5123 });
    expect(sheet?.K13.f).toBe('SUM(K5:K12)');
  });

  it('shows stock by what moved, and 期初 + 入 − 出 = 期末 in every row and in the total', async () => {
    const { rows, total } = sheetOf(await opened(everySupplier), '进销存');
    expect(Object.keys(rows[0] ?? {})).toEqual(
      ['SKU 编号', '商品名称', '规格'].concat(
        ['期初', '采购入库', '赠品入库', '入库合计', '销售出库', '出库合计', '期末'].flatMap((group) => [
          `${group} 数量`,
          `${group} 金额`,
        ]),
      ),
    );
    for (const row of [...rows, total]) {
      for (const unit of ['数量', '金额']) {
        const closing = Number(row[`期初 ${unit}`]) + Number(row[`入库合计 ${unit}`]) - Number(row[`出库合计 ${unit}`]);
        expect(row[`期末 ${unit}`]).toBeCloseTo(closing, 6);
      }
    }
    expect(total).toMatchObject({ '期末 数量': 9, '期末 金额': 75.123 });
  });

  it('shows the differences with their end', async () => {
    const { rows, total } = sheetOf(await opened(everySupplier), '差异');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ 差异类型: '单价差', 对方金额: 95.373, 我方金额: 95.123, 处理: '索赔' });
    expect(total['差额（对方−我方）']).toBe(0.25);
  });

  it('is in English from end to end, for one supplier with its own period', async () => {
    const supplier = { code: '0007', name: 'First Wholesale' };
    const account = { ...prepaid, name: 'First Wholesale', entries: [], differences: [] };
    const data: MonthWorkbookData = {
      ...everySupplier,
      language: 'en',
      businessName: 'Cards & Co',
      supplier,
      accounts: [account],
      stock: [],
    };
    const workbook = await opened(data);
    expect(workbook.SheetNames).toEqual(['Summary', 'Account entries', 'Stock movements', 'Differences']);
    const { titles, rows } = sheetOf(workbook, 'Summary');
    expect(titles[1]).toBe(
      'Month: 2026-10    Period: 2026-09-26 – 2026-10-25    Supplier: 0007 First Wholesale    Currency: CNY',
    );
    expect(rows[0]).toMatchObject({ State: 'Settled', 'Opening prepaid': 1000, 'Closing prepaid': 1000 });
    const texts = workbook.SheetNames.flatMap((name) =>
      Object.values(workbook.Sheets[name] ?? {}).map((cell: unknown) => JSON.stringify(cell)),
    );
    expect(texts.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
  });

  it('has a sheet of exchange results where payments in another currency realised some, as numbers with their sum', async () => {
    const part = { realisedOn: day('2026-10-20'), paymentNumber: 'SA-7', debtNumber: 'SA-3' };
    const exchange = [
      { ...part, amount: money(10_0000), booked: money(71_0000), paid: money(72_0000), result: money(-1_0000) },
      { ...part, amount: money(5_0000), booked: money(35_5000), paid: money(35_0000), result: money(5000) },
    ];
    expect((await opened(everySupplier)).SheetNames).not.toContain('汇兑损益');
    const workbook = await opened({ ...everySupplier, accounts: [{ ...owed, exchange }] });
    const { rows, total } = sheetOf(workbook, '汇兑损益');
    expect(rows.map((row) => row['汇兑损益(本币)'])).toEqual([-1, 0.5]);
    expect(rows[0]).toMatchObject({ 付款单: 'SA-7', 欠款单: 'SA-3' });
    expect(total['汇兑损益(本币)']).toBe(-0.5);
  });
});
