import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OldDatabase, ONE_SUPPLIER_ONE_SKU, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
beforeEach(() => {
  old = openDatabaseBefore('0500');
});
afterEach(() => old.close());

it('migration 0500 leaves what orders have received as it was, and takes no count of keys below none', () => {
  const { db } = old;
  db.exec(`${ONE_SUPPLIER_ONE_SKU}
    INSERT INTO imports (id, number, supplier_id, receipt_kind, state, file_name, file_digest, settings, document_on,
        settlement, started_at, started_by, posted_at)
      VALUES (1, 'RK-1', 1, 'purchase', 'partly-undone', 'a.csv', x'00', '{}', '2026-11-01', 'account', 1, 1, 2);
    INSERT INTO purchase_orders (id, number, supplier_id, state, currency, origin, created_at)
      VALUES (1, 'PO-1', 1, 'partly-received', 'CNY', 'hand', 1);
    INSERT INTO purchase_order_lines (id, order_id, position, sku_id, quantity, unit_price, price_source, received_quantity)
      VALUES (1, 1, 1, 1, 10, 475000, 'typed', 3);
    INSERT INTO purchase_receipts (import_id, order_id, posted_at) VALUES (1, 1, 1);
    INSERT INTO purchase_receipt_lines (import_id, line_id, sku_id, quantity, taken_back) VALUES (1, 1, 1, 10, 7);`);
  old.update();
  const lines = db.prepare('SELECT quantity, taken_back, sent_back FROM purchase_receipt_lines');
  expect(lines.raw().all()).toEqual([[10, 7, 0]]);
  expect(db.prepare('SELECT received_quantity FROM purchase_order_lines').pluck().all()).toEqual([3]);
  expect(() => db.exec('UPDATE purchase_receipt_lines SET sent_back = -1')).toThrow(/CHECK/);
});
