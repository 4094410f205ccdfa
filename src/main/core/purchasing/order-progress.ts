import type { WriteTx } from '#core/db/connection.ts';
import type { PurchaseOrderId } from '#shared/domain/ids.ts';
import { ZERO_MONEY } from '#shared/domain/money/money.ts';
import { openQuantity, stateByProgress } from '#shared/domain/purchasing/order-lines.ts';
import { isAwaited, isReceivable, type OrderState, ruleOfOrderMove } from '#shared/domain/purchasing/order-states.ts';
import { isRefusedKind, shortQuantity, waivedQuantity } from '#shared/domain/purchasing/receipts.ts';
import { findOrder, readOrderLines, type StoredOrder, setOrderProgress } from './purchase-orders.repo.ts';
import {
  insertDifference,
  readDifferences,
  readReceivedByLine,
  removeOpenShort,
  setReceived,
  setWaived,
  writeIncoming,
} from './purchase-receipts.repo.ts';

/*
 * An order's projections, worked out anew from its receipts and differences inside the transaction that changed them: what its
 * lines received and no longer wait for, what they are short of, its state, and what is on its way.
 */

/** Brings everything that follows from receipts and decisions up to date, and counts as a change of the order. */
export function refreshOrder(tx: WriteTx, id: PurchaseOrderId, now: number): void {
  refreshLines(tx, id);
  const order = findOrder(tx, id);
  if (!order) throw new Error('The order is gone.');
  if (isReceivable(order.state)) refreshShorts(tx, id, now);
  const state = nextState(order, stateByProgress(readOrderLines(tx, id)));
  setOrderProgress(tx, id, state);
  refreshIncoming(tx, id);
}

/** An ended order keeps its state whatever is taken back; every other move must be in the table. */
function nextState({ state }: StoredOrder, byProgress: OrderState): OrderState {
  if (!isReceivable(state) || state === byProgress) return state;
  if (!ruleOfOrderMove(state, byProgress)) throw new Error(`No order moves from ${state} to ${byProgress}.`);
  return byProgress;
}

function refreshLines(tx: WriteTx, id: PurchaseOrderId): void {
  const received = readReceivedByLine(tx, id);
  const differences = readDifferences(tx, id);
  for (const line of readOrderLines(tx, id)) {
    const own = differences.filter(({ lineId }) => lineId === line.id);
    setReceived(tx, line.id, received.get(line.id) ?? 0);
    setWaived(tx, line.id, waivedQuantity(own));
  }
}

/** Each line has at most one undecided short row, always of what is missing now. A line nothing came for only waits. */
function refreshShorts(tx: WriteTx, id: PurchaseOrderId, now: number): void {
  const differences = readDifferences(tx, id);
  for (const line of readOrderLines(tx, id)) {
    const ofLine = differences.filter(({ lineId }) => lineId === line.id);
    const standing = ofLine.find(({ kind, state }) => kind === 'short' && state === 'open');
    const others = ofLine.filter((difference) => difference !== standing);
    const hasReceipt = line.received > 0 || others.some(({ kind, state }) => isRefusedKind(kind) && state !== 'undone');
    const quantity = shortQuantity(line, others, hasReceipt);
    if (quantity === (standing?.quantity ?? 0)) continue;
    removeOpenShort(tx, line.id);
    if (quantity === 0) continue;
    insertDifference(tx, {
      orderId: id,
      lineId: line.id,
      importId: null,
      kind: 'short',
      skuId: line.skuId,
      quantity,
      unitPrice: line.unitPrice,
      charged: ZERO_MONEY,
      byReason: {},
      foundAt: now,
    });
  }
}

/** What is on its way by an order: its lines' open quantities while it is awaited, nothing otherwise. */
export function refreshIncoming(tx: WriteTx, id: PurchaseOrderId): void {
  const order = findOrder(tx, id);
  if (!order) throw new Error('The order is gone.');
  const lines = isAwaited(order.state) ? readOrderLines(tx, id) : [];
  const { supplierId, expectedOn } = order;
  writeIncoming(
    tx,
    { orderId: id, supplierId, expectedOn },
    lines
      .map((line) => ({ lineId: line.id, skuId: line.skuId, quantity: openQuantity(line) }))
      .filter(({ quantity }) => quantity > 0),
  );
}
