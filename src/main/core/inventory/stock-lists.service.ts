import { type Context, today } from '#core/context.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import { type ShowCost, shownCosts } from '#core/identity/shown-costs.ts';
import { type Incoming, incomingBySku } from '#core/purchasing/incoming.lookup.ts';
import { notFound } from '#core/refusal.ts';
import type { BatchRow, MovementRow, SkuStockRow, StockDocumentRow } from '#shared/contract/inventory.contract.ts';
import { NEVER_EXPIRES } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, BrandId, ImportId, SkuId, StockDocumentId, SupplierId } from '#shared/domain/ids.ts';
import type { StockDocumentKind } from '#shared/domain/inventory/stock-documents.ts';
import { money } from '#shared/domain/money/money.ts';
import { nameKey } from '#shared/domain/name-key.ts';
import { addDays } from '#shared/domain/time/business-time.ts';
import { isBelowMinimum, LONGEST_AHEAD } from './below-minimum.ts';
import {
  findDocumentRow,
  type MovementListFilter,
  type MovementListRow,
  readDocumentKeys,
  readDocuments,
  readMovements,
} from './movement-lists.repo.ts';
import {
  type BatchListFilter,
  findBatch,
  readBatches,
  readBatchSums,
  readExpiringLots,
  readSkuStock,
  readStockTotals,
  type SkuStock,
  type StockCounts,
} from './stock-lists.repo.ts';
import {
  type FoundBatch,
  type FoundImport,
  findBatchesByText,
  findImportsByNumber,
  readNewestBatches,
  readNewestImports,
} from './stock-search.repo.ts';

/** What a filter that searches offers. */
const MOST_FOUND = 20;

interface PageWish {
  readonly cursor?: string;
  readonly limit: number;
}

export interface StockFilter {
  readonly search: string;
  readonly skuId?: SkuId;
  readonly brandId?: BrandId;
  readonly expiringDays: number;
  readonly only: 'all' | 'onHand' | 'belowMinimum' | 'expiring' | 'quarantined';
}

/** What the stock screens read: projections and pages on an index, never a count over keys. */
export function createStockLists() {
  function batchRow(context: Context, show: ShowCost, batch: ReturnType<typeof readBatches>[number]): BatchRow {
    const sums = readBatchSums(context.db, batch.id);
    const { firstExpiresOn = null, isHeld = 0, ...counts } = sums ?? {};
    return {
      ...batch,
      supplierId: batch.supplierId as SupplierId,
      importId: batch.importId as ImportId | null,
      totalCost: show(money(batch.totalCost)),
      ...toCounts(counts as StockCounts, show),
      firstExpiresOn: firstExpiresOn === NEVER_EXPIRES ? null : firstExpiresOn,
      isHeld: isHeld === 1,
    };
  }

  function document(row: ReturnType<typeof readDocuments>[number]): StockDocumentRow {
    return {
      ...row,
      id: row.id as StockDocumentId,
      kind: row.kind as StockDocumentKind,
      isPending: row.isPending === 1,
    };
  }

  return {
    stock(context: Context, filter: StockFilter) {
      const expiring = expiringBySku(context, filter.expiringDays);
      const incoming = incomingBySku(context.db);
      const show = shownCosts(context);
      const rows = readSkuStock(context.db)
        .filter((row) => row.isArchived === 0 || row.onHand > 0 || incoming.has(row.skuId))
        .map((row): SkuStockRow => toSkuRow(row, expiring(row), incoming.get(row.skuId), show))
        .filter((row) => matches(row, filter));
      const totals = toCounts(readStockTotals(context.db), show);
      return { rows, totals: { ...totals, expiring: expiring.total } };
    },

    batches(context: Context, input: PageWish & BatchListFilter): Page<BatchRow> {
      const { cursor, limit, ...filter } = input;
      const rows = readBatches(context.db, filter, beforeOf(cursor), limit + 1);
      const page = pageOfRows(rows, limit, ({ id }) => [id]);
      const show = shownCosts(context);
      return { rows: page.rows.map((row) => batchRow(context, show, row)), nextCursor: page.nextCursor };
    },

    batch(context: Context, id: BatchId): BatchRow {
      const row = findBatch(context.db, id);
      if (!row) throw notFound('batch', id);
      return batchRow(context, shownCosts(context), row);
    },

    findBatches(context: Context, { text, id }: { text: string; id?: BatchId }): FoundBatch[] {
      if (id !== undefined) return readNewestBatches(context.db, id, 1).filter((batch) => batch.id === id);
      if (text === '') return readNewestBatches(context.db, Number.MAX_SAFE_INTEGER, MOST_FOUND);
      return findBatchesByText(context.db, text, MOST_FOUND);
    },

    findImports(context: Context, { text, id }: { text: string; id?: ImportId }): FoundImport[] {
      if (id !== undefined) return readNewestImports(context.db, id, 1).filter((found) => found.id === id);
      if (text === '') return readNewestImports(context.db, Number.MAX_SAFE_INTEGER, MOST_FOUND);
      return findImportsByNumber(context.db, text, MOST_FOUND);
    },

    movements(context: Context, input: PageWish & MovementListFilter): Page<MovementRow> {
      const { cursor, limit, ...filter } = input;
      const rows = movementRows(readMovements(context.db, filter, beforeOf(cursor), limit + 1), shownCosts(context));
      return pageOfRows(rows, limit, ({ id }) => [id]);
    },

    documents(context: Context, input: PageWish & { kind?: StockDocumentKind }): Page<StockDocumentRow> {
      const rows = readDocuments(context.db, input.kind, beforeOf(input.cursor), input.limit + 1);
      const page = pageOfRows(rows, input.limit, ({ id }) => [id]);
      return { rows: page.rows.map(document), nextCursor: page.nextCursor };
    },

    document(context: Context, id: StockDocumentId) {
      const row = findDocumentRow(context.db, id);
      if (!row) throw notFound('stockDocument', id);
      const filter: MovementListFilter = { document: { kind: 'stock-document', id } };
      const moved = readMovements(context.db, filter, Number.MAX_SAFE_INTEGER, 200);
      const movements = movementRows(moved, shownCosts(context));
      const keys = readDocumentKeys(context.db, id);
      return { ...document(row), movements, keys };
    },
  };
}

export type StockLists = ReturnType<typeof createStockLists>;

interface Expiring {
  readonly expiring: number;
  readonly tooNearExpiry: number;
  /** Likewise of those that are placed. */
  readonly placedTooNear: number;
}

function expiringBySku(context: Context, days: number): ((row: SkuStock) => Expiring) & { readonly total: number } {
  const { day } = today(context);
  const lots = readExpiringLots(context.db, addDays(day, LONGEST_AHEAD));
  const through = addDays(day, days);
  const bySku = Map.groupBy(lots, ({ skuId }) => skuId);
  const total = lots.reduce((sum, lot) => sum + (lot.expiresOn <= through ? lot.quantity : 0), 0);
  const ofRow = (row: SkuStock): Expiring => {
    const ownLots = bySku.get(row.skuId) ?? [];
    const sellableFrom = addDays(day, row.minimumDaysLeft);
    return {
      expiring: ownLots.reduce((sum, lot) => sum + (lot.expiresOn <= through ? lot.quantity : 0), 0),
      tooNearExpiry: ownLots.reduce((sum, lot) => sum + (lot.expiresOn < sellableFrom ? lot.available : 0), 0),
      placedTooNear: ownLots.reduce((sum, lot) => sum + (lot.expiresOn < sellableFrom ? lot.placed : 0), 0),
    };
  };
  return Object.assign(ofRow, { total });
}

function toSkuRow(
  stock: SkuStock,
  { placedTooNear, ...expiring }: Expiring,
  incoming: Incoming | undefined,
  show: ShowCost,
): SkuStockRow {
  const { isArchived, skuKey: _, ...row } = stock;
  return {
    ...row,
    salePrice: row.salePrice === null ? null : money(row.salePrice),
    isArchived: isArchived === 1,
    ...toCounts(row, show),
    ...expiring,
    incoming: incoming?.quantity ?? 0,
    incomingOn: incoming?.firstExpectedOn ?? null,
    isBelowMinimum: isBelowMinimum(stock, expiring.tooNearExpiry + placedTooNear),
  };
}

function matches(row: SkuStockRow, { search, skuId, brandId, only }: StockFilter): boolean {
  if (skuId !== undefined && row.skuId !== skuId) return false;
  if (brandId !== undefined && row.brandId !== brandId) return false;
  if (only === 'onHand' && row.onHand === 0) return false;
  if (only === 'belowMinimum' && !row.isBelowMinimum) return false;
  if (only === 'expiring' && row.expiring === 0) return false;
  if (only === 'quarantined' && row.quarantined === 0) return false;
  const text = nameKey([row.skuCode, row.skuName, row.productName, row.brandName].join(' '));
  return search
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => text.includes(nameKey(word)));
}

function movementRows(rows: readonly MovementListRow[], show: ShowCost): MovementRow[] {
  return rows.map((row) => ({ ...row, value: show(money(row.value)) }) as MovementRow);
}

function toCounts(counts: StockCounts | undefined, show: ShowCost) {
  const valueOnHand = show(money(counts?.valueOnHand ?? 0));
  const zero = (count: number | undefined): number => count ?? 0;
  return {
    onHand: zero(counts?.onHand),
    available: zero(counts?.available),
    reserved: zero(counts?.reserved),
    quarantined: zero(counts?.quarantined),
    placed: zero(counts?.placed),
    delivered: zero(counts?.delivered),
    claimed: zero(counts?.claimed),
    returned: zero(counts?.returned),
    voided: zero(counts?.voided),
    expired: zero(counts?.expired),
    withdrawn: zero(counts?.withdrawn),
    valueOnHand,
  };
}

function beforeOf(cursor: string | undefined): number {
  return cursor ? decodeCursor(cursor, ['number'] as const)[0] : Number.MAX_SAFE_INTEGER;
}
