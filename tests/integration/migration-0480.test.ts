import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OldDatabase, ONE_SUPPLIER_ONE_SKU, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
beforeEach(() => {
  old = openDatabaseBefore('0480');
});
afterEach(() => old.close());

it('migration 0480 takes surplus that went back out of what orders have received, and lets them wait for what they lack', () => {
  const { db } = old;
  db.exec(`${ONE_SUPPLIER_ONE_SKU}
    INSERT INTO stock_documents (id, number, kind, reason, occurred_on, posted_at)
      VALUES (1, 'R-1', 'supplier-return', 'x', '2026-11-02', 1);`);
  const order = (id: number, state: string, received: number) =>
    db.exec(`INSERT INTO purchase_orders (id, number, supplier_id, state, currency, origin, created_at, expected_on)
        VALUES (${id}, 'PO-${id}', 1, '${state}', 'CNY', 'hand', 1, '2026-11-09');
      INSERT INTO purchase_order_lines (id, order_id, position, sku_id, quantity, unit_price, price_source, received_quantity)
        VALUES (${id}, ${id}, 1, 1, 10, 475000, 'typed', ${received});`);
  const over = (lineId: number, decision: string, documentId: number | null) =>
    db.exec(`INSERT INTO purchase_differences (order_id, line_id, kind, sku_id, quantity, unit_price, state, decision,
        return_document_id, found_at)
      VALUES (${lineId}, ${lineId}, 'over', 1, 3, 475000, 'decided', '${decision}', ${documentId}, 1)`);
  // Thirteen came to each: three went back and the rest was undone; three went back; all stayed.
  order(1, 'partly-received', 3);
  order(2, 'received', 13);
  order(3, 'received', 13);
  over(1, 'reject', 1);
  over(2, 'reject', 1);
  over(3, 'accept', null);
  db.exec(`INSERT INTO purchase_differences (order_id, line_id, kind, sku_id, quantity, unit_price, state, found_at)
      VALUES (1, 1, 'short', 1, 7, 475000, 'open', 2);
    INSERT INTO incoming_stock (line_id, order_id, sku_id, supplier_id, quantity, expected_on)
      VALUES (1, 1, 1, 1, 7, '2026-11-09');`);
  old.update();
  expect(
    db
      .prepare(
        `SELECT o.state, l.received_quantity FROM purchase_orders o JOIN purchase_order_lines l ON l.order_id = o.id
           ORDER BY o.id`,
      )
      .raw()
      .all(),
  ).toEqual([
    ['sent', 0],
    ['received', 10],
    ['received', 13],
  ]);
  expect(db.prepare('SELECT order_id, quantity, expected_on FROM incoming_stock').raw().all()).toEqual([
    [1, 10, '2026-11-09'],
  ]);
  expect(db.prepare("SELECT quantity FROM purchase_differences WHERE kind = 'short'").pluck().all()).toEqual([10]);
});
