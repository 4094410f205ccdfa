import type { Readable } from '#core/db/connection.ts';
import { type ArchivedFilter, termConditions, termParameters } from '#core/db/list-filter.ts';
import { prepared } from '#core/db/statement.ts';
import type { DeliveryKind } from '#shared/domain/catalog/sku-key-fields.ts';
import type { BrandId, ProductId } from '#shared/domain/ids.ts';
import { fromStoredSku, SKU_COLUMNS, SKU_JOINS, type Sku, type StoredSku } from './skus.repo.ts';

export type SkuSort = 'code' | 'name' | 'newest';

export interface SkuListQuery {
  readonly terms: readonly string[];
  readonly archived: ArchivedFilter;
  readonly brandId?: BrandId;
  readonly productId?: ProductId;
  readonly deliveryKind?: DeliveryKind;
  readonly isBelowMinimum?: boolean;
  readonly sort: SkuSort;
  /** Sort key and id of the row before the page; null for the first page. */
  readonly after: readonly [key: string, id: number] | null;
  readonly limit: number;
}

/** Each order walks an index of its own, so that a page costs what it shows, however many SKUs there are. */
const ORDERS: Readonly<Record<SkuSort, { index: string; start: string; order: string }>> = {
  code: { index: 'INDEXED BY skus_list', start: 's.code_key > @afterKey', order: 's.code_key' },
  name: {
    index: 'INDEXED BY skus_name',
    start: '(s.name_key, s.id) > (@afterKey, CAST(@afterId AS INTEGER))',
    order: 's.name_key, s.id',
  },
  newest: { index: 'NOT INDEXED', start: 's.id < CAST(@afterId AS INTEGER)', order: 's.id DESC' },
};

export function skuListStatement(query: Omit<SkuListQuery, 'after' | 'limit'>): string {
  const { start, order } = ORDERS[query.sort];
  const isOneProduct = query.sort === 'code' && query.productId !== undefined;
  const index = isOneProduct ? 'INDEXED BY skus_product' : ORDERS[query.sort].index;
  const conditions = [
    's.merged_into_id IS NULL',
    start,
    ...termConditions(query.terms, ['s.code_key', 's.name_key', 'p.name_key', 'b.name_key', 'lower(s.region)']),
  ];
  if (query.archived !== 'all') conditions.push('s.is_archived = @isArchived');
  if (query.brandId !== undefined) conditions.push('p.brand_id = CAST(@brandId AS INTEGER)');
  if (query.productId !== undefined) conditions.push('s.product_id = CAST(@productId AS INTEGER)');
  if (query.deliveryKind !== undefined) conditions.push('s.delivery_kind = @deliveryKind');
  if (query.isBelowMinimum) conditions.push('COALESCE(t.available, 0) < s.minimum_stock');
  return `SELECT ${SKU_COLUMNS} FROM skus s ${index} CROSS ${SKU_JOINS}
    WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT CAST(@limit AS INTEGER)`;
}

export function listSkus(db: Readable, query: SkuListQuery): Sku[] {
  const [afterKey, afterId] = query.after ?? ['', query.sort === 'newest' ? Number.MAX_SAFE_INTEGER : 0];
  const rows = prepared(db, skuListStatement(query)).all({
    ...termParameters(query.terms),
    isArchived: query.archived === 'archived' ? 1 : 0,
    brandId: query.brandId ?? 0,
    productId: query.productId ?? 0,
    deliveryKind: query.deliveryKind ?? '',
    afterKey,
    afterId,
    limit: query.limit,
  }) as StoredSku[];
  return rows.map(fromStoredSku);
}
