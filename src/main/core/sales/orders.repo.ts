import type { Readable, WriteTx } from '#core/db/connection.ts';
import { readStatement, writeStatement } from '#core/db/statement.ts';
import type { ShopId, SkuId } from '#shared/domain/ids.ts';

export interface ShopOrder {
  readonly id: number;
  readonly shopId: ShopId;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly firstDeliveredAt: number;
}

export interface ShopOrderLine {
  readonly skuId: SkuId;
  readonly orderedQuantity: number;
  readonly deliveredQuantity: number;
  readonly orderTotal: number | null;
}

const selectOrder = readStatement<{ shopId: number; orderNumber: string }, ShopOrder>(
  `SELECT id, shop_id AS shopId, order_number AS orderNumber, buyer, first_delivered_at AS firstDeliveredAt
   FROM shop_orders WHERE shop_id = @shopId AND order_number = @orderNumber`,
);
const selectOrdersByNumber = readStatement<{ orderNumber: string }, { id: number }>(
  'SELECT id FROM shop_orders WHERE order_number = @orderNumber ORDER BY id DESC LIMIT 20',
);
const insertOrderRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO shop_orders (shop_id, order_number, buyer, first_delivered_at)
   VALUES (@shopId, @orderNumber, @buyer, @firstDeliveredAt)`,
);
const selectLines = readStatement<{ orderId: number }, ShopOrderLine>(
  `SELECT sku_id AS skuId, ordered_quantity AS orderedQuantity, delivered_quantity AS deliveredQuantity,
     order_total AS orderTotal
   FROM shop_order_lines WHERE order_id = @orderId`,
);
const insertLine = writeStatement<Record<string, unknown>>(
  `INSERT INTO shop_order_lines (order_id, sku_id, ordered_quantity, delivered_quantity, order_total)
   VALUES (@orderId, @skuId, @orderedQuantity, @deliveredQuantity, @orderTotal)`,
);
const raiseDelivered = writeStatement<{ orderId: number; skuId: number; quantity: number }>(
  `UPDATE shop_order_lines SET delivered_quantity = delivered_quantity + CAST(@quantity AS INTEGER)
   WHERE order_id = @orderId AND sku_id = @skuId`,
);
const closeLines = writeStatement<{ orderId: number }>(
  'UPDATE shop_order_lines SET ordered_quantity = delivered_quantity WHERE order_id = @orderId AND delivered_quantity > 0',
);
const deleteUnserved = writeStatement<{ orderId: number }>(
  'DELETE FROM shop_order_lines WHERE order_id = @orderId AND delivered_quantity = 0',
);

export function findOrder(db: Readable, shopId: ShopId, orderNumber: string): ShopOrder | null {
  return selectOrder.get(db, { shopId, orderNumber }) ?? null;
}

/** Orders of any shop with this number, newest first. */
export function findOrdersByNumber(db: Readable, orderNumber: string): number[] {
  return selectOrdersByNumber.all(db, { orderNumber }).map(({ id }) => id);
}

export function insertOrder(tx: WriteTx, order: Omit<ShopOrder, 'id'>): number {
  return insertOrderRow.run(tx, { ...order }).lastInsertRowid;
}

export function readOrderLines(db: Readable, orderId: number): ShopOrderLine[] {
  return selectLines.all(db, { orderId });
}

export function insertOrderLine(tx: WriteTx, orderId: number, line: ShopOrderLine): void {
  insertLine.run(tx, { orderId, ...line });
}

/** What is open of an order is not owed any more. */
export function closeOrderLines(tx: WriteTx, orderId: number): void {
  closeLines.run(tx, { orderId });
  deleteUnserved.run(tx, { orderId });
}

export function addDelivered(tx: WriteTx, orderId: number, skuId: SkuId, quantity: number): void {
  raiseDelivered.run(tx, { orderId, skuId, quantity });
}
