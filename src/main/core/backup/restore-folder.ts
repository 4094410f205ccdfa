import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkDatabaseFile } from '#core/db/database-copy.ts';
import { type BackupManifest, BackupUnusable, extractPart, readManifest, syncFile, syncFolder } from './backup-file.ts';

/*
 * A restore has two halves, so that it can be cut short anywhere: preparing puts a verified database and, last, `ready.json`
 * into `restore/`; the next start moves the present database aside and the prepared one into its place. Each step of the
 * second half can be repeated. issued.log stays what it is; the backup's copy is taken only where there is none.
 */

const RESTORE_FOLDER = 'restore';
const READY_FILE = 'ready.json';
const DATABASE_FILES = ['kacang.db', 'kacang.db-wal', 'kacang.db-shm'] as const;

interface ReadyRestore {
  readonly preparedAt: number;
  readonly replacedFolder: string;
  readonly madeAt: number;
}

/** Verifies a backup and lays it ready; refuses with BackupUnusable, and then nothing is ready. */
export async function prepareRestore(folder: string, file: string, now: number): Promise<BackupManifest> {
  const restoreFolder = path.join(folder, RESTORE_FOLDER);
  rmSync(restoreFolder, { recursive: true, force: true });
  mkdirSync(restoreFolder, { recursive: true, mode: 0o700 });
  try {
    const manifest = await readManifest(file);
    const database = path.join(restoreFolder, 'kacang.db');
    await extractPart(file, manifest, 'kacang.db', database);
    checkDatabase(database);
    await extractPart(file, manifest, 'issued.log', path.join(restoreFolder, 'issued.log'));
    const replacedFolder = `replaced-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
    const ready: ReadyRestore = { preparedAt: now, replacedFolder, madeAt: manifest.madeAt };
    const readyFile = path.join(restoreFolder, READY_FILE);
    writeFileSync(`${readyFile}.part`, JSON.stringify(ready), { mode: 0o600 });
    syncFile(`${readyFile}.part`);
    renameSync(`${readyFile}.part`, readyFile);
    syncFolder(restoreFolder);
    return manifest;
  } catch (error) {
    rmSync(restoreFolder, { recursive: true, force: true });
    throw error;
  }
}

/** Carries out a restore that was laid ready; false when there is none. Called with the folder's lock, before the database. */
export function applyPreparedRestore(folder: string): boolean {
  const restoreFolder = path.join(folder, RESTORE_FOLDER);
  const readyFile = path.join(restoreFolder, READY_FILE);
  if (!existsSync(readyFile)) {
    rmSync(restoreFolder, { recursive: true, force: true });
    return false;
  }
  const { replacedFolder } = JSON.parse(readFileSync(readyFile, 'utf8')) as ReadyRestore;
  const prepared = path.join(restoreFolder, 'kacang.db');
  if (existsSync(prepared)) {
    const aside = path.join(folder, replacedFolder);
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    for (const name of DATABASE_FILES) {
      const present = path.join(folder, name);
      if (existsSync(present)) renameSync(present, path.join(aside, name));
    }
    syncFolder(aside);
    const log = path.join(folder, 'issued.log');
    if (!existsSync(log)) renameSync(path.join(restoreFolder, 'issued.log'), log);
    renameSync(prepared, path.join(folder, 'kacang.db'));
    syncFolder(folder);
  }
  rmSync(restoreFolder, { recursive: true, force: true });
  syncFolder(folder);
  return true;
}

function checkDatabase(file: string): void {
  try {
    checkDatabaseFile(file);
  } catch {
    throw new BackupUnusable('DATABASE_DAMAGED');
  }
}
