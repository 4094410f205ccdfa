import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReadDatabase, type WriteDb } from '#core/db/connection.ts';
import { BOOK_RULES, findBreaches } from '#core/verify/book-rules.job.repo.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

const MIGRATED_AT = 1000;

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0050');
  db = old.db;
});
afterEach(() => old.close());

function deliver(id: number, deliveredAt: number): void {
  db.exec(`INSERT INTO card_keys (id, batch_id, sku_id, state, cost, value_left, expires_on, uses_left, row_number,
        number_tail, pair_mac, loose_mac, changed_at)
      VALUES (${id}, 1, 1, 'delivered', 475000, 0, '9999-12-31', 0, ${id}, '', x'0${id}', x'0${id}', ${deliveredAt});
    INSERT INTO deliveries (id, number, kind, sku_id, quantity, revenue, cost, occurred_on, month, delivered_at, delivered_by)
      VALUES (${id}, 'TK-${id}', 'sale', 1, 1, 500000, 475000, '2026-11-20', '2026-11', ${deliveredAt}, 1);
    INSERT INTO delivery_keys (delivery_id, key_id, use_number, cost, revenue, state)
      VALUES (${id}, ${id}, 1, 475000, 500000, 'open');`);
}

describe('migration 0050', () => {
  it('keeps accounts and consigned deliveries; only deliveries from now on must be owed', () => {
    db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
        VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'consignment', 1, 1);
      INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, 'Steam', 'steam', 1, 1);
      INSERT INTO products (id, brand_id, name, name_key, created_at, updated_at) VALUES (1, 1, '充值卡', '充值卡', 1, 1);
      INSERT INTO skus (id, product_id, code, code_key, name, name_key, delivery_kind, key_fields, created_at, updated_at)
        VALUES (1, 1, 'C50', 'c50', '50 元', '50 元', 'card-key', '[]', 1, 1);
      INSERT INTO batches (id, number, supplier_id, sku_id, receipt_kind, state, received_on, received_at)
        VALUES (1, 'PC-1', 1, 1, 'consignment', 'posted', '2026-11-01', 1);
      INSERT INTO supplier_entries (id, number, supplier_id, kind, amount, occurred_on, month, posted_at, posted_by)
        VALUES (1, 'SA-1', 1, 'payment', -100, '2026-11-02', '2026-11', 1, 1);`);
    deliver(1, MIGRATED_AT - 1);
    old.update(MIGRATED_AT);
    expect(db.prepare('SELECT number, amount, delivery_id AS deliveryId FROM supplier_entries').all()).toEqual([
      { number: 'SA-1', amount: -100, deliveryId: null },
    ]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    const rule = BOOK_RULES.find(({ name }) => name === 'consigned-deliveries-are-owed');
    if (!rule) throw new Error('The rule is gone.');
    const readDb = openReadDatabase(old.file);
    const breaches = () => findBreaches(readDb, rule.breachSql, 10);
    expect(breaches()).toEqual([]);
    deliver(2, MIGRATED_AT);
    expect(breaches()).toEqual(['delivery TK-2 supplier 1']);
    readDb.close();
  });
});
