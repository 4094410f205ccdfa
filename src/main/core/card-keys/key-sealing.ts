import { keyedDigest } from '#core/vault/keyed-digest.ts';
import { seal, unseal } from '#core/vault/seal.ts';
import type { VaultKeys } from '#core/vault/vault-keys.ts';
import { fingerprintTexts, type IdentityFields } from '#shared/domain/card-keys/fingerprint.ts';

/** A key in plain: its fields in the SKU's order, and the whole line it came in. */
export interface PlainKey {
  readonly fields: readonly string[];
  readonly rawLine: string;
}

/** Keyed fingerprints as the database holds them. */
export interface KeyFingerprints {
  readonly pairMac: Buffer;
  readonly numberMac: Buffer | null;
  readonly secretMac: Buffer | null;
  readonly looseMac: Buffer;
}

/**
 * Bytes of a fingerprint: HMAC-SHA-256 cut to its first 16. Ten million keys then share one by chance with a probability of
 * about 10^-25, and four indexes over a million keys are half as large.
 */
export const FINGERPRINT_BYTES = 16;

/** Seals a key for its row: one AES-256-GCM message, bound to shop, key id and field. */
export function sealKey(keys: VaultKeys, keyId: number, plain: PlainKey): Buffer {
  const text = JSON.stringify([plain.rawLine, ...plain.fields]);
  return seal(keys, ['card-key', keyId, 'fields'], Buffer.from(text, 'utf8'));
}

/** Throws SealBroken where the row was altered or moved. */
export function openKey(keys: VaultKeys, keyId: number, sealed: Uint8Array): PlainKey {
  const text = unseal(keys, ['card-key', keyId, 'fields'], sealed).toString('utf8');
  const [rawLine = '', ...fields] = JSON.parse(text) as string[];
  return { fields, rawLine };
}

/** The fingerprints of a key whose fields stand as `identity` says. */
export function fingerprintsOf(keys: VaultKeys, identity: IdentityFields, fields: readonly string[]): KeyFingerprints {
  const texts = fingerprintTexts(identity, fields);
  return {
    pairMac: fingerprint(keys.pairMac, texts.pair),
    numberMac: texts.number === null ? null : numberFingerprint(keys, texts.number),
    secretMac: texts.secret === null ? null : secretFingerprint(keys, texts.secret),
    looseMac: fingerprint(keys.looseMac, texts.loose),
  };
}

/** Finds keys by their whole number. */
export function numberFingerprint(keys: VaultKeys, number: string): Buffer {
  return fingerprint(keys.numberMac, number);
}

/** Finds keys by their whole secret. */
export function secretFingerprint(keys: VaultKeys, secret: string): Buffer {
  return fingerprint(keys.secretMac, secret);
}

function fingerprint(key: Buffer, text: string): Buffer {
  const mac = Buffer.allocUnsafe(FINGERPRINT_BYTES);
  mac.write(keyedDigest(key, text), 'latin1');
  return mac;
}
