import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0130');
  db = old.db;
  db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
    INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, 'Steam', 'steam', 1, 1);`);
  old.update();
});
afterEach(() => old.close());

const insertPaper = (kind: string, brandId: number | null, issuedOn: string | null, expiresOn: string | null) =>
  db
    .prepare(
      `INSERT INTO supplier_qualifications (supplier_id, kind, brand_id, issued_on, expires_on, created_at, created_by)
       VALUES (1, ?, CAST(? AS INTEGER), ?, ?, 1, 1)`,
    )
    .run(kind, brandId, issuedOn, expiresOn);

describe('migration 0130', () => {
  it('leaves a shop as it was, with empty dossiers', () => {
    expect(db.prepare('SELECT name FROM suppliers').pluck().all()).toEqual(['诚信卡商']);
    for (const table of ['attachments', 'supplier_dossiers', 'supplier_qualifications', 'supplier_test_orders']) {
      expect(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()).toBe(0);
    }
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('holds a brand with a brand authorisation only, and no paper that ends before it begins', () => {
    expect(() => insertPaper('business-licence', 1, null, null)).toThrow(/CHECK/);
    expect(() => insertPaper('brand-authorisation', null, null, null)).toThrow(/CHECK/);
    expect(() => insertPaper('icp-filing', null, '2026-02-01', '2026-01-31')).toThrow(/CHECK/);
    expect(() => insertPaper('passport', null, null, null)).toThrow(/CHECK/);
    insertPaper('brand-authorisation', 1, '2026-01-31', '2026-01-31');
    insertPaper('icp-filing', null, null, '2026-01-31');
  });

  it('names each attachment by one hash, once', () => {
    const insert = db.prepare(
      `INSERT INTO attachments (file_hash, seal_id, name, media_type, size, added_at, added_by) VALUES (?, ?, 'a', ?, 1, 1, 1)`,
    );
    const hash = 'a'.repeat(64);
    expect(() => insert.run('a', 'one', 'image/png')).toThrow(/CHECK/);
    expect(() => insert.run(hash, 'one', 'image/svg+xml')).toThrow(/CHECK/);
    insert.run(hash, 'one', 'image/png');
    expect(() => insert.run(hash, 'two', 'image/png')).toThrow(/UNIQUE/);
  });
});
