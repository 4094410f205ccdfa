import { audit, type Context, today, write } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { requireRevision } from '#core/db/revision.ts';
import { notFound, Refusal } from '#core/refusal.ts';
import { requireWithinPlanLimits } from '#core/replenishment/plan-limits.lookup.ts';
import { shopSettings } from '#core/settings/shop-settings.ts';
import { requireDossier } from '#core/suppliers/dossiers.lookup.ts';
import type { OrderLineDraft } from '#shared/contract/purchase-orders.contract.ts';
import type { PurchaseOrderId, PurchaseOrderLineId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import { MOST_PER_LINE } from '#shared/domain/purchasing/order-lines.ts';
import { type OrderMoveRule, type OrderState, orderStatesMovedBy } from '#shared/domain/purchasing/order-states.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { acceptShorts, chargedFor, reopenShorts } from './differences.ts';
import { approvalRule, causeOfApproval, storeApprovalRule } from './order-approval.ts';
import { auditOrder, createDraft, type OrderRef, requireActiveSupplier, storedLines, totalOf } from './order-drafts.ts';
import { createOfferedPrices } from './order-prices.ts';
import { refreshIncoming, refreshOrder } from './order-progress.ts';
import { promisedDay } from './order-promise.ts';
import {
  findOrder,
  type ListedOrder,
  readOrderLines,
  rewriteDraft,
  type StoredOrderLine,
  setOrderApproval,
  setOrderEnded,
  setOrderExpected,
  setOrderPromised,
  setOrderReopened,
  setOrderSent,
} from './purchase-orders.repo.ts';
import { readDifferences } from './purchase-receipts.repo.ts';

/** Of a line that a person wrote. */
const NO_REASONS = '[]';
export const ORDER_AREAS = ['purchasing', 'inventory'] as const;

interface DraftFields {
  readonly lines: readonly OrderLineDraft[];
  readonly expectedOn: Day | null;
  readonly note: string;
}
interface Seen {
  readonly id: PurchaseOrderId;
  readonly revision: number;
}

/** From a draft to what was sent, and its end. What happens in between is receiving, and no command of a person. */
export function createPurchaseOrdersService() {
  /** One act on an order as it was seen: refuses when somebody was faster or the state does not allow it. */
  function act(
    context: Context,
    seen: Seen,
    rule: OrderMoveRule | 'edit' | 'postpone',
    work: (tx: WriteTx, order: ListedOrder) => void,
    details: Record<string, unknown> = {},
  ): Promise<OrderRef> {
    return write(context, ORDER_AREAS, (tx) => {
      const order = requireSeen(tx, seen);
      requireState(order, statesOf(rule));
      work(tx, order);
      auditOrder(tx, context, rule, order, { ...details, from: order.state });
      return refOf(tx, order.id);
    });
  }

  return {
    create: (context: Context, input: DraftFields & { supplierId: SupplierId }) =>
      write(context, ORDER_AREAS, (tx) => createDraft(tx, context, input, { origin: 'hand' })),

    edit: (context: Context, input: DraftFields & Seen) =>
      act(context, input, 'edit', (tx, order) => {
        requireActiveSupplier(tx, order.supplierId);
        const lines = storedLines(tx, input.lines);
        const { expectedOn, note } = input;
        rewriteDraft(tx, { id: order.id, total: totalOf(lines), expectedOn, note }, lines);
      }),

    approve: (context: Context, input: Seen) =>
      act(context, input, 'approve', (tx, order) => {
        requireLines(order);
        setOrderApproval(tx, order.id, { at: context.now, by: context.userId });
      }),

    returnToDraft: (context: Context, input: Seen) =>
      act(context, input, 'return-to-draft', (tx, order) => setOrderApproval(tx, order.id, null)),

    send: (context: Context, input: Seen) =>
      act(context, input, 'send', (tx, order) => {
        requireLines(order);
        requireActiveSupplier(tx, order.supplierId);
        const { day } = today(context);
        const cause = order.state === 'draft' ? causeOfApproval(tx, order, day) : null;
        if (cause !== null) throw new Refusal('APPROVAL_NEEDED', { number: order.number, cause });
        requireDossier(tx, order, day);
        requireLimits(tx, context, order, day);
        setOrderSent(tx, order.id, { at: context.now, by: context.userId, on: day });
        if (order.expectedOn === null) setOrderExpected(tx, order.id, promisedDay(tx, context, order));
        setOrderPromised(tx, order.id);
        refreshIncoming(tx, order.id);
      }),

    postpone: (context: Context, input: Seen & { expectedOn: Day | null }) =>
      act(
        context,
        input,
        'postpone',
        (tx, order) => {
          setOrderExpected(tx, order.id, input.expectedOn);
          refreshIncoming(tx, order.id);
        },
        { expectedOn: input.expectedOn },
      ),

    cancel: (context: Context, input: Seen & { reason: string }) =>
      act(context, input, 'cancel', (tx, order) => end(tx, context, order, 'cancelled', input.reason), {
        reason: input.reason,
      }),

    close: (context: Context, input: Seen & { reason: string }) =>
      act(context, input, 'close', (tx, order) => end(tx, context, order, 'closed', input.reason), {
        reason: input.reason,
      }),

    reopen: (context: Context, input: Seen & { reason: string }) =>
      act(
        context,
        input,
        'reopen',
        (tx, order) => {
          requireActiveSupplier(tx, order.supplierId);
          reopenShorts(tx, order);
          setOrderReopened(tx, order.id);
          refreshOrder(tx, order.id, context.now);
        },
        { reason: input.reason },
      ),

    copy: (context: Context, input: { id: PurchaseOrderId }) =>
      write(context, ORDER_AREAS, (tx) => {
        const order = requireOrder(tx, input.id);
        const { supplierId, note, number } = order;
        const stored = readOrderLines(tx, order.id);
        const skuIds = stored.map(({ skuId }) => skuId);
        const offered = createOfferedPrices(tx, skuIds, today(context).day);
        const lines = stored.map((line) => pricedToday(offered, supplierId, draftLine(line)));
        return createDraft(tx, context, { supplierId, note, lines }, { origin: 'copy', originNumber: number });
      }),

    split: (context: Context, input: Seen & { lines: { lineId: PurchaseOrderLineId; quantity: number }[] }) =>
      write(context, ORDER_AREAS, (tx) => {
        const order = requireSeen(tx, input);
        requireState(order, ['draft']);
        const { moved, kept } = splitLines(readOrderLines(tx, order.id), input.lines);
        const lines = storedLines(tx, kept);
        const { id, supplierId, expectedOn, note, number } = order;
        rewriteDraft(tx, { id, total: totalOf(lines), expectedOn, note }, lines);
        auditOrder(tx, context, 'split', order);
        const draft = { supplierId, expectedOn, note, lines: moved };
        return createDraft(tx, context, draft, { origin: 'split', originNumber: number });
      }),

    merge: (context: Context, input: { orders: Seen[] }) =>
      write(context, ORDER_AREAS, (tx) => {
        const orders = input.orders.map((seen) => requireSeen(tx, seen));
        const [first] = orders;
        if (!first) throw notFound('purchaseOrder', 0);
        for (const order of orders) {
          requireState(order, ['draft']);
          if (order.supplierId !== first.supplierId) throw new Refusal('SUPPLIERS_DIFFER');
        }
        const lines = mergeLines(orders.flatMap(({ id }) => readOrderLines(tx, id)));
        const expectedOn = orders.flatMap((order) => (order.expectedOn ? [order.expectedOn] : [])).sort()[0] ?? null;
        const note = [...new Set(orders.map((order) => order.note).filter((text) => text !== ''))].join('\n');
        const originNumber = orders.map(({ number }) => number).join(' ');
        const { supplierId } = first;
        const draft = { supplierId, expectedOn, note, lines };
        const merged = createDraft(tx, context, draft, { origin: 'merge', originNumber });
        for (const order of orders) {
          end(tx, context, order, 'cancelled', merged.number);
          auditOrder(tx, context, 'merge', order, { into: merged.number });
        }
        return merged;
      }),

    rule: ({ db }: Context) => ({ ...approvalRule(db), currency: shopSettings(db).currency }),

    setRule: (context: Context, input: { approvalFrom: Money | null }) =>
      write(context, ORDER_AREAS, (tx) => {
        const { approvalFrom } = input;
        storeApprovalRule(tx, { approvalFrom });
        audit(tx, context, { action: 'purchaseOrders.setRule', subjectKind: 'settings', details: { approvalFrom } });
        return {};
      }),
  };
}

export type PurchaseOrdersService = ReturnType<typeof createPurchaseOrdersService>;

export function requireOrder(db: Readable, id: PurchaseOrderId): ListedOrder {
  const order = findOrder(db, id);
  if (!order) throw notFound('purchaseOrder', id);
  return order;
}

/** The order, if it still is as it was seen; refuses with CHANGED_MEANWHILE. */
export function requireSeen(db: Readable, seen: Seen): ListedOrder {
  const order = requireOrder(db, seen.id);
  requireRevision('purchaseOrder', order.revision, seen.revision);
  return order;
}

export function requireState(order: ListedOrder, states: readonly OrderState[]): void {
  if (!states.includes(order.state)) {
    throw new Refusal('ORDER_STATE_FORBIDS', { number: order.number, state: order.state });
  }
}

export function refOf(db: Readable, id: PurchaseOrderId): OrderRef {
  const { number, revision } = requireOrder(db, id);
  return { id, number, revision };
}

function statesOf(rule: OrderMoveRule | 'edit' | 'postpone'): OrderState[] {
  if (rule === 'edit') return ['draft'];
  if (rule === 'postpone') return ['approved', 'sent', 'partly-received'];
  return orderStatesMovedBy(rule);
}

/** The planner's orders keep the planner's limits, however they were copied, split or merged; one by hand is its writer's own. */
function requireLimits(tx: WriteTx, { now }: Context, order: ListedOrder, day: Day): void {
  const lines = readOrderLines(tx, order.id);
  const isPlanned = order.origin === 'plan' || lines.some(({ reasons }) => reasons !== NO_REASONS);
  if (isPlanned) requireWithinPlanLimits(tx, { ...order, lines }, day, now);
}

function requireLines(order: ListedOrder): void {
  if (order.lineCount === 0) throw new Refusal('ORDER_EMPTY');
}

/** Nothing is waited for any more. What came otherwise than ordered must be decided, but not that too little came, unless it was charged. */
function end(tx: WriteTx, context: Context, order: ListedOrder, state: 'closed' | 'cancelled', reason: string): void {
  const open = readDifferences(tx, order.id).filter(
    (one) => one.state === 'open' && (one.kind !== 'short' || chargedFor(tx, one) > 0),
  );
  if (open.length > 0) throw new Refusal('DIFFERENCES_OPEN', { count: open.length });
  acceptShorts(tx, context, order.id, reason);
  setOrderEnded(tx, order.id, { state, at: context.now, by: context.userId, reason });
  refreshIncoming(tx, order.id);
}

/** A stored line as a draft asks for it again. */
function draftLine(line: StoredOrderLine, quantity: number = line.quantity): OrderLineDraft {
  const { skuId, unitPrice, offerId, offerPrice, overrideReason, reasons } = line;
  const offer = offerId === null || offerPrice === null ? null : { offerId, unitPrice: offerPrice };
  return {
    skuId,
    quantity,
    unitPrice,
    offer,
    overrideReason,
    reasons: JSON.parse(reasons) as OrderLineDraft['reasons'],
  };
}

/** A price that an offer filled in is filled in anew; one that a person typed stays, and so does that of an offer that has ended. */
function pricedToday(
  offeredPrice: ReturnType<typeof createOfferedPrices>,
  supplierId: SupplierId,
  line: OrderLineDraft,
): OrderLineDraft {
  if (line.offer?.unitPrice !== line.unitPrice) return line;
  const offered = offeredPrice({ supplierId, skuId: line.skuId, quantity: line.quantity });
  if (!offered) return line;
  const { offerId, unitPrice } = offered;
  return { ...line, unitPrice, offer: { offerId, unitPrice } };
}

function splitLines(
  lines: readonly StoredOrderLine[],
  wanted: readonly { lineId: PurchaseOrderLineId; quantity: number }[],
): { moved: OrderLineDraft[]; kept: OrderLineDraft[] } {
  const byLine = new Map(wanted.map(({ lineId, quantity }) => [lineId, quantity]));
  const moved: OrderLineDraft[] = [];
  const kept: OrderLineDraft[] = [];
  for (const line of lines) {
    const quantity = byLine.get(line.id) ?? 0;
    byLine.delete(line.id);
    if (quantity > line.quantity) throw new Refusal('NOTHING_TO_SPLIT');
    if (quantity > 0) moved.push(draftLine(line, quantity));
    if (quantity < line.quantity) kept.push(draftLine(line, line.quantity - quantity));
  }
  if (moved.length === 0 || kept.length === 0 || byLine.size > 0) throw new Refusal('NOTHING_TO_SPLIT');
  return { moved, kept };
}

/** Lines of the same SKU at the same price, of the same offer and for the same reason, become one, as far as a line holds them. */
function mergeLines(lines: readonly StoredOrderLine[]): OrderLineDraft[] {
  const groups = Map.groupBy(lines, (line) =>
    [line.skuId, line.unitPrice, line.offerId, line.offerPrice, line.overrideReason].join('|'),
  );
  return [...groups.values()].flatMap((same) => {
    const merged: OrderLineDraft[] = [];
    for (const line of same.map((one) => draftLine(one))) {
      const last = merged.at(-1);
      if (last && last.quantity + line.quantity <= MOST_PER_LINE) {
        const reasons = [...last.reasons, ...line.reasons].slice(0, 50);
        merged.splice(-1, 1, { ...last, quantity: last.quantity + line.quantity, reasons });
      } else merged.push(line);
    }
    return merged;
  });
}
