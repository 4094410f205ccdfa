import { type Money, multiplyMoney, negateMoney, subtractMoney, ZERO_MONEY } from '../money/money.ts';
import { balanceSign, type MoneyDirection, type StatementLineKind } from './statement-words.ts';

/**
 * What the sign in a lone amount column means. `unsigned`: the type decides, and a minus is a purchase that went back; `balance-effect`: purchases
 * are negative, payments positive; `debt-effect`: purchases are positive, payments and refunds negative.
 */
export type AmountConvention = 'unsigned' | 'balance-effect' | 'debt-effect';

/**
 * `REFUND_IN_AMOUNT`, `REFUND_IN_STATUS`: the amount's cell or the status said what went back, which became a line of its own;
 * `REFUND_HAS_ROW`: it said so too, but the sheet has a row for that refund; `REFUND_UNKNOWN`: it did not say how much.
 * `DISCOUNT_TAKEN`: a column of discounts, or of what was paid in the end, made the amount less; `REFUND_IN_COLUMN`: what went back
 * stands in a column beside it, and became a line of its own.
 * `PAID_BESIDE_AMOUNT`: what was paid at once stands beside what was charged, and became a line of its own.
 */
export type StatementWarning =
  | 'AMOUNT_COMPUTED'
  | 'AMOUNT_NOT_QUANTITY_TIMES_PRICE'
  | 'KIND_FROM_SIGN'
  | 'REFUND_IN_AMOUNT'
  | 'REFUND_IN_STATUS'
  | 'REFUND_UNKNOWN'
  | 'PAID_BESIDE_AMOUNT'
  | 'REFUND_HAS_ROW'
  | 'DISCOUNT_TAKEN'
  | 'REFUND_IN_COLUMN';

/** The amounts of one line as its columns hold them. */
export interface MoneyColumns {
  readonly unitPrice?: Money;
  readonly amount?: Money;
  readonly income?: Money;
  readonly expense?: Money;
  readonly fee?: Money;
  readonly balance?: Money;
  readonly refunded?: Money;
  /** What came off the amount (优惠). */
  readonly discount?: Money;
  /** What went back of it, in a column beside it (退款金额). */
  readonly refund?: Money;
  /** What it came to in the end (实付). */
  readonly net?: Money;
  /** The amount's cell says only that it went back: all of it, whatever it was. */
  readonly isAllRefunded?: boolean;
}

/** A hundred thousand million: what is above is a number of something, read from the wrong column. */
export const LARGEST_STATEMENT_AMOUNT = 1e15;

/** Pieces times price; undefined where one is missing, or where they come to more than any amount. */
export function pricedAmount(unitPrice: Money | undefined, quantity: number | undefined): Money | undefined {
  if (unitPrice === undefined || quantity === undefined) return undefined;
  const isTooLarge = Math.abs(unitPrice) * Math.abs(quantity) > LARGEST_STATEMENT_AMOUNT;
  return isTooLarge ? undefined : multiplyMoney(unitPrice, quantity);
}

export interface UnsettledLine extends MoneyColumns {
  readonly quantity: number | undefined;
  readonly namedKind: StatementLineKind | null;
  readonly direction: MoneyDirection | null | undefined;
  readonly convention: AmountConvention;
  /** Where expenses stand without a minus, one with it is written in red: it went back. */
  readonly hasPlainExpenses?: boolean;
  /** There is no column for what comes in: payments and refunds stand among the expenses, and their word tells. */
  readonly hasLoneExpense?: boolean;
  /** Beside the amounts there is a column for what was paid (已付), and none for expenses. */
  readonly hasLoneIncome?: boolean;
  /** The sheet has a column for discounts: amount, discount and what was paid have to agree. */
  readonly hasDiscountColumn?: boolean;
  /** A discount is off its amount already. */
  readonly isDiscounted?: boolean;
  readonly defaultKind: StatementLineKind;
}

export interface SettledLine {
  readonly kind: StatementLineKind;
  readonly amount: Money;
  /** What was paid for the very same line. */
  readonly paid?: Money;
  readonly warnings: StatementWarning[];
}

/** Finds the kind and the effect on our balance from the columns that a statement happens to have. */
export function settleAmount(line: UnsettledLine): SettledLine | 'AMOUNT_MISSING' | 'DIRECTION_UNKNOWN' {
  const { namedKind } = line;
  if (namedKind === 'opening' || namedKind === 'closing') {
    const stated = line.amount ?? line.balance ?? sideAmount(line);
    if (stated === undefined) return 'AMOUNT_MISSING';
    return { kind: namedKind, amount: line.convention === 'debt-effect' ? negateMoney(stated) : stated, warnings: [] };
  }
  if (isPaidBeside(line)) {
    const charged = settleAmount({ ...line, income: undefined });
    if (typeof charged === 'string') return charged;
    return { ...charged, paid: line.income, warnings: [...charged.warnings, 'PAID_BESIDE_AMOUNT'] };
  }
  const side = sideAmount(line);
  if (side !== undefined && (side !== 0 || line.amount === undefined)) return { ...withKind(line, side), amount: side };
  const warnings: StatementWarning[] = [];
  const computed = pricedAmount(line.unitPrice, line.quantity);
  const written = line.amount ?? computed;
  if (written === undefined) return 'AMOUNT_MISSING';
  if (line.amount === undefined) warnings.push('AMOUNT_COMPUTED');
  else if (!line.isDiscounted && computed !== undefined && Math.abs(Math.abs(computed) - Math.abs(written)) > 100)
    warnings.push('AMOUNT_NOT_QUANTITY_TIMES_PRICE');
  if (line.direction === null && namedKind === null) return 'DIRECTION_UNKNOWN';
  const amount = effectOf(written, line);
  const kinded = withKind(line, amount);
  return { kind: kinded.kind, amount, warnings: [...warnings, ...kinded.warnings] };
}

/**
 * `收入` less `支出`; exports write the latter with or without its minus, and red where it went back. Both zero beside an
 * amount say nothing.
 */
function sideAmount(line: UnsettledLine): Money | undefined {
  const { income, expense } = line;
  if (income === undefined && expense === undefined) return undefined;
  const spent = expense ?? ZERO_MONEY;
  if (line.hasLoneExpense && line.namedKind !== null && COMES_IN.has(line.namedKind)) return magnitudeOf(spent);
  return subtractMoney(income ?? ZERO_MONEY, isWentBack(line, spent) ? spent : magnitudeOf(spent));
}

/** `金额 480 | 已付 480`: goods and their payment in one row. The row of a payment may say its amount twice. */
function isPaidBeside({ hasLoneIncome, amount = ZERO_MONEY, income = ZERO_MONEY, namedKind }: UnsettledLine): boolean {
  return hasLoneIncome === true && amount !== 0 && income !== 0 && (namedKind === null || !COMES_IN.has(namedKind));
}

const COMES_IN: ReadonlySet<StatementLineKind> = new Set(['payment', 'refund', 'rebate']);

function isWentBack({ namedKind, quantity, hasPlainExpenses = false }: UnsettledLine, expense: Money): boolean {
  return expense < 0 && (hasPlainExpenses || namedKind === 'refund' || (quantity !== undefined && quantity < 0));
}

function effectOf(written: Money, line: UnsettledLine): Money {
  if (line.direction === 'income') return written;
  if (line.direction === 'expense') return negateMoney(magnitudeOf(written));
  const kind = line.namedKind ?? line.defaultKind;
  switch (line.convention) {
    case 'unsigned':
      // `退货 −47.5` among `采购 475` and `充值 1000`: the word says it, and the minus says it again.
      if (line.namedKind === 'refund' || line.namedKind === 'rebate') return magnitudeOf(written);
      return balanceSign(kind) < 0 ? negateMoney(written) : written;
    case 'balance-effect':
      return written;
    case 'debt-effect':
      return negateMoney(written);
  }
}

/** A line of no named kind is what its effect makes of it: money to us beside goods is a refund, without goods a payment. */
function withKind(line: UnsettledLine, effect: Money): { kind: StatementLineKind; warnings: StatementWarning[] } {
  const { namedKind } = line;
  if (namedKind === 'purchase' && effect > 0) return { kind: 'refund', warnings: ['KIND_FROM_SIGN'] };
  if (namedKind) return { kind: namedKind, warnings: [] };
  const kind = line.defaultKind;
  if (effect === 0 || balanceSign(kind) === Math.sign(effect)) return { kind, warnings: [] };
  if (effect < 0) return { kind: 'purchase', warnings: ['KIND_FROM_SIGN'] };
  const isGoods = line.quantity !== undefined || line.unitPrice !== undefined;
  return { kind: isGoods ? 'refund' : 'payment', warnings: ['KIND_FROM_SIGN'] };
}

function magnitudeOf(amount: Money): Money {
  return amount < 0 ? negateMoney(amount) : amount;
}
