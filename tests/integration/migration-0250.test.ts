import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0250');
  db = old.db;
  db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
    INSERT INTO purchase_orders (id, number, supplier_id, state, currency, total, expected_on, sent_at, sent_on, origin, created_at)
      VALUES (1, 'PO-1', 1, 'draft', 'CNY', 1, '2026-11-20', NULL, NULL, 'hand', 1),
        (2, 'PO-2', 1, 'sent', 'CNY', 1, '2026-11-21', 5, '2026-11-18', 'hand', 1);`);
  old.update();
});
afterEach(() => old.close());

describe('migration 0250', () => {
  it('takes the day that stands as the promised one of orders that were sent', () => {
    const sql = 'SELECT id, expected_on, promised_on FROM purchase_orders ORDER BY id';
    expect(db.prepare(sql).raw().all()).toEqual([
      [1, '2026-11-20', null],
      [2, '2026-11-21', '2026-11-21'],
    ]);
  });
});
