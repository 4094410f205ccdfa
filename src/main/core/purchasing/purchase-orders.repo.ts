import type { Readable, WriteTx } from '#core/db/connection.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import type { OfferId, PurchaseOrderId, PurchaseOrderLineId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { PriceSource } from '#shared/domain/purchasing/order-lines.ts';
import type { OrderState } from '#shared/domain/purchasing/order-states.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

export type OrderOrigin = 'hand' | 'plan' | 'copy' | 'split' | 'merge';

export interface StoredOrder {
  readonly id: PurchaseOrderId;
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly supplierName: string;
  readonly state: OrderState;
  readonly currency: string;
  readonly total: Money;
  readonly expectedOn: Day | null;
  readonly note: string;
  readonly origin: OrderOrigin;
  readonly originNumber: string;
  readonly revision: number;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly approvedAt: number | null;
  readonly approvedBy: string;
  readonly sentOn: string | null;
  readonly sentAt: number | null;
  readonly sentBy: string;
  readonly endedAt: number | null;
  readonly endedBy: string;
  readonly endReason: string;
}

export interface ListedOrder extends StoredOrder {
  readonly lineCount: number;
  readonly quantity: number;
  readonly received: number;
  readonly openQuantity: number;
  readonly openDifferences: number;
}

export interface StoredOrderLine {
  readonly id: PurchaseOrderLineId;
  readonly orderId: PurchaseOrderId;
  readonly position: number;
  /** The SKU it stands for now: itself, or what it was merged into. */
  readonly skuId: SkuId;
  readonly skuCode: string;
  readonly skuName: string;
  readonly productName: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly priceSource: PriceSource;
  readonly offerId: OfferId | null;
  readonly offerPrice: Money | null;
  readonly overrideReason: string;
  readonly reasons: string;
  readonly received: number;
  readonly waived: number;
}

const ORDER = `o.id, o.number, o.supplier_id AS supplierId, s.name AS supplierName, o.state, o.currency, o.total,
  o.expected_on AS expectedOn, o.note, o.origin, o.origin_number AS originNumber, o.revision, o.created_at AS createdAt,
  COALESCE(c.name, '') AS createdBy, o.approved_at AS approvedAt, COALESCE(a.name, '') AS approvedBy,
  o.sent_on AS sentOn, o.sent_at AS sentAt, COALESCE(p.name, '') AS sentBy, o.ended_at AS endedAt,
  COALESCE(e.name, '') AS endedBy, o.end_reason AS endReason`;
const PEOPLE = `JOIN suppliers s ON s.id = o.supplier_id LEFT JOIN users c ON c.id = o.created_by
  LEFT JOIN users a ON a.id = o.approved_by LEFT JOIN users p ON p.id = o.sent_by LEFT JOIN users e ON e.id = o.ended_by`;
const COUNTS = `(SELECT COUNT(*) FROM purchase_order_lines l WHERE l.order_id = o.id) AS lineCount,
  (SELECT COALESCE(SUM(l.quantity), 0) FROM purchase_order_lines l WHERE l.order_id = o.id) AS quantity,
  (SELECT COALESCE(SUM(l.received_quantity), 0) FROM purchase_order_lines l WHERE l.order_id = o.id) AS received,
  (SELECT COALESCE(SUM(i.quantity), 0) FROM incoming_stock i WHERE i.order_id = o.id) AS openQuantity,
  (SELECT COUNT(*) FROM purchase_differences d WHERE d.order_id = o.id AND d.state = 'open') AS openDifferences`;
const LINE = `l.id, l.order_id AS orderId, l.position, COALESCE(k.merged_into_id, k.id) AS skuId, k.code AS skuCode,
  k.name AS skuName, p.name AS productName, l.quantity, l.unit_price AS unitPrice, l.price_source AS priceSource,
  l.offer_id AS offerId, l.offer_price AS offerPrice, l.override_reason AS overrideReason, l.reasons,
  l.received_quantity AS received, l.waived_quantity AS waived`;

const selectOrder = readStatement<{ id: number }, ListedOrder>(
  `SELECT ${ORDER}, ${COUNTS} FROM purchase_orders o ${PEOPLE} WHERE o.id = @id`,
);
const selectId = readStatement<{ number: string }, { id: PurchaseOrderId }>(
  'SELECT id FROM purchase_orders WHERE number = @number',
);
// From the order that was split first down to every part of it.
const selectSplitTotal = readStatement<{ id: number; supplierId: number }, { total: Money | null }>(
  `WITH RECURSIVE up AS (
     SELECT number, origin, origin_number FROM purchase_orders WHERE id = @id
     UNION SELECT o.number, o.origin, o.origin_number FROM up JOIN purchase_orders o ON o.number = up.origin_number
       WHERE up.origin = 'split'),
   parts AS (
     SELECT number FROM up WHERE origin <> 'split'
     UNION SELECT o.number FROM parts JOIN purchase_orders o ON o.supplier_id = @supplierId AND o.origin = 'split'
       AND o.origin_number = parts.number)
   SELECT SUM(o.total) AS total FROM parts JOIN purchase_orders o ON o.number = parts.number WHERE o.state <> 'cancelled'`,
);
const selectLines = readStatement<{ orderId: number }, StoredOrderLine>(
  `SELECT ${LINE} FROM purchase_order_lines l JOIN skus k ON k.id = l.sku_id JOIN products p ON p.id = k.product_id
   WHERE l.order_id = @orderId ORDER BY l.position`,
);
const selectReceivable = readStatement<{ supplierId: number }, { id: PurchaseOrderId }>(
  `SELECT id FROM purchase_orders WHERE supplier_id = @supplierId AND state IN ('sent', 'partly-received', 'received')
   ORDER BY id DESC LIMIT 100`,
);
const selectFigures = readStatement<
  { today: string },
  { awaited: number; overdue: number; drafts: number; openDifferences: number }
>(
  `SELECT (SELECT COUNT(*) FROM purchase_orders WHERE state IN ('sent', 'partly-received')) AS awaited,
     (SELECT COUNT(*) FROM purchase_orders WHERE state IN ('sent', 'partly-received') AND expected_on < @today) AS overdue,
     (SELECT COUNT(*) FROM purchase_orders WHERE state IN ('draft', 'approved')) AS drafts,
     (SELECT COUNT(*) FROM purchase_differences WHERE state = 'open') AS openDifferences`,
);
const countOfSupplier = readStatement<{ supplierId: number; states: string }, { quantity: number }>(
  `SELECT COUNT(*) AS quantity FROM purchase_orders
   WHERE supplier_id = @supplierId AND state IN (SELECT value FROM json_each(@states))`,
);
const insertOrderRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO purchase_orders (number, supplier_id, state, currency, total, expected_on, note, origin, origin_number,
     created_at, created_by)
   VALUES (@number, @supplierId, 'draft', @currency, @total, @expectedOn, @note, @origin, @originNumber, @createdAt,
     @createdBy)`,
);
const updateDraft = writeStatement<Record<string, unknown>>(
  `UPDATE purchase_orders SET total = @total, expected_on = @expectedOn, note = @note, revision = revision + 1
   WHERE id = @id AND state = 'draft'`,
);
const updatePromised = writeStatement<{ id: number }>(
  'UPDATE purchase_orders SET promised_on = expected_on WHERE id = @id',
);
const updateExpected = writeStatement<{ id: number; expectedOn: string | null }>(
  'UPDATE purchase_orders SET expected_on = @expectedOn, revision = revision + 1 WHERE id = @id',
);
const deleteLines = writeStatement<{ orderId: number }>(
  `DELETE FROM purchase_order_lines WHERE order_id = @orderId
     AND (SELECT state FROM purchase_orders WHERE id = @orderId) = 'draft'`,
);
const insertLineRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO purchase_order_lines (order_id, position, sku_id, quantity, unit_price, price_source, offer_id, offer_price,
     override_reason, reasons)
   VALUES (@orderId, @position, @skuId, @quantity, @unitPrice, @priceSource, @offerId, @offerPrice, @overrideReason,
     @reasons)`,
);
const updateApproved = writeStatement<{ id: number; at: number | null; by: number | null; state: string }>(
  `UPDATE purchase_orders SET state = @state, approved_at = @at, approved_by = @by, revision = revision + 1
   WHERE id = @id`,
);
const updateSent = writeStatement<{ id: number; at: number; by: number | null; on: string }>(
  `UPDATE purchase_orders SET state = 'sent', sent_at = @at, sent_by = @by, sent_on = @on, revision = revision + 1
   WHERE id = @id`,
);
const updateEnded = writeStatement<{ id: number; state: string; at: number; by: number | null; reason: string }>(
  `UPDATE purchase_orders SET state = @state, ended_at = @at, ended_by = @by, end_reason = @reason,
     revision = revision + 1 WHERE id = @id`,
);
const updateReopened = writeStatement<{ id: number }>(
  `UPDATE purchase_orders SET state = 'partly-received', ended_at = NULL, ended_by = NULL, end_reason = ''
   WHERE id = @id AND state = 'closed'`,
);
const updateProgress = writeStatement<{ id: number; state: string }>(
  'UPDATE purchase_orders SET state = @state, revision = revision + 1 WHERE id = @id',
);

/** What an order comes to with all that it was split from and into, cancelled ones left out. */
export function totalBeforeSplits(db: Readable, { id, supplierId, total }: ListedOrder): Money {
  return selectSplitTotal.get(db, { id, supplierId })?.total ?? total;
}

export function findOrder(db: Readable, id: PurchaseOrderId): ListedOrder | null {
  return selectOrder.get(db, { id }) ?? null;
}

export function findOrderId(db: Readable, number: string): PurchaseOrderId | null {
  return selectId.get(db, { number })?.id ?? null;
}

export function readOrderLines(db: Readable, orderId: PurchaseOrderId): StoredOrderLine[] {
  return selectLines.all(db, { orderId });
}

/** Orders of a supplier that still take receipts, newest first. */
export function readReceivableOrders(db: Readable, supplierId: SupplierId): PurchaseOrderId[] {
  return selectReceivable.all(db, { supplierId }).map(({ id }) => id);
}

export function readOrderFigures(db: Readable, today: string) {
  return selectFigures.get(db, { today }) ?? { awaited: 0, overdue: 0, drafts: 0, openDifferences: 0 };
}

export interface OrderListQuery {
  readonly states: readonly OrderState[];
  readonly supplierId?: SupplierId;
  readonly skuId?: SkuId;
  /** Today, where only late ones are asked for. */
  readonly lateOn?: string;
  readonly search: string;
  readonly before: number;
  readonly limit: number;
}

export function orderListStatement(query: Omit<OrderListQuery, 'before' | 'limit'>): string {
  const conditions = ['o.id < @before'];
  if (query.states.length > 0) conditions.push('o.state IN (SELECT value FROM json_each(@states))');
  if (query.supplierId !== undefined) conditions.push('o.supplier_id = @supplierId');
  if (query.skuId !== undefined) {
    conditions.push('EXISTS (SELECT 1 FROM purchase_order_lines l WHERE l.sku_id = @skuId AND l.order_id = o.id)');
  }
  if (query.lateOn !== undefined) {
    conditions.push("o.state IN ('sent', 'partly-received') AND o.expected_on < @lateOn");
  }
  if (query.search !== '')
    conditions.push('(instr(lower(o.number), @search) > 0 OR instr(lower(o.note), @search) > 0)');
  return `SELECT ${ORDER}, ${COUNTS} FROM purchase_orders o ${PEOPLE}
    WHERE ${conditions.join(' AND ')} ORDER BY o.id DESC LIMIT CAST(@limit AS INTEGER)`;
}

/** Newest first. */
export function listOrders(db: Readable, query: OrderListQuery): ListedOrder[] {
  const { states, supplierId, skuId, lateOn, search, before, limit } = query;
  const params = {
    states: JSON.stringify(states),
    supplierId,
    skuId,
    lateOn,
    search: search.toLowerCase(),
    before,
    limit,
  };
  return prepared(db, orderListStatement(query)).all(params) as ListedOrder[];
}

/** How many orders of a supplier are in one of these states. */
export function countOrders(db: Readable, supplierId: SupplierId, states: readonly OrderState[]): number {
  return countOfSupplier.get(db, { supplierId, states: JSON.stringify(states) })?.quantity ?? 0;
}

export interface NewOrder {
  readonly number: string;
  readonly supplierId: SupplierId;
  readonly currency: string;
  readonly total: Money;
  readonly expectedOn: Day | null;
  readonly note: string;
  readonly origin: OrderOrigin;
  readonly originNumber: string;
  readonly createdAt: number;
  readonly createdBy: number | null;
}

export interface NewOrderLine {
  readonly skuId: SkuId;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly priceSource: PriceSource;
  readonly offerId: number | null;
  readonly offerPrice: Money | null;
  readonly overrideReason: string;
  readonly reasons: string;
}

export function insertOrder(tx: WriteTx, order: NewOrder, lines: readonly NewOrderLine[]): PurchaseOrderId {
  const id = insertOrderRow.run(tx, { ...order }).lastInsertRowid as PurchaseOrderId;
  insertLines(tx, id, lines);
  return id;
}

/** Rewrites a draft; every other state keeps its lines for ever. */
export function rewriteDraft(
  tx: WriteTx,
  draft: { id: PurchaseOrderId; total: Money; expectedOn: Day | null; note: string },
  lines: readonly NewOrderLine[],
): void {
  if (updateDraft.run(tx, draft).changes !== 1) throw new Error('Only a draft is rewritten.');
  deleteLines.run(tx, { orderId: draft.id });
  insertLines(tx, draft.id, lines);
}

function insertLines(tx: WriteTx, orderId: PurchaseOrderId, lines: readonly NewOrderLine[]): void {
  for (const [position, line] of lines.entries()) insertLineRow.run(tx, { orderId, position: position + 1, ...line });
}

/** Keeps the day that stands as the one the order was promised for, whatever is postponed later. */
export function setOrderPromised(tx: WriteTx, id: PurchaseOrderId): void {
  updatePromised.run(tx, { id });
}

export function setOrderExpected(tx: WriteTx, id: PurchaseOrderId, expectedOn: Day | null): void {
  updateExpected.run(tx, { id, expectedOn });
}

/** Approved by whom, or a draft again. */
export function setOrderApproval(
  tx: WriteTx,
  id: PurchaseOrderId,
  approval: { at: number; by: number | null } | null,
): void {
  const state = approval === null ? 'draft' : 'approved';
  updateApproved.run(tx, { id, state, at: approval?.at ?? null, by: approval?.by ?? null });
}

export function setOrderSent(
  tx: WriteTx,
  id: PurchaseOrderId,
  sent: { at: number; by: number | null; on: string },
): void {
  updateSent.run(tx, { id, ...sent });
}

export function setOrderEnded(
  tx: WriteTx,
  id: PurchaseOrderId,
  end: { state: 'closed' | 'cancelled'; at: number; by: number | null; reason: string },
): void {
  updateEnded.run(tx, { id, ...end });
}

/** Waited for again; its progress says what state it really has. */
export function setOrderReopened(tx: WriteTx, id: PurchaseOrderId): void {
  updateReopened.run(tx, { id });
}

/** The state by what was received; counts as a change of the order even where the state stays. */
export function setOrderProgress(tx: WriteTx, id: PurchaseOrderId, state: OrderState): void {
  updateProgress.run(tx, { id, state });
}
