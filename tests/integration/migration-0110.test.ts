import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, ONE_SUPPLIER_ONE_SKU, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0110');
  db = old.db;
  db.exec(`${ONE_SUPPLIER_ONE_SKU}
    INSERT INTO imports (id, number, supplier_id, receipt_kind, state, file_name, file_digest, settings, document_on,
        settlement, started_at, started_by, posted_at)
      VALUES (1, 'RK-1', 1, 'purchase', 'posted', 'a.csv', x'00', '{}', '2026-11-01', 'account', 1, 1, 2);
    INSERT INTO batches (id, number, import_id, supplier_id, sku_id, receipt_kind, state, received_on, received_at)
      VALUES (1, 'B-1', 1, 1, 1, 'purchase', 'posted', '2026-11-01', 1);`);
  old.update();
  db.exec(`INSERT INTO purchase_orders (id, number, supplier_id, state, currency, origin, created_at)
      VALUES (1, 'PO-1', 1, 'sent', 'CNY', 'hand', 1);
    INSERT INTO purchase_order_lines (id, order_id, position, sku_id, quantity, unit_price, price_source)
      VALUES (1, 1, 1, 1, 10, 475000, 'typed');`);
});
afterEach(() => old.close());

describe('migration 0110', () => {
  it('leaves imports and batches as they were: receipts without an order', () => {
    expect(db.prepare('SELECT number, state FROM imports').all()).toEqual([{ number: 'RK-1', state: 'posted' }]);
    expect(db.prepare('SELECT number FROM batches').all()).toEqual([{ number: 'B-1' }]);
    for (const table of [
      'purchase_receipts',
      'purchase_differences',
      'incoming_stock',
      'supplier_returns',
      'key_checks',
    ]) {
      expect(db.prepare(`SELECT COUNT(*) AS rows FROM ${table}`).get()).toEqual({ rows: 0 });
    }
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('takes an import for one order only', () => {
    const insert = db.prepare('INSERT INTO purchase_receipts (import_id, order_id, posted_at) VALUES (1, 1, 1)');
    insert.run();
    expect(() => insert.run()).toThrow(/UNIQUE/);
  });

  it('knows one undecided short row per line, and no decided difference without a decision', () => {
    const insert =
      db.prepare(`INSERT INTO purchase_differences (order_id, line_id, kind, quantity, unit_price, state, decision, found_at)
      VALUES (1, 1, 'short', 3, 0, ?, ?, 1)`);
    insert.run('open', null);
    expect(() => insert.run('open', null)).toThrow(/UNIQUE/);
    insert.run('decided', 'accept');
    expect(() => insert.run('decided', null)).toThrow(/CHECK/);
  });

  it('takes back no more of a receipt than it brought', () => {
    db.exec(`INSERT INTO purchase_receipts (import_id, order_id, posted_at) VALUES (1, 1, 1);
      INSERT INTO purchase_receipt_lines (id, import_id, line_id, sku_id, quantity) VALUES (1, 1, 1, 1, 5);`);
    const takeBack = db.prepare('UPDATE purchase_receipt_lines SET taken_back = ? WHERE id = 1');
    takeBack.run(5);
    expect(() => takeBack.run(6)).toThrow(/CHECK/);
  });

  it('lets one sample check of a batch be open', () => {
    const insert = db.prepare(`INSERT INTO key_checks (number, batch_id, consumes_key, state, started_at, started_by)
      VALUES (?, 1, 0, 'open', 1, 1)`);
    insert.run('KC-1');
    expect(() => insert.run('KC-2')).toThrow(/UNIQUE/);
  });
});
