import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { checkDatabaseFile, copyDatabase, readBackupFacts } from '#core/db/database-copy.ts';
import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { type BackupManifest, checkAttachments, extractPart, readManifest, writeBackupFile } from './backup-file.ts';

export interface MakeBackupInput {
  /** Where scratch files may lie: inside the data folder, so that nothing sensitive leaves it. */
  readonly scratchFolder: string;
  readonly issuedLogFile: string;
  /** Where sealed attachments lie. */
  readonly attachmentPlace: string;
  readonly targets: readonly string[];
  readonly madeAt: number;
}

export interface MadeBackup {
  readonly file: string;
  readonly size: number;
  readonly sha256: Uint8Array;
  readonly auditSequence: number;
}

/** Copies the database as it stands, packs it, and opens what was written again before it counts as a backup. */
export async function run(input: MakeBackupInput, thread: ThreadContext): Promise<MadeBackup[]> {
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
    for (const [index, file] of targets.entries()) {
      thread.progress(index, targets.length);
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      const parts = { 'kacang.db': copy, 'issued.log': log };
      // Attachments after the copy too: none that it names is missing.
      const { size, sha256 } = await writeBackupFile(file, parts, manifest, attachmentPlace);
      await verifyBackup(file, path.join(scratchFolder, 'verified.db'));
      made.push({ file, size, sha256, auditSequence: facts.auditSequence });
    }
    return made;
  } finally {
    rmSync(scratchFolder, { recursive: true, force: true });
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
