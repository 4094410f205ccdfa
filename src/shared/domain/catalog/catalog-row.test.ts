import { describe, expect, it } from 'vitest';
import { money } from '../money/money.ts';
import type { SheetCell } from '../spreadsheets/sheet-row.ts';
import { CATALOG_COLUMNS, CATALOG_HEADERS, catalogColumnOf, catalogColumnsOf } from './catalog-columns.ts';
import { readCatalogRow } from './catalog-row.ts';

function read(cells: Readonly<Record<string, string | SheetCell>>) {
  const columns = catalogColumnsOf(Object.keys(cells));
  const row = Object.values(cells).map((cell) =>
    typeof cell === 'string' ? ({ kind: 'text', text: cell } as const) : cell,
  );
  return readCatalogRow(columns, { rowNumber: 2, isHidden: false, cells: row });
}

describe('columns of a catalogue sheet', () => {
  it('are known by our own names in both languages', () => {
    for (const headers of Object.values(CATALOG_HEADERS)) {
      expect(CATALOG_COLUMNS.map((column) => catalogColumnOf(headers[column]))).toEqual(CATALOG_COLUMNS);
    }
  });

  it('are known by the names of other systems, and left alone otherwise', () => {
    expect(catalogColumnsOf(['商家编码', '品牌名称', '商品名称', '库存', '零售价（元）', '供应商电话'])).toEqual([
      'code',
      'brand',
      'product',
      null,
      'salePrice',
      null,
    ]);
  });

  it('count once', () => {
    expect(catalogColumnsOf(['商品', '商品名称'])).toEqual(['product', null]);
  });
});

describe('a row of a catalogue sheet', () => {
  it('is read by meaning, units and all', () => {
    expect(
      read({
        编码: 'WY-100',
        面值: '100点',
        售价: '¥9.60',
        会员天数: '30 天',
        发货方式: '直充',
        先验后卖: '是',
        状态: '下架',
      }),
    ).toMatchObject({
      problems: [],
      values: {
        code: 'WY-100',
        faceValue: money(1_000_000),
        faceCurrency: '点',
        salePrice: money(96_000),
        membershipDays: 30,
        deliveryKind: 'top-up',
        verifyFirst: true,
        isArchived: true,
      },
    });
  });

  it('says nothing where a cell is empty', () => {
    expect(read({ 编码: 'A', 售价: '', 备注: '  ' })?.values).toEqual({ code: 'A' });
    expect(read({ 编码: '', 售价: '' })).toBeNull();
  });

  it.each([
    ['编码', 'A B', 'CODE_WITH_SPACES'],
    ['编码', { kind: 'number', text: '1.23457E+15' }, 'DAMAGED_NUMBER'],
    ['品牌', '牌'.repeat(81), 'TOO_LONG'],
    ['品牌', { kind: 'error', text: '#N/A' }, 'FORMULA_ERROR'],
    ['售价', '面议', 'NOT_AN_AMOUNT'],
    ['售价', '-5', 'NEGATIVE_AMOUNT'],
    ['会员天数', '0', 'NUMBER_OUT_OF_RANGE'],
    ['最低库存', '2.5', 'FRACTIONAL_QUANTITY'],
    ['发货方式', '邮寄', 'UNKNOWN_DELIVERY'],
    ['卡密字段', '卡号 [serial]', 'NOT_KEY_FIELDS'],
    ['先验后卖', '也许', 'NOT_YES_OR_NO'],
    ['状态', '??', 'UNKNOWN_STATUS'],
  ] as const)('names the column and the rule: %s', (column, cell, rule) => {
    expect(read({ [column]: cell })?.problems).toEqual([{ column: catalogColumnOf(column), rule }]);
  });
});
