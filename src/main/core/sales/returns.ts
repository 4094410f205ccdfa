import { audit, type Context } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { useCountedRight as takeCountedRight } from '#core/identity/rights.service.ts';
import type { LedgerKey } from '#core/inventory/ledger.repo.ts';
import { type IssuedUse, ledgerKeys, moveKeys, recordEvent, returnUse } from '#core/inventory/ledger.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { postStockDocument } from '#core/inventory/stock-documents.repo.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { isOnHand } from '#shared/domain/card-keys/key-states.ts';
import type { CardKeyId, DeliveryId, StockDocumentId } from '#shared/domain/ids.ts';
import { allocateMoney, type Money, money, subtractMoney, sumMoney } from '#shared/domain/money/money.ts';
import { mostRefund } from '#shared/domain/sales/refund.ts';
import { postConsignedReturn } from './consignment.ts';
import {
  addBadKeys,
  addReturnedKeys,
  closeDeliveryKey,
  findDelivery,
  findOpenKey,
  hasDelivered,
  readDeliveriesOfOrder,
  type StoredDelivery,
} from './deliveries.repo.ts';

export interface ReturnInput {
  readonly id: DeliveryId;
  readonly keyIds: readonly CardKeyId[];
  readonly refund: Money;
  /** More than the keys brought, and meant. */
  readonly isBeyondSale: boolean;
  readonly reason: string;
}

export type MarkBadInput = Pick<ReturnInput, 'id' | 'keyIds' | 'reason'>;

interface ReturnResult {
  readonly documentId: StockDocumentId;
  readonly number: string;
  readonly quantity: number;
}

/**
 * Keys come back from a buyer: to quarantine as exposed, their cost to the stock, the refund against the delivery. Of a reusable key
 * that is gone meanwhile (expired, written off, claimed) a use is refunded too; it brings no cost back.
 */
export function returnKeys(tx: WriteTx, context: Context, input: ReturnInput): ReturnResult {
  const uses = openUses(tx, input);
  const delivery = findDelivery(tx, input.id);
  if (!delivery) throw notFound('delivery', input.id);
  const beyondSale = takeRefund(tx, context, input, delivery, uses);
  const author = stockAuthor(context);
  const paper = postStockDocument(tx, author, {
    kind: 'buyer-return',
    reason: input.reason,
    quantity: uses.length,
    details: { deliveryId: input.id, refund: input.refund },
  });
  const refunds = allocateMoney(
    input.refund,
    uses.map(({ revenue }) => revenue),
  );
  const returned: IssuedUse[] = [];
  uses.forEach(({ keyId, useNumber, cost }, index) => {
    const [key] = ledgerKeys(tx, [keyId]);
    if (!key) throw notFound('cardKey', keyId);
    closeDeliveryKey(tx, { deliveryId: input.id, keyId, useNumber, state: 'returned', refund: refunds[index] ?? 0 });
    const place = { documentKind: 'stock-document', documentId: paper.id } as const;
    if (isStillThere(key)) {
      returned.push({ key, cost });
      returnUse(tx, author, { key, cost, reason: 'buyer-return', paper: place });
    } else {
      recordEvent(tx, author, key, key.state, place);
    }
  });
  const { number, skuId } = delivery;
  postConsignedReturn(tx, context, { deliveryId: input.id, number, skuId, day: author.day }, returned);
  const cost = returned.reduce((sum, use) => sum + use.cost, 0);
  addReturnedKeys(tx, input.id, { quantity: uses.length, cost, refund: input.refund });
  record(tx, context, 'deliveries.return', input, paper.number, uses.length, { refund: input.refund, beyondSale });
  return { documentId: paper.id, number: paper.number, quantity: uses.length };
}

/** Keys that do not work wait for the supplier; a reusable key that others still use goes to quarantine instead. */
export function markBad(tx: WriteTx, context: Context, input: MarkBadInput): ReturnResult {
  const uses = openUses(tx, input);
  const author = stockAuthor(context);
  const paper = postStockDocument(tx, author, {
    kind: 'bad-key',
    reason: input.reason,
    quantity: uses.length,
    details: { deliveryId: input.id },
  });
  for (const { keyId, useNumber } of uses) {
    const keys = ledgerKeys(tx, [keyId]);
    closeDeliveryKey(tx, { deliveryId: input.id, keyId, useNumber, state: 'bad', refund: 0 });
    const [key] = keys;
    if (!key || key.state === 'quarantined' || !isStillThere(key)) continue;
    moveKeys(tx, author, {
      keys,
      toState: key.state === 'delivered' ? 'claimed' : 'quarantined',
      isExposed: true,
      kind: 'adjustment',
      reason: 'bad-key',
      paper: { documentKind: 'stock-document', documentId: paper.id },
    });
  }
  addBadKeys(tx, input.id, uses.length);
  record(tx, context, 'deliveries.markBad', input, paper.number, uses.length);
  return { documentId: paper.id, number: paper.number, quantity: uses.length };
}

/** Out with a buyer, or still ours with uses left. */
function isStillThere({ state }: LedgerKey): boolean {
  return state === 'delivered' || isOnHand(state);
}

/** What of a refund goes beyond the sale, null for nothing: that is given away, only when it is meant and by someone who may. */
function takeRefund(
  tx: WriteTx,
  context: Context,
  { refund, isBeyondSale }: ReturnInput,
  delivery: StoredDelivery,
  uses: readonly { readonly revenue: number }[],
): Money | null {
  const sold =
    delivery.orderId === null
      ? [delivery]
      : readDeliveriesOfOrder(tx, delivery.orderId).filter(({ skuId }) => skuId === delivery.skuId);
  const refunded = sumMoney(sold.map((each) => each.refunded));
  const keysRevenue = sumMoney(uses.map(({ revenue }) => money(revenue)));
  const revenue = sumMoney(sold.map((each) => each.revenue));
  const most = mostRefund({ kind: delivery.kind, keysRevenue, revenue, refunded });
  if (refund <= most) return null;
  const brought = delivery.kind === 'reissue' ? revenue : keysRevenue;
  if (!isBeyondSale) throw new Refusal('REFUND_BEYOND_SALE', { refund, brought, refunded, most });
  takeCountedRight(tx, context, 'keys.gift', uses.length);
  return subtractMoney(refund, most);
}

function openUses(tx: WriteTx, input: MarkBadInput) {
  const delivery = findDelivery(tx, input.id);
  if (!delivery) throw notFound('delivery', input.id);
  return [...new Set(input.keyIds)].map((keyId) => {
    const use = findOpenKey(tx, input.id, keyId);
    if (!use) throw notOpen(tx, delivery, keyId);
    return { keyId, ...use };
  });
}

function notOpen(tx: WriteTx, { id, number }: StoredDelivery, keyId: CardKeyId): Refusal {
  if (!hasDelivered(tx, id, keyId)) return new Refusal('NOT_IN_DELIVERY', { keyId, number });
  return new Refusal('NOT_OPEN', { keyId });
}

function record(
  tx: WriteTx,
  context: Context,
  action: string,
  input: MarkBadInput,
  number: string,
  quantity: number,
  amounts: Readonly<Record<string, Money | null>> = {},
): void {
  audit(tx, context, {
    action,
    subjectKind: 'delivery',
    subjectId: input.id,
    quantity,
    details: { number, reason: input.reason, ...amounts },
  });
}
