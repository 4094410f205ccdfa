import { audit, type Context, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import { requireRevision } from '#core/db/revision.ts';
import { Refusal } from '#core/refusal.ts';
import type { BrandRow } from '#shared/contract/catalog.contract.ts';
import type { BrandId } from '#shared/domain/ids.ts';
import { searchTerms } from '#shared/domain/name-key.ts';
import {
  aliasBrand,
  type BrandListRow,
  findBrandByName,
  insertBrand,
  listBrands,
  renameBrand,
  setBrandArchived,
} from './brands.repo.ts';
import { requireBrand } from './catalog.lookup.ts';
import { findProductByName, moveProduct, moveProductAliases, productsOfBrand } from './products.repo.ts';
import { mergeProductInto } from './products.service.ts';

const AREAS = ['catalog'];

interface ListInput {
  readonly cursor?: string;
  readonly limit: number;
  readonly search: string;
  readonly archived: 'active' | 'archived' | 'all';
}

/** Publishers and makers: 品牌. */
export function createBrandsService() {
  function list({ db }: Context, input: ListInput): Page<BrandRow> {
    const [after] = input.cursor === undefined ? [''] : decodeCursor(input.cursor, ['string'] as const);
    const rows = listBrands(db, { ...input, terms: searchTerms(input.search), after, limit: input.limit + 1 });
    const page = pageOfRows(rows, input.limit, (row) => [row.nameKey]);
    return { ...page, rows: page.rows.map(view) };
  }

  function create(context: Context, input: { name: string }): Promise<{ id: BrandId }> {
    return write(context, AREAS, (tx) => {
      requireFreeName(tx, input.name);
      return { id: createBrand(tx, context, input.name) };
    });
  }

  function edit(context: Context, input: { id: BrandId; revision: number; name: string }): Promise<{ id: BrandId }> {
    return write(context, AREAS, (tx) => {
      const brand = requireBrand(tx, input.id);
      requireRevision('brand', brand.revision, input.revision);
      requireFreeName(tx, input.name, brand.id);
      renameBrand(tx, brand.id, input.name, context.now);
      const details = { from: brand.name, to: input.name };
      audit(tx, context, { action: 'brands.edit', subjectKind: 'brand', subjectId: brand.id, details });
      return { id: brand.id };
    });
  }

  function setArchived(context: Context, input: { id: BrandId; isArchived: boolean }): Promise<{ id: BrandId }> {
    return write(context, AREAS, (tx) => {
      const brand = requireBrand(tx, input.id);
      setBrandArchived(tx, brand.id, input.isArchived, context.now);
      const action = input.isArchived ? 'brands.archive' : 'brands.unarchive';
      const details = { name: brand.name };
      audit(tx, context, { action, subjectKind: 'brand', subjectId: brand.id, details });
      return { id: brand.id };
    });
  }

  function merge(context: Context, input: { id: BrandId; intoId: BrandId }): Promise<{ id: BrandId }> {
    return write(context, [...AREAS, 'inventory'], (tx) => {
      const brand = requireBrand(tx, input.id);
      const target = requireBrand(tx, input.intoId);
      if (brand.id === target.id) throw new Refusal('MERGE_REFUSED', { reason: 'same', quantity: 0 });
      for (const product of productsOfBrand(tx, brand.id)) {
        const twin = findProductByName(tx, target.id, product.name);
        if (twin && twin.id !== product.id) mergeProductInto(tx, context, product, twin);
        else moveProduct(tx, product.id, target.id, context.now);
      }
      moveProductAliases(tx, brand.id, target.id);
      aliasBrand(tx, brand.id, target.id, context.now);
      const details = { name: brand.name, intoId: target.id, intoName: target.name };
      audit(tx, context, { action: 'brands.merge', subjectKind: 'brand', subjectId: brand.id, details });
      return { id: target.id };
    });
  }

  return { list, get: ({ db }: Context, id: BrandId) => view(requireBrand(db, id)), create, edit, setArchived, merge };
}

export type BrandsService = ReturnType<typeof createBrandsService>;

/** Adds a brand inside an open transaction; its name is known to be free. */
export function createBrand(tx: WriteTx, context: Context, name: string): BrandId {
  const id = insertBrand(tx, name, context.now);
  audit(tx, context, { action: 'brands.create', subjectKind: 'brand', subjectId: id, details: { name } });
  return id;
}

function requireFreeName(tx: WriteTx, name: string, ownId?: BrandId): void {
  const holder = findBrandByName(tx, name);
  if (holder && holder.id !== ownId) throw new Refusal('NAME_TAKEN', { id: holder.id, name: holder.name });
}

function view(row: BrandListRow): BrandRow {
  const { id, name, productCount, isArchived, revision } = row;
  return { id, name, productCount, isArchived: isArchived === 1, revision };
}
