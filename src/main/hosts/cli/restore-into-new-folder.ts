import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { BackupUnusable } from '#core/backup/backup-file.ts';
import { prepareRestore } from '#core/backup/restore-folder.ts';
import { DATABASE_FILE } from '#core/create-core.ts';
import { takeInstanceLock } from '#core/db/instance-lock.ts';
import { requireSafeFolder } from '#hosts/node/data-folder.ts';
import { CommandRefusal } from './command-errors.ts';

export function hasShop(folder: string): boolean {
  return existsSync(path.join(folder, DATABASE_FILE));
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
    return await prepareRestore(folder, file, Date.now());
  } catch (error) {
    if (error instanceof BackupUnusable) {
      throw new CommandRefusal('BACKUP_UNUSABLE', 'This is no whole backup of KaCang.', { reason: error.reason });
    }
    throw error;
  } finally {
    lock.release();
  }
}
