import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealBroken } from '#core/vault/seal.ts';
import { deriveVaultKeys } from '#core/vault/vault-keys.ts';
import { identityFields } from '#shared/domain/card-keys/fingerprint.ts';
import { CARD_NUMBER_AND_SECRET } from '#shared/domain/card-keys/key-fields.ts';
import { FINGERPRINT_BYTES, fingerprintsOf, openKey, sealKey, secretFingerprint } from './key-sealing.ts';

const keys = deriveVaultKeys(randomBytes(32), 'shop-1');
const identity = identityFields(CARD_NUMBER_AND_SECRET);

describe('a sealed key', () => {
  it('opens as it was, for any text, lone surrogates too', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 5 }), anyText, (fields, rawLine) => {
        expect(openKey(keys, 7, sealKey(keys, 7, { fields, rawLine }))).toEqual({ fields, rawLine });
      }),
    );
    const lone = { fields: ['\ud800'], rawLine: '\udc00x' };
    expect(openKey(keys, 1, sealKey(keys, 1, lone))).toEqual(lone);
  });

  it('opens in its own row and shop only', () => {
    const sealed = sealKey(keys, 7, { fields: ['a', 'b'], rawLine: 'a,b' });
    expect(() => openKey(keys, 8, sealed)).toThrow(SealBroken);
    expect(() => openKey(deriveVaultKeys(randomBytes(32), 'shop-1'), 7, sealed)).toThrow(SealBroken);
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    expect(() => openKey(keys, 7, sealed)).toThrow(SealBroken);
  });

  it('holds nothing of the plain text', () => {
    const sealed = sealKey(keys, 7, { fields: ['4006123412341234', 'PLAINTEXT'], rawLine: 'PLAINTEXT' });
    expect(sealed.includes('PLAINTEXT')).toBe(false);
    expect(sealed.includes('40061234')).toBe(false);
  });
});

describe('fingerprints', () => {
  const of = (...fields: string[]) => fingerprintsOf(keys, identity, fields);

  it('know a pair again when its columns are swapped, and tell other pairs apart', () => {
    expect(of('4006', 'AB').pairMac).toEqual(of('AB', '4006').pairMac);
    expect(of('4006', 'AB').pairMac).not.toEqual(of('4006A', 'B').pairMac);
    expect(of('4006', 'AB').pairMac).not.toEqual(of('4006', 'ab').pairMac);
    expect(of('4006', 'AB').pairMac).toHaveLength(FINGERPRINT_BYTES);
  });

  it('forget case, spaces and dashes only where loose', () => {
    expect(of('4006', 'AB-CD').looseMac).toEqual(of('40 06', 'abcd').looseMac);
    expect(of('4006', 'AB-CD').secretMac).not.toEqual(of('4006', 'ABCD').secretMac);
    expect(of('4006', 'AB').secretMac).toEqual(secretFingerprint(keys, 'AB'));
    expect(of('AB', 'AB').numberMac).not.toEqual(of('AB', 'AB').secretMac);
  });

  it('differ from shop to shop', () => {
    const other = deriveVaultKeys(randomBytes(32), 'shop-2');
    expect(fingerprintsOf(other, identity, ['4006', 'AB']).pairMac).not.toEqual(of('4006', 'AB').pairMac);
  });
});
