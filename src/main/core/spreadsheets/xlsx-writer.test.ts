import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { type Money, money } from '#shared/domain/money/money.ts';
import { columnLetters, escapeXlsxText, sheetName } from './xlsx-text.ts';
import { CellTextTooLongError, writeXlsx, writeXlsxFile, type XlsxDocument, type XlsxSheet } from './xlsx-writer.ts';

const base: Omit<XlsxDocument, 'sheets'> = {
  title: '十月对账',
  creator: 'A & B <小店>',
  createdAt: Date.UTC(2026, 10, 21, 1, 2, 4),
  language: 'zh-CN',
  timeZone: 'Asia/Shanghai',
};

const everyKind: XlsxSheet = {
  name: '明细',
  titleRows: ['十月对账', 'A & B <小店>'],
  closingRows: ['制表：', '复核：'],
  footer: '小店 & 仓库',
  totalLabel: '合计',
  hasAutoFilter: true,
  isLandscape: true,
  columns: [
    { header: '单号', kind: 'text' },
    { header: '备注', kind: 'note' },
    { header: '金额', kind: 'money', isTotalled: true },
    { header: '单价', kind: 'unit-price' },
    { header: '数量', kind: 'integer', isTotalled: true },
    { header: '比例', kind: 'number' },
    { header: '日期', kind: 'day' },
    { header: '时间', kind: 'instant' },
  ],
  rows: [
    ['=1+1', ' a\nb ', money(123_456), money(1), 3, 0.25, '2026-10-31', Date.UTC(2026, 9, 31, 16, 0, 1)],
    ['0012345678901234567890', '', money(-5_000), null, -1, undefined, 'never', null],
    [{ value: '小计', isBold: true }, null, { value: money(9), isBold: true }],
  ],
};

async function bytesOf(document: XlsxDocument): Promise<Buffer> {
  const blocks: Uint8Array[] = [];
  for await (const block of writeXlsx(document)) blocks.push(block);
  return Buffer.concat(blocks);
}

async function opened(sheets: readonly XlsxSheet[], rest: Partial<XlsxDocument> = {}): Promise<XLSX.WorkBook> {
  const bytes = await bytesOf({ ...base, ...rest, sheets });
  return XLSX.read(bytes, { cellNF: true, cellFormula: true, cellStyles: true, bookFiles: true });
}

function sheetOf(workbook: XLSX.WorkBook, name = workbook.SheetNames[0] ?? ''): XLSX.WorkSheet {
  const sheet = workbook.Sheets[name];
  if (!sheet) throw new Error(`No sheet ${name} among ${workbook.SheetNames.join()}.`);
  return sheet;
}

function cellOf(sheet: XLSX.WorkSheet, reference: string): XLSX.CellObject {
  return sheet[reference] ?? { t: 'z' };
}

/** The parts of the archive by the central directory, inflated. */
function partsOf(bytes: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const size = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    parts.set(name, inflateRawSync(bytes.subarray(from, from + size)).toString('utf8'));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

/** Column A from row 2, read by the rules of XML and of ST_Xstring and nothing else. */
function textsOf(sheet: string, count: number): string[] {
  const cells = new Map<number, string>();
  for (const [, row, text = ''] of sheet.matchAll(/<c r="A(\d+)"[^>]*><is><t[^>]*>([^<]*)<\/t>/g)) {
    const characters = text
      .replace(/\r\n?/g, '\n')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
    cells.set(Number(row), characters);
  }
  return Array.from({ length: count }, (_, index) => cells.get(index + 2) ?? '');
}

describe('a written workbook', () => {
  it('keeps ids as text, numbers as numbers and days as dates', async () => {
    const sheet = sheetOf(await opened([everyKind]));
    expect(cellOf(sheet, 'A3')).toMatchObject({ t: 's', v: '单号' });
    expect(cellOf(sheet, 'A4')).toMatchObject({ t: 's', v: '=1+1' });
    expect(cellOf(sheet, 'A4').f).toBeUndefined();
    expect(cellOf(sheet, 'B4')).toMatchObject({ t: 's', v: ' a\nb ' });
    expect(cellOf(sheet, 'C4')).toMatchObject({ t: 'n', v: 12.3456, z: '#,##0.00;[Red]\\-#,##0.00' });
    expect(cellOf(sheet, 'D4')).toMatchObject({ t: 'n', v: 0.0001 });
    expect(cellOf(sheet, 'E4')).toMatchObject({ t: 'n', v: 3 });
    expect(cellOf(sheet, 'F4')).toMatchObject({ t: 'n', v: 0.25 });
    expect(XLSX.SSF.format('yyyy-mm-dd', cellOf(sheet, 'G4').v)).toBe('2026-10-31');
    expect(XLSX.SSF.format('yyyy-mm-dd hh:mm:ss', cellOf(sheet, 'H4').v)).toBe('2026-11-01 00:00:01');
    expect(cellOf(sheet, 'A5')).toMatchObject({ t: 's', v: '0012345678901234567890' });
    expect(cellOf(sheet, 'G5')).toMatchObject({ t: 's', v: 'never' });
  });

  it('totals with a formula and its value, after the data and before the closing lines', async () => {
    const sheet = sheetOf(await opened([everyKind]));
    expect(cellOf(sheet, 'A7')).toMatchObject({ t: 's', v: '合计' });
    expect(cellOf(sheet, 'C7')).toMatchObject({ t: 'n', v: 11.8465, f: 'SUM(C4:C6)' });
    expect(cellOf(sheet, 'E7')).toMatchObject({ t: 'n', v: 2, f: 'SUM(E4:E6)' });
    expect(cellOf(sheet, 'A9').v).toBe('制表：');
    expect(sheet['!autofilter']).toEqual({ ref: 'A3:H6' });
    expect(sheet['!merges']?.map((range) => XLSX.utils.encode_range(range))).toEqual([
      'A1:H1',
      'A2:H2',
      'A9:H9',
      'A10:H10',
    ]);
  });

  it('freezes and repeats the header, fits A4 and numbers the pages', async () => {
    const parts = partsOf(await bytesOf({ ...base, sheets: [everyKind] }));
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toContain('<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>');
    expect(sheet).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
    expect(sheet).toContain('<oddFooter>&amp;L小店 &amp;&amp; 仓库&amp;R第 &amp;P 页，共 &amp;N 页</oddFooter>');
    expect(parts.get('xl/workbook.xml')).toContain("'明细'!$3:$3</definedName>");
    expect(parts.get('docProps/core.xml')).toContain('<dc:creator>A &amp; B &lt;小店&gt;</dc:creator>');
    expect(parts.get('docProps/core.xml')).toContain('2026-11-21T01:02:04Z');
    expect(sheet).toMatch(/<c r="A4" s="4" t="inlineStr">/);
    expect(parts.get('xl/styles.xml')).toContain('numFmtId="49"');
    expect(parts.get('xl/styles.xml')).toContain('quotePrefix="1"');
  });

  it('writes equal bytes for equal input', async () => {
    const first = await bytesOf({ ...base, sheets: [everyKind] });
    expect(first.equals(await bytesOf({ ...base, sheets: [everyKind] }))).toBe(true);
  });

  it('is a whole workbook without rows', async () => {
    const empty: XlsxSheet = { ...everyKind, rows: [] };
    const sheet = sheetOf(await opened([empty]));
    expect(cellOf(sheet, 'C4')).toMatchObject({ t: 'n', v: 0 });
    expect(cellOf(sheet, 'C4').f).toBeUndefined();
  });
});

describe('text', () => {
  it('comes back unchanged whatever it holds', async () => {
    const unit = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('_', 'x', '0', '4', '1', 'A', 'F', '\r', '\n', '\t', '\u0000', ' ', '&', '<'),
      }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
      fc.constantFrom('=1+1', '+1', '-1', '@A', "'1", '1E10', '0012', '12345678901234567890', '_x000D_', '3/4', 'TRUE'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { minLength: 1, maxLength: 20 }), async (texts) => {
        const sheet: XlsxSheet = {
          name: 'x',
          columns: [{ header: 'key', kind: 'text' }],
          rows: texts.map((text) => [text]),
        };
        const bytes = await bytesOf({ ...base, sheets: [sheet] });
        expect(textsOf(partsOf(bytes).get('xl/worksheets/sheet1.xml') ?? '', texts.length)).toEqual(texts);
        const read = sheetOf(XLSX.read(bytes));
        const back = texts.map((_, index) => cellOf(read, `A${index + 2}`));
        // SheetJS turns CR LF into LF in what it reads, escaped or not.
        expect(back.map((cell) => cell.v ?? '')).toEqual(texts.map((text) => text.replaceAll('\r\n', '\n')));
        for (const cell of back) expect(['s', 'z']).toContain(cell.t);
      }),
      { numRuns: 200 },
    );
  });

  it('escapes an underscore that an escaped neighbour would turn into an escape', () => {
    expect(escapeXlsxText('_x0041\u0000')).toBe('_x005F_x0041_x0000_');
    expect(escapeXlsxText('a_b')).toBe('a_b');
  });

  it('is refused when Excel cannot hold it, by place and not by content', async () => {
    const sheet: XlsxSheet = {
      name: 'keys',
      columns: [{ header: 'key', kind: 'text' }],
      rows: [['ok'], ['S3CRET'.repeat(6000)]],
    };
    const refused = await bytesOf({ ...base, sheets: [sheet] }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(CellTextTooLongError);
    expect(refused).toMatchObject({ sheet: 'keys', cell: 'A3' });
    expect(String(refused)).not.toContain('S3CRET');
  });
});

describe('sheets', () => {
  it('have names Excel takes', () => {
    const taken = new Set<string>();
    const names = [
      'a/b:c',
      'A B C',
      "'quoted'",
      'History',
      '',
      '很'.repeat(40),
      '很'.repeat(40),
      `${'x'.repeat(30)}😀`,
    ];
    expect(names.map((name) => sheetName(name, taken))).toEqual([
      'a b c',
      'A B C (2)',
      'quoted',
      'History_',
      'Sheet_',
      '很'.repeat(31),
      `${'很'.repeat(27)} (2)`,
      'x'.repeat(30),
    ]);
  });

  it('continue on another sheet at the row limit, and total over all of them', async () => {
    const amounts = [1, 2, 3, 4, 5, 6, 7];
    async function* rows(): AsyncGenerator<Money[]> {
      for (const amount of amounts) yield [money(amount * 10_000)];
    }
    const sheet: XlsxSheet = {
      name: "O'Neil",
      columns: [{ header: 'amount', kind: 'money', isTotalled: true }],
      rows: rows(),
    };
    const workbook = await opened([sheet], { rowLimit: 5 });
    expect(workbook.SheetNames).toEqual(["O'Neil", "O'Neil (2)", "O'Neil (3)"].slice(0, workbook.SheetNames.length));
    expect(workbook.SheetNames.length).toBe(3);
    const values = workbook.SheetNames.flatMap((name) =>
      ['A2', 'A3', 'A4'].map((reference) => cellOf(sheetOf(workbook, name), reference)),
    );
    expect(values.filter((cell) => cell.t === 'n' && !cell.f).map((cell) => cell.v)).toEqual(amounts);
    const total = values.find((cell) => cell.f);
    expect(total).toMatchObject({ v: 28, f: "SUM('O''Neil'!A2:A4,'O''Neil (2)'!A2:A4,A2:A2)" });
  });

  it('take as many columns as there are letters for', () => {
    expect([0, 25, 26, 51, 52, 701, 702, 16_383].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
      'XFD',
    ]);
  });
});

describe('writing to a file', () => {
  it('reports what it wrote, and leaves nothing behind when the rows fail', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kacang-xlsx-'));
    try {
      const path = join(folder, 'month.xlsx');
      const summary = await writeXlsxFile(path, { ...base, sheets: [everyKind] });
      expect(summary).toEqual({ sheets: [{ name: '明细', dataRows: 3 }] });
      expect(XLSX.read(await readFile(path)).SheetNames).toEqual(['明细']);

      function* failing(): Generator<string[]> {
        yield ['one'];
        throw new Error('The reader went away.');
      }
      const columns = [{ header: 'a', kind: 'text' as const }];
      const broken = join(folder, 'broken.xlsx');
      const sheets = [{ name: 'a', columns, rows: failing() }];
      await expect(writeXlsxFile(broken, { ...base, sheets })).rejects.toThrow('The reader went away.');
      await expect(stat(broken)).rejects.toThrow();
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('stops asking for rows when nobody reads any more', async () => {
    let isClosed = false;
    function* endless(): Generator<string[]> {
      try {
        for (;;) yield ['row'.repeat(100)];
      } finally {
        isClosed = true;
      }
    }
    const columns = [{ header: 'a', kind: 'text' as const }];
    let length = 0;
    for await (const block of writeXlsx({ ...base, sheets: [{ name: 'a', columns, rows: endless() }] })) {
      length += block.length;
      if (length > 20_000) break;
    }
    expect(isClosed).toBe(true);
  });
});
