import { isAscii, isUtf8 } from 'node:buffer';
import type { ByteSource } from '#core/files/byte-source.ts';
import type { EncodingCandidate, TextEncoding } from '../../sheet-description.ts';
import { COMMON_CHARACTERS, HEADER_WORDS } from './common-characters.ts';

export interface DetectedEncoding {
  readonly encoding: TextEncoding;
  /** Length of the byte order mark. */
  readonly start: number;
  /** Best first. */
  readonly candidates: readonly EncodingCandidate[];
  readonly isAmbiguous: boolean;
}

const READ_BYTES = 256 * 1024;
const SAMPLE_BYTES = 64 * 1024;
/** Candidates closer than this are a tie. */
const TIE = 0.12;

/**
 * Recognises an encoding. That bytes can be decoded says little (Big5 decodes as GB18030 without an error), so what
 * decides is whether the result looks like Chinese text: header words and common characters.
 */
export function detectEncoding(source: ByteSource): DetectedEncoding {
  const head = source.read(0, 4);
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return certain('utf-8', 3);
  if (head[0] === 0xff && head[1] === 0xfe) return certain('utf-16le', 2);
  if (head[0] === 0xfe && head[1] === 0xff) return certain('utf-16be', 2);
  const wide = wideEncodingOf(source.read(0, SAMPLE_BYTES));
  if (wide) return certain(wide, 0);

  const sample = nonAsciiSample(source);
  if (sample.length === 0) return certain('utf-8', 0);
  const encodings: TextEncoding[] = ['utf-8', 'gb18030', 'big5'];
  const candidates = encodings
    .map((encoding) => candidateOf(encoding, sample))
    .sort((left, right) => right.score - left.score);
  const [best, second] = candidates;
  if (!best || !second) return certain('utf-8', 0);
  return {
    encoding: best.encoding,
    start: 0,
    candidates: candidates.filter((candidate) => candidate === best || candidate.score > 0),
    isAmbiguous: best.score - second.score < TIE,
  };
}

function certain(encoding: TextEncoding, start: number): DetectedEncoding {
  return { encoding, start, candidates: [{ encoding, score: 1, preview: [] }], isAmbiguous: false };
}

/** UTF-16 without a mark shows by the zero bytes of its digits, separators and line ends, all on one side. */
function wideEncodingOf(bytes: Buffer): TextEncoding | null {
  let even = 0;
  let odd = 0;
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  const units = bytes.length / 2;
  if (odd > units * 0.1 && even < units * 0.01) return 'utf-16le';
  if (even > units * 0.1 && odd < units * 0.01) return 'utf-16be';
  return null;
}

/** The lines that tell something: those with bytes beyond ASCII, wherever in the file they stand. */
function nonAsciiSample(source: ByteSource): Buffer {
  const parts: Buffer[] = [];
  let total = 0;
  let carry = Buffer.alloc(0);
  for (let offset = 0; offset < source.size && total < SAMPLE_BYTES; ) {
    const read = source.read(offset, READ_BYTES);
    offset += read.length;
    if (isAscii(read) && isAscii(carry)) {
      carry = Buffer.alloc(0);
      continue;
    }
    const bytes = Buffer.concat([carry, read]);
    const end = offset >= source.size || bytes.length > 1024 * 1024 ? bytes.length : bytes.lastIndexOf(10) + 1;
    carry = Buffer.from(bytes.subarray(end));
    for (let start = 0; start < end && total < SAMPLE_BYTES; ) {
      const lineEnd = bytes.indexOf(10, start);
      const next = lineEnd < 0 || lineEnd >= end ? end : lineEnd + 1;
      const line = bytes.subarray(start, Math.min(next, start + SAMPLE_BYTES));
      if (!isAscii(line)) {
        parts.push(line);
        total += line.length;
      }
      start = next;
    }
  }
  return Buffer.concat(parts);
}

function candidateOf(encoding: TextEncoding, sample: Buffer): EncodingCandidate {
  const text = new TextDecoder(encoding).decode(sample);
  const isWhole = encoding !== 'utf-8' || isUtf8(sample);
  const score = isWhole ? likeness(text) + (encoding === 'utf-8' ? multiByteBonus(text) : 0) : likeness(text) - 1;
  const preview = text
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 5)
    .map((line) => line.slice(0, 200));
  return { encoding, score: Math.round(score * 1000) / 1000, preview };
}

/** Three and four byte sequences do not come about by chance. */
function multiByteBonus(text: string): number {
  let long = 0;
  let all = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code > 0x7f) all += 1;
    if (code > 0x7ff) long += 1;
  }
  return all === 0 ? 0 : long / all;
}

/** From about -3 (nonsense) to 2 (surely Chinese): the mean worth of its characters beyond ASCII, and header words. */
function likeness(text: string): number {
  let sum = 0;
  let count = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) continue;
    count += 1;
    sum += characterWorth(character, code);
  }
  const words = HEADER_WORDS.filter((word) => text.includes(word)).length;
  return (count === 0 ? 0 : sum / count) + Math.min(words, 4) * 0.25;
}

function characterWorth(character: string, code: number): number {
  if (code === 0xfffd) return -3;
  if (COMMON_CHARACTERS.has(character)) return 1;
  if (code >= 0x4e00 && code <= 0x9fff) return 0.1;
  if ((code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xffef)) return 0.7;
  if (code >= 0x2000 && code <= 0x2bff) return 0.4;
  if (code === 0xa5 || code === 0xa0 || code === 0xfeff) return 0.4;
  if (code >= 0xc0 && code <= 0x17f) return 0.2;
  if (code >= 0x1f300 && code <= 0x1faff) return 0.4;
  if (code >= 0xe000 && code <= 0xf8ff) return -2;
  return -0.5;
}
