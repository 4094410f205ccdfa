import { expect, it } from 'vitest';
import { isFarFromRate } from './exchange-rate.ts';

it.each([
  [712_340_000, 712_340_000, false],
  [890_425_000, 712_340_000, false],
  [890_425_001, 712_340_000, true],
  [569_872_000, 712_340_000, false],
  [569_871_999, 712_340_000, true],
  [71_234_000_000, 712_340_000, true],
])('%i beside %i: far %s', (rate, known, isFar) => {
  expect(isFarFromRate(rate, known)).toBe(isFar);
});
