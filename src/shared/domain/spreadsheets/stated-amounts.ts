import { addMoney, type Money, subtractMoney, ZERO_MONEY } from '../money/money.ts';
import { type AmountStyle, readAmount } from './cell-amounts.ts';
import type { SheetRow } from './sheet-row.ts';
import { firstFilledCell, isSummaryText, readControlTotals } from './trailers.ts';

/** What the rows of a key sheet add up to; null once a row's part is not known. */
export interface AmountSums {
  /** What the keys cost. */
  readonly cost: Money | null;
  readonly faceValue: Money | null;
}

export const NO_AMOUNTS: AmountSums = { cost: ZERO_MONEY, faceValue: ZERO_MONEY };

/** An amount that a total row of a key sheet states, as its rows go by. */
export interface StatedAmount {
  readonly rowNumber: number;
  /** The column under which it stands; null in the words of the row (`合计：3张，共150元`). */
  readonly columnIndex: number | null;
  /** Under a column it adds that column up; in words it may be either. */
  readonly means: 'cost' | 'faceValue' | 'either';
  readonly stated: Money;
  /** Of the rows above it. */
  readonly before: AmountSums;
}

export interface BrokenAmount {
  readonly rowNumber: number;
  readonly columnIndex: number | null;
  readonly stated: Money;
  /** Of the sums that it may mean, the nearest. */
  readonly counted: Money;
}

/** Adds a row's cost and face value; a sum with an unknown part is not known. */
export function addAmounts(sums: AmountSums, row: AmountSums): AmountSums {
  const add = (sum: Money | null, part: Money | null) => (sum === null || part === null ? null : addMoney(sum, part));
  return { cost: add(sums.cost, row.cost), faceValue: add(sums.faceValue, row.faceValue) };
}

/** The amounts that a total row states: in its words, and in the columns of cost and face value. None for any other row. */
export function readStatedAmounts(
  row: SheetRow,
  columns: { readonly unitCost?: number; readonly faceValue?: number },
  style: AmountStyle = {},
): Pick<StatedAmount, 'columnIndex' | 'means' | 'stated'>[] {
  const first = firstFilledCell(row);
  if (!first || !isSummaryText(first.text)) return [];
  const inWords = readControlTotals(first.text, style).flatMap(({ amount }) =>
    amount === undefined ? [] : [{ columnIndex: null, means: 'either' as const, stated: amount }],
  );
  const under = (columnIndex: number | undefined, means: 'cost' | 'faceValue') => {
    if (columnIndex === undefined || columnIndex === first.columnIndex) return [];
    const stated = amountIn(row, columnIndex, style);
    return stated === null ? [] : [{ columnIndex, means, stated }];
  };
  return [...inWords, ...under(columns.unitCost, 'cost'), ...under(columns.faceValue, 'faceValue')];
}

/** The amount in a cell; null where there is none, or none that can be read. */
export function amountIn(row: SheetRow, columnIndex: number | undefined, style: AmountStyle = {}): Money | null {
  const cell = columnIndex === undefined ? undefined : row.cells[columnIndex];
  const reading = cell ? readAmount(cell, style) : null;
  return reading?.outcome === 'value' ? reading.value.amount : null;
}

/**
 * The stated amounts that no reading makes true. Each may mean the rows since the total before, all above it, or the whole
 * sheet. Where what it means is not known of every row, nothing is said against the sheet.
 */
export function findBrokenAmounts(stated: readonly StatedAmount[], whole: AmountSums): BrokenAmount[] {
  return stated.flatMap(({ rowNumber, columnIndex, means, stated: amount, before }, index) => {
    const earlier = stated.findLast((other, place) => place < index && other.rowNumber < rowNumber)?.before;
    const readings = [before, whole, ...(earlier ? [difference(before, earlier)] : [])].flatMap((sums) =>
      means === 'either' ? [sums.cost, sums.faceValue] : [sums[means]],
    );
    if (readings.includes(amount)) return [];
    // What a part of a lot costs is not known, so only the last total can be held to the lot's.
    const isLast = rowNumber === stated.at(-1)?.rowNumber;
    const kind = means === 'faceValue' ? 'faceValue' : 'cost';
    if (whole[kind] === null || (before[kind] === null && !isLast)) return [];
    const counted = readings
      .filter((reading) => reading !== null)
      .reduce((best, reading) => (Math.abs(reading - amount) < Math.abs(best - amount) ? reading : best));
    return [{ rowNumber, columnIndex, stated: amount, counted }];
  });
}

function difference(sums: AmountSums, earlier: AmountSums): AmountSums {
  const take = (sum: Money | null, part: Money | null) =>
    sum === null || part === null ? null : subtractMoney(sum, part);
  return { cost: take(sums.cost, earlier.cost), faceValue: take(sums.faceValue, earlier.faceValue) };
}
