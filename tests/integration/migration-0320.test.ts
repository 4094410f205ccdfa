import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

/** Import 1 in dollars and 5 in yuan; 2 replaces a key of 1, 3 one of 2, 4 one of 5, and 6 one of 1 before it was undone. */
const BEFORE = `INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
    VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'USD', 'prepaid', 1, 1);
  INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, '甲', '甲', 1, 1);
  INSERT INTO products (id, brand_id, name, name_key, created_at, updated_at) VALUES (1, 1, '点卡', '点卡', 1, 1);
  INSERT INTO skus (id, product_id, code, code_key, name, name_key, delivery_kind, key_fields, created_at, updated_at)
    VALUES (1, 1, 'A', 'a', '50', '50', 'card-key', '[]', 1, 1);`;
const IMPORTS = [1, 2, 3, 4, 5, 6];

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0320');
  db = old.db;
  db.exec(BEFORE);
  for (const id of IMPORTS) {
    db.exec(`INSERT INTO imports (id, number, supplier_id, receipt_kind, state, file_name, file_digest, settings, document_on,
        settlement, started_at, started_by)
      VALUES (${id}, 'RK-${id}', 1, 'purchase', 'posted', 'k.csv', randomblob(32), '{}', '2026-11-01', 'account', 1, 1);
      INSERT INTO batches (id, number, supplier_id, sku_id, receipt_kind, state, received_on, received_at, import_id)
      VALUES (${id}, 'B-${id}', 1, 1, 'purchase', 'posted', '2026-11-01', 1, ${id});
      INSERT INTO card_keys (id, batch_id, sku_id, state, cost, value_left, expires_on, uses_left, row_number, number_tail,
        pair_mac, loose_mac, changed_at)
      VALUES (${id}, ${id}, 1, 'claimed', 664854, 664854, '9999-12-31', 1, 1, '', randomblob(16), randomblob(16), 1)`);
  }
  db.exec(`INSERT INTO import_exchanges VALUES (1, 'USD', 712345678, '2026-11-01', 93333, 664854);
    INSERT INTO replaced_keys VALUES (2, 1, 664854, 0), (3, 2, 664854, 0), (4, 5, 664854, 0), (6, 1, 664854, 1)`);
});
afterEach(() => old.close());

describe('migration 0320', () => {
  it('gives replacements the rate of what they replace, and leaves the others and undone ones as they are', () => {
    old.update();
    const rows = db.prepare('SELECT import_id, currency, rate, supplier_cost, stock_cost FROM import_exchanges').raw();
    const inDollars = (id: number) => [id, 'USD', 712_345_678, 93_333, 664_854];
    expect(rows.all()).toEqual([1, 2, 3].map(inDollars));
  });
});
