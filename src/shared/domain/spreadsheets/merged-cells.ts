import type { SheetCell, SheetRow } from './sheet-row.ts';

/** Rows that one merged cell covers; rows count from 1. */
interface Span {
  readonly firstRow: number;
  readonly lastRow: number;
}

const RANGE = /^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$/i;

/**
 * A cell merged over several rows holds its value in the first of them and nothing in the others, though a person reads it in
 * all. Gives a row back with such values in these columns, each row once and in order; what a covered cell says itself stands.
 * Only for what is said of a row: a card number that covers two rows is no key twice.
 */
export function createMergedFill(
  ranges: readonly string[],
  columnIndexes: readonly number[],
): (row: SheetRow) => SheetRow {
  const columns = [...new Set(columnIndexes)].flatMap((index) => {
    const spans = spansOf(ranges, index);
    return spans.length === 0 ? [] : [createColumnFill(index, spans)];
  });
  if (columns.length === 0) return (row) => row;
  return (row) => columns.reduce((filled, fill) => fill(filled), row);
}

/** Tells whether a row, each asked once and in order, is covered by a cell of this column that is merged over several rows. */
export function createMergedTest(
  ranges: readonly string[],
  columnIndex: number | undefined,
): (rowNumber: number) => boolean {
  const spans = columnIndex === undefined ? [] : spansOf(ranges, columnIndex);
  let at = 0;
  return (rowNumber) => {
    while ((spans[at]?.lastRow ?? rowNumber) < rowNumber) at += 1;
    return (spans[at]?.firstRow ?? rowNumber + 1) <= rowNumber;
  };
}

function createColumnFill(index: number, spans: readonly Span[]): (row: SheetRow) => SheetRow {
  let at = 0;
  let value: SheetCell | null = null;
  return (row) => {
    for (let span = spans[at]; span !== undefined && span.lastRow < row.rowNumber; span = spans[at]) {
      at += 1;
      value = null;
    }
    const span = spans[at];
    if (span === undefined || row.rowNumber < span.firstRow) return row;
    const own = row.cells[index];
    const isOwn = own !== undefined && own.text.trim() !== '';
    if (row.rowNumber === span.firstRow) {
      value = isOwn ? own : null;
      return row;
    }
    return value === null || isOwn ? row : { ...row, cells: withCell(row.cells, index, value) };
  };
}

function withCell(cells: readonly SheetCell[], index: number, value: SheetCell): SheetCell[] {
  const empty: SheetCell = { kind: 'text', text: '' };
  return Array.from({ length: Math.max(cells.length, index + 1) }, (_, at) =>
    at === index ? value : (cells[at] ?? empty),
  );
}

function spansOf(ranges: readonly string[], index: number): Span[] {
  return ranges.flatMap((range) => spanOf(range, index)).sort((a, b) => a.firstRow - b.firstRow);
}

/** The rows that a merged range covers of a column that it begins in. */
function spanOf(range: string, index: number): Span[] {
  const [, letters = '', first = '', , last = ''] = RANGE.exec(range) ?? [];
  const firstRow = Number(first);
  const lastRow = Number(last);
  return letters !== '' && columnIndexOf(letters) === index && lastRow > firstRow ? [{ firstRow, lastRow }] : [];
}

function columnIndexOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
