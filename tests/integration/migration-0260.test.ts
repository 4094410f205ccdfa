import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriteDatabase, type WriteDb } from '#core/db/connection.ts';
import { migrate, readMigrations } from '#core/db/migrate.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';

const shipped = readMigrations(MIGRATIONS_FOLDER);

let folder: string;
let db: WriteDb;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-0260-'));
  db = openWriteDatabase(path.join(folder, 'kacang.db'));
  migrate(
    db,
    shipped.filter(({ name }) => name < '0260'),
    1,
  );
  db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
    INSERT INTO supplier_entries (id, number, supplier_id, kind, amount, occurred_on, month, our_number, posted_at, posted_by)
      VALUES (1, 'SA-1', 1, 'refund', -40000, '2026-11-20', '2026-11', 'SA-1', 5, 1);`);
  migrate(db, shipped, 2);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('migration 0260', () => {
  it('leaves refunds from before without a claim, and takes one only of an entry and a key that are there', () => {
    expect(db.prepare('SELECT count(*) FROM supplier_entries').pluck().get()).toBe(1);
    expect(db.prepare('SELECT count(*) FROM supplier_refund_claims').pluck().get()).toBe(0);
    const name = () => db.exec('INSERT INTO supplier_refund_claims (entry_id, key_id) VALUES (1, 99)');
    expect(name).toThrow(/FOREIGN KEY/);
  });
});
