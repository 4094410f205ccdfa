import type { ByteSource } from '#core/files/byte-source.ts';
import { OWN_CSV_MARK } from '#shared/domain/spreadsheets/formula-guard.ts';
import { SheetRefusal } from '../sheet-refusal.ts';

const OWN_MARK = OWN_CSV_MARK.toLowerCase();

export type Container = { kind: 'zip' | 'compound' | 'biff' | 'html' | 'spreadsheet-xml' | 'gzip' | 'text' };

const FOREIGN: readonly { name: string; magic: readonly number[] }[] = [
  { name: 'a PDF document', magic: [0x25, 0x50, 0x44, 0x46] },
  { name: 'a PNG image', magic: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a JPEG image', magic: [0xff, 0xd8, 0xff] },
  { name: 'a GIF image', magic: [0x47, 0x49, 0x46, 0x38] },
  { name: 'a RAR archive', magic: [0x52, 0x61, 0x72, 0x21] },
  { name: 'a 7z archive', magic: [0x37, 0x7a, 0xbc, 0xaf] },
  { name: 'a program', magic: [0x4d, 0x5a, 0x90] },
  { name: 'a program', magic: [0x7f, 0x45, 0x4c, 0x46] },
  { name: 'a SQLite database', magic: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66] },
];

/** Tells what a file is by its first bytes; its name is not asked. */
export function sniffContainer(source: ByteSource): Container {
  if (source.size === 0) throw new SheetRefusal('EMPTY_FILE', 'The file has no content');
  const head = Buffer.from(source.read(0, 8192));
  const startsWith = (...magic: number[]): boolean => magic.every((byte, index) => head[index] === byte);
  for (const foreign of FOREIGN) {
    if (startsWith(...foreign.magic)) throw new SheetRefusal('NOT_A_SHEET', `It is ${foreign.name}`);
  }
  if (startsWith(0xd0, 0xcf, 0x11, 0xe0)) return { kind: 'compound' };
  if (startsWith(0x50, 0x4b, 0x03, 0x04) || startsWith(0x50, 0x4b, 0x05, 0x06)) return { kind: 'zip' };
  if (startsWith(0x1f, 0x8b, 0x08)) return { kind: 'gzip' };
  if (isBareBiff(head)) return { kind: 'biff' };
  const text = head
    .toString('latin1')
    .replace(/\0/g, '')
    .replace(/^[\xef\xbb\xbf\xff\xfe\s]+/, '')
    .toLowerCase();
  // What we wrote ourselves is text, whatever its cells hold.
  if (text.startsWith(OWN_MARK)) return { kind: 'text' };
  if (/^<\?xml/.test(text) && text.includes('urn:schemas-microsoft-com:office:spreadsheet')) {
    return { kind: 'spreadsheet-xml' };
  }
  if (
    /^<(?:!doctype html|html|head|meta|table|style|body|div|!--)/.test(text) ||
    /^<\?xml[^>]*>\s*<(?:!doctype )?html/.test(text)
  ) {
    return { kind: 'html' };
  }
  if (hasZipEnd(source)) return { kind: 'zip' };
  if (looksBinary(head)) throw new SheetRefusal('NOT_A_SHEET', 'It is neither a workbook nor text');
  return { kind: 'text' };
}

/** Excel 2 to 4 wrote their records without a container. */
function isBareBiff(head: Buffer): boolean {
  return (
    head[0] === 0x09 &&
    [0x00, 0x02, 0x04, 0x08].includes(head[1] ?? -1) &&
    [4, 6, 8, 16].includes(head[2] ?? -1) &&
    head[3] === 0
  );
}

/** A zip with something in front of it, such as a mail header or a self-extractor. */
function hasZipEnd(source: ByteSource): boolean {
  const length = Math.min(source.size, 22 + 65_535);
  const tail = source.read(source.size - length, length);
  return tail.lastIndexOf('PK\x05\x06', undefined, 'latin1') >= 0 && tail.indexOf('PK\x01\x02', 0, 'latin1') >= 0;
}

/** Text has hardly any control characters; UTF-16 has zeros on one side only. */
function looksBinary(head: Buffer): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return false;
  let controls = 0;
  const zeros = [0, 0];
  for (let index = 0; index < head.length; index += 1) {
    const byte = head[index] ?? 0;
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) controls += 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (Math.min(even, odd) > head.length * 0.05) return true;
  return controls > Math.max(2, head.length * 0.02);
}
