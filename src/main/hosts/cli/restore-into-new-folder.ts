import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { BackupUnusable } from '#core/backup/backup-file.ts';
import { DATABASE_FILE } from '#core/backup/open-databases.ts';
import { prepareRestore } from '#core/backup/restore-folder.ts';
import { takeInstanceLock } from '#core/db/instance-lock.ts';
import { issuedLogFile } from '#core/vault/issued-log.ts';
import { requireSafeFolder } from '#hosts/node/data-folder.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';
import { CommandRefusal } from './command-errors.ts';

/** A folder whose database is gone but whose issued.log is there is a damaged shop, not a new one. */
export function hasShop(folder: string): boolean {
  return existsSync(path.join(folder, DATABASE_FILE)) || existsSync(issuedLogFile(folder));
}

/** Lays a backup ready where there is no shop yet, as on a new PC; the next start opens it. */
export async function restoreIntoNewFolder(
  folder: string,
  file: string,
): Promise<{ madeAt: number; businessName: string }> {
  requireSafeFolder(folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = takeInstanceLock(folder);
  try {
    return await prepareRestore({ folder, migrations: MIGRATIONS_FOLDER }, file, Date.now());
  } catch (error) {
    if (error instanceof BackupUnusable) {
      throw new CommandRefusal('BACKUP_UNUSABLE', 'This is no whole backup of KaCang.', { reason: error.reason });
    }
    throw error;
  } finally {
    lock.release();
  }
}
