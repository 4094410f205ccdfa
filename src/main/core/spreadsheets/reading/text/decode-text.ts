import { isAscii, isUtf8 } from 'node:buffer';
import type { ByteSource } from '#core/files/byte-source.ts';
import type { TextEncoding } from '../../sheet-description.ts';
import { SheetRefusal } from '../../sheet-refusal.ts';

export interface TextChunk {
  readonly text: string;
  /** Bytes of the file that are decoded once this chunk is. */
  readonly endOffset: number;
}

const CHUNK_BYTES = 256 * 1024;
/** Longer lines exist only by accident or malice. */
const MAX_LINE_BYTES = 8 * 1024 * 1024;
const LF = 10;
const CR = 13;

/** Decodes a file piece by piece, strictly: a byte that means nothing is refused with its offset and line. */
export function* decodeText(source: ByteSource, encoding: TextEncoding, start: number): Generator<TextChunk> {
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const decode = strictDecoder(encoding);
  let offset = start;
  while (offset < source.size) {
    const bytes = isWide ? nextUnits(source, offset, encoding) : nextLines(source, offset);
    const text = decode(bytes);
    if (text === null) {
      const bad = offset + decodableLength(bytes, encoding);
      throw new SheetRefusal('UNDECODABLE', `A byte is not ${encoding} text`, {
        offset: bad,
        line: lineAt(source, bad, encoding, start),
      });
    }
    const isFirst = offset === start;
    offset += bytes.length;
    yield { text: isFirst && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, endOffset: offset };
  }
}

/** The physical line of an offset, counted only when something has to be said about it. */
function lineAt(source: ByteSource, offset: number, encoding: TextEncoding, start: number): number {
  const [unit, low] = encoding === 'utf-16le' ? [2, 0] : encoding === 'utf-16be' ? [2, 1] : [1, 0];
  let [feeds, returns, pairs] = [0, 0, 0];
  let previous = 0;
  for (let at = start; at < offset; at += CHUNK_BYTES) {
    const bytes = source.read(at, Math.min(CHUNK_BYTES, offset - at));
    for (let index = low; index < bytes.length; index += unit) {
      const byte = unit === 2 && bytes[index + 1 - 2 * low] !== 0 ? -1 : bytes[index];
      if (byte === LF) feeds += 1;
      if (byte === CR) returns += 1;
      if (byte === LF && previous === CR) pairs += 1;
      previous = byte ?? 0;
    }
  }
  return 1 + feeds + returns - pairs;
}

/** Whole lines, because no line end is ever part of a longer character in the encodings we read. */
function nextLines(source: ByteSource, offset: number): Buffer {
  for (let length = CHUNK_BYTES; ; length *= 2) {
    const bytes = source.read(offset, length);
    if (offset + bytes.length >= source.size) return bytes;
    let end = bytes.lastIndexOf(LF) + 1;
    if (end === 0) end = bytes.subarray(0, bytes.length - 1).lastIndexOf(CR) + 1;
    if (end > 0) return bytes.subarray(0, end);
    if (length >= MAX_LINE_BYTES) {
      const line = lineAt(source, offset, 'utf-8', 0);
      throw new SheetRefusal('LINE_TOO_LONG', 'A line is longer than 8 MiB', { line });
    }
  }
}

/** Whole UTF-16 units, without the first half of a surrogate pair at the end. */
function nextUnits(source: ByteSource, offset: number, encoding: TextEncoding): Buffer {
  const bytes = source.read(offset, CHUNK_BYTES);
  if (offset + bytes.length >= source.size) return bytes;
  const even = bytes.length - (bytes.length % 2);
  const last = encoding === 'utf-16le' ? bytes.readUInt16LE(even - 2) : bytes.readUInt16BE(even - 2);
  return bytes.subarray(0, last >= 0xd800 && last <= 0xdbff ? even - 2 : even);
}

/** The text, or null when some byte means nothing in the encoding. */
function strictDecoder(encoding: TextEncoding): (bytes: Buffer) => string | null {
  if (encoding === 'utf-8') {
    return (bytes) => (isAscii(bytes) ? bytes.toString('latin1') : isUtf8(bytes) ? bytes.toString('utf8') : null);
  }
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    return (bytes) => {
      if (bytes.length % 2 === 1) return null;
      const text =
        encoding === 'utf-16le' ? bytes.toString('utf16le') : Buffer.from(bytes).swap16().toString('utf16le');
      return text.isWellFormed() ? text : null;
    };
  }
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes) => {
    if (isAscii(bytes)) return bytes.toString('latin1');
    try {
      const text = decoder.decode(bytes);
      return encoding === 'big5' && BEYOND_BIG5.test(text) ? null : text;
    } catch {
      return null;
    }
  };
}

/** ICU reads bytes that Big5 does not define as private characters instead of refusing them. */
const BEYOND_BIG5 = /[\ue000-\uf8ff\x80-\x9f]/;

/** How many bytes from the start are good; found by halving, since decoders only say that something is wrong. */
function decodableLength(bytes: Buffer, encoding: TextEncoding): number {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
    const text = encoding === 'utf-16le' ? even.toString('utf16le') : even.swap16().toString('utf16le');
    for (let index = 0; index < text.length; index += 1) {
      if (!text[index]?.isWellFormed() && !text.slice(index, index + 2).isWellFormed()) return index * 2;
      if ((text.codePointAt(index) ?? 0) > 0xffff) index += 1;
    }
    return even.length;
  }
  // Decoding stream-wise accepts a cut character at the end, so "the first n bytes are good" is monotonous in n.
  const isGood = (length: number): boolean => {
    try {
      const decoder = new TextDecoder(encoding, { fatal: true });
      const text = decoder.decode(bytes.subarray(0, length), { stream: true });
      return encoding !== 'big5' || !BEYOND_BIG5.test(text);
    } catch {
      return false;
    }
  };
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isGood(middle)) good = middle;
    else bad = middle;
  }
  // The bytes of a character that never ended belong to the trouble: step back to where it began.
  const decode = strictDecoder(encoding);
  for (let start = good - 1; start >= Math.max(0, good - 3); start -= 1) {
    if (decode(bytes.subarray(0, start)) !== null && decode(bytes.subarray(start, good)) === null) return start;
  }
  return good;
}

/**
 * How many lines end in a piece of text: by LF, by CR and LF, or by CR alone, as old Mac files and people who paste from several
 * places have it. What is cut between CR and LF counts twice: a file has that many lines at most.
 */
export function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) !== LF) count += 1;
  }
  return count;
}
