/** Why a cell could not be read as what its column holds. Never carries the cell's text. */
export const CELL_PROBLEMS = [
  'NOT_AN_AMOUNT',
  'TOO_MANY_DECIMALS',
  'AMOUNT_TOO_LARGE',
  'REFUND_WITHOUT_AMOUNT',
  'NOT_A_QUANTITY',
  'FRACTIONAL_QUANTITY',
  'NOT_A_DAY',
  'NO_SUCH_DAY',
  'DAY_MONTH_AMBIGUOUS',
  'YEAR_MISSING',
  'DAY_MISSING',
  'YEAR_OF_TWO_DIGITS',
  'TIMESTAMP_NOT_A_DAY',
  'DAY_OUT_OF_RANGE',
  'NOT_A_DISCOUNT',
  'DISCOUNT_AMBIGUOUS',
  'NOT_A_DURATION',
  'FORMULA_ERROR',
  'FORMULA_WITHOUT_VALUE',
] as const;
export type CellProblem = (typeof CELL_PROBLEMS)[number];

export type CellReading<Value> =
  | { readonly outcome: 'value'; readonly value: Value }
  | { readonly outcome: 'empty' }
  | { readonly outcome: 'problem'; readonly problem: CellProblem };

export const EMPTY_READING: { readonly outcome: 'empty' } = { outcome: 'empty' };

export function valueReading<Value>(value: Value): CellReading<Value> {
  return { outcome: 'value', value };
}

export function problemReading(problem: CellProblem): { readonly outcome: 'problem'; readonly problem: CellProblem } {
  return { outcome: 'problem', problem };
}
