/**
 * What a cell of a supplier's sheet held, as it stood in the file.
 *
 * `text` is never a rendering: of a `number` it is the raw digits in the file (`0.1`, `1.23457E+15`, 20 digits), read
 * before any double is made of them; of a `date` the ISO text (`2026-12-31` or `2026-12-31T10:00:05`); of a `boolean`
 * `TRUE` or `FALSE`; of an `error` the code (`#N/A`); of `uncached-formula` and `empty` the empty string.
 */
export type CellKind = 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'error' | 'uncached-formula';

export interface SheetCell {
  readonly kind: CellKind;
  readonly text: string;
}

export interface SheetRow {
  /** The number that Excel or a text editor shows for the row, from 1. */
  readonly rowNumber: number;
  readonly isHidden: boolean;
  /** From column A on; trailing empty cells may be missing. */
  readonly cells: readonly SheetCell[];
}

export const EMPTY_CELL: SheetCell = { kind: 'empty', text: '' };
