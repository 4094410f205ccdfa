import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { openReadDatabase, openWriteDatabase, type ReadDb, type WriteDb } from '#core/db/connection.ts';
import { type Migration, migrate } from '#core/db/migrate.ts';
import { backUpBeforeMigration } from './before-migration.ts';
import { type DamageReason, damageBeforeOpening, isDamageError } from './damage.ts';

export const DATABASE_FILE = 'kacang.db';
const STAND_IN_FOLDER = 'rescue';

export interface OpenedDatabases {
  readonly databaseFile: string;
  readonly writeDb: WriteDb;
  readonly readDb: ReadDb;
  /** Not null: the shop's own database was left alone, and an empty one stands in for it until a backup is brought back. */
  readonly damage: DamageReason | null;
  close(): void;
}

/** Opens and migrates the shop's database; where it is broken, an empty stand-in, so that a backup can be brought back. */
export async function openDatabases(
  folder: string,
  migrations: readonly Migration[],
  now: number,
): Promise<OpenedDatabases> {
  const standInFolder = path.join(folder, STAND_IN_FOLDER);
  rmSync(standInFolder, { recursive: true, force: true });
  const file = path.join(folder, DATABASE_FILE);
  const known = damageBeforeOpening(folder, file);
  if (known === null) {
    try {
      return { ...(await openOne(folder, file, migrations, now)), damage: null };
    } catch (error) {
      if (!isDamageError(error)) throw error;
    }
  }
  mkdirSync(standInFolder, { recursive: true, mode: 0o700 });
  const standIn = await openOne(standInFolder, path.join(standInFolder, DATABASE_FILE), migrations, now);
  return {
    ...standIn,
    damage: known ?? 'DATABASE_DAMAGED',
    close() {
      standIn.close();
      rmSync(standInFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openOne(
  folder: string,
  databaseFile: string,
  migrations: readonly Migration[],
  now: number,
): Promise<Omit<OpenedDatabases, 'damage'>> {
  const writeDb = openWriteDatabase(databaseFile);
  let readDb: ReadDb | null = null;
  const close = (): void => {
    readDb?.close();
    writeDb.close();
  };
  try {
    await backUpBeforeMigration(folder, databaseFile, writeDb, migrations, now);
    migrate(writeDb, migrations, now);
    readDb = openReadDatabase(databaseFile);
    return { databaseFile, writeDb, readDb, close };
  } catch (error) {
    close();
    throw error;
  }
}
