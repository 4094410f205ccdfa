import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
beforeEach(() => {
  old = openDatabaseBefore('0540');
});
afterEach(() => old.close());

it('migration 0540 counts keys that are too near their end no longer as for sale, from the latest day on', () => {
  const { db } = old;
  db.exec(`INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, 'Steam', 'steam', 1, 1);
    INSERT INTO products (id, brand_id, name, name_key, created_at, updated_at) VALUES (1, 1, '充值卡', '充值卡', 1, 1);
    INSERT INTO skus (id, product_id, code, code_key, name, name_key, delivery_kind, key_fields, minimum_days_left, created_at,
        updated_at)
      VALUES (1, 1, 'A', 'a', 'A', 'a', 'card-key', '[]', 3, 1, 1), (2, 1, 'B', 'b', 'B', 'b', 'card-key', '[]', 0, 1, 1);
    INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', 'S1', 's1', 'wholesaler', 'CNY', 'prepaid', 1, 1);
    INSERT INTO batches (id, number, supplier_id, sku_id, receipt_kind, state, received_on, received_at)
      VALUES (1, 'B-1', 1, 1, 'purchase', 'posted', '2026-11-01', 1), (2, 'B-2', 1, 2, 'purchase', 'posted', '2026-11-01', 1);
    INSERT INTO batch_stock (batch_id, expires_on, sku_id, supplier_id, available, placed)
      VALUES (1, '2026-11-05', 1, 1, 4, 1), (1, '2026-11-06', 1, 1, 2, 0), (2, '2026-11-03', 2, 1, 4, 0);
    INSERT INTO sku_stock (sku_id, available, placed) VALUES (1, 6, 1), (2, 4, 0);
    INSERT INTO sku_days (sku_id, occurred_on, least_available, end_available)
      VALUES (1, '2026-11-01', 9, 9), (1, '2026-11-03', 7, 7), (2, '2026-11-03', 4, 4);`);
  old.update();
  const days = db
    .prepare('SELECT sku_id, occurred_on, least_available, end_available FROM sku_days ORDER BY 1, 2')
    .raw();
  expect(days.all()).toEqual([
    [1, '2026-11-01', 9, 9],
    [1, '2026-11-03', 2, 2],
    [2, '2026-11-03', 4, 4],
  ]);
});
