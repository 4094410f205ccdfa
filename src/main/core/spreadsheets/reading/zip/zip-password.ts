import { configure, Reader, ZipReader } from '@zip.js/zip.js';
import type { ByteSource } from '#core/files/byte-source.ts';
import { SheetRefusal } from '../../sheet-refusal.ts';
import type { ZipDirectory, ZipEntry } from './zip-directory.ts';
import { checkExpansion } from './zip-entry.ts';

/**
 * A whole encrypted entry (ZipCrypto or AES), as payment platforms mail their bills. ZipCrypto checks a password by one
 * byte only, so what cannot be unpacked after decryption means a wrong password as well.
 */
export async function readEncryptedEntry(
  directory: ZipDirectory,
  entry: ZipEntry,
  password: string,
  maxSize: number,
): Promise<Buffer> {
  checkExpansion(entry, entry.size);
  configure({ useWebWorkers: false });
  const reader = new ZipReader(new SourceReader(directory.source), { useWebWorkers: false });
  try {
    const found = await entryAt(reader, entry.index);
    if (!found || found.directory) throw new SheetRefusal('CORRUPT', 'The zip directory is damaged');
    const pieces: Buffer[] = [];
    let size = 0;
    const collect = new WritableStream<Uint8Array>({
      write(piece) {
        size += piece.length;
        checkExpansion(entry, size);
        if (size > maxSize)
          throw new SheetRefusal('TOO_LARGE', 'A file in the zip is too large', { entry: entry.name });
        pieces.push(Buffer.from(piece));
      },
    });
    await found.getData(collect, { password, checkCrc32: true, useWebWorkers: false });
    return Buffer.concat(pieces);
  } catch (error) {
    if (error instanceof SheetRefusal) throw error;
    const message = error instanceof Error ? error.message : '';
    if (/encryption method/i.test(message))
      throw new SheetRefusal('ENCRYPTED', 'An encryption that is not read', { entry: entry.name });
    throw new SheetRefusal('PASSWORD_WRONG', 'The password does not open the zip', { entry: entry.name });
  } finally {
    await reader.close();
  }
}

type FoundEntry = Awaited<ReturnType<ZipReader<unknown>['getEntries']>>[number];

async function entryAt(reader: ZipReader<unknown>, index: number): Promise<FoundEntry | undefined> {
  let position = 0;
  for await (const found of reader.getEntriesGenerator()) {
    if (position === index) return found;
    position += 1;
  }
  return undefined;
}

class SourceReader extends Reader<void> {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super(undefined);
    this.#source = source;
    this.size = source.size;
  }

  override readUint8Array(index: number, length: number): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#source.read(index, length)));
  }
}
