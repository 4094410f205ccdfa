import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0060');
  db = old.db;
});
afterEach(() => old.close());

describe('migration 0060', () => {
  it('keeps what was imported and undone, and knows no reason for what was undone before', () => {
    db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
        VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
      INSERT INTO imports (id, number, supplier_id, receipt_kind, state, file_name, file_digest, settings, document_on,
          settlement, started_at, started_by, posted_at, undone_at, undone_by)
        VALUES (1, 'RK-1', 1, 'purchase', 'posted', 'a.csv', x'00', '{}', '2026-11-01', 'account', 1, 1, 2, NULL, NULL),
          (2, 'RK-2', 1, 'gift', 'undone', 'b.csv', x'01', '{}', '2026-11-02', 'none', 1, 1, 2, 3, 1);`);
    old.update();
    expect(
      db.prepare('SELECT number, state, undone_at AS at, undo_reason AS reason FROM imports ORDER BY id').all(),
    ).toEqual([
      { number: 'RK-1', state: 'posted', at: null, reason: '' },
      { number: 'RK-2', state: 'undone', at: 3, reason: '' },
    ]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });
});
