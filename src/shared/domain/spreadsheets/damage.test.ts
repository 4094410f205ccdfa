import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIdDamage, type IdDamage, isErrorText, isRoundedColumn, remedyOf } from './damage.ts';
import type { CellKind } from './sheet-row.ts';

describe('findIdDamage', () => {
  it.each<[CellKind, string, IdDamage | null]>([
    ['text', '1.23457E+15', 'SCIENTIFIC_NOTATION'],
    ['text', '1e+16', 'SCIENTIFIC_NOTATION'],
    ['text', '8.68533E14', 'SCIENTIFIC_NOTATION'],
    ['number', '6.2284804025648896E+18', 'SCIENTIFIC_NOTATION'],
    ['number', '1234567890123456', 'TOO_MANY_DIGITS'],
    ['number', '123456789012345', null],
    ['number', '12345678901234.5', 'FRACTIONAL_NUMBER'],
    ['text', '10160070484512.0', 'FRACTIONAL_NUMBER'],
    ['number', '-12', 'NEGATIVE_NUMBER'],
    ['date', '2026-12-26', 'DATE_CELL'],
    ['boolean', 'TRUE', 'BOOLEAN_CELL'],
    ['error', '#N/A', 'FORMULA_ERROR'],
    ['text', '#REF!', 'FORMULA_ERROR'],
    ['text', '########', 'FORMULA_ERROR'],
    ['uncached-formula', '', 'FORMULA_WITHOUT_VALUE'],
    ['empty', '', null],
    ['text', '12345678901234567890', null],
    ['text', '1E10', null],
    ['text', '5E12AB34', null],
    ['text', '#A1B2', null],
    ['text', 'ABCDE-12345', null],
  ])('%s %j: %s', (kind, text, expected) => {
    expect(findIdDamage(kind, text)).toBe(expected);
  });

  it('accepts a number cell exactly when it is whole and has no more than 15 digits', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 20n), (value) => {
        const text = String(value);
        expect(findIdDamage('number', text)).toBe(text.length > 15 ? 'TOO_MANY_DIGITS' : null);
        expect(findIdDamage('text', text)).toBeNull();
      }),
    );
  });

  it('names what a person can do', () => {
    expect(remedyOf('TOO_MANY_DIGITS')).toBe('ask-for-original-text');
    expect(remedyOf('FORMULA_WITHOUT_VALUE')).toBe('recalculate-and-save');
  });
});

it('tells a formula error from a comment', () => {
  expect(isErrorText('#DIV/0!')).toBe(true);
  expect(isErrorText('# 50元点卡')).toBe(false);
});

it('sees that a column of long texts was once a column of numbers', () => {
  expect(isRoundedColumn(['9990323200018850', '9990323200018860', '9990323200018870'])).toBe(true);
  expect(isRoundedColumn(['9990323200018850', '9990323200018861', '9990323200018870'])).toBe(false);
  expect(isRoundedColumn(['9990323200018850', '9990323200018860'])).toBe(false);
});
