import { SheetRefusal } from '../../sheet-refusal.ts';
import type { ZipDirectory, ZipEntry } from '../zip/zip-directory.ts';
import { readEntry } from '../zip/zip-entry.ts';
import { createXmlDecoder } from './utf8-pieces.ts';
import { textElements, unescapeExcel, unescapeXml } from './xml-text.ts';

/** One string of a workbook; Excel itself stops at 32 767 characters. */
const MAX_STRING = 8 * 1024 * 1024;
/** What the texts of a workbook may take in memory; a million rows of three texts each take half of it. */
const MAX_KEPT = 224 * 1024 * 1024;
/** A text of its own costs about this much beside its characters. */
const TEXT_OVERHEAD = 100;
const SLASH = 47;

/**
 * The texts that cells refer to by number. Millions of JS strings would cost more than all else, so that what is kept is the
 * XML as it came and where each text lies in it; only rich text and escapes are worked out beforehand.
 */
export class SharedStrings {
  readonly #pieces: string[] = [];
  #pieceOf = new Uint32Array(4096);
  #starts = new Uint32Array(4096);
  #ends = new Uint32Array(4096);
  readonly #workedOut = new Map<number, string>();
  #count = 0;
  #kept = 0;

  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    const end = this.#ends[index] ?? 0;
    if (end === 0) return this.#workedOut.get(index) ?? '';
    return this.#pieces[this.#pieceOf[index] ?? 0]?.slice(this.#starts[index], end);
  }

  addPiece(text: string): void {
    this.#pieces.push(text);
    this.#keep(text.length);
  }

  /** A text that stands in the last piece. */
  addSlice(start: number, end: number): void {
    if (this.#count === this.#ends.length) this.#grow();
    this.#pieceOf[this.#count] = this.#pieces.length - 1;
    this.#starts[this.#count] = start;
    this.#ends[this.#count] = start === end ? 0 : end;
    this.#count += 1;
  }

  addText(text: string): void {
    if (text !== '') {
      this.#workedOut.set(this.#count, text);
      this.#keep(text.length + TEXT_OVERHEAD);
    }
    this.addSlice(0, 0);
  }

  /** Refused here in time, instead of dying on the way. */
  #keep(bytes: number): void {
    this.#kept += bytes;
    if (this.#kept > MAX_KEPT)
      throw new SheetRefusal('TOO_LARGE', 'The workbook holds more text than can be read at once');
  }

  #grow(): void {
    const wider = (array: Uint32Array): Uint32Array<ArrayBuffer> => {
      const grown = new Uint32Array(array.length * 2);
      grown.set(array);
      return grown;
    };
    this.#pieceOf = wider(this.#pieceOf);
    this.#starts = wider(this.#starts);
    this.#ends = wider(this.#ends);
  }
}

export async function readSharedStrings(
  directory: ZipDirectory,
  entry: ZipEntry,
  onProgress: (doneBytes: number) => Promise<void>,
): Promise<SharedStrings> {
  const strings = new SharedStrings();
  const decode = createXmlDecoder(entry.name);
  let prefix: string | null = null;
  let carry = '';
  const take = (piece: string, isLast: boolean): void => {
    const text = carry + piece;
    prefix ??= prefixOf(text);
    if (prefix === null && text.length < MAX_STRING && !isLast) {
      carry = text;
      return;
    }
    carry = text.slice(collect(text, prefix ?? '', strings));
    if (carry.length > MAX_STRING) {
      throw new SheetRefusal('CORRUPT', 'A shared string never ends', { entry: entry.name });
    }
  };
  let done = 0;
  for await (const piece of readEntry(directory, entry)) {
    take(decode(piece, false), false);
    done += piece.length;
    await onProgress(done);
  }
  take(decode(Buffer.alloc(0), true), true);
  return strings;
}

/** The namespace prefix of the root element with its colon, null while the root has not come. */
function prefixOf(text: string): string | null {
  const match = /<(?:([\w.-]+):)?sst[\s>/]/.exec(text);
  if (!match) return null;
  return match[1] ? `${match[1]}:` : '';
}

/** Adds the strings that are complete and returns where the first incomplete one begins. */
function collect(text: string, prefix: string, strings: SharedStrings): number {
  const open = `<${prefix}si`;
  const close = `</${prefix}si>`;
  const openText = `<${prefix}t`;
  const closeTextLength = prefix.length + 4;
  strings.addPiece(text);
  let at = 0;
  while (true) {
    const start = text.indexOf(open, at);
    if (start < 0) return Math.max(at, text.length - open.length);
    const tagEnd = text.indexOf('>', start);
    if (tagEnd < 0) return start;
    if (text.charCodeAt(tagEnd - 1) === SLASH) {
      strings.addText('');
      at = tagEnd + 1;
      continue;
    }
    const end = text.indexOf(close, tagEnd);
    if (end < 0) return start;
    const textEnd = end - closeTextLength;
    const textStart = singleText(text, tagEnd + 1, textEnd, openText);
    if (textStart < 0) strings.addText(textElements(text.slice(tagEnd + 1, end), prefix));
    else if (!hasEscapes(text, textStart, textEnd)) strings.addSlice(textStart, textEnd);
    else strings.addText(unescapeExcel(unescapeXml(text.slice(textStart, textEnd))));
    at = end + close.length;
  }
}

/** Where the text of a string that is a single `<t>` begins, as nearly all are; -1 for rich text and phonetics. */
function singleText(text: string, start: number, end: number, open: string): number {
  if (!text.startsWith(open, start)) return -1;
  const tagEnd = text.indexOf('>', start);
  if (tagEnd < 0 || tagEnd >= end || text.charCodeAt(tagEnd - 1) === SLASH) return -1;
  return text.indexOf('<', tagEnd) === end ? tagEnd + 1 : -1;
}

/** `&` begins an entity, `_x` may begin `_x000D_`. */
function hasEscapes(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 38 || (code === 95 && text.charCodeAt(at + 1) === 120)) return true;
  }
  return false;
}
