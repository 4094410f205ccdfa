import { describe, expect, it } from 'vitest';
import { createMergedFill } from './merged-cells.ts';
import type { SheetRow } from './sheet-row.ts';

function rowOf(rowNumber: number, ...texts: readonly string[]): SheetRow {
  return { rowNumber, isHidden: false, cells: texts.map((text) => ({ kind: 'text', text })) };
}
const textsOf = (row: SheetRow) => row.cells.map(({ text }) => text);

describe('cells merged over several rows', () => {
  it('are read in every row that they cover, in the columns asked for alone', () => {
    const fill = createMergedFill(['A2:A4', 'B2:B3', 'C5:D6', 'AB2:AB3'], [0, 2]);
    const rows = [
      rowOf(2, '11-01', 'K1', 'x'),
      rowOf(3, '', '', 'y'),
      rowOf(4),
      rowOf(5, '11-02', 'K3', 'z'),
      rowOf(6, ''),
    ];
    expect(rows.map((row) => textsOf(fill(row)))).toEqual([
      ['11-01', 'K1', 'x'],
      ['11-01', '', 'y'],
      ['11-01'],
      ['11-02', 'K3', 'z'],
      ['', '', 'z'],
    ]);
  });

  it('leave what a covered cell says itself, and say nothing where their first row was not read', () => {
    const fill = createMergedFill(['A2:A4', 'A6:A7'], [0]);
    const rows = [rowOf(2, '11-01'), rowOf(3, '11-09'), rowOf(4, ' '), rowOf(7, '')];
    expect(rows.map((row) => textsOf(fill(row)))).toEqual([['11-01'], ['11-09'], ['11-01'], ['']]);
  });
});
