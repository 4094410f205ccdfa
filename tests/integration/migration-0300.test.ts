import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReadDatabase, type WriteDb } from '#core/db/connection.ts';
import { BOOK_RULES, findBreaches } from '#core/verify/book-rules.job.repo.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0300');
  db = old.db;
});
afterEach(() => old.close());

const COLUMNS = `id, batch_id, sku_id, state, cost, value_left, expires_on, uses_left, row_number, number_tail, pair_mac, number_mac,
  secret_mac, loose_mac, changed_at`;

function oldShop(): void {
  db.exec(`INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      VALUES (1, 'S1', 's1', '诚信卡商', '诚信卡商', 'wholesaler', 'CNY', 'prepaid', 1, 1);
    INSERT INTO brands (id, name, name_key, created_at, updated_at) VALUES (1, 'Steam', 'steam', 1, 1);
    INSERT INTO products (id, brand_id, name, name_key, created_at, updated_at) VALUES (1, 1, '充值卡', '充值卡', 1, 1);
    INSERT INTO skus (id, product_id, code, code_key, name, name_key, delivery_kind, key_fields, created_at, updated_at)
      VALUES (1, 1, 'C50', 'c50', '50 元', '50 元', 'card-key', '[]', 1, 1);
    INSERT INTO batches (id, number, supplier_id, sku_id, receipt_kind, state, received_on, received_at)
      VALUES (1, 'PC-1', 1, 1, 'purchase', 'posted', '2026-11-01', 1), (2, 'PC-2', 1, 1, 'purchase', 'loading', '2026-11-01', 1);
    INSERT INTO card_keys (${COLUMNS}) VALUES
      (1, 1, 1, 'available', 1, 1, '9999-12-31', 1, 1, '0042', x'c1', x'a1', x'b1', x'd1', 1),
      (2, 1, 1, 'delivered', 1, 0, '9999-12-31', 0, 2, '', x'c2', NULL, x'b2', x'd2', 1),
      (3, 1, 1, 'withdrawn', 1, 1, '9999-12-31', 1, 3, '0042', x'c0', x'a0', NULL, x'd0', 1),
      (4, 1, 1, 'available', 1, 1, '9999-12-31', 1, 4, '0042', x'c0', x'a0', NULL, x'd0', 1),
      (5, 2, 1, 'available', 1, 1, '9999-12-31', 1, 5, '尾号', x'c5', x'a5', NULL, x'd5', 1);`);
}

describe('migration 0300', () => {
  it('gives every key of before what it is found by; a withdrawn one holds its pair no more', () => {
    oldShop();
    old.update();

    const pairs = db.prepare('SELECT hex(pair_mac) AS pair, key_id AS id FROM key_pairs').all();
    expect(pairs).toEqual([
      { pair: 'C0', id: 4 },
      { pair: 'C1', id: 1 },
      { pair: 'C2', id: 2 },
      { pair: 'C5', id: 5 },
    ]);
    const marks = db.prepare('SELECT kind, hex(mark), key_id FROM key_marks').raw().all();
    expect(marks).toEqual([
      [1, 'A0', 3],
      [1, 'A0', 4],
      [1, 'A1', 1],
      [1, 'A5', 5],
      [2, 'B1', 1],
      [2, 'B2', 2],
      [3, 'D0', 3],
      [3, 'D0', 4],
      [3, 'D1', 1],
      [3, 'D2', 2],
      [3, 'D5', 5],
      [4, '30303432', 1],
      [4, '30303432', 3],
      [4, '30303432', 4],
      [4, Buffer.from('尾号', 'utf8').toString('hex').toUpperCase(), 5],
    ]);
    expect(breaches()).toEqual([]);
  });

  it.each([
    ['a key without its pair', 'DELETE FROM key_pairs WHERE key_id = 1', ['key 1 by its pair']],
    ['a key without its tail', 'DELETE FROM key_marks WHERE key_id = 1 AND kind = 4', ['key 1 by its tail']],
    ['a mark that leads astray', "INSERT INTO key_marks VALUES (2, x'99', 2)", ['secret without a key']],
    ['a mark of no key', "INSERT INTO key_marks VALUES (3, x'99', 77)", ['loose without a key']],
    [
      'a mark that was changed',
      "UPDATE key_marks SET mark = x'99' WHERE kind = 3 AND key_id = 1",
      ['key 1 by its loose'],
    ],
    [
      'a withdrawn key that holds its pair',
      "UPDATE card_keys SET state = 'withdrawn' WHERE id = 4",
      ['pair without a key'],
    ],
    ['a pair of no key', "INSERT INTO key_pairs VALUES (x'99', 77)", ['pair without a key']],
  ])('is watched over: %s', (_, damage, expected) => {
    oldShop();
    old.update();
    db.exec(damage);
    expect(breaches()).toEqual(expected);
  });
});

function breaches(): string[] {
  const rule = BOOK_RULES.find(({ name }) => name === 'keys-are-found-by-their-marks');
  if (!rule) throw new Error('The rule is gone.');
  const readDb = openReadDatabase(old.file);
  try {
    return findBreaches(readDb, rule.breachSql, 10);
  } finally {
    readDb.close();
  }
}
