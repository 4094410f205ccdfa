import type { Context } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import type { StoppedOrder } from '#core/suppliers/supplier-losses.repo.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { multiplyMoney, sumMoney, ZERO_MONEY } from '#shared/domain/money/money.ts';
import type { OrderState } from '#shared/domain/purchasing/order-states.ts';
import { acceptShorts } from './differences.ts';
import { auditOrder } from './order-drafts.ts';
import { refreshIncoming } from './order-progress.ts';
import { countOrders, type ListedOrder, listOrders, readOrderLines, setOrderEnded } from './purchase-orders.repo.ts';

const STOPPED: readonly OrderState[] = ['draft', 'approved', 'sent', 'partly-received'];
const SENT: readonly OrderState[] = ['sent', 'partly-received'];
const AT_ONCE = 500;

/**
 * Ends every order of a supplier that is not done: drafts are cancelled, what was sent is not waited for any more. Differences that
 * nobody decided stay open, because they are claims. Answers what each order still lacked.
 */
export function stopOrdersOf(tx: WriteTx, context: Context, supplierId: SupplierId, reason: string): StoppedOrder[] {
  const stopped: StoppedOrder[] = [];
  for (let before: number = Number.MAX_SAFE_INTEGER; ; ) {
    const orders = listOrders(tx, { states: STOPPED, supplierId, search: '', before, limit: AT_ONCE });
    stopped.push(...orders.map((order) => stopOrder(tx, context, order, reason)));
    const last = orders.at(-1);
    if (!last || orders.length < AT_ONCE) return stopped;
    before = last.id;
  }
}

/** How many orders a loss would stop. */
export function countStoppable(db: Readable, supplierId: SupplierId): number {
  return countOrders(db, supplierId, STOPPED);
}

function stopOrder(tx: WriteTx, context: Context, order: ListedOrder, reason: string): StoppedOrder {
  const isSent = SENT.includes(order.state);
  const open = readOrderLines(tx, order.id)
    .map(({ quantity, received, waived, unitPrice }) => ({
      quantity: Math.max(0, quantity - received - waived),
      unitPrice,
    }))
    .filter(() => isSent);
  const stopped: StoppedOrder = {
    orderId: order.id,
    number: order.number,
    currency: order.currency,
    stateBefore: order.state,
    openQuantity: open.reduce((sum, { quantity }) => sum + quantity, 0),
    openAmount:
      open.length === 0
        ? ZERO_MONEY
        : sumMoney(open.map(({ quantity, unitPrice }) => multiplyMoney(unitPrice, quantity))),
  };
  acceptShorts(tx, context, order.id, reason);
  const state = isSent ? 'closed' : 'cancelled';
  setOrderEnded(tx, order.id, { state, at: context.now, by: context.userId, reason });
  refreshIncoming(tx, order.id);
  auditOrder(tx, context, isSent ? 'close' : 'cancel', order, { from: order.state, reason });
  return stopped;
}
