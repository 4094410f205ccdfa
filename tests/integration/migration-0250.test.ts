import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWriteDatabase, type WriteDb } from '#core/db/connection.ts';
import { migrate, readMigrations } from '#core/db/migrate.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';

const shipped = readMigrations(MIGRATIONS_FOLDER);

let folder: string;
let db: WriteDb;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-0250-'));
  db = openWriteDatabase(path.join(folder, 'kacang.db'));
  migrate(
    db,
    shipped.filter(({ name }) => name < '0250'),
    1,
  );
  db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
    INSERT INTO purchase_orders (id, number, supplier_id, state, currency, total, expected_on, sent_at, sent_on, origin, created_at)
      VALUES (1, 'PO-1', 1, 'draft', 'CNY', 1, '2026-11-20', NULL, NULL, 'hand', 1),
        (2, 'PO-2', 1, 'sent', 'CNY', 1, '2026-11-21', 5, '2026-11-18', 'hand', 1);`);
  migrate(db, shipped, 2);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('migration 0250', () => {
  it('takes the day that stands as the promised one of orders that were sent', () => {
    const sql = 'SELECT id, expected_on, promised_on FROM purchase_orders ORDER BY id';
    expect(db.prepare(sql).raw().all()).toEqual([
      [1, '2026-11-20', null],
      [2, '2026-11-21', '2026-11-21'],
    ]);
  });
});
