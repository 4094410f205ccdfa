import type { Context } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { type BulkDetails, requireAtRest } from '#core/inventory/bulk-moves.ts';
import type { BulkRevaluation } from '#core/inventory/bulk-revaluation.ts';
import { holdLots } from '#core/inventory/lots.repo.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { postStockDocument } from '#core/inventory/stock-documents.repo.ts';
import { Refusal } from '#core/refusal.ts';
import type { BatchId, ImportId, SkuId, StockDocumentId } from '#shared/domain/ids.ts';
import { type CorrectedPlace, type CorrectionWish, correctedPlace } from './correction-plan.ts';
import type { LargeCorrectionPlan, LargeReversalPlan } from './plan-correction.job.ts';
import {
  type CorrectionPaper,
  importsOf,
  recordCorrection,
  recordReversal,
  requireAsShown,
  requireReversible,
} from './price-corrections.ts';

/*
 * A correction of more keys than one transaction should hold: planned in a job thread, begun in one small transaction that posts
 * the account's entry and holds the lots, and carried through in turns (core/inventory/bulk-moves.ts). It is refused whole at its
 * beginning or goes to its end, also after a stop: every key's share is kept with the document.
 */

export interface StartedCorrection {
  readonly documentId: StockDocumentId;
  readonly number: string;
  readonly isPending: boolean;
}

/** Begins a planned correction. Refuses with SPLIT_CHANGED where the keys changed since, and with STOCK_IN_MOTION. */
export function startLargeCorrection(
  tx: WriteTx,
  context: Context,
  wish: CorrectionWish & CorrectionPaper,
  plan: LargeCorrectionPlan,
): StartedCorrection {
  const { summary, shares, place } = plan;
  requireAsShown(summary, wish);
  requireSame(tx, wish, place, summary);
  const started = begin(tx, context, wish.reason, place, { shares }, summary.keyCount);
  recordCorrection(tx, context, started, wish, summary);
  return { documentId: started.id, number: started.number, isPending: true };
}

/** Begins to take a large correction back. Refuses like its small sister, and with SPLIT_CHANGED where the keys changed since. */
export function startLargeReversal(
  tx: WriteTx,
  context: Context,
  input: { readonly id: StockDocumentId; readonly reason: string },
  { stockPart, place }: LargeReversalPlan,
): StartedCorrection {
  const posted = requireReversible(tx, input.id);
  const scope = { importIds: importsOf(tx, input.id), skuId: posted.skuId };
  requireSame(tx, scope, place, { stockPart, costPart: posted.shopTotal - stockPart });
  const started = begin(tx, context, input.reason, place, { reversesId: input.id }, posted.quantity);
  recordReversal(tx, context, started, posted, { reason: input.reason, stockPart });
  return { documentId: started.id, number: started.number, isPending: true };
}

function requireSame(
  tx: WriteTx,
  scope: { readonly importIds: readonly ImportId[]; readonly skuId: SkuId },
  planned: CorrectedPlace,
  parts: { readonly stockPart: number; readonly costPart: number },
): void {
  const now = correctedPlace(tx, scope.importIds, scope.skuId);
  requireAtRest(tx, now.lots);
  if (JSON.stringify(now) === JSON.stringify(planned)) return;
  const { stockPart, costPart } = parts;
  throw new Refusal('SPLIT_CHANGED', { stockPart, costPart });
}

function begin(
  tx: WriteTx,
  context: Context,
  reason: string,
  { lots }: CorrectedPlace,
  revalues: BulkRevaluation['revalues'],
  meant: number,
): { id: StockDocumentId; number: string } {
  const batchIds: BatchId[] = [...new Set(lots.map(({ batchId }) => batchId))];
  const details: BulkDetails = { move: { batchIds, revalues, reason: 'price-correction' }, meant };
  const document = { kind: 'price-correction', reason, details, quantity: 0, isPending: true } as const;
  const paper = postStockDocument(tx, stockAuthor(context, tx), document);
  holdLots(tx, lots, paper.id);
  return paper;
}
