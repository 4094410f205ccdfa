import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, ONE_SUPPLIER_ONE_SKU, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0120');
  db = old.db;
  const movement = `INSERT INTO movements (kind, reason, sku_id, batch_id, quantity, value, occurred_on, month,
    document_kind, document_id, posted_at) VALUES`;
  const delivery = `INSERT INTO deliveries (number, kind, sku_id, quantity, revenue, cost, occurred_on, month, delivered_at,
    delivered_by) VALUES`;
  db.exec(`${ONE_SUPPLIER_ONE_SKU}
    INSERT INTO batches (id, number, supplier_id, sku_id, receipt_kind, state, received_on, received_at)
      VALUES (1, 'B-1', 1, 1, 'purchase', 'posted', '2026-11-01', 1);
    ${movement} ('receipt', 'purchase', 1, 1, 5, 0, '2026-11-01', '2026-11', 'import', 1, 1),
      ('issue', 'sale', 1, 1, -5, 0, '2026-11-03', '2026-11', 'delivery', 1, 1),
      ('receipt', 'purchase', 1, 1, 8, 0, '2026-11-06', '2026-11', 'import', 2, 1);
    ${delivery} ('TK-1', 'sale', 1, 4, 0, 0, '2026-11-03', '2026-11', 1, 1),
      ('TK-2', 'replacement', 1, 1, 0, 0, '2026-11-03', '2026-11', 1, 1),
      ('TK-3', 'gift', 1, 1, 0, 0, '2026-11-07', '2026-11', 1, 1);
    INSERT INTO sku_stock (sku_id, available, quarantined) VALUES (1, 6, 2);`);
  old.update();
});
afterEach(() => old.close());

describe('migration 0120', () => {
  it('works demand and stock of past days out of deliveries and the ledger', () => {
    const days = db.prepare('SELECT occurred_on, sold, replaced, least_available, end_available FROM sku_days').raw();
    expect(days.all()).toEqual([
      ['2026-11-01', 0, 0, 5, 5],
      ['2026-11-03', 4, 1, 0, 0],
      ['2026-11-06', 0, 0, 0, 8],
      // The last day ends with what is for sale, not with what is on hand.
      ['2026-11-07', 0, 0, 6, 6],
    ]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('knows only rules that can be followed', () => {
    const insert = db.prepare(
      `INSERT INTO replenishment_rules (sku_id, minimum, maximum, trigger, updated_at, updated_by) VALUES (1, ?, ?, ?, 1, 1)`,
    );
    expect(() => insert.run(10, 5, null)).toThrow(/CHECK/);
    expect(() => insert.run(null, null, 'buy')).toThrow(/CHECK/);
    insert.run(5, 10, 'draft');
    expect(() => insert.run(5, 10, 'draft')).toThrow(/UNIQUE/);
  });

  it('keeps one line per SKU of a plan', () => {
    db.exec(`INSERT INTO reorder_runs (id, cause, ran_at, planned_on, sku_count, line_count, cost)
      VALUES (1, 'person', 1, '2026-11-22', 1, 1, 0)`);
    const insert = db.prepare("INSERT INTO reorder_lines (run_id, position, sku_id, line) VALUES (1, ?, 1, '{}')");
    insert.run(1);
    expect(() => insert.run(2)).toThrow(/UNIQUE/);
  });
});
