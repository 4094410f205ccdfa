import { readdir, readFile } from 'node:fs/promises';
import { BlobReader, BlobWriter, configure, ZipWriter } from '@zip.js/zip.js';
import officeCrypto from 'officecrypto-tool';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SheetReadOptions, SheetRefusal } from '#core/spreadsheets/sheet-source.ts';
import { encryptedXls } from '#tests/support/encrypted-xls.ts';
import { openSheetBench, type SheetBench, textsOf } from '#tests/support/sheet-reading.ts';
import { sheetAs } from '#tests/support/sheet-seeds.ts';
import { buildXlsx, buildZip, sheetXml } from '#tests/support/zip-building.ts';

configure({ useWebWorkers: false });
let bench: SheetBench;
beforeAll(async () => {
  bench = await openSheetBench();
});
afterAll(() => bench.close());

async function fixture(path: string): Promise<string> {
  const url = new URL(`../fixtures/${path.split('/').map(encodeURIComponent).join('/')}`, import.meta.url);
  return bench.stage(await readFile(url), path.replace(/^.*\//, ''));
}

async function refusalOf(id: string, options?: SheetReadOptions): Promise<SheetRefusal> {
  const error = await bench.rowsOf(id, options).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof SheetRefusal) return error;
  throw new Error('Expected a refusal', { cause: error });
}

describe('the sample sheets', () => {
  it.each([
    ['cards-gbk.csv', 'gb18030', ['卡号', '卡密', '面值'], 4],
    ['cards-utf16le-bom.csv', 'utf-16le', ['卡号', '卡密', '面值'], 4],
    ['cards-excel-mangled.csv', 'gb18030', ['卡号', '卡密', '有效期'], 5],
    ['csv-injection.csv', 'utf-8', ['卡号', '备注'], 6],
    ['supplier-cards.csv', 'utf-8', ['序号', '卡号', '卡密', '面值', '有效期', '批次号', '状态', '备注'], 4],
  ])('%s is %s csv', async (name, encoding, header, rowCount) => {
    const id = await fixture(`sheets/${name}`);
    expect(await bench.sheets.describe(id)).toMatchObject({
      format: 'text',
      encoding,
      separator: ',',
      isEncodingAmbiguous: false,
    });
    const rows = await bench.rowsOf(id);
    expect(rows).toHaveLength(rowCount);
    expect(textsOf(rows)[0]).toEqual(header);
  });

  it('cards-gbk.csv keeps commas and line ends in quotes and counts physical lines', async () => {
    const rows = await bench.rowsOf(await fixture('sheets/cards-gbk.csv'));
    expect(textsOf(rows).slice(2)).toEqual([
      ['0001234567890123457', '含,逗号', '50'],
      ['0001234567890123458', '含\r\n换行', '50'],
    ]);
    expect(rows.map((row) => row.rowNumber)).toEqual([1, 2, 3, 4]);
  });

  it('cards-seps.txt is seen as mixed and split line by line', async () => {
    const id = await fixture('sheets/cards-seps.txt');
    expect((await bench.sheets.describe(id)).separator).toBe('mixed');
    const rows = textsOf(await bench.rowsOf(id));
    expect(rows.slice(0, 7).map((row) => row.length)).toEqual([2, 2, 2, 2, 2, 2, 2]);
    expect(rows[5]).toEqual(['0006', 'FFFF']);
    expect(rows[10]).toEqual(['JUSTACODE-11']);
  });

  it('supplier-cards-4dash.txt keeps its headline apart', async () => {
    const id = await fixture('sheets/supplier-cards-4dash.txt');
    expect((await bench.sheets.describe(id)).separator).toBe('----');
    const rows = textsOf(await bench.rowsOf(id));
    expect(rows[0]).toHaveLength(1);
    expect(rows[1]).toEqual(['0001000200030001', 'AB12CD34EF56']);
    expect(textsOf(await bench.rowsOf(id, { separator: 'none' }))[1]).toEqual(['0001000200030001----AB12CD34EF56']);
  });

  it('cardkey-oddities.xlsx keeps every digit and every kind', async () => {
    const id = await fixture('sheets/cardkey-oddities.xlsx');
    const rows = await bench.rowsOf(id);
    const first = rows.map((row) => row.cells[0]);
    expect(first.slice(1, 8)).toEqual([
      { kind: 'number', text: '6228480402564890018' },
      { kind: 'number', text: '1.234567890123456E+15' },
      { kind: 'number', text: '12345678901234.5' },
      { kind: 'text', text: '0012' },
      { kind: 'error', text: '#N/A' },
      { kind: 'boolean', text: 'TRUE' },
      { kind: 'uncached-formula', text: '' },
    ]);
    expect(first[23]?.text).toBe('0012345\r');
    expect(rows.at(-1)).toMatchObject({ rowNumber: 29, isHidden: true });
    expect((await bench.sheets.describe(id)).sheets[0]).toMatchObject({ hiddenRowCount: 1, rowCountEstimate: 29 });
  });

  it('merged-title-dup-header-total.xlsx names its merged cells', async () => {
    const { sheets } = await bench.sheets.describe(await fixture('sheets/merged-title-dup-header-total.xlsx'));
    expect(sheets[0]?.mergedRanges).toEqual(['A1:F1', 'A7:C7']);
    expect(sheets[0]?.sampleRows.map((row) => row.rowNumber)).toEqual([1, 3, 4, 5, 6, 7]);
  });

  it('dimension-too-small.xlsx shows all its cells', async () => {
    const rows = await bench.rowsOf(await fixture('sheets/dimension-too-small.xlsx'));
    expect(textsOf(rows)).toEqual([
      ['卡号', '卡密', '面值'],
      ['1', '2'],
    ]);
  });

  it('proto-headers.xlsx pollutes nothing', async () => {
    const rows = await bench.rowsOf(await fixture('sheets/proto-headers.xlsx'));
    expect(textsOf(rows)[0]).toEqual(['__proto__', 'constructor', 'toString', '卡号', '卡号']);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it.each([
    ['zipbomb-sheet-200MB.xlsx', 'ZIP_BOMB'],
    ['billion-laughs-sst.xlsx', 'CORRUPT'],
    ['truncated-half.xlsx', 'TRUNCATED'],
  ])('%s is refused as %s with a remedy', async (name, code) => {
    const refusal = await refusalOf(await fixture(`sheets/${name}`));
    expect(refusal.code).toBe(code);
    expect(refusal.remedyKey).toMatch(/^spreadsheets\.remedies\.[a-zA-Z]+$/);
  });

  it('every file of the folders ends in rows or a refusal', async () => {
    for (const folder of ['sheets', 'bills']) {
      for (const name of await readdir(new URL(`../fixtures/${folder}/`, import.meta.url))) {
        const id = await fixture(`${folder}/${name}`);
        const rows = await bench.rowsOf(id).catch((error: unknown) => error);
        if (rows instanceof Error) expect(rows, name).toBeInstanceOf(SheetRefusal);
        else expect(rows, name).not.toEqual([]);
      }
    }
  });
});

describe('the sample bills', () => {
  it.each([
    ['alipay-personal.csv', 'gb18030', 25, '交易时间'],
    ['alipay-merchant-业务明细.csv', 'gb18030', 5, '支付宝交易号'],
    ['alipay-merchant-账务明细.csv', 'gb18030', 5, '账务流水号'],
    ['pdd-账务明细.csv', 'gb18030', 5, '商户订单号'],
    ['taobao-ExportOrderList-old.csv', 'gb18030', 1, '订单编号'],
    ['wechat-merchant-交易账单-ALL.csv', 'utf-8', 1, '交易时间'],
    ['wechat-merchant-资金账单-Basic.csv', 'utf-8', 1, '记账时间'],
    ['wechat-personal.csv', 'utf-8', 17, '交易时间'],
  ])('%s is %s with its header in line %i', async (name, encoding, line, first) => {
    const id = await fixture(`bills/${name}`);
    expect(await bench.sheets.describe(id)).toMatchObject({ encoding, separator: ',' });
    const rows = await bench.rowsOf(id);
    expect(rows.find((row) => row.rowNumber === line)?.cells[0]?.text.trim()).toBe(first);
  });

  it('wechat-personal.csv survives its odd quotes', async () => {
    const rows = await bench.rowsOf(await fixture('bills/wechat-personal.csv'));
    const texts = textsOf(rows);
    expect(texts.find((row) => row[0] === '2019-09-26 12:45:27')?.slice(1)).toEqual([
      '商户消费',
      '云膳过桥米线(传奇广场店)',
      '总共消费:28.16',
      '支出',
      '¥28.16',
      '中国银行(1234)',
      '支付成功',
      '3985734\t',
      '129847129\t',
      '/',
    ]);
    expect(texts.some((row) => row.includes('打开拼多多，点击底部"多多视频"'))).toBe(true);
  });

  it('wechat-personal.xlsx has the shape that Tencent ships in its second sheet', async () => {
    const id = await fixture('bills/wechat-personal.xlsx');
    const { sheets } = await bench.sheets.describe(id);
    expect(sheets.map((sheet) => sheet.name)).toEqual(['example-wechat-records', 'Sheet1']);
    expect(sheets[1]?.mergedRanges).toContain('A1:K1');
    const rows = await bench.rowsOf(id, { sheet: 'Sheet1' });
    expect(rows.some((row) => row.cells[0]?.text === '交易时间' && row.cells[10]?.text === '备注')).toBe(true);
    expect((await refusalOf(id, { sheet: 'Sheet9' })).code).toBe('SHEET_NOT_FOUND');
  });
});

describe('other workbook formats', () => {
  const rows = [['卡号', '数'], ['0001', 50.5], [], ['0002', 0.1]];

  it.each(['biff8', 'xlsb', 'ods', 'xlml', 'xlsx'] as const)('%s', async (bookType) => {
    const read = await bench.rowsOf(await bench.stage(sheetAs(bookType, rows)));
    expect(textsOf(read)).toEqual([
      ['卡号', '数'],
      ['0001', '50.5'],
      ['0002', '0.1'],
    ]);
    expect(read.map((row) => row.rowNumber)).toEqual([1, 2, 4]);
    expect(read[1]?.cells[1]?.kind).toBe('number');
  });

  it('a number of 19 digits never looks whole in xls', async () => {
    const read = await bench.rowsOf(await bench.stage(sheetAs('biff8', [[2 ** 60]])));
    expect(read[0]?.cells[0]?.text.replace(/\D/g, '').length).toBeGreaterThan(15);
  });

  it('an ods names hidden sheets and rows, repeats cells, and keeps raw digits', async () => {
    const cell = (text: string, attributes = ''): string =>
      `<table:table-cell office:value-type="string"${attributes}><text:p>${text}</text:p></table:table-cell>`;
    const content =
      '<office:document-content><office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>' +
      '<office:body><office:spreadsheet><table:table table:name="隐" table:style-name="ta2"><table:table-row>' +
      `${cell('secret')}</table:table-row></table:table><table:table table:name="显"><table:table-row>` +
      `${cell('卡号', ' table:number-columns-spanned="2"')}<table:covered-table-cell/>${cell('x', ' table:number-columns-repeated="2"')}</table:table-row>` +
      '<table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>' +
      '<table:table-row table:visibility="filter"><table:table-cell office:value-type="float" office:value="12345678901234567890"><text:p>1,23E+19</text:p></table:table-cell>' +
      '<table:table-cell office:value-type="date" office:date-value="2026-12-31T00:00:00"/><table:table-cell table:formula="of:=1"/></table:table-row>' +
      '<table:table-row table:number-rows-repeated="1047573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>' +
      '</table:table></office:spreadsheet></office:body></office:document-content>';
    const id = await bench.stage(
      buildZip([
        { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.spreadsheet', isStored: true },
        { name: 'content.xml', bytes: content },
      ]),
    );
    const { sheets, format } = await bench.sheets.describe(id);
    expect(format).toBe('ods');
    expect(sheets.map(({ name, visibility, hiddenRowCount }) => [name, visibility, hiddenRowCount])).toEqual([
      ['隐', 'hidden', 0],
      ['显', 'visible', 1],
    ]);
    expect(sheets[1]?.mergedRanges).toEqual(['A1:B1']);
    expect(await bench.rowsOf(id)).toEqual([
      {
        rowNumber: 1,
        isHidden: false,
        cells: ['卡号', '', 'x', 'x'].map((text) => ({ kind: text ? 'text' : 'empty', text })),
      },
      {
        rowNumber: 1002,
        isHidden: true,
        cells: [
          { kind: 'number', text: '12345678901234567890' },
          { kind: 'date', text: '2026-12-31' },
          { kind: 'uncached-formula', text: '' },
        ],
      },
    ]);
  });

  it('an xlsx with prefixes, rich text, dates of 1904 and very hidden sheets', async () => {
    const sheet =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="A2" t="s"><x:v>0</x:v></x:c><x:c r="B2" s="1"><x:v>44925</x:v></x:c>' +
      '<x:c r="C2" t="inlineStr"><x:is><x:r><x:t>a</x:t></x:r><x:r><x:t xml:space="preserve"> &amp;b</x:t></x:r><x:rPh sb="0" eb="1"><x:t>no</x:t></x:rPh></x:is></x:c></x:row></x:sheetData></x:worksheet>';
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const id = await bench.stage(
      buildXlsx({
        sheet,
        sharedStrings: '<x:sst xmlns:x="m"><x:si><x:t>卡号</x:t></x:si></x:sst>',
        styles:
          '<styleSheet><numFmts><numFmt numFmtId="180" formatCode="yyyy&quot;年&quot;m"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="180"/></cellXfs></styleSheet>',
        workbook: `<x:workbook xmlns:x="m" xmlns:r="${office}"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="深&amp;藏" state="veryHidden" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>`,
      }),
    );
    expect((await bench.sheets.describe(id)).sheets[0]).toMatchObject({ name: '深&藏', visibility: 'very-hidden' });
    expect(await bench.rowsOf(id)).toEqual([
      {
        rowNumber: 2,
        isHidden: false,
        cells: [
          { kind: 'text', text: '卡号' },
          { kind: 'date', text: '2026-12-31' },
          { kind: 'text', text: 'a &b' },
        ],
      },
    ]);
  });
});

describe('passwords', () => {
  const plain = buildXlsx({ sheet: sheetXml('<row r="1"><c r="A1"><v>42</v></c></row>') });

  it.each([
    ['standard', undefined],
    ['agile', plain],
  ])('a workbook behind %s encryption', async (_kind, workbook) => {
    const password = workbook ? '口令 9' : 'password';
    const id = workbook
      ? await bench.stage(officeCrypto.encrypt(workbook, { password }))
      : await fixture('sheets/standard_AES128_SHA1_ECB_pwd_password.xlsx');
    expect((await refusalOf(id)).code).toBe('PASSWORD_REQUIRED');
    expect((await refusalOf(id, { password: 'wrong' })).code).toBe('PASSWORD_WRONG');
    expect(textsOf(await bench.rowsOf(id, { password }))).toEqual(workbook ? [['42']] : [['Password: password']]);
    expect(await bench.sheets.describe(id, { password })).toMatchObject({ isPasswordProtected: true, format: 'xlsx' });
  });

  it.each(['rc4', 'rc4-cryptoapi', 'xor'] as const)('an xls of 97-2003 behind %s', async (kind) => {
    const rows = [
      ['卡号', '卡密'],
      ...Array.from({ length: 60 }, (_, row) => [`000012345678${row}`, `密码-${row}-XK7`]),
    ];
    const password = kind === 'xor' ? 'geheim9' : '口令 9';
    const id = await bench.stage(encryptedXls(rows, password, kind), 'supplier.xls');
    expect((await refusalOf(id)).code).toBe('PASSWORD_REQUIRED');
    expect((await refusalOf(id, { password: 'wrong' })).code).toBe('PASSWORD_WRONG');
    expect(textsOf(await bench.rowsOf(id, { password }))).toEqual(rows);
    expect(await bench.sheets.describe(id, { password })).toMatchObject({ isPasswordProtected: true, format: 'xls' });
  });

  it.each([
    ['part by part, as until LibreOffice 24.2', [{ name: 'content.xml', bytes: 'x'.repeat(64) }]],
    ['as one package, as since LibreOffice 24.8', [{ name: 'encrypted-package', bytes: 'x'.repeat(64) }]],
  ])('an ods encrypted %s is refused for what it is, with a password and without', async (_kind, parts) => {
    const manifest = `<manifest:manifest><manifest:file-entry manifest:full-path="${parts[0]?.name}"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`;
    const id = await bench.stage(
      buildZip([
        { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.spreadsheet' },
        ...parts,
        { name: 'META-INF/manifest.xml', bytes: manifest },
      ]),
    );
    expect((await refusalOf(id)).code).toBe('ENCRYPTED');
    expect((await refusalOf(id, { password: '123456' })).code).toBe('ENCRYPTED');
  });

  it.each([
    ['ZipCrypto', { zipCrypto: true }],
    ['AES-256', { encryptionStrength: 3 as const }],
  ])('a bill in a zip behind %s', async (_kind, encryption) => {
    const writer = new ZipWriter(new BlobWriter());
    const bill = Buffer.from('卡号,卡密\n0001,AAAA\n'.repeat(50));
    await writer.add('账单.csv', new BlobReader(new Blob([bill])), { password: '123456', ...encryption });
    const id = await bench.stage(Buffer.from(await (await writer.close()).arrayBuffer()));
    expect((await refusalOf(id)).code).toBe('PASSWORD_REQUIRED');
    expect((await refusalOf(id, { password: '654321' })).code).toBe('PASSWORD_WRONG');
    expect(await bench.rowsOf(id, { password: '123456' })).toHaveLength(100);
    expect(await bench.sheets.describe(id, { password: '123456' })).toMatchObject({
      entry: '账单.csv',
      isPasswordProtected: true,
    });
  });
});

describe('zips of several files', () => {
  it('list their entries, with names in GBK, and open the chosen one', async () => {
    const name = Buffer.concat([Buffer.from('2088_'), Buffer.from('d2b5cef1c3f7cfb8', 'hex'), Buffer.from('.csv')]);
    const id = await bench.stage(
      buildZip([
        { name, bytes: 'a,b\n1,2\n' },
        { name: '../汇总.csv', bytes: 'c,d\n' },
        { name: '__MACOSX/._x', bytes: 'junk' },
      ]),
    );
    const description = await bench.sheets.describe(id);
    expect(description).toMatchObject({ format: 'zip', sheets: [] });
    expect(description.entries?.map((entry) => entry.name)).toEqual(['2088_业务明细.csv', '../汇总.csv']);
    expect((await refusalOf(id)).code).toBe('ENTRY_REQUIRED');
    expect((await refusalOf(id, { entry: 'no.csv' })).code).toBe('ENTRY_NOT_FOUND');
    expect(textsOf(await bench.rowsOf(id, { entry: '2088_业务明细.csv' }))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
});
