import type { Day } from '../time/business-time.ts';
import { readAmount } from './cell-amounts.ts';
import { readDay } from './cell-days.ts';
import { readExpiry } from './cell-expiry.ts';
import { stripCellGuard } from './cell-guards.ts';
import { describeShape } from './key-pattern.ts';
import type { SheetCell, SheetRow } from './sheet-row.ts';
import { readSidedAmount } from './statement-sides.ts';
import { readStatus } from './status-words.ts';

/** What the values of a column look like in a sample; counts of rows. */
export interface ColumnShape {
  readonly filled: number;
  readonly distinct: number;
  readonly days: number;
  /** The last of them. */
  readonly lastDay: Day | null;
  /** Days, months and lengths of time. */
  readonly validities: number;
  readonly amounts: number;
  readonly links: number;
  readonly mails: number;
  /** Words for whether a key was used or sold; yes and no where the column's name asks for that. */
  readonly statuses: number;
  /** 1, 2, 3 … also as marks of a list: a row number and nothing to keep. */
  readonly isCounter: boolean;
  readonly longest: number;
  /** What all values are built like, such as `D4-4` or, with letters in some of them, `X5-5-5`; null where they differ. */
  readonly build: string | null;
  /** How many characters all values begin with in common, as numbers of one series do; 0 for a single value. */
  readonly common: number;
  readonly hasLetters: boolean;
  /** Three letters or digits in a row, as every code has: words in Chinese have none. */
  readonly codes: number;
  /** Some Chinese in it. */
  readonly words: number;
}

/** Whatever it counts from. */
const ANY_VALIDITY = { countsFrom: '2026-01-01' as Day, unit: 'day' } as const;

/** `1.`, `2、`, `(3)`: how a list is numbered. */
const LIST_MARK = /^(?:(\d{1,5})[.．、)）:：]|[(（[【](\d{1,5})[)）\]】])$/;

function listNumber(text: string): { value: number | null; isMark: boolean } {
  const mark = LIST_MARK.exec(text);
  if (mark) return { value: Number(mark[1] ?? mark[2]), isMark: true };
  return { value: /^\d{1,7}$/.test(text) ? Number(text) : null, isMark: false };
}

/** With whichever decimal mark: what a file uses is told by its separator, which a sample does not show. */
function isAmount(cell: SheetCell): boolean {
  return readSidedAmount(cell).outcome === 'value' || readAmount(cell, { hasDecimalCommas: true }).outcome === 'value';
}

export function describeColumn(rows: readonly SheetRow[], columnIndex: number, name: string): ColumnShape {
  const distinct = new Set<string>();
  let [filled, days, amounts, links, mails, statuses, codes, words, longest] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  const builds = new Set<string>();
  let validities = 0;
  let lastDay: Day | null = null;
  let hasLetters = false;
  let beginning: string | null = null;
  let isCounter = true;
  let previous: number | null = null;
  for (const row of rows) {
    const cell = row.cells[columnIndex];
    if (!cell || cell.kind === 'empty') continue;
    const { text } = stripCellGuard(cell.text);
    if (text === '') continue;
    filled += 1;
    distinct.add(text);
    builds.add(describeShape(text).replace(/[AaDX](\d+)/g, '$1'));
    if (/[0-9A-Za-z]{3}/.test(text)) codes += 1;
    if (/\p{Script=Han}/u.test(text)) words += 1;
    hasLetters ||= /\p{L}/u.test(text);
    beginning = beginning === null ? text : commonBeginning(beginning, text);
    longest = Math.max(longest, text.length);
    const day = readDay(cell);
    if (day.outcome === 'value') {
      days += 1;
      if (lastDay === null || day.value.day > lastDay) lastDay = day.value.day;
    }
    if (readExpiry(cell, ANY_VALIDITY).outcome === 'value') validities += 1;
    if (isAmount(cell)) amounts += 1;
    if (/^https?:\/\/\S+$/i.test(text)) links += 1;
    if (/^[^\s@:]+@[^\s@:]+\.[^\s@:]+$/.test(text)) mails += 1;
    if (readStatus(text, name) !== 'unknown') statuses += 1;
    const { value, isMark } = listNumber(text);
    // A paste of two lists counts from 1 again.
    const isNext = value !== null && (previous === null || isMark ? value <= 1 : false);
    if (!isNext && value !== (previous ?? Number.NaN) + 1) isCounter = false;
    previous = value;
  }
  return {
    filled,
    distinct: distinct.size,
    days,
    lastDay,
    validities,
    amounts,
    links,
    mails,
    statuses,
    isCounter: isCounter && filled > 0,
    longest,
    build: builds.size === 1 ? `${hasLetters ? 'X' : 'D'}${[...builds].join('')}` : null,
    common: distinct.size > 1 ? (beginning ?? '').length : 0,
    hasLetters,
    codes,
    words,
  };
}

function commonBeginning(left: string, right: string): string {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return left.slice(0, length);
}

/** What kind of values columns hold, as one text: by it a text without column names is known again. */
export function kindOfColumns(rows: readonly SheetRow[], width: number): string {
  return Array.from({ length: width }, (_, index) => kindOf(describeColumn(rows, index, ''))).join('');
}

/** `n` numbers of a list, `l` links, `m` mails, `d` days, `x` codes with letters, `9` numbers, `-` nothing. */
function kindOf({ filled, isCounter, links, mails, days, longest, hasLetters }: ColumnShape): string {
  if (filled === 0) return '-';
  if (isCounter && filled > 1) return 'n';
  const isMostly = (count: number): boolean => count >= filled * 0.8;
  if (isMostly(links)) return 'l';
  if (isMostly(mails)) return 'm';
  if (isMostly(days) && longest <= 19) return 'd';
  return hasLetters ? 'x' : '9';
}
