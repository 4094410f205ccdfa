import { addMoney, type Money, money, subtractMoney, sumMoney, ZERO_MONEY } from '../money/money.ts';
import type { AmountStyle } from './cell-amounts.ts';
import type { SheetRow } from './sheet-row.ts';
import { amountInColumn } from './statement-sides.ts';
import type { ControlTotal } from './trailers.ts';

export interface BalanceLine {
  readonly rowNumber: number;
  /** Effect on our prepaid balance. */
  readonly amount: Money;
  /** As stated; absent where the line has none. */
  readonly balance?: Money;
}

export interface BalanceBreak {
  /** The row whose stated balance does not follow from the one before it. */
  readonly rowNumber: number;
  readonly expected: Money;
  readonly stated: Money;
  readonly difference: Money;
}

export interface RunningBalanceCheck {
  readonly order: 'oldest-first' | 'newest-first';
  /** `prepaid`: positive is our money with the supplier; `debt`: positive is what we owe. */
  readonly meaning: 'prepaid' | 'debt';
  /** How many stated balances could be compared with another one. */
  readonly checkedCount: number;
  readonly breaks: readonly BalanceBreak[];
  /** Before the first and after the last line in time, with the statement's sign. */
  readonly opening: Money;
  readonly closing: Money;
}

/**
 * Follows a statement's running balance line by line, in both orders and both signs, and keeps the reading with the fewest
 * breaks. Null when fewer than two balances are stated. After a break it goes on from the stated balance, so that one wrong
 * line is one break.
 */
export function checkRunningBalance(lines: readonly BalanceLine[]): RunningBalanceCheck | null {
  if (lines.filter((line) => line.balance !== undefined).length < 2) return null;
  const readings = (['oldest-first', 'newest-first'] as const).flatMap((order) =>
    (['prepaid', 'debt'] as const).map((meaning) => followBalance(lines, order, meaning)),
  );
  return readings.reduce((best, reading) => (reading.breaks.length < best.breaks.length ? reading : best));
}

function followBalance(
  lines: readonly BalanceLine[],
  order: RunningBalanceCheck['order'],
  meaning: RunningBalanceCheck['meaning'],
): RunningBalanceCheck {
  const inTime = order === 'oldest-first' ? lines : [...lines].reverse();
  const sign = meaning === 'prepaid' ? 1 : -1;
  const breaks: BalanceBreak[] = [];
  let running: Money | null = null;
  let opening = ZERO_MONEY;
  let checkedCount = 0;
  let pending = ZERO_MONEY;
  for (const { rowNumber, amount, balance } of inTime) {
    const change = money(sign * amount);
    if (running === null) {
      pending = addMoney(pending, change);
      if (balance === undefined) continue;
      opening = subtractMoney(balance, pending);
      running = balance;
      continue;
    }
    const expected = addMoney(running, change);
    if (balance !== undefined) {
      checkedCount += 1;
      if (balance !== expected)
        breaks.push({ rowNumber, expected, stated: balance, difference: subtractMoney(balance, expected) });
    }
    running = balance ?? expected;
  }
  return { order, meaning, checkedCount, breaks, opening, closing: running ?? ZERO_MONEY };
}

export interface TotalMismatch {
  /** Where the total is written, as far as whoever read it said. */
  readonly rowNumber?: number;
  readonly label: string;
  readonly what: 'count' | 'amount';
  readonly stated: number;
  /** What the rows add up to: of the readings that the label allows, the nearest. */
  readonly found: number;
}

/**
 * Compares the totals of a trailer with the lines. A total of one direction counts that direction; a total of all may mean
 * the net, the sum of both sides, or one side.
 */
export function checkControlTotals(totals: readonly ControlTotal[], amounts: readonly Money[]): TotalMismatch[] {
  const income = amounts.filter((amount) => amount > 0);
  const expense = amounts.filter((amount) => amount < 0);
  const incomeSum = sumMoney(income);
  const expenseSum = money(-sumMoney(expense));
  return totals.flatMap(({ label, direction, count, amount, rowNumber }) => {
    if (direction === 'neutral') return [];
    const place = rowNumber === undefined ? { label } : { label, rowNumber };
    const counts = {
      income: [income.length],
      expense: [expense.length],
      all: [amounts.length, income.length, expense.length],
    };
    const sums = {
      income: [incomeSum],
      expense: [expenseSum],
      all: [Math.abs(incomeSum - expenseSum), incomeSum + expenseSum, incomeSum, expenseSum],
    };
    return [
      ...compare(place, 'count', count, counts[direction]),
      ...compare(place, 'amount', amount === undefined ? undefined : Math.abs(amount), sums[direction]),
    ];
  });
}

function compare(
  place: Pick<TotalMismatch, 'label' | 'rowNumber'>,
  what: TotalMismatch['what'],
  stated: number | undefined,
  found: readonly number[],
): TotalMismatch[] {
  if (stated === undefined || found.includes(stated)) return [];
  const nearest = found.reduce(
    (best, value) => (Math.abs(value - stated) < Math.abs(best - stated) ? value : best),
    found[0] ?? 0,
  );
  return [{ ...place, what, stated, found: nearest }];
}

export interface ColumnTotalMismatch {
  readonly rowNumber: number;
  readonly columnIndex: number;
  readonly stated: Money;
  readonly found: Money;
}

/**
 * Adds up columns as their rows pass by and checks each summary row against them: a subtotal since any summary before it
 * (of a day within a page), or a total since the beginning.
 */
export function createColumnSums(
  columnIndexes: readonly number[],
  style: AmountStyle = {},
): {
  add: (row: SheetRow) => void;
  check: (summaryRow: SheetRow) => ColumnTotalMismatch[];
} {
  const total = new Map<number, Money>(columnIndexes.map((index) => [index, ZERO_MONEY]));
  /** What each column had come to at each summary. */
  const reached = new Map<number, Set<number>>(columnIndexes.map((index) => [index, new Set([0])]));
  const beyond = new Set<number>();
  const amountAt = (row: SheetRow, index: number): Money | null => {
    const cell = row.cells[index];
    return cell ? amountInColumn(cell, style) : null;
  };
  return {
    add: (row) => {
      for (const index of columnIndexes) {
        const amount = amountAt(row, index);
        if (amount === null) continue;
        // What is no amount may come to more than one can hold; it is compared with nothing then.
        const sum = (total.get(index) ?? 0) + amount;
        total.set(index, Number.isSafeInteger(sum) ? money(sum) : ZERO_MONEY);
        if (!Number.isSafeInteger(sum)) beyond.add(index);
      }
    },
    check: (summaryRow) => {
      const mismatches = columnIndexes.flatMap((columnIndex) => {
        const stated = amountAt(summaryRow, columnIndex);
        const found = total.get(columnIndex) ?? ZERO_MONEY;
        const isRight =
          stated === null || beyond.has(columnIndex) || reached.get(columnIndex)?.has(found - stated) === true;
        return isRight ? [] : [{ rowNumber: summaryRow.rowNumber, columnIndex, stated, found }];
      });
      for (const index of columnIndexes) reached.get(index)?.add(total.get(index) ?? ZERO_MONEY);
      return mismatches;
    },
  };
}
