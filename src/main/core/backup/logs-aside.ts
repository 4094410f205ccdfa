import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readBackupFacts } from '#core/db/database-copy.ts';
import { issuedLogFile } from '#core/vault/issued-log.ts';
import { DATABASE_FILE } from './open-databases.ts';

/** Where a restore puts what lay there before it. */
const ASIDE_FOLDER = /^(replaced|damaged)-/;

/**
 * The longest log of a shop that lies aside and goes on from `begins`: somebody restored the backup of another shop and comes back
 * from it. Null where there is none.
 */
export function findLogAside(folder: string, shopId: string, begins: Buffer): string | null {
  let found: { readonly file: string; readonly size: number } | null = null;
  for (const name of readdirSync(folder).filter((entry) => ASIDE_FOLDER.test(entry))) {
    const aside = path.join(folder, name);
    const file = issuedLogFile(aside);
    if (!existsSync(file)) continue;
    const bytes = readFileSync(file);
    if (!bytes.subarray(0, begins.length).equals(begins)) continue;
    // Any log goes on from an empty one: which shop's it is says the database beside it.
    if (begins.length === 0 && shopOf(path.join(aside, DATABASE_FILE)) !== shopId) continue;
    if (found === null || bytes.length > found.size) found = { file, size: bytes.length };
  }
  return found?.file ?? null;
}

function shopOf(databaseFile: string): string | null {
  try {
    return readBackupFacts(databaseFile).shopId;
  } catch {
    return null;
  }
}
