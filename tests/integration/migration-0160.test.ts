import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0160');
  db = old.db;
  db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);`);
  old.update();
});
afterEach(() => old.close());

const rule = (ruling: string, reason = '坏卡太多') =>
  db
    .prepare(`INSERT INTO supplier_rulings (supplier_id, ruling, reason, made_at, made_by) VALUES (1, ?, ?, 1, 1)`)
    .run(ruling, reason);

describe('migration 0160', () => {
  it('leaves a shop as it was, with nobody judged', () => {
    expect(db.prepare('SELECT name FROM suppliers').pluck().all()).toEqual(['诚信卡商']);
    for (const table of ['supplier_standings', 'supplier_rulings']) {
      expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
    }
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('lets one ruling stand per supplier, with a reason', () => {
    rule('excluded');
    expect(() => rule('good')).toThrow(/UNIQUE/);
    db.exec('UPDATE supplier_rulings SET withdrawn_at = 2, withdrawn_by = 1');
    rule('good');
    db.exec('UPDATE supplier_rulings SET withdrawn_at = 2, withdrawn_by = 1 WHERE withdrawn_at IS NULL');
    expect(() => rule('good', '')).toThrow(/CHECK/);
    expect(() => rule('bad')).toThrow(/CHECK/);
    expect(() => db.exec('UPDATE supplier_rulings SET withdrawn_by = NULL')).toThrow(/CHECK/);
  });

  it('knows points from 0 to 100 only', () => {
    const insert = db.prepare(
      `INSERT INTO supplier_standings (supplier_id, record, from_on, to_on, standing, colour, points, reasons, counted_at)
       VALUES (1, '{}', '2026-08-24', '2026-11-21', 'warned', 'yellow', ?, '[]', 1)`,
    );
    expect(() => insert.run(1001)).toThrow(/CHECK/);
    insert.run(1000);
  });
});
