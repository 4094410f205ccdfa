import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinCells, splitLine } from './row-line.ts';
import type { SheetRow } from './sheet-row.ts';

const rowOf = (texts: readonly string[]): SheetRow => ({
  rowNumber: 1,
  isHidden: false,
  cells: texts.map((text) => ({ kind: 'text', text })),
});

describe('joinCells', () => {
  it.each([
    [['Steam, US', 'ABC', '123'], ',', '"Steam, US",ABC,123'],
    [['A"B', '', 'C'], ',', 'A"B,,C'],
    [['"A"', 'B\nC'], '----', '"""A"""----"B\nC"'],
    [['="0001"', 'AB12'], '\t', '="0001"\tAB12'],
  ])('%j with %j is %j', (texts, separator, line) => {
    expect(joinCells(rowOf(texts), separator)).toBe(line);
    expect(splitLine(line, separator)).toEqual(texts);
  });

  it('gives every row its cells back', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '1', '"', ',', '-', ' ', '\t', '\n', '卡') });
    const separators = fc.constantFrom(',', ';', '\t', '----', '--', '|', ' ');
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), separators, (texts, separator) => {
        expect(splitLine(joinCells(rowOf(texts), separator), separator)).toEqual(texts);
      }),
    );
  });
});
