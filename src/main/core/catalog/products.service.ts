import { audit, type Context, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import { requireRevision } from '#core/db/revision.ts';
import { Refusal } from '#core/refusal.ts';
import type { ProductRow } from '#shared/contract/catalog.contract.ts';
import type { BrandId, ProductId } from '#shared/domain/ids.ts';
import { searchTerms } from '#shared/domain/name-key.ts';
import { requireBrand, requireProduct } from './catalog.lookup.ts';
import {
  aliasProduct,
  findProductByName,
  insertProduct,
  listProducts,
  type ProductValues,
  type StoredProduct,
  setProductArchived,
  updateProduct,
} from './products.repo.ts';
import { moveSkus } from './skus.repo.ts';

const AREAS = ['catalog'];
const FIRST_PAGE = ['', 0] as const;

interface ListInput {
  readonly cursor?: string;
  readonly limit: number;
  readonly search: string;
  readonly archived: 'active' | 'archived' | 'all';
  readonly brandId?: BrandId;
}

/** What a brand sells: 商品, each with its SKUs. */
export function createProductsService() {
  function list({ db }: Context, input: ListInput): Page<ProductRow> {
    const after = input.cursor === undefined ? FIRST_PAGE : decodeCursor(input.cursor, ['string', 'number'] as const);
    const rows = listProducts(db, { ...input, terms: searchTerms(input.search), after, limit: input.limit + 1 });
    const page = pageOfRows(rows, input.limit, (row) => [row.nameKey, row.id]);
    return { ...page, rows: page.rows.map(view) };
  }

  function create(context: Context, input: ProductValues): Promise<{ id: ProductId }> {
    return write(context, AREAS, (tx) => {
      const brandId = requireBrand(tx, input.brandId).id;
      requireFreeName(tx, brandId, input.name);
      return { id: createProduct(tx, context, { ...input, brandId }) };
    });
  }

  function edit(
    context: Context,
    input: ProductValues & { id: ProductId; revision: number },
  ): Promise<{ id: ProductId }> {
    return write(context, AREAS, (tx) => {
      const product = requireProduct(tx, input.id);
      requireRevision('product', product.revision, input.revision);
      const brandId = requireBrand(tx, input.brandId).id;
      requireFreeName(tx, brandId, input.name, product.id);
      const { name, category } = input;
      updateProduct(tx, product.id, { brandId, name, category }, context.now);
      const details = { from: named(product), to: { brandId, name, category } };
      audit(tx, context, { action: 'products.edit', subjectKind: 'product', subjectId: product.id, details });
      return { id: product.id };
    });
  }

  function setArchived(context: Context, input: { id: ProductId; isArchived: boolean }): Promise<{ id: ProductId }> {
    return write(context, AREAS, (tx) => {
      const product = requireProduct(tx, input.id);
      setProductArchived(tx, product.id, input.isArchived, context.now);
      const action = input.isArchived ? 'products.archive' : 'products.unarchive';
      audit(tx, context, {
        action,
        subjectKind: 'product',
        subjectId: product.id,
        details: { name: product.name },
      });
      return { id: product.id };
    });
  }

  function merge(context: Context, input: { id: ProductId; intoId: ProductId }): Promise<{ id: ProductId }> {
    return write(context, [...AREAS, 'inventory'], (tx) => {
      const product = requireProduct(tx, input.id);
      const target = requireProduct(tx, input.intoId);
      if (product.id === target.id) throw new Refusal('MERGE_REFUSED', { reason: 'same', quantity: 0 });
      mergeProductInto(tx, context, product, target);
      return { id: target.id };
    });
  }

  return {
    list,
    get: ({ db }: Context, id: ProductId) => view(requireProduct(db, id)),
    create,
    edit,
    setArchived,
    merge,
  };
}

export type ProductsService = ReturnType<typeof createProductsService>;

/** Adds a product inside an open transaction; its name is known to be free in its brand. */
export function createProduct(tx: WriteTx, context: Context, values: ProductValues): ProductId {
  const { brandId, name, category } = values;
  const id = insertProduct(tx, { brandId, name, category }, context.now);
  const details = { brandId, name, category };
  audit(tx, context, { action: 'products.create', subjectKind: 'product', subjectId: id, details });
  return id;
}

/** Sets only a product's category, inside an open transaction. */
export function setProductCategory(tx: WriteTx, context: Context, product: StoredProduct, category: string): void {
  const { brandId, name } = product;
  updateProduct(tx, product.id, { brandId, name, category }, context.now);
  const details = { from: named(product), to: { brandId, name, category } };
  audit(tx, context, { action: 'products.edit', subjectKind: 'product', subjectId: product.id, details });
}

/** Moves a product's SKUs to another one and leaves the first as its alias. */
export function mergeProductInto(tx: WriteTx, context: Context, product: StoredProduct, target: StoredProduct): void {
  moveSkus(tx, product.id, target.id, context.now);
  aliasProduct(tx, product.id, target.id, context.now);
  const details = { name: product.name, intoId: target.id, intoName: target.name, skuCount: product.skuCount };
  audit(tx, context, { action: 'products.merge', subjectKind: 'product', subjectId: product.id, details });
}

function requireFreeName(tx: WriteTx, brandId: BrandId, name: string, ownId?: ProductId): void {
  const holder = findProductByName(tx, brandId, name);
  if (holder && holder.id !== ownId) throw new Refusal('NAME_TAKEN', { id: holder.id, name: holder.name });
}

function named({ brandId, name, category }: StoredProduct): ProductValues {
  return { brandId, name, category };
}

function view(row: StoredProduct): ProductRow {
  const { id, name, category, brandId, brandName, skuCount, isArchived, revision } = row;
  return { id, name, category, brandId, brandName, skuCount, isArchived: isArchived === 1, revision };
}
