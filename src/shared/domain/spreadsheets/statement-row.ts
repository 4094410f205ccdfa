import { type Money, money, negateMoney } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import { type AmountStyle, readAmount } from './cell-amounts.ts';
import { type CellDay, type DayOptions, readDay } from './cell-days.ts';
import { stripCellGuard } from './cell-guards.ts';
import { readQuantity } from './cell-rates.ts';
import type { CellProblem, CellReading } from './cell-reading.ts';
import { columnNameText, isEmptyMark, plainValueText, rememberReadings } from './cell-text.ts';
import { findIdDamage, type IdDamage } from './damage.ts';
import { findInvisibleCharacters, removeInvisibleCharacters } from './invisible-characters.ts';
import { createMergedFill } from './merged-cells.ts';
import { EMPTY_CELL, type SheetCell, type SheetRow } from './sheet-row.ts';
import { cellNamesOtherCurrency, headerNamesOtherCurrency, namesOtherCurrency } from './stated-currency.ts';
import { type AmountConvention, type MoneyColumns, type StatementWarning, settleAmount } from './statement-amount.ts';
import {
  isWithoutEffect,
  kindOfNote,
  kindOfType,
  type MoneyDirection,
  readDirection,
  type StatementLineKind,
} from './statement-words.ts';
import { firstFilledCell, isBalanceLabel, isCommentText, isRuleLine, isSummaryText, isTotalLabel } from './trailers.ts';

/** Where a statement holds what; indexes count from 0. */
export type StatementColumns = {
  readonly [Role in
    | 'occurredOn'
    | 'externalNumber'
    | 'ourNumber'
    | 'product'
    | 'quantity'
    | 'unitPrice'
    | 'amount'
    | 'income'
    | 'expense'
    | 'direction'
    | 'type'
    | 'balance'
    | 'currency'
    | 'fee'
    | 'status'
    | 'remark']?: number;
};

export interface StatementRowOptions {
  readonly columns: StatementColumns;
  readonly header?: readonly string[];
  readonly convention?: AmountConvention;
  /** Whether the sheet writes expenses without a minus. Default false: not known. */
  readonly hasPlainExpenses?: boolean;
  /** For a line whose type is not named. Default `purchase`. */
  readonly defaultKind?: StatementLineKind;
  readonly includesHiddenRows?: boolean;
  /** What the account is kept in: an amount that names another currency is refused. Left out: none is looked at. */
  readonly accountCurrency?: string;
  readonly dayOptions?: DayOptions;
  readonly amountStyle?: AmountStyle;
  /** `A2:A5`: a day merged over several lines is the day of each. */
  readonly mergedRanges?: readonly string[];
}

export type StatementRefusal =
  | CellProblem
  | IdDamage
  | 'HIDDEN_ROW'
  | 'AMOUNT_MISSING'
  | 'CURRENCY_DIFFERS'
  | 'DATE_EMPTY'
  | 'WITHOUT_EFFECT'
  | 'DIRECTION_UNKNOWN';

export interface StatementLine {
  readonly verdict: 'accepted';
  readonly rowNumber: number;
  readonly kind: StatementLineKind;
  /** Null where the statement has no day for the line (a sum per product, an opening balance). */
  readonly occurredOn: Day | null;
  readonly occurredTime?: string;
  readonly externalNumber?: string;
  readonly ourNumber?: string;
  readonly product?: string;
  readonly quantity?: number;
  readonly unitPrice?: Money;
  /** Effect on our prepaid balance with the supplier: purchases and fees negative, payments and refunds positive. */
  readonly amount: Money;
  /** `131.77(已退款89.84)`: what the same cell says went back; {@link refundLineOf} makes a line of it. */
  readonly refunded?: Money;
  readonly fee?: Money;
  /** As stated, with the statement's own sign. */
  readonly balance?: Money;
  readonly remark?: string;
  readonly warnings: readonly StatementWarning[];
}

export interface SkippedStatementRow {
  readonly verdict: 'skipped';
  readonly reason: 'blank' | 'summary' | 'repeated-header' | 'comment';
}

export interface RefusedStatementRow {
  readonly verdict: 'refused';
  readonly rowNumber: number;
  readonly reason: StatementRefusal;
  readonly columnIndex: number | null;
}

export type StatementRowVerdict = StatementLine | SkippedStatementRow | RefusedStatementRow;

/** Makes the judge of one statement's rows. */
export function createStatementRowJudge(options: StatementRowOptions): (row: SheetRow) => StatementRowVerdict {
  const readers = createReaders(options);
  const { occurredOn } = options.columns;
  const fillDay = createMergedFill(options.mergedRanges ?? [], occurredOn === undefined ? [] : [occurredOn]);
  return (row) => {
    const dated = fillDay(row);
    const skipped = judgeSkipped(row, options);
    if (skipped) return skipped;
    const cells = readLineCells(dated, options, readers);
    return 'reason' in cells ? cells : toStatementLine(row, cells, options);
  };
}

interface LineCells extends MoneyColumns {
  readonly quantity?: number;
  readonly day?: CellDay;
  readonly product: string;
  readonly remark: string;
  readonly type: string;
  readonly direction: MoneyDirection | null | undefined;
}

/** Reads every mapped cell of a line, or says which one cannot be read. */
function readLineCells(
  row: SheetRow,
  { columns, includesHiddenRows, accountCurrency }: StatementRowOptions,
  read: ReturnType<typeof createReaders>,
): LineCells | RefusedStatementRow {
  if (row.isHidden && !includesHiddenRows) return refuse(row, 'HIDDEN_ROW');
  if (isWithoutEffect(read.text(row, columns.status))) return refuse(row, 'WITHOUT_EFFECT', columns.status);
  const quantity = read.quantity(row, columns.quantity);
  if (quantity.outcome === 'problem') return refuse(row, quantity.problem, columns.quantity);
  const amounts = readMoneyColumns(row, columns, read.amount);
  if ('problem' in amounts) return refuse(row, amounts.problem, amounts.columnIndex);
  const foreignColumn = accountCurrency === undefined ? undefined : read.foreignColumn(row, accountCurrency);
  if (foreignColumn !== undefined) return refuse(row, 'CURRENCY_DIFFERS', foreignColumn);
  const day = read.day(row, columns.occurredOn);
  if (day.outcome === 'problem') return refuse(row, day.problem, columns.occurredOn);
  for (const columnIndex of [columns.externalNumber, columns.ourNumber]) {
    const damage = damageOfId(row, columnIndex);
    if (damage) return refuse(row, damage, columnIndex);
  }
  return {
    ...amounts,
    quantity: valueIn(quantity),
    day: valueIn(day),
    product: read.text(row, columns.product),
    remark: read.text(row, columns.remark),
    type: read.text(row, columns.type),
    direction:
      columns.direction === undefined
        ? undefined
        : readDirection(plainValueText(row.cells[columns.direction]?.text ?? '')),
  };
}

function toStatementLine(
  row: SheetRow,
  cells: LineCells,
  { columns, convention = 'unsigned', hasPlainExpenses, defaultKind = 'purchase' }: StatementRowOptions,
): StatementLine | RefusedStatementRow {
  const hasDetail = cells.quantity !== undefined || cells.unitPrice !== undefined;
  const isBalanceRow = isBalanceLabel(firstFilledCell(row)?.text ?? '') && standsAlone(row, columns);
  const noted = isBalanceRow ? 'closing' : kindOfNote(cells.product || cells.remark, hasDetail);
  const namedKind = kindOfType(cells.type) ?? noted;
  const settled = settleAmount({
    ...cells,
    quantity: cells.quantity,
    namedKind,
    convention,
    hasPlainExpenses,
    defaultKind,
  });
  if (settled === 'DIRECTION_UNKNOWN') return refuse(row, settled, columns.direction);
  if (settled === 'AMOUNT_MISSING') {
    return refuse(row, cells.isAllRefunded ? 'REFUND_WITHOUT_AMOUNT' : settled, columns.amount);
  }
  const refunded = cells.isAllRefunded ? money(Math.abs(settled.amount)) : cells.refunded;
  const isBalance = settled.kind === 'opening' || settled.kind === 'closing';
  if (columns.occurredOn !== undefined && !cells.day && !isBalance)
    return refuse(row, 'DATE_EMPTY', columns.occurredOn);
  return {
    verdict: 'accepted',
    rowNumber: row.rowNumber,
    kind: settled.kind,
    occurredOn: cells.day?.day ?? null,
    occurredTime: cells.day?.time,
    externalNumber: idText(row, columns.externalNumber),
    ourNumber: idText(row, columns.ourNumber),
    product: cells.product || undefined,
    quantity: cells.quantity,
    unitPrice: cells.unitPrice,
    amount: settled.amount,
    refunded,
    fee: cells.fee,
    balance: cells.balance,
    remark: cells.remark || undefined,
    warnings: settled.warnings,
  };
}

/**
 * The refund that an amount's cell speaks of, as a line of its own: our books hold the purchase and its refund as two entries
 * too, and each is matched by its own amount. Null where the cell speaks of none.
 */
export function refundLineOf(line: StatementLine): StatementLine | null {
  const { refunded, amount } = line;
  if (refunded === undefined || refunded === 0) return null;
  const effect = amount < 0 ? refunded : negateMoney(refunded);
  return {
    ...line,
    kind: effect > 0 ? 'refund' : line.kind,
    amount: effect,
    quantity: undefined,
    unitPrice: undefined,
    refunded: undefined,
    fee: undefined,
    balance: undefined,
    warnings: [],
  };
}

function refuse(row: SheetRow, reason: StatementRefusal, columnIndex?: number): RefusedStatementRow {
  return { verdict: 'refused', rowNumber: row.rowNumber, reason, columnIndex: columnIndex ?? null };
}

const MONEY_ROLES = ['unitPrice', 'amount', 'income', 'expense', 'fee', 'balance'] as const;

function createReaders({ columns, header, dayOptions, amountStyle, accountCurrency = '' }: StatementRowOptions) {
  const cellAt = (row: SheetRow, index: number | undefined) =>
    index === undefined ? EMPTY_CELL : (row.cells[index] ?? EMPTY_CELL);
  const amountOf = rememberReadings((cell: SheetCell) => readAmount(cell, amountStyle));
  const moneyColumns = MONEY_ROLES.flatMap((role) => columns[role] ?? []);
  const foreign = moneyColumns.find((index) => headerNamesOtherCurrency(header?.[index] ?? '', accountCurrency));
  const words = new Map<string, boolean>();
  const isOtherWord = (text: string): boolean => {
    const isOther = words.get(text) ?? cellNamesOtherCurrency(text, accountCurrency);
    words.set(text, isOther);
    return isOther;
  };
  const dayTextOf = rememberReadings((cell: SheetCell) => readDay(cell, dayOptions));
  return {
    amount: (row: SheetRow, index: number | undefined) => amountOf(cellAt(row, index)),
    /** The column whose name, cell or currency says that the line is in another currency. */
    foreignColumn: (row: SheetRow, accountCurrency: string): number | undefined => {
      const isForeign = (index: number) => namesOtherCurrency(cellAt(row, index).text, accountCurrency);
      if (columns.currency !== undefined && isOtherWord(cellAt(row, columns.currency).text)) return columns.currency;
      if (foreign !== undefined && cellAt(row, foreign).kind !== 'empty') return foreign;
      return moneyColumns.find((index) => {
        const reading = amountOf(cellAt(row, index));
        return reading.outcome === 'value' && reading.value.currency !== undefined && isForeign(index);
      });
    },
    day: (row: SheetRow, index: number | undefined) => dayTextOf(cellAt(row, index)),
    quantity: (row: SheetRow, index: number | undefined) => readQuantity(cellAt(row, index), amountStyle),
    text: (row: SheetRow, index: number | undefined) => {
      const text = plainValueText(cellAt(row, index).text);
      return isEmptyMark(text) ? '' : text;
    },
  };
}

function readMoneyColumns(
  row: SheetRow,
  columns: StatementColumns,
  read: (row: SheetRow, index: number | undefined) => ReturnType<typeof readAmount>,
): MoneyColumns | { readonly problem: CellProblem; readonly columnIndex: number | undefined } {
  const amounts: { -readonly [Key in (typeof MONEY_ROLES)[number] | 'refunded']?: Money } = {};
  let isAllRefunded = false;
  for (const role of MONEY_ROLES) {
    const reading = read(row, columns[role]);
    if (reading.outcome === 'problem') {
      if (role !== 'amount' || reading.problem !== 'REFUND_WITHOUT_AMOUNT') {
        return { problem: reading.problem, columnIndex: columns[role] };
      }
      // Quantity and price may still tell how much it was.
      isAllRefunded = true;
    }
    if (reading.outcome !== 'value') continue;
    amounts[role] = reading.value.amount;
    if (reading.value.refunded !== undefined) amounts.refunded = reading.value.refunded;
  }
  return isAllRefunded ? { ...amounts, isAllRefunded } : amounts;
}

function judgeSkipped(row: SheetRow, { header, columns }: StatementRowOptions): SkippedStatementRow | null {
  const first = firstFilledCell(row);
  if (!first) return { verdict: 'skipped', reason: 'blank' };
  if (isRuleLine(first.text)) return { verdict: 'skipped', reason: 'comment' };
  if (
    isSummaryText(first.text) ||
    (isTotalLabel(first.text) && standsAlone(row, columns)) ||
    isTotalAside(row, columns)
  )
    return { verdict: 'skipped', reason: 'summary' };
  if (header && first.filledCount > 1) {
    const isHeader = row.cells.every((cell, index) => {
      const text = columnNameText(cell.text);
      return text === '' || text === header[index];
    });
    if (isHeader) return { verdict: 'skipped', reason: 'repeated-header' };
  }
  return isCommentText(first.text) ? { verdict: 'skipped', reason: 'comment' } : null;
}

/** A total whose word stands behind its amount, in the column of the type, product or remark, where lines have a day. */
function isTotalAside(row: SheetRow, columns: StatementColumns): boolean {
  if (columns.occurredOn === undefined) return false;
  return [columns.type, columns.product, columns.remark].some(
    (index) => index !== undefined && isSummaryText(row.cells[index]?.text ?? '') && standsAlone(row, columns, index),
  );
}

/** Whether nothing but a label and amounts stands in a row: no day, number, type or price. */
function standsAlone(row: SheetRow, columns: StatementColumns, label = firstFilledCell(row)?.columnIndex): boolean {
  const { occurredOn, externalNumber, ourNumber, type, unitPrice } = columns;
  return [occurredOn, externalNumber, ourNumber, type, unitPrice].every(
    (index) => index === undefined || index === label || isEmptyMark(plainValueText(row.cells[index]?.text ?? '')),
  );
}

function damageOfId(row: SheetRow, columnIndex: number | undefined): IdDamage | null {
  const cell = columnIndex === undefined ? undefined : row.cells[columnIndex];
  return cell ? findIdDamage(cell.kind, stripCellGuard(cell.text).text) : null;
}

function idText(row: SheetRow, columnIndex: number | undefined): string | undefined {
  const cell = columnIndex === undefined ? undefined : row.cells[columnIndex];
  if (!cell || cell.kind === 'empty') return undefined;
  const { text } = stripCellGuard(cell.text);
  const invisible = new Set(findInvisibleCharacters(text).map(({ codePoint }) => codePoint));
  const plain = removeInvisibleCharacters(text, invisible).trim();
  return isEmptyMark(plain) ? undefined : plain;
}

function valueIn<Value>(reading: CellReading<Value>): Value | undefined {
  return reading.outcome === 'value' ? reading.value : undefined;
}
