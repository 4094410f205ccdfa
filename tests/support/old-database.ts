import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openWriteDatabase, type WriteDb } from '#core/db/connection.ts';
import { migrate, readMigrations } from '#core/db/migrate.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';

const shipped = readMigrations(MIGRATIONS_FOLDER);

/** A database as a version before some migration made it, to be filled by hand and brought up to date. */
export interface OldDatabase {
  readonly db: WriteDb;
  readonly file: string;
  /** Runs every migration that is still to come, at a moment of the shop's clock. */
  update(at?: number): void;
  /** Closes it and removes its folder. */
  close(): void;
}

/** Opens a database that has every migration before the one of this number, `0320` say. */
export function openDatabaseBefore(migration: string): OldDatabase {
  const folder = mkdtempSync(path.join(os.tmpdir(), `kacang-${migration}-`));
  const file = path.join(folder, 'kacang.db');
  const db = openWriteDatabase(file);
  const earlier = shipped.filter(({ name }) => name < migration);
  migrate(db, earlier, 1);
  return {
    db,
    file,
    update: (at = 2) => migrate(db, shipped, at),
    close() {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
