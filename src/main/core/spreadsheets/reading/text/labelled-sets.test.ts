import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SheetRow } from '#shared/domain/spreadsheets/sheet-row.ts';
import { RowBatchWriter, unpackRows } from '../../row-batch.ts';
import { detectSeparator } from './detect-separator.ts';
import { createLabelledSetReader, findLabelledSets } from './labelled-sets.ts';
import { createLabelledParser } from './text-rows.ts';

/** Row number and cells; null where the text is not known as sets. */
function rowsOf(text: string, isSample = false): [number, string[]][] | null {
  const { sets } = detectSeparator(text);
  if (!sets) return null;
  const rows: SheetRow[] = [];
  const writer = new RowBatchWriter((bytes) => rows.push(...unpackRows(bytes)));
  const parser = createLabelledParser(createLabelledSetReader(sets, writer, isSample));
  const middle = text.length >> 1;
  parser.push(text.slice(0, middle), false);
  parser.push(text.slice(middle), true);
  writer.flush();
  return rows.map(({ rowNumber, cells }) => [rowNumber, cells.map((cell) => cell.text)]);
}

describe('keys over several labelled lines', () => {
  it.each<[string, string[]]>([
    ['卡号：1/卡密：A/卡号：2/卡密：B', ['1 1,A', '3 2,B']],
    ['卡号:1/卡密: A//卡号:2/卡密: B/', ['1 1,A', '4 2,B']],
    ['账号：a@b.c/密码：x y//账号：d@e.f/密码：z', ['1 a@b.c,x y', '4 d@e.f,z']],
    ['序列号：1/激活码：A/序列号：2/激活码：B', ['1 1,A', '3 2,B']],
    ['Card: 1/PIN: A/Card: 2/PIN: B', ['1 1,A', '3 2,B']],
    ['卡号：1/卡密：A/有效期：2028-12-31/卡号：2/卡密：B/有效期：2028-12-31', ['1 1,A,2028-12-31', '4 2,B,2028-12-31']],
    ['卡密：A/卡号：1//卡密：B/卡号：2', ['1 1,A', '4 2,B']],
    ['面值：50/卡号：1/卡密：A//面值：50/卡号：2/卡密：B', ['1 1,A,50', '5 2,B,50']],
    ['卡号：1/卡密：A', ['1 1,A']],
  ])('%s', (text, rows) => {
    expect(rowsOf(text.replaceAll('/', '\n'))?.map(([line, cells]) => `${line} ${cells}`)).toEqual(rows);
    expect(rowsOf(text.replaceAll('/', '\r\n'))?.map(([line, cells]) => `${line} ${cells}`)).toEqual(rows);
  });

  it('leaves what belongs to no whole set to the right of all columns, line by line', () => {
    const text = '卡密：Z//卡号：1/卡密：A/卡号：2/卡号：3/卡密：C/卡密：D/谢谢/卡号：5/卡密：E/卡号：6'.replaceAll(
      '/',
      '\n',
    );
    // It begins with a secret, and not everything is divided: which number is whose cannot be told.
    expect(rowsOf(text)).toBeNull();
    expect(rowsOf(text.slice(6))).toEqual([
      [1, ['1', 'A']],
      [3, ['', '', '卡号：2']],
      [4, ['3', 'C']],
      [6, ['', '', '卡密：D']],
      [7, ['', '', '谢谢']],
      [8, ['5', 'E']],
      [10, ['', '', '卡号：6']],
    ]);
    expect(rowsOf(text.slice(6), true)?.map(([line]) => line)).toEqual([1, 4, 8]);
  });

  it.each([
    '卡密：A/卡号：1/卡密：B/卡号：2/卡密：C',
    '卡密：A/卡密：B/卡密：C',
    '卡号：1 卡密：A/卡号：2 卡密：B',
    '卡号：1/有效期：2028-12-31/卡号：2/有效期：2028-12-31',
    '卡号：1/卡密：A/0002----B/0003----C/0004----D/0005----E',
    '0001----A/0002----B',
  ])('are not seen in %s', (text) => {
    expect(findLabelledSets(text.split('/'))).toBeNull();
  });

  it('never joins a number with a secret beyond a blank line, whatever is missing', () => {
    const key = fc.record({ hasNumber: fc.boolean(), hasSecret: fc.boolean() });
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 12 }), (keys) => {
        const lines = keys.flatMap(({ hasNumber, hasSecret }, index) => [
          ...(hasNumber ? [`卡号：${1000 + index}`] : []),
          ...(hasSecret ? [`卡密：S${1000 + index}`] : []),
          '',
        ]);
        for (const [, cells] of rowsOf(lines.join('\n')) ?? []) {
          if (cells.length === 2) expect(cells[1]).toBe(`S${cells[0]}`);
        }
      }),
    );
  });
});
