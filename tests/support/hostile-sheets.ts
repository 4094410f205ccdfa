import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { RefusalCode } from '#core/spreadsheets/sheet-refusal.ts';
import { buildXlsx, buildZip, sheetXml } from './zip-building.ts';

/** A file that somebody might send, and how it has to end. */
export interface HostileSheet {
  readonly name: string;
  readonly bytes: Buffer;
  /** The texts of its rows, or how many there are, or the refusals that are allowed. */
  readonly ends: { rows: readonly (readonly string[])[] } | { rowCount: number } | { refused: readonly RefusalCode[] };
}

const inline = (reference: string, text: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;
const HEADER = `<row r="1">${inline('A1', '卡号')}${inline('B1', '卡密')}</row>`;
const KEY = `<row r="2">${inline('A2', '0001')}${inline('B2', 'AAAA')}</row>`;
const GOOD_ROWS = [
  ['卡号', '卡密'],
  ['0001', 'AAAA'],
];
const good = (): Buffer => buildXlsx({ sheet: sheetXml(HEADER + KEY) });

/** Workbooks of bills.md §3 that attack, or are merely odd. */
export function hostileWorkbooks(): HostileSheet[] {
  const megabyte = Buffer.alloc(1024 * 1024, 0x20);
  const bomb = deflateRawSync(Buffer.concat(new Array(300).fill(megabyte)), { level: 9 });
  const content = sheetXml(HEADER + KEY);
  const halfRandom = Buffer.from(good());
  const deflateAt = halfRandom.indexOf('xl/worksheets/sheet1.xml') + 'xl/worksheets/sheet1.xml'.length;
  halfRandom[deflateAt + 12] = (halfRandom[deflateAt + 12] ?? 0) ^ 0xff;

  return [
    { name: 'zip bomb that says so', bytes: bombWorkbook(bomb, 300 * 1024 * 1024), ends: { refused: ['ZIP_BOMB'] } },
    { name: 'zip bomb that lies', bytes: bombWorkbook(bomb, 1000), ends: { refused: ['ZIP_BOMB'] } },
    {
      name: 'zip bomb in the shared strings',
      bytes: buildXlsx({
        sheet: content,
        extra: [{ name: 'xl/sharedStrings.xml', bytes: '', packed: bomb, claimedSize: 1000 }],
      }),
      ends: { refused: ['ZIP_BOMB'] },
    },
    {
      name: 'one long text in every cell of a row',
      bytes: buildXlsx({
        sheet: sheetXml(`<row r="1">${'<c t="s"><v>0</v></c>'.repeat(16_000)}</row>`),
        sharedStrings: `<sst><si><t>${'x'.repeat(1_000_000)}</t></si></sst>`,
      }),
      ends: { refused: ['TOO_LARGE'] },
    },
    { name: 'more texts than memory holds', bytes: manyTexts(), ends: { refused: ['TOO_LARGE'] } },
    {
      name: 'entities that multiply',
      bytes: buildXlsx({
        sheet: sheetXml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        sharedStrings: '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>',
      }),
      ends: { refused: ['CORRUPT'] },
    },
    {
      name: 'external entity',
      bytes: buildXlsx({
        sheet: `<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>${sheetXml(`<row r="1">${inline('A1', '&x;')}</row>`)}`,
      }),
      ends: { refused: ['CORRUPT'] },
    },
    {
      name: '20 000 entries',
      bytes: buildZip(
        Array.from({ length: 20_000 }, (_, index) => ({ name: `f${index}.csv`, bytes: 'a', isStored: true })),
      ),
      ends: { refused: ['TOO_MANY_ENTRIES'] },
    },
    {
      name: 'dimension of the whole sheet',
      bytes: buildXlsx({ sheet: sheetXml(HEADER + KEY, '<dimension ref="A1:XFD1048576"/>') }),
      ends: { rows: GOOD_ROWS },
    },
    { name: 'no dimension', bytes: good(), ends: { rows: GOOD_ROWS } },
    {
      name: 'a cell in the last corner',
      bytes: buildXlsx({ sheet: sheetXml(`${HEADER}<row r="1048576">${inline('XFD1048576', 'far')}</row>`) }),
      ends: { rowCount: 2 },
    },
    {
      name: 'the last column in 100 000 rows',
      bytes: buildXlsx({
        sheet: sheetXml(
          Array.from(
            { length: 100_000 },
            (_, index) => `<row r="${index + 1}"><c r="XFD${index + 1}"><v>1</v></c></row>`,
          ).join(''),
        ),
      }),
      ends: { refused: ['TOO_LARGE'] },
    },
    {
      name: 'column ZZZZZZ',
      bytes: buildXlsx({ sheet: sheetXml(`<row r="1">${inline('ZZZZZZ1', 'x')}</row>`) }),
      ends: { refused: ['BAD_CELL_REFERENCE'] },
    },
    {
      name: 'row 99999999999',
      bytes: buildXlsx({ sheet: sheetXml(`<row r="99999999999">${inline('A99999999999', 'x')}</row>`) }),
      ends: { refused: ['BAD_CELL_REFERENCE'] },
    },
    {
      name: '700 000 blank rows',
      bytes: buildXlsx({
        sheet: sheetXml(
          HEADER + KEY + Array.from({ length: 700_000 }, (_, index) => `<row r="${index + 3}"/>`).join(''),
        ),
      }),
      ends: { rows: GOOD_ROWS },
    },
    {
      name: '700 000 rows of styled blanks',
      bytes: buildXlsx({
        sheet: sheetXml(
          HEADER +
            KEY +
            Array.from(
              { length: 700_000 },
              (_, index) => `<row r="${index + 3}"><c r="A${index + 3}" s="1"/></row>`,
            ).join(''),
        ),
      }),
      ends: { rows: GOOD_ROWS },
    },
    {
      name: 'cells without references',
      bytes: buildXlsx({
        sheet: sheetXml(
          '<row><c t="inlineStr"><is><t>卡号</t></is></c><c><v>5</v></c></row><row><c/><c t="str"><v>x</v></c></row>',
        ),
      }),
      ends: {
        rows: [
          ['卡号', '5'],
          ['', 'x'],
        ],
      },
    },
    {
      name: 'rows that go backwards',
      bytes: buildXlsx({
        sheet: sheetXml(`<row r="5">${inline('A5', 'x')}</row><row r="2">${inline('A2', 'y')}</row>`),
      }),
      ends: { refused: ['CORRUPT'] },
    },
    { name: 'cut in half', bytes: good().subarray(0, good().length >> 1), ends: { refused: ['TRUNCATED'] } },
    { name: 'a damaged deflate stream', bytes: halfRandom, ends: { refused: ['CORRUPT'] } },
    {
      name: 'junk in front',
      bytes: Buffer.concat([Buffer.from('From: mail\r\n\r\n'), good()]),
      ends: { rows: GOOD_ROWS },
    },
    { name: 'junk behind', bytes: Buffer.concat([good(), randomBytes(500)]), ends: { rows: GOOD_ROWS } },
    {
      name: 'a sheet that is there twice',
      bytes: buildXlsx({ sheet: content, extra: [{ name: 'xl/worksheets/sheet1.xml', bytes: sheetXml(HEADER) }] }),
      ends: { refused: ['DUPLICATE_ENTRY'] },
    },
    {
      name: 'names that climb out of the folder',
      bytes: buildXlsx({ sheet: content, extra: [{ name: '../../../../evil.sh', bytes: 'rm' }] }),
      ends: { rows: GOOD_ROWS },
    },
    {
      name: 'headers of the prototype',
      bytes: buildXlsx({
        sheet: sheetXml(`<row r="1">${inline('A1', '__proto__')}${inline('B1', 'constructor')}</row>`),
      }),
      ends: { rows: [['__proto__', 'constructor']] },
    },
    {
      name: 'a zip that is no workbook',
      bytes: buildZip([
        { name: 'word/document.xml', bytes: '<w/>' },
        { name: '[Content_Types].xml', bytes: '<Types/>' },
      ]),
      ends: { refused: ['NOT_A_SHEET'] },
    },
    {
      name: 'a shared text that is not there',
      bytes: buildXlsx({ sheet: sheetXml('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), sharedStrings: '<sst/>' }),
      ends: { refused: ['CORRUPT'] },
    },
    {
      name: 'a row that never ends',
      bytes: buildXlsx({ sheet: `<worksheet><sheetData><row r="1">${inline('A1', 'x')}` }),
      ends: { refused: ['CORRUPT'] },
    },
    { name: 'a PDF', bytes: Buffer.from('%PDF-1.7\n%âãÏÓ\n'), ends: { refused: ['NOT_A_SHEET'] } },
    { name: 'noise', bytes: randomBytes(5000), ends: { refused: ['NOT_A_SHEET', 'UNDECODABLE'] } },
    { name: 'nothing', bytes: Buffer.alloc(0), ends: { refused: ['EMPTY_FILE'] } },
  ];
}

function bombWorkbook(packed: Buffer, claimedSize: number): Buffer {
  const shell = (sheetPart: Parameters<typeof buildZip>[0][number]): Buffer =>
    buildZip([
      { name: '[Content_Types].xml', bytes: '<Types/>' },
      { name: 'xl/workbook.xml', bytes: '<workbook><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>' },
      {
        name: 'xl/_rels/workbook.xml.rels',
        bytes:
          '<Relationships><Relationship Id="rId1" Type="/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      },
      sheetPart,
    ]);
  return shell({ name: 'xl/worksheets/sheet1.xml', bytes: '', packed, claimedSize });
}

/** An ods whose rows repeat; with cells in them they would be a million rows of sixteen thousand cells. */
export function repeatingOds(repeatedColumns: number, repeatedRows: number): Buffer {
  const cell = `<table:table-cell office:value-type="string" table:number-columns-repeated="${repeatedColumns}"><text:p>x</text:p></table:table-cell>`;
  const content =
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ' +
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">' +
    '<office:body><office:spreadsheet><table:table table:name="S">' +
    `<table:table-row table:number-rows-repeated="${repeatedRows}">${cell}</table:table-row>` +
    '</table:table></office:spreadsheet></office:body></office:document-content>';
  return buildZip([
    { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.spreadsheet', isStored: true },
    { name: 'content.xml', bytes: content },
    { name: 'META-INF/manifest.xml', bytes: '<manifest/>' },
  ]);
}

/**
 * An XML workbook of 2003 with 1.5 million cells: no limit of ours stands against it, and SheetJS makes more objects of it
 * than the isolate's heap holds.
 */
export function memoryEater(): Buffer {
  const row = Buffer.from('<Row><Cell><Data ss:Type="String">ABCDEFGH</Data></Cell></Row>'.repeat(1000));
  return Buffer.concat([
    Buffer.from(
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>',
    ),
    ...new Array<Buffer>(1500).fill(row),
    Buffer.from('</Table></Worksheet></Workbook>'),
  ]);
}

/** More texts than memory holds, packed as well as honest ones are. */
function manyTexts(): Buffer {
  const strings: string[] = [];
  for (let index = 0; index < 35_000; index += 1) {
    const text = index % 12 === 0 ? `&lt;${randomBytes(9).toString('base64')}` : 'A&amp;BBBBCCCCDDDD';
    strings.push(`<si><t>${text}</t></si>`);
  }
  const block = Buffer.from(strings.join(''));
  const sharedStrings = Buffer.concat([
    Buffer.from('<sst>'),
    ...new Array<Buffer>(180).fill(block),
    Buffer.from('</sst>'),
  ]);
  const packed = deflateRawSync(sharedStrings, { level: 1 });
  return buildXlsx({
    sheet: sheetXml(HEADER),
    extra: [{ name: 'xl/sharedStrings.xml', bytes: sharedStrings, packed }],
  });
}
