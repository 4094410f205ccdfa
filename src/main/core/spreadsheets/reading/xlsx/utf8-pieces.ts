import { isUtf8 } from 'node:buffer';
import { SheetRefusal } from '../../sheet-refusal.ts';

/**
 * Decodes pieces of an XML part, never within a character. XML is UTF-8 unless a byte order mark says UTF-16, which hardly
 * any writer uses.
 */
export function createXmlDecoder(entry: string): (bytes: Buffer, isLast: boolean) => string {
  let carry: Buffer = Buffer.alloc(0);
  let offset = 0;
  let wide: InstanceType<typeof TextDecoder> | null = null;
  return (piece, isLast) => {
    let bytes = carry.length > 0 ? Buffer.concat([carry, piece]) : piece;
    if (offset === 0 && !wide) {
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
      else if (bytes[0] === 0xff && bytes[1] === 0xfe) wide = new TextDecoder('utf-16le', { fatal: true });
      else if (bytes[0] === 0xfe && bytes[1] === 0xff) wide = new TextDecoder('utf-16be', { fatal: true });
    }
    const isFirst = offset === 0;
    offset += piece.length;
    try {
      if (wide) return wide.decode(bytes, { stream: !isLast });
    } catch {
      throw undecodable(entry, offset);
    }
    const end = isLast ? bytes.length : bytes.length - openCharacterLength(bytes);
    carry = end < bytes.length ? Buffer.from(bytes.subarray(end)) : Buffer.alloc(0);
    const whole = bytes.subarray(0, end);
    if (!isUtf8(whole)) throw undecodable(entry, offset);
    const text = whole.toString('utf8');
    // Office documents must not have one; entities that it declares would hide what a cell says.
    if (isFirst && text.slice(0, 4096).includes('<!DOCTYPE')) {
      throw new SheetRefusal('CORRUPT', 'A part of the workbook declares a document type', { entry });
    }
    return text;
  };
}

/** Bytes at the end that begin a character whose rest is still to come. */
function openCharacterLength(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
  }
  return 0;
}

function undecodable(entry: string, offset: number): SheetRefusal {
  return new SheetRefusal('UNDECODABLE', 'A part of the workbook is not valid text', { entry, offset });
}
