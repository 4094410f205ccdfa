import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintTexts, identityFields, lengthPrefixed, loosened } from './fingerprint.ts';
import { CARD_NUMBER_AND_SECRET, type KeyFieldDefinition, SECRET_ONLY } from './key-fields.ts';
import { numberTail } from './number-tail.ts';

const ACCOUNT: readonly KeyFieldDefinition[] = [
  { name: '邮箱', role: 'other', isSecret: false },
  { name: '账号', role: 'account', isSecret: false },
  { name: '密码', role: 'password', isSecret: true },
];

describe('what a key is known by', () => {
  it('is number and secret, not the fields beside them', () => {
    expect(identityFields(ACCOUNT)).toEqual({ number: 1, secret: 2, all: [1, 2], isNumberShown: true });
    expect(identityFields(SECRET_ONLY)).toEqual({ number: null, secret: 0, all: [0], isNumberShown: false });
    const image: readonly KeyFieldDefinition[] = [{ name: '图片', role: 'other', isSecret: true }];
    expect(identityFields(image)).toEqual({ number: null, secret: null, all: [0], isNumberShown: false });
  });

  it('is one text per pair: no two different lists of parts read alike', () => {
    const parts = fc.array(fc.string(), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (left, right) => {
        expect(lengthPrefixed(left) === lengthPrefixed(right)).toBe(JSON.stringify(left) === JSON.stringify(right));
      }),
    );
    expect(lengthPrefixed(['1:a', ''])).not.toBe(lengthPrefixed(['1:', 'a']));
  });

  it('leaves an absent number out', () => {
    const identity = identityFields(CARD_NUMBER_AND_SECRET);
    expect(fingerprintTexts(identity, ['', 'S-1'])).toEqual({
      pair: '3:S-1',
      number: null,
      secret: 'S-1',
      loose: '2:s1',
    });
  });

  it('drops case, every space and every dash when loose', () => {
    expect(loosened('Ab-C d\u3000E—f')).toBe('abcdef');
  });
});

describe('a number tail', () => {
  it('shows a quarter of the number at most', () => {
    expect(numberTail('4006123412345678')).toBe('5678');
    expect(numberTail('12345678')).toBe('78');
    expect(numberTail('123')).toBe('');
    fc.assert(
      fc.property(fc.string(), (number) => {
        expect(numberTail(number).length * 4).toBeLessThanOrEqual(number.length);
        expect(number.endsWith(numberTail(number))).toBe(true);
      }),
    );
  });
});
