import { type Money, negateMoney } from '../money/money.ts';
import { type AmountStyle, type CellAmount, readAmount } from './cell-amounts.ts';
import { type CellReading, problemReading, valueReading } from './cell-reading.ts';
import { plainValueText } from './cell-text.ts';
import type { SheetCell } from './sheet-row.ts';
import type { MoneyDirection, StatementLineKind } from './statement-words.ts';

/** What words at an amount say of it: which side of a ledger it is on, or whose a balance is. */
export type AmountSide = 'debit' | 'credit' | 'owed' | 'prepaid';

export type SidedAmount = CellAmount & { readonly side?: AmountSide };

const BEFORE: readonly (readonly [RegExp, AmountSide])[] = [
  [/^(?:dr\.?|借方?)[: ]?(?=[^a-z])/i, 'debit'],
  [/^(?:cr\.?|贷方?)[: ]?(?=[^a-z])/i, 'credit'],
  [/^(?:尚欠|结欠|欠款?|应付)[: ]?/, 'owed'],
  [/^(?:预存|结余|剩余|余额?|存)[: ]?/, 'prepaid'],
];
const BEHIND: readonly (readonly [RegExp, AmountSide])[] = [
  [/(?<=[\d)元 ])(?:dr\.?|借)$/i, 'debit'],
  [/(?<=[\d)元 ])(?:cr\.?|贷)$/i, 'credit'],
  [/(?<=[\d)元 ])欠$/, 'owed'],
  [/(?<=[\d)元 ])余$/, 'prepaid'],
];
/** No amount with its word is longer. */
const LONGEST = 40;

/** Reads an amount that may say its side: `475.00 CR`, `借 475`, `欠950`, `950余`. Beside a word a sign of its own is unclear. */
export function readSidedAmount(cell: SheetCell, style: AmountStyle = {}): CellReading<SidedAmount> {
  const plain = cell.kind === 'text' ? plainValueText(cell.text) : '';
  if (plain === '' || plain.length > LONGEST) return readAmount(cell, style);
  const found = [...BEFORE, ...BEHIND].find(([mark]) => mark.test(plain));
  if (!found || !/\d/.test(plain)) return readAmount(cell, style);
  const [mark, side] = found;
  const reading = readAmount({ kind: 'text', text: plain.replace(mark, '').trim() }, style);
  if (reading.outcome !== 'value') return problemReading('NOT_AN_AMOUNT');
  const { amount, refunded } = reading.value;
  return amount < 0 || refunded !== undefined
    ? problemReading('NOT_AN_AMOUNT')
    : valueReading({ ...reading.value, side });
}

/** An amount as it adds up in its column: what is on the credit side takes from the other. */
export function amountInColumn(cell: SheetCell, style: AmountStyle): Money | null {
  const reading = readSidedAmount(cell, style);
  if (reading.outcome !== 'value') return null;
  return reading.value.side === 'credit' ? negateMoney(reading.value.amount) : reading.value.amount;
}

/** Whose a balance on this side is: in a supplier's ledger we are a debtor. */
export function balanceSideOf(side: AmountSide | undefined): 'owed' | 'prepaid' | undefined {
  if (side === undefined) return undefined;
  return side === 'debit' || side === 'owed' ? 'owed' : 'prepaid';
}

/**
 * Whose a balance without a word is in a column where others have one: the other side's where all of them name the same. Null
 * where they name both, undefined where none has a word.
 */
export function sideOfPlainBalances(
  cells: readonly SheetCell[],
  style: AmountStyle,
): 'owed' | 'prepaid' | null | undefined {
  const sides = new Set(
    cells.flatMap((cell) => {
      const reading = readSidedAmount(cell, style);
      const side = reading.outcome === 'value' ? balanceSideOf(reading.value.side) : undefined;
      return side === undefined ? [] : [side];
    }),
  );
  if (sides.size === 0) return undefined;
  if (sides.size === 2) return null;
  return sides.has('owed') ? 'prepaid' : 'owed';
}

/**
 * Which way the amount of a line went by its side. Null where that is not certain: a balance's word at a line, another direction
 * in its own column, or goods on the side of payments and payments on the side of goods, as books of the other party have them.
 */
export function directionOfSide(
  side: AmountSide,
  {
    direction,
    namedKind,
    pieces,
  }: {
    readonly direction: MoneyDirection | null | undefined;
    readonly namedKind: StatementLineKind | null;
    readonly pieces: number | undefined;
  },
): MoneyDirection | null {
  if (side !== 'debit' && side !== 'credit') return null;
  const meant = side === 'credit' ? 'income' : 'expense';
  if (direction !== undefined && direction !== null && direction !== meant) return null;
  if (meant === 'expense') return namedKind !== null && COMES_IN.has(namedKind) ? null : meant;
  const isGoods = namedKind === 'purchase' || namedKind === 'fee' || (namedKind === null && pieces !== undefined);
  return isGoods && !(pieces !== undefined && pieces < 0) ? null : meant;
}

const COMES_IN: ReadonlySet<StatementLineKind> = new Set(['payment', 'refund', 'rebate']);
