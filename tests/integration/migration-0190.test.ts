import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asTransaction, type WriteDb } from '#core/db/connection.ts';
import { listImports } from '#core/imports/imports.repo.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0190');
  db = old.db;
  db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
    INSERT INTO imports (id, number, supplier_id, receipt_kind, state, file_name, file_digest, settings, document_on,
        external_number, settlement, started_at, started_by)
      VALUES (1, 'RK-202611-0001', 1, 'purchase', 'posted', '九月 Steam.CSV', x'00', '{}', '2026-11-02', 'PO-77', 'account', 1, 1),
        (2, 'RK-202611-0002', 1, 'gift', 'posted', '赠品.csv', x'01', '{}', '2026-11-20', '', 'none', 2, 1);`);
  old.update();
});
afterEach(() => old.close());

describe('migration 0190', () => {
  it('lets imports of before be found by words and days, and keeps them as they were', () => {
    const found = (terms: string[], from?: string) =>
      listImports(asTransaction(db), { terms, ...(from && { from }) }, 100, 10).map(({ id }) => id);
    expect(found(['po-77'])).toEqual([1]);
    expect(found(['steam.csv', '九月'])).toEqual([1]);
    expect(found(['rk-202611'])).toEqual([2, 1]);
    expect(found(['rk-202611'], '2026-11-10')).toEqual([2]);
    expect(db.prepare('SELECT file_name FROM imports ORDER BY id').pluck().all()).toEqual([
      '九月 Steam.CSV',
      '赠品.csv',
    ]);
  });
});
