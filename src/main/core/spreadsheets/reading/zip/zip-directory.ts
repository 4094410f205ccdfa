import { isUtf8 } from 'node:buffer';
import type { ByteSource } from '#core/files/byte-source.ts';
import { SheetRefusal } from '../../sheet-refusal.ts';

export const MAX_ENTRIES = 4096;
const END_SIGNATURE = 0x0605_4b50;
const END64_LOCATOR_SIGNATURE = 0x0706_4b50;
const END64_SIGNATURE = 0x0606_4b50;
const CENTRAL_SIGNATURE = 0x0201_4b50;
const LOCAL_SIGNATURE = 0x0403_4b50;
const AES_METHOD = 99;

export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated, 99 AES; others exist and are refused when read. */
  readonly method: number;
  readonly packedSize: number;
  /** As the directory claims; what really comes out is counted while inflating. */
  readonly size: number;
  readonly crc: number;
  readonly isEncrypted: boolean;
  readonly headerOffset: number;
  /** Place in the central directory, folders counted. */
  readonly index: number;
}

export interface ZipDirectory {
  readonly source: ByteSource;
  readonly entries: readonly ZipEntry[];
  /** Bytes in front of the zip, which shift every offset in it. */
  readonly shift: number;
}

/** Reads the central directory, with limits, before a single byte is inflated. */
export function readZipDirectory(source: ByteSource): ZipDirectory {
  const end = findEnd(source);
  if (end.entryCount > MAX_ENTRIES) {
    throw new SheetRefusal('TOO_MANY_ENTRIES', `The zip holds ${end.entryCount} files; ${MAX_ENTRIES} are read`);
  }
  const shift = end.position - end.directorySize - end.directoryOffset;
  if (shift < 0) throw new SheetRefusal('TRUNCATED', 'The zip is shorter than its directory says');
  const directory = Buffer.from(source.read(end.directoryOffset + shift, end.directorySize));
  const entries: ZipEntry[] = [];
  let at = 0;
  let index = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === CENTRAL_SIGNATURE) {
    const { entry, length } = readEntry(directory, at, index);
    if (!entry.name.endsWith('/')) entries.push(entry);
    at += length;
    index += 1;
    if (index > MAX_ENTRIES) throw new SheetRefusal('TOO_MANY_ENTRIES', `Over ${MAX_ENTRIES} files`);
  }
  if (at === 0 && end.entryCount > 0) throw new SheetRefusal('CORRUPT', 'The zip directory is damaged');
  return { source, entries, shift };
}

interface DirectoryEnd {
  readonly position: number;
  readonly entryCount: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
}

function findEnd(source: ByteSource): DirectoryEnd {
  const length = Math.min(source.size, 22 + 65_535);
  const tailStart = source.size - length;
  const tail = Buffer.from(source.read(tailStart, length));
  for (let at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= 0; ) {
    if (at + 22 <= tail.length && tail.readUInt32LE(at) === END_SIGNATURE) {
      const end = {
        position: tailStart + at,
        entryCount: tail.readUInt16LE(at + 10),
        directorySize: tail.readUInt32LE(at + 12),
        directoryOffset: tail.readUInt32LE(at + 16),
      };
      if (end.directorySize === 0xffff_ffff || end.directoryOffset === 0xffff_ffff || end.entryCount === 0xffff) {
        return findEnd64(source, end.position);
      }
      if (end.directorySize <= end.position) return end;
    }
    if (at === 0) break;
    at = tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1');
  }
  throw new SheetRefusal('TRUNCATED', 'The zip has no end: part of the file is missing');
}

function findEnd64(source: ByteSource, endPosition: number): DirectoryEnd {
  const locator = Buffer.from(source.read(Math.max(0, endPosition - 20), 20));
  if (locator.length < 20 || locator.readUInt32LE(0) !== END64_LOCATOR_SIGNATURE) {
    throw new SheetRefusal('CORRUPT', 'The zip directory is damaged');
  }
  const position = Number(locator.readBigUInt64LE(8));
  const end = Buffer.from(source.read(position, 56));
  if (end.length < 56 || end.readUInt32LE(0) !== END64_SIGNATURE) {
    throw new SheetRefusal('CORRUPT', 'The zip directory is damaged');
  }
  return {
    position,
    entryCount: Number(end.readBigUInt64LE(32)),
    directorySize: Number(end.readBigUInt64LE(40)),
    directoryOffset: Number(end.readBigUInt64LE(48)),
  };
}

function readEntry(directory: Buffer, at: number, index: number): { entry: ZipEntry; length: number } {
  const flags = directory.readUInt16LE(at + 8);
  const nameLength = directory.readUInt16LE(at + 28);
  const extraLength = directory.readUInt16LE(at + 30);
  const commentLength = directory.readUInt16LE(at + 32);
  const nameBytes = directory.subarray(at + 46, at + 46 + nameLength);
  const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
  const sizes = realSizes(
    extra,
    directory.readUInt32LE(at + 24),
    directory.readUInt32LE(at + 20),
    directory.readUInt32LE(at + 42),
  );
  const entry: ZipEntry = {
    name: entryName(nameBytes, (flags & 0x800) !== 0),
    method: directory.readUInt16LE(at + 10),
    crc: directory.readUInt32LE(at + 16),
    isEncrypted: (flags & 1) !== 0 || directory.readUInt16LE(at + 10) === AES_METHOD,
    index,
    ...sizes,
  };
  return { entry, length: 46 + nameLength + extraLength + commentLength };
}

/** Sizes beyond 32 bits, and those of writers that always use zip64, stand in an extra field in a fixed order. */
function realSizes(extra: Buffer, size: number, packedSize: number, headerOffset: number) {
  const values = { size, packedSize, headerOffset };
  for (let at = 0; at + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      let cursor = at + 4;
      for (const key of ['size', 'packedSize', 'headerOffset'] as const) {
        if (values[key] === 0xffff_ffff && cursor + 8 <= extra.length) {
          values[key] = Number(extra.readBigUInt64LE(cursor));
          cursor += 8;
        }
      }
    }
    at += 4 + length;
  }
  return values;
}

/** Chinese tools write names in GBK without saying so; the UTF-8 flag is not always set either. */
function entryName(bytes: Buffer, isFlaggedUtf8: boolean): string {
  if (isFlaggedUtf8 || isUtf8(bytes)) return bytes.toString('utf8');
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

/** Where the packed bytes of an entry begin. */
export function dataOffset(directory: ZipDirectory, entry: ZipEntry): number {
  const position = entry.headerOffset + directory.shift;
  const header = directory.source.read(position, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_SIGNATURE) {
    throw new SheetRefusal('CORRUPT', 'A file in the zip has no header', { entry: entry.name });
  }
  const start = position + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + entry.packedSize > directory.source.size) {
    throw new SheetRefusal('TRUNCATED', 'A file in the zip is cut short', { entry: entry.name });
  }
  return start;
}
