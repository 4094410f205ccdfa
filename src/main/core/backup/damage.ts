import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { quickCheckFile } from '#core/db/database-copy.ts';
import { issuedLogFile } from '#core/vault/issued-log.ts';

/** Why the shop's database cannot be opened. */
export type DamageReason = 'DATABASE_DAMAGED' | 'DATABASE_MISSING';

/** Lies in the data folder when SQLite stumbled over a broken page: the next start looks at the whole database. */
const MARK_FILE = 'check-database';
const DAMAGE_CODES = /^SQLITE_(CORRUPT|NOTADB)/;

export function isDamageError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && DAMAGE_CODES.test(String(error.code));
}

/** Has the next start check the database before anybody works on it. */
export function markForCheck(folder: string): void {
  writeFileSync(path.join(folder, MARK_FILE), '', { mode: 0o600 });
}

/**
 * What speaks against opening a database file, before it is opened. One that is gone or empty beside an issued.log with lines
 * in it is no new shop: opened as one, everything that was handed out could be sold again.
 */
export function damageBeforeOpening(folder: string, databaseFile: string): DamageReason | null {
  const log = issuedLogFile(folder);
  const hasIssued = existsSync(log) && statSync(log).size > 0;
  if (hasIssued && (!existsSync(databaseFile) || statSync(databaseFile).size === 0)) return 'DATABASE_MISSING';
  const mark = path.join(folder, MARK_FILE);
  if (!existsSync(mark)) return null;
  if (!quickCheckFile(databaseFile)) return 'DATABASE_DAMAGED';
  rmSync(mark, { force: true });
  return null;
}

/** After a restore the database is another one. */
export function forgetCheck(folder: string): void {
  rmSync(path.join(folder, MARK_FILE), { force: true });
}
