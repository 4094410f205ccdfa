import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateStrength } from './passphrase-strength.ts';

describe('estimateStrength', () => {
  it.each(['', 'abc', '1234567'])('calls %j too short', (passphrase) => {
    expect(estimateStrength(passphrase)).toMatchObject({ score: 0, weakness: 'short' });
  });

  it.each(['password', 'a1234567', 'qwertyuiop', '11111111', 'woaini520', 'abcdefgh'])(
    'calls %j weak',
    (passphrase) => {
      expect(estimateStrength(passphrase).score).toBeLessThanOrEqual(1);
    },
  );

  it.each(['correct horse battery staple', 'plum-rivet-olive-hangar', 'x9$Kq2!vTz7#Lm', '西窗听雨夜归人不见山'])(
    'calls %j strong',
    (passphrase) => {
      expect(estimateStrength(passphrase).score).toBeGreaterThanOrEqual(3);
    },
  );

  it('counts against it what others know of the person', () => {
    const passphrase = 'chenxiaoming88';
    expect(estimateStrength(passphrase, ['ChenXiaoming']).bits).toBeLessThan(estimateStrength(passphrase).bits);
    expect(estimateStrength(passphrase, ['ChenXiaoming']).weakness).toBe('personal');
  });

  it('never calls a text shorter than eight characters anything but too short', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 7, unit: 'grapheme' }), (passphrase) => {
        fc.pre(Array.from(passphrase).length < 8);
        expect(estimateStrength(passphrase).score).toBe(0);
      }),
    );
  });
});
