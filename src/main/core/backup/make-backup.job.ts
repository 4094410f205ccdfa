import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { checkDatabaseFile, copyDatabase, readBackupFacts } from '#core/db/database-copy.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import {
  type BackupManifest,
  BackupUnusable,
  checkAttachments,
  extractPart,
  readManifest,
  writeBackupFile,
} from './backup-file.ts';

export interface MakeBackupInput {
  /** Where scratch files may lie: inside the data folder, so that nothing sensitive leaves it. */
  readonly scratchFolder: string;
  readonly issuedLogFile: string;
  /** Where sealed attachments lie. */
  readonly attachmentPlace: string;
  readonly targets: readonly string[];
  readonly madeAt: number;
}

/** What was made, and the place that took none, where one did not. */
export interface MadeBackups {
  readonly made: readonly MadeBackup[];
  readonly failed: { readonly place: string; readonly reason: string } | null;
}

export interface MadeBackup {
  readonly file: string;
  readonly size: number;
  readonly sha256: Uint8Array;
  readonly auditSequence: number;
}

/**
 * Copies the database as it stands, packs it, and opens what was written again before it counts as a backup. A place that takes none
 * (full, unplugged) takes nothing from the others.
 */
export async function run(input: MakeBackupInput, thread: ThreadContext): Promise<MadeBackups> {
  const { scratchFolder, issuedLogFile, attachmentPlace, targets, madeAt } = input;
  rmSync(scratchFolder, { recursive: true, force: true });
  mkdirSync(scratchFolder, { recursive: true, mode: 0o700 });
  try {
    const copy = path.join(scratchFolder, 'kacang.db');
    const log = path.join(scratchFolder, 'issued.log');
    // The log after the copy: it never knows less than the database beside it.
    await copyDatabase(thread.readDb, copy);
    if (existsSync(issuedLogFile)) copyFileSync(issuedLogFile, log);
    const facts = readBackupFacts(copy);
    const manifest = { ...facts, madeAt };
    const made: MadeBackup[] = [];
    let failed: { readonly file: string; readonly error: unknown } | null = null;
    for (const [index, file] of targets.entries()) {
      thread.progress(index, targets.length);
      try {
        mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
        const parts = { 'kacang.db': copy, 'issued.log': log };
        // Attachments after the copy too: none that it names is missing.
        const { size, sha256 } = await writeBackupFile(file, parts, manifest, {
          attachmentPlace,
          verify: (unfinished) => verifyBackup(unfinished, path.join(scratchFolder, 'verified.db')),
        });
        made.push({ file, size, sha256, auditSequence: facts.auditSequence });
        clearUnfinished(file);
      } catch (error) {
        failed ??= { file, error };
      }
    }
    if (failed && made.length === 0) throw failed.error;
    return { made, failed: failed && { place: path.dirname(failed.file), reason: reasonOf(failed.error) } };
  } finally {
    rmSync(scratchFolder, { recursive: true, force: true });
  }
}

/** Of our own naming, never finished: the program was killed while it wrote. */
const UNFINISHED = /^kacang-\d{8}-\d{6}-[a-z-]+\.kacang-backup\.part$/;
const UNFINISHED_MILLISECONDS = 3_600_000;

/** Takes away what backups before this one left unfinished in its place; what is younger may be another shop's at work. */
function clearUnfinished(file: string): void {
  const place = path.dirname(file);
  const madeAt = statSync(file).mtimeMs;
  for (const name of readdirSync(place).filter((one) => UNFINISHED.test(one))) {
    const left = path.join(place, name);
    try {
      if (madeAt - statSync(left).mtimeMs > UNFINISHED_MILLISECONDS) rmSync(left, { force: true });
    } catch {
      // Gone meanwhile, or held: it costs room and nothing else.
    }
  }
}

/** Takes the database out of a backup and has SQLite check it; attachments are held against their names. */
export async function verifyBackup(file: string, scratchFile: string): Promise<BackupManifest> {
  const manifest = await readManifest(file);
  await extractPart(file, manifest, 'kacang.db', scratchFile);
  try {
    checkDatabaseFile(scratchFile);
    await checkAttachments(file, manifest);
  } finally {
    rmSync(scratchFile, { force: true });
  }
  return manifest;
}

/** The system's own word for it, as in STORAGE_FAILED. */
function reasonOf(error: unknown): string {
  if (error instanceof BackupUnusable) return error.reason;
  return error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
}
