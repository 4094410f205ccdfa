import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WriteDb } from './connection.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** The database was written by a newer KaCang; this one must not touch it. */
export class DatabaseFromFuture extends Error {
  readonly unknownMigration: string;

  constructor(unknownMigration: string) {
    super(`This shop was opened by a newer KaCang (it has ${unknownMigration}). Update KaCang; nothing was changed.`);
    this.name = 'DatabaseFromFuture';
    this.unknownMigration = unknownMigration;
  }
}

/** A migration that ran is not the one this KaCang ships. */
export class MigrationChanged extends Error {
  readonly migration: string;

  constructor(migration: string) {
    super(`The migration ${migration} differs from the one this shop was built with. Nothing was changed.`);
    this.name = 'MigrationChanged';
    this.migration = migration;
  }
}

/** Reads the numbered SQL files of a folder, in order. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
}

/** The migrations that have not run yet; refuses a changed one and a database from the future. Reads only. */
export function pendingMigrations(database: WriteDb, migrations: readonly Migration[]): Migration[] {
  const ran = ranMigrations(database);
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, sha256 } of ran) {
    const shipped = known.get(name);
    if (!shipped) throw new DatabaseFromFuture(name);
    if (shipped.sha256 !== sha256) throw new MigrationChanged(name);
  }
  const version = database.pragma('user_version', { simple: true }) as number;
  const newest = Number(migrations.at(-1)?.name.slice(0, 4) ?? 0);
  if (version > newest) throw new DatabaseFromFuture(String(version));
  const ranNames = new Set(ran.map(({ name }) => name));
  return migrations.filter(({ name }) => !ranNames.has(name));
}

/**
 * Applies what is pending, all in one transaction with foreign keys off outside it (SQLite's own advice for table
 * rebuilds), and commits only when no foreign key is broken.
 */
export function migrate(database: WriteDb, migrations: readonly Migration[], now: number): Migration[] {
  const pending = pendingMigrations(database, migrations);
  if (pending.length === 0) return pending;
  database.pragma('foreign_keys = OFF');
  try {
    database.exec('BEGIN IMMEDIATE');
    database.exec(
      'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, at INTEGER NOT NULL) STRICT',
    );
    const record = database.prepare('INSERT INTO migrations (name, sha256, at) VALUES (?, ?, ?)');
    for (const migration of pending) {
      database.exec(migration.sql);
      record.run(migration.name, migration.sha256, now);
    }
    const broken = database.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) throw new Error(`A migration would break ${broken.length} references; nothing was changed.`);
    const newest = Math.max(...migrations.map(({ name }) => Number(name.slice(0, 4))));
    database.pragma(`user_version = ${newest}`);
    database.exec('COMMIT');
    return pending;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  } finally {
    database.pragma('foreign_keys = ON');
  }
}

/** Whether any migration has run: a new database has nothing to lose. */
export function hasMigrated(database: WriteDb): boolean {
  return ranMigrations(database).length > 0;
}

function ranMigrations(database: WriteDb): { name: string; sha256: string }[] {
  const exists = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'").get();
  if (!exists) return [];
  return database.prepare('SELECT name, sha256 FROM migrations ORDER BY name').all() as {
    name: string;
    sha256: string;
  }[];
}
