import { createHash, type Hash, randomBytes, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseBytes } from '#core/jobs/release-bytes.ts';
import { invalidValue, Refusal } from '#core/refusal.ts';
import { MAXIMUM_FILE_BYTES } from '#shared/domain/files/file-limits.ts';
import type { UserId } from '#shared/domain/ids.ts';
import { openSpooledFile } from './byte-source.ts';
import { FRAME_SIZE, KEY_SIZE, type SpooledFile, sealFrame } from './spool-frames.ts';

/** Whose a file is: who staged it, or for whom it was prepared. Nobody may ask for what is the shop's own (null). */
export type FileOwner = UserId | null;

/** So long a prepared file waits for its download. */
export const PREPARED_MINUTES = 60;
const PREPARED_MILLISECONDS = PREPARED_MINUTES * 60_000;
/** Of so many dropped files it is remembered that they were there. */
const MOST_REMEMBERED = 1000;
const FILE_SUFFIX = '.spooled';

export interface StagedFile {
  readonly id: string;
  readonly owner: FileOwner;
  readonly name: string;
  readonly size: number;
  /** Lower-case hexadecimal, of the plain bytes. */
  readonly sha256: string;
  /** Pasted text is UTF-8 by construction; of an upload nothing is known; what was prepared waits for its download. */
  readonly origin: 'upload' | 'paste' | 'prepared';
}

export interface SpoolLogger {
  warn(message: string, details?: Record<string, unknown>): void;
}

export interface Spool {
  /** Creates the folder and removes what an earlier run left behind: its keys died with it. */
  start(): Promise<void>;
  /** Opens a staged file for appending. `size`, where known, must be reached exactly; FILE_TOO_LARGE above the limit. */
  begin(owner: FileOwner, name: string, size?: number): Promise<string>;
  /**
   * Appends a piece and gives the size so far. With `offset`, a piece that came before is taken once and a gap is refused:
   * a client may repeat a piece whose answer was lost.
   */
  append(id: string, chunk: Uint8Array, offset?: number): Promise<number>;
  /** Refuses with FILE_INCOMPLETE where less came than was announced; then nothing stays. */
  finish(id: string): Promise<StagedFile>;
  /** Stages pasted text as UTF-8. */
  stageText(owner: FileOwner, name: string, text: string): Promise<StagedFile>;
  /** Prepares a file for its download, from a whole stream. */
  stageStream(owner: FileOwner, name: string, chunks: Pieces): Promise<StagedFile>;
  /** Whether this person may ask for the file, arriving or complete; of an unknown file it says the same as of a foreign one. */
  isOwnedBy(id: string, userId: UserId | null): boolean;
  staged(id: string): StagedFile;
  /** What another process needs to decrypt the file. Never log or store it. */
  reader(id: string): SpooledFile;
  /** The plain bytes of a staged file, frame by frame. */
  read(id: string): AsyncIterable<Uint8Array>;
  discard(id: string): Promise<void>;
  /** Drops what was prepared more than {@link PREPARED_MINUTES} ago; what is being downloaded is left until it is done. */
  dropExpired(): Promise<void>;
  /** Drops what was prepared for a person, who is gone. */
  dropPreparedFor(userId: UserId): Promise<void>;
  /** Whether a file that was prepared for this person waited too long and is gone. */
  hasExpired(id: string, userId: UserId | null): boolean;
  /** Discards everything and forgets all keys. */
  stop(): Promise<void>;
}

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

interface FinishedFile {
  readonly file: StagedFile;
  readonly spooled: SpooledFile;
  readonly finishedAt: number;
  /** Downloads that are under way. */
  readerCount: number;
}

interface OpenFile {
  readonly owner: FileOwner;
  readonly name: string;
  readonly origin: StagedFile['origin'];
  readonly expectedSize: number | undefined;
  readonly path: string;
  readonly key: Buffer;
  readonly handle: FileHandle;
  readonly hash: Hash;
  readonly pending: Buffer;
  pendingLength: number;
  frameCount: number;
  size: number;
  /** Appends of one file run one after the other, whatever the caller awaits. */
  turn: Promise<void>;
}

/**
 * Uploads wait here between the window and the import. What lies on disk is ciphertext under a random key per file that
 * only this process holds, because a supplier's sheet is money and a crash must not leave it readable.
 */
export function createSpool(options: {
  folder: string;
  now: () => number;
  logger?: SpoolLogger;
  maxSize?: number;
}): Spool {
  const { folder, now, logger, maxSize = MAXIMUM_FILE_BYTES } = options;
  const opened = new Map<string, OpenFile>();
  const finished = new Map<string, FinishedFile>();
  /** Whose the prepared files were that are gone, oldest first. */
  const dropped = new Map<string, FileOwner>();

  function openFile(id: string): OpenFile {
    const file = opened.get(id);
    if (!file) throw new Refusal('FILE_NOT_STAGED');
    return file;
  }

  async function begin(
    owner: FileOwner,
    name: string,
    expectedSize?: number,
    origin: StagedFile['origin'] = 'upload',
  ): Promise<string> {
    if (expectedSize !== undefined && expectedSize > maxSize) throw tooLarge(maxSize);
    const id = randomUUID();
    const path = join(folder, id + FILE_SUFFIX);
    const handle = await open(path, 'wx', 0o600);
    opened.set(id, {
      owner,
      name,
      origin,
      expectedSize,
      path,
      key: randomBytes(KEY_SIZE),
      handle,
      hash: createHash('sha256'),
      pending: Buffer.allocUnsafeSlow(FRAME_SIZE),
      pendingLength: 0,
      frameCount: 0,
      size: 0,
      turn: Promise.resolve(),
    });
    return id;
  }

  async function writeFrame(id: string, file: OpenFile): Promise<void> {
    const sealed = sealFrame(file.key, id, file.frameCount, file.pending.subarray(0, file.pendingLength));
    await file.handle.writeFile(sealed);
    releaseBytes(sealed);
    file.frameCount += 1;
    file.pendingLength = 0;
  }

  async function appendNow(id: string, file: OpenFile, chunk: Uint8Array, offset = file.size): Promise<number> {
    if (offset + chunk.length <= file.size) return file.size;
    if (offset !== file.size) throw incomplete(offset, file.size);
    if (file.size + chunk.length > maxSize) throw tooLarge(maxSize);
    file.hash.update(chunk);
    file.size += chunk.length;
    for (let taken = 0; taken < chunk.length; ) {
      const part = chunk.subarray(taken, taken + FRAME_SIZE - file.pendingLength);
      file.pending.set(part, file.pendingLength);
      file.pendingLength += part.length;
      taken += part.length;
      if (file.pendingLength === FRAME_SIZE) await writeFrame(id, file);
    }
    return file.size;
  }

  async function append(id: string, chunk: Uint8Array, offset?: number): Promise<number> {
    const file = openFile(id);
    const mine = file.turn.then(() => appendNow(id, file, chunk, offset));
    file.turn = mine.then(
      () => undefined,
      () => undefined,
    );
    try {
      return await mine;
    } catch (error) {
      await discard(id);
      throw error;
    }
  }

  async function finish(id: string): Promise<StagedFile> {
    const file = openFile(id);
    await file.turn;
    if (file.expectedSize !== undefined && file.expectedSize !== file.size) {
      await discard(id);
      throw incomplete(file.expectedSize, file.size);
    }
    if (file.pendingLength > 0) await writeFrame(id, file);
    await file.handle.close();
    file.pending.fill(0);
    opened.delete(id);
    const { owner, name, origin, size, path, key } = file;
    const staged: StagedFile = { id, owner, name, size, sha256: file.hash.digest('hex'), origin };
    finished.set(id, { file: staged, spooled: { id, path, key, size }, finishedAt: now(), readerCount: 0 });
    return staged;
  }

  async function stageStream(owner: FileOwner, name: string, chunks: Pieces): Promise<StagedFile> {
    const id = await begin(owner, name, undefined, 'prepared');
    try {
      for await (const chunk of chunks) await append(id, chunk);
      return await finish(id);
    } catch (error) {
      await discard(id);
      throw error;
    }
  }

  async function stageText(owner: FileOwner, name: string, text: string): Promise<StagedFile> {
    if (!text.isWellFormed()) throw invalidValue('text', 'WELL_FORMED');
    const id = await begin(owner, name, undefined, 'paste');
    await append(id, Buffer.from(text, 'utf8'));
    return finish(id);
  }

  function finishedFile(id: string): FinishedFile {
    const entry = finished.get(id);
    if (!entry) throw new Refusal('FILE_NOT_STAGED');
    return entry;
  }

  async function discard(id: string): Promise<void> {
    const arriving = opened.get(id);
    const complete = finished.get(id);
    opened.delete(id);
    finished.delete(id);
    if (arriving) {
      await arriving.turn;
      await arriving.handle.close();
      arriving.pending.fill(0);
    }
    arriving?.key.fill(0);
    complete?.spooled.key.fill(0);
    const path = arriving?.path ?? complete?.spooled.path;
    if (path) await remove(path);
  }

  async function* read(id: string): AsyncGenerator<Uint8Array> {
    const entry = finishedFile(id);
    const source = openSpooledFile(entry.spooled);
    entry.readerCount += 1;
    try {
      for (let offset = 0; offset < source.size; offset += FRAME_SIZE) {
        yield Buffer.from(source.read(offset, FRAME_SIZE));
        await new Promise(setImmediate);
      }
    } finally {
      entry.readerCount -= 1;
      source.close();
    }
  }

  async function dropPrepared(isDue: (entry: FinishedFile) => boolean): Promise<void> {
    for (const [id, entry] of [...finished]) {
      const { origin, owner } = entry.file;
      if (origin !== 'prepared' || entry.readerCount > 0 || !isDue(entry)) continue;
      dropped.set(id, owner);
      await discard(id);
    }
    for (const id of [...dropped.keys()].slice(0, Math.max(0, dropped.size - MOST_REMEMBERED))) dropped.delete(id);
  }

  async function remove(path: string): Promise<void> {
    // A virus scanner may hold the file for a moment on Windows; what stays is ciphertext without a key.
    await rm(path, { force: true, maxRetries: 3, retryDelay: 50 }).catch((error: unknown) => {
      logger?.warn('A spooled file could not be removed', { reason: String(error) });
    });
  }

  async function sweep(): Promise<void> {
    for (const name of await readdir(folder)) {
      if (name.endsWith(FILE_SUFFIX)) await remove(join(folder, name));
    }
  }

  return {
    async start() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await sweep();
    },
    begin: (owner, name, size) => begin(owner, name, size),
    append,
    finish,
    stageText,
    stageStream,
    isOwnedBy(id, userId) {
      const owner = opened.get(id)?.owner ?? finished.get(id)?.file.owner ?? null;
      return owner !== null && owner === userId;
    },
    staged: (id) => finishedFile(id).file,
    read,
    reader: (id) => finishedFile(id).spooled,
    discard,
    dropExpired: () => dropPrepared(({ finishedAt }) => now() - finishedAt > PREPARED_MILLISECONDS),
    dropPreparedFor: (userId) => dropPrepared(({ file }) => file.owner === userId),
    hasExpired(id, userId) {
      const owner = dropped.get(id) ?? null;
      return owner !== null && owner === userId;
    },
    async stop() {
      for (const id of [...opened.keys(), ...finished.keys()]) await discard(id);
    },
  };
}

function tooLarge(maxSize: number): Refusal {
  return new Refusal('FILE_TOO_LARGE', { maximumMebibytes: Math.floor(maxSize / 1024 / 1024) });
}

/** Fewer bytes came than were announced, or than lie before the next piece. */
function incomplete(expectedBytes: number, receivedBytes: number): Refusal {
  return new Refusal('FILE_INCOMPLETE', { expectedBytes, receivedBytes });
}
