import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openWriteDatabase, unsafePragmas, type WriteDb } from './connection.ts';

/**
 * Which of the settings that keep data safe this build of SQLite does not hold, seen on a database of its own after a first
 * write: some fall back only then.
 */
export function unsafeDatabaseSettings(): string[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-check-'));
  try {
    const database = openWriteDatabase(path.join(folder, 'check.db'));
    try {
      database.exec('CREATE TABLE checked (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL) STRICT');
      database.exec('INSERT INTO checked (amount) VALUES (1)');
      return [...unsafePragmas(database), ...(refusesText(database) ? [] : ['STRICT'])];
    } finally {
      database.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function refusesText(database: WriteDb): boolean {
  try {
    database.exec("INSERT INTO checked (amount) VALUES ('one')");
    return false;
  } catch {
    return true;
  }
}
