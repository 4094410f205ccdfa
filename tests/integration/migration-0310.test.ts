import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

/** Reclassifications 1 (three keys, 100 dearer), 2 (one of them again, 40 cheaper) and 3 (another one, only as another SKU). */
const BEFORE = `INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
    VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
  INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, '甲', '甲', 1, 1);
  INSERT INTO products (id, brand_id, name, name_key, created_at, updated_at) VALUES (1, 1, '点卡', '点卡', 1, 1);
  INSERT INTO skus (id, product_id, code, code_key, name, name_key, delivery_kind, key_fields, created_at, updated_at)
    VALUES (1, 1, 'A', 'a', '50', '50', 'card-key', '[]', 1, 1);
  INSERT INTO batches (id, number, supplier_id, sku_id, receipt_kind, state, received_on, received_at)
    VALUES (1, 'B-1', 1, 1, 'purchase', 'posted', '2026-11-01', 1), (2, 'B-2', 1, 1, 'purchase', 'posted', '2026-11-01', 1);
  INSERT INTO movements (kind, reason, sku_id, batch_id, quantity, value, occurred_on, month, document_kind, document_id, posted_at)
    VALUES ('reclassification', 'x', 1, 1, -3, -300, '2026-11-02', '2026-11', 'stock-document', 1, 1),
      ('reclassification', 'x', 1, 2, 3, 400, '2026-11-02', '2026-11', 'stock-document', 1, 1),
      ('reclassification', 'x', 1, 1, -1, -134, '2026-11-03', '2026-11', 'stock-document', 2, 1),
      ('reclassification', 'x', 1, 2, 1, 94, '2026-11-03', '2026-11', 'stock-document', 2, 1),
      ('reclassification', 'x', 1, 1, -1, -100, '2026-11-04', '2026-11', 'stock-document', 3, 1),
      ('reclassification', 'x', 1, 2, 1, 100, '2026-11-04', '2026-11', 'stock-document', 3, 1);`;

/** Corrections of prices: one dearer, one dearer and reversed, one cheaper. */
const DEARER = `INSERT INTO stock_documents (id, number, kind, reason, occurred_on, posted_at)
    VALUES (11, 'C-1', 'price-correction', 'x', '2026-11-05', 1), (12, 'C-2', 'price-correction', 'x', '2026-11-05', 1),
      (13, 'C-3', 'price-correction', 'x', '2026-11-06', 1), (14, 'C-4', 'price-correction', 'x', '2026-11-06', 1);
  INSERT INTO supplier_entries (id, number, supplier_id, kind, amount, occurred_on, month, our_number, posted_at, posted_by, reverses_id)
    VALUES (1, 'SA-1', 1, 'adjustment', 300, '2026-11-05', '2026-11', 'C-1', 5, 1, NULL),
      (2, 'SA-2', 1, 'adjustment', 200, '2026-11-05', '2026-11', 'C-2', 5, 1, NULL),
      (3, 'SA-3', 1, 'adjustment', -200, '2026-11-06', '2026-11', 'C-3', 5, 1, 2),
      (4, 'SA-4', 1, 'adjustment', -50, '2026-11-06', '2026-11', 'C-4', 5, 1, NULL);
  INSERT INTO price_corrections (document_id, supplier_id, sku_id, change_by, change_amount, papered_on, month, currency, total,
      shop_total, stock_part, cost_part, entry_id, reverses_id)
    VALUES (11, 1, 1, 'total', 300, '2026-11-05', '2026-11', 'CNY', 300, 300, 300, 0, 1, NULL),
      (12, 1, 1, 'total', 200, '2026-11-05', '2026-11', 'CNY', 200, 200, 200, 0, 2, NULL),
      (13, 1, 1, 'reversal', -200, '2026-11-06', '2026-11', 'CNY', -200, -200, -200, 0, 3, 12),
      (14, 1, 1, 'total', -50, '2026-11-06', '2026-11', 'CNY', -50, -50, -50, 0, 4, NULL);`;

const KEY = `INSERT INTO card_keys (id, batch_id, sku_id, state, cost, value_left, expires_on, uses_left, row_number, number_tail,
  pair_mac, loose_mac, changed_at)`;

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0300');
  db = old.db;
  db.exec(BEFORE);
  for (const id of [1, 2, 3, 4]) {
    db.exec(
      `${KEY} VALUES (${id}, 2, 1, 'available', 100, 100, '9999-12-31', 1, ${id}, '', randomblob(16), randomblob(16), 1)`,
    );
  }
  const happened = [
    [1, 1],
    [1, 2],
    [1, 3],
    [2, 1],
    [3, 4],
  ];
  for (const [documentId, keyId] of happened) {
    db.exec(`INSERT INTO key_events (key_id, from_state, to_state, document_kind, document_id, happened_at)
      VALUES (${keyId}, 'available', 'available', 'stock-document', ${documentId}, 1)`);
  }
  db.exec(DEARER);
  old.update();
});
afterEach(() => old.close());

describe('migration 0310', () => {
  it('says of keys that were reclassified what their documents made of their cost, to the last 1/10 000', () => {
    const rows = db.prepare('SELECT key_id AS keyId, difference FROM recosted_keys ORDER BY key_id').all();
    expect(rows).toEqual([
      { keyId: 1, difference: 34 - 40 },
      { keyId: 2, difference: 33 },
      { keyId: 3, difference: 33 },
    ]);
  });

  it('takes what became dearer by a correction of prices as bought and not invoiced yet', () => {
    const rows = db
      .prepare('SELECT entry_id AS entryId, amount, open FROM invoiceable_purchases ORDER BY entry_id')
      .all();
    expect(rows).toEqual([
      { entryId: 1, amount: 300, open: 300 },
      { entryId: 2, amount: 200, open: 0 },
    ]);
  });
});
