import Database from 'better-sqlite3';
import type { Brand } from '#shared/domain/brand.ts';
import { skuTitle } from '#shared/domain/catalog/sku-title.ts';

/** A connection (or the open read transaction on one) that cannot write: opened read-only, and typed so. */
export type ReadDb = Brand<Database.Database, 'ReadDb'>;
/** A connection that may write; only the write queue and migrations hold one. */
export type WriteDb = Brand<Database.Database, 'WriteDb'>;
/**
 * The write connection inside the one open transaction. Whoever is handed it writes, synchronously, and never opens
 * another transaction. It reads too: a repo's read statements take `ReadDb | WriteTx`.
 */
export type WriteTx = Brand<Database.Database, 'WriteTx'>;
export type Readable = ReadDb | WriteTx;

const BUSY_TIMEOUT_MILLISECONDS = 5000;
/**
 * The log is copied into the database by job threads (checkpoints.ts). Only where none gets to it a commit does so itself, at
 * 512 MiB: SQLite's own habit of 4 MiB would do it within people's commits and within the turns of an import.
 */
const LAST_RESORT_CHECKPOINT_PAGES = 131_072;
/** What a log that was longer is cut to once it begins anew. */
const LONGEST_LOG_BYTES = 128 * 1024 * 1024;
/** Of the connections that answer people. */
const CORE_CACHE_MIB = 64;
/**
 * Of a job thread's two: several times what one turn of an import changes. More makes no import quicker (its pages are met in
 * order, once), and it has three threads, so memory adds up.
 */
export const THREAD_CACHE_MIB = 8;

/**
 * Opens the shop's database for writing. `synchronous=FULL` is set by hand: with the build we use, WAL mode falls to NORMAL
 * at the first write unless it was, and the pragma would not tell before (shared reference: figures, traps).
 */
export function openWriteDatabase(file: string, cacheMiB: number = CORE_CACHE_MIB): WriteDb {
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MILLISECONDS });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  if (process.platform === 'darwin') {
    database.pragma('fullfsync = 1');
    database.pragma('checkpoint_fullfsync = 1');
  }
  setCommonPragmas(database, cacheMiB);
  database.pragma('secure_delete = ON');
  database.pragma(`journal_size_limit = ${LONGEST_LOG_BYTES}`);
  database.pragma(`wal_autocheckpoint = ${LAST_RESORT_CHECKPOINT_PAGES}`);
  return database as WriteDb;
}

export function openReadDatabase(file: string, cacheMiB: number = CORE_CACHE_MIB): ReadDb {
  const database = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MILLISECONDS });
  setCommonPragmas(database, cacheMiB);
  database.pragma('query_only = 1');
  return database as ReadDb;
}

function setCommonPragmas(database: Database.Database, cacheMiB: number): void {
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = 0');
  database.pragma('cell_size_check = 1');
  database.pragma('temp_store = MEMORY');
  database.pragma(`cache_size = -${cacheMiB * 1024}`);
  database.pragma('mmap_size = 0');
  // What a SKU is called is one rule, wherever a row names it: see core/db/sku-title.ts.
  database.function('sku_title', { deterministic: true }, (productName: unknown, name: unknown) =>
    skuTitle({ productName: String(productName ?? ''), name: String(name ?? '') }),
  );
}

/** Says which safety pragma is not as it must be; empty when all are. Asked after the first write, in production too. */
export function unsafePragmas(database: WriteDb): string[] {
  const expected: Record<string, unknown> = {
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    secure_delete: 1,
    trusted_schema: 0,
    temp_store: 2,
  };
  return Object.entries(expected)
    .filter(([name, value]) => database.pragma(name, { simple: true }) !== value)
    .map(([name]) => name);
}

/** The write connection as the transaction just opened on it; called by those who said BEGIN, and nobody else. */
export function asTransaction(database: WriteDb): WriteTx {
  return database as Database.Database as WriteTx;
}
