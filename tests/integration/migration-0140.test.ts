import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteDb } from '#core/db/connection.ts';
import { type OldDatabase, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
let db: WriteDb;
beforeEach(() => {
  old = openDatabaseBefore('0140');
  db = old.db;
});
afterEach(() => old.close());

const SUPPLIERS = `INSERT INTO suppliers (id, code, code_key, name, name_key, kind, currency, settlement, credit_days,
    created_at, updated_at) VALUES
  (1, 'S1', 's1', '账期卡商', '账期卡商', 'wholesaler', 'CNY', 'credit', 15, 1, 1),
  (2, 'S2', 's2', '预存平台', '预存平台', 'platform', 'USD', 'prepaid', 0, 1, 1);
  INSERT INTO imports (id, number, supplier_id, receipt_kind, state, file_name, file_digest, settings, document_on,
    settlement, started_at, started_by) VALUES
  (7, 'IM-7', 1, 'purchase', 'posted', 'a', x'00', '{}', '2026-01-05', 'paid', 1, 1),
  (8, 'IM-8', 2, 'purchase', 'posted', 'b', x'00', '{}', '2026-01-05', 'account', 1, 1);
  INSERT INTO import_exchanges (import_id, currency, rate, rate_on, supplier_cost, stock_cost)
    VALUES (8, 'USD', 710000000, '2026-01-05', 400, 2840);`;

interface Entry {
  readonly id: number;
  readonly supplierId?: number;
  readonly kind: string;
  readonly amount: number;
  readonly on: string;
  readonly importId?: number;
  readonly reversesId?: number;
}

function insertEntries(entries: readonly Entry[]): void {
  const insert = db.prepare(
    `INSERT INTO supplier_entries (id, number, supplier_id, kind, amount, occurred_on, month, import_id, reverses_id,
       posted_at, posted_by)
     VALUES (CAST(@id AS INTEGER), @number, CAST(@supplierId AS INTEGER), @kind, CAST(@amount AS INTEGER), @on, @month,
       CAST(@importId AS INTEGER), CAST(@reversesId AS INTEGER), CAST(@id AS INTEGER), 1)`,
  );
  for (const { id, supplierId = 1, on, importId = null, reversesId = null, ...entry } of entries) {
    insert.run({ ...entry, id, supplierId, on, importId, reversesId, number: `SA-${id}`, month: on.slice(0, 7) });
  }
}

const rows = (sql: string) => db.prepare(sql).raw().all();

describe('migration 0140', () => {
  it('makes items of entries that stand, due by the credit days of the account', () => {
    db.exec(SUPPLIERS);
    insertEntries([
      { id: 1, kind: 'purchase', amount: 1000, on: '2026-01-20' },
      { id: 2, kind: 'fee', amount: 30, on: '2026-01-21' },
      { id: 3, kind: 'purchase', amount: 500, on: '2026-01-22' },
      { id: 4, kind: 'purchase', amount: -500, on: '2026-01-23', reversesId: 3 },
      { id: 5, kind: 'opening', amount: 0, on: '2026-01-01' },
    ]);
    old.update();
    expect(rows('SELECT entry_id, side, amount, due_on, open FROM supplier_items ORDER BY entry_id')).toEqual([
      [1, 'debt', 1000, '2026-02-04', 1000],
      [2, 'debt', 30, '2026-01-21', 30],
    ]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('pays a receipt with what was paid with it, then the oldest due first', () => {
    db.exec(SUPPLIERS);
    insertEntries([
      { id: 1, kind: 'purchase', amount: 1000, on: '2026-01-01' },
      { id: 2, kind: 'purchase', amount: 700, on: '2026-01-05', importId: 7 },
      { id: 3, kind: 'payment', amount: -700, on: '2026-01-05', importId: 7 },
      { id: 4, kind: 'payment', amount: -400, on: '2026-01-08' },
      { id: 5, kind: 'refund', amount: -600, on: '2026-02-01' },
      { id: 6, kind: 'payment', amount: -50, on: '2026-02-03' },
      { id: 7, kind: 'purchase', amount: 20, on: '2026-02-04' },
    ]);
    old.update();
    expect(
      rows(`SELECT debt_entry_id, credit_entry_id, amount, month, origin FROM supplier_allocations
        ORDER BY debt_entry_id, credit_entry_id`),
    ).toEqual([
      [1, 4, 400, '2026-01', 'history'],
      [1, 5, 600, '2026-02', 'history'],
      [2, 3, 700, '2026-01', 'history'],
      [7, 6, 20, '2026-02', 'history'],
    ]);
    expect(rows('SELECT entry_id, open FROM supplier_items WHERE open > 0')).toEqual([[6, 30]]);
  });

  it('keeps accounts apart and values a debt of another currency at the rate of its receipt', () => {
    db.exec(SUPPLIERS);
    insertEntries([
      { id: 1, kind: 'purchase', amount: 400, on: '2026-01-05', importId: 8, supplierId: 2 },
      { id: 2, kind: 'purchase', amount: 100, on: '2026-01-06', supplierId: 2 },
      { id: 3, kind: 'payment', amount: -900, on: '2026-01-01' },
    ]);
    old.update();
    expect(rows('SELECT entry_id, own_amount, open FROM supplier_items ORDER BY entry_id')).toEqual([
      [1, 2840, 400],
      [2, null, 100],
      [3, null, 900],
    ]);
    expect(rows('SELECT count(*) FROM supplier_allocations')).toEqual([[0]]);
  });

  it('never allocates more than either side, whatever the account holds', () => {
    db.exec(SUPPLIERS);
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    insertEntries(
      Array.from({ length: 400 }, (_, index) => ({
        id: index + 1,
        supplierId: 1 + random(2),
        kind: 'adjustment',
        amount: (random(2) === 0 ? 1 : -1) * (1 + random(5000)),
        on: `2026-0${1 + random(6)}-1${random(10)}`,
      })),
    );
    old.update();
    expect(
      rows(`SELECT supplier_id, SUM(CASE side WHEN 'debt' THEN open ELSE -open END), MIN(SUM(open) FILTER (WHERE side = 'debt'),
          SUM(open) FILTER (WHERE side = 'credit')) FROM supplier_items GROUP BY supplier_id`),
    ).toEqual(rows('SELECT supplier_id, SUM(amount), 0 FROM supplier_entries GROUP BY supplier_id'));
  });

  it('knows one rebate of a period by the terms, and receipts by an entry or an import', () => {
    db.exec(SUPPLIERS);
    old.update();
    const rebate = db.prepare(
      `INSERT INTO supplier_rebates (number, supplier_id, origin, from_on, to_on, basis, rate, amount, promised_on, recorded_at,
         recorded_by) VALUES (?, 1, ?, '2026-01-01', '2026-01-31', ?, ?, 100, '2026-02-10', 1, 1)`,
    );
    rebate.run('RB-1', 'terms', 1000, 10_000_000);
    expect(() => rebate.run('RB-2', 'terms', 1000, 10_000_000)).toThrow(/UNIQUE/);
    expect(() => rebate.run('RB-3', 'terms', null, null)).toThrow(/CHECK/);
    rebate.run('RB-4', 'typed', null, null);
    expect(() =>
      db
        .prepare(
          `INSERT INTO supplier_rebate_receipts (rebate_id, supplier_id, amount, received_on, recorded_at, recorded_by)
           VALUES (1, 1, 5, '2026-02-01', 1, 1)`,
        )
        .run(),
    ).toThrow(/CHECK/);
  });
});
