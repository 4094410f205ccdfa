import type { SkuId } from '../ids.ts';
import { addMoney, type Money, subtractMoney, ZERO_MONEY } from '../money/money.ts';

/** The columns in which stock comes in. */
export const RECEIPT_COLUMNS = [
  'purchase',
  'opening',
  'gift',
  'rebate',
  'replacement',
  'consignment',
  'buyer-return',
  'reclassified-in',
  'stock-gain',
  'price-correction',
  'other-in',
] as const;
/** The columns in which it goes out. */
export const ISSUE_COLUMNS = [
  'sale',
  'gift-out',
  'replacement-out',
  'supplier-return',
  'claimed',
  'write-off',
  'expiry',
  'reclassified-out',
  'stock-loss',
  'other-out',
] as const;

export type ReceiptColumn = (typeof RECEIPT_COLUMNS)[number];
export type IssueColumn = (typeof ISSUE_COLUMNS)[number];

/** A movement of the ledger: quantity and value are signed changes of what is on hand. */
export interface LedgerMovement {
  readonly kind: 'receipt' | 'issue' | 'return' | 'write-off' | 'reclassification' | 'adjustment';
  /** Of a receipt (and its undoing) the receipt kind; of the others what made it: `sale`, `gift`, `expiry`, `claim` … */
  readonly reason: string;
  readonly quantity: number;
  readonly value: Money;
}

const COLUMNS_BY_REASON: ReadonlyMap<string, IssueColumn> = new Map([
  ['sale', 'sale'],
  ['gift', 'gift-out'],
  ['test', 'gift-out'],
  ['replacement', 'replacement-out'],
  ['expire', 'expiry'],
  ['expiry', 'expiry'],
  ['expiry-undone', 'expiry'],
  ['claim', 'claimed'],
  ['bad-key', 'claimed'],
  ['withdraw-claim', 'claimed'],
]);

/**
 * The column a movement of the ledger is reported in, and its amount there, positive in the column's own direction.
 * What undoes a receipt or an issue is negative in the same column. An unknown reason is `other`.
 */
export function reportedMovement(
  movement: LedgerMovement,
): StockAmount & { readonly column: ReceiptColumn | IssueColumn } {
  const column = columnOf(movement);
  const { quantity, value } = movement;
  return isReceipt(column)
    ? { column, quantity, value }
    : { column, quantity: quantity === 0 ? 0 : -quantity, value: subtractMoney(ZERO_MONEY, value) };
}

function columnOf({ kind, reason, quantity, value }: LedgerMovement): ReceiptColumn | IssueColumn {
  const comesIn = quantity > 0 || (quantity === 0 && value >= 0);
  switch (kind) {
    case 'receipt':
      return RECEIPT_COLUMNS.find((column) => column === reason) ?? 'other-in';
    case 'issue':
      return COLUMNS_BY_REASON.get(reason) ?? 'other-out';
    case 'return':
      // A return to the supplier that was reversed comes in, in the column of what it undoes.
      return comesIn && reason !== 'return-to-supplier' ? 'buyer-return' : 'supplier-return';
    case 'write-off':
      return COLUMNS_BY_REASON.get(reason) ?? 'write-off';
    case 'reclassification':
      return comesIn ? 'reclassified-in' : 'reclassified-out';
    case 'adjustment':
      // What a receipt cost, said afterwards: dearer or cheaper, it belongs to what came in.
      if (reason === 'price-correction') return 'price-correction';
      return COLUMNS_BY_REASON.get(reason) ?? (comesIn ? 'stock-gain' : 'stock-loss');
  }
}

/** A number of keys and what they cost. */
export interface StockAmount {
  readonly quantity: number;
  readonly value: Money;
}

/**
 * What moved of a SKU in one column over the period. Amounts are positive in their own direction: an issue of 3 is 3.
 * A reversal is negative in the column of what it undoes; a change of cost has quantity 0.
 */
export interface StockMovementSum extends StockAmount {
  readonly skuId: SkuId;
  readonly column: ReceiptColumn | IssueColumn;
}

export interface StockMovementRow {
  readonly skuId: SkuId;
  readonly opening: StockAmount;
  readonly receipts: Readonly<Partial<Record<ReceiptColumn, StockAmount>>>;
  readonly issues: Readonly<Partial<Record<IssueColumn, StockAmount>>>;
  readonly receiptTotal: StockAmount;
  readonly issueTotal: StockAmount;
  readonly closing: StockAmount;
}

const NOTHING: StockAmount = { quantity: 0, value: ZERO_MONEY };

interface RowInProgress {
  opening: StockAmount;
  receipts: Partial<Record<ReceiptColumn, StockAmount>>;
  issues: Partial<Record<IssueColumn, StockAmount>>;
  receiptTotal: StockAmount;
  issueTotal: StockAmount;
}

/**
 * The 进销存 (收发存) of a period per SKU: opening + receipts − issues = closing, in quantity and in value. A SKU has a row
 * when it had stock at the start or moved, in the order of SKU ids.
 */
export function stockMovementReport(
  openings: Iterable<StockAmount & { readonly skuId: SkuId }>,
  movements: Iterable<StockMovementSum>,
): StockMovementRow[] {
  const rows = new Map<SkuId, RowInProgress>();
  function rowOf(skuId: SkuId): RowInProgress {
    const row = rows.get(skuId) ?? {
      opening: NOTHING,
      receipts: {},
      issues: {},
      receiptTotal: NOTHING,
      issueTotal: NOTHING,
    };
    rows.set(skuId, row);
    return row;
  }
  for (const opening of openings) {
    if (opening.quantity === 0 && opening.value === 0) continue;
    const row = rowOf(opening.skuId);
    row.opening = plus(row.opening, opening);
  }
  for (const movement of movements) {
    const row = rowOf(movement.skuId);
    if (isReceipt(movement.column)) {
      row.receipts[movement.column] = plus(row.receipts[movement.column] ?? NOTHING, movement);
      row.receiptTotal = plus(row.receiptTotal, movement);
    } else {
      row.issues[movement.column] = plus(row.issues[movement.column] ?? NOTHING, movement);
      row.issueTotal = plus(row.issueTotal, movement);
    }
  }
  return [...rows]
    .sort(([left], [right]) => left - right)
    .map(([skuId, row]) => ({ skuId, ...row, closing: minus(plus(row.opening, row.receiptTotal), row.issueTotal) }));
}

function isReceipt(column: ReceiptColumn | IssueColumn): column is ReceiptColumn {
  return (RECEIPT_COLUMNS as readonly string[]).includes(column);
}

function plus(left: StockAmount, right: StockAmount): StockAmount {
  return { quantity: left.quantity + right.quantity, value: addMoney(left.value, right.value) };
}

function minus(left: StockAmount, right: StockAmount): StockAmount {
  return { quantity: left.quantity - right.quantity, value: subtractMoney(left.value, right.value) };
}

export interface StockBreach {
  readonly skuId: SkuId;
  /** Opening and movements against the closing itself, against what the ledger holds, or against the next opening. */
  readonly code:
    | 'DOES_NOT_ADD_UP'
    | 'LEDGER_DIFFERS'
    | 'NEXT_OPENING_DIFFERS'
    | 'NEGATIVE_QUANTITY'
    | 'VALUE_WITHOUT_STOCK';
  readonly expected: StockAmount;
  readonly actual: StockAmount;
}

/** What is wrong with the rows of a report: 期初 + 入 − 出 = 期末 by column, no negative stock, no value without stock. */
export function checkStockRows(rows: readonly StockMovementRow[]): StockBreach[] {
  return rows.flatMap((row) => {
    const breaches: StockBreach[] = [];
    const receipts = Object.values(row.receipts).reduce(plus, NOTHING);
    const issues = Object.values(row.issues).reduce(plus, NOTHING);
    const expected = minus(plus(row.opening, receipts), issues);
    const breach = { skuId: row.skuId, expected, actual: row.closing };
    if (!isEqual(expected, row.closing)) breaches.push({ ...breach, code: 'DOES_NOT_ADD_UP' });
    if (row.closing.quantity < 0) breaches.push({ ...breach, code: 'NEGATIVE_QUANTITY' });
    if (row.closing.quantity === 0 && row.closing.value !== 0)
      breaches.push({ ...breach, code: 'VALUE_WITHOUT_STOCK' });
    return breaches;
  });
}

/** Where closings differ from what the ledger holds on the last day, by SKU; a SKU missing on one side is nothing there. */
export function checkAgainstLedger(
  rows: readonly StockMovementRow[],
  held: ReadonlyMap<SkuId, StockAmount>,
): StockBreach[] {
  return compare(new Map(rows.map(({ skuId, closing }) => [skuId, closing])), held, 'LEDGER_DIFFERS');
}

/** Where a period does not open with what the one before closed with. */
export function checkCarriedForward(
  previous: readonly StockMovementRow[],
  next: readonly StockMovementRow[],
): StockBreach[] {
  const closings = new Map(previous.map(({ skuId, closing }) => [skuId, closing]));
  return compare(closings, new Map(next.map(({ skuId, opening }) => [skuId, opening])), 'NEXT_OPENING_DIFFERS');
}

function compare(
  expected: ReadonlyMap<SkuId, StockAmount>,
  actual: ReadonlyMap<SkuId, StockAmount>,
  code: StockBreach['code'],
): StockBreach[] {
  return [...new Set([...expected.keys(), ...actual.keys()])]
    .map((skuId) => ({ skuId, code, expected: expected.get(skuId) ?? NOTHING, actual: actual.get(skuId) ?? NOTHING }))
    .filter((pair) => !isEqual(pair.expected, pair.actual));
}

function isEqual(left: StockAmount, right: StockAmount): boolean {
  return left.quantity === right.quantity && left.value === right.value;
}
