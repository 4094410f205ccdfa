/**
 * Our own csv files carry an apostrophe before a cell that a spreadsheet program would run as a formula, and the line
 * {@link OWN_CSV_MARK} first, by which an import knows that every such apostrophe is ours. For every text,
 * `unguardFormula(guardFormula(text)) === text`.
 */
export const OWN_CSV_MARK = '#KaCang csv 1';

const STARTS_FORMULA = /^['=+\-@\t\r\n＝＋－＠]/;

export function guardFormula(text: string): string {
  return STARTS_FORMULA.test(text) ? `'${text}` : text;
}

export function unguardFormula(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text;
}
