import { stripCellGuard } from './cell-guards.ts';
import { endsAsRounded, isRoundedColumn } from './damage.ts';
import type { SheetCell, SheetRow } from './sheet-row.ts';

/**
 * Of the columns, those whose long numbers were numbers of a spreadsheet once: saved as text again, they lack the digits from the 16th
 * on. Told by the first rows of the sheet; a number cell says it of itself.
 */
export function roundedColumns(rows: readonly SheetRow[], columnIndexes: readonly number[]): number[] {
  return columnIndexes.filter((index) => isRoundedColumn(rows.flatMap(({ cells }) => textOf(cells[index]))));
}

/** Whether a cell of such a column is one of the numbers that were rounded. */
export function isRoundedCell(cell: SheetCell): boolean {
  return textOf(cell).some(endsAsRounded);
}

function textOf(cell: SheetCell | undefined): string[] {
  return cell?.kind === 'text' ? [stripCellGuard(cell.text).text] : [];
}
