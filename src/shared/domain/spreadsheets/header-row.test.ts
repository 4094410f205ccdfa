import { describe, expect, it } from 'vitest';
import { describeHeader, findHeaderRow, headerSignature } from './header-row.ts';
import type { SheetRow } from './sheet-row.ts';

function rows(...lines: (readonly string[])[]): SheetRow[] {
  return lines.map((texts, index) => ({
    rowNumber: index + 1,
    isHidden: false,
    cells: texts.map((text) => ({ kind: text === '' ? 'empty' : /^\d{1,4}$/.test(text) ? 'number' : 'text', text })),
  }));
}

describe('findHeaderRow', () => {
  it('finds it under merged titles and blank rows', () => {
    const sheet = rows(
      ['XX供应商 2026年9月 卡密清单'],
      [],
      ['序号', '卡号', '卡密', '面值'],
      ['1', '0001', 'AB12', '50'],
    );
    expect(findHeaderRow('card-keys', sheet)).toMatchObject({
      rowNumber: 3,
      rowIndex: 2,
      names: ['序号', '卡号', '卡密', '面值'],
      signature: '序号|卡号|卡密|面值',
      preambleRowNumbers: [1],
    });
  });

  it('finds it on line 25 and takes the first of two', () => {
    const preamble = Array.from({ length: 24 }, (_, index) => [`起始时间：第${index}条说明`]);
    const header = ['交易时间', '交易分类', '交易对方', '商品说明', '收/支', '金额', '交易订单号', '备注'];
    const sheet = rows(...preamble, header, ['2026-09-01', '退款', '甲', '点卡', '收入', '5', '123456', ''], header);
    expect(findHeaderRow('statement', sheet).rowNumber).toBe(25);
  });

  it.each([
    ['a length in brackets', ['编号', '充值卡卡号(18位)', '充值卡密码(19位)'], ['1', 'QW12', 'ER34']],
    ['numbers of sets', ['卡号1', '卡密1', '卡号2', '卡密2'], ['QW12', 'ER34', 'TY56', 'UI78']],
    ['a name of its own', ['核销码'], ['QW12ER34']],
  ])('knows names with %s', (_, header, line) => {
    expect(findHeaderRow('card-keys', rows(header, line)).rowNumber).toBe(1);
  });

  it('takes a labelled value for no name', () => {
    const sheet = rows(['卡号1234567', '卡密9876543'], ['卡号1234568', '卡密9876544']);
    expect(findHeaderRow('card-keys', sheet).rowNumber).toBeNull();
  });

  it('prefers the row with more names under a grouped title', () => {
    const sheet = rows(['基本信息', '', '金额', ''], ['卡号', '卡密', '面值', '成本'], ['0001', 'AB12', '50', '48']);
    expect(findHeaderRow('card-keys', sheet).rowNumber).toBe(2);
  });

  it.each([
    ['names', ['序号', '卡信息', '', '', '有效期', '备注'], ['', '卡号', '卡密', '面值']],
    ['most of them', ['序号', '卡信息', '', '', '有效期', '批次', '状态', '备注'], ['', '卡号', '卡密', '面值']],
  ])('reads a head of two rows, the upper one with %s', (_, upper, lower) => {
    const sheet = rows(['发货清单'], upper, lower, ['1', '0001', 'AB12', '50', '2028-12-31', '']);
    expect(findHeaderRow('card-keys', sheet)).toMatchObject({
      rowNumber: 3,
      names: ['序号', '卡号', '卡密', '面值', ...upper.slice(4)],
    });
  });

  it('does not take a line of notes above the names for a part of them', () => {
    const sheet = rows(['客户：王老板', '', '', '日期：2026/11/20'], ['卡号', '卡密'], ['0001', 'AB12']);
    expect(findHeaderRow('card-keys', sheet).names).toEqual(['卡号', '卡密']);
  });

  it('has none for a file of keys', () => {
    const sheet = rows(['0001000200030001', 'AB12CD34EF56'], ['0001000200030002', 'AB12CD34EF57']);
    expect(findHeaderRow('card-keys', sheet)).toMatchObject({
      rowNumber: null,
      rowIndex: -1,
      names: ['', ''],
      signature: 'headerless:2:9x',
    });
  });

  it('takes one known name as the header of one column, and one word among data as none', () => {
    expect(findHeaderRow('card-keys', rows(['卡密'], ['AB12-CD34'])).rowNumber).toBe(1);
    expect(findHeaderRow('card-keys', rows(['0001', 'AB12', '备注'], ['0002', 'AB13', ''])).rowNumber).toBeNull();
    expect(findHeaderRow('card-keys', rows(['secret'], ['AB12-CD34'])).rowNumber).toBe(1);
  });

  it('needs one known name only where nothing else could be a value', () => {
    expect(findHeaderRow('card-keys', rows(['甲', '卡密'], ['0001', 'AB12'])).rowNumber).toBe(1);
    const header = ['__proto__', 'constructor', 'toString', '卡号', '卡号'];
    expect(findHeaderRow('card-keys', rows(header, ['polluted', 'x', 'y', '0001', '0002'])).rowNumber).toBe(1);
  });

  it('names columns that share a name', () => {
    const header = findHeaderRow('card-keys', rows(['__proto__', 'constructor', '卡号', '卡号', '卡密']));
    expect(header).toMatchObject({
      rowNumber: 1,
      duplicates: [2, 3],
      names: ['__proto__', 'constructor', '卡号', '卡号', '卡密'],
    });
  });

  it('does not take a summary row for a header', () => {
    expect(findHeaderRow('statement', rows(['合计', '数量', '金额'], ['日期', '单号', '金额'])).rowNumber).toBe(2);
  });
});

it('keeps the signature whatever the width and the brackets', () => {
  expect(headerSignature(['卡号 ', '面值（元）', 'ＣＤＫ'])).toBe(headerSignature(['卡号', '面值(元)', 'cdk']));
  expect(headerSignature(['卡号', '卡密'])).not.toBe(headerSignature(['卡密', '卡号']));
});

it('takes the row that a person chose', () => {
  expect(describeHeader(rows(['说明'], ['甲', '乙', '']), 1)).toMatchObject({
    rowNumber: 2,
    names: ['甲', '乙'],
    preambleRowNumbers: [1],
  });
});
