import type { Readable } from '#core/db/connection.ts';
import { type ArchivedFilter, termConditions, termParameters } from '#core/db/list-filter.ts';
import { prepared } from '#core/db/statement.ts';
import type { DeliveryKind } from '#shared/domain/catalog/sku-key-fields.ts';
import type { BrandId, ProductId } from '#shared/domain/ids.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { minimumInForceOf } from './minimum-in-force.repo.ts';
import { fromStoredSku, SKU_COLUMNS, SKU_JOINS, type Sku, type StoredSku } from './skus.repo.ts';

export type SkuSort = 'code' | 'name' | 'created';

export interface SkuListQuery {
  readonly terms: readonly string[];
  readonly archived: ArchivedFilter;
  readonly brandId?: BrandId;
  readonly productId?: ProductId;
  readonly deliveryKind?: DeliveryKind;
  readonly isBelowMinimum?: boolean;
  /** The day on which keys near their end are counted out of what is below its minimum. */
  readonly today: Day;
  readonly sort: SkuSort;
  readonly isDescending: boolean;
  /** Sort key and id of the row before the page; null for the first page. */
  readonly after: readonly [key: string, id: number] | null;
  readonly limit: number;
}

/** Each order walks an index of its own, so that a page costs what it shows, however many SKUs there are. */
const INDEXES: Readonly<Record<SkuSort, string>> = {
  code: 'INDEXED BY skus_list',
  name: 'INDEXED BY skus_name',
  created: 'NOT INDEXED',
};
const KEYS: Readonly<Record<SkuSort, { columns: string; after: string }>> = {
  code: { columns: 's.code_key', after: '@afterKey' },
  name: { columns: '(s.name_key, s.id)', after: '(@afterKey, CAST(@afterId AS INTEGER))' },
  created: { columns: 's.id', after: 'CAST(@afterId AS INTEGER)' },
};
const ORDERS: Readonly<Record<SkuSort, (direction: string) => string>> = {
  code: (direction) => `s.code_key ${direction}`,
  name: (direction) => `s.name_key ${direction}, s.id ${direction}`,
  created: (direction) => `s.id ${direction}`,
};

/** What may still be sold, as `below-minimum.ts` has it: free or placed; keys too near their end for the SKU are left out. */
const SELLABLE = `COALESCE(t.available + t.placed, 0) - (CASE WHEN t.placed > 0 THEN (SELECT COALESCE(sum(x.placed), 0)
  FROM batch_stock x INDEXED BY batch_stock_sku WHERE x.sku_id = s.id AND x.placed > 0
    AND x.expires_on < date(@today, '+' || s.minimum_days_left || ' days')) ELSE 0 END) - (SELECT COALESCE(sum(x.available), 0)
  FROM batch_stock x INDEXED BY batch_stock_issue WHERE x.sku_id = s.id AND x.available > 0
    AND x.expires_on < date(@today, '+' || s.minimum_days_left || ' days'))`;

export function skuListStatement(query: Omit<SkuListQuery, 'after' | 'limit' | 'today'>): string {
  const { sort, isDescending } = query;
  const isOneProduct = sort === 'code' && query.productId !== undefined;
  const index = isOneProduct ? 'INDEXED BY skus_product' : INDEXES[sort];
  const conditions = [
    's.merged_into_id IS NULL',
    `${KEYS[sort].columns} ${isDescending ? '<' : '>'} ${KEYS[sort].after}`,
    ...termConditions(query.terms, ['s.code_key', 's.name_key', 'p.name_key', 'b.name_key', 'lower(s.region)']),
  ];
  if (query.archived !== 'all') conditions.push('s.is_archived = @isArchived');
  if (query.brandId !== undefined) conditions.push('p.brand_id = CAST(@brandId AS INTEGER)');
  if (query.productId !== undefined) conditions.push('s.product_id = CAST(@productId AS INTEGER)');
  if (query.deliveryKind !== undefined) conditions.push('s.delivery_kind = @deliveryKind');
  if (query.isBelowMinimum) conditions.push('s.is_archived = 0', `${SELLABLE} < ${minimumInForceOf('s')}`);
  return `SELECT ${SKU_COLUMNS} FROM skus s ${index} CROSS ${SKU_JOINS}
    WHERE ${conditions.join(' AND ')} ORDER BY ${ORDERS[sort](isDescending ? 'DESC' : 'ASC')}
    LIMIT CAST(@limit AS INTEGER)`;
}

const BEFORE_FIRST: readonly [string, number] = ['', 0];
const AFTER_LAST: readonly [string, number] = ['\u{10FFFF}', Number.MAX_SAFE_INTEGER];

export function listSkus(db: Readable, query: SkuListQuery): Sku[] {
  const [afterKey, afterId] = query.after ?? (query.isDescending ? AFTER_LAST : BEFORE_FIRST);
  const rows = prepared(db, skuListStatement(query)).all({
    ...termParameters(query.terms),
    isArchived: query.archived === 'archived' ? 1 : 0,
    brandId: query.brandId ?? 0,
    productId: query.productId ?? 0,
    deliveryKind: query.deliveryKind ?? '',
    afterKey,
    afterId,
    today: query.today,
    limit: query.limit,
  }) as StoredSku[];
  return rows.map(fromStoredSku);
}
