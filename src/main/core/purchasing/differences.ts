import { type Context, today } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { invalidValue, Refusal } from '#core/refusal.ts';
import { postSupplierEntry, reverseSupplierEntry } from '#core/suppliers/supplier-accounts.posting.ts';
import { authorOf } from '#core/suppliers/supplier-accounts.service.ts';
import type { PurchaseOrderId, StockDocumentId, SupplierEntryId } from '#shared/domain/ids.ts';
import { type Money, money, negateMoney, scaleMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { chargedAhead, creditLeft, withoutFees } from '#shared/domain/purchasing/claim-limit.ts';
import { NO_COST_TERMS } from '#shared/domain/purchasing/landed-cost.ts';
import { besideLeft } from '#shared/domain/purchasing/receipt-credit.ts';
import {
  DECISION_EFFECTS,
  type DifferenceDecision,
  mostCredit,
  shareSurplus,
} from '#shared/domain/purchasing/receipts.ts';
import { readCreditedOfReceipt, readTakenBack } from './charged-prices.repo.ts';
import { findCostTerms } from './cost-terms.repo.ts';
import { refreshOrder } from './order-progress.ts';
import { findOrder, type ListedOrder, readOrderLines } from './purchase-orders.repo.ts';
import {
  isReceivedOnConsignment,
  markDifferenceDecided,
  readCharged,
  readDifferences,
  readSurplus,
  reopenDifference,
  type StoredDifference,
} from './purchase-receipts.repo.ts';
import { returnImportedKeys } from './supplier-returns.ts';

export interface Decision {
  readonly decision: DifferenceDecision;
  readonly note: string;
  readonly credit?: Money;
}

/**
 * Carries a decision out: keys go back to the supplier, or the account is credited, or nothing moves; then the order's figures
 * follow. Refuses with DIFFERENCE_DECIDED, CREDIT_TOO_HIGH, LOSS_CREDITED, NOT_ENOUGH_UNTOUCHED, MONTH_CLOSED, INVALID_VALUE.
 */
export function decideDifference(
  tx: WriteTx,
  context: Context,
  order: ListedOrder,
  difference: StoredDifference,
  decision: Decision,
): void {
  if (difference.state !== 'open') throw new Refusal('DIFFERENCE_DECIDED');
  const effect = DECISION_EFFECTS[difference.kind][decision.decision];
  const { currency } = order;
  const left = creditLeftOf(tx, difference);
  const credited = effect.credits ? (decision.credit ?? chargedFor(tx, difference)) : ZERO_MONEY;
  const most = mostCreditOf(tx, difference);
  if (credited > most) throw new Refusal('CREDIT_TOO_HIGH', { amount: most, currency });
  const returned = effect.returnsKeys ? sendBack(tx, context, difference, decision.note) : null;
  // What keys carry may have been corrected since: a return is held to no more than what others left of the loss.
  if (left < most && Math.max(credited, returned?.credited ?? 0) > left)
    throw new Refusal('LOSS_CREDITED', { amount: left, currency });
  const entryId = credited > 0 ? credit(tx, context, order, difference, decision.note, credited) : null;
  const isFirst = markDifferenceDecided(tx, {
    id: difference.id,
    decision: decision.decision,
    note: decision.note,
    credited: returned?.credited ?? credited,
    entryId: returned?.entryId ?? entryId,
    returnDocumentId: returned?.documentId ?? null,
    at: context.now,
    by: context.userId,
  });
  if (!isFirst) throw new Refusal('DIFFERENCE_DECIDED');
  refreshOrder(tx, order.id, context.now);
}

/** What the supplier charged for a difference: the credit that a claim proposes. Keys that lines lack share what was charged for them ahead. */
export function chargedFor(db: Readable, { id, kind, state, orderId, charged }: StoredDifference): Money {
  if (kind !== 'short' || state !== 'open') return charged;
  const differences = readDifferences(db, orderId);
  const shorts = differences.filter((one) => one.kind === 'short' && one.state === 'open');
  const shares = shareSurplus(chargedForMissing(db, orderId, differences), shorts);
  return shares[shorts.findIndex((one) => one.id === id)] ?? ZERO_MONEY;
}

/** As the exposure counts it: without fees. */
function chargedForMissing(db: Readable, orderId: PurchaseOrderId, differences: readonly StoredDifference[]): Money {
  const prices = readOrderLines(db, orderId).map(({ unitPrice }) => unitPrice);
  const order = findOrder(db, orderId);
  const fees = (order && findCostTerms(db, order.supplierId)) ?? NO_COST_TERMS;
  const ahead = chargedAhead(readSurplus(db, orderId), differences);
  return withoutFees(ahead, { charged: readCharged(db, orderId), fees, leastPrice: money(Math.min(...prices)) });
}

/** What a difference can still bring back, beside what others of its order brought, and what went back of its keys. */
export function creditLeftOf(db: Readable, difference: StoredDifference): Money {
  const { orderId } = difference;
  const standing = withoutWhatWentBack(db, difference);
  const left = creditLeft(
    standing,
    readDifferences(db, orderId),
    readOrderLines(db, orderId),
    readSurplus(db, orderId),
  );
  return money(Math.min(left, mostCreditOf(db, standing)));
}

/** Keys that came beside the order and left since, by returns or an undo in part, came back with their money: no claim is left for them. */
function withoutWhatWentBack(db: Readable, difference: StoredDifference): StoredDifference {
  const { kind, importId, skuId, quantity, charged } = difference;
  const isBeside = kind === 'over' || kind === 'wrong-sku';
  if (!isBeside || importId === null || skuId === null || difference.state !== 'open') return difference;
  const wentBack = readTakenBack(db, importId, skuId) + readCreditedOfReceipt(db, importId, skuId).returnedQuantity;
  const left = besideLeft(quantity, wentBack);
  return { ...difference, quantity: left, charged: scaleMoney(charged, left, quantity) };
}

/** The most that its keys can bring back. */
function mostCreditOf(db: Readable, difference: StoredDifference): Money {
  const { orderId, charged } = difference;
  return isReceivedOnConsignment(db, orderId) ? charged : mostCredit(difference, readOrderLines(db, orderId));
}

/** Takes a decision back with its credit. What went back to the supplier is taken back by reversing its return. */
export function withdrawDecision(
  tx: WriteTx,
  context: Context,
  order: ListedOrder,
  difference: StoredDifference,
  reason: string,
): void {
  if (difference.state !== 'decided' || difference.returnDocumentId !== null) {
    throw new Refusal('DIFFERENCE_NOT_DECIDED');
  }
  if (difference.entryId !== null) {
    reverseSupplierEntry(tx, authorOf(context), {
      id: difference.entryId,
      occurredOn: today(context).day,
      remark: reason,
    });
  }
  reopenDifference(tx, difference.id);
  refreshOrder(tx, order.id, context.now);
}

/** What is missing is not waited for any more: the order ends. */
export function acceptShorts(tx: WriteTx, context: Context, orderId: PurchaseOrderId, note: string): void {
  const shorts = readDifferences(tx, orderId).filter(({ kind, state }) => kind === 'short' && state === 'open');
  for (const { id } of shorts) {
    markDifferenceDecided(tx, {
      id,
      decision: 'accept',
      note,
      credited: ZERO_MONEY,
      entryId: null,
      returnDocumentId: null,
      at: context.now,
      by: context.userId,
    });
  }
  if (shorts.length > 0) refreshOrder(tx, orderId, context.now);
}

/** The order is opened again: what its end gave up is missing again. What was decided before or credited stays. */
export function reopenShorts(tx: WriteTx, { id, endedAt }: ListedOrder): void {
  const givenUp = readDifferences(tx, id).filter(
    ({ kind, state, entryId, decidedAt }) =>
      kind === 'short' && state === 'decided' && entryId === null && decidedAt === endedAt,
  );
  for (const difference of givenUp) reopenDifference(tx, difference.id);
}

function credit(
  tx: WriteTx,
  context: Context,
  order: ListedOrder,
  difference: StoredDifference,
  note: string,
  amount: Money,
): SupplierEntryId {
  const { skuId, quantity, importId } = difference;
  // Rows that do not say what they cost have no price of their own.
  const unitPrice = difference.unitPrice === 0 ? money(Math.round(amount / quantity)) : difference.unitPrice;
  const entry = postSupplierEntry(tx, authorOf(context), {
    supplierId: order.supplierId,
    kind: 'refund',
    amount: negateMoney(amount),
    occurredOn: today(context).day,
    ourNumber: order.number,
    remark: note,
    importId,
    lines: [{ skuId, quantity: -quantity, unitPrice, amount: negateMoney(amount) }],
  });
  return entry.id;
}

interface SentBack {
  readonly documentId: StockDocumentId;
  readonly entryId: SupplierEntryId | null;
  readonly credited: Money;
}

/** Untouched keys of the receipt go back for what they cost. */
function sendBack(tx: WriteTx, context: Context, difference: StoredDifference, note: string): SentBack {
  const { importId, skuId, quantity } = difference;
  if (importId === null || skuId === null) throw invalidValue('decision', 'NOTHING_TO_RETURN');
  return returnImportedKeys(tx, context, { importId, skuId, quantity, reason: note });
}
