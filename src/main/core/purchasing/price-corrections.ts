import { audit, type Context } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { revalueKeys } from '#core/inventory/revaluation.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { postStockDocument } from '#core/inventory/stock-documents.repo.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { postSupplierEntry, reverseSupplierEntry } from '#core/suppliers/supplier-accounts.posting.ts';
import { authorOf } from '#core/suppliers/supplier-accounts.service.ts';
import { requireSupplier } from '#core/suppliers/suppliers.lookup.ts';
import { isOnHand } from '#shared/domain/card-keys/key-states.ts';
import type { ImportId, SkuId, StockDocumentId } from '#shared/domain/ids.ts';
import { type Money, money, negateMoney, scaleMoney, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { convertMoney, type ExchangeRate } from '#shared/domain/purchasing/exchange-rate.ts';
import {
  type CorrectedKey,
  type KeyCorrection,
  MOST_CORRECTED_KEYS,
  type PriceChange,
  type PriceCorrectionPlan,
  planPriceCorrection,
  reversedCorrection,
  saysAccountPrice,
} from '#shared/domain/purchasing/price-correction.ts';
import { RATE_SCALE } from '#shared/domain/spreadsheets/cell-rates.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { requireExchange } from './exchange-rates.lookup.ts';
import { findImportExchange } from './import-exchanges.repo.ts';
import {
  type CorrectableKey,
  type CorrectableReceipt,
  findCorrectableReceipt,
  findCorrection,
  findRecosting,
  findStandingCorrection,
  insertCorrectedKey,
  insertCorrection,
  readCorrectableKeys,
  readCorrectedKeys,
  readCorrectionReceipts,
} from './price-corrections.repo.ts';

const REASON = 'price-correction';
const CORRECTED_KINDS = ['purchase', 'rebate'];

export interface CorrectionWish {
  readonly importIds: readonly ImportId[];
  readonly skuId: SkuId;
  readonly change: PriceChange;
  /** The day of the supplier's paper. */
  readonly paperedOn: Day;
}

export interface PlannedCorrection {
  readonly supplier: ReturnType<typeof requireSupplier>;
  readonly exchange: ExchangeRate | null;
  readonly keys: readonly CorrectableKey[];
  readonly plan: PriceCorrectionPlan;
}

/**
 * What a correction would do to every key, as they stand now. Refuses with RECEIPT_NOT_CORRECTABLE, SUPPLIERS_DIFFER,
 * TOO_MANY_KEYS, UNIT_COST_UNKNOWN, NOTHING_TO_CORRECT, CREDIT_ABOVE_COST and RATE_MISSING.
 */
export function planCorrection(db: Readable, wish: CorrectionWish): PlannedCorrection {
  const receipts = [...new Set(wish.importIds)].map((importId) => requireReceipt(db, importId, wish.skuId));
  const [first] = receipts;
  if (!first) throw new Refusal('NOTHING_TO_CORRECT');
  if (receipts.some(({ supplierId }) => supplierId !== first.supplierId)) throw new Refusal('SUPPLIERS_DIFFER');
  const supplier = requireSupplier(db, first.supplierId);
  const exchange = requireExchange(db, supplier.currency, wish.paperedOn);
  const keys: CorrectableKey[] = [];
  const corrected: CorrectedKey[] = [];
  for (const { importId, number } of receipts) {
    const own = readCorrectableKeys(db, importId, wish.skuId, MOST_CORRECTED_KEYS + 1 - keys.length);
    const came = findImportExchange(db, importId);
    keys.push(...own);
    corrected.push(
      ...own.map((key) => ({
        ...key,
        accountCost: came === null ? key.cost : scaleMoney(key.cost, RATE_SCALE, came.rate),
        isOnHand: isOnHand(key.state),
      })),
    );
    if (keys.length > MOST_CORRECTED_KEYS) throw new Refusal('TOO_MANY_KEYS', { most: MOST_CORRECTED_KEYS });
    if (wish.change.by === 'unit-cost' && !knowsAccountPrices(db, importId, own, came?.rate ?? null)) {
      throw new Refusal('UNIT_COST_UNKNOWN', { number });
    }
  }
  if (keys.length === 0) throw new Refusal('NOTHING_TO_CORRECT');
  const toShop = (amount: Money): Money => (exchange === null ? amount : convertMoney(amount, exchange.rate));
  const plan = planPriceCorrection(corrected, wish.change, toShop);
  if (plan === null) throw new Refusal('CREDIT_ABOVE_COST');
  if (plan.parts.every(({ stock, cost }) => stock === 0 && cost === 0)) throw new Refusal('NOTHING_TO_CORRECT');
  return { supplier, exchange, keys, plan };
}

export interface CorrectionPaper {
  readonly externalNumber: string;
  readonly reason: string;
  /** The split that was shown; another one is refused with SPLIT_CHANGED. */
  readonly shown: { readonly stockPart: Money; readonly costPart: Money };
}

/**
 * Posts a correction: the unsold part changes the value of stock, the sold part goes to the cost of the open month, and the
 * supplier's account takes the whole on the day of their paper. Nothing that was posted or closed changes.
 */
export function postCorrection(
  tx: WriteTx,
  context: Context,
  wish: CorrectionWish & CorrectionPaper,
): { documentId: StockDocumentId; number: string } {
  const { supplier, exchange, keys, plan } = planCorrection(tx, wish);
  const { total, stockPart, costPart } = plan;
  if (stockPart !== wish.shown.stockPart || costPart !== wish.shown.costPart) {
    throw new Refusal('SPLIT_CHANGED', { stockPart, costPart });
  }
  const { change, skuId, externalNumber, reason, paperedOn } = wish;
  const author = stockAuthor(context, tx);
  const paper = postStockDocument(tx, author, { kind: 'price-correction', reason, quantity: keys.length });
  revalue(tx, context, paper.id, keys, plan.parts);
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
      month: author.month,
      currency: supplier.currency,
      rate: exchange?.rate ?? null,
      rateOn: exchange?.rateOn ?? null,
      total,
      shopTotal: plan.shopTotal,
      stockPart,
      costPart,
      entryId,
      reversesId: null,
    },
    [...new Set(wish.importIds)],
  );
  insertKeys(tx, paper.id, keys, plan.parts);
  const details = { number: paper.number, reason, supplier: supplier.code, total, stockPart, costPart };
  auditCorrection(tx, context, 'post', paper.id, keys.length, details);
  return { documentId: paper.id, number: paper.number };
}

/**
 * Takes a correction back by a document of its own: what of it is still in stock leaves the stock, the rest leaves the cost of the
 * open month. Refuses with CORRECTION_REVERSED, CREDIT_ABOVE_COST, ENTRY_SETTLED, ENTRY_REVERSED, MONTH_CLOSED.
 */
export function reverseCorrection(
  tx: WriteTx,
  context: Context,
  input: { readonly id: StockDocumentId; readonly reason: string },
): { documentId: StockDocumentId; number: string } {
  const posted = findCorrection(tx, input.id);
  if (!posted) throw notFound('priceCorrection', input.id);
  const taken = posted.reversedByNumber ?? posted.reversesNumber;
  if (taken !== null) throw new Refusal('CORRECTION_REVERSED', { number: taken });
  const rows = readCorrectedKeys(tx, input.id);
  const parts = rows.map((row) =>
    reversedCorrection(
      { stock: row.stockPart, cost: row.costPart, usesLeft: row.usesThen },
      { isOnHand: isOnHand(row.state), usesLeft: row.usesLeft },
    ),
  );
  rows.forEach((row, index) => {
    const part = parts[index];
    if (part && (row.valueLeft + part.stock < 0 || row.cost + part.stock + part.cost < 0)) {
      throw new Refusal('CREDIT_ABOVE_COST');
    }
  });
  const author = stockAuthor(context, tx);
  const details = { reverses: input.id };
  const quantity = rows.length;
  const paper = postStockDocument(tx, author, { kind: 'price-correction', reason: input.reason, details, quantity });
  revalue(tx, context, paper.id, rows, parts);
  const entryId =
    posted.entryId === null
      ? null
      : reverseSupplierEntry(tx, authorOf(context), {
          id: posted.entryId,
          occurredOn: author.day,
          remark: input.reason,
        }).id;
  const stockPart = sumMoney(parts.map(({ stock }) => stock));
  const shopTotal = negateMoney(posted.shopTotal);
  insertCorrection(
    tx,
    {
      documentId: paper.id,
      supplierId: posted.supplierId,
      skuId: posted.skuId,
      externalNumber: posted.externalNumber,
      changeBy: 'reversal',
      changeAmount: negateMoney(posted.total),
      paperedOn: author.day,
      month: author.month,
      currency: posted.currency,
      rate: posted.rate,
      rateOn: posted.rateOn,
      total: negateMoney(posted.total),
      shopTotal,
      stockPart,
      costPart: money(shopTotal - stockPart),
      entryId,
      reversesId: input.id,
    },
    readCorrectionReceipts(tx, input.id).map(({ importId }) => importId),
  );
  insertKeys(tx, paper.id, rows, parts);
  const told = { number: paper.number, reverses: posted.number, reason: input.reason };
  auditCorrection(tx, context, 'reverse', paper.id, rows.length, told);
  return { documentId: paper.id, number: paper.number };
}

/** A new unit cost is set against what the account says of each key; what a key costs now does not always tell that. */
function knowsAccountPrices(db: Readable, importId: ImportId, keys: readonly CorrectableKey[], rate: number | null) {
  if (findRecosting(db, importId) !== null) return false;
  if (rate === null) return true;
  return findStandingCorrection(db, importId) === null && keys.every(({ cost }) => saysAccountPrice(cost, rate));
}

function requireReceipt(db: Readable, importId: ImportId, skuId: SkuId): CorrectableReceipt {
  const receipt = findCorrectableReceipt(db, importId, skuId);
  if (!receipt) throw notFound('import', importId);
  if (!CORRECTED_KINDS.includes(receipt.receiptKind)) {
    throw new Refusal('RECEIPT_NOT_CORRECTABLE', { number: receipt.number, receiptKind: receipt.receiptKind });
  }
  return receipt;
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
