import { columnNameText, isEmptyMark, plainValueText } from './cell-text.ts';
import type { SheetRow } from './sheet-row.ts';
import type { StatementColumns } from './statement-columns.ts';
import { kindOfNote } from './statement-words.ts';
import {
  firstFilledCell,
  isBalanceLabel,
  isCommentText,
  isLoneNote,
  isPageCarry,
  isPeriodTotal,
  isRuleLine,
  isSignatureLine,
  isSummaryText,
  isTotalLabel,
} from './trailers.ts';

export interface SkippedStatementRow {
  readonly verdict: 'skipped';
  readonly reason: 'blank' | 'summary' | 'repeated-header' | 'comment';
}

/** What is no line of a statement, and of which kind it is; null for a line. */
export function judgeSkipped(
  row: SheetRow,
  { header, columns }: { readonly header?: readonly string[]; readonly columns: StatementColumns },
): SkippedStatementRow | null {
  const first = firstFilledCell(row);
  if (!first) return { verdict: 'skipped', reason: 'blank' };
  if (isRuleLine(first.text)) return { verdict: 'skipped', reason: 'comment' };
  if (
    isSummaryText(first.text) ||
    (isTotalLabel(first.text) && standsAlone(row, columns)) ||
    isTotalAside(row, columns) ||
    isDatedTotal(row, columns) ||
    isPageEnd(row, columns)
  )
    return { verdict: 'skipped', reason: 'summary' };
  if (header && first.filledCount > 1) {
    const isHeader = row.cells.every((cell, index) => {
      const text = columnNameText(cell.text);
      return text === '' || text === header[index];
    });
    if (isHeader) return { verdict: 'skipped', reason: 'repeated-header' };
  }
  const isComment = isCommentText(first.text) || (first.columnIndex === columns.occurredOn && isAroundTheList(first));
  return isComment ? { verdict: 'skipped', reason: 'comment' } : null;
}

/** A total whose word stands behind its amount, in the column of the type, product or remark, where lines have a day. */
function isTotalAside(row: SheetRow, columns: StatementColumns): boolean {
  if (columns.occurredOn === undefined) return false;
  return [columns.type, columns.product, columns.remark].some(
    (index) => index !== undefined && isSummaryText(row.cells[index]?.text ?? '') && standsAlone(row, columns, index),
  );
}

/** A total of a day or month beside the day it was drawn up, as ledgers write it: `2026-10-31 | 本月合计`. */
function isDatedTotal(row: SheetRow, columns: StatementColumns): boolean {
  const { occurredOn, externalNumber, ourNumber, unitPrice, product, type, remark } = columns;
  const isEmpty = (index: number | undefined) =>
    index === undefined || isEmptyMark(plainValueText(row.cells[index]?.text ?? ''));
  if (isEmpty(occurredOn) || ![externalNumber, ourNumber, unitPrice].every(isEmpty)) return false;
  const words = [product, type, remark].filter((index) => !isEmpty(index));
  return words.length === 1 && isPeriodTotal(row.cells[words[0] ?? -1]?.text ?? '');
}

/** `过次页`: what a page came to is written once more, and the next one begins with it. */
function isPageEnd(row: SheetRow, { occurredOn, product, type, remark }: StatementColumns): boolean {
  return [occurredOn, product, type, remark].some((index) => {
    const text = index === undefined ? '' : (row.cells[index]?.text ?? '');
    return isPageCarry(text) && balanceKindOf(plainValueText(text)) === undefined;
  });
}

/** What stands where the days are and is none: titles, page numbers and signatures. */
function isAroundTheList({ text, filledCount }: { text: string; filledCount: number }): boolean {
  return isSignatureLine(text) || (filledCount === 1 && isLoneNote(text));
}

/** Whether nothing but a label and amounts stands in a row: no day, number, type or price. */
export function standsAlone(
  row: SheetRow,
  columns: StatementColumns,
  label = firstFilledCell(row)?.columnIndex,
): boolean {
  const { occurredOn, externalNumber, ourNumber, type, unitPrice } = columns;
  return [occurredOn, externalNumber, ourNumber, type, unitPrice].every(
    (index) => index === undefined || index === label || isEmptyMark(plainValueText(row.cells[index]?.text ?? '')),
  );
}

/** Which balance a label speaks of, wherever it stands: `上期欠款`. */
export function balanceKindOf(label: string): 'opening' | 'closing' | undefined {
  const kind = isBalanceLabel(label) ? 'closing' : kindOfNote(label, false);
  return kind === 'opening' || kind === 'closing' ? kind : undefined;
}
