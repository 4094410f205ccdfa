import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
beforeEach(() => {
  old = openDatabaseBefore('0440');
});
afterEach(() => old.close());

it('migration 0440 keeps every stock document, and takes one that undoes an expiry', () => {
  const { db } = old;
  const documents = db
    .prepare('SELECT id, number, kind, reason, note, details, quantity, is_pending, reverses_id FROM stock_documents')
    .raw();
  const insert = `INSERT INTO stock_documents (id, number, kind, reason, note, details, quantity, is_pending, occurred_on,
    reverses_id, posted_at, posted_by) VALUES`;
  db.exec(`${insert} (1, 'EX1', 'expiry', 'expiry', '', '{}', 3, 0, '2026-11-01', NULL, 1, NULL),
    (2, 'PA1', 'price-correction', '少开', '备注', '{"a":1}', 2, 1, '2026-11-02', 1, 2, NULL)`);
  const before = documents.all();
  const undoing = `${insert} (3, 'EU1', 'expiry-undone', '时钟', '', '{}', 3, 0, '2026-11-03', NULL, 3, NULL)`;
  expect(() => db.exec(undoing)).toThrow('CHECK');
  old.update();
  expect(documents.all()).toEqual(before);
  expect(() => db.exec(undoing)).not.toThrow();
});
