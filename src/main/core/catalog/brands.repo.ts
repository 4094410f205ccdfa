import type { Readable, WriteTx } from '#core/db/connection.ts';
import { type ArchivedFilter, termConditions, termParameters } from '#core/db/list-filter.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { BrandId } from '#shared/domain/ids.ts';
import { nameKey } from '#shared/domain/name-key.ts';

export interface StoredBrand {
  readonly id: BrandId;
  readonly name: string;
  readonly nameKey: string;
  readonly mergedIntoId: BrandId | null;
  readonly isArchived: number;
  readonly revision: number;
}

export type BrandListRow = StoredBrand & { readonly productCount: number };

const COLUMNS = `b.id, b.name, b.name_key AS nameKey, b.merged_into_id AS mergedIntoId, b.is_archived AS isArchived,
  b.revision`;
const PRODUCT_COUNT = `(SELECT COUNT(*) FROM products p WHERE p.brand_id = b.id AND p.merged_into_id IS NULL)
  AS productCount`;

const selectBrand = readStatement<{ id: number }, BrandListRow>(
  `SELECT ${COLUMNS}, ${PRODUCT_COUNT} FROM brands b WHERE b.id = @id`,
);
const selectByName = readStatement<{ nameKey: string }, StoredBrand>(
  `SELECT ${COLUMNS} FROM brands b WHERE b.name_key = @nameKey AND b.merged_into_id IS NULL`,
);
const selectAlias = readStatement<{ nameKey: string }, StoredBrand>(
  `SELECT ${COLUMNS} FROM brands b WHERE b.name_key = @nameKey AND b.merged_into_id IS NOT NULL ORDER BY b.id DESC LIMIT 1`,
);
const insertRow = writeStatement<{ name: string; nameKey: string; now: number }>(
  'INSERT INTO brands (name, name_key, created_at, updated_at) VALUES (@name, @nameKey, @now, @now)',
);
const updateName = writeStatement<{ id: number; name: string; nameKey: string; now: number }>(
  `UPDATE brands SET name = @name, name_key = @nameKey, revision = revision + 1, updated_at = @now WHERE id = @id`,
);
const updateArchived = writeStatement<{ id: number; isArchived: number; now: number }>(
  'UPDATE brands SET is_archived = @isArchived, revision = revision + 1, updated_at = @now WHERE id = @id',
);
const updateMerged = writeStatement<{ id: number; intoId: number; now: number }>(
  'UPDATE brands SET merged_into_id = @intoId, revision = revision + 1, updated_at = @now WHERE id = @id',
);
const forwardAliases = writeStatement<{ id: number; intoId: number }>(
  'UPDATE brands SET merged_into_id = @intoId WHERE merged_into_id = @id',
);

export function findBrand(db: Readable, id: BrandId): BrandListRow | null {
  return selectBrand.get(db, { id }) ?? null;
}

/** A brand by name as people write it; a name that was merged leads to what it became. */
export function findBrandByName(db: Readable, name: string): StoredBrand | null {
  const key = { nameKey: nameKey(name) };
  const own = selectByName.get(db, key);
  if (own) return own;
  const alias = selectAlias.get(db, key);
  return alias?.mergedIntoId ? findBrand(db, alias.mergedIntoId) : null;
}

export interface BrandListQuery {
  readonly terms: readonly string[];
  readonly archived: ArchivedFilter;
  /** Name key after which to begin; names are unique among brands. */
  readonly after: string;
  readonly limit: number;
}

export function brandListStatement(query: Pick<BrandListQuery, 'terms' | 'archived'>): string {
  const conditions = [
    'b.merged_into_id IS NULL',
    'b.name_key > @afterKey',
    ...termConditions(query.terms, ['b.name_key']),
  ];
  if (query.archived !== 'all') conditions.push('b.is_archived = @isArchived');
  return `SELECT ${COLUMNS}, ${PRODUCT_COUNT} FROM brands b INDEXED BY brands_name
    WHERE ${conditions.join(' AND ')} ORDER BY b.name_key LIMIT CAST(@limit AS INTEGER)`;
}

export function listBrands(db: Readable, query: BrandListQuery): BrandListRow[] {
  return prepared(db, brandListStatement(query)).all({
    ...termParameters(query.terms),
    isArchived: query.archived === 'archived' ? 1 : 0,
    afterKey: query.after,
    limit: query.limit,
  }) as BrandListRow[];
}

export function insertBrand(tx: WriteTx, name: string, now: number): BrandId {
  return insertRow.run(tx, { name, nameKey: nameKey(name), now }).lastInsertRowid as BrandId;
}

export function renameBrand(tx: WriteTx, id: BrandId, name: string, now: number): void {
  updateName.run(tx, { id, name, nameKey: nameKey(name), now });
}

export function setBrandArchived(tx: WriteTx, id: BrandId, isArchived: boolean, now: number): void {
  updateArchived.run(tx, { id, isArchived: isArchived ? 1 : 0, now });
}

/** Makes `id` an alias of `intoId`, and those that led to `id` too, so that a name is never more than one step away. */
export function aliasBrand(tx: WriteTx, id: BrandId, intoId: BrandId, now: number): void {
  forwardAliases.run(tx, { id, intoId });
  updateMerged.run(tx, { id, intoId, now });
}
