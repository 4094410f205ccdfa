import type { Day } from '../time/business-time.ts';
import { type DayOptions, readDay } from './cell-days.ts';
import { stripCellGuard } from './cell-guards.ts';
import type { CellProblem } from './cell-reading.ts';
import { columnNameText, plainValueText } from './cell-text.ts';
import { findIdDamage, type IdDamage } from './damage.ts';
import { findInvisibleCharacters, removeInvisibleCharacters } from './invisible-characters.ts';
import { EMPTY_CELL, type SheetCell, type SheetRow } from './sheet-row.ts';
import { readStatus, type StatusChoice, type StatusMeaning, shownStatus } from './status-words.ts';
import { firstFilledCell, isCommentText, isRuleLine, isSummaryText } from './trailers.ts';

export interface StockTakeColumns {
  readonly cardNumber?: number;
  readonly secret?: number;
  readonly status?: number;
  readonly usedOn?: number;
}

export interface StockTakeOptions {
  readonly columns: StockTakeColumns;
  readonly header?: readonly string[];
  /** By the word as {@link plainValueText} gives it. */
  readonly statusMeanings?: ReadonlyMap<string, StatusChoice>;
  readonly dayOptions?: DayOptions;
}

/** What a supplier says of one key. Where the list has no status column, every number in it counts as `used`. */
export interface StockTakeLine {
  readonly verdict: 'accepted';
  readonly rowNumber: number;
  readonly cardNumber?: string;
  readonly secret?: string;
  readonly meaning: Exclude<StatusMeaning, 'unknown'>;
  readonly usedOn?: Day;
}

export type StockTakeVerdict =
  | StockTakeLine
  | { readonly verdict: 'skipped'; readonly reason: 'blank' | 'summary' | 'comment' | 'repeated-header' | 'ignored' }
  | {
      readonly verdict: 'refused';
      readonly rowNumber: number;
      readonly reason: 'NUMBER_MISSING' | 'STATUS_UNKNOWN' | IdDamage | CellProblem;
      readonly columnIndex: number | null;
      /** With STATUS_UNKNOWN: the word, where it may be named. */
      readonly statusText?: string;
    };

/** Makes the judge of a supplier's status list. A day of use without a status means used. */
export function createStockTakeJudge(options: StockTakeOptions): (row: SheetRow) => StockTakeVerdict {
  const { columns, header = [] } = options;
  return (row) => {
    const first = firstFilledCell(row);
    if (!first) return { verdict: 'skipped', reason: 'blank' };
    if (isSummaryText(first.text)) return { verdict: 'skipped', reason: 'summary' };
    if (isRuleLine(first.text) || isCommentText(first.text)) return { verdict: 'skipped', reason: 'comment' };
    const cellAt = (index: number | undefined) => (index === undefined ? EMPTY_CELL : (row.cells[index] ?? EMPTY_CELL));
    const place = columns.cardNumber ?? columns.secret;
    if (place !== undefined && header[place] && columnNameText(cellAt(place).text) === header[place]) {
      return { verdict: 'skipped', reason: 'repeated-header' };
    }
    const refuse = (
      reason: 'NUMBER_MISSING' | 'STATUS_UNKNOWN' | IdDamage | CellProblem,
      columnIndex: number | undefined,
    ) => ({ verdict: 'refused', rowNumber: row.rowNumber, reason, columnIndex: columnIndex ?? null }) as const;
    for (const columnIndex of [columns.cardNumber, columns.secret]) {
      const cell = cellAt(columnIndex);
      const damage = findIdDamage(cell.kind, stripCellGuard(cell.text).text);
      if (damage) return refuse(damage, columnIndex);
    }
    const cardNumber = keyText(cellAt(columns.cardNumber));
    const secret = keyText(cellAt(columns.secret));
    if (!cardNumber && !secret) return refuse('NUMBER_MISSING', place);
    const day = readDay(cellAt(columns.usedOn), options.dayOptions);
    const usedOn = day.outcome === 'value' ? day.value.day : undefined;
    // Which day it was matters little beside that there is one, or that the status says it: a used key is not left for sale.
    const isSomeDay = day.outcome === 'problem' && SOME_DAY.has(day.problem);
    const status = cellAt(columns.status);
    if (day.outcome === 'problem' && !isSomeDay && plainValueText(status.text) === '') {
      return refuse(day.problem, columns.usedOn);
    }
    const meaning = meaningOf(status, options, usedOn !== undefined || isSomeDay);
    if (meaning === 'ignore') return { verdict: 'skipped', reason: 'ignored' };
    if (meaning === 'unknown') {
      const statusText = shownStatus(status.text);
      return { ...refuse('STATUS_UNKNOWN', columns.status), statusText };
    }
    return { verdict: 'accepted', rowNumber: row.rowNumber, cardNumber, secret, meaning, usedOn };
  };
}

/** It cannot be told which day is meant, but that one is. */
const SOME_DAY: ReadonlySet<CellProblem> = new Set(['DAY_MONTH_AMBIGUOUS', 'TIMESTAMP_NOT_A_DAY']);

function meaningOf(
  cell: SheetCell,
  { columns, header, statusMeanings }: StockTakeOptions,
  hasDay: boolean,
): StatusMeaning | StatusChoice {
  const word = plainValueText(cell.text);
  if (columns.status === undefined) return columns.usedOn === undefined || hasDay ? 'used' : 'sellable';
  if (word === '') return hasDay ? 'used' : 'unknown';
  return statusMeanings?.get(word) ?? readStatus(word, header?.[columns.status] ?? '');
}

/** A number to look a key up by: invisible characters are left out, since nothing is stored from here. */
function keyText(cell: SheetCell): string | undefined {
  if (cell.kind === 'empty') return undefined;
  const { text } = stripCellGuard(cell.text);
  const invisible = new Set(findInvisibleCharacters(text).map(({ codePoint }) => codePoint));
  return removeInvisibleCharacters(text, invisible).trim() || undefined;
}
