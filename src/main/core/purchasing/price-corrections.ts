import { audit, type Context } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { requireAtRest } from '#core/inventory/bulk-moves.ts';
import { revalueKeys } from '#core/inventory/revaluation.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { postStockDocument } from '#core/inventory/stock-documents.repo.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { postSupplierEntry, reverseSupplierEntry } from '#core/suppliers/supplier-accounts.posting.ts';
import { authorOf } from '#core/suppliers/supplier-accounts.service.ts';
import { followDearerPurchases } from '#core/suppliers/supplier-purchases.repo.ts';
import type { PriceCorrectionRow } from '#shared/contract/price-corrections.contract.ts';
import { isOnHand } from '#shared/domain/card-keys/key-states.ts';
import type { ImportId, StockDocumentId } from '#shared/domain/ids.ts';
import { type Money, money, negateMoney, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import {
  KEYS_CORRECTED_AT_ONCE,
  type KeyCorrection,
  reversedCorrection,
} from '#shared/domain/purchasing/price-correction.ts';
import {
  type CorrectionSummary,
  type CorrectionWish,
  correctedPlace,
  correctedSupplier,
  planCorrection,
  summaryOf,
} from './correction-plan.ts';
import {
  type CorrectableKey,
  findCorrection,
  insertCorrectedKey,
  insertCorrection,
  type PostedKey,
  readCorrectedKeys,
  readCorrectionReceipts,
} from './price-corrections.repo.ts';

const REASON = 'price-correction';

export interface CorrectionPaper {
  readonly externalNumber: string;
  readonly reason: string;
  /** The split that was shown; another one is refused with SPLIT_CHANGED. */
  readonly shown: { readonly stockPart: Money; readonly costPart: Money };
}

/** What a posted correction is of, whether its keys took their shares at once or do so in turns. */
type PostedNumbers = Pick<CorrectionSummary, 'rate' | 'rateOn' | 'total' | 'shopTotal' | 'stockPart' | 'costPart'>;

/**
 * Posts a correction: the unsold part changes the value of stock, the sold part goes to the cost of the open month, and the
 * supplier's account takes the whole on the day of their paper. Nothing that was posted or closed changes. Refuses also with
 * STOCK_IN_MOTION while another document goes through these keys.
 */
export function postCorrection(
  tx: WriteTx,
  context: Context,
  wish: CorrectionWish & CorrectionPaper,
): { documentId: StockDocumentId; number: string } {
  const planned = planCorrection(tx, wish, KEYS_CORRECTED_AT_ONCE);
  const { keys, plan } = planned;
  requireAsShown(plan, wish);
  requireAtRest(tx, correctedPlace(tx, wish.importIds, wish.skuId).lots);
  const author = stockAuthor(context, tx);
  const paper = postStockDocument(tx, author, { kind: 'price-correction', reason: wish.reason, quantity: keys.length });
  revalue(tx, context, paper.id, keys, plan.parts);
  recordCorrection(tx, context, paper, wish, summaryOf(planned));
  insertKeys(tx, paper.id, keys, plan.parts);
  return { documentId: paper.id, number: paper.number };
}

export function requireAsShown(
  { stockPart, costPart }: Pick<CorrectionSummary, 'stockPart' | 'costPart'>,
  { shown }: CorrectionPaper,
): void {
  if (stockPart !== shown.stockPart || costPart !== shown.costPart) {
    throw new Refusal('SPLIT_CHANGED', { stockPart, costPart });
  }
}

/** The account's entry, the correction's own row and the audit of a correction whose document was posted. */
export function recordCorrection(
  tx: WriteTx,
  context: Context,
  paper: { readonly id: StockDocumentId; readonly number: string },
  wish: CorrectionWish & CorrectionPaper,
  numbers: PostedNumbers & Pick<CorrectionSummary, 'keyCount'>,
): void {
  const { change, skuId, externalNumber, reason, paperedOn } = wish;
  const { rate, rateOn, total, shopTotal, stockPart, costPart, keyCount } = numbers;
  const supplier = correctedSupplier(tx, wish);
  const entryId =
    total === 0
      ? null
      : postSupplierEntry(tx, authorOf(context), {
          supplierId: supplier.id,
          kind: 'adjustment',
          amount: total,
          occurredOn: paperedOn,
          externalNumber,
          ourNumber: paper.number,
          remark: reason,
          // No quantity: what was bought is as it was, only its price is another.
          lines: [{ skuId, quantity: 0, unitPrice: ZERO_MONEY, amount: total }],
        }).id;
  if (entryId !== null) {
    followDearerPurchases(tx, entryId, { supplierId: supplier.id, amount: total, occurredOn: paperedOn });
  }
  insertCorrection(
    tx,
    {
      documentId: paper.id,
      supplierId: supplier.id,
      skuId,
      externalNumber,
      changeBy: change.by,
      changeAmount: change.by === 'unit-cost' ? change.unitCost : change.amount,
      paperedOn,
      month: stockAuthor(context, tx).month,
      currency: supplier.currency,
      rate,
      rateOn,
      total,
      shopTotal,
      stockPart,
      costPart,
      entryId,
      reversesId: null,
    },
    [...new Set(wish.importIds)],
  );
  const details = { number: paper.number, reason, supplier: supplier.code, total, stockPart, costPart };
  auditCorrection(tx, context, 'post', paper.id, keyCount, details);
}

/**
 * Takes a correction back by a document of its own: what of it is still in stock leaves the stock, the rest leaves the cost of the
 * open month. Refuses with CORRECTION_REVERSED, STOCK_IN_MOTION, CREDIT_ABOVE_COST, ENTRY_SETTLED, ENTRY_REVERSED, MONTH_CLOSED.
 */
export function reverseCorrection(
  tx: WriteTx,
  context: Context,
  input: { readonly id: StockDocumentId; readonly reason: string },
): { documentId: StockDocumentId; number: string } {
  const posted = requireReversible(tx, input.id);
  const rows = readCorrectedKeys(tx, input.id);
  const parts = reversedParts(rows);
  const { reason } = input;
  const details = { reverses: input.id };
  const quantity = rows.length;
  const paper = postStockDocument(tx, stockAuthor(context, tx), {
    kind: 'price-correction',
    reason,
    details,
    quantity,
  });
  revalue(tx, context, paper.id, rows, parts);
  const stockPart = sumMoney(parts.map(({ stock }) => stock));
  recordReversal(tx, context, paper, posted, { reason, stockPart });
  insertKeys(tx, paper.id, rows, parts);
  return { documentId: paper.id, number: paper.number };
}

/** A correction that stands and whose keys no document goes through. */
export function requireReversible(db: Readable, id: StockDocumentId): PriceCorrectionRow {
  const posted = findCorrection(db, id);
  if (!posted) throw notFound('priceCorrection', id);
  const taken = posted.reversedByNumber ?? posted.reversesNumber;
  if (taken !== null) throw new Refusal('CORRECTION_REVERSED', { number: taken });
  requireAtRest(db, correctedPlace(db, importsOf(db, id), posted.skuId).lots);
  return posted;
}

/** What each key gives back, as it stands now. Refuses with CREDIT_ABOVE_COST where one would come to carry less than nothing. */
export function reversedParts(rows: readonly PostedKey[]): KeyCorrection[] {
  return rows.map((row) => {
    const part = reversedCorrection(
      { stock: row.stockPart, cost: row.costPart, usesLeft: row.usesThen },
      { isOnHand: isOnHand(row.state), usesLeft: row.usesLeft },
    );
    if (row.valueLeft + part.stock < 0 || row.cost + part.stock + part.cost < 0) throw new Refusal('CREDIT_ABOVE_COST');
    return part;
  });
}

/** The account's entry, the reversal's own row and its audit, once its document was posted. */
export function recordReversal(
  tx: WriteTx,
  context: Context,
  paper: { readonly id: StockDocumentId; readonly number: string },
  posted: PriceCorrectionRow,
  { reason, stockPart }: { readonly reason: string; readonly stockPart: Money },
): void {
  const { day, month } = stockAuthor(context, tx);
  const entryId =
    posted.entryId === null
      ? null
      : reverseSupplierEntry(tx, authorOf(context), { id: posted.entryId, occurredOn: day, remark: reason }).id;
  const shopTotal = negateMoney(posted.shopTotal);
  const { supplierId, skuId, externalNumber, currency, rate, rateOn } = posted;
  insertCorrection(
    tx,
    {
      documentId: paper.id,
      supplierId,
      skuId,
      externalNumber,
      changeBy: 'reversal',
      changeAmount: negateMoney(posted.total),
      paperedOn: day,
      month,
      currency,
      rate,
      rateOn,
      total: negateMoney(posted.total),
      shopTotal,
      stockPart,
      costPart: money(shopTotal - stockPart),
      entryId,
      reversesId: posted.documentId,
    },
    importsOf(tx, posted.documentId),
  );
  const told = { number: paper.number, reverses: posted.number, reason };
  auditCorrection(tx, context, 'reverse', paper.id, posted.quantity, told);
}

export function importsOf(db: Readable, id: StockDocumentId): ImportId[] {
  return readCorrectionReceipts(db, id).map(({ importId }) => importId);
}

function revalue(
  tx: WriteTx,
  context: Context,
  documentId: StockDocumentId,
  keys: readonly CorrectableKey[],
  parts: readonly KeyCorrection[],
): void {
  revalueKeys(tx, stockAuthor(context, tx), {
    keys: keys.map((key, index) => ({ key, stock: ZERO_MONEY, cost: ZERO_MONEY, ...parts[index] })),
    reason: REASON,
    paper: { documentKind: 'stock-document', documentId },
  });
}

function insertKeys(
  tx: WriteTx,
  documentId: StockDocumentId,
  keys: readonly CorrectableKey[],
  parts: readonly KeyCorrection[],
): void {
  keys.forEach(({ id, usesLeft }, index) => {
    const { stock = ZERO_MONEY, cost = ZERO_MONEY } = parts[index] ?? {};
    insertCorrectedKey(tx, { documentId, keyId: id, usesLeft, stockPart: stock, costPart: cost });
  });
}

function auditCorrection(
  tx: WriteTx,
  context: Context,
  act: 'post' | 'reverse',
  subjectId: StockDocumentId,
  quantity: number,
  details: Record<string, unknown>,
): void {
  audit(tx, context, {
    action: `priceCorrections.${act}`,
    subjectKind: 'stockDocument',
    subjectId,
    quantity,
    details,
  });
}
