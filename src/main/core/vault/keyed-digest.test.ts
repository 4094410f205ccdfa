import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedDigest } from './keyed-digest.ts';

const expected = (key: Buffer, text: string): string => createHmac('sha256', key).update(text, 'utf8').digest('binary');

describe('a keyed digest', () => {
  it('is the HMAC-SHA-256 of RFC 4231', () => {
    const hex = (key: Buffer, text: string) => Buffer.from(keyedDigest(key, text), 'latin1').toString('hex');
    expect(hex(Buffer.from('Jefe'), 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    expect(hex(Buffer.alloc(131, 0xaa), 'Test Using Larger Than Block-Size Key - Hash Key First')).toBe(
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    );
  });

  it('is the same as by createHmac, whatever key and text', () => {
    const key = fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes));
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme' }));
    fc.assert(fc.property(key, text, (one, other) => keyedDigest(one, other) === expected(one, other)));
  });

  it.each([0, 55, 56, 64, 1365, 1366, 5000])('takes a text of %i characters', (length) => {
    const key = randomBytes(32);
    for (const character of ['a', '卡', '\ud800']) {
      const text = character.repeat(length);
      expect(keyedDigest(key, text) === expected(key, text)).toBe(true);
    }
  });
});
