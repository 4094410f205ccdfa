import { audit, type Context, today, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { decodeCursor, type KeysetCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import { requireRevision } from '#core/db/revision.ts';
import { noteStockOfDay } from '#core/inventory/sku-days.repo.ts';
import { Refusal } from '#core/refusal.ts';
import { takeNumbers } from '#core/settings/settings.repo.ts';
import type { SkuDetails, SkuRow } from '#shared/contract/catalog.contract.ts';
import { checkKeyFields, fixedPartsTouched } from '#shared/domain/catalog/sku-key-fields.ts';
import type { ProductId, SkuId } from '#shared/domain/ids.ts';
import { searchTerms } from '#shared/domain/name-key.ts';
import { findBrandByName } from './brands.repo.ts';
import { createBrand } from './brands.service.ts';
import { findSkuByCode, requireProduct, requireSku } from './catalog.lookup.ts';
import { findProductByName } from './products.repo.ts';
import { createProduct } from './products.service.ts';
import { listSkus, type SkuListQuery } from './sku-list.repo.ts';
import { changedValues, rowView } from './sku-views.ts';
import {
  aliasesOfSku,
  aliasSku,
  findSkuRowByCode,
  hasKeys,
  insertSku,
  loadingBatchCount,
  type Sku,
  type SkuValues,
  setSkuArchived,
  updateSku,
} from './skus.repo.ts';

const AREAS = ['catalog'];

export interface SkuListInput extends Omit<SkuListQuery, 'terms' | 'after' | 'today'> {
  readonly cursor?: string;
  readonly search: string;
}

export type ProductChoice = { readonly id: ProductId } | { readonly brandName: string; readonly name: string };

export interface NewSku extends SkuValues {
  readonly product: ProductChoice;
  readonly code?: string;
}

/** What is stocked and sold. */
export function createSkusService() {
  function list(context: Context, input: SkuListInput): Page<SkuRow> {
    const { db } = context;
    const { day } = today(context);
    const { sort, limit } = input;
    const after = input.cursor === undefined ? null : decodeCursor(input.cursor, ['string', 'number'] as const);
    const rows = listSkus(db, { ...input, terms: searchTerms(input.search), today: day, after, limit: limit + 1 });
    const page = pageOfRows(rows, limit, (row): KeysetCursor => [sort === 'name' ? row.nameKey : row.codeKey, row.id]);
    return { ...page, rows: page.rows.map((sku) => rowView(db, sku, day)) };
  }

  function create(context: Context, input: NewSku): Promise<{ id: SkuId; code: string }> {
    return write(context, AREAS, (tx) => createSku(tx, context, input));
  }

  function edit(
    context: Context,
    input: NewSku & { id: SkuId; revision: number; code: string },
  ): Promise<{ id: SkuId; code: string }> {
    return write(context, AREAS, (tx) => {
      const sku = requireSku(tx, input.id);
      requireRevision('sku', sku.revision, input.revision);
      return editSku(tx, context, sku, input);
    });
  }

  function setArchived(context: Context, input: { id: SkuId; isArchived: boolean }): Promise<{ id: SkuId }> {
    return write(context, AREAS, (tx) => {
      const sku = requireSku(tx, input.id);
      archiveSku(tx, context, sku, input.isArchived);
      return { id: sku.id };
    });
  }

  function merge(context: Context, input: { id: SkuId; intoId: SkuId }): Promise<{ id: SkuId }> {
    return write(context, [...AREAS, 'inventory', 'suppliers', 'shops'], (tx) => {
      const sku = requireSku(tx, input.id);
      const target = requireSku(tx, input.intoId);
      requireMergeable(tx, sku, target);
      aliasSku(tx, sku.id, target.id, context.now);
      const details = { code: sku.code, intoId: target.id, intoCode: target.code };
      audit(tx, context, { action: 'skus.merge', subjectKind: 'sku', subjectId: sku.id, details });
      return { id: target.id };
    });
  }

  return {
    list,
    get: (context: Context, id: SkuId) => detailsView(context, requireSku(context.db, id)),
    findByCode(context: Context, code: string): SkuDetails | null {
      const sku = findSkuByCode(context.db, code);
      return sku && detailsView(context, sku);
    },
    create,
    edit,
    setArchived,
    merge,
  };
}

export type SkusService = ReturnType<typeof createSkusService>;

/** Adds a SKU inside an open transaction, with its brand and product where they are only named; for imports too. */
export function createSku(tx: WriteTx, context: Context, input: NewSku): { id: SkuId; code: string } {
  requireKeyFields(input);
  const productId = chooseProduct(tx, context, input.product);
  const code = input.code ?? freeCode(tx);
  requireFreeCode(tx, code);
  const id = insertSku(tx, { productId, code }, input, context.now);
  const details = { code, name: input.name, productId };
  audit(tx, context, { action: 'skus.create', subjectKind: 'sku', subjectId: id, details });
  return { id, code };
}

/** Changes a SKU inside an open transaction; the layout of its keys stands once it has any. */
export function editSku(
  tx: WriteTx,
  context: Context,
  sku: Sku,
  input: NewSku & { code: string },
): { id: SkuId; code: string } {
  requireKeyFields(input);
  const parts = fixedPartsTouched(sku, input);
  if (parts.length > 0 && hasKeys(tx, sku.id)) throw new Refusal('KEY_LAYOUT_FIXED', { parts });
  const productId = chooseProduct(tx, context, input.product);
  requireFreeCode(tx, input.code, sku.id);
  updateSku(tx, sku.id, { productId, code: input.code }, input, context.now);
  if (sku.minimumDaysLeft !== input.minimumDaysLeft) noteStockOfDay(tx, sku.id, today(context).day);
  const details = { code: sku.code, changes: changedValues(sku, { ...input, productId }) };
  audit(tx, context, { action: 'skus.edit', subjectKind: 'sku', subjectId: sku.id, details });
  return { id: sku.id, code: input.code };
}

/** Archives a SKU or takes it back into use, inside an open transaction. */
export function archiveSku(tx: WriteTx, context: Context, sku: Sku, isArchived: boolean): void {
  setSkuArchived(tx, sku.id, isArchived, context.now);
  const action = isArchived ? 'skus.archive' : 'skus.unarchive';
  const details = { code: sku.code, onHand: sku.onHand };
  audit(tx, context, { action, subjectKind: 'sku', subjectId: sku.id, details });
}

function chooseProduct(tx: WriteTx, context: Context, choice: ProductChoice): ProductId {
  if ('id' in choice) return requireProduct(tx, choice.id).id;
  const brandId = findBrandByName(tx, choice.brandName)?.id ?? createBrand(tx, context, choice.brandName);
  const product = findProductByName(tx, brandId, choice.name);
  return product?.id ?? createProduct(tx, context, { brandId, name: choice.name, category: '' });
}

function freeCode(tx: WriteTx): string {
  for (;;) {
    const code = `SKU-${String(takeNumbers(tx, 'sku/code')).padStart(4, '0')}`;
    if (!findSkuRowByCode(tx, code)) return code;
  }
}

/** A merged SKU keeps its code: it leads to what it became and is not given to another. */
function requireFreeCode(tx: WriteTx, code: string, ownId?: SkuId): void {
  const holder = findSkuRowByCode(tx, code);
  if (holder && holder.id !== ownId) throw new Refusal('CODE_TAKEN', { id: holder.id, code: holder.code });
}

function requireKeyFields({ keyFields, deliveryKind }: SkuValues): void {
  const problems = checkKeyFields(keyFields, deliveryKind);
  if (problems.length > 0) throw new Refusal('INVALID_KEY_FIELDS', { problems });
}

function requireMergeable(tx: WriteTx, sku: Sku, target: Sku): void {
  const refuse = (reason: string, quantity = 0): never => {
    throw new Refusal('MERGE_REFUSED', { reason, quantity });
  };
  if (sku.id === target.id) refuse('same');
  const loading = loadingBatchCount(tx, sku.id);
  if (loading > 0) refuse('loading', loading);
  if (sku.onHand > 0) refuse('has-stock', sku.onHand);
  if (hasKeys(tx, sku.id) && fixedPartsTouched(sku, target).length > 0) refuse('key-fields-differ');
}

function detailsView(context: Context, sku: Sku): SkuDetails {
  const { db } = context;
  const { keyFields, allowsShortPin, notes, createdAt, updatedAt } = sku;
  return {
    ...rowView(db, sku, today(context).day),
    keyFields: [...keyFields],
    allowsShortPin,
    notes,
    hasKeys: hasKeys(db, sku.id),
    aliases: aliasesOfSku(db, sku.id),
    createdAt,
    updatedAt,
  };
}
