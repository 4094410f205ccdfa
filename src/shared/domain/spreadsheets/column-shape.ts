import { readAmount } from './cell-amounts.ts';
import { readDay } from './cell-days.ts';
import { stripCellGuard } from './cell-guards.ts';
import type { SheetCell, SheetRow } from './sheet-row.ts';
import { readStatus } from './status-words.ts';

/** What the values of a column look like in a sample; counts of rows. */
export interface ColumnShape {
  readonly filled: number;
  readonly distinct: number;
  readonly days: number;
  readonly amounts: number;
  readonly links: number;
  readonly mails: number;
  /** Words for whether a key was used or sold; yes and no where the column's name asks for that. */
  readonly statuses: number;
  /** 1, 2, 3 … or marks of a list: a row number and nothing to keep. */
  readonly isCounter: boolean;
  readonly longest: number;
}

/** `1.`, `2、`, `(3)`: how a list is numbered, whatever the numbers. */
const LIST_MARK = /^(?:\d{1,5}[.．、)）:：]|[(（[【]\d{1,5}[)）\]】])$/;

/** With whichever decimal mark: what a file uses is told by its separator, which a sample does not show. */
function isAmount(cell: SheetCell): boolean {
  return readAmount(cell).outcome === 'value' || readAmount(cell, { hasDecimalCommas: true }).outcome === 'value';
}

export function describeColumn(rows: readonly SheetRow[], columnIndex: number, name: string): ColumnShape {
  const distinct = new Set<string>();
  let [filled, days, amounts, links, mails, statuses, longest] = [0, 0, 0, 0, 0, 0, 0];
  let isCounter = true;
  let previous: number | null = null;
  for (const row of rows) {
    const cell = row.cells[columnIndex];
    if (!cell || cell.kind === 'empty') continue;
    const { text } = stripCellGuard(cell.text);
    if (text === '') continue;
    filled += 1;
    distinct.add(text);
    longest = Math.max(longest, text.length);
    if (readDay(cell).outcome === 'value') days += 1;
    if (isAmount(cell)) amounts += 1;
    if (/^https?:\/\/\S+$/i.test(text)) links += 1;
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) mails += 1;
    if (readStatus(text, name) !== 'unknown') statuses += 1;
    const value = /^\d{1,7}$/.test(text) ? Number(text) : null;
    if (!LIST_MARK.test(text) && (value === null || (previous === null ? value > 1 : value !== previous + 1)))
      isCounter = false;
    previous = value;
  }
  return {
    filled,
    distinct: distinct.size,
    days,
    amounts,
    links,
    mails,
    statuses,
    isCounter: isCounter && filled > 0,
    longest,
  };
}
