import type { Readable } from '#core/db/connection.ts';
import { notFound } from '#core/refusal.ts';
import type { BrandId, ProductId, SkuId } from '#shared/domain/ids.ts';
import { type BrandListRow, findBrand } from './brands.repo.ts';
import { findProduct, type StoredProduct } from './products.repo.ts';
import { findSkuRow, findSkuRowByCode, type Sku } from './skus.repo.ts';

export { productCategories } from './products.repo.ts';
export type { Sku } from './skus.repo.ts';

/*
 * How other areas read the catalogue: inside their own read or transaction, and always through the alias that a merge made.
 */

/** The SKU an id stands for now: its own row, or the one it was merged into. Null when there is none. */
export function findSku(db: Readable, id: SkuId): Sku | null {
  const row = findSkuRow(db, id);
  return row?.mergedIntoId ? findSkuRow(db, row.mergedIntoId) : row;
}

/** Like {@link findSku}; refuses with NOT_FOUND. */
export function requireSku(db: Readable, id: SkuId): Sku {
  const sku = findSku(db, id);
  if (!sku) throw notFound('sku', id);
  return sku;
}

/** The SKU of a code, compared without case and width: its own or that of one merged into it. */
export function findSkuByCode(db: Readable, code: string): Sku | null {
  const row = findSkuRowByCode(db, code);
  return row?.mergedIntoId ? findSkuRow(db, row.mergedIntoId) : row;
}

export function requireProduct(db: Readable, id: ProductId): StoredProduct {
  const row = findProduct(db, id);
  const product = row?.mergedIntoId ? findProduct(db, row.mergedIntoId) : row;
  if (!product) throw notFound('product', id);
  return product;
}

export function requireBrand(db: Readable, id: BrandId): BrandListRow {
  const row = findBrand(db, id);
  const brand = row?.mergedIntoId ? findBrand(db, row.mergedIntoId) : row;
  if (!brand) throw notFound('brand', id);
  return brand;
}
