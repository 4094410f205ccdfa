import { createHash, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { CFB, utils, write } from 'xlsx';

/*
 * Workbooks of 97-2003 behind a password, built from [MS-XLS] 2.2.10 and 2.4.117 and [MS-OFFCRYPTO] 2.3.5-2.3.7: a plain BIFF8
 * workbook by SheetJS, a FilePass record put into it, and every record encrypted in place. Key derivation, RC4 and where the
 * key stream stands are written anew from the specification; only the XOR array is asked of the library under test, since its
 * tables are all there is to it.
 */

export type XlsEncryption = 'rc4' | 'rc4-cryptoapi' | 'xor';

const FILE_PASS = 0x2f;
const BOUND_SHEET = 0x85;
const BLOCK = 1024;
/** BOF, FilePass, UsrExcl, FileLock, InterfaceHdr, RRDInfo, RRDHead are never encrypted. */
const PLAIN_RECORDS = new Set([0x809, FILE_PASS, 0x194, 0x195, 0xe1, 0x196, 0x138]);

export function encryptedXls(rows: readonly (readonly string[])[], password: string, kind: XlsEncryption): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), '卡密');
  const container = CFB.read(write(book, { type: 'buffer', bookType: 'biff8' }), { type: 'buffer' });
  const entry = CFB.find(container, '/Workbook');
  if (!entry) throw new Error('The workbook has no stream.');
  const { filePass, encrypt } = schemeOf(kind, password);
  entry.content = encryptStream(withFilePass(Buffer.from(entry.content), filePass), encrypt);
  entry.size = entry.content.length;
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Uint8Array);
}

interface Scheme {
  readonly filePass: Buffer;
  /** Encrypts a record's data that begins at a place of the stream; `size` is the whole record's. */
  encrypt(bytes: Buffer, offset: number, size: number): Buffer;
}

/** FilePass follows the first BOF; what comes after it moves, and BoundSheet8 says where sheets begin. */
function withFilePass(stream: Buffer, data: Buffer): Buffer {
  const afterBof = 4 + stream.readUInt16LE(2);
  const header = Buffer.alloc(4);
  header.writeUInt16LE(FILE_PASS, 0);
  header.writeUInt16LE(data.length, 2);
  const whole = Buffer.concat([stream.subarray(0, afterBof), header, data, stream.subarray(afterBof)]);
  for (const { type, start } of recordsOf(whole)) {
    if (type === BOUND_SHEET) whole.writeUInt32LE(whole.readUInt32LE(start) + header.length + data.length, start);
  }
  return whole;
}

function* recordsOf(stream: Buffer): Generator<{ type: number; start: number; size: number }> {
  for (let at = 0; at + 4 <= stream.length; ) {
    const size = stream.readUInt16LE(at + 2);
    yield { type: stream.readUInt16LE(at), start: at + 4, size };
    at += 4 + size;
  }
}

function encryptStream(stream: Buffer, encrypt: Scheme['encrypt']): Buffer {
  const done = Buffer.from(stream);
  for (const { type, start, size } of recordsOf(stream)) {
    if (PLAIN_RECORDS.has(type)) continue;
    const from = type === BOUND_SHEET ? start + 4 : start;
    encrypt(stream.subarray(from, start + size), from, size).copy(done, from);
  }
  return done;
}

function schemeOf(kind: XlsEncryption, password: string): Scheme {
  if (kind === 'xor') return xorScheme(password);
  const salt = randomBytes(16);
  const verifier = randomBytes(16);
  const isCryptoApi = kind === 'rc4-cryptoapi';
  const keyOf = (block: number): Buffer => (isCryptoApi ? cryptoApiKey : rc4Key)(password, salt, block);
  const hash = createHash(isCryptoApi ? 'sha1' : 'md5')
    .update(verifier)
    .digest();
  const sealed = xored(Buffer.concat([verifier, hash]), keyStream(keyOf(0), verifier.length + hash.length));
  const filePass = isCryptoApi
    ? Buffer.concat([
        words(1),
        words(4, 2),
        longs(4, 32, 4, 0, 0x6801, 0x8004, 128, 1, 0, 0, 16),
        salt,
        sealed.subarray(0, 16),
        longs(20),
        sealed.subarray(16),
      ])
    : Buffer.concat([words(1), words(1, 1), salt, sealed]);
  return {
    filePass,
    encrypt(bytes, offset) {
      const done = Buffer.alloc(bytes.length);
      for (let at = 0; at < bytes.length; at += 1) {
        const place = offset + at;
        const stream = keyStream(keyOf(Math.floor(place / BLOCK)), BLOCK);
        done[at] = (bytes[at] ?? 0) ^ (stream[place % BLOCK] ?? 0);
      }
      return done;
    },
  };
}

/** [MS-OFFCRYPTO] 2.3.6.2, with 40 bits. */
function rc4Key(password: string, salt: Buffer, block: number): Buffer {
  const md5 = (...parts: Buffer[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest();
  const first = md5(Buffer.from(password, 'utf16le')).subarray(0, 5);
  const second = md5(...Array.from({ length: 16 }, () => Buffer.concat([first, salt]))).subarray(0, 5);
  return md5(second, longs(block));
}

/** [MS-OFFCRYPTO] 2.3.5.2, with 128 bits. */
function cryptoApiKey(password: string, salt: Buffer, block: number): Buffer {
  const sha1 = (...parts: Buffer[]): Buffer => createHash('sha1').update(Buffer.concat(parts)).digest();
  return sha1(sha1(salt, Buffer.from(password, 'utf16le')), longs(block)).subarray(0, 16);
}

const keyStreams = new Map<string, Buffer>();

/** RC4, which OpenSSL 3 has no more. */
function keyStream(key: Buffer, length: number): Buffer {
  const name = `${key.toString('hex')}/${length}`;
  const known = keyStreams.get(name);
  if (known) return known;
  const state = Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number): number => state[index & 255] ?? 0;
  const swap = (one: number, other: number): void => {
    const held = at(one);
    state[one & 255] = at(other);
    state[other & 255] = held;
  };
  for (let index = 0, other = 0; index < 256; index += 1) {
    other = (other + at(index) + (key[index % key.length] ?? 0)) & 255;
    swap(index, other);
  }
  const stream = Buffer.alloc(length);
  for (let count = 1, other = 0; count <= length; count += 1) {
    other = (other + at(count)) & 255;
    swap(count, other);
    stream[count - 1] = at(at(count) + at(other));
  }
  keyStreams.set(name, stream);
  return stream;
}

/** [MS-OFFCRYPTO] 2.3.7.3: rotated by three bits, then the array, which begins at the record's end modulo 16. */
function xorScheme(password: string): Scheme {
  const array = xorArrayOf(password);
  let verifier = 0;
  for (const character of [...Buffer.from(password, 'latin1')].reverse().concat(password.length)) {
    verifier = ((verifier >> 14) & 1) ^ ((verifier << 1) & 0x7fff) ^ character;
  }
  return {
    filePass: words(0, 0, verifier ^ 0xce4b),
    encrypt: (bytes, offset, size) =>
      Buffer.from(
        bytes.map((byte, index) => {
          const recordStart = offset - (size - bytes.length);
          const place = (recordStart + size + (size - bytes.length) + index) % 16;
          return (((byte >> 3) | (byte << 5)) & 255) ^ (array[place] ?? 0);
        }),
      ),
  };
}

/** Zeros, decrypted by the library, are the array rotated by three bits. */
function xorArrayOf(password: string): Buffer {
  const require = createRequire(import.meta.url);
  const library = require('officecrypto-tool/src/crypto/xor_obfuscation.js') as {
    decrypt(password: string, input: Buffer, plain: number[]): Buffer;
  };
  // A record of 16 bytes at place 0 begins with index 0.
  const rotated = library.decrypt(password, Buffer.alloc(16), Array<number>(16).fill(-1));
  return Buffer.from(rotated.map((byte) => ((byte >> 3) | (byte << 5)) & 255));
}

function xored(bytes: Buffer, stream: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, index) => byte ^ (stream[index] ?? 0)));
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
}

function longs(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}
