import { type Context, today } from '#core/context.ts';
import { invalidValue, Refusal } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { SheetFileDescription } from '#core/spreadsheets/sheet-source.ts';
import { requireSupplier } from '#core/suppliers/suppliers.lookup.ts';
import type { StatementSettings } from '#shared/contract/reconciliation.contract.ts';
import type { SkuId, StatementId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { type AmountStyle, amountStyleOf, readAmount } from '#shared/domain/spreadsheets/cell-amounts.ts';
import { showsCutDays } from '#shared/domain/spreadsheets/cell-days.ts';
import type { StatementRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import { describeHeader } from '#shared/domain/spreadsheets/header-row.ts';
import { EMPTY_CELL, type SheetCell } from '#shared/domain/spreadsheets/sheet-row.ts';
import type { AmountConvention } from '#shared/domain/spreadsheets/statement-amount.ts';
import type { StatementColumns } from '#shared/domain/spreadsheets/statement-columns.ts';
import { sideOfPlainBalances } from '#shared/domain/spreadsheets/statement-sides.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { requireNotFarAhead } from './closed-months.ts';

/** What the thread that reads a statement has to know; plain data. */
export interface StatementPlan {
  /** Null in a dry run: nothing is written. */
  readonly statementId: StatementId | null;
  readonly supplierId: SupplierId;
  /** Where a balance of no known meaning is what we owe and not what we prepaid. */
  readonly isOnCredit: boolean;
  /** What the account is kept in. */
  readonly accountCurrency: string;
  readonly sheet: string;
  readonly header: readonly string[];
  readonly headerRowNumber: number | null;
  readonly columns: StatementColumns;
  readonly convention: AmountConvention;
  /** Whether the rows that were looked at write an expense without a minus. */
  readonly hasPlainExpenses: boolean;
  /** Whose a balance without a word is, where others say `欠` or `余`; see the row's judge. */
  readonly plainBalanceSide?: 'owed' | 'prepaid' | null;
  readonly amountStyle: AmountStyle;
  /** `10.1` among the days may be a tenth. */
  readonly areDaysCut?: boolean;
  /** Of the shop: for days that are written with an offset. */
  readonly timeZone: string;
  readonly mergedRanges: readonly string[];
  readonly includesHiddenRows: boolean;
  readonly from: Day;
  readonly to: Day;
  readonly openingBalance: Money | null;
  readonly closingBalance: Money | null;
  readonly assignments: readonly (readonly [text: string, skuId: SkuId])[];
}

/** Checks the settings against the file and completes them; refuses with the place of what is wrong. */
export function planStatement(
  context: Context,
  settings: StatementSettings,
  description: SheetFileDescription,
): Omit<StatementPlan, 'statementId'> {
  if (settings.from > settings.to) throw invalidValue('to', 'NOT_BEFORE_FROM', settings.to);
  const { day } = today(context);
  if (settings.from > day) throw invalidValue('from', 'NOT_IN_FUTURE', settings.from);
  requireNotFarAhead('to', settings.to, day);
  const supplier = requireSupplier(context.db, settings.supplierId);
  const sheet = chosenStatementSheet(settings, description);
  const headerIndex = sheet.sampleRows.findIndex(({ rowNumber }) => rowNumber === settings.headerRowNumber);
  const columns = placeColumns(settings.columns);
  const amountStyle = amountStyleOf(description.separator);
  const sampleRows = sheet.sampleRows.filter(({ rowNumber }) => rowNumber > (settings.headerRowNumber ?? 0));
  return {
    supplierId: settings.supplierId,
    isOnCredit: supplier.settlement !== 'prepaid',
    accountCurrency: supplier.currency,
    sheet: sheet.name,
    header: headerIndex === -1 ? [] : describeHeader(sheet.sampleRows, headerIndex).names,
    headerRowNumber: settings.headerRowNumber,
    columns,
    convention: settings.convention,
    hasPlainExpenses: arePlain(
      sampleRows.map(({ cells }) => cells[columns.expense ?? -1] ?? EMPTY_CELL),
      amountStyle,
    ),
    plainBalanceSide: sideOfPlainBalances(
      sampleRows.map(({ cells }) => cells[columns.balance ?? -1] ?? EMPTY_CELL),
      amountStyle,
    ),
    amountStyle,
    areDaysCut: showsCutDays(sampleRows.map(({ cells }) => cells[columns.occurredOn ?? -1]?.text ?? '')),
    timeZone: shopSettings(context.db).timeZone,
    mergedRanges: sheet.mergedRanges,
    includesHiddenRows: settings.includesHiddenRows,
    from: settings.from,
    to: settings.to,
    openingBalance: settings.openingBalance,
    closingBalance: settings.closingBalance,
    assignments: settings.assignments.map(({ text, skuId }) => [text, skuId]),
  };
}

/** Whether most of them have no minus; where as many have one, what they come to. */
function arePlain(cells: readonly SheetCell[], style: AmountStyle): boolean {
  const amounts = cells.flatMap((cell) => {
    const reading = readAmount(cell, style);
    return reading.outcome === 'value' ? [reading.value.amount] : [];
  });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return (sum(amounts.map(Math.sign)) || sum(amounts)) > 0;
}

function chosenStatementSheet({ read }: StatementSettings, { sheets }: SheetFileDescription) {
  const chosen =
    read.sheet === undefined
      ? (sheets.find(({ visibility }) => visibility === 'visible') ?? sheets[0])
      : sheets.find(({ name }) => name === read.sheet);
  if (!chosen) {
    throw new Refusal('SHEET_REFUSED', { reason: 'SHEET_NOT_FOUND', place: { sheet: read.sheet }, choices: [] });
  }
  return chosen;
}

/** Column by role. Each role has one column; something must say what a line comes to. */
function placeColumns(roles: readonly StatementRole[]): StatementColumns {
  const columns: { -readonly [Role in keyof StatementColumns]: number } = {};
  for (const [index, role] of roles.entries()) {
    if (role === 'ignore') continue;
    const earlier = columns[role];
    if (earlier !== undefined) throw new Refusal('ROLE_TWICE', { role, columnIndexes: [earlier, index] });
    columns[role] = index;
  }
  const isPriced = columns.unitPrice !== undefined && columns.quantity !== undefined;
  const hasAmount = [columns.amount, columns.income, columns.expense].some((index) => index !== undefined);
  if (!hasAmount && !isPriced) throw new Refusal('AMOUNT_NOT_MAPPED');
  return columns;
}
