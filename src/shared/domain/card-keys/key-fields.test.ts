import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEY_FIELD_PRESETS } from './key-field-presets.ts';
import { checkKeyPattern, compileKeyField, compileKeyPattern, type KeyPatternProblem } from './key-fields.ts';

/** Hundreds of times what an honest pattern takes on the slowest machine. */
const RUNAWAY_MILLISECONDS = 10_000;

describe('checkKeyPattern', () => {
  it.each<[string, KeyPatternProblem | null]>([
    ['\\d{16}', null],
    ['[A-Z0-9]{5}(?:-[A-Z0-9]{5}){2}', null],
    ['(?:\\d{4}|\\d{6})', null],
    ['[A-Za-z]\\d{8,12}', null],
    ['X[A-Z0-9]{15}', null],
    ['\\x41\\u0042[\\]\\-]{3}', null],
    ['', 'empty'],
    ['a'.repeat(201), 'too-long'],
    ['[A-Z', 'not-a-pattern'],
    ['(\\d', 'not-a-pattern'],
    ['\\d+', 'unbounded'],
    ['.*', 'unbounded'],
    ['\\d{4,}', 'unbounded'],
    ['\\d{600}', 'unbounded'],
    ['(?=\\d)\\d', 'look-around'],
    ['(?<!a)b', 'look-around'],
    ['(a)\\1', 'back-reference'],
    ['(?<name>a)\\k<name>', 'look-around'],
    ['(?:a?){20}', 'nested-repeat'],
    ['(?:a|aa){20}', 'nested-repeat'],
    ['(?:(?:a|aa)b){20}', 'nested-repeat'],
    ['(?:\\d{1,3}\\.){3}\\d{1,3}', 'nested-repeat'],
    ['a{0,9}b{0,9}c{0,9}', 'too-many-repeats'],
    [Array.from({ length: 14 }, (_, index) => `a${index}`).join('|'), 'too-many-choices'],
  ])('%j: %s', (source, problem) => {
    expect(checkKeyPattern(source)).toBe(problem);
  });

  it('lets through no pattern that runs away on any value', () => {
    const atom = fc.constantFrom('a', '.', '\\d', '[a-z]', '(?:a|b)', '(?:ab)');
    const repeat = fc.constantFrom('', '?', '{3}', '{0,9}', '{1,200}', '*', '+', '{2,}');
    const source = fc
      .array(fc.tuple(atom, repeat), { minLength: 1, maxLength: 8 })
      .map((parts) => parts.flat().join(''));
    fc.assert(
      fc.property(source, fc.constantFrom('a', '1', 'ab'), (pattern, unit) => {
        if (checkKeyPattern(pattern)) return;
        const expression = compileKeyPattern(pattern);
        // A pattern that runs away never ends by itself; the watchdog only keeps the test from hanging with it.
        const scope = { expression, text: `${unit.repeat(400)}!` };
        expect(() => runInNewContext('expression.test(text)', scope, { timeout: RUNAWAY_MILLISECONDS })).not.toThrow();
      }),
    );
  });
});

describe('compileKeyField', () => {
  it('says what does not fit, on the whole value', () => {
    const check = compileKeyField({
      name: '卡号',
      role: 'cardNumber',
      isSecret: false,
      pattern: '\\d{4}',
      minimumLength: 2,
    });
    expect(check('1234')).toBeNull();
    expect(check('12345')).toBe('pattern-mismatch');
    expect(check('1234\n')).toBe('pattern-mismatch');
    expect(check('1')).toBe('too-short');
    expect(check('1'.repeat(4097))).toBe('too-long');
  });

  it('throws for a pattern that is not allowed', () => {
    expect(() => compileKeyField({ name: '卡密', role: 'secret', isSecret: true, pattern: '.*' })).toThrow(SyntaxError);
  });
});

describe('KEY_FIELD_PRESETS', () => {
  it('have different ids, different field names and allowed patterns', () => {
    expect(new Set(KEY_FIELD_PRESETS.map(({ id }) => id)).size).toBe(KEY_FIELD_PRESETS.length);
    for (const { fields } of KEY_FIELD_PRESETS) {
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
      for (const { pattern } of fields) expect(pattern === undefined ? null : checkKeyPattern(pattern)).toBeNull();
    }
  });

  it.each([
    ['steam-5-5-5', 'ABCDE-12345-FGHIJ', 'ABCDE-12345'],
    ['groups-4x4', 'AB12-CD34-EF56-GH78', 'AB12CD34EF56GH78'],
    ['digits-16', '0001000200030001', '000100020003000'],
    ['google-play', 'AB12CD34EF56GH78IJ90', 'AB12'],
    ['redeem-link', 'https://cards.example/r?c=AB12', 'cards.example/r'],
  ])('%s tells %j from %j', (id, good, bad) => {
    const field = KEY_FIELD_PRESETS.find((preset) => preset.id === id)?.fields.at(-1);
    const check = field ? compileKeyField(field) : () => 'no such preset';
    expect(check(good)).toBeNull();
    expect(check(bad)).toBe('pattern-mismatch');
  });
});
