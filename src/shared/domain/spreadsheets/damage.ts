import type { SheetCell } from './sheet-row.ts';

/**
 * What a spreadsheet program has done to an id that cannot be undone: the digits are gone from the file.
 * `TOO_MANY_DIGITS`: a number cell with more than 15 digits, of which only 15 are true.
 */
export const ID_DAMAGES = [
  'SCIENTIFIC_NOTATION',
  'TOO_MANY_DIGITS',
  'FRACTIONAL_NUMBER',
  'NEGATIVE_NUMBER',
  'DATE_CELL',
  'BOOLEAN_CELL',
  'FORMULA_ERROR',
  'FORMULA_WITHOUT_VALUE',
] as const;
export type IdDamage = (typeof ID_DAMAGES)[number];

/** What the person can do: get the file before a spreadsheet touched it, mend the formula, or open and save the workbook. */
export type DamageRemedy = 'ask-for-original-text' | 'correct-formula' | 'recalculate-and-save';

const REMEDIES: Record<IdDamage, DamageRemedy> = {
  SCIENTIFIC_NOTATION: 'ask-for-original-text',
  TOO_MANY_DIGITS: 'ask-for-original-text',
  FRACTIONAL_NUMBER: 'ask-for-original-text',
  NEGATIVE_NUMBER: 'ask-for-original-text',
  DATE_CELL: 'ask-for-original-text',
  BOOLEAN_CELL: 'ask-for-original-text',
  FORMULA_ERROR: 'correct-formula',
  FORMULA_WITHOUT_VALUE: 'recalculate-and-save',
};

export function remedyOf(damage: IdDamage): DamageRemedy {
  return REMEDIES[damage];
}

/** Excel keeps this many significant digits of a number. */
export const TRUE_DIGITS = 15;

const ERROR_TEXT =
  /^(?:#N\/A|#(?:REF|VALUE|DIV\/0|NUM|NULL|SPILL|CALC|BUSY|BLOCKED|CONNECT|FIELD|UNKNOWN)!|#NAME\?|#{4,})$/i;
/** As programs print a double: `1.23457E+15`, `1e+16`, Java's `1.2345E15`. A plain `1E10` may be a true key and passes. */
const SCIENTIFIC_TEXT = /^[+-]?(?:\d(?:\.\d+)?E[+-]\d{2,3}|\d\.\d+E\d{1,3})$/i;
/** `10160070484512.0`: an id that went through a floating-point column. */
const FLOAT_TEXT = /^\d{7,}\.0+$/;
const WHOLE_NUMBER = /^\d+$/;

/** True for the text of a spreadsheet error, as csv files carry it: `#N/A`, `#REF!`, `########`. */
export function isErrorText(text: string): boolean {
  return text.charCodeAt(0) === 0x23 && ERROR_TEXT.test(text);
}

/** How a cell of an id or key column is damaged; null when it is whole. `text` is the cell's text without guards. */
export function findIdDamage(kind: SheetCell['kind'], text: string): IdDamage | null {
  switch (kind) {
    case 'empty':
      return null;
    case 'text':
      return findTextDamage(text);
    case 'number':
      return findNumberDamage(text);
    case 'date':
      return 'DATE_CELL';
    case 'boolean':
      return 'BOOLEAN_CELL';
    case 'error':
      return 'FORMULA_ERROR';
    case 'uncached-formula':
      return 'FORMULA_WITHOUT_VALUE';
  }
}

/** True when a number cell may have lost leading zeros: worth a visible warning, not a refusal. */
export function mayHaveLostZeros(kind: SheetCell['kind']): boolean {
  return kind === 'number';
}

/**
 * True when at least three whole numbers of more than 15 digits in a column all end in zeros from the 16th digit on: they
 * were numbers once, though the file now holds text. Source: Excel keeps 15 digits (SheetJS #2078, Laravel-Excel #1126).
 */
export function isRoundedColumn(texts: readonly string[]): boolean {
  const long = texts.filter(isLongNumber);
  return long.length >= 3 && long.every(endsAsRounded);
}

/** Whether a text is a whole number of more digits than a spreadsheet keeps. */
export function isLongNumber(text: string): boolean {
  return text.length > TRUE_DIGITS && WHOLE_NUMBER.test(text);
}

/** Whether a whole number of more than 15 digits has nothing but zeros from the 16th on. */
export function endsAsRounded(text: string): boolean {
  return isLongNumber(text) && /^0+$/.test(text.slice(TRUE_DIGITS));
}

function findTextDamage(text: string): IdDamage | null {
  const first = text.charCodeAt(0);
  if (first === 0x23) return ERROR_TEXT.test(text) ? 'FORMULA_ERROR' : null;
  const isNumeric = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d;
  if (!isNumeric) return null;
  if (SCIENTIFIC_TEXT.test(text)) return 'SCIENTIFIC_NOTATION';
  return FLOAT_TEXT.test(text) ? 'FRACTIONAL_NUMBER' : null;
}

function findNumberDamage(text: string): IdDamage | null {
  if (WHOLE_NUMBER.test(text)) return text.length > TRUE_DIGITS ? 'TOO_MANY_DIGITS' : null;
  if (/e/i.test(text)) return 'SCIENTIFIC_NOTATION';
  if (text.startsWith('-')) return 'NEGATIVE_NUMBER';
  return 'FRACTIONAL_NUMBER';
}
