import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellGuard, stripCellGuard } from './cell-guards.ts';

describe('stripCellGuard', () => {
  it.each<[string, string, CellGuard[]]>([
    ['0001234567890123\t', '0001234567890123', ['trailing-tab']],
    ['\t6917926768823643751', '6917926768823643751', ['leading-tab']],
    ["'13800000000", '13800000000', ['apostrophe']],
    ['="1930679858170647"', '1930679858170647', ['formula-text']],
    ['="say ""hi"""', 'say "hi"', ['formula-text']],
    ['`4200000000202609010000000001', '4200000000202609010000000001', ['backtick']],
    ['`', '', ['backtick']],
    ['`\t', '', ['trailing-tab', 'backtick']],
    ["\t'0012\t", '0012', ['leading-tab', 'trailing-tab', 'apostrophe']],
    ['0012', '0012', []],
    ['  0012 ', '0012', []],
    ['', '', []],
    ['=1+1', '=1+1', []],
    ["'", "'", []],
  ])('%j', (text, expected, guards) => {
    expect(stripCellGuard(text)).toEqual({ text: expected, guards });
  });

  it('takes any mark off any ordinary value, and off a bare value nothing', () => {
    const value = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 -]{0,30}[A-Za-z0-9]$/);
    const wrap = fc.constantFrom<(text: string) => string>(
      (text) => `${text}\t`,
      (text) => `\t${text}`,
      (text) => `'${text}`,
      (text) => `="${text}"`,
      (text) => `\`${text}`,
      (text) => text,
    );
    fc.assert(fc.property(value, wrap, (text, guard) => stripCellGuard(guard(text)).text === text));
  });
});
