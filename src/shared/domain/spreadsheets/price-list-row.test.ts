import { describe, expect, it } from 'vitest';
import { proposeMapping } from './column-mapping.ts';
import { currencyOf } from './currency-names.ts';
import { readRateRow } from './exchange-rate-row.ts';
import { findHeaderRow } from './header-row.ts';
import { placePriceColumns } from './price-list-columns.ts';
import { createPriceRowJudge } from './price-list-row.ts';
import type { SheetRow } from './sheet-row.ts';
import { tierOfColumnName } from './tier-column-name.ts';

function sheet(lines: string[][], firstRow = 1): SheetRow[] {
  return lines.map((cells, index) => ({
    rowNumber: firstRow + index,
    isHidden: false,
    cells: cells.map((text) => ({ kind: text === '' ? 'empty' : 'text', text }) as const),
  }));
}

function judge(lines: string[][], accountCurrency = 'CNY') {
  const rows = sheet(lines);
  const header = findHeaderRow('price-list', rows);
  const roles = proposeMapping({ kind: 'price-list', header, sampleRows: rows.slice(header.rowIndex + 1) }).map(
    ({ role }) => role,
  );
  const columns = placePriceColumns(roles, header.names);
  if ('problem' in columns) throw new Error(columns.problem);
  const read = createPriceRowJudge({ columns, header: header.names, accountCurrency });
  return rows.slice(header.rowIndex + 1).map((row) => read(row));
}

describe('a tier named by its column', () => {
  it.each([
    ['100张起', 100],
    ['≥500', 500],
    ['1-99张', 1],
    ['100~499', 100],
    ['1000以上', 1000],
    ['500+', 500],
    ['满100张', 100],
    ['10 pcs+ price', 10],
    ['1,000+', 1000],
    ['100张', 100],
    ['100-499张（元）', 100],
    ['1千+', 1000],
    ['1万张以上', 10_000],
    ['100以下', 1],
    ['数量<50', 1],
    ['50≤数量<200', 50],
    ['批发价(100起)', 100],
    ['折扣(1-99)', 1],
    ['单价', null],
    ['面值50', null],
    ['2026', null],
    ['0+', null],
    ['100元', null],
  ])('%s: %s', (name, quantity) => {
    expect(tierOfColumnName(name)).toBe(quantity);
  });
});

describe('a price list', () => {
  it('with tiers as columns', () => {
    const [row] = judge([
      ['星辰数卡 11月报价单'],
      ['商品名称', '面值', '1-99张', '100张起', '1000以上', '库存', '起订量', '时效'],
      ['Steam 钱包码', '50元', '47.50', '47.2', '46.8', '充足', '10', '秒发'],
    ]);
    expect(row).toMatchObject({
      verdict: 'accepted',
      text: 'Steam 钱包码 / 50元',
      tiers: [
        { fromQuantity: 1, unitPrice: 475_000 },
        { fromQuantity: 100, unitPrice: 472_000 },
        { fromQuantity: 1000, unitPrice: 468_000 },
      ],
      minimumQuantity: 10,
      promiseHours: 0,
    });
    expect(row).toMatchObject({ stock: undefined });
  });

  it('with tiers under one merged price', () => {
    const [row, next] = judge([
      ['今日报价', '', '', '', ''],
      ['商品', '单价', '', '库存', '备注'],
      ['', '1-9张', '10张起', '', ''],
      ['Steam 50 元', '47.5', '47.1', '充足', ''],
      ['Steam 100 元', '95折', '94.5折', '', ''],
    ]);
    expect(row).toMatchObject({
      tiers: [
        { fromQuantity: 1, unitPrice: 475_000 },
        { fromQuantity: 10, unitPrice: 471_000 },
      ],
    });
    expect(next).toMatchObject({ tiers: [{ discount: 95_000_000 }, { fromQuantity: 10, discount: 94_500_000 }] });
  });

  it('with a tier per row, a discount, a currency in the price', () => {
    const rows = judge([
      ['商品', '数量起', '折扣'],
      ['月卡', '1', '95折'],
      ['月卡', '100张起', '9.4折'],
    ]);
    expect(rows).toMatchObject([
      { tiers: [{ fromQuantity: 1, unitPrice: null, discount: 95_000_000 }] },
      { tiers: [{ fromQuantity: 100, discount: 94_000_000 }] },
    ]);
    const [dollar] = judge([
      ['product', 'price', 'stock', 'lead time'],
      ['Gift card', '$9.20', '1,200', '2 days'],
    ]);
    expect(dollar).toMatchObject({ currency: 'USD', stock: 1200, promiseHours: 48 });
  });

  it('with a price for each number of pieces', () => {
    const [row] = judge([
      ['编码', '1张', '100张', '500张'],
      ['A1', '48', '47.5', '47'],
    ]);
    expect(row).toMatchObject({
      tiers: [
        { fromQuantity: 1, unitPrice: 480_000 },
        { fromQuantity: 100, unitPrice: 475_000 },
        { fromQuantity: 500, unitPrice: 470_000 },
      ],
    });
  });

  it('with tiers of discounts', () => {
    const [row, bare] = judge([
      ['编码', '面值', '折扣(1-99)', '折扣(100+)'],
      ['A1', '50', '0.95', '94折'],
      ['A2', '50', '95', '94'],
    ]);
    expect(row).toMatchObject({ tiers: [{ discount: 95_000_000 }, { fromQuantity: 100, discount: 94_000_000 }] });
    expect(bare).toMatchObject({ verdict: 'refused', reason: 'DISCOUNT_AMBIGUOUS' });
  });

  it.each([
    ['Unit price (USD)', '6.8', 'CNY', 'USD'],
    ['单价(美元)', '6.8', 'CNY', 'USD'],
    ['单价(元)', '47', 'CNY', undefined],
    ['含税价(税)', '47', 'CNY', undefined],
    ['单价(HK$)', '47', 'CNY', 'HKD'],
    ['单价', '$9.2', 'CNY', 'USD'],
    ['单价', '$9.2', 'HKD', 'HKD'],
    ['单价', '95元', 'TWD', 'TWD'],
    ['单价', '¥950', 'JPY', 'JPY'],
    ['单价', 'US$9.2', 'HKD', 'USD'],
  ])('under %s, %s from an account in %s is in %s', (name, price, account, currency) => {
    const lines = [
      ['商品', name],
      ['月卡', price],
    ];
    expect(judge(lines, account)[0]).toMatchObject({ verdict: 'accepted', currency });
  });

  it('of prices for one piece', () => {
    const rows = judge([
      ['商品', '单价'],
      ['A', '47.5/张'],
      ['B', '9.8元每张'],
    ]);
    expect(rows).toMatchObject([{ tiers: [{ unitPrice: 475_000 }] }, { tiers: [{ unitPrice: 98_000 }] }]);
  });

  it('whose column of currencies says another than its prices is refused there', () => {
    const rows = judge([
      ['商品', '单价(USD)', '币种'],
      ['A', '6.8', 'CNY'],
      ['B', '6.8', 'USD'],
      ['C', '¥47', 'USD'],
    ]);
    expect(rows).toMatchObject([{ reason: 'CURRENCIES_DIFFER' }, { currency: 'USD' }, { reason: 'CURRENCIES_DIFFER' }]);
  });

  it('is told by code or name, and never by a face value alone', () => {
    const coded = judge([
      ['编码', '面值', '单价'],
      ['A1', '100', '95'],
    ]);
    expect(coded).toMatchObject([{ text: 'A1' }]);
    const named = judge([
      ['品名', '面值', '单价'],
      ['', '100', '95'],
    ]);
    expect(named).toMatchObject([{ reason: 'PRODUCT_MISSING' }]);
  });

  it.each([
    ['24小时内', 24],
    ['1-3个工作日', 72],
    ['30分钟', 1],
    ['当天', 24],
    ['下单后2小时', 2],
  ])('promised in %s is there after %i hours at the latest', (text, promiseHours) => {
    const [row] = judge([
      ['商品', '单价', '交货时间', '最小起订', '库存', '有效期至'],
      ['A', '47', text, '10张', '500+', '长期'],
    ]);
    expect(row).toMatchObject({ verdict: 'accepted', promiseHours, minimumQuantity: 10, stock: 500 });
    expect(row).toMatchObject({ validTo: undefined });
  });

  it('passes over headings, totals and repeated headers', () => {
    const rows = judge([
      ['商品', '编码', '单价'],
      ['Steam 系列', '', ''],
      ['商品', '编码', '单价'],
      ['50元', 'A1', '47'],
      ['合计', '', '47'],
    ]);
    expect(rows.map((row) => ('reason' in row ? row.reason : row.verdict))).toEqual([
      'comment',
      'repeated-header',
      'accepted',
      'summary',
    ]);
  });

  it.each([
    [['A', '电询', ''], 'NOT_AN_AMOUNT', 1],
    [['A', '', ''], 'comment', null],
    [['A', '-5', '1'], 'PRICE_NEGATIVE', 1],
    [['A', '0', '1'], 'PRICE_ZERO', 1],
    [['', '5', '1'], 'PRODUCT_MISSING', 0],
    [['A', '5', '0'], 'QUANTITY_NOT_POSITIVE', 2],
    [['A', '1.23456', '1'], 'TOO_MANY_DECIMALS', 1],
  ])('%j: %s', (cells, reason, columnIndex) => {
    const [row] = judge([['商品', '单价', '起订量'], cells]);
    expect(row).toMatchObject(
      columnIndex === null ? { reason } : { verdict: 'refused', rowNumber: 2, reason, columnIndex },
    );
  });

  it('reads prices, discounts and quantities with decimal commas where the file has such', () => {
    const header = ['商品', '单价', '折扣', '起订量'];
    const columns = placePriceColumns(['skuText', 'unitPrice', 'discount', 'minimumQuantity'], header);
    if ('problem' in columns) throw new Error(columns.problem);
    const judgeRow = createPriceRowJudge({ columns, header, amountStyle: { hasDecimalCommas: true } });
    const rows = sheet([
      ['A', '12,50', '', '10,00'],
      ['B', '', '0,95', ''],
      ['C', '1.234,56', '', '1.000'],
    ]).map(judgeRow);
    expect(rows).toMatchObject([
      { tiers: [{ fromQuantity: 10, unitPrice: 125_000 }], minimumQuantity: 10 },
      { tiers: [{ discount: 95_000_000 }] },
      { verdict: 'refused', reason: 'NOT_A_QUANTITY', columnIndex: 3 },
    ]);
  });

  it('wants a product and a price among its columns, each once', () => {
    expect(placePriceColumns(['skuText', 'ignore'], ['商品', ''])).toEqual({ problem: 'PRICE_NOT_MAPPED' });
    expect(placePriceColumns(['unitPrice'], ['单价'])).toEqual({ problem: 'PRODUCT_NOT_MAPPED' });
    expect(placePriceColumns(['skuText', 'skuText', 'unitPrice'], [])).toMatchObject({ problem: 'ROLE_TWICE' });
    expect(placePriceColumns(['skuText', 'tierPrice'], ['商品', '优惠'])).toMatchObject({ problem: 'TIER_NOT_NAMED' });
  });
});

describe('a table of rates', () => {
  const columns = { currency: 0, occurredOn: 1, rate: 2 };
  const read = (cells: string[], units = 1) => readRateRow(sheet([cells])[0] as SheetRow, columns, units);
  it('is read per unit and per hundred', () => {
    expect(read(['USD', '2026-11-20', '7.1234'])).toMatchObject({
      currency: 'USD',
      rateOn: '2026-11-20',
      rate: 712_340_000,
    });
    expect(read(['美元', '2026-11-20', '712.34'], 100)).toMatchObject({ currency: 'USD', rate: 712_340_000 });
    expect(read(['HKD', '', '0.9123'])).toMatchObject({ rateOn: null });
  });

  it('has a decimal comma only where the file has such, and a comma is never left out of a rate', () => {
    const rateOf = (text: string, hasDecimalCommas: boolean) => {
      const row = readRateRow(sheet([['USD', '2026-11-20', text]])[0] as SheetRow, columns, 1, { hasDecimalCommas });
      return row.verdict === 'accepted' ? row.rate : null;
    };
    expect(['7,1234', '7,12', '0,9123', '1.234,50'].map((text) => rateOf(text, true))).toEqual([
      712_340_000, 712_000_000, 91_230_000, 123_450_000_000,
    ]);
    expect(['1,234', '1.234'].map((text) => rateOf(text, true))).toEqual([null, null]);
    expect(['7,1234', '7,12', '1,234.5'].map((text) => rateOf(text, false))).toEqual([null, null, 123_450_000_000]);
  });

  it.each([
    [['比特币', '2026-11-20', '1'], 'CURRENCY_UNKNOWN', 0],
    [['USD', '明天', '1'], 'NOT_A_DAY', 1],
    [['USD', '2026-11-20', '0'], 'NOT_A_RATE', 2],
  ])('%j is refused: %s', (cells, reason, columnIndex) => {
    expect(read(cells)).toMatchObject({ verdict: 'refused', reason, columnIndex });
  });

  it('knows currencies by code, name and sign', () => {
    expect(['usd', '港币', '₺', 'rmb', '金条'].map(currencyOf)).toEqual(['USD', 'HKD', 'TRY', 'CNY', null]);
  });
});
