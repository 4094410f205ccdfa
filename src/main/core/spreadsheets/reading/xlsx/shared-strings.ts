import { SheetRefusal } from '../../sheet-refusal.ts';
import type { ZipDirectory, ZipEntry } from '../zip/zip-directory.ts';
import { readEntry } from '../zip/zip-entry.ts';
import { createXmlDecoder } from './utf8-pieces.ts';
import { textElements, unescapeExcel, unescapeXml } from './xml-text.ts';

/** One string of a workbook; Excel itself stops at 32 767 characters. */
const MAX_STRING = 8 * 1024 * 1024;

/** The texts that cells refer to by number. */
export async function readSharedStrings(
  directory: ZipDirectory,
  entry: ZipEntry,
  onProgress: () => Promise<void>,
): Promise<string[]> {
  const strings: string[] = [];
  const decode = createXmlDecoder(entry.name);
  let prefix: string | null = null;
  let carry = '';
  const take = (piece: string, isLast: boolean): void => {
    const text = carry + piece;
    prefix ??= /<(?:([\w.-]+):)?sst[\s>]/.exec(text)?.[1] ?? (isLast ? '' : null);
    if (prefix === null && text.length < 1024 * 1024) {
      carry = text;
      return;
    }
    const used = collect(text, prefix ? `${prefix}:` : '', strings);
    carry = text.slice(used);
    if (carry.length > MAX_STRING)
      throw new SheetRefusal('CORRUPT', 'A shared string never ends', { entry: entry.name });
  };
  for await (const piece of readEntry(directory, entry)) {
    take(decode(piece, false), false);
    await onProgress();
  }
  take(decode(Buffer.alloc(0), true), true);
  return strings;
}

/** Appends the strings that are complete and returns where the first incomplete one begins. */
function collect(text: string, prefix: string, strings: string[]): number {
  const open = `<${prefix}si`;
  const close = `</${prefix}si>`;
  let at = 0;
  while (true) {
    const start = text.indexOf(open, at);
    if (start < 0) return Math.max(at, text.length - open.length);
    const tagEnd = text.indexOf('>', start);
    if (tagEnd < 0) return start;
    if (text.charCodeAt(tagEnd - 1) === 47) {
      strings.push('');
      at = tagEnd + 1;
      continue;
    }
    const end = text.indexOf(close, tagEnd);
    if (end < 0) return start;
    strings.push(plainText(text, tagEnd + 1, end, prefix));
    at = end + close.length;
  }
}

/** Nearly every string is a single `<t>`; rich text and phonetics take the long way. */
function plainText(text: string, start: number, end: number, prefix: string): string {
  const tagEnd = text.indexOf('>', start);
  const closeLength = prefix.length + 4;
  const isSingle =
    text.startsWith(`<${prefix}t`, start) &&
    tagEnd > 0 &&
    tagEnd < end - closeLength &&
    text.charCodeAt(tagEnd - 1) !== 47 &&
    text.indexOf('<', tagEnd) === end - closeLength;
  if (!isSingle) return textElements(text.slice(start, end), prefix);
  return unescapeExcel(unescapeXml(text.slice(tagEnd + 1, end - closeLength)));
}
