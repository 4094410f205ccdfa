import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInvisibleCharacters, formatCodePoint, removeInvisibleCharacters } from './invisible-characters.ts';

const LISTED = [
  0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2028, 0x202f, 0x2000, 0x205f,
  0x206f, 0x2060, 0xfeff, 0xa0, 0x3000, 0xad, 0,
];

describe('findInvisibleCharacters', () => {
  it.each(LISTED)('finds code point %i with its position', (codePoint) => {
    expect(findInvisibleCharacters(`00${String.fromCodePoint(codePoint)}12`)).toEqual([
      { position: 3, codePoint, isEscape: false },
    ]);
  });

  it('counts characters, not UTF-16 units', () => {
    expect(findInvisibleCharacters('😀\u200b')).toEqual([{ position: 2, codePoint: 0x200b, isEscape: false }]);
  });

  it('reads the escape that workbooks write for a carriage return', () => {
    expect(findInvisibleCharacters('0012_x000D_')).toEqual([{ position: 5, codePoint: 13, isEscape: true }]);
    expect(removeInvisibleCharacters('0012_x000D_', new Set([13]))).toBe('0012');
    expect(findInvisibleCharacters('_x0041_')).toEqual([]);
  });

  it('sees nothing in letters, digits, spaces, tabs, line ends and Chinese', () => {
    expect(findInvisibleCharacters('AZaz09 -_.\t\n卡密～é‐‧‰⁞⁰')).toEqual([]);
  });
});

describe('removeInvisibleCharacters', () => {
  it('removes only what was accepted', () => {
    expect(removeInvisibleCharacters('a\u200bb\u00a0c', new Set([0x200b]))).toBe('ab\u00a0c');
  });

  it('leaves nothing of an accepted kind and every other character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const all = new Set(findInvisibleCharacters(text).map(({ codePoint }) => codePoint));
        const removed = removeInvisibleCharacters(text, all);
        return (
          text.length - removed.length <= 7 * findInvisibleCharacters(text).length && (all.size > 0 || removed === text)
        );
      }),
    );
  });
});

it('writes a code point as people look it up', () => {
  expect(formatCodePoint(0xa0)).toBe('U+00A0');
  expect(formatCodePoint(0x200b)).toBe('U+200B');
});
