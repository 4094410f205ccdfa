import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LotFilter, lotListStatement } from '#core/card-keys/key-lists.repo.ts';
import { openWriteDatabase, type WriteDb } from '#core/db/connection.ts';
import { migrate, readMigrations } from '#core/db/migrate.ts';
import { type ImportListFilter, importListStatement } from '#core/imports/imports.repo.ts';
import { type MovementListFilter, movementListStatement } from '#core/inventory/movement-lists.repo.ts';
import { type BatchListFilter, batchListStatement } from '#core/inventory/stock-lists.repo.ts';
import { type DeliveryFilter, deliveryListStatement } from '#core/sales/deliveries.repo.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';
import type { BatchId, ImportId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { explain } from '#tests/support/statement-plans.ts';

/* Lists of lots, batches, movements and deliveries: whatever is filtered, a page begins on an index and is not sorted. */

let folder: string;
let db: WriteDb;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-plans-'));
  db = openWriteDatabase(path.join(folder, 'kacang.db'));
  migrate(db, readMigrations(MIGRATIONS_FOLDER), 1);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every set of some of these conditions. */
function subsets<Filter extends object>(whole: Filter): Partial<Filter>[] {
  const entries = Object.entries(whole);
  return Array.from({ length: 2 ** entries.length }, (_, bits) =>
    Object.fromEntries(entries.filter((_entry, index) => (bits >> index) % 2 === 1)),
  ) as Partial<Filter>[];
}

function expectNoSort(sql: string): void {
  const plan = explain(db, sql);
  expect({ plan: plan.filter((step) => step.startsWith('USE TEMP B-TREE')), sql }).toEqual({ plan: [], sql });
}

const movements: Required<MovementListFilter> = {
  skuId: 1,
  batchId: 1,
  month: '2026-11',
  document: { kind: 'delivery', id: 1 },
  kind: 'issue',
};
const deliveries: Required<DeliveryFilter> = {
  orderId: 1,
  shopId: 1,
  skuId: 1,
  month: '2026-11',
  deliveredBy: 1,
  kind: 'gift',
  buyer: '老王',
};
const batches: Required<Omit<BatchListFilter, 'onHandOnly'>> = { skuId: 1, supplierId: 1, importId: 1 };
const imports: Required<Omit<ImportListFilter, 'terms'>> = {
  supplierId: 1 as SupplierId,
  state: 'posted',
  receiptKind: 'gift',
  from: '2026-11-01',
  to: '2026-11-30',
};
const lots: Required<Omit<LotFilter, 'states' | 'importId'>> = {
  skuId: 1 as SkuId,
  batchId: 1 as BatchId,
  supplierId: 1 as SupplierId,
  expiresFrom: '2026-11-01',
  expiresThrough: '2026-12-31',
};

describe('a page of a stock list', () => {
  it.each(subsets(movements))('of movements by %o is read in the order of an index', (filter) => {
    expectNoSort(movementListStatement(filter));
  });

  it.each(subsets(deliveries))('of deliveries by %o is read in the order of an index', (filter) => {
    expectNoSort(deliveryListStatement(filter));
  });

  it.each(subsets(batches))('of batches by %o is read in the order of an index', (filter) => {
    expectNoSort(batchListStatement({ ...filter, onHandOnly: false }));
    expectNoSort(batchListStatement({ ...filter, onHandOnly: true }));
  });

  it.each(subsets(lots))('of lots by %o is read in the order of an index', (filter) => {
    for (const isContinued of [true, false]) {
      expectNoSort(lotListStatement({ ...filter, states: ['available', 'quarantined'] }, isContinued));
    }
  });

  it.each(subsets(imports))('of imports by %o is read in the order of an index', (filter) => {
    expectNoSort(importListStatement({ ...filter, terms: [] }));
    expectNoSort(importListStatement({ ...filter, terms: ['卡'] }));
  });

  it.each(subsets(imports))('of imports by %o and by words looks at nothing but one narrow index', (filter) => {
    const plan = explain(db, importListStatement({ ...filter, terms: ['卡'] })).join('\n');
    expect(plan).toContain('SEARCH i USING COVERING INDEX imports_history (id<?)');
    expect(plan).toContain('SEARCH i USING INTEGER PRIMARY KEY (rowid=?)');
  });

  it('of the lots of one import sorts no more than its own batches', () => {
    const filter: LotFilter = { importId: 1 as ImportId, states: ['available'] };
    expect(explain(db, lotListStatement(filter, false)).join('\n')).toContain('batches_import');
  });
});
