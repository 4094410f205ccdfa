import { crc32, createInflateRaw } from 'node:zlib';
import { SheetRefusal } from '../../sheet-refusal.ts';
import { dataOffset, type ZipDirectory, type ZipEntry } from './zip-directory.ts';

/** A single file of a workbook is not read beyond this; a million rows of a key sheet inflate to about 250 MB. */
const MAX_ENTRY_SIZE = 2 * 1024 * 1024 * 1024;
/** A sheet of keys packs 4 to 20 times; only padding reaches this. Small files are let through whatever they claim. */
const MAX_RATIO = 120;
const RATIO_MATTERS_ABOVE = 64 * 1024 * 1024;
const FEED_BYTES = 128 * 1024;

/** Refuses by what the directory claims; claims that are too small are caught while inflating. */
export function checkEntry(entry: ZipEntry): void {
  checkExpansion(entry, entry.size);
  if (entry.isEncrypted) throw new SheetRefusal('PASSWORD_REQUIRED', 'The zip is encrypted', { entry: entry.name });
  if (entry.method !== 0 && entry.method !== 8) {
    throw new SheetRefusal('CORRUPT', `Compression method ${entry.method} is not read`, { entry: entry.name });
  }
}

export function checkExpansion(entry: ZipEntry, size: number): void {
  const place = { entry: entry.name };
  if (size > MAX_ENTRY_SIZE) throw new SheetRefusal('ZIP_BOMB', 'It unpacks to more than 2 GiB', place);
  if (size > RATIO_MATTERS_ABOVE && size > entry.packedSize * MAX_RATIO) {
    throw new SheetRefusal('ZIP_BOMB', `It unpacks to over ${MAX_RATIO} times its size`, place);
  }
}

/**
 * The plain bytes of an entry, piece by piece. Inflating runs on zlib's own thread while the previous piece is scanned.
 * A piece is valid until the next one is asked for.
 */
export async function* readEntry(directory: ZipDirectory, entry: ZipEntry): AsyncGenerator<Buffer, void> {
  checkEntry(entry);
  const start = dataOffset(directory, entry);
  const end = start + entry.packedSize;
  let checksum = 0;
  if (entry.method === 0) {
    for (let at = start; at < end; at += FEED_BYTES) {
      const bytes = directory.source.read(at, Math.min(FEED_BYTES, end - at));
      checksum = crc32(bytes, checksum);
      yield bytes;
    }
    checkSum(entry, checksum);
    return;
  }
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  let failure: Error | null = null;
  inflate.on('error', (error) => {
    failure = error;
  });
  const feeding = feed(directory, inflate, start, end);
  let size = 0;
  try {
    for await (const piece of inflate) {
      const bytes: Buffer = piece;
      size += bytes.length;
      checkExpansion(entry, size);
      checksum = crc32(bytes, checksum);
      yield bytes;
    }
    await feeding;
    checkSum(entry, checksum);
  } catch (error) {
    if (error instanceof SheetRefusal || !failure) throw error;
    throw new SheetRefusal('CORRUPT', 'A file in the zip cannot be unpacked', { entry: entry.name });
  } finally {
    inflate.destroy();
  }
}

/** A flipped bit can still unpack: it would be another card number. */
function checkSum(entry: ZipEntry, checksum: number): void {
  if (checksum !== entry.crc) {
    throw new SheetRefusal('CORRUPT', 'A file in the zip differs from its checksum', { entry: entry.name });
  }
}

async function feed(
  directory: ZipDirectory,
  inflate: ReturnType<typeof createInflateRaw>,
  start: number,
  end: number,
): Promise<void> {
  for (let at = start; at < end && !inflate.destroyed; at += FEED_BYTES) {
    const piece = Buffer.from(directory.source.read(at, Math.min(FEED_BYTES, end - at)));
    await new Promise((resolve) => inflate.write(piece, resolve));
  }
  if (!inflate.destroyed) inflate.end();
}

/** A whole entry, for parts that are needed at once; refused beyond `maxSize`. */
export async function readWholeEntry(directory: ZipDirectory, entry: ZipEntry, maxSize: number): Promise<Buffer> {
  if (entry.size > maxSize) throw tooLarge(entry);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of readEntry(directory, entry)) {
    size += piece.length;
    if (size > maxSize) throw tooLarge(entry);
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces);
}

function tooLarge(entry: ZipEntry): SheetRefusal {
  return new SheetRefusal('TOO_LARGE', 'A file in the zip is too large', { entry: entry.name });
}
