import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0150');
  db = old.db;
  db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
    INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, 'Steam', 'steam', 1, 1);
    INSERT INTO products (id, brand_id, name, name_key, created_at, updated_at) VALUES (1, 1, '充值卡', '充值卡', 1, 1);
    INSERT INTO skus (id, product_id, code, code_key, name, name_key, delivery_kind, key_fields, created_at, updated_at)
      VALUES (1, 1, 'K1', 'k1', '50', '50', 'card-key', '[]', 1, 1);
    INSERT INTO batches (id, number, supplier_id, sku_id, receipt_kind, state, received_on, received_at)
      VALUES (1, 'B1', 1, 1, 'purchase', 'posted', '2026-11-01', 1);
    INSERT INTO stock_documents (id, number, kind, reason, note, details, quantity, occurred_on, posted_at, posted_by)
      VALUES (7, 'SR-1', 'supplier-return', '退货', '', '{"a":1}', 3, '2026-11-02', 5, 1);
    INSERT INTO stock_documents (id, number, kind, reason, quantity, is_pending, occurred_on, reverses_id, posted_at)
      VALUES (9, 'SR-2', 'supplier-return', '冲销', 3, 1, '2026-11-03', 7, 6);
    INSERT INTO supplier_returns (document_id, supplier_id, batch_id, quantity, credited, reversed_by_id)
      VALUES (7, 1, 1, 3, 100, 9);`);
  old.update();
});
afterEach(() => old.close());

const rows = (sql: string) => db.prepare(sql).all();

describe('migration 0150', () => {
  it('keeps every stock document and what refers to it, and takes one kind more', () => {
    expect(
      rows(
        'SELECT id, number, kind, reason, details, quantity, is_pending, reverses_id, posted_at, posted_by FROM stock_documents',
      ),
    ).toEqual([
      {
        id: 7,
        number: 'SR-1',
        kind: 'supplier-return',
        reason: '退货',
        details: '{"a":1}',
        quantity: 3,
        is_pending: 0,
        reverses_id: null,
        posted_at: 5,
        posted_by: 1,
      },
      {
        id: 9,
        number: 'SR-2',
        kind: 'supplier-return',
        reason: '冲销',
        details: '{}',
        quantity: 3,
        is_pending: 1,
        reverses_id: 7,
        posted_at: 6,
        posted_by: null,
      },
    ]);
    expect(rows('SELECT document_id, reversed_by_id FROM supplier_returns')).toEqual([
      { document_id: 7, reversed_by_id: 9 },
    ]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(db.prepare('SELECT id FROM stock_documents WHERE is_pending = 1').pluck().all()).toEqual([9]);
    db.exec(`INSERT INTO stock_documents (id, number, kind, reason, occurred_on, posted_at)
      VALUES (10, 'PA-1', 'price-correction', '调价', '2026-11-04', 7)`);
    expect(() =>
      db.exec(
        `INSERT INTO stock_documents (number, kind, reason, occurred_on, posted_at) VALUES ('X', 'gift', '', '', 8)`,
      ),
    ).toThrow(/CHECK/);
    const references = rows("PRAGMA foreign_key_list('supplier_returns')") as { table: string }[];
    expect(references.map(({ table }) => table)).toContain('stock_documents');
  });

  it('lets nobody write a correction whose parts are not the whole, nor edit or remove an invoice', () => {
    db.exec(`INSERT INTO stock_documents (id, number, kind, reason, occurred_on, posted_at)
      VALUES (10, 'PA-1', 'price-correction', '调价', '2026-11-04', 7)`);
    const insert = (stock: number, cost: number) =>
      db
        .prepare(
          `INSERT INTO price_corrections (document_id, supplier_id, sku_id, change_by, change_amount, papered_on, month, currency,
             total, shop_total, stock_part, cost_part)
           VALUES (10, 1, 1, 'total', 100, '2026-11-04', '2026-11', 'CNY', 100, 100, CAST(? AS INTEGER), CAST(? AS INTEGER))`,
        )
        .run(stock, cost);
    expect(() => insert(60, 41)).toThrow(/CHECK/);
    insert(60, 40);
    const invoice = (net: number, tax: number, total: number) =>
      db
        .prepare(
          `INSERT INTO invoices (direction, kind, number, issued_on, supplier_id, party, currency, net, tax_rate, tax, total,
             registered_at, registered_by)
           VALUES ('in', 'special', '1', '2026-11-04', 1, '诚信卡商', 'CNY', CAST(? AS INTEGER), 0, CAST(? AS INTEGER),
             CAST(? AS INTEGER), 1, 1)`,
        )
        .run(net, tax, total);
    expect(() => invoice(100, 13, 112)).toThrow(/CHECK/);
    expect(() => invoice(-100, -13, -113)).toThrow(/CHECK/);
    invoice(100, 13, 113);
    expect(() => db.exec("UPDATE invoices SET number = '2'")).toThrow('not edited');
    expect(() => db.exec('DELETE FROM invoices')).toThrow('not removed');
  });

  it('holds one standing loss per supplier', () => {
    const lose = () =>
      db.exec(
        `INSERT INTO supplier_losses (supplier_id, lost_on, reason, declared_at, declared_by) VALUES (1, '2026-11-04', '失联', 1, 1)`,
      );
    lose();
    expect(lose).toThrow(/UNIQUE/);
    db.exec('UPDATE supplier_losses SET withdrawn_at = 2, withdrawn_by = 1');
    lose();
  });
});
