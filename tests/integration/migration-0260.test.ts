import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0260');
  db = old.db;
  db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
    INSERT INTO supplier_entries (id, number, supplier_id, kind, amount, occurred_on, month, our_number, posted_at, posted_by)
      VALUES (1, 'SA-1', 1, 'refund', -40000, '2026-11-20', '2026-11', 'SA-1', 5, 1);`);
  old.update();
});
afterEach(() => old.close());

describe('migration 0260', () => {
  it('leaves refunds from before without a claim, and takes one only of an entry and a key that are there', () => {
    expect(db.prepare('SELECT count(*) FROM supplier_entries').pluck().get()).toBe(1);
    expect(db.prepare('SELECT count(*) FROM supplier_refund_claims').pluck().get()).toBe(0);
    const name = () => db.exec('INSERT INTO supplier_refund_claims (entry_id, key_id) VALUES (1, 99)');
    expect(name).toThrow(/FOREIGN KEY/);
  });
});
