import * as xlsx from 'xlsx';
import { buildXlsx, buildZip, sheetXml } from './zip-building.ts';

const ROWS = [
  ['卡号', '卡密', '面值', '有效期'],
  ['0001000200030001', 'AB12-CD34', 50, '2027-12-31'],
  ['0001000200030002', 'AB12-CD35', 50.5, '2027-12-31'],
];

/** The same small sheet in a format that SheetJS writes. */
export function sheetAs(
  bookType: 'biff8' | 'biff5' | 'xlsb' | 'ods' | 'xlml' | 'xlsx',
  rows: unknown[][] = ROWS,
): Buffer {
  const workbook = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(workbook, xlsx.utils.aoa_to_sheet(rows), 'Sheet1');
  return xlsx.write(workbook, { type: 'buffer', bookType, compression: true });
}

/** Bytes to mutate, and what makes a file of them afterwards: a checksum would otherwise stop every mutation at the door. */
export interface SheetSeed {
  readonly bytes: Buffer;
  wrap(mutated: Buffer): Buffer;
}

/** Small workbooks of every container, and parts of workbooks that are packed after they were mutated. */
export function workbookSeeds(): SheetSeed[] {
  const sheet = sheetXml(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>卡</t></r><r><t>密</t></r></is></c></row>' +
      '<row r="2" hidden="1"><c r="A2"><v>12345678901234567890</v></c><c r="B2" t="b"><v>1</v></c><c r="D2"><f>A1</f></c></row>' +
      '<row r="3"><c r="A3" s="1"><v>46387.5</v></c><c t="e"><v>#N/A</v></c><c t="str"><v>a_x000D_&amp;b</v></c></row>',
    '<dimension ref="A1:D3"/>',
    '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
  );
  const sharedStrings =
    '<sst count="2"><si><t xml:space="preserve">卡号</t></si><si><r><t>a</t></r><rPh><t>b</t></rPh></si></sst>';
  const styles = '<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
  const whole = (bytes: Buffer): SheetSeed => ({ bytes, wrap: (mutated) => mutated });
  const html = '<html><table><tr><td>卡号</td><td colspan="2">卡密</td></tr><tr><td>1&nbsp;</td></tr></table></html>';
  return [
    whole(buildXlsx({ sheet, sharedStrings, styles })),
    { bytes: Buffer.from(sheet), wrap: (mutated) => buildXlsx({ sheet: mutated, sharedStrings, styles }) },
    { bytes: Buffer.from(sheet), wrap: (mutated) => buildXlsx({ sheet: mutated, sharedStrings, styles }) },
    { bytes: Buffer.from(sharedStrings), wrap: (mutated) => buildXlsx({ sheet, sharedStrings: mutated, styles }) },
    { bytes: Buffer.from(styles), wrap: (mutated) => buildXlsx({ sheet, sharedStrings, styles: mutated }) },
    { bytes: Buffer.from(ODS_CONTENT), wrap: (mutated) => odsAround(mutated) },
    whole(Buffer.from(html)),
    whole(sheetAs('biff8')),
    whole(sheetAs('biff5')),
    whole(sheetAs('xlsb')),
    whole(sheetAs('ods')),
    whole(sheetAs('xlml')),
  ];
}

const ODS_CONTENT =
  '<office:document-content><office:automatic-styles><style:style style:name="h"><style:table-properties table:display="false"/>' +
  '</style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="S" table:style-name="h">' +
  '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string" table:number-columns-repeated="3">' +
  '<text:p>卡<text:s text:c="2"/>号</text:p></table:table-cell></table:table-row><table:table-row table:visibility="filter">' +
  '<table:table-cell office:value-type="float" office:value="0012"/><table:covered-table-cell/></table:table-row>' +
  '</table:table></office:spreadsheet></office:body></office:document-content>';

function odsAround(content: Uint8Array): Buffer {
  return buildZip([
    { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.spreadsheet', isStored: true },
    { name: 'content.xml', bytes: content },
  ]);
}
