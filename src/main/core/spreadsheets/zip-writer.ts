import { constants, crc32, createDeflateRaw } from 'node:zlib';

/** One file of an archive. Its content may be made while it is being written; strings are written as UTF-8. */
export interface ZipEntry {
  /** ASCII path with forward slashes, `xl/styles.xml`. */
  readonly name: string;
  readonly content: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
}

export interface ZipOptions {
  /** Written as the time of every entry, in epoch milliseconds; read as UTC, so that equal input gives equal bytes. */
  readonly modifiedAt: number;
  /** 1 (fast) to 9 (small). */
  readonly level?: number;
}

interface WrittenEntry {
  readonly name: Buffer;
  readonly offset: number;
  checksum: number;
  compressedSize: number;
  size: number;
}

const LARGEST_SIZE = 0xffff_ffff;
const USES_DATA_DESCRIPTOR = 0x0008;
const DEFLATED = 8;
const VERSION_NEEDED = 20;

/**
 * Writes a zip archive as a stream: nothing is held but the block being compressed. Sizes follow each entry in a data
 * descriptor, since they are not known before. Entries are asked for one by one, so a later one may describe those
 * before it. Throws a RangeError when an entry or the archive passes 4 GiB.
 */
export async function* writeZip(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
  options: ZipOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const stamp = dosTime(options.modifiedAt);
  const written: WrittenEntry[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const record: WrittenEntry = { name: Buffer.from(entry.name), offset, checksum: 0, compressedSize: 0, size: 0 };
    const header = localHeader(record, stamp);
    yield header;
    for await (const block of deflate(entry.content, record, options.level ?? constants.Z_BEST_SPEED)) {
      record.compressedSize += block.length;
      yield block;
    }
    const descriptor = dataDescriptor(record);
    yield descriptor;
    offset += header.length + record.compressedSize + descriptor.length;
    if (record.size > LARGEST_SIZE || offset > LARGEST_SIZE) throw new RangeError('The archive passes 4 GiB.');
    written.push(record);
  }
  yield directory(written, stamp, offset);
}

async function* deflate(
  content: ZipEntry['content'],
  record: WrittenEntry,
  level: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const stream = createDeflateRaw({ level, chunkSize: 128 * 1024 });
  const output: Buffer[] = [];
  stream.on('data', (block: Buffer) => output.push(block));
  let pending: Promise<void> = Promise.resolve();
  try {
    for await (const piece of content) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      record.checksum = crc32(bytes, record.checksum);
      record.size += bytes.length;
      // One block is compressed on zlib's own thread while the caller makes the next one.
      await pending;
      yield* output.splice(0);
      pending = new Promise((resolve, reject) => {
        stream.write(bytes, (error) => (error ? reject(error) : resolve()));
      });
      pending.catch(() => undefined);
    }
    await pending;
    await new Promise<void>((resolve, reject) => {
      stream.once('error', reject);
      stream.once('end', resolve);
      stream.end();
    });
    yield* output.splice(0);
  } finally {
    stream.destroy();
  }
}

function localHeader(entry: WrittenEntry, stamp: number): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(VERSION_NEEDED, 4);
  header.writeUInt16LE(USES_DATA_DESCRIPTOR, 6);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt32LE(stamp, 10);
  header.writeUInt16LE(entry.name.length, 26);
  return Buffer.concat([header, entry.name]);
}

function dataDescriptor(entry: WrittenEntry): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x0807_4b50, 0);
  descriptor.writeUInt32LE(entry.checksum, 4);
  descriptor.writeUInt32LE(entry.compressedSize % (LARGEST_SIZE + 1), 8);
  descriptor.writeUInt32LE(entry.size % (LARGEST_SIZE + 1), 12);
  return descriptor;
}

function directory(entries: readonly WrittenEntry[], stamp: number, offset: number): Buffer {
  const records = entries.flatMap((entry) => [directoryRecord(entry, stamp), entry.name]);
  const size = records.reduce((sum, record) => sum + record.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...records, end]);
}

function directoryRecord(entry: WrittenEntry, stamp: number): Buffer {
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x0201_4b50, 0);
  record.writeUInt16LE(VERSION_NEEDED, 4);
  record.writeUInt16LE(VERSION_NEEDED, 6);
  record.writeUInt16LE(USES_DATA_DESCRIPTOR, 8);
  record.writeUInt16LE(DEFLATED, 10);
  record.writeUInt32LE(stamp, 12);
  record.writeUInt32LE(entry.checksum, 16);
  record.writeUInt32LE(entry.compressedSize, 20);
  record.writeUInt32LE(entry.size, 24);
  record.writeUInt16LE(entry.name.length, 28);
  record.writeUInt32LE(entry.offset, 42);
  return record;
}

/** Time in the low half, date in the high half, in steps of two seconds; nothing before 1980 can be said. */
function dosTime(instant: number): number {
  const date = new Date(Math.max(instant, Date.UTC(1980, 0, 1)));
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  return ((day << 16) | time) >>> 0;
}
