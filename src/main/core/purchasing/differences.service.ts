import { type Context, write } from '#core/context.ts';
import type { Readable } from '#core/db/connection.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import type { PurchaseDifferenceId } from '#shared/domain/ids.ts';
import { takesDecision } from '#shared/domain/purchasing/order-states.ts';
import { type Decision, decideDifference, withdrawDecision } from './differences.ts';
import { auditOrder, type OrderRef } from './order-drafts.ts';
import type { ListedOrder } from './purchase-orders.repo.ts';
import { ORDER_AREAS, refOf, requireSeen } from './purchase-orders.service.ts';
import { findDifference, type StoredDifference } from './purchase-receipts.repo.ts';

const AREAS = [...ORDER_AREAS, 'cardKeys', 'suppliers', 'reconciliation'];

interface Seen {
  readonly id: PurchaseDifferenceId;
  readonly revision: number;
}

/** What people decide about what came otherwise than ordered. */
export function createDifferencesService() {
  return {
    decide: (context: Context, input: Seen & Decision): Promise<OrderRef> =>
      write(context, AREAS, (tx) => {
        const { order, difference } = requireDifference(tx, input);
        decideDifference(tx, context, order, difference, input);
        const { kind, quantity } = difference;
        auditOrder(tx, context, 'decide', order, { kind, quantity, decision: input.decision, note: input.note });
        return refOf(tx, order.id);
      }),

    withdraw: (context: Context, input: Seen & { reason: string }): Promise<OrderRef> =>
      write(context, AREAS, (tx) => {
        const { order, difference } = requireDifference(tx, input);
        withdrawDecision(tx, context, order, difference, input.reason);
        const { kind, quantity } = difference;
        auditOrder(tx, context, 'withdraw-decision', order, { kind, quantity, reason: input.reason });
        return refOf(tx, order.id);
      }),
  };
}

export type DifferencesService = ReturnType<typeof createDifferencesService>;

/** The difference of an order as it was seen, where something may be decided about it; refuses with CHANGED_MEANWHILE and ORDER_STATE_FORBIDS. */
function requireDifference(db: Readable, seen: Seen): { order: ListedOrder; difference: StoredDifference } {
  const difference = findDifference(db, seen.id);
  if (!difference) throw notFound('purchaseDifference', seen.id);
  const order = requireSeen(db, { id: difference.orderId, revision: seen.revision });
  if (!takesDecision(order.state, difference)) {
    throw new Refusal('ORDER_STATE_FORBIDS', { number: order.number, state: order.state });
  }
  return { order, difference };
}
