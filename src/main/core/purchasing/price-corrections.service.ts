import { type Context, earlierResult, systemContext, today, write } from '#core/context.ts';
import { decodeCursor, type Page, pageOfRows } from '#core/db/keyset.ts';
import { runBulkMove } from '#core/inventory/bulk-moves.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import type { Kernel } from '#core/kernel.ts';
import { invalidValue, notFound } from '#core/refusal.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import type { CorrectedKeyRow, PriceCorrectionRow } from '#shared/contract/price-corrections.contract.ts';
import type { ImportId, SkuId, StockDocumentId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { KEYS_CORRECTED_AT_ONCE } from '#shared/domain/purchasing/price-correction.ts';
import { type CorrectionWish, correctedPlace, countCorrectable, planCorrection, summaryOf } from './correction-plan.ts';
import { type StartedCorrection, startLargeCorrection, startLargeReversal } from './large-corrections.ts';
import type { CorrectionPlanInput, LargeCorrectionPlan, LargeReversalPlan } from './plan-correction.job.ts';
import {
  type CorrectableReceipt,
  type CorrectionFilter,
  findCorrection,
  listCorrectedKeys,
  listCorrections,
  readCorrectableReceipts,
  readCorrectionReceipts,
} from './price-corrections.repo.ts';
import { type CorrectionPaper, postCorrection, reverseCorrection } from './price-corrections.ts';
import { ORDER_AREAS } from './purchase-orders.service.ts';

const AREAS = [...ORDER_AREAS, 'cardKeys', 'suppliers', 'reconciliation'];

interface KeysInput {
  readonly id: StockDocumentId;
  readonly part?: 'stock' | 'cost';
  readonly cursor?: string;
  readonly limit: number;
}

/** 调价: what a supplier changed about prices that were posted. */
export function createPriceCorrectionsService(kernel: Kernel) {
  function isLarge({ db }: Context, { importIds, skuId }: CorrectionWish): boolean {
    return countCorrectable(correctedPlace(db, importIds, skuId)) > KEYS_CORRECTED_AT_ONCE;
  }

  function planLarge({ importIds, skuId, change, paperedOn }: CorrectionWish): Promise<LargeCorrectionPlan> {
    const input: CorrectionPlanInput = { wish: { importIds, skuId, change, paperedOn } };
    return kernel.threads.run<LargeCorrectionPlan>({ kind: 'plan-correction', input, keys: null });
  }

  /** The turns of what was begun; a command that is repeated finds them under way. */
  function goOn(context: Context, isRepeat: boolean, { documentId, number, isPending }: StartedCorrection) {
    const authorNow = () => stockAuthor(systemContext(kernel, 'priceCorrections.go-on', context.userId));
    const jobId = isPending && !isRepeat ? runBulkMove(kernel, documentId, authorNow) : null;
    return { documentId, number, jobId };
  }

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

    async preview(context: Context, wish: CorrectionWish) {
      requirePast(context, wish);
      const summary = isLarge(context, wish)
        ? (await planLarge(wish)).summary
        : summaryOf(planCorrection(context.db, wish, KEYS_CORRECTED_AT_ONCE));
      return { ...summary, shopCurrency: shopSettings(context.db).currency, month: today(context).month };
    },

    async post(context: Context, wish: CorrectionWish & CorrectionPaper) {
      requirePast(context, wish);
      if (!isLarge(context, wish)) {
        const posted = await write(context, AREAS, (tx) => postCorrection(tx, context, wish));
        return { ...posted, jobId: null };
      }
      const isRepeat = earlierResult(context) !== null;
      const plan = isRepeat ? null : await planLarge(wish);
      return goOn(
        context,
        isRepeat,
        await write(context, AREAS, (tx) => startLargeCorrection(tx, context, wish, required(plan))),
      );
    },

    async reverse(context: Context, input: { id: StockDocumentId; reason: string }) {
      if (requireRow(context, input.id).quantity <= KEYS_CORRECTED_AT_ONCE) {
        const posted = await write(context, AREAS, (tx) => reverseCorrection(tx, context, input));
        return { ...posted, jobId: null };
      }
      const isRepeat = earlierResult(context) !== null;
      const planInput: CorrectionPlanInput = { reversesId: input.id };
      const plan = isRepeat
        ? null
        : await kernel.threads.run<LargeReversalPlan>({ kind: 'plan-correction', input: planInput, keys: null });
      return goOn(
        context,
        isRepeat,
        await write(context, AREAS, (tx) => startLargeReversal(tx, context, input, required(plan))),
      );
    },
  };
}

export type PriceCorrectionsService = ReturnType<typeof createPriceCorrectionsService>;

/** A repeated command answers before it asks for its plan. */
function required<Plan>(plan: Plan | null): Plan {
  if (plan === null) throw new Error('A command that was not posted before has a plan.');
  return plan;
}

function requirePast(context: Context, { paperedOn }: CorrectionWish): void {
  if (paperedOn > today(context).day) throw invalidValue('paperedOn', 'NOT_IN_FUTURE', paperedOn);
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
