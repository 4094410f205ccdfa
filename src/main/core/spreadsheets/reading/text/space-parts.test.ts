import { describe, expect, it } from 'vitest';
import { eachSpacePart, splitAtSpaces } from './space-parts.ts';

describe('a line divided by spaces', () => {
  it.each([
    ['0006 FFFF', ['0006', 'FFFF']],
    ['  0006 \t\u3000FFFF  2028-12-31 ', ['0006', 'FFFF', '2028-12-31']],
    ['', []],
    ['1. 1234 5678 9012 0001  密码 888801', ['1.', '1234 5678 9012 0001', '密码', '888801']],
    ['ABCDE FGH1J KLMNO PQRST UVWXY', ['ABCDE FGH1J KLMNO PQRST UVWXY']],
    ['1234 5678  9012 0001', ['1234', '5678', '9012', '0001']],
    ['1234 5678 901 2000', ['1234', '5678', '901', '2000']],
    ['1234 5678 9012 ABCDE FGHIJ KLMNO', ['1234 5678 9012', 'ABCDE FGHIJ KLMNO']],
    ['ABCDEFG HIJKLMN OPQRSTU', ['ABCDEFG', 'HIJKLMN', 'OPQRSTU']],
  ])('%j', (line, parts) => expect(splitAtSpaces(line)).toEqual(parts));

  it('may be part of a longer text', () => {
    const parts: string[] = [];
    const text = 'A 1234 5678 9012 B';
    eachSpacePart(text, 2, text.length - 2, (from, to) => parts.push(text.slice(from, to)));
    expect(parts).toEqual(['1234 5678 9012']);
  });
});
