import type { Context } from '#core/context.ts';
import type { Readable, WriteTx } from '#core/db/connection.ts';
import { requireRevision } from '#core/db/revision.ts';
import { invalidValue, notFound, Refusal } from '#core/refusal.ts';
import type { ImportSettings } from '#shared/contract/imports.contract.ts';
import type { ImportId, PurchaseOrderId, PurchaseOrderLineId, SkuId } from '#shared/domain/ids.ts';
import { type Money, money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { isReceivable } from '#shared/domain/purchasing/order-states.ts';
import {
  highestPrice,
  isRefusedKind,
  priceOfRefused,
  type RefusedCost,
  shareSurplus,
  spreadReceipt,
  spreadRefused,
  spreadTakeBack,
} from '#shared/domain/purchasing/receipts.ts';
import { auditOrder } from './order-drafts.ts';
import { refreshOrder } from './order-progress.ts';
import { findOrder, type ListedOrder, readOrderLines, type StoredOrderLine } from './purchase-orders.repo.ts';
import {
  addSentBackToLine,
  findOrderOfImport,
  insertDifference,
  insertReceipt,
  insertReceiptLine,
  markDifferencesUndone,
  type NewDifference,
  readDifferences,
  readReceiptLines,
  readSentBackLines,
  takeBackReceiptLine,
} from './purchase-receipts.repo.ts';

/** All lines of a receipt in whichever order. */
const NO_SKU = 0 as SkuId;

/*
 * What imports call in their transactions: a receipt against an order, and its undoing.
 */

type ReceiptPaper = Pick<
  ImportSettings,
  'purchaseOrder' | 'supplierId' | 'receiptKind' | 'amountCharged' | 'settlement' | 'recordsRefused'
>;

/** What came of one SKU: keys taken in with their cost, and refused rows by reason. Without a SKU: rows that name none. */
export interface ReceivedSku {
  readonly skuId: SkuId | null;
  readonly quantity: number;
  readonly cost: number;
  readonly refused: Readonly<Record<string, number>>;
  /** What those of the refused rows come to that say it. */
  readonly refusedCosts: Readonly<Record<string, RefusedCost>>;
}

export interface OrderReceipt {
  readonly importId: ImportId;
  readonly paper: ReceiptPaper;
  readonly bySku: readonly ReceivedSku[];
}

/**
 * Refuses what cannot be received against the order that the settings name: NOT_FOUND, CHANGED_MEANWHILE when another window
 * received, approved or closed it since it was read, ORDER_STATE_FORBIDS, INVALID_VALUE for another supplier or a receipt
 * that is no purchase. Without an order there is nothing to refuse.
 */
export function requireReceivable(db: Readable, paper: ReceiptPaper): ListedOrder | null {
  const { purchaseOrder, supplierId, receiptKind } = paper;
  if (purchaseOrder === null) return null;
  const order = findOrder(db, purchaseOrder.id);
  if (!order) throw notFound('purchaseOrder', purchaseOrder.id);
  if (order.supplierId !== supplierId) throw invalidValue('purchaseOrder', 'SAME_SUPPLIER', order.number);
  if (receiptKind !== 'purchase' && receiptKind !== 'consignment') {
    throw invalidValue('receiptKind', 'PURCHASE_FOR_ORDER', receiptKind);
  }
  requireRevision('purchaseOrder', order.revision, purchaseOrder.revision);
  if (!isReceivable(order.state)) {
    throw new Refusal('ORDER_STATE_FORBIDS', { number: order.number, state: order.state });
  }
  return order;
}

/** Books a posted import against its order: received quantities, differences, state, what is on its way. */
export function receiveAgainstOrder(tx: WriteTx, context: Context, receipt: OrderReceipt): void {
  const order = requireReceivable(tx, receipt.paper);
  if (!order) return;
  const { importId, bySku } = receipt;
  const lines = readOrderLines(tx, order.id);
  insertReceipt(tx, { importId, orderId: order.id, postedAt: context.now });
  const found: NewDifference[] = [];
  const frame: Frame = {
    order,
    importId,
    now: context.now,
    isCharged: isCharged(receipt),
    undecided: undecidedByLine(tx, order.id),
  };
  for (const received of bySku) {
    const own = lines.filter(({ skuId }) => skuId === received.skuId);
    found.push(...takeIn(tx, frame, own, received));
  }
  // What is known to cost something takes its share first.
  const refused = found
    .filter(({ kind }) => isRefusedKind(kind))
    .toSorted((one, other) => Number(one.unitPrice === 0) - Number(other.unitPrice === 0));
  const priced = refused.map((difference) => ({ ...difference, unitPrice: highestPrice(difference, lines) }));
  const charged = shareSurplus(surplusOf(receipt), priced);
  for (const difference of found) {
    const place = refused.indexOf(difference);
    insertDifference(tx, {
      ...difference,
      charged: place === -1 ? difference.charged : (charged[place] ?? ZERO_MONEY),
    });
  }
  refreshOrder(tx, order.id, context.now);
  auditOrder(tx, context, 'receive', order, {
    importId,
    quantity: bySku.reduce((sum, { quantity }) => sum + quantity, 0),
    differences: found.length,
  });
}

interface Frame {
  readonly order: ListedOrder;
  readonly importId: ImportId;
  readonly now: number;
  /** The receipt stands on the account. */
  readonly isCharged: boolean;
  /** Keys that came for a line before, were refused, and nobody has decided about. */
  readonly undecided: ReadonlyMap<PurchaseOrderLineId, number>;
}

function undecidedByLine(tx: WriteTx, orderId: PurchaseOrderId): Map<PurchaseOrderLineId, number> {
  const undecided = new Map<PurchaseOrderLineId, number>();
  for (const { lineId, kind, state, quantity } of readDifferences(tx, orderId)) {
    if (lineId === null || state !== 'open' || !isRefusedKind(kind)) continue;
    undecided.set(lineId, (undecided.get(lineId) ?? 0) + quantity);
  }
  return undecided;
}

/** Gives the keys of one SKU to the lines that order it, and says what is different. */
function takeIn(tx: WriteTx, frame: Frame, lines: readonly StoredOrderLine[], received: ReceivedSku): NewDifference[] {
  const { skuId, quantity, cost } = received;
  const found: NewDifference[] = [];
  const add = (change: Pick<NewDifference, 'kind' | 'quantity'> & Partial<NewDifference>): void => {
    const line = lines.find(({ id }) => id === change.lineId) ?? lines.at(-1) ?? null;
    if (change.quantity > 0) found.push({ ...newDifference(frame, line, skuId), ...change });
  };
  const isOrdered = lines.length > 0;
  const takenIn = new Map<PurchaseOrderLineId, number>();
  if (skuId !== null && quantity > 0) {
    const unitCost = money(Math.round(cost / quantity));
    const parts = isOrdered ? spreadReceipt(lines, quantity) : [{ lineId: null, quantity, over: 0 }];
    for (const part of parts) {
      insertReceiptLine(tx, { importId: frame.importId, lineId: part.lineId, skuId, quantity: part.quantity });
      if (part.lineId !== null) takenIn.set(part.lineId, part.quantity);
      const charged = frame.isCharged ? money(unitCost * part.over) : ZERO_MONEY;
      add({ kind: 'over', quantity: part.over, unitPrice: unitCost, charged });
    }
    const charged = frame.isCharged ? money(cost) : ZERO_MONEY;
    if (!isOrdered) add({ kind: 'wrong-sku', quantity, unitPrice: unitCost, charged });
  }
  const waiting = lines.map((line) => ({
    ...line,
    received: line.received + (takenIn.get(line.id) ?? 0),
    waived: line.waived + (frame.undecided.get(line.id) ?? 0),
  }));
  const prices = priceOfRefused(received.refusedCosts);
  for (const part of spreadRefused(waiting, received.refused)) {
    add(isOrdered ? part : { ...part, unitPrice: prices[part.kind] });
  }
  return found;
}

function newDifference(frame: Frame, line: StoredOrderLine | null, skuId: SkuId | null): NewDifference {
  return {
    orderId: frame.order.id,
    lineId: line?.id ?? null,
    importId: frame.importId,
    kind: 'bad',
    skuId,
    quantity: 0,
    unitPrice: line?.unitPrice ?? ZERO_MONEY,
    charged: ZERO_MONEY,
    byReason: {},
    foundAt: frame.now,
  };
}

/** What the supplier put on our account beyond the cost of the keys that were taken in. */
function surplusOf(receipt: OrderReceipt): Money {
  const { paper, bySku } = receipt;
  if (paper.amountCharged === null || !isCharged(receipt)) return ZERO_MONEY;
  const cost = bySku.reduce((sum, sku) => sum + sku.cost, 0);
  return money(Math.max(0, paper.amountCharged - cost));
}

/** Keys on consignment are owed when they are sold, and a receipt that is settled otherwise is on no account. */
function isCharged({ paper, bySku }: OrderReceipt): boolean {
  const isPosted = paper.recordsRefused || bySku.some(({ quantity }) => quantity > 0);
  return paper.receiptKind === 'purchase' && paper.settlement !== 'none' && isPosted;
}

/** An undo withdrew keys of an import: its order has received that many fewer. Without an order nothing happens. */
export function takeBackReceipt(
  tx: WriteTx,
  context: Context,
  taken: { importId: ImportId; skuId: SkuId; quantity: number },
): void {
  const order = findOrderOfImport(tx, taken.importId);
  if (!order) return;
  const lines = readReceiptLines(tx, taken.importId, taken.skuId);
  const parts = spreadTakeBack(
    lines.map(({ remaining }) => remaining),
    taken.quantity,
  );
  lines.forEach(({ id }, index) => {
    const quantity = parts[index] ?? 0;
    if (quantity > 0) takeBackReceiptLine(tx, id, quantity);
  });
  refreshOrder(tx, order.orderId, context.now);
}

/**
 * An import was undone but for keys that had gone back to the supplier: nothing of that delivery is here, and the order waits for
 * all of it again.
 */
export function waitForSentBack(tx: WriteTx, context: Context, importId: ImportId): void {
  const order = findOrderOfImport(tx, importId);
  if (!order) return;
  for (const { id, remaining } of readReceiptLines(tx, importId, NO_SKU)) {
    if (remaining > 0) addSentBackToLine(tx, id, remaining);
  }
  refreshOrder(tx, order.orderId, context.now);
}

/** Keys that had gone back are here again: what their order waited for instead it has. */
export function countBroughtBack(tx: WriteTx, context: Context, importId: ImportId, quantity: number): void {
  const order = findOrderOfImport(tx, importId);
  const lines = order ? readSentBackLines(tx, importId) : [];
  const parts = spreadTakeBack(
    lines.map(({ sentBack }) => sentBack),
    quantity,
  );
  lines.forEach(({ id }, index) => {
    const part = parts[index] ?? 0;
    if (part > 0) addSentBackToLine(tx, id, -part);
  });
  if (order && parts.some((part) => part > 0)) refreshOrder(tx, order.orderId, context.now);
}

/** An import was undone whole: what it made different is undone with it. */
export function undoReceiptDifferences(tx: WriteTx, context: Context, importId: ImportId): void {
  const order = findOrderOfImport(tx, importId);
  if (!order) return;
  markDifferencesUndone(tx, importId);
  refreshOrder(tx, order.orderId, context.now);
  auditOrder(tx, context, 'take-back', { id: order.orderId, number: order.number }, { importId });
}
