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
    prefix ??= prefixOf(text);
    if (prefix === null && text.length < MAX_STRING && !isLast) {
      carry = text;
      return;
    }
    const used = collect(text, prefix ?? '', strings);
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

/** The namespace prefix of the root element with its colon, null while the root has not come. */
function prefixOf(text: string): string | null {
  const match = /<(?:([\w.-]+):)?sst[\s>/]/.exec(text);
  if (!match) return null;
  return match[1] ? `${match[1]}:` : '';
}

/** Appends the strings that are complete and returns where the first incomplete one begins. */
function collect(text: string, prefix: string, strings: string[]): number {
  const open = `<${prefix}si`;
  const close = `</${prefix}si>`;
  const openText = `<${prefix}t`;
  const closeText = `</${prefix}t>`;
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
    strings.push(
      plainText(text, tagEnd + 1, end, openText, closeText.length) ?? textElements(text.slice(tagEnd + 1, end), prefix),
    );
    at = end + close.length;
  }
}

/** Nearly every string is a single `<t>`; null for rich text and phonetics, which take the long way. */
function plainText(text: string, start: number, end: number, open: string, closeLength: number): string | null {
  if (!text.startsWith(open, start)) return null;
  const tagEnd = text.indexOf('>', start);
  const close = end - closeLength;
  if (tagEnd < 0 || tagEnd >= close || text.charCodeAt(tagEnd - 1) === 47 || text.indexOf('<', tagEnd) !== close)
    return null;
  return unescapeExcel(unescapeXml(text.slice(tagEnd + 1, close)));
}
