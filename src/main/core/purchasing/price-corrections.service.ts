import { type Context, today, write } from '#core/context.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import { invalidValue, notFound } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { CorrectedKeyRow, PriceCorrectionRow } from '#shared/contract/price-corrections.contract.ts';
import { isOnHand } from '#shared/domain/card-keys/key-states.ts';
import type { ImportId, SkuId, StockDocumentId, SupplierId } from '#shared/domain/ids.ts';
import { money, sumMoney } from '#shared/domain/money/money.ts';
import {
  type CorrectableReceipt,
  type CorrectionFilter,
  findCorrection,
  listCorrectedKeys,
  listCorrections,
  readCorrectableReceipts,
  readCorrectionReceipts,
} from './price-corrections.repo.ts';
import {
  type CorrectionPaper,
  type CorrectionWish,
  planCorrection,
  postCorrection,
  reverseCorrection,
} from './price-corrections.ts';
import { ORDER_AREAS } from './purchase-orders.service.ts';

const AREAS = [...ORDER_AREAS, 'cardKeys', 'suppliers', 'reconciliation'];

interface KeysInput {
  readonly id: StockDocumentId;
  readonly part?: 'stock' | 'cost';
  readonly cursor?: string;
  readonly limit: number;
}

/** 调价: what a supplier changed about prices that were posted. */
export function createPriceCorrectionsService() {
  function requireRow(context: Context, id: StockDocumentId): PriceCorrectionRow {
    const row = findCorrection(context.db, id);
    if (!row) throw notFound('priceCorrection', id);
    return row;
  }

  return {
    list({ db }: Context, input: CorrectionFilter & { cursor?: string; limit: number }): Page<PriceCorrectionRow> {
      const { cursor, limit, ...filter } = input;
      const [before] = cursor === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(cursor, ['number'] as const);
      return pageOfRows(listCorrections(db, filter, before, limit + 1), limit, ({ documentId }) => [documentId]);
    },

    get: (context: Context, id: StockDocumentId) => ({
      ...requireRow(context, id),
      receipts: readCorrectionReceipts(context.db, id),
      shopCurrency: shopSettings(context.db).currency,
    }),

    keys(context: Context, { id, part, cursor, limit }: KeysInput): Page<CorrectedKeyRow> {
      requireRow(context, id);
      const [after] = cursor === undefined ? [0] : decodeCursor(cursor, ['number'] as const);
      const rows = listCorrectedKeys(context.db, { documentId: id, part, after, limit: limit + 1 });
      return pageOfRows(rows, limit, ({ keyId }) => [keyId]);
    },

    receipts: ({ db }: Context, input: { supplierId: SupplierId; skuId: SkuId }) =>
      receiptsOf(readCorrectableReceipts(db, input.supplierId, input.skuId)),

    preview(context: Context, wish: CorrectionWish) {
      requirePast(context, wish);
      const { supplier, exchange, keys, plan } = planCorrection(context.db, wish);
      const onHand = keys.filter(({ state }) => isOnHand(state));
      return {
        currency: supplier.currency,
        shopCurrency: shopSettings(context.db).currency,
        rate: exchange?.rate ?? null,
        rateOn: exchange?.rateOn ?? null,
        keyCount: keys.length,
        onHandCount: onHand.length,
        soldCount: plan.parts.filter(({ cost }) => cost !== 0).length,
        costBefore: sumMoney(keys.map(({ cost }) => cost)),
        valueBefore: money(onHand.reduce((sum, { valueLeft }) => sum + valueLeft, 0)),
        total: plan.total,
        shopTotal: plan.shopTotal,
        stockPart: plan.stockPart,
        costPart: plan.costPart,
        month: today(context).month,
      };
    },

    post(context: Context, wish: CorrectionWish & CorrectionPaper) {
      requirePast(context, wish);
      return write(context, AREAS, (tx) => postCorrection(tx, context, wish));
    },

    reverse: (context: Context, input: { id: StockDocumentId; reason: string }) =>
      write(context, AREAS, (tx) => reverseCorrection(tx, context, input)),
  };
}

export type PriceCorrectionsService = ReturnType<typeof createPriceCorrectionsService>;

function requirePast(context: Context, { paperedOn }: CorrectionWish): void {
  if (paperedOn > today(context).day) throw invalidValue('paperedOn', 'IN_FUTURE', paperedOn);
}

/** An import can hold several batches of a SKU: one row for each import. */
function receiptsOf(rows: readonly CorrectableReceipt[]): Omit<CorrectableReceipt, 'supplierId' | 'receiptKind'>[] {
  const byImport = new Map<ImportId, Omit<CorrectableReceipt, 'supplierId' | 'receiptKind'>>();
  for (const { supplierId: _, receiptKind: __, ...row } of rows) {
    const known = byImport.get(row.importId);
    const keyCount = (known?.keyCount ?? 0) + row.keyCount;
    byImport.set(row.importId, { ...row, keyCount, totalCost: money((known?.totalCost ?? 0) + row.totalCost) });
  }
  return [...byImport.values()];
}
