import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkDatabaseFile } from '#core/db/database-copy.ts';
import { readMigrations } from '#core/db/migrate.ts';
import type { CorePaths } from '#core/kernel.ts';
import { issuedLogFile } from '#core/vault/issued-log.ts';
import { attachmentsFolder, moveAttachments } from './attachment-files.ts';
import { type BackupManifest, BackupUnusable, extractAttachments, extractPart, readManifest } from './backup-file.ts';
import { findLogAside } from './logs-aside.ts';
import { syncFile, syncFolder } from './synced-files.ts';

/*
 * A restore has two halves, so that it can be cut short anywhere: preparing puts a verified database and, last, `ready.json`
 * into `restore/`; the next start moves the present database aside and the prepared one into its place. Each step of the
 * second half can be repeated. issued.log stays what it is; where it is another shop's, the shop's own comes back that lies aside,
 * and the backup's copy is taken only where there is none.
 */

const RESTORE_FOLDER = 'restore';
const READY_FILE = 'ready.json';
const DATABASE_FILES = ['kacang.db', 'kacang.db-wal', 'kacang.db-shm'] as const;

interface ReadyRestore {
  readonly preparedAt: number;
  readonly replacedFolder: string;
  readonly madeAt: number;
  /** What becomes of the issued.log that lies there; one of before this was written is kept. */
  readonly presentLog?: PresentLog;
}

/**
 * The present log goes on from the backup's and stays. Or it is shorter, or another one, and the backup's takes its place; or the one
 * that goes on from the backup's lies aside, as after a restore of another shop, and comes back. Where the present one is the same
 * shop's all the same, the two parted ways (`branched`): what it alone knew of is gone from the log in place.
 */
type PresentLog = 'stays' | 'is-shorter' | 'differs' | 'lies-aside' | 'branched';

/** What lies in the folder before the restore. */
interface Present {
  readonly asideName: 'replaced' | 'damaged';
  readonly shopId: string | null;
}

export interface AppliedRestore {
  /** The folder, inside the data folder, that the files of before were moved to. */
  readonly replacedFolder: string;
  /** What was handed out since the backup cannot be told from the present log. */
  readonly isLogReplaced: boolean;
}

/**
 * Verifies a backup and lays it ready; refuses with BackupUnusable, and then nothing is ready. `present` says what lies there
 * now: `damaged` where it could not be opened, and which shop it is, where that is known.
 */
export async function prepareRestore(
  { folder, migrations }: CorePaths,
  file: string,
  now: number,
  present: Present = { asideName: 'replaced', shopId: null },
): Promise<BackupManifest> {
  const restoreFolder = path.join(folder, RESTORE_FOLDER);
  rmSync(restoreFolder, { recursive: true, force: true });
  mkdirSync(restoreFolder, { recursive: true, mode: 0o700 });
  try {
    const manifest = await readManifest(file);
    requireKnownVersion(manifest, migrations);
    const database = path.join(restoreFolder, 'kacang.db');
    await extractPart(file, manifest, 'kacang.db', database);
    checkDatabase(database);
    await extractPart(file, manifest, 'issued.log', path.join(restoreFolder, 'issued.log'));
    await extractAttachments(file, manifest, attachmentsFolder(restoreFolder));
    const replacedFolder = `${present.asideName}-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
    const presentLog = settleLog(folder, manifest, present);
    const ready: ReadyRestore = { preparedAt: now, replacedFolder, madeAt: manifest.madeAt, presentLog };
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

/**
 * Carries out a restore that was laid ready; null when there is none. Called with the folder's lock, before the database. A replaced
 * log is answered at every start until {@link forgetRestore}: whoever the power cut before it was told has to be told after it.
 */
export function applyPreparedRestore(folder: string): AppliedRestore | null {
  const restoreFolder = path.join(folder, RESTORE_FOLDER);
  const readyFile = path.join(restoreFolder, READY_FILE);
  if (!existsSync(readyFile)) {
    rmSync(restoreFolder, { recursive: true, force: true });
    return null;
  }
  const { replacedFolder, presentLog = 'stays' } = JSON.parse(readFileSync(readyFile, 'utf8')) as ReadyRestore;
  const prepared = path.join(restoreFolder, 'kacang.db');
  if (existsSync(prepared)) {
    const aside = path.join(folder, replacedFolder);
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    for (const name of DATABASE_FILES) {
      const present = path.join(folder, name);
      if (existsSync(present)) renameSync(present, path.join(aside, name));
    }
    syncFolder(aside);
    const log = issuedLogFile(folder);
    // Moved once: where it lies aside already, the one in place is the backup's.
    const logAside = path.join(aside, 'issued.log');
    if (presentLog !== 'stays' && existsSync(log) && !existsSync(logAside)) renameSync(log, logAside);
    if (!existsSync(log)) renameSync(path.join(restoreFolder, 'issued.log'), log);
    // Before the database that names them; attachments of before stay, should its database ever be wanted again.
    moveAttachments(attachmentsFolder(restoreFolder), folder);
    renameSync(prepared, path.join(folder, 'kacang.db'));
    syncFolder(folder);
  }
  const isLogReplaced = presentLog === 'differs' || presentLog === 'branched';
  if (!isLogReplaced) forgetRestore(folder);
  return { replacedFolder, isLogReplaced };
}

/** It was carried out, and said. */
export function forgetRestore(folder: string): void {
  rmSync(path.join(folder, RESTORE_FOLDER), { recursive: true, force: true });
  syncFolder(folder);
}

/** What a newer KaCang wrote would be opened by none of this version: the shop would stand still until it is updated. */
export function requireKnownVersion({ migrations }: BackupManifest, migrationsFolder: string): void {
  const known = new Set(readMigrations(migrationsFolder).map(({ name }) => name));
  if (migrations.some((name) => !known.has(name))) throw new BackupUnusable('NEWER_VERSION');
}

/** Compares the logs, and has the one ready that takes the place of the present one. */
function settleLog(folder: string, manifest: BackupManifest, present: Present): PresentLog {
  const ready = path.join(folder, RESTORE_FOLDER, 'issued.log');
  const isOtherShop = present.shopId !== null && present.shopId !== manifest.shopId;
  const compared = compareLogs(folder, ready, { ...present, isOtherShop });
  if (compared !== 'differs') return compared;
  const aside = findLogAside(folder, manifest.shopId, readFileSync(ready));
  if (aside === null) return compared;
  const isSameShop = !isOtherShop && beginsAlike(issuedLogFile(folder), ready);
  copyFileSync(aside, ready);
  syncFile(ready);
  return isSameShop ? 'branched' : 'lies-aside';
}

/** Logs of one shop have their first line in common: it is made with the shop's own key. */
function beginsAlike(oneFile: string, otherFile: string): boolean {
  const [one, other] = [oneFile, otherFile].filter(existsSync).map((file) => readFileSync(file));
  const end = one?.indexOf(0x0a) ?? -1;
  return one !== undefined && other !== undefined && end > 0 && one.subarray(0, end).equals(other.subarray(0, end));
}

function checkDatabase(file: string): void {
  try {
    checkDatabaseFile(file);
  } catch {
    throw new BackupUnusable('DATABASE_DAMAGED');
  }
}

/**
 * Whether the log in place goes on from the backup's own: only the same shop's does. One that is gone from beside a database, or
 * shorter than the backup's beside one that cannot be opened, has lost what came after; an open shop writes its log whole again.
 */
function compareLogs(
  folder: string,
  backupFile: string,
  { asideName, shopId, isOtherShop }: Present & { readonly isOtherShop: boolean },
): PresentLog {
  const presentFile = issuedLogFile(folder);
  const isShopThere = shopId !== null || (asideName === 'damaged' && existsSync(path.join(folder, 'kacang.db')));
  if (!existsSync(presentFile)) return isShopThere ? 'differs' : 'stays';
  if (isOtherShop) return 'differs';
  const [present, backup] = [readFileSync(presentFile), readFileSync(backupFile)];
  if (present.subarray(0, backup.length).equals(backup)) return 'stays';
  const isShorter = backup.subarray(0, present.length).equals(present);
  return isShorter && asideName === 'replaced' ? 'is-shorter' : 'differs';
}
