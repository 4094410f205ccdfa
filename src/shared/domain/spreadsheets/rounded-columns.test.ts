import { describe, expect, it } from 'vitest';
import { isRoundedCell, roundedColumns } from './rounded-columns.ts';
import type { CellKind, SheetRow } from './sheet-row.ts';

function rowOf(rowNumber: number, ...texts: readonly string[]): SheetRow {
  return { rowNumber, isHidden: false, cells: texts.map((text) => ({ kind: 'text' as CellKind, text })) };
}

describe('columns that a spreadsheet has rounded', () => {
  it('are told by their long numbers, guards taken off, whatever short ones stand between', () => {
    const rows = [
      rowOf(2, '6228480402564890000', '123456789012345678'),
      rowOf(3, "'6228480402564900000", '123456789012345670'),
      rowOf(4, '123', '123456789012345680'),
      rowOf(5, '6228480402564910000\t', '123456789012345690'),
    ];
    expect(roundedColumns(rows, [0, 1])).toEqual([0]);
    expect(roundedColumns(rows.slice(0, 2), [0, 1])).toEqual([]);
    expect(roundedColumns(rows, [2])).toEqual([]);
  });

  it('hold cells that are rounded, and others', () => {
    expect(isRoundedCell({ kind: 'text', text: '6228480402564890000' })).toBe(true);
    expect(isRoundedCell({ kind: 'text', text: '6228480402564890001' })).toBe(false);
    expect(isRoundedCell({ kind: 'text', text: '100000000000000' })).toBe(false);
    expect(isRoundedCell({ kind: 'text', text: 'AB00000000000000000' })).toBe(false);
  });
});
