import { type Money, money, negateMoney, ZERO_MONEY } from '../money/money.ts';
import type { Day } from '../time/business-time.ts';
import { readAmountText } from './cell-amounts.ts';
import type { CellDay } from './cell-days.ts';
import type { CellProblem } from './cell-reading.ts';
import { columnNameText, plainValueText } from './cell-text.ts';
import type { IdDamage } from './damage.ts';
import { createMergedFill } from './merged-cells.ts';
import type { SheetRow } from './sheet-row.ts';
import {
  type AmountConvention,
  type MoneyColumns,
  type SettledLine,
  type StatementWarning,
  settleAmount,
  type UnsettledLine,
} from './statement-amount.ts';
import {
  createStatementCells,
  damageOfId,
  idText,
  readMoneyColumns,
  type StatementCellOptions,
  type StatementCells,
  valueIn,
} from './statement-cells.ts';
import { lessDiscount, type NetRefusal } from './statement-net.ts';
import { type AmountSide, balanceSideOf, directionOfSide } from './statement-sides.ts';
import { balanceKindOf, judgeSkipped, type SkippedStatementRow, standsAlone } from './statement-skips.ts';
import {
  isWithoutEffect,
  kindOfNote,
  kindOfType,
  type MoneyDirection,
  readDirection,
  refundOfStatus,
  type StatementLineKind,
} from './statement-words.ts';
import { firstFilledCell, isBalanceLabel } from './trailers.ts';

export interface StatementRowOptions extends StatementCellOptions {
  readonly convention?: AmountConvention;
  /** Whether the sheet writes expenses without a minus. Default false: not known. */
  readonly hasPlainExpenses?: boolean;
  /** Whose a balance without a word is where others have one (`欠950`); null is not known, left out: none has a word. */
  readonly plainBalanceSide?: 'owed' | 'prepaid' | null;
  /** For a line whose type is not named. Default `purchase`. */
  readonly defaultKind?: StatementLineKind;
  readonly includesHiddenRows?: boolean;
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
  | 'DIRECTION_UNKNOWN'
  | 'REFUND_UNCLEAR'
  | 'SIDE_UNCLEAR'
  | NetRefusal;

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
  /** It was the status that said so (`已退款`), of an order that stands with its whole price. */
  readonly isRefundOfStatus?: boolean;
  /** It stands in a column of its own (退款金额). */
  readonly isRefundOfColumn?: boolean;
  /** What came off the amount as it is written, positive. */
  readonly discount?: Money;
  readonly fee?: Money;
  /** What was paid for it in the same row; its effect is the opposite of a purchase's. */
  readonly paid?: Money;
  /** As stated, with the statement's own sign; what we owe is positive where a column names its side. */
  readonly balance?: Money;
  /** Whose the balance is, where a column says so (`方向`: 借 or 贷). */
  readonly balanceSide?: 'owed' | 'prepaid';
  readonly remark?: string;
  readonly warnings: readonly StatementWarning[];
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
  const readers = createStatementCells(options);
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
  readonly status: string;
  readonly direction: MoneyDirection | null | undefined;
  /** Named where the day would stand: `上期欠款`. */
  readonly balanceKind?: 'opening' | 'closing';
  readonly balanceSide?: 'owed' | 'prepaid';
  /** What stands at the amount: `475.00 CR`. */
  readonly amountSide?: AmountSide;
}

/** Reads every mapped cell of a line, or says which one cannot be read. */
function readLineCells(
  row: SheetRow,
  options: StatementRowOptions,
  read: StatementCells,
): LineCells | RefusedStatementRow {
  const { columns, includesHiddenRows, accountCurrency } = options;
  if (row.isHidden && !includesHiddenRows) return refuse(row, 'HIDDEN_ROW');
  const status = read.text(row, columns.status);
  if (isWithoutEffect(status)) return refuse(row, 'WITHOUT_EFFECT', columns.status);
  const quantity = read.quantity(row, columns.quantity);
  if (quantity.outcome === 'problem') return refuse(row, quantity.problem, columns.quantity);
  const amounts = readMoneyColumns(row, columns, read);
  if ('problem' in amounts) return refuse(row, amounts.problem, amounts.columnIndex);
  const foreignColumn = accountCurrency === undefined ? undefined : read.foreignColumn(row, accountCurrency);
  if (foreignColumn !== undefined) return refuse(row, 'CURRENCY_DIFFERS', foreignColumn);
  const day = read.day(row, columns.occurredOn);
  const balanceKind = day.outcome === 'problem' ? balanceKindOf(read.text(row, columns.occurredOn)) : undefined;
  if (day.outcome === 'problem' && balanceKind === undefined) return refuse(row, day.problem, columns.occurredOn);
  for (const columnIndex of [columns.externalNumber, columns.ourNumber]) {
    const damage = damageOfId(row, columnIndex);
    if (damage) return refuse(row, damage, columnIndex);
  }
  const direction =
    columns.direction === undefined
      ? undefined
      : readDirection(plainValueText(row.cells[columns.direction]?.text ?? ''));
  const { balance } = amounts;
  const inColumn = isBalanceDirection(options) ? BALANCE_SIDES[direction ?? 'neutral'] : undefined;
  const atBalance = balanceSideOf(amounts.balanceMark);
  const plainSide = balance === undefined || balance === 0 ? undefined : options.plainBalanceSide;
  const balanceSide = inColumn ?? atBalance ?? plainSide ?? undefined;
  const isSideUnclear = (plainSide === null && atBalance === undefined) || (atBalance ?? balanceSide) !== balanceSide;
  if (isSideUnclear) return refuse(row, 'SIDE_UNCLEAR', columns.balance);
  return {
    ...amounts,
    balance: balanceSide === 'prepaid' && balance !== undefined ? negateMoney(balance) : balance,
    quantity: valueIn(quantity),
    day: valueIn(day),
    product: read.text(row, columns.product),
    remark: read.text(row, columns.remark),
    type: read.text(row, columns.type),
    status,
    direction,
    balanceKind,
    balanceSide,
  };
}

const BALANCE_SIDES = { expense: 'owed', income: 'prepaid', neutral: undefined } as const;

/** Ledgers of three columns (借方, 贷方, 余额) say in a fourth on which side the balance is. */
function isBalanceDirection({ columns, header }: StatementRowOptions): boolean {
  const { direction, income, expense, balance } = columns;
  if ([direction, income, expense, balance].includes(undefined)) return false;
  return /^(?:余额)?方向$|^balance side$/i.test(columnNameText(header?.[direction ?? -1] ?? ''));
}

function toStatementLine(
  row: SheetRow,
  cells: LineCells,
  { columns, convention = 'unsigned', hasPlainExpenses, defaultKind = 'purchase' }: StatementRowOptions,
): StatementLine | RefusedStatementRow {
  const hasDetail = cells.quantity !== undefined || cells.unitPrice !== undefined;
  const isBalanceRow = isBalanceLabel(firstFilledCell(row)?.text ?? '') && standsAlone(row, columns);
  const noted = isBalanceRow ? 'closing' : kindOfNote(cells.product || cells.remark, hasDetail);
  const namedKind = cells.balanceKind ?? kindOfType(cells.type) ?? noted;
  const isBalance = namedKind === 'opening' || namedKind === 'closing';
  const { amountSide } = cells;
  const direction =
    amountSide === undefined || isBalance
      ? cells.direction
      : directionOfSide(amountSide, { direction: cells.direction, namedKind, pieces: cells.quantity });
  if (direction === null && amountSide !== undefined && !isBalance) return refuse(row, 'SIDE_UNCLEAR', columns.amount);
  const less = lessDiscount({
    ...cells,
    direction,
    quantity: cells.quantity,
    namedKind,
    convention,
    hasPlainExpenses,
    hasLoneExpense: columns.income === undefined,
    hasLoneIncome: columns.expense === undefined,
    hasDiscountColumn: columns.discount !== undefined,
    defaultKind,
  });
  if (typeof less === 'string') return refuse(row, less, columns.discount ?? columns.net);
  const settled = ownRefund(less.line) ?? settleAmount(less.line);
  if (settled === 'DIRECTION_UNKNOWN') return refuse(row, settled, columns.direction);
  if (settled === 'AMOUNT_MISSING') {
    return refuse(row, cells.isAllRefunded ? 'REFUND_WITHOUT_AMOUNT' : settled, columns.amount);
  }
  const beside = refundBeside(cells.refund, settled);
  if (beside === 'REFUND_UNCLEAR') return refuse(row, beside, columns.refund);
  const inAmount = beside ?? (cells.isAllRefunded ? money(Math.abs(settled.amount)) : cells.refunded);
  const inStatus = inAmount === undefined ? refundedByStatus(cells.status, settled) : null;
  const refunded = inAmount ?? (typeof inStatus === 'number' ? inStatus : undefined);
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
    ...(settled.paid === undefined ? {} : { paid: settled.paid }),
    ...(typeof inStatus === 'number' ? { isRefundOfStatus: true } : {}),
    ...(beside === undefined ? {} : { isRefundOfColumn: true }),
    ...(less.discount === 0 ? {} : { discount: less.discount }),
    fee: cells.fee,
    balance: cells.balance,
    balanceSide: (isBalance ? balanceSideOf(amountSide) : undefined) ?? cells.balanceSide,
    remark: cells.remark || undefined,
    warnings: [
      ...settled.warnings,
      ...(inStatus === 'REFUND_UNKNOWN' ? [inStatus] : []),
      ...(less.discount === 0 ? [] : (['DISCOUNT_TAKEN'] as const)),
    ],
  };
}

/** A row that holds nothing but what went back: its amount stands among the refunds, or is nought. */
function ownRefund({
  amount = ZERO_MONEY,
  income,
  expense,
  refund = ZERO_MONEY,
  ...line
}: UnsettledLine): SettledLine | null {
  const isEmpty = [amount, income ?? ZERO_MONEY, expense ?? ZERO_MONEY].every((part) => part === 0);
  const isBalance = line.namedKind === 'opening' || line.namedKind === 'closing';
  if (refund === 0 || !isEmpty || isBalance || line.unitPrice !== undefined) return null;
  return { kind: 'refund', amount: money(Math.abs(refund)), warnings: [] };
}

/** What a column beside the amount says went back of a purchase. A refund's own row may say its amount twice. */
function refundBeside(refund: Money | undefined, { kind, amount }: SettledLine): Money | undefined | 'REFUND_UNCLEAR' {
  const magnitude = Math.abs(refund ?? 0);
  if (magnitude === 0 || kind === 'opening' || kind === 'closing') return undefined;
  if (amount > 0 && kind === 'refund') return magnitude === amount ? undefined : 'REFUND_UNCLEAR';
  return kind === 'purchase' && magnitude <= -amount ? money(magnitude) : 'REFUND_UNCLEAR';
}

/** What the status of a purchase says went back; a line that is itself money to us speaks of itself. */
function refundedByStatus(
  status: string,
  { kind, amount }: { kind: StatementLineKind; amount: Money },
): Money | 'REFUND_UNKNOWN' | null {
  const stated = kind === 'purchase' && amount < 0 ? refundOfStatus(status) : null;
  if (stated === null) return null;
  if (stated.part === 'all') return negateMoney(amount);
  const part = stated.amountText === null ? null : readAmountText(stated.amountText);
  return part?.outcome === 'value' && part.value.amount <= -amount ? part.value.amount : 'REFUND_UNKNOWN';
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
    paid: undefined,
    discount: undefined,
    balance: undefined,
    warnings: [],
  };
}

function refuse(row: SheetRow, reason: StatementRefusal, columnIndex?: number): RefusedStatementRow {
  return { verdict: 'refused', rowNumber: row.rowNumber, reason, columnIndex: columnIndex ?? null };
}
