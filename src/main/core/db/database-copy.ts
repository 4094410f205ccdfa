import Database from 'better-sqlite3';
import type { ReadDb } from './connection.ts';

/** A copied database is not whole. */
export class DatabaseDamaged extends Error {
  constructor(finding: string) {
    super(`The database is damaged: ${finding}`);
    this.name = 'DatabaseDamaged';
  }
}

/** Copies the database as it stands at one moment, while others go on writing. The copy needs no -wal beside it. */
export async function copyDatabase(db: ReadDb, target: string): Promise<void> {
  await db.backup(target);
  const copy = new Database(target);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** What SQLite finds wrong with an open database; empty when it is whole. */
export function databaseFindings(db: ReadDb): string[] {
  const rows = db.pragma('integrity_check') as { integrity_check: string }[];
  const broken = db.pragma('foreign_key_check') as { table: string; rowid: number }[];
  return [
    ...rows.map((row) => row.integrity_check).filter((finding) => finding !== 'ok'),
    ...broken.map(({ table, rowid }) => `${table} row ${rowid} refers to nothing`),
  ];
}

/** Has SQLite check every page and reference of a database file that nobody uses; throws DatabaseDamaged. */
export function checkDatabaseFile(file: string): void {
  const database = new Database(file, { readonly: true });
  try {
    const findings = database.pragma('integrity_check', { simple: true });
    if (findings !== 'ok') throw new DatabaseDamaged(String(findings));
    const broken = database.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) throw new DatabaseDamaged(`${broken.length} broken references`);
  } finally {
    database.close();
  }
}

/** Whether SQLite finds every page of a database file in order; false where it cannot even be opened. */
export function quickCheckFile(file: string): boolean {
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { fileMustExist: true });
    return database.pragma('quick_check(1)', { simple: true }) === 'ok';
  } catch {
    return false;
  } finally {
    database?.close();
  }
}

export interface BackupFacts {
  readonly shopId: string;
  readonly businessName: string;
  readonly auditSequence: number;
  readonly auditMac: string;
  readonly migrations: string[];
}

/** What a copied database says of itself. */
export function readBackupFacts(file: string): BackupFacts {
  const database = new Database(file, { readonly: true });
  try {
    const shop = database.prepare("SELECT value FROM settings WHERE name = 'shop'").pluck().get();
    const { shopId = '', businessName = '' } = JSON.parse(String(shop ?? '{}')) as Partial<BackupFacts>;
    const head = database.prepare('SELECT sequence, mac FROM audit_events ORDER BY sequence DESC LIMIT 1').get();
    const { sequence, mac } = (head ?? { sequence: 0, mac: Buffer.alloc(0) }) as { sequence: number; mac: Buffer };
    const migrations = database.prepare('SELECT name FROM migrations ORDER BY name').pluck().all() as string[];
    return { shopId, businessName, auditSequence: sequence, auditMac: mac.toString('hex'), migrations };
  } finally {
    database.close();
  }
}
