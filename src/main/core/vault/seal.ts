import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

/**
 * Sealed bytes: version (1 byte, 1), data key id (1 byte), nonce (12), ciphertext, tag (16). AES-256-GCM; the additional data
 * binds the shop, the row and the field, so that a sealed value moved elsewhere does not open.
 */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 2 + NONCE_BYTES;

export interface SealKey {
  readonly shopId: string;
  readonly data: Buffer;
  readonly dataKeyId: number;
}

/** A sealed value was altered, moved, or sealed by another shop's key. */
export class SealBroken extends Error {
  constructor() {
    super('A sealed value does not open: it was altered or belongs elsewhere.');
    this.name = 'SealBroken';
  }
}

const noncePool = Buffer.alloc(NONCE_BYTES * 1024);
let nonceOffset = noncePool.length;

function nextNonce(): Buffer {
  if (nonceOffset === noncePool.length) {
    randomFillSync(noncePool);
    nonceOffset = 0;
  }
  const nonce = noncePool.subarray(nonceOffset, nonceOffset + NONCE_BYTES);
  nonceOffset += NONCE_BYTES;
  return nonce;
}

/** Seals `plain` for one place, e.g. `card-key`, key id, `fields`. */
export function seal(
  key: SealKey,
  place: readonly [kind: string, id: number | string, field: string],
  plain: Uint8Array,
): Buffer {
  const nonce = nextNonce();
  const cipher = createCipheriv('aes-256-gcm', key.data, nonce);
  cipher.setAAD(additionalData(key.shopId, place));
  const body = cipher.update(plain);
  cipher.final();
  const sealed = Buffer.allocUnsafe(HEAD_BYTES + body.length + TAG_BYTES);
  sealed[0] = VERSION;
  sealed[1] = key.dataKeyId;
  nonce.copy(sealed, 2);
  body.copy(sealed, HEAD_BYTES);
  cipher.getAuthTag().copy(sealed, HEAD_BYTES + body.length);
  return sealed;
}

export function unseal(
  key: SealKey,
  place: readonly [kind: string, id: number | string, field: string],
  sealed: Uint8Array,
): Buffer {
  if (sealed.length < HEAD_BYTES + TAG_BYTES || sealed[0] !== VERSION || sealed[1] !== key.dataKeyId)
    throw new SealBroken();
  const decipher = createDecipheriv('aes-256-gcm', key.data, sealed.subarray(2, HEAD_BYTES));
  decipher.setAAD(additionalData(key.shopId, place));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const body = decipher.update(sealed.subarray(HEAD_BYTES, sealed.length - TAG_BYTES));
  try {
    decipher.final();
  } catch {
    throw new SealBroken();
  }
  return body;
}

function additionalData(shopId: string, [kind, id, field]: readonly [string, number | string, string]): Buffer {
  return Buffer.from(`${shopId}\u0000${kind}\u0000${id}\u0000${field}`, 'utf8');
}
