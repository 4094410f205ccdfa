import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stripCellGuard } from './cell-guards.ts';
import { guardFormula, unguardFormula } from './formula-guard.ts';

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('marks %j', (text) => {
  expect(guardFormula(text)).toBe(`'${text}`);
});

it('leaves ordinary text alone', () => {
  expect(guardFormula('0001-ABCD')).toBe('0001-ABCD');
});

it('comes back unchanged for every text, and never begins a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(unguardFormula(guardFormula(text))).toBe(text);
      expect(guardFormula(text)).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r'), fc.string(), (first, rest) => {
      expect(unguardFormula(guardFormula(first + rest))).toBe(first + rest);
    }),
  );
});

it('is taken off by the ordinary reading too', () => {
  expect(stripCellGuard(guardFormula('=1+1')).text).toBe('=1+1');
});
