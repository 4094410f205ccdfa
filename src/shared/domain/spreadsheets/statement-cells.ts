import type { Money } from '../money/money.ts';
import { type AmountStyle, readAmount } from './cell-amounts.ts';
import { type DayOptions, readDay } from './cell-days.ts';
import { stripCellGuard } from './cell-guards.ts';
import { readQuantity } from './cell-rates.ts';
import type { CellProblem, CellReading } from './cell-reading.ts';
import { isEmptyMark, plainValueText, rememberReadings } from './cell-text.ts';
import { findIdDamage, type IdDamage } from './damage.ts';
import { findInvisibleCharacters, removeInvisibleCharacters } from './invisible-characters.ts';
import { EMPTY_CELL, type SheetCell, type SheetRow } from './sheet-row.ts';
import { cellNamesOtherCurrency, headerNamesOtherCurrency, namesOtherCurrency } from './stated-currency.ts';
import { LARGEST_STATEMENT_AMOUNT, type MoneyColumns } from './statement-amount.ts';
import type { StatementColumns } from './statement-columns.ts';
import { type AmountSide, readSidedAmount, type SidedAmount } from './statement-sides.ts';

/** How the cells of a statement are read, whatever they come to together. */
export interface StatementCellOptions {
  readonly columns: StatementColumns;
  readonly header?: readonly string[];
  /** What the account is kept in: an amount that names another currency is refused. Left out: none is looked at. */
  readonly accountCurrency?: string;
  readonly dayOptions?: DayOptions;
  readonly amountStyle?: AmountStyle;
}

const MONEY_ROLES = [
  'unitPrice',
  'amount',
  'income',
  'expense',
  'fee',
  'balance',
  'discount',
  'refund',
  'net',
] as const;

export type StatementCells = ReturnType<typeof createStatementCells>;

/** Readers of one statement's cells. What was read before of the same text is remembered. */
export function createStatementCells({
  columns,
  header,
  dayOptions,
  amountStyle,
  accountCurrency = '',
}: StatementCellOptions) {
  const cellAt = (row: SheetRow, index: number | undefined) =>
    index === undefined ? EMPTY_CELL : (row.cells[index] ?? EMPTY_CELL);
  const amountOf = rememberReadings((cell: SheetCell) => readAmount(cell, amountStyle));
  const sidedOf = rememberReadings((cell: SheetCell) => readSidedAmount(cell, amountStyle));
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
    amount: (row: SheetRow, index: number | undefined): CellReading<SidedAmount> => amountOf(cellAt(row, index)),
    sidedAmount: (row: SheetRow, index: number | undefined) => sidedOf(cellAt(row, index)),
    /** The column whose name, cell or currency says that the line is in another currency. */
    foreignColumn: (row: SheetRow, accountCurrency: string): number | undefined => {
      const isForeign = (index: number) => namesOtherCurrency(cellAt(row, index).text, accountCurrency);
      if (columns.currency !== undefined && isOtherWord(cellAt(row, columns.currency).text)) return columns.currency;
      if (foreign !== undefined && cellAt(row, foreign).kind !== 'empty') return foreign;
      return moneyColumns.find((index) => {
        const reading = sidedOf(cellAt(row, index));
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

type SidedColumns = MoneyColumns & {
  readonly amountSide: AmountSide | undefined;
  /** What stands at the balance: `欠950`. */
  readonly balanceMark: AmountSide | undefined;
};

/** Every amount of a row, or the first that cannot be read. */
export function readMoneyColumns(
  row: SheetRow,
  columns: StatementColumns,
  read: Pick<StatementCells, 'amount' | 'sidedAmount'>,
): SidedColumns | { readonly problem: CellProblem; readonly columnIndex: number | undefined } {
  const amounts: { -readonly [Key in (typeof MONEY_ROLES)[number] | 'refunded']?: Money } = {};
  let isAllRefunded = false;
  let amountSide: AmountSide | undefined;
  let balanceMark: AmountSide | undefined;
  for (const role of MONEY_ROLES) {
    const isSided = role === 'amount' || role === 'balance';
    const reading = (isSided ? read.sidedAmount : read.amount)(row, columns[role]);
    if (reading.outcome === 'problem') {
      if (role !== 'amount' || reading.problem !== 'REFUND_WITHOUT_AMOUNT') {
        return { problem: reading.problem, columnIndex: columns[role] };
      }
      // Quantity and price may still tell how much it was.
      isAllRefunded = true;
    }
    if (reading.outcome !== 'value') continue;
    if (Math.abs(reading.value.amount) > LARGEST_STATEMENT_AMOUNT) {
      return { problem: 'AMOUNT_TOO_LARGE', columnIndex: columns[role] };
    }
    amounts[role] = reading.value.amount;
    if (role === 'amount') amountSide = reading.value.side;
    if (role === 'balance') balanceMark = reading.value.side;
    if (reading.value.refunded !== undefined) amounts.refunded = reading.value.refunded;
  }
  return { ...amounts, amountSide, balanceMark, ...(isAllRefunded ? { isAllRefunded } : {}) };
}

/** What a spreadsheet has done to a number (scientific notation, zeros for digits), where it shows. */
export function damageOfId(row: SheetRow, columnIndex: number | undefined): IdDamage | null {
  const cell = columnIndex === undefined ? undefined : row.cells[columnIndex];
  return cell ? findIdDamage(cell.kind, stripCellGuard(cell.text).text) : null;
}

/** A number as it was meant: without guards and marks that nobody sees. */
export function idText(row: SheetRow, columnIndex: number | undefined): string | undefined {
  const cell = columnIndex === undefined ? undefined : row.cells[columnIndex];
  if (!cell || cell.kind === 'empty') return undefined;
  const { text } = stripCellGuard(cell.text);
  const invisible = new Set(findInvisibleCharacters(text).map(({ codePoint }) => codePoint));
  const plain = removeInvisibleCharacters(text, invisible).trim();
  return isEmptyMark(plain) ? undefined : plain;
}

export function valueIn<Value>(reading: CellReading<Value>): Value | undefined {
  return reading.outcome === 'value' ? reading.value : undefined;
}
