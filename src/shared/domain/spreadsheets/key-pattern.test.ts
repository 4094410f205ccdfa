import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeSecret, describeShape } from './key-pattern.ts';

describe('describeShape', () => {
  it.each([
    ['ABCDE-12345', 'A5-D5'],
    ['AB12CD34EF56', 'X12'],
    ['0001000200030001', 'D16'],
    ['abc卡密!', 'a3H2S1'],
    ['', ''],
    ['00\u200b12', 'D2I1D2'],
  ])('%j is %j', (text, shape) => {
    expect(describeShape(text)).toBe(shape);
  });

  it('is the same for any two keys of one build', () => {
    const key = (unit: string) => fc.stringMatching(new RegExp(`^[${unit}]{8}-[0-9]{4}$`));
    fc.assert(fc.property(key('A-Z'), key('A-Z'), (left, right) => describeShape(left) === describeShape(right)));
  });

  it('stays short for a long text', () => {
    expect(describeShape('a-'.repeat(500)).length).toBeLessThan(60);
  });
});

it('says where the first odd character stands', () => {
  expect(describeSecret('AB１2')).toEqual({
    length: 4,
    shape: 'A2O1D1',
    oddCharacter: { position: 3, codePoint: 0xff11 },
  });
  expect(describeSecret('AB12')).toEqual({ length: 4, shape: 'X4' });
});
