import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0200');
  db = old.db;
  db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
    INSERT INTO supplier_entries (id, number, supplier_id, kind, amount, occurred_on, month, reverses_id, posted_at, posted_by)
      VALUES (1, 'SA-1', 1, 'purchase', 1000, '2026-11-02', '2026-11', NULL, 1, 1),
        (2, 'SA-2', 1, 'consignment', 300, '2026-11-02', '2026-11', NULL, 1, 1),
        (3, 'SA-3', 1, 'consignment', -100, '2026-11-03', '2026-11', NULL, 1, 1),
        (4, 'SA-4', 1, 'refund', -50, '2026-11-03', '2026-11', NULL, 1, 1),
        (5, 'SA-5', 1, 'purchase', 700, '2026-11-04', '2026-11', NULL, 1, 1),
        (6, 'SA-6', 1, 'purchase', -700, '2026-11-05', '2026-11', 5, 1, 1),
        (7, 'SA-7', 1, 'payment', -900, '2026-11-05', '2026-11', NULL, 1, 1);
    INSERT INTO invoices (id, direction, kind, number, issued_on, supplier_id, party, currency, net, tax_rate, tax, total,
        registered_at, registered_by)
      VALUES (1, 'in', 'special', 'A1', '2026-11-06', 1, '诚信卡商', 'CNY', 400, 0, 0, 400, 1, 1);
    INSERT INTO invoice_allocations (invoice_id, entry_id, amount, allocated_at, allocated_by)
      VALUES (1, 1, 400, 1, 1), (1, 1, -150, 2, 1), (1, 2, 150, 2, 1);`);
  old.update();
});
afterEach(() => old.close());

const rows = (sql: string) => db.prepare(sql).raw().all();

describe('migration 0200', () => {
  it('knows of every purchase that stood what invoices leave of it', () => {
    const sql = 'SELECT entry_id, amount, invoiced, is_reversed, open FROM invoiceable_purchases ORDER BY entry_id';
    expect(rows(sql)).toEqual([
      [1, 1000, 250, 0, 750],
      [2, 300, 150, 0, 150],
      [5, 700, 0, 1, 0],
    ]);
  });

  it('adds purchases and refunds up by day, reversals on their own days', () => {
    const sql = 'SELECT occurred_on, purchased, refunded FROM supplier_purchase_days ORDER BY occurred_on';
    expect(rows(sql)).toEqual([
      ['2026-11-02', 1300, 0],
      ['2026-11-03', -100, -50],
      ['2026-11-04', 700, 0],
      ['2026-11-05', -700, 0],
    ]);
  });
});
