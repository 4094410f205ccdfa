import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0240');
  db = old.db;
  db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
    INSERT INTO supplier_cost_terms (supplier_id, tax_rate, rebate_rate, revision, updated_at, updated_by)
      VALUES (1, 13000000, 1000000, 4, 1, 1);`);
  old.update();
});
afterEach(() => old.close());

describe('migration 0240', () => {
  it('leaves the terms as they were, with nothing agreed of invoices and days', () => {
    const sql = 'SELECT tax_rate, rebate_rate, revision, invoice_kind, rebate_days FROM supplier_cost_terms';
    expect(db.prepare(sql).raw().all()).toEqual([[13_000_000, 1_000_000, 4, null, null]]);
    expect(() => db.exec("UPDATE supplier_cost_terms SET invoice_kind = 'paper'")).toThrow(/CHECK/);
    expect(() => db.exec('UPDATE supplier_cost_terms SET rebate_days = -1')).toThrow(/CHECK/);
  });
});
