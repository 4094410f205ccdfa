import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
beforeEach(() => {
  old = openDatabaseBefore('0330');
});
afterEach(() => old.close());

it('migration 0330 leads the texts of merged SKUs to what they became, where that has none of its own', () => {
  const { db } = old;
  db.exec(`INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, 'Steam', 'steam', 1, 1);
    INSERT INTO products (id, brand_id, name, name_key, created_at, updated_at) VALUES (1, 1, '充值卡', '充值卡', 1, 1);
    INSERT INTO skus (id, product_id, code, code_key, name, name_key, delivery_kind, key_fields, created_at, updated_at)
      VALUES (1, 1, 'A', 'a', 'A', 'a', 'card-key', '[]', 1, 1), (2, 1, 'B', 'b', 'B', 'b', 'card-key', '[]', 1, 1),
        (3, 1, 'C', 'c', 'C', 'c', 'card-key', '[]', 1, 1);
    UPDATE skus SET merged_into_id = 3 WHERE id IN (1, 2);
    INSERT INTO delivery_templates (shop_id, sku_id, text, updated_at) VALUES
      (0, 0, '{keys} any', 1), (0, 1, '{keys} A', 1), (0, 2, '{keys} B', 1), (7, 1, '{keys} A at 7', 1),
      (7, 3, '{keys} C at 7', 1), (8, 2, '{keys} B at 8', 1);`);
  old.update();
  const texts = db.prepare('SELECT shop_id, sku_id, text FROM delivery_templates ORDER BY shop_id, sku_id').raw().all();
  expect(texts).toEqual([
    [0, 0, '{keys} any'],
    [0, 3, '{keys} A'],
    [7, 3, '{keys} C at 7'],
    [8, 3, '{keys} B at 8'],
  ]);
});
