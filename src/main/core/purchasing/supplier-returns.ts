import { queueIssued } from '#core/commands.repo.ts';
import { audit, type Context } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { findLedgerBatch, type LedgerBatch, type LedgerKey, readUnexposedKeys } from '#core/inventory/ledger.repo.ts';
import { ledgerKeys, moveKeys } from '#core/inventory/ledger.ts';
import { readLots } from '#core/inventory/lots.repo.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { postStockDocument } from '#core/inventory/stock-documents.repo.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import { postSupplierEntry, requireSupplier, reverseSupplierEntry } from '#core/suppliers/supplier-accounts.posting.ts';
import { authorOf } from '#core/suppliers/supplier-accounts.service.ts';
import type {
  BatchId,
  ImportId,
  PurchaseOrderId,
  SkuId,
  StockDocumentId,
  SupplierEntryId,
} from '#shared/domain/ids.ts';
import { type Money, money, negateMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { countUnitCosts, linesByUnitCost, type UnitCost } from '#shared/domain/purchasing/unit-costs.ts';
import { chargedPricesOfKeys, creditLeftOfImport } from './charged-prices.lookup.ts';
import { type BatchOrigin, findBatchOrigin } from './charged-prices.repo.ts';
import { refreshOrder } from './order-progress.ts';
import { countBroughtBack } from './order-receiving.ts';
import {
  findDifferenceOfReturn,
  findReturn,
  insertReturn,
  markReturnReversed,
  readReturnedKeys,
  reopenReturnedDifference,
} from './supplier-returns.repo.ts';

const RETURNED_STATES = ['available', 'quarantined'] as const;

export interface ReturnWish {
  readonly batchId: BatchId;
  readonly quantity: number;
  /** What the supplier credits, in the currency of the account; null: what was charged for the keys, nothing where they are on consignment. */
  readonly credit: Money | null;
  readonly reason: string;
  readonly note: string;
}

export interface PostedReturn {
  readonly documentId: StockDocumentId;
  readonly number: string;
  readonly quantity: number;
  readonly credited: Money;
  readonly entryId: SupplierEntryId | null;
}

/**
 * Sends keys of a batch back to their supplier: free and quarantined ones that nobody outside can know, those in quarantine
 * last. Their value leaves the stock, and the account is credited with what it was charged for them: nothing for keys on consignment.
 * Refuses with NOT_ENOUGH_UNTOUCHED, MONTH_CLOSED, CREDIT_TOO_HIGH, LOSS_CREDITED and INVALID_VALUE.
 */
export function returnBatchKeys(tx: WriteTx, context: Context, wish: ReturnWish): PostedReturn {
  const batch = findLedgerBatch(tx, wish.batchId);
  if (batch?.state !== 'posted') throw notFound('batch', wish.batchId);
  const keys = untouchedKeys(tx, batch.id, wish.quantity);
  if (keys.length < wish.quantity) {
    throw new Refusal('NOT_ENOUGH_UNTOUCHED', { available: keys.length, wanted: wish.quantity });
  }
  // Keys on consignment are owed from their delivery on: nothing was charged for those that go back.
  const isOwed = batch.receiptKind !== 'consignment';
  if (!isOwed && wish.credit !== null && wish.credit > 0) throw invalidValue('credit', 'NOTHING_WAS_CHARGED');
  const author = stockAuthor(context, tx);
  const { reason, note, quantity } = wish;
  const { id: documentId, number } = postStockDocument(tx, author, { kind: 'supplier-return', reason, note, quantity });
  moveKeys(tx, author, {
    keys,
    toState: 'returned-to-supplier',
    kind: 'return',
    reason: 'return-to-supplier',
    paper: { documentKind: 'stock-document', documentId },
  });
  // They are the supplier's to sell from here on: a backup of before must not bring them back on sale.
  queueIssued(tx, 'keys', { delivery: number, pairs: keys.map(({ pairMac }) => pairMac.toString('base64')) });
  const { supplierId } = batch;
  const origin = originOf(tx, batch);
  const prices = chargedPricesOfKeys(tx, batch.id, keys);
  const credited = isOwed ? creditOf(tx, batch, origin, prices.total, wish.credit) : ZERO_MONEY;
  const entryId =
    credited === 0
      ? null
      : postSupplierEntry(tx, authorOf(context), {
          supplierId,
          kind: 'refund',
          amount: negateMoney(credited),
          occurredOn: author.day,
          ourNumber: number,
          remark: reason,
          importId: origin.importId,
          lines: linesByUnitCost({ quantity, cost: credited }, unitCostsOf(prices.each)).map((line) => ({
            // The supplier knows them as what they sent.
            skuId: origin.skuId,
            quantity: -line.quantity,
            unitPrice: line.unitPrice,
            amount: negateMoney(line.amount),
          })),
        }).id;
  insertReturn(tx, { documentId, supplierId, batchId: batch.id, quantity, credited, entryId });
  audit(tx, context, {
    action: 'supplierReturns.post',
    subjectKind: 'stockDocument',
    subjectId: documentId,
    quantity,
    details: { number, reason, batch: batch.number, credited },
  });
  return { documentId, number, quantity, credited, entryId };
}

/** Like {@link returnBatchKeys}, for keys of one SKU that an import brought, whichever of its batches they lie in. */
export function returnImportedKeys(
  tx: WriteTx,
  context: Context,
  wish: { importId: ImportId; skuId: SkuId; quantity: number; reason: string },
): PostedReturn {
  const { importId, skuId, quantity, reason } = wish;
  const batchIds = [
    ...new Set(
      readLots(tx, { by: 'import', importId })
        .filter((lot) => lot.skuId === skuId)
        .map(({ batchId }) => batchId),
    ),
  ];
  const fitting = batchIds.map((batchId) => ({ batchId, count: untouchedKeys(tx, batchId, quantity).length }));
  const best = fitting.find(({ count }) => count >= quantity);
  if (!best) {
    const available = Math.max(0, ...fitting.map(({ count }) => count));
    throw new Refusal('NOT_ENOUGH_UNTOUCHED', { available, wanted: quantity });
  }
  return returnBatchKeys(tx, context, { batchId: best.batchId, quantity, credit: null, reason, note: '' });
}

/** A batch that no import brought is what it is. */
function originOf(tx: WriteTx, { id, importId, skuId }: LedgerBatch): BatchOrigin {
  return findBatchOrigin(tx, id) ?? { importId: importId as ImportId | null, skuId };
}

/**
 * What the account is credited with: as it was agreed, else what was charged for the keys (`charged`), and never more than that.
 * What a supplier pays beyond the price (a compensation, goodwill) is no price of these keys: it is posted on the account with a reason
 * of its own. Keys that stayed although their money came back are not credited once more when they go back after all. Refuses with
 * CREDIT_TOO_HIGH and LOSS_CREDITED.
 */
function creditOf(
  tx: WriteTx,
  { supplierId }: LedgerBatch,
  { importId, skuId }: BatchOrigin,
  charged: Money,
  agreed: Money | null,
): Money {
  const refuse = (code: 'CREDIT_TOO_HIGH' | 'LOSS_CREDITED', amount: Money): never => {
    throw new Refusal(code, { amount, currency: requireSupplier(tx, supplierId).currency });
  };
  const receipt = importId === null ? null : creditLeftOfImport(tx, importId, skuId);
  const most = receipt === null ? charged : money(Math.min(charged, receipt.left));
  if (receipt?.isClaimed && (agreed ?? charged) > receipt.left) return refuse('LOSS_CREDITED', receipt.left);
  if (agreed !== null && agreed > most) return refuse('CREDIT_TOO_HIGH', most);
  return agreed ?? most;
}

/**
 * The supplier did not take them, or it was a mistake: the keys come back to quarantine as exposed — the supplier may have
 * sold them on — and the credit is reversed. Refuses with RETURN_REVERSED, KEY_STATE_FORBIDS, ENTRY_SETTLED, MONTH_CLOSED.
 */
export function reverseReturn(
  tx: WriteTx,
  context: Context,
  input: { id: StockDocumentId; reason: string },
): { documentId: StockDocumentId; number: string } {
  const returned = findReturn(tx, input.id);
  if (!returned) throw notFound('stockDocument', input.id);
  const author = stockAuthor(context, tx);
  const keys = ledgerKeys(tx, readReturnedKeys(tx, input.id));
  const moved = keys.find(({ state }) => state !== 'returned-to-supplier');
  if (returned.reversedByNumber !== null) throw new Refusal('RETURN_REVERSED', { number: returned.reversedByNumber });
  if (moved) throw new Refusal('KEY_STATE_FORBIDS', { keyId: moved.id, state: moved.state });
  const { id: documentId, number } = postStockDocument(tx, author, {
    kind: 'supplier-return',
    reason: input.reason,
    details: { reverses: input.id },
    quantity: keys.length,
  });
  moveKeys(tx, author, {
    keys,
    toState: 'quarantined',
    kind: 'return',
    reason: 'return-to-supplier',
    paper: { documentKind: 'stock-document', documentId },
    isExposed: true,
  });
  if (returned.entryId !== null) {
    reverseSupplierEntry(tx, authorOf(context), {
      id: returned.entryId,
      occurredOn: author.day,
      remark: input.reason,
    });
  }
  if (!markReturnReversed(tx, input.id, documentId)) throw new Refusal('RETURN_REVERSED', { number: returned.number });
  const difference = findDifferenceOfReturn(tx, input.id);
  const importId = findBatchOrigin(tx, returned.batchId)?.importId ?? null;
  if (difference) {
    reopenReturnedDifference(tx, difference.id);
    refreshOrder(tx, difference.orderId as PurchaseOrderId, context.now);
  } else if (importId !== null) countBroughtBack(tx, context, importId, keys.length);
  audit(tx, context, {
    action: 'supplierReturns.reverse',
    subjectKind: 'stockDocument',
    subjectId: documentId,
    quantity: keys.length,
    details: { number, reverses: returned.number, reason: input.reason },
  });
  return { documentId, number };
}

/** What was charged for the keys one by one. */
function unitCostsOf(prices: readonly Money[]): UnitCost[] {
  const counts = countUnitCosts();
  for (const price of prices) counts.add(price);
  return counts.result();
}

/** Free keys first, then those in quarantine; lots that a freeze is going through are left alone. */
function untouchedKeys(tx: WriteTx, batchId: BatchId, quantity: number): LedgerKey[] {
  const isHeld = readLots(tx, { by: 'batch', batchId }).some(({ heldByDocumentId }) => heldByDocumentId !== null);
  if (isHeld) return [];
  const keys: LedgerKey[] = [];
  for (const state of RETURNED_STATES) {
    if (keys.length < quantity) keys.push(...readUnexposedKeys(tx, batchId, state, quantity - keys.length));
  }
  return keys;
}
