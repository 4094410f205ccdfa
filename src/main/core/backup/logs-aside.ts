import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readBackupFacts } from '#core/db/database-copy.ts';
import { issuedLogFile } from '#core/vault/issued-log.ts';
import { DATABASE_FILE } from './open-databases.ts';

/** Where a restore puts what lay there before it. */
const ASIDE_FOLDER = /^(replaced|damaged)-/;

/** `sequence TAB kind TAB payload TAB mac`: what a line of a whole log looks like, whoever's it is. */
const WHOLE_LINE = /^(\d+)\t[^\t]+\t.+\t[0-9a-f]{64}$/;

/**
 * The log of a shop that lies aside and goes on from `begins`: somebody restored the backup of another shop and comes back from it.
 * Null where there is none. Of several, a whole one before one that was broken and kept, then the one that knows most.
 */
export function findLogAside(folder: string, shopId: string, begins: Buffer): string | null {
  const found: FoundLog[] = [];
  for (const name of readdirSync(folder).filter((entry) => ASIDE_FOLDER.test(entry))) {
    const aside = path.join(folder, name);
    const file = issuedLogFile(aside);
    if (!existsSync(file)) continue;
    const bytes = readFileSync(file);
    if (!bytes.subarray(0, begins.length).equals(begins)) continue;
    // Any log goes on from an empty one: which shop's it is says the database beside it.
    if (begins.length === 0 && shopOf(path.join(aside, DATABASE_FILE)) !== shopId) continue;
    found.push({ file, isWhole: looksWhole(bytes), size: bytes.length });
  }
  const [best] = found.sort((one, other) => Number(other.isWhole) - Number(one.isWhole) || other.size - one.size);
  return best?.file ?? null;
}

interface FoundLog {
  readonly file: string;
  readonly isWhole: boolean;
  readonly size: number;
}

/** Without the shop's key its chain cannot be followed; most breaks show all the same. A last line cut off by a power cut is none. */
function looksWhole(bytes: Buffer): boolean {
  const lines = bytes.toString('utf8').split('\n').slice(0, -1);
  let before = 0;
  return lines.every((line) => {
    const sequence = Number(WHOLE_LINE.exec(line)?.[1] ?? 0);
    const isNext = sequence > before;
    before = sequence;
    return isNext;
  });
}

function shopOf(databaseFile: string): string | null {
  try {
    return readBackupFacts(databaseFile).shopId;
  } catch {
    return null;
  }
}
