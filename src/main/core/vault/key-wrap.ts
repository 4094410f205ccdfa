import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';

/** How a passphrase becomes a wrapping key. Kept beside each wrap, so that it can grow with the years. */
export interface Derivation {
  readonly name: 'argon2id';
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly parallelism: number;
  readonly saltBase64: string;
}

export interface KeyWrap {
  readonly derivation: Derivation;
  /** nonce (12), ciphertext (32), tag (16) */
  readonly wrappedKey: Buffer;
}

export type PassphraseStrength = Pick<Derivation, 'memoryKiB' | 'iterations' | 'parallelism'>;

/** 64 MiB, 3 passes, 4 lanes: about a quarter of a second on an office PC (shared reference: figures). */
export const STRONG_DERIVATION: PassphraseStrength = { memoryKiB: 65_536, iterations: 3, parallelism: 4 };

/** Wraps the root key under a passphrase or recovery code. */
export async function wrapRootKey(rootKey: Buffer, secret: string, strength: PassphraseStrength): Promise<KeyWrap> {
  const derivation: Derivation = { name: 'argon2id', ...strength, saltBase64: randomBytes(16).toString('base64') };
  const wrappingKey = await deriveWrappingKey(secret, derivation);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce);
  const body = Buffer.concat([cipher.update(rootKey), cipher.final()]);
  return { derivation, wrappedKey: Buffer.concat([nonce, body, cipher.getAuthTag()]) };
}

/** Unwraps the root key; null when the passphrase is wrong. */
export async function unwrapRootKey(wrap: KeyWrap, secret: string): Promise<Buffer | null> {
  const wrappingKey = await deriveWrappingKey(secret, wrap.derivation);
  const bytes = wrap.wrappedKey;
  const decipher = createDecipheriv('aes-256-gcm', wrappingKey, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(bytes.length - 16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, bytes.length - 16)), decipher.final()]);
  } catch {
    return null;
  }
}

async function deriveWrappingKey(secret: string, derivation: Derivation): Promise<Buffer> {
  const key = await argon2id({
    password: secret.normalize('NFKC'),
    salt: Buffer.from(derivation.saltBase64, 'base64'),
    memorySize: derivation.memoryKiB,
    iterations: derivation.iterations,
    parallelism: derivation.parallelism,
    hashLength: 32,
    outputType: 'binary',
  });
  return Buffer.from(key);
}

const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A recovery code: 160 bits in eight groups of four, without the letters that look like digits. */
export function newRecoveryCode(): string {
  const characters = [...randomBytes(32)].map((byte) => CODE_ALPHABET[byte % 32]);
  return Array.from({ length: 8 }, (_, group) => characters.slice(group * 4, group * 4 + 4).join('')).join('-');
}

/** What was typed, as it was made: upper case, without gaps; dashes put back. */
export function normaliseRecoveryCode(typed: string): string {
  const characters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return (characters.match(/.{1,4}/g) ?? []).join('-');
}
