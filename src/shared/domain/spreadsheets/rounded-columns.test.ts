import { describe, expect, it } from 'vitest';
import { createRoundedWatch, isRoundedCell, roundedColumns } from './rounded-columns.ts';
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

describe('a watch over the rest of a sheet', () => {
  const numbersOf = (...texts: string[]) => texts.map((text, index) => rowOf(index + 1, text));
  const named = (rows: readonly SheetRow[]) => rows.map(({ rowNumber }) => rowNumber);

  it('holds a run back until it tells, and lets everything through in its order', () => {
    const rounded = new Set<number>();
    const watch = createRoundedWatch([0], rounded, 1_000_000);
    const rows = numbersOf('6228480402564890123', '6228480402564890000', '12345', "'6228480402564900000", 'ABC');
    expect(named(watch.pass(rows))).toEqual([1]);
    expect([...rounded]).toEqual([]);
    expect(named(watch.pass([rowOf(6, '6228480402564910000\t'), rowOf(7, 'X')]))).toEqual([2, 3, 4, 5, 6, 7]);
    expect([...rounded]).toEqual([0]);
    expect(watch.rest()).toEqual([]);
  });

  it('needs two numbers only, where the sheet is so short that chance does not make them', () => {
    const two = ['6228480402564890123', '6228480402564890000', '6228480402564900000', '6228480402564890124'];
    const tell = (rowCount: number, texts: readonly string[]) => {
      const rounded = new Set<number>();
      createRoundedWatch([0], rounded, rowCount).pass(numbersOf(...texts));
      return [...rounded];
    };
    expect(tell(300, two)).toEqual([0]);
    expect(tell(1_000_000, two)).toEqual([]);
    // The first of a series ends in zeros by right, however many they are.
    expect(tell(300, ['1234567890123450000000000', '1234567890123450000000001'])).toEqual([]);
    expect(tell(300, ['62284804025648900', '62284804025649000', '62284804025649001'])).toEqual([]);
  });

  it('takes no chance zeros for it, nor numbers that say otherwise in between', () => {
    const rounded = new Set<number>();
    const watch = createRoundedWatch([0], rounded, 1_000_000);
    const honest = ['6228480402564890', '6228480402564910', '6228480402564920', '6228480402564923'];
    expect(named(watch.pass(numbersOf(...honest)))).toEqual([1, 2, 3, 4]);
    const broken = ['6228480402564890000', '6228480402564900000', '6228480402564900001', '6228480402564910000'];
    expect(named(watch.pass(numbersOf(...broken)))).toEqual([1, 2, 3]);
    expect(named(watch.rest())).toEqual([4]);
    expect([...rounded]).toEqual([]);
  });
});
