import type { Money } from '../money/money.ts';
import { readAmount } from './cell-amounts.ts';
import { readQuantity } from './cell-rates.ts';
import { plainValueText } from './cell-text.ts';
import { EMPTY_CELL, type SheetRow } from './sheet-row.ts';
import { pricedAmount } from './statement-amount.ts';

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
    | 'discount'
    | 'refund'
    | 'net'
    | 'status'
    | 'remark']?: number;
};

/** Columns of a statement that only their values tell apart. */
export interface PricedColumns {
  readonly quantity: number;
  readonly unitPrice: number;
  readonly amount: number;
}

const CENT = 100;
const MOST = 0.8;

/**
 * The columns of which one times another is a third in most rows: pieces, price and amount, whatever they are called. Null where
 * there are none. Of several the amount is the one furthest right, and pieces stand before their price.
 */
export function pricedColumns(
  rows: readonly SheetRow[],
  candidates: {
    readonly quantities: readonly number[];
    readonly prices: readonly number[];
    readonly amounts: readonly number[];
  },
): PricedColumns | null {
  for (const amount of candidates.amounts.toReversed()) {
    for (const quantity of candidates.quantities) {
      for (const unitPrice of candidates.prices) {
        if (quantity === unitPrice || quantity === amount || unitPrice === amount) continue;
        const columns = { quantity, unitPrice, amount };
        if (isProductOfThem(rows, columns)) return columns;
      }
    }
  }
  return null;
}

function isProductOfThem(rows: readonly SheetRow[], { quantity, unitPrice, amount }: PricedColumns): boolean {
  let [filled, agreeing] = [0, 0];
  for (const row of rows) {
    const total = moneyIn(row, amount);
    if (total === null) continue;
    filled += 1;
    const pieces = readQuantity(row.cells[quantity] ?? EMPTY_CELL);
    const price = moneyIn(row, unitPrice);
    if (pieces.outcome !== 'value' || price === null) continue;
    const product = pricedAmount(price, pieces.value);
    if (product !== undefined && Math.abs(Math.abs(product) - Math.abs(total)) <= CENT) agreeing += 1;
  }
  return agreeing > 0 && agreeing >= filled * MOST;
}

function moneyIn(row: SheetRow, index: number): Money | null {
  const reading = readAmount(row.cells[index] ?? EMPTY_CELL);
  return reading.outcome === 'value' ? reading.value.amount : null;
}

/** Whether most of a column's values pass. */
export function areMost(rows: readonly SheetRow[], index: number, passes: (text: string) => boolean): boolean {
  const texts = rows.map((row) => plainValueText(row.cells[index]?.text ?? '')).filter((text) => text !== '');
  return texts.length > 0 && texts.filter(passes).length >= texts.length * MOST;
}

/** `10月3日`: a day whose year the statement's own days tell. */
export function isDayOfMonth(text: string): boolean {
  return /^(?:1[0-2]|0?[1-9])月(?:[12]\d|3[01]|0?[1-9])[日号]?$/.test(text);
}

export function isPieces(text: string): boolean {
  return readQuantity({ kind: 'text', text }).outcome === 'value';
}
