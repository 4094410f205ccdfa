import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  openAsBlob,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BlobReader, configure, ZipReader } from '@zip.js/zip.js';
import { writeZip } from '#core/spreadsheets/zip-writer.ts';
import { attachmentHashes, isAttachmentHash } from './attachment-files.ts';
import { syncFile, syncFolder } from './synced-files.ts';

/*
 * A backup is one zip archive that any tool opens: `kacang.db` (a whole SQLite database), `issued.log` as it was then,
 * `attachments/` with one file per paper, and `manifest.json` with their sizes and SHA-256. Keys and attachments in it are
 * sealed as in the shop itself; everything else is plain.
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
  readonly parts: Readonly<Record<PartName, PartDescription>>;
  /** The sealed attachments by their SHA-256, which is their name too. Backups of before there were any have none. */
  readonly attachments?: readonly PartDescription[];
}

interface PartDescription {
  readonly size: number;
  readonly sha256: string;
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

/**
 * Writes a backup beside its name first, and gives it the name when every byte is on the disk and `verify` has found it whole: it may
 * take the place of an older one, and one that is not whole must not lie there as if it were.
 */
export async function writeBackupFile(
  file: string,
  parts: Readonly<Record<PartName, string>>,
  manifest: Omit<BackupManifest, 'format' | 'parts' | 'attachments'>,
  { attachmentPlace, verify }: { attachmentPlace: string; verify: (unfinished: string) => Promise<unknown> },
): Promise<{ size: number; sha256: Buffer }> {
  const described = Object.fromEntries(
    await Promise.all(PART_NAMES.map(async (name) => [name, await describePart(parts[name])])),
  ) as BackupManifest['parts'];
  const attachments = await wholeAttachments(attachmentPlace);
  const whole: BackupManifest = { format: FORMAT, ...manifest, parts: described, attachments };
  const text = JSON.stringify(whole, null, 2);
  const entries = [
    { name: 'manifest.json', content: [text] },
    ...PART_NAMES.map((name) => ({ name, content: partContent(parts[name]) })),
    ...attachments.map(({ sha256 }) => ({
      name: attachmentEntry(sha256),
      content: partContent(path.join(attachmentPlace, sha256)),
    })),
  ];
  const unfinished = `${file}.part`;
  try {
    const archive = writeZip(entries, { modifiedAt: manifest.madeAt, level: 6 });
    await pipeline(Readable.from(archive, { objectMode: false }), createWriteStream(unfinished, { mode: 0o600 }));
    syncFile(unfinished);
    await verify(unfinished);
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
    // A shop with ten thousand papers needs a megabyte; what says more of itself is not read at all.
    if (entry.uncompressedSize > MAXIMUM_MANIFEST_BYTES) throw new BackupUnusable('NOT_A_BACKUP');
    const bytes: Uint8Array[] = [];
    await entry.getData(sink((piece) => bytes.push(piece)));
    const manifest: unknown = JSON.parse(Buffer.concat(bytes).toString('utf8'));
    if (!isRecord(manifest) || manifest.format !== FORMAT) throw new BackupUnusable('UNKNOWN_FORMAT');
    if (!isManifest(manifest)) throw new BackupUnusable('NOT_A_BACKUP');
    return manifest;
  });
}

const MAXIMUM_MANIFEST_BYTES = 16 * 1024 * 1024;

/** Whether everything is there that a restore reads of it: one that stumbled in the middle would leave its work half done. */
function isManifest(manifest: Readonly<Record<string, unknown>>): manifest is BackupManifest & Record<string, unknown> {
  const { shopId, businessName, madeAt, auditSequence, auditMac, migrations, parts, attachments = [] } = manifest;
  const isDescribed = (part: unknown) =>
    isRecord(part) && Number.isSafeInteger(part.size) && typeof part.sha256 === 'string';
  return (
    [shopId, businessName, auditMac].every((text) => typeof text === 'string') &&
    Number.isFinite(new Date(Number(madeAt)).getTime()) &&
    typeof madeAt === 'number' &&
    Number.isSafeInteger(auditSequence) &&
    Array.isArray(migrations) &&
    migrations.every((name) => typeof name === 'string') &&
    isRecord(parts) &&
    PART_NAMES.every((name) => isDescribed(parts[name])) &&
    Array.isArray(attachments) &&
    attachments.every(isDescribed)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Takes the pieces of an entry as they come. The archive's reader ends with an error where more comes than was announced. */
function sink(take: (bytes: Uint8Array) => unknown): WritableStream<Uint8Array> {
  return new WritableStream({
    write(bytes) {
      take(bytes);
    },
  });
}

async function writeEntry(entry: ArchiveEntry, target: string): Promise<void> {
  await entry.getData(Writable.toWeb(createWriteStream(target, { mode: 0o600 })));
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
    await writeEntry(entry, target);
  });
  syncFile(target);
  if ((await hashFile(target)).toString('hex') !== manifest.parts[name].sha256) {
    rmSync(target, { force: true });
    throw new BackupUnusable('HASH_DIFFERS');
  }
}

/** Takes all attachments out of a backup into a folder and compares each with its name. */
export async function extractAttachments(file: string, manifest: BackupManifest, place: string): Promise<void> {
  const { attachments = [] } = manifest;
  if (attachments.length === 0) return;
  mkdirSync(place, { recursive: true, mode: 0o700 });
  await withArchive(file, async (entries) => {
    for (const { sha256, size } of attachments) {
      // The name becomes a path: only a hash is one.
      if (!isAttachmentHash(sha256)) throw new BackupUnusable('HASH_DIFFERS');
      const entry = entries.get(attachmentEntry(sha256));
      if (!entry || entry.uncompressedSize !== size) throw new BackupUnusable('PART_MISSING');
      const target = path.join(place, sha256);
      await writeEntry(entry, target);
      syncFile(target);
      if ((await hashFile(target)).toString('hex') !== sha256) throw new BackupUnusable('HASH_DIFFERS');
    }
  });
  syncFolder(place);
}

/** Reads every attachment of a backup once and compares it with its name, without writing anything. */
export async function checkAttachments(file: string, manifest: BackupManifest): Promise<void> {
  await withArchive(file, async (entries) => {
    for (const { sha256, size } of manifest.attachments ?? []) {
      const entry = entries.get(attachmentEntry(sha256));
      if (!entry || entry.uncompressedSize !== size) throw new BackupUnusable('PART_MISSING');
      const hash = createHash('sha256');
      await entry.getData(sink((bytes) => hash.update(bytes)));
      if (hash.digest('hex') !== sha256) throw new BackupUnusable('HASH_DIFFERS');
    }
  });
}

/** One that was altered on the disk is left out: what is in a backup is whole. */
async function wholeAttachments(place: string): Promise<PartDescription[]> {
  const whole: PartDescription[] = [];
  for (const name of attachmentHashes(place)) {
    const described = await describePart(path.join(place, name));
    if (described.sha256 === name) whole.push(described);
  }
  return whole;
}

function attachmentEntry(sha256: string): string {
  return `attachments/${sha256}`;
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
