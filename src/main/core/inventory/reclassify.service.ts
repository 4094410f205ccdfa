import { audit, type Context, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { takeDocumentNumber } from '#core/settings/settings.repo.ts';
import { NEVER_EXPIRES } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, CardKeyId, SkuId, StockDocumentId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { type Day, type Month, monthOf } from '#shared/domain/time/business-time.ts';
import { findLedgerBatch, insertBatch, type LedgerKey, markBatchPosted, readUnexposedKeys } from './ledger.repo.ts';
import { ledgerKeys, reclassifyKeys } from './ledger.ts';
import { stockAuthor } from './stock-author.ts';
import { postStockDocument } from './stock-documents.repo.ts';
import { findStockSku, type StockSku } from './stock-skus.repo.ts';

/** Keys of one reclassification: what a transaction can carry without making a sale wait. */
const MOST_KEYS = 20_000;

export interface ReclassifyInput {
  readonly batchId: BatchId;
  readonly keyIds: CardKeyId[] | null;
  readonly toSkuId: SkuId;
  readonly unitCost: Money | null;
  readonly expiresOn?: Day | null;
  readonly reason: string;
  readonly note: string;
}

/** Moves unmoved keys of a batch into a child batch with another SKU, cost or last day. */
export function createReclassifyService() {
  return {
    reclassify(context: Context, input: ReclassifyInput) {
      return write(context, ['inventory', 'cardKeys'], (tx) => {
        const batch = findLedgerBatch(tx, input.batchId);
        if (batch?.state !== 'posted') throw notFound('batch', input.batchId);
        const target = requireTarget(tx, batch.skuId, input.toSkuId);
        const keys = unmovedKeys(tx, input);
        const author = stockAuthor(context);
        const paper = postStockDocument(tx, author, {
          kind: 'reclassification',
          reason: input.reason,
          note: input.note,
          quantity: keys.length,
          details: { fromBatchId: batch.id, fromSkuId: batch.skuId, toSkuId: target.id, unitCost: input.unitCost },
        });
        const childId = insertBatch(tx, {
          ...batch,
          state: 'posted',
          number: takeDocumentNumber(tx, 'B', monthOf(batch.receivedOn as Day) satisfies Month),
          parentBatchId: batch.id,
          skuId: target.id,
        });
        const costs = keys.map(({ cost }) => input.unitCost ?? cost);
        reclassifyKeys(tx, author, {
          keys,
          costs,
          target: {
            batchId: childId,
            skuId: target.id,
            expiresOn: input.expiresOn === undefined ? null : (input.expiresOn ?? NEVER_EXPIRES),
            usesPerKey: target.usesPerKey,
          },
          reason: input.reason,
          paper: { documentKind: 'stock-document', documentId: paper.id },
        });
        markBatchPosted(
          tx,
          childId,
          keys.length,
          costs.reduce<number>((sum, cost) => sum + cost, 0),
        );
        audit(tx, context, {
          action: 'inventory.reclassification',
          subjectKind: 'stockDocument',
          subjectId: paper.id,
          quantity: keys.length,
          details: { number: paper.number, reason: input.reason, batch: batch.number, toSku: target.code },
        });
        const documentId: StockDocumentId = paper.id;
        return { documentId, number: paper.number, quantity: keys.length, jobId: null, batchId: childId };
      });
    },
  };
}

function requireTarget(tx: WriteTx, fromSkuId: SkuId, toSkuId: SkuId): StockSku {
  const from = findStockSku(tx, fromSkuId);
  const to = findStockSku(tx, toSkuId);
  if (!from || !to || to.mergedIntoId !== null) throw notFound('sku', toSkuId);
  const layout = (sku: StockSku) => JSON.stringify(sku.keyFields.map(({ role, isSecret }) => [role, isSecret]));
  if (layout(from) !== layout(to)) throw new Refusal('KEY_FIELDS_DIFFER', { skuCode: to.code });
  return to;
}

/** Unmoved: free or in quarantine, unknown to anyone outside. */
function unmovedKeys(tx: WriteTx, input: ReclassifyInput): LedgerKey[] {
  if (input.keyIds) {
    const keys = ledgerKeys(tx, [...new Set(input.keyIds)]);
    const moved = keys.find(
      (key) =>
        key.batchId !== input.batchId || key.isExposed === 1 || !['available', 'quarantined'].includes(key.state),
    );
    if (moved) throw new Refusal('KEY_STATE_FORBIDS', { keyId: moved.id, state: moved.state });
    return keys;
  }
  const keys = (['available', 'quarantined'] as const).flatMap((state) =>
    readUnexposedKeys(tx, input.batchId, state, MOST_KEYS + 1),
  );
  if (keys.length === 0) throw new Refusal('NOTHING_TO_MOVE');
  if (keys.length > MOST_KEYS) throw new Refusal('TOO_MANY_KEYS', { most: MOST_KEYS, found: keys.length });
  return keys;
}
