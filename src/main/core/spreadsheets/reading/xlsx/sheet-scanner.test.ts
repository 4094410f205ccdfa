import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowBatchWriter, unpackRows } from '../../row-batch.ts';
import { SharedStrings } from './shared-strings.ts';
import { SheetScanner } from './sheet-scanner.ts';

const SHEET = `<?xml version="1.0"?><worksheet xmlns="m"><sheetPr/><dimension ref="A1"/><sheetViews><sheetView rowBreak="1"/></sheetViews>
<cols><col min="1" max="2"/></cols><sheetData>
 <row r="1" spans="1:3" ht="15"><c r="A1" t="s"><v>0</v></c><c r="C1" s="1"><v>46387</v></c></row><row r="2"/>
 <row r='4' hidden='1'><c r='A4' t='inlineStr'><is><t>a &lt; b</t></is></c><c r="B4" t="str"><f>A1&amp;"x"</f><v>x_x000D_</v></c><c r="D4"><f>1/0</f></c></row>
 <row><c cm="1"><v>007.50</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2026-12-31T00:00:00</v></c><!-- <c> --></row>
</sheetData><rowBreaks count="1"><brk id="1"/></rowBreaks><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>`;

function scan(pieces: readonly string[]) {
  const sharedStrings = new SharedStrings();
  sharedStrings.addPiece('卡号');
  sharedStrings.addSlice(0, 2);
  const batches: Uint8Array[] = [];
  const writer = new RowBatchWriter((bytes) => batches.push(bytes));
  const scanner = new SheetScanner(
    'S',
    { sharedStrings, isDateStyle: [false, true], paddedTo: [], is1904: false },
    writer,
  );
  pieces.forEach((piece, index) => {
    scanner.push(piece, index === pieces.length - 1);
  });
  writer.flush();
  return { rows: batches.flatMap((batch) => unpackRows(batch)), tail: scanner.tail, hidden: scanner.hiddenRowCount };
}

describe('the sheet scanner', () => {
  it('reads every kind of cell', () => {
    const { rows, hidden, tail } = scan([SHEET]);
    expect(rows.map((row) => [row.rowNumber, ...row.cells.map((cell) => `${cell.kind}:${cell.text}`)])).toEqual([
      [1, 'text:卡号', 'empty:', 'date:2026-12-31'],
      [4, 'text:a < b', 'text:x\r', 'empty:', 'uncached-formula:'],
      [5, 'number:007.50', 'boolean:FALSE', 'error:#N/A', 'date:2026-12-31'],
    ]);
    expect(hidden).toBe(1);
    expect(tail).toContain('A1:B1');
  });

  it('reads the same wherever the pieces are cut', () => {
    const whole = scan([SHEET]);
    fc.assert(
      fc.property(fc.array(fc.nat(SHEET.length), { maxLength: 12 }), (cuts) => {
        const places = [0, ...cuts.sort((left, right) => left - right), SHEET.length];
        expect(scan(places.slice(1).map((end, index) => SHEET.slice(places[index], end)))).toEqual(whole);
      }),
      { numRuns: 500 },
    );
    expect(scan([...SHEET])).toEqual(whole);
  });
});
