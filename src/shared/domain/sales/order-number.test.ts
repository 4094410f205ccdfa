import { describe, expect, it } from 'vitest';
import { plainOrderNumber } from './order-number.ts';

describe('plainOrderNumber', () => {
  it.each([
    ['as it is', 'T2026112900001', 'T2026112900001'],
    ['with spaces around', '  T1\t', 'T1'],
    ['in full width', 'Ｔ１－２', 'T1-2'],
    ['with marks that a chat added', '\u200bT\u20601\ufeff', 'T1'],
    ['with special spaces around', '\u3000T1\u00a0', 'T1'],
    ['with a space within', 'A 1', 'A 1'],
    ['in two cases', 'aB1', 'aB1'],
    ['of nothing but marks', '\u200b\u200d', ''],
  ])('takes one %s', (_, text, plain) => {
    expect(plainOrderNumber(text)).toBe(plain);
  });
});
