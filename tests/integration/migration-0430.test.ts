import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
beforeEach(() => {
  old = openDatabaseBefore('0430');
});
afterEach(() => old.close());

it('migration 0430 counts what is placed as for sale from the latest day on, and leaves the days before', () => {
  const { db } = old;
  db.exec(`INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, 'Steam', 'steam', 1, 1);
    INSERT INTO products (id, brand_id, name, name_key, created_at, updated_at) VALUES (1, 1, '充值卡', '充值卡', 1, 1);
    INSERT INTO skus (id, product_id, code, code_key, name, name_key, delivery_kind, key_fields, created_at, updated_at)
      VALUES (1, 1, 'A', 'a', 'A', 'a', 'card-key', '[]', 1, 1), (2, 1, 'B', 'b', 'B', 'b', 'card-key', '[]', 1, 1);
    INSERT INTO sku_stock (sku_id, available, placed) VALUES (1, 3, 7), (2, 4, 0);
    INSERT INTO sku_days (sku_id, occurred_on, least_available, end_available)
      VALUES (1, '2026-11-01', 5, 10), (1, '2026-11-03', 3, 3), (2, '2026-11-03', 4, 4);`);
  old.update();
  const days = db
    .prepare('SELECT sku_id, occurred_on, least_available, end_available FROM sku_days ORDER BY 1, 2')
    .raw();
  expect(days.all()).toEqual([
    [1, '2026-11-01', 5, 10],
    [1, '2026-11-03', 3, 10],
    [2, '2026-11-03', 4, 4],
  ]);
});
