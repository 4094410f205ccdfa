import { audit, type Context } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { type IssuedUse, ledgerKeys, moveKeys, returnUse } from '#core/inventory/ledger.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { postStockDocument } from '#core/inventory/stock-documents.repo.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import type { CardKeyId, DeliveryId, StockDocumentId } from '#shared/domain/ids.ts';
import { allocateMoney, type Money } from '#shared/domain/money/money.ts';
import { postConsignedReturn } from './consignment.ts';
import { addBadKeys, addReturnedKeys, closeDeliveryKey, findDelivery, findOpenKey } from './deliveries.repo.ts';

export interface ReturnInput {
  readonly id: DeliveryId;
  readonly keyIds: readonly CardKeyId[];
  readonly refund: Money;
  readonly reason: string;
}

interface ReturnResult {
  readonly documentId: StockDocumentId;
  readonly number: string;
  readonly quantity: number;
}

/** Keys come back from a buyer: to quarantine as exposed, their cost to the stock, the refund against the delivery. */
export function returnKeys(tx: WriteTx, context: Context, input: ReturnInput): ReturnResult {
  const uses = openUses(tx, input);
  const author = stockAuthor(context);
  const paper = postStockDocument(tx, author, {
    kind: 'buyer-return',
    reason: input.reason,
    quantity: uses.length,
    details: { deliveryId: input.id, refund: input.refund },
  });
  const delivery = findDelivery(tx, input.id);
  if (!delivery) throw notFound('delivery', input.id);
  const refunds = allocateMoney(
    input.refund,
    uses.map(({ revenue }) => revenue),
  );
  const returned: IssuedUse[] = [];
  uses.forEach(({ keyId, useNumber, cost }, index) => {
    const [key] = ledgerKeys(tx, [keyId]);
    if (!key) throw notFound('cardKey', keyId);
    returned.push({ key, cost });
    closeDeliveryKey(tx, { deliveryId: input.id, keyId, useNumber, state: 'returned', refund: refunds[index] ?? 0 });
    returnUse(tx, author, {
      key,
      cost,
      reason: 'buyer-return',
      paper: { documentKind: 'stock-document', documentId: paper.id },
    });
  });
  const { number, skuId } = delivery;
  postConsignedReturn(tx, context, { deliveryId: input.id, number, skuId, day: author.day }, returned);
  const cost = uses.reduce((sum, use) => sum + use.cost, 0);
  addReturnedKeys(tx, input.id, { quantity: uses.length, cost, refund: input.refund });
  record(tx, context, 'deliveries.return', input, paper.number, uses.length);
  return { documentId: paper.id, number: paper.number, quantity: uses.length };
}

/** Keys that do not work wait for the supplier; a reusable key that others still use goes to quarantine instead. */
export function markBad(tx: WriteTx, context: Context, input: Omit<ReturnInput, 'refund'>): ReturnResult {
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
    if (!key || key.state === 'quarantined' || key.state === 'claimed') continue;
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

function openUses(tx: WriteTx, input: Omit<ReturnInput, 'refund'>) {
  if (!findDelivery(tx, input.id)) throw notFound('delivery', input.id);
  return [...new Set(input.keyIds)].map((keyId) => {
    const use = findOpenKey(tx, input.id, keyId);
    if (!use) throw new Refusal('NOT_OPEN', { keyId });
    return { keyId, ...use };
  });
}

function record(
  tx: WriteTx,
  context: Context,
  action: string,
  input: Omit<ReturnInput, 'refund'>,
  number: string,
  quantity: number,
): void {
  audit(tx, context, {
    action,
    subjectKind: 'delivery',
    subjectId: input.id,
    quantity,
    details: { number, reason: input.reason },
  });
}
