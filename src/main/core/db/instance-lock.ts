import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

/** Where other programs of the same user can talk to a running KaCang: a socket or pipe, and the word that lets them in. */
export interface InstanceEndpoint {
  readonly path: string;
  readonly token: string;
}

/** What a running KaCang tells others about itself beside the folder it holds. Never a secret but for `endpoint.token`. */
export interface InstanceDescription {
  readonly pid: number;
  readonly startedAt: number;
  readonly host: 'electron' | 'web' | 'cli';
  /** Where the command line can talk to it; null where it cannot. */
  readonly endpoint: InstanceEndpoint | null;
}

export class FolderHeld extends Error {
  readonly holder: InstanceDescription | null;

  constructor(holder: InstanceDescription | null) {
    super(
      holder
        ? `This folder is open in another KaCang (process ${holder.pid}).`
        : 'This folder is open in another KaCang.',
    );
    this.name = 'FolderHeld';
    this.holder = holder;
  }
}

export interface InstanceLock {
  describe(description: InstanceDescription): void;
  release(): void;
}

/**
 * Takes a folder for this process: an exclusive transaction on a database of its own, which SQLite and the operating system
 * give back when the process dies. Nobody else may open that file with ordinary file calls: closing it would drop the lock.
 */
export function takeInstanceLock(folder: string): InstanceLock {
  const descriptionFile = path.join(folder, 'instance.json');
  const database = new Database(path.join(folder, 'instance.lock'), { timeout: 0 });
  try {
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) throw new FolderHeld(readInstanceDescription(folder));
    throw error;
  }
  return {
    describe(description) {
      writeFileSync(descriptionFile, JSON.stringify(description), { mode: 0o600 });
    },
    release() {
      rmSync(descriptionFile, { force: true });
      if (database.open) {
        database.exec('ROLLBACK');
        database.close();
      }
    },
  };
}

export function readInstanceDescription(folder: string): InstanceDescription | null {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'instance.json'), 'utf8')) as InstanceDescription;
  } catch {
    return null;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
