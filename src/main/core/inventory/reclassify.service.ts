import { audit, type Context, earlierResult, systemContext, write } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import type { Kernel } from '#core/kernel.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { takeDocumentNumber } from '#core/settings/settings.repo.ts';
import { type KeyState, NEVER_EXPIRES } from '#shared/domain/card-keys/key-states.ts';
import type { BatchId, CardKeyId, SkuId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { type Day, monthOf } from '#shared/domain/time/business-time.ts';
import { type BulkStart, requireKeysAtRest, runBulkMove, startBulkMove } from './bulk-moves.ts';
import { findLedgerBatch, insertBatch, type LedgerKey } from './ledger.repo.ts';
import { ledgerKeys, type NewPlace, reclassifyKeys } from './ledger.ts';
import type { ActResult } from './stock-acts.service.ts';
import { stockAuthor } from './stock-author.ts';
import { postStockDocument } from './stock-documents.repo.ts';
import { findStockSku, type StockSku } from './stock-skus.repo.ts';

/** Unmoved are keys that are free or in quarantine and that nobody outside may know. */
const UNMOVED_STATES: readonly KeyState[] = ['available', 'quarantined'];

export interface ReclassifyInput {
  readonly batchId: BatchId;
  readonly keyIds: CardKeyId[] | null;
  readonly toSkuId: SkuId;
  readonly unitCost: Money | null;
  readonly expiresOn?: Day | null;
  readonly reason: string;
  readonly note: string;
}

type ReclassifyStart = BulkStart & { readonly batchId: BatchId };

/** Moves unmoved keys of a batch into a child batch with another SKU, cost or last day; all of a large batch in turns. */
export function createReclassifyService(kernel: Kernel) {
  function begin(tx: WriteTx, context: Context, input: ReclassifyInput): ReclassifyStart {
    const batch = findLedgerBatch(tx, input.batchId);
    if (batch?.state !== 'posted') throw notFound('batch', input.batchId);
    // A day that is over would end every key at the next minute, and nothing brings an expired key back.
    if (input.expiresOn && input.expiresOn < stockAuthor(context, tx).day) {
      throw invalidValue('expiresOn', 'NOT_IN_THE_PAST');
    }
    const sku = requireTarget(tx, batch.skuId, input.toSkuId);
    const batchId = insertBatch(tx, {
      ...batch,
      state: 'posted',
      number: takeDocumentNumber(tx, 'B', monthOf(batch.receivedOn as Day)),
      parentBatchId: batch.id,
      skuId: sku.id,
    });
    const expiresOn = input.expiresOn === undefined ? null : (input.expiresOn ?? NEVER_EXPIRES);
    const target: NewPlace = { batchId, skuId: sku.id, expiresOn, usesPerKey: sku.usesPerKey };
    const { keyIds } = input;
    const started = keyIds ? moveByHand(tx, context, input, keyIds, target) : moveWhole(tx, context, input, target);
    audit(tx, context, {
      action: 'inventory.reclassification',
      subjectKind: 'stockDocument',
      subjectId: started.id,
      quantity: started.quantity,
      details: { number: started.number, reason: input.reason, batch: batch.number, toSku: sku.code },
    });
    return { ...started, batchId };
  }

  return {
    async reclassify(context: Context, input: ReclassifyInput): Promise<ActResult & { batchId: BatchId }> {
      const isRepeat = earlierResult<ReclassifyStart>(context) !== null;
      const started = await write(context, ['inventory', 'cardKeys'], (tx) => begin(tx, context, input));
      const { id, number, quantity, isPending, batchId } = started;
      const authorNow = () => stockAuthor(systemContext(kernel, 'inventory.moveKeys', context.userId));
      const jobId = isPending && !isRepeat ? runBulkMove(kernel, id, authorNow) : null;
      return { documentId: id, number, quantity, jobId, batchId };
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

function moveByHand(
  tx: WriteTx,
  context: Context,
  input: ReclassifyInput,
  keyIds: readonly CardKeyId[],
  target: NewPlace,
): BulkStart {
  const keys = ledgerKeys(tx, [...new Set(keyIds)]);
  requireUnmoved(keys, input.batchId);
  requireKeysAtRest(tx, keys);
  const author = stockAuthor(context);
  const { reason, note, unitCost } = input;
  const details = { fromBatchId: input.batchId, target, unitCost };
  const quantity = keys.length;
  const { id, number } = postStockDocument(tx, author, { kind: 'reclassification', reason, note, quantity, details });
  const costs = keys.map(({ cost }) => unitCost ?? cost);
  reclassifyKeys(tx, author, {
    keys,
    costs,
    target,
    reason,
    paper: { documentKind: 'stock-document', documentId: id },
  });
  return { id, number, quantity, isPending: false };
}

function moveWhole(tx: WriteTx, context: Context, input: ReclassifyInput, target: NewPlace): BulkStart {
  const { batchId, reason, note, unitCost } = input;
  return startBulkMove(
    tx,
    stockAuthor(context),
    { kind: 'reclassification', reason, note },
    { scope: { by: 'batch', batchId }, fromStates: UNMOVED_STATES, leavesExposed: true, reason, target, unitCost },
  );
}

function requireUnmoved(keys: readonly LedgerKey[], batchId: BatchId): void {
  const moved = keys.find(
    (key) => key.batchId !== batchId || key.isExposed === 1 || !UNMOVED_STATES.includes(key.state),
  );
  if (moved) throw new Refusal('KEY_STATE_FORBIDS', { keyId: moved.id, state: moved.state });
}
