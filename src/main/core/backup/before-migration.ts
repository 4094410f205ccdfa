import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openReadDatabase, type WriteDb } from '#core/db/connection.ts';
import { copyDatabase, readBackupFacts } from '#core/db/database-copy.ts';
import { hasMigrated, type Migration, pendingMigrations } from '#core/db/migrate.ts';
import { issuedLogFile } from '#core/vault/issued-log.ts';
import { attachmentsFolder } from './attachment-files.ts';
import { BACKUP_EXTENSION, writeBackupFile } from './backup-file.ts';
import { verifyBackup } from './make-backup.job.ts';

/**
 * Before a migration touches a shop, a backup of it is written and opened again. Without one that verifies, the migration
 * does not run. Null where nothing is pending or the database is new.
 */
export async function backUpBeforeMigration(
  folder: string,
  databaseFile: string,
  database: WriteDb,
  migrations: readonly Migration[],
  now: number,
): Promise<string | null> {
  if (pendingMigrations(database, migrations).length === 0 || !hasMigrated(database)) return null;
  const place = path.join(folder, 'backups');
  const scratch = path.join(folder, 'backup-scratch');
  mkdirSync(place, { recursive: true, mode: 0o700 });
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  const reader = openReadDatabase(databaseFile);
  try {
    const copy = path.join(scratch, 'kacang.db');
    const log = path.join(scratch, 'issued.log');
    await copyDatabase(reader, copy);
    if (existsSync(issuedLogFile(folder))) copyFileSync(issuedLogFile(folder), log);
    const stamp = new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
    const file = path.join(place, `kacang-${stamp}-before-migration${BACKUP_EXTENSION}`);
    const manifest = { ...readBackupFacts(copy), madeAt: now };
    await writeBackupFile(file, { 'kacang.db': copy, 'issued.log': log }, manifest, {
      attachmentPlace: attachmentsFolder(folder),
      verify: (unfinished) => verifyBackup(unfinished, path.join(scratch, 'verified.db')),
    });
    return file;
  } finally {
    reader.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
