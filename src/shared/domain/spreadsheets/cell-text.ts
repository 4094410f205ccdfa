import { stripCellGuard } from './cell-guards.ts';
import { type CellReading, EMPTY_READING, problemReading } from './cell-reading.ts';
import { isErrorText } from './damage.ts';
import type { SheetCell } from './sheet-row.ts';

const EMPTY_MARKS = new Set([
  '/',
  '-',
  '--',
  '---',
  '—',
  '——',
  '－',
  '\\',
  '无',
  '空',
  'N/A',
  'n/a',
  'NULL',
  'null',
  'None',
]);

/** Text for reading a value (never a secret): guards off, NFKC, invisible characters out, single spaces. */
export function plainValueText(text: string): string {
  return stripCellGuard(text)
    .text.normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\u00ad]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A column's name as it is shown and compared with a repeated header: guards off, on one line, else as written. */
export function columnNameText(text: string): string {
  return stripCellGuard(text).text.replace(/\s+/g, ' ').trim();
}

/** True for text that people write for "nothing here": empty, `/`, `-`, `无`. */
export function isEmptyMark(plainText: string): boolean {
  return plainText === '' || EMPTY_MARKS.has(plainText);
}

/** What any reader says before it looks at the text: nothing there, or a formula without a usable result. */
export function readEmptyOrBroken<Value>(cell: SheetCell): CellReading<Value> | null {
  if (cell.kind === 'empty') return EMPTY_READING;
  if (cell.kind === 'uncached-formula') return problemReading('FORMULA_WITHOUT_VALUE');
  if (cell.kind === 'error' || (cell.kind === 'text' && isErrorText(cell.text.trim()))) {
    return problemReading('FORMULA_ERROR');
  }
  return null;
}

/** A reader that remembers what it has read: a column of a million rows has few different amounts and days. */
export function rememberReadings<Value>(
  read: (cell: SheetCell) => CellReading<Value>,
  limit = 4096,
): (cell: SheetCell) => CellReading<Value> {
  const readings = new Map<string, CellReading<Value>>();
  let lastCell: SheetCell | null = null;
  let lastReading: CellReading<Value> = EMPTY_READING;
  return (cell) => {
    if (cell.kind === 'empty') return EMPTY_READING;
    // Neighbouring rows mostly hold the same value: comparing is cheaper than hashing.
    if (lastCell && lastCell.text === cell.text && lastCell.kind === cell.kind) return lastReading;
    const key = cell.kind === 'text' ? cell.text : `\u0000${cell.kind}:${cell.text}`;
    let reading = readings.get(key);
    if (!reading) {
      reading = read(cell);
      if (readings.size >= limit) readings.clear();
      readings.set(key, reading);
    }
    lastCell = cell;
    lastReading = reading;
    return reading;
  };
}
