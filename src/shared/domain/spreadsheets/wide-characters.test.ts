import { expect, it } from 'vitest';
import { findWideCharacter, foldWideCharacters } from './wide-characters.ts';

it('proposes ASCII for full-width digits, letters and signs of a number', () => {
  expect(findWideCharacter('00１2')).toEqual({ position: 3, codePoint: 0xff11 });
  expect(foldWideCharacters('００１２Ａｂ－９')).toBe('0012Ab-9');
});

it('leaves everything else as it is', () => {
  expect(findWideCharacter('0012-卡①Ⅳﬁ')).toEqual({ position: 7, codePoint: 0x2460 });
  expect(findWideCharacter('ABC卡')).toBeNull();
  expect(foldWideCharacters('abc卡é')).toBe('abc卡é');
});
