import { stripCellGuard } from './cell-guards.ts';
import { endsAsRounded, isLongNumber, isRoundedColumn, TRUE_DIGITS } from './damage.ts';
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

/** One number may end in zeros by itself, however many: it may begin a series. Two in a row do so by chance alone. */
const TELLING_NUMBERS = 2;
const LEAST_ZEROS = 6;
const CHANCE_DIGITS = 3;

/**
 * So many digits that long numbers in a row lack between them are no chance in a sheet of so many rows: of a thousand such sheets of
 * whole numbers one at most has such a run anywhere.
 */
function tellingZeros(rowCount: number): number {
  return Math.max(LEAST_ZEROS, Math.ceil(Math.log10(Math.max(rowCount, 1))) + CHANCE_DIGITS);
}

/** So many rows wait for the numbers that tell. */
const MOST_HELD = 5_000;

/** Lets rows through in their order, and holds those back that may turn out to be the first ones of a run of rounded numbers. */
export interface RoundedWatch {
  pass(rows: readonly SheetRow[]): readonly SheetRow[];
  /** Those still held at the end of the sheet. */
  rest(): readonly SheetRow[];
}

/**
 * The first rows do not tell of a sheet whose later rows were pasted from another one: a column joins `rounded` where its long
 * numbers, one after the other, are rounded, before the first of them is let through.
 * `rowCount` is about how long the sheet is.
 */
export function createRoundedWatch(
  columnIndexes: readonly number[],
  rounded: Set<number>,
  rowCount: number,
): RoundedWatch {
  const telling = tellingZeros(rowCount);
  const runs = new Map<number, { numbers: number; zeros: number }>();
  let held: SheetRow[] = [];

  function look(row: SheetRow, index: number): void {
    const cell = row.cells[index];
    if (cell === undefined || cell.text.length <= TRUE_DIGITS || rounded.has(index)) return;
    const run = runs.get(index) ?? { numbers: 0, zeros: 0 };
    // Nearly every cell ends here.
    if (run.numbers === 0 && ENDS_OTHERWISE.test(cell.text)) return;
    const [text = ''] = textOf(cell);
    if (endsAsRounded(text)) {
      const numbers = run.numbers + 1;
      const zeros = run.zeros + text.length - TRUE_DIGITS;
      runs.set(index, { numbers, zeros });
      if (numbers < TELLING_NUMBERS || zeros < telling) return;
      rounded.add(index);
      runs.delete(index);
    } else if (isLongNumber(text)) runs.delete(index);
  }

  function letGo(): readonly SheetRow[] {
    const ready = held;
    held = [];
    return ready;
  }

  return {
    pass(rows) {
      const ready: SheetRow[] = [];
      for (const row of rows) {
        for (const index of columnIndexes) look(row, index);
        if (held.length === 0 && runs.size === 0) {
          ready.push(row);
          continue;
        }
        held.push(row);
        if (runs.size === 0 || held.length >= MOST_HELD) ready.push(...letGo());
      }
      return ready;
    },
    rest: letGo,
  };
}

const ENDS_OTHERWISE = /[1-9A-Za-z]$/;

function textOf(cell: SheetCell | undefined): string[] {
  return cell?.kind === 'text' ? [stripCellGuard(cell.text).text] : [];
}
