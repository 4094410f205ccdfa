import type { Readable, WriteTx } from '#core/db/connection.ts';
import { type ArchivedFilter, termConditions, termParameters } from '#core/db/list-filter.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { BrandId, ProductId } from '#shared/domain/ids.ts';
import { nameKey } from '#shared/domain/name-key.ts';

export interface StoredProduct {
  readonly id: ProductId;
  readonly name: string;
  readonly nameKey: string;
  readonly category: string;
  readonly brandId: BrandId;
  readonly brandName: string;
  readonly mergedIntoId: ProductId | null;
  readonly isArchived: number;
  readonly revision: number;
  readonly skuCount: number;
}

const COLUMNS = `p.id, p.name, p.name_key AS nameKey, p.category, p.brand_id AS brandId, b.name AS brandName,
  p.merged_into_id AS mergedIntoId, p.is_archived AS isArchived, p.revision,
  (SELECT COUNT(*) FROM skus s WHERE s.product_id = p.id AND s.merged_into_id IS NULL) AS skuCount`;
const FROM = 'FROM products p JOIN brands b ON b.id = p.brand_id';

const selectProduct = readStatement<{ id: number }, StoredProduct>(`SELECT ${COLUMNS} ${FROM} WHERE p.id = @id`);
const selectByName = readStatement<{ brandId: number; nameKey: string }, StoredProduct>(
  `SELECT ${COLUMNS} ${FROM} WHERE p.brand_id = @brandId AND p.name_key = @nameKey AND p.merged_into_id IS NULL`,
);
const selectAlias = readStatement<{ brandId: number; nameKey: string }, { mergedIntoId: ProductId }>(
  `SELECT merged_into_id AS mergedIntoId FROM products
   WHERE brand_id = @brandId AND name_key = @nameKey AND merged_into_id IS NOT NULL ORDER BY id DESC LIMIT 1`,
);
const selectOfBrand = readStatement<{ brandId: number }, StoredProduct>(
  `SELECT ${COLUMNS} ${FROM} WHERE p.brand_id = @brandId AND p.merged_into_id IS NULL ORDER BY p.name_key`,
);
const selectCategories = readStatement<Record<string, never>, { category: string }>(
  `SELECT DISTINCT category FROM products
   WHERE category <> '' AND is_archived = 0 AND merged_into_id IS NULL ORDER BY category`,
);
const insertRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO products (brand_id, name, name_key, category, created_at, updated_at)
   VALUES (@brandId, @name, @nameKey, @category, @now, @now)`,
);
const updateRow = writeStatement<Record<string, unknown>>(
  `UPDATE products SET brand_id = @brandId, name = @name, name_key = @nameKey, category = @category,
     revision = revision + 1, updated_at = @now WHERE id = @id`,
);
const updateBrand = writeStatement<{ id: number; brandId: number; now: number }>(
  'UPDATE products SET brand_id = @brandId, revision = revision + 1, updated_at = @now WHERE id = @id',
);
const moveAliases = writeStatement<{ fromId: number; brandId: number }>(
  'UPDATE products SET brand_id = @brandId WHERE brand_id = @fromId AND merged_into_id IS NOT NULL',
);
const updateArchived = writeStatement<{ id: number; isArchived: number; now: number }>(
  'UPDATE products SET is_archived = @isArchived, revision = revision + 1, updated_at = @now WHERE id = @id',
);
const updateMerged = writeStatement<{ id: number; intoId: number; now: number }>(
  'UPDATE products SET merged_into_id = @intoId, revision = revision + 1, updated_at = @now WHERE id = @id',
);
const forwardAliases = writeStatement<{ id: number; intoId: number }>(
  'UPDATE products SET merged_into_id = @intoId WHERE merged_into_id = @id',
);

export function findProduct(db: Readable, id: ProductId): StoredProduct | null {
  return selectProduct.get(db, { id }) ?? null;
}

/** A product of a brand by name; a name that was merged leads to what it became. */
export function findProductByName(db: Readable, brandId: BrandId, name: string): StoredProduct | null {
  const key = { brandId, nameKey: nameKey(name) };
  const own = selectByName.get(db, key);
  if (own) return own;
  const alias = selectAlias.get(db, key);
  return alias ? findProduct(db, alias.mergedIntoId) : null;
}

export function productsOfBrand(db: Readable, brandId: BrandId): StoredProduct[] {
  return selectOfBrand.all(db, { brandId });
}

export interface ProductListQuery {
  readonly terms: readonly string[];
  readonly archived: ArchivedFilter;
  readonly brandId?: BrandId;
  readonly after: readonly [nameKey: string, id: number];
  readonly limit: number;
}

export function productListStatement(query: Omit<ProductListQuery, 'after' | 'limit'>): string {
  const conditions = [
    'p.merged_into_id IS NULL',
    '(p.name_key, p.id) > (@afterKey, CAST(@afterId AS INTEGER))',
    ...termConditions(query.terms, ['p.name_key', 'b.name_key']),
  ];
  if (query.archived !== 'all') conditions.push('p.is_archived = @isArchived');
  if (query.brandId !== undefined) conditions.push('p.brand_id = CAST(@brandId AS INTEGER)');
  const index = query.brandId === undefined ? 'products_list' : 'products_name';
  return `SELECT ${COLUMNS} FROM products p INDEXED BY ${index} CROSS JOIN brands b ON b.id = p.brand_id
    WHERE ${conditions.join(' AND ')} ORDER BY p.name_key, p.id LIMIT CAST(@limit AS INTEGER)`;
}

export function listProducts(db: Readable, query: ProductListQuery): StoredProduct[] {
  const [afterKey, afterId] = query.after;
  return prepared(db, productListStatement(query)).all({
    ...termParameters(query.terms),
    isArchived: query.archived === 'archived' ? 1 : 0,
    brandId: query.brandId ?? 0,
    afterKey,
    afterId,
    limit: query.limit,
  }) as StoredProduct[];
}

/** Of products in use, each once. */
export function productCategories(db: Readable): string[] {
  return selectCategories.all(db, {}).map(({ category }) => category);
}

export interface ProductValues {
  readonly brandId: BrandId;
  readonly name: string;
  readonly category: string;
}

export function insertProduct(tx: WriteTx, values: ProductValues, now: number): ProductId {
  return insertRow.run(tx, { ...values, nameKey: nameKey(values.name), now }).lastInsertRowid as ProductId;
}

export function updateProduct(tx: WriteTx, id: ProductId, values: ProductValues, now: number): void {
  updateRow.run(tx, { id, ...values, nameKey: nameKey(values.name), now });
}

export function moveProduct(tx: WriteTx, id: ProductId, brandId: BrandId, now: number): void {
  updateBrand.run(tx, { id, brandId, now });
}

/** Aliases follow their brand, so that their old names are still found under it. */
export function moveProductAliases(tx: WriteTx, fromId: BrandId, brandId: BrandId): void {
  moveAliases.run(tx, { fromId, brandId });
}

export function setProductArchived(tx: WriteTx, id: ProductId, isArchived: boolean, now: number): void {
  updateArchived.run(tx, { id, isArchived: isArchived ? 1 : 0, now });
}

export function aliasProduct(tx: WriteTx, id: ProductId, intoId: ProductId, now: number): void {
  forwardAliases.run(tx, { id, intoId });
  updateMerged.run(tx, { id, intoId, now });
}
