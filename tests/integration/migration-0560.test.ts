import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OldDatabase, ONE_SUPPLIER_ONE_SKU, openDatabaseBefore } from '#tests/support/old-database.ts';

let old: OldDatabase;
beforeEach(() => {
  old = openDatabaseBefore('0560');
});
afterEach(() => old.close());

it('migration 0560 gives invoices back what they cover of purchases that were taken back', () => {
  const { db } = old;
  const entry = (id: number, amount: number, reversesId: number | null) =>
    `(${id}, 'SA-${id}', 1, 'purchase', ${amount}, '2026-11-0${id}', '2026-11', 'SA-${id}', ${reversesId}, ${id * 10}, 7)`;
  db.exec(`${ONE_SUPPLIER_ONE_SKU}
    INSERT INTO supplier_entries (id, number, supplier_id, kind, amount, occurred_on, month, our_number, reverses_id, posted_at,
        posted_by)
      VALUES ${entry(1, 500, null)}, ${entry(2, 300, null)}, ${entry(3, -500, 1)};
    INSERT INTO invoiceable_purchases (entry_id, supplier_id, occurred_on, amount, invoiced, is_reversed)
      VALUES (1, 1, '2026-11-01', 500, 400, 1), (2, 1, '2026-11-02', 300, 100, 0);
    INSERT INTO invoices (id, direction, kind, number, issued_on, supplier_id, party, currency, net, tax_rate, tax, total,
        registered_at, registered_by)
      VALUES (1, 'in', 'other', 'A1', '2026-11-20', 1, 'S', 'CNY', 600, 0, 0, 600, 1, 1);
    INSERT INTO invoice_allocations (invoice_id, entry_id, amount, allocated_at, allocated_by)
      VALUES (1, 1, 500, 5, 1), (1, 1, -100, 6, 1), (1, 2, 100, 6, 1);`);
  old.update();
  expect(
    db.prepare('SELECT entry_id, amount, allocated_at, allocated_by FROM invoice_allocations WHERE id > 3').raw().all(),
  ).toEqual([[1, -400, 30, 7]]);
  expect(db.prepare('SELECT entry_id, invoiced, open FROM invoiceable_purchases ORDER BY 1').raw().all()).toEqual([
    [1, 0, 0],
    [2, 100, 200],
  ]);
});
