import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0100');
  db = old.db;
  db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'USD', 'prepaid', 1, 1);
    INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, 'Steam', 'steam', 1, 1);
    INSERT INTO products (id, brand_id, name, name_key, created_at, updated_at) VALUES (1, 1, '钱包码', '钱包码', 1, 1);
    INSERT INTO skus (id, product_id, code, code_key, name, name_key, delivery_kind, key_fields, created_at, updated_at)
      VALUES (1, 1, 'A50', 'a50', '50', '50', 'card-key', '[]', 1, 1);
    INSERT INTO imports (id, number, supplier_id, receipt_kind, state, file_name, file_digest, settings, document_on,
        settlement, started_at, started_by, posted_at)
      VALUES (1, 'RK-1', 1, 'purchase', 'posted', 'a.csv', x'00', '{}', '2026-11-01', 'account', 1, 1, 2);`);
  old.update();
});
afterEach(() => old.close());

describe('migration 0100', () => {
  it('leaves suppliers and imports as they were, without rates or fees', () => {
    expect(db.prepare('SELECT currency FROM suppliers').all()).toEqual([{ currency: 'USD' }]);
    expect(db.prepare('SELECT number, state FROM imports').all()).toEqual([{ number: 'RK-1', state: 'posted' }]);
    for (const table of ['import_exchanges', 'supplier_cost_terms', 'exchange_rates', 'offers']) {
      expect(db.prepare(`SELECT COUNT(*) AS rows FROM ${table}`).get()).toEqual({ rows: 0 });
    }
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('keeps one rate that holds per currency and day, however often it was corrected', () => {
    const insert = db.prepare(
      `INSERT INTO exchange_rates (currency, rate_on, rate, source, is_superseded, entered_at, entered_by)
       VALUES ('USD', '2026-11-20', 7, 'hand', ?, 1, 1)`,
    );
    insert.run(1);
    insert.run(1);
    insert.run(0);
    expect(() => insert.run(0)).toThrow(/UNIQUE/);
  });

  it('lets no posted price be changed or removed', () => {
    db.exec(`INSERT INTO offers (id, supplier_id, sku_id, created_at, updated_at) VALUES (1, 1, 1, 1, 1);
      INSERT INTO offer_prices (offer_id, effective_on, currency, tiers, source, posted_at, posted_by)
        VALUES (1, '2026-11-01', 'USD', '[[1,100,null]]', 'hand', 1, 1);`);
    expect(() => db.exec("UPDATE offer_prices SET tiers = '[]'")).toThrow(/not edited/);
    expect(() => db.exec('DELETE FROM offer_prices')).toThrow(/not removed/);
  });
});
