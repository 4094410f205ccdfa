import { describe, expect, it } from 'vitest';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import { RowBatchWriter, unpackRows } from '../../row-batch.ts';
import { detectSeparator } from './detect-separator.ts';
import { createLabelledLineReader, findLabelledLines, splitLabelledLine } from './labelled-lines.ts';
import { splitMixedLine } from './mixed-line.ts';
import { createLabelledParser } from './text-rows.ts';

/** What the columns are called, and each row's cells with the number of its line; null where the text is not known by its names. */
function tableOf(lines: readonly string[], isSample = false): { names: readonly string[]; rows: string[] } | null {
  const { labelled } = detectSeparator(lines.join('\n'));
  if (!labelled) return null;
  const rows: SheetRow[] = [];
  const writer = new RowBatchWriter((bytes) => rows.push(...unpackRows(bytes)));
  createLabelledParser(createLabelledLineReader(labelled, writer, isSample)).push(lines.join('\n'), true);
  writer.flush();
  return {
    names: labelled.labels,
    rows: rows.map(({ rowNumber, cells }) => `${rowNumber} ${cells.map(({ text }) => text).join(',')}`),
  };
}

describe('a line that names its parts', () => {
  it.each([
    ['卡号：0006 卡密：FFFF', ['0006', 'FFFF']],
    ['卡号:0006，卡密:FFFF', ['0006', 'FFFF']],
    ['账号：a@b.c | 密码：x y', ['a@b.c', 'x y']],
    ['【50元】卡号：0006，卡密：FFFF；', ['0006', 'FFFF']],
    ['12、[50元] 卡号：0006 卡密：FFFF', ['0006', 'FFFF']],
    ['卡号：0006----密码：FFFF', ['0006', 'FFFF']],
    ['卡号0006║密码FF-F', ['0006', 'FF-F']],
    ['卡号 0006 密码 FFFF', ['0006', 'FFFF']],
    ['3. 卡号0006密码FFFF', ['0006', 'FFFF']],
    ['卡密：FFFF 有效期至：2028-12-31', ['FFFF', '2028-12-31']],
    ['【卡号】0006【密码】FFFF', ['0006', 'FFFF']],
    ['[卡号]：0006 [密码]：FFFF', ['0006', 'FFFF']],
    ['卡号=0006 密码=FFFF', ['0006', 'FFFF']],
    ['Card No: 0006 PIN: FFFF Expiry: 2028-12-31', ['0006', 'FFFF', '2028-12-31']],
    ['CDK:0006|PWD:FF:F', ['0006', 'FF:F']],
    [
      '激活码：FFFF 兑换地址：https://a.example/r?code=1 有效日期：2028-12-31',
      ['FFFF', 'https://a.example/r?code=1', '2028-12-31'],
    ],
    ['卡号：0006，密码：FFFF，50元', ['0006', 'FFFF', '50元']],
  ])('%s', (line, parts) => expect(splitLabelledLine(line)).toEqual(parts));

  it.each([
    '卡号 卡密 有效期',
    '0006----FFFF',
    'https://a.example/r?code=1&key=2',
    'a@b.c:x1:JBSW',
    '老板：卡发你了',
    '骏网卡密：45.5',
    '请核对卡号：0006',
  ])('is none of %s', (line) => expect(splitLabelledLine(line)).toBeNull());

  it('is split by other means where it is none', () => {
    expect(splitMixedLine('0006----FFFF')).toEqual(['0006', 'FFFF']);
  });
});

describe('a text of such lines', () => {
  it('is a table with these names, whichever word of one meaning a line has and in whichever order; notes stay whole', () => {
    const lines = [
      '订单 XH1 共2张',
      '卡号：1 卡密：A',
      '卡密：B 卡号：2',
      '卡号：3 密码：C',
      '卡号：4 面值：50 卡密：D',
    ];
    expect(tableOf(lines)).toEqual({
      names: ['卡号', '卡密'],
      rows: ['1 ,,订单 XH1 共2张', '2 1,A', '3 2,B', '4 3,C', '5 ,,卡号：4 面值：50 卡密：D'],
    });
    expect(tableOf(lines, true)?.rows).toEqual(['2 1,A', '3 2,B', '4 3,C']);
  });

  it('has a column for a name that we do not know and most lines have', () => {
    const lines = ['卡号：1 小区码：X1 卡密：A', '卡号：2 小区码：X2 卡密：B', '卡号：3 卡密：C'];
    expect(tableOf(lines)).toEqual({ names: ['卡号', '小区码', '卡密'], rows: ['1 1,X1,A', '2 2,X2,B', '3 3,,C'] });
  });

  it('has two columns for two names of one meaning, and one without a name for what goes on behind a divider', () => {
    expect(tableOf(['激活码：A1 兑换码：B1', '激活码：A2 兑换码：B2'])).toEqual({
      names: ['激活码', '兑换码'],
      rows: ['1 A1,B1', '2 A2,B2'],
    });
    const lines = ['卡号：1，密码：A，2028-12-31', '卡号：2，密码：B，2028-12-31', '卡号：3，密码：C,D'];
    expect(tableOf(lines)).toEqual({
      names: ['卡号', '密码', ''],
      rows: ['1 1,A,2028-12-31', '2 2,B,2028-12-31', '3 3,C,D'],
    });
  });

  it('may call its parts by the product, the same in all lines; products before prices are no names', () => {
    expect(tableOf(['骏网卡号：1 骏网卡密：A', '骏网卡号：2 骏网卡密：B'])?.rows).toEqual(['1 1,A', '2 2,B']);
    expect(tableOf(['骏网卡密：45.5', '京东卡密：9.5', '移动卡密：48'])).toBeNull();
  });

  it('says by brackets which product each line is of', () => {
    expect(tableOf(['【50元】卡号：1 密码：A', '2、【100元】卡号：2 密码：B', '卡号：3 密码：C'])).toEqual({
      names: ['商品', '卡号', '密码'],
      rows: ['1 50元,1,A', '2 100元,2,B', '3 ,3,C'],
    });
    expect(tableOf(['【急】商品：50元 卡号：1 密码：A'])).toEqual({
      names: ['商品', '卡号', '密码'],
      rows: ['1 50元,1,A'],
    });
    expect(tableOf(['卡号：1 密码：A', '[急] 卡号：2 密码：B', '卡号：3 密码：C'])?.rows).toEqual([
      '1 1,A',
      '2 2,B',
      '3 3,C',
    ]);
  });

  it('may be a single line', () => {
    expect(tableOf(['卡密：A1 有效期：2028-12-31'])?.rows).toEqual(['1 A1,2028-12-31']);
  });

  it('is not seen where too few lines are such, or where none is a part of a key', () => {
    expect(findLabelledLines(['0006 FFFF', '卡号：1 卡密：A'])).toBeNull();
    expect(findLabelledLines(['备注：1', '备注：2'])).toBeNull();
    expect(findLabelledLines(['卡号：1', '卡密：A', '卡号：2', '卡密：B'])).toBeNull();
  });
});
