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
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-0240-'));
  db = openWriteDatabase(path.join(folder, 'kacang.db'));
  migrate(
    db,
    shipped.filter(({ name }) => name < '0240'),
    1,
  );
  db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
    INSERT INTO supplier_cost_terms (supplier_id, tax_rate, rebate_rate, revision, updated_at, updated_by)
      VALUES (1, 13000000, 1000000, 4, 1, 1);`);
  migrate(db, shipped, 2);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('migration 0240', () => {
  it('leaves the terms as they were, with nothing agreed of invoices and days', () => {
    const sql = 'SELECT tax_rate, rebate_rate, revision, invoice_kind, rebate_days FROM supplier_cost_terms';
    expect(db.prepare(sql).raw().all()).toEqual([[13_000_000, 1_000_000, 4, null, null]]);
    expect(() => db.exec("UPDATE supplier_cost_terms SET invoice_kind = 'paper'")).toThrow(/CHECK/);
    expect(() => db.exec('UPDATE supplier_cost_terms SET rebate_days = -1')).toThrow(/CHECK/);
  });
});
