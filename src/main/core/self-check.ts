import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { argon2id } from 'hash-wasm';
import { unsafeDatabaseSettings } from './db/safety-check.ts';

/**
 * What this runtime cannot do that KaCang stands on, by name; empty where all is well. Electron brings another crypto and
 * another text library than Node, so nothing is taken for granted: known answers are compared.
 */
export async function selfCheck(): Promise<string[]> {
  const missing: string[] = [];
  for (const [name, holds] of CHECKS) {
    const isGood = await Promise.resolve()
      .then(holds)
      .catch(() => false);
    if (!isGood) missing.push(name);
  }
  return [...missing, ...unsafeDatabaseSettings().map((name) => `SQLite ${name}`)];
}

const CHECKS: readonly (readonly [name: string, holds: () => boolean | Promise<boolean>])[] = [
  ['AES-256-GCM', sealsAndOpens],
  // Wikipedia's example of HMAC.
  [
    'HMAC-SHA-256',
    () =>
      createHmac('sha256', 'key').update('The quick brown fox jumps over the lazy dog').digest('hex') ===
      'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
  ],
  // RFC 5869, appendix A.1.
  [
    'HKDF-SHA-256',
    () =>
      Buffer.from(
        hkdfSync(
          'sha256',
          Buffer.alloc(22, 0x0b),
          Buffer.from('000102030405060708090a0b0c', 'hex'),
          Buffer.from('f0f1f2f3f4f5f6f7f8f9', 'hex'),
          42,
        ),
      ).toString('hex') === '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  ],
  // Node's own argon2id and hash-wasm agree on this one.
  [
    'Argon2id',
    async () =>
      (await argon2id({
        password: 'kacang',
        salt: Buffer.from('self-check-salt!'),
        memorySize: 64,
        iterations: 1,
        parallelism: 1,
        hashLength: 16,
        outputType: 'hex',
      })) === 'bae2bb636fe4af94a5ed7fceaccf271c',
  ],
  ['GB18030', () => decodes('gb18030', 'bfa8b2d6', '卡仓')],
  // Four bytes, beyond GBK: what tells GB18030 from its forebears.
  ['GB18030 (four bytes)', () => decodes('gb18030', '95349538', '\u{20a98}')],
  ['Big5', () => decodes('big5', 'a564addc', '卡倉')],
  ['UTF-16LE', () => decodes('utf-16le', '6153d34e', '卡仓')],
  ['strict UTF-8', () => decodes('utf-8', 'e58da1e4bb93', '卡仓') && !accepts('utf-8', 'ff')],
  ['inflate', () => inflateRawSync(deflateRawSync(Buffer.from('卡仓'))).toString('utf8') === '卡仓'],
  ['time zones', () => new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai' }).format(0).startsWith('1/1/')],
];

function sealsAndOpens(): boolean {
  const key = Buffer.alloc(32, 1);
  const nonce = Buffer.alloc(12, 2);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from('place'));
  const sealed = Buffer.concat([cipher.update('卡仓', 'utf8'), cipher.final()]);
  const open = (aad: string): string => {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce);
    decipher.setAAD(Buffer.from(aad));
    decipher.setAuthTag(cipher.getAuthTag());
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
  };
  if (open('place') !== '卡仓') return false;
  try {
    open('another place');
    return false;
  } catch {
    return true;
  }
}

function decodes(encoding: string, hex: string, text: string): boolean {
  return new TextDecoder(encoding, { fatal: true }).decode(Buffer.from(hex, 'hex')) === text;
}

function accepts(encoding: string, hex: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(Buffer.from(hex, 'hex'));
    return true;
  } catch {
    return false;
  }
}
