import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brandListStatement } from '#core/catalog/brands.repo.ts';
import { productListStatement } from '#core/catalog/products.repo.ts';
import { listSkus, skuListStatement } from '#core/catalog/sku-list.repo.ts';
import { asTransaction, openWriteDatabase, type WriteDb } from '#core/db/connection.ts';
import { migrate, readMigrations } from '#core/db/migrate.ts';
import { dueListStatement } from '#core/suppliers/supplier-dues.repo.ts';
import { entryListStatement } from '#core/suppliers/supplier-entries.repo.ts';
import { exchangeListStatement } from '#core/suppliers/supplier-payments.repo.ts';
import { rebateListStatement } from '#core/suppliers/supplier-rebates.repo.ts';
import { supplierListStatement } from '#core/suppliers/suppliers.repo.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';
import type { BrandId, ProductId, SupplierId } from '#shared/domain/ids.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';
import { explain } from '#tests/support/statement-plans.ts';

/* Lists of brands, products, SKUs, suppliers and entries: whatever is filtered, a page begins on an index and is not sorted. */

const SKU_COUNT = 10_000;
let folder: string;
let db: WriteDb;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-plans-'));
  db = openWriteDatabase(path.join(folder, 'kacang.db'));
  migrate(db, readMigrations(MIGRATIONS_FOLDER), 1);
  const counter = (count: number) =>
    `WITH RECURSIVE counter (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counter WHERE n < ${count})`;
  db.exec(`
    ${counter(200)} INSERT INTO brands (name, name_key, created_at, updated_at)
      SELECT '品牌 ' || n, '品牌 ' || n, 1, 1 FROM counter;
    ${counter(2000)} INSERT INTO products (brand_id, name, name_key, created_at, updated_at)
      SELECT 1 + n % 200, '充值卡 ' || n, '充值卡 ' || n, 1, 1 FROM counter;
    ${counter(SKU_COUNT)}
    INSERT INTO skus (product_id, code, code_key, name, name_key, delivery_kind, key_fields, created_at, updated_at)
      SELECT 1 + n % 2000, 'S' || n, 's' || n, '面值 ' || n, '面值 ' || n, 'card-key', '[]', 1, 1 FROM counter;
    ${counter(1000)}
    INSERT INTO suppliers (code, code_key, name, name_key, kind, currency, settlement, created_at, updated_at)
      SELECT 'S' || n, 's' || n, '供应商', '供应商', 'agent', 'CNY', 'credit', 1, 1 FROM counter;
    ${counter(20_000)}
    INSERT INTO supplier_entries (number, supplier_id, kind, amount, occurred_on, month, posted_at, posted_by)
      SELECT 'SA' || n, 1 + n % 3, 'fee', n, '2026-11-01', '2026-11', 1, 1 FROM counter;
    ANALYZE;`);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const terms = ['steam', '面值'];
const filtered = { terms, archived: 'active' } as const;
const bare = { terms: [], archived: 'all' } as const;
const byCode = { sort: 'code', isDescending: false } as const;
const byName = { sort: 'name', isDescending: false } as const;
const brandId = 1 as BrandId;
const productId = 1 as ProductId;
const supplierId = 1 as SupplierId;
const day = '2026-11-01' as Day;
const month = '2026-11' as Month;

const anyDue = { supplierId: null, kind: null } as const;

const statements: Record<string, string> = {
  'all brands': brandListStatement(bare),
  'found brands': brandListStatement(filtered),
  'all products': productListStatement(bare),
  'found products': productListStatement(filtered),
  'products of a brand': productListStatement({ ...filtered, brandId }),
  'all SKUs by code': skuListStatement({ ...bare, ...byCode }),
  'all SKUs by code backwards': skuListStatement({ ...bare, sort: 'code', isDescending: true }),
  'all SKUs by name': skuListStatement({ ...bare, ...byName }),
  'all SKUs newest first': skuListStatement({ ...bare, sort: 'created', isDescending: true }),
  'found SKUs by name': skuListStatement({ ...filtered, ...byName, deliveryKind: 'card-key', isBelowMinimum: true }),
  'SKUs of a brand': skuListStatement({ ...filtered, ...byCode, brandId }),
  'SKUs of a product': skuListStatement({ ...filtered, ...byCode, productId }),
  'all suppliers': supplierListStatement(bare),
  'found suppliers': supplierListStatement({ ...filtered, kind: 'agent', settlement: 'credit', balance: 'owed' }),
  'all entries': entryListStatement({ supplierId, terms: [] }),
  'debts of all suppliers': dueListStatement({ ...anyDue, from: null, to: null }),
  'debts of all suppliers due in days': dueListStatement({ ...anyDue, from: day, to: day, kind: 'fee' }),
  'debts of one supplier': dueListStatement({ ...anyDue, supplierId, from: null, to: day }),
  'exchange results': exchangeListStatement({ supplierId: null, month: null }),
  'exchange results of a supplier': exchangeListStatement({ supplierId, month: null }),
  'exchange results of a month': exchangeListStatement({ supplierId: null, month }),
  'exchange results of a supplier and month': exchangeListStatement({ supplierId, month }),
  'rebates of all suppliers': rebateListStatement({ supplierId: null, isOpen: true, lateOn: null }),
  'late rebates': rebateListStatement({ supplierId: null, isOpen: true, lateOn: '2026-11-20' as Day }),
  'rebates of a supplier': rebateListStatement({ supplierId, isOpen: false, lateOn: null }),
  'found entries': entryListStatement({ supplierId, terms, kind: 'fee', from: day, to: day }),
};

describe('a page of', () => {
  it.each(Object.entries(statements))('%s neither scans nor sorts', (_, sql) => {
    const plan = explain(db, sql);
    expect(plan.filter((step) => /^SCAN|TEMP B-TREE|AUTOMATIC/.test(step))).toEqual([]);
  });
});

describe('exchange results of a month', () => {
  it.each([
    ['of all suppliers', null, 'supplier_exchange_results_of_month (month=? AND id<?)'],
    ['of one', supplierId, 'supplier_exchange_results_month (month=? AND supplier_id=? AND rowid<?)'],
  ])('%s are read from their index, and nothing of other months', (_, of, index) => {
    expect(explain(db, exchangeListStatement({ supplierId: of, month }))[0]).toContain(index);
  });
});

describe('ten thousand SKUs', () => {
  it('are searched through', () => {
    const query = { ...filtered, ...byCode, today: '2026-11-20' as Day, after: null, limit: 101 } as const;
    expect(listSkus(asTransaction(db), { ...query, terms: ['s9999'] })).toHaveLength(1);
  });
});
