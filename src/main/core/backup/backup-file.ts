import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  openAsBlob,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BlobReader, configure, TextWriter, ZipReader } from '@zip.js/zip.js';
import { writeZip } from '#core/spreadsheets/zip-writer.ts';

/*
 * A backup is one zip archive that any tool opens: `kacang.db` (a whole SQLite database), `issued.log` as it was then, and
 * `manifest.json` with their sizes and SHA-256. Keys in it are sealed as in the shop itself; everything else is plain.
 */

export const BACKUP_EXTENSION = '.kacang-backup';
const FORMAT = 'kacang-backup/1';
const PART_NAMES = ['kacang.db', 'issued.log'] as const;
type PartName = (typeof PART_NAMES)[number];

export interface BackupManifest {
  readonly format: typeof FORMAT;
  readonly shopId: string;
  readonly businessName: string;
  readonly madeAt: number;
  readonly auditSequence: number;
  /** Hexadecimal; the chain's head at that moment, an outside anchor of the audit trail. */
  readonly auditMac: string;
  readonly migrations: readonly string[];
  readonly parts: Readonly<Record<PartName, { readonly size: number; readonly sha256: string }>>;
}

/** A file is no whole backup; `reason` says what is wrong with it. */
export class BackupUnusable extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(`The backup cannot be used: ${reason}.`);
    this.name = 'BackupUnusable';
    this.reason = reason;
  }
}

configure({ useWebWorkers: false });

/** Writes a backup beside its name first, and gives it the name when every byte is on the disk. */
export async function writeBackupFile(
  file: string,
  parts: Readonly<Record<PartName, string>>,
  manifest: Omit<BackupManifest, 'format' | 'parts'>,
): Promise<{ size: number; sha256: Buffer }> {
  const described = Object.fromEntries(
    await Promise.all(PART_NAMES.map(async (name) => [name, await describePart(parts[name])])),
  ) as BackupManifest['parts'];
  const text = JSON.stringify({ format: FORMAT, ...manifest, parts: described } satisfies BackupManifest, null, 2);
  const entries = [
    { name: 'manifest.json', content: [text] },
    ...PART_NAMES.map((name) => ({ name, content: partContent(parts[name]) })),
  ];
  const unfinished = `${file}.part`;
  try {
    const archive = writeZip(entries, { modifiedAt: manifest.madeAt, level: 6 });
    await pipeline(Readable.from(archive, { objectMode: false }), createWriteStream(unfinished, { mode: 0o600 }));
    syncFile(unfinished);
    renameSync(unfinished, file);
    syncFolder(path.dirname(file));
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  return { size: statSync(file).size, sha256: await hashFile(file) };
}

/** Reads a backup's manifest; refuses what is no backup. */
export async function readManifest(file: string): Promise<BackupManifest> {
  return withArchive(file, async (entries) => {
    const entry = entries.get('manifest.json');
    if (!entry) throw new BackupUnusable('NO_MANIFEST');
    const manifest = JSON.parse(await entry.getData(new TextWriter())) as BackupManifest;
    if (manifest.format !== FORMAT) throw new BackupUnusable('UNKNOWN_FORMAT');
    return manifest;
  });
}

/** Takes a part out of a backup to a file of its own, and compares its hash with the manifest's. */
export async function extractPart(
  file: string,
  manifest: BackupManifest,
  name: PartName,
  target: string,
): Promise<void> {
  await withArchive(file, async (entries) => {
    const entry = entries.get(name);
    const expected = manifest.parts[name];
    if (!entry || entry.uncompressedSize !== expected.size) throw new BackupUnusable('PART_MISSING');
    await entry.getData(Writable.toWeb(createWriteStream(target, { mode: 0o600 })) as WritableStream);
  });
  syncFile(target);
  if ((await hashFile(target)).toString('hex') !== manifest.parts[name].sha256) {
    rmSync(target, { force: true });
    throw new BackupUnusable('HASH_DIFFERS');
  }
}

interface ArchiveEntry {
  readonly uncompressedSize: number;
  getData(writer: unknown): Promise<string>;
}

async function withArchive<Result>(
  file: string,
  use: (entries: ReadonlyMap<string, ArchiveEntry>) => Promise<Result>,
): Promise<Result> {
  if (!existsSync(file)) throw new BackupUnusable('NOT_FOUND');
  const reader = new ZipReader(new BlobReader(await openAsBlob(file)));
  try {
    const entries = await reader.getEntries();
    return await use(new Map(entries.map((entry) => [entry.filename, entry as ArchiveEntry])));
  } catch (error) {
    throw error instanceof BackupUnusable || isStorageError(error) ? error : new BackupUnusable('NOT_A_BACKUP');
  } finally {
    await reader.close();
  }
}

function isStorageError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(ENOSPC|EIO|EROFS|EDQUOT)$/.test(String(error.code));
}

async function describePart(file: string): Promise<{ size: number; sha256: string }> {
  if (!existsSync(file)) return { size: 0, sha256: createHash('sha256').digest('hex') };
  return { size: statSync(file).size, sha256: (await hashFile(file)).toString('hex') };
}

async function* partContent(file: string): AsyncGenerator<Uint8Array> {
  if (existsSync(file)) yield* createReadStream(file, { highWaterMark: 1024 * 1024 });
}

export async function hashFile(file: string): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(file)) hash.update(bytes as Buffer);
  return hash.digest();
}

export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
