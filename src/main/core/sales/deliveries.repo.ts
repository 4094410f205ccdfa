import type { Readable, WriteTx } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { prepared, readStatement, writeStatement } from '#core/db/statement.ts';
import { firstByIndex } from '#core/inventory/list-conditions.ts';
import { noteDemand } from '#core/inventory/sku-days.repo.ts';
import type { KeyState } from '#shared/domain/card-keys/key-states.ts';
import type { CardKeyId, DeliveryId, ShopId, SkuId, SupplierId, UserId } from '#shared/domain/ids.ts';
import { type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import type { DeliveryKind } from '#shared/domain/sales/delivery-kinds.ts';

export interface NewDelivery {
  readonly number: string;
  readonly kind: DeliveryKind;
  readonly orderId: number | null;
  readonly shopId: ShopId | null;
  readonly skuId: SkuId;
  readonly buyer: string;
  readonly quantity: number;
  readonly revenue: number;
  readonly cost: number;
  readonly note: string;
  readonly occurredOn: string;
  readonly month: string;
  readonly deliveredAt: number;
  readonly deliveredBy: number;
}

const insertDeliveryRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO deliveries (number, kind, order_id, shop_id, sku_id, buyer, quantity, revenue, cost, note, occurred_on, month,
     delivered_at, delivered_by)
   VALUES (@number, @kind, @orderId, @shopId, @skuId, @buyer, @quantity, @revenue, @cost, @note, @occurredOn, @month,
     @deliveredAt, @deliveredBy)`,
);
const insertKeyRow = writeStatement<Record<string, unknown>>(
  `INSERT INTO delivery_keys (delivery_id, key_id, use_number, cost, revenue, state)
   VALUES (@deliveryId, @keyId, @useNumber, @cost, @revenue, 'open')`,
);
const selectOpenDeliveries = readStatement<{ keyId: number }, { number: string }>(
  `SELECT d.number FROM delivery_keys x JOIN deliveries d ON d.id = x.delivery_id
   WHERE x.key_id = @keyId AND x.state = 'open'`,
);
const selectOpenUses = readStatement<{ keyId: number }, { useNumber: number }>(
  "SELECT use_number AS useNumber FROM delivery_keys WHERE key_id = @keyId AND state = 'open' ORDER BY use_number",
);

const selectBadUses = readStatement<{ keyId: number }, { deliveryId: DeliveryId; cost: number }>(
  "SELECT delivery_id AS deliveryId, cost FROM delivery_keys WHERE key_id = @keyId AND state = 'bad'",
);
const addCostBack = writeStatement<{ id: number; cost: number }>(
  'UPDATE deliveries SET returned_cost = returned_cost + CAST(@cost AS INTEGER) WHERE id = @id',
);

/** Uses of a key that did not work, and the cost that each took into its delivery. */
export function readBadUses(db: Readable, keyId: CardKeyId): { deliveryId: DeliveryId; cost: number }[] {
  return selectBadUses.all(db, { keyId });
}

/** Cost that a delivery does not bear any more (or, below zero, bears again). */
export function changeCostBack(tx: WriteTx, id: DeliveryId, cost: number): void {
  addCostBack.run(tx, { id, cost });
}

export function insertDelivery(tx: WriteTx, delivery: NewDelivery): DeliveryId {
  noteDemand(tx, delivery);
  return insertDeliveryRow.run(tx, { ...delivery }).lastInsertRowid as DeliveryId;
}

export interface NewDeliveryKey {
  readonly deliveryId: DeliveryId;
  readonly keyId: CardKeyId;
  readonly useNumber: number;
  readonly cost: number;
  readonly revenue: number;
}

export function insertDeliveryKey(tx: WriteTx, key: NewDeliveryKey): void {
  insertKeyRow.run(tx, { ...key });
}

/** Uses of a key that are with buyers now. */
/** The deliveries that a key is out with. */
export function openDeliveryNumbers(db: Readable, keyId: CardKeyId): string[] {
  return selectOpenDeliveries.all(db, { keyId }).map(({ number }) => number);
}

export function readOpenUses(db: Readable, keyId: CardKeyId): number[] {
  return selectOpenUses.all(db, { keyId }).map(({ useNumber }) => useNumber);
}

export interface StoredDelivery {
  readonly id: DeliveryId;
  readonly number: string;
  readonly kind: DeliveryKind;
  readonly orderId: number | null;
  readonly shopId: ShopId | null;
  readonly shopName: string;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly skuId: SkuId;
  readonly skuCode: string;
  readonly skuName: string;
  readonly quantity: number;
  readonly revenue: Money;
  readonly cost: Money;
  readonly returnedQuantity: number;
  readonly returnedCost: Money;
  readonly badQuantity: number;
  readonly refunded: Money;
  readonly note: string;
  readonly occurredOn: string;
  readonly deliveredAt: number;
  readonly deliveredBy: string;
}

const DELIVERY = `SELECT d.id, d.number, d.kind, d.order_id AS orderId, d.shop_id AS shopId,
    COALESCE(s.name, '') AS shopName, COALESCE(o.order_number, '') AS orderNumber, d.buyer, d.sku_id AS skuId,
    k.code AS skuCode, ${skuTitleOf('k')} AS skuName, d.quantity, d.revenue, d.cost, d.returned_quantity AS returnedQuantity,
    d.returned_cost AS returnedCost, d.bad_quantity AS badQuantity, d.refunded, d.note, d.occurred_on AS occurredOn,
    d.delivered_at AS deliveredAt, u.name AS deliveredBy
  FROM deliveries d JOIN skus k ON k.id = d.sku_id JOIN users u ON u.id = d.delivered_by
    LEFT JOIN shops s ON s.id = d.shop_id LEFT JOIN shop_orders o ON o.id = d.order_id`;

const selectDelivery = readStatement<{ id: number }, StoredDelivery>(`${DELIVERY} WHERE d.id = @id`);
const selectIsOwn = readStatement<{ id: number; userId: number; day: string }, { id: number }>(
  'SELECT id FROM deliveries WHERE id = @id AND delivered_by = @userId AND occurred_on = @day',
);
const selectStateBefore = readStatement<{ id: number }, { state: KeyState }>(
  `SELECT from_state AS state FROM key_events WHERE document_kind = 'delivery' AND document_id = @id
   ORDER BY id LIMIT 1`,
);
const selectByNumber = readStatement<{ number: string }, StoredDelivery>(`${DELIVERY} WHERE d.number = @number`);
const selectOfOrder = readStatement<{ orderId: number }, StoredDelivery>(
  `${DELIVERY} WHERE d.order_id = @orderId ORDER BY d.id`,
);

export function findDelivery(db: Readable, id: DeliveryId): StoredDelivery | null {
  return selectDelivery.get(db, { id }) ?? null;
}

/** Whether this person handed it out on this day. Who records what a tool sold of placed keys hands nothing out. */
export function isDeliveredBy(db: Readable, id: DeliveryId, userId: UserId, day: string): boolean {
  if (selectIsOwn.get(db, { id, userId, day }) === undefined) return false;
  return selectStateBefore.get(db, { id })?.state !== 'placed';
}

export function findDeliveryByNumber(db: Readable, number: string): StoredDelivery | null {
  return selectByNumber.get(db, { number }) ?? null;
}

export function readDeliveriesOfOrder(db: Readable, orderId: number): StoredDelivery[] {
  return selectOfOrder.all(db, { orderId });
}

export interface DeliveryFilter {
  readonly orderId?: number;
  readonly shopId?: number;
  readonly skuId?: number;
  readonly month?: string;
  readonly deliveredBy?: number;
  readonly kind?: DeliveryKind;
  /** The whole name. */
  readonly buyer?: string;
}

const selectBuyer = readStatement<{ from: string; after: string; to: string }, { buyer: string }>(
  `SELECT buyer FROM deliveries
   WHERE buyer >= @from AND buyer > @after AND buyer < @to AND buyer <> '' ORDER BY buyer LIMIT 1`,
);

/** Buyers whose name begins with the text, by name; each is one step on the index, however much somebody bought. */
export function findBuyers(db: Readable, text: string, limit: number): string[] {
  const found: string[] = [];
  for (let after = ''; found.length < limit; ) {
    const row = selectBuyer.get(db, { from: text, after, to: `${text}\u{10ffff}` });
    if (!row) break;
    found.push(row.buyer);
    after = row.buyer;
  }
  return found;
}

/** Deliveries, newest first. */
export function readDeliveries(db: Readable, filter: DeliveryFilter, before: number, limit: number): StoredDelivery[] {
  return prepared(db, deliveryListStatement(filter)).all({ ...filter, before, limit }) as StoredDelivery[];
}

export function deliveryListStatement(filter: DeliveryFilter): string {
  const conditions = [
    'd.id < @before',
    ...firstByIndex([
      filter.orderId !== undefined && 'd.order_id = @orderId',
      filter.shopId !== undefined && 'd.shop_id = @shopId',
      filter.buyer !== undefined && "d.buyer = @buyer AND d.buyer <> ''",
      filter.skuId !== undefined && 'd.sku_id = @skuId',
      filter.month !== undefined && 'd.month = @month',
      filter.deliveredBy !== undefined && 'd.delivered_by = @deliveredBy',
      filter.kind !== undefined && 'd.kind = @kind',
    ]),
  ];
  return `${DELIVERY} WHERE ${conditions.join(' AND ')} ORDER BY d.id DESC LIMIT CAST(@limit AS INTEGER)`;
}

export interface StoredDeliveryKey {
  readonly id: CardKeyId;
  readonly useNumber: number;
  readonly cost: Money;
  readonly revenue: Money;
  readonly state: 'open' | 'returned' | 'bad';
  readonly tail: string;
  readonly batchNumber: string;
  readonly supplierName: string;
  readonly pairMac: Buffer;
  readonly sealed: Buffer | null;
}

const selectKeys = readStatement<{ deliveryId: number; limit: number }, StoredDeliveryKey>(
  `SELECT c.id, x.use_number AS useNumber, x.cost, x.revenue, x.state, c.number_tail AS tail, b.number AS batchNumber,
     p.name AS supplierName, c.pair_mac AS pairMac, c.sealed
   FROM delivery_keys x JOIN card_keys c ON c.id = x.key_id JOIN batches b ON b.id = c.batch_id
     JOIN suppliers p ON p.id = b.supplier_id
   WHERE x.delivery_id = @deliveryId ORDER BY x.key_id LIMIT CAST(@limit AS INTEGER)`,
);
const selectReturnedCost = readStatement<{ keyId: number; supplierId: number }, { cost: Money }>(
  `SELECT COALESCE(SUM(x.cost), 0) AS cost FROM delivery_keys x INDEXED BY delivery_keys_key
   WHERE x.key_id = @keyId AND x.state = 'returned'
     AND NOT EXISTS (SELECT 1 FROM delivery_keys y INDEXED BY delivery_keys_key
       WHERE y.key_id = x.key_id AND y.use_number = x.use_number AND y.delivery_id > x.delivery_id)
     AND EXISTS (SELECT 1 FROM supplier_entries e INDEXED BY supplier_entries_delivery
       WHERE e.delivery_id = x.delivery_id AND e.supplier_id = @supplierId AND e.amount < 0)`,
);
const selectOpenKey = readStatement<
  { deliveryId: number; keyId: number },
  { useNumber: number; cost: number; revenue: number }
>(
  `SELECT use_number AS useNumber, cost, revenue FROM delivery_keys
   WHERE delivery_id = @deliveryId AND key_id = @keyId AND state = 'open'`,
);
const selectDeliveredKey = readStatement<{ deliveryId: number; keyId: number }, { useNumber: number }>(
  `SELECT use_number AS useNumber FROM delivery_keys WHERE delivery_id = @deliveryId AND key_id = @keyId LIMIT 1`,
);
const updateKeyState = writeStatement<Record<string, unknown>>(
  `UPDATE delivery_keys SET state = @state, refund = @refund
   WHERE delivery_id = @deliveryId AND key_id = @keyId AND use_number = @useNumber`,
);
const addReturned = writeStatement<Record<string, unknown>>(
  `UPDATE deliveries SET returned_quantity = returned_quantity + CAST(@quantity AS INTEGER),
     returned_cost = returned_cost + CAST(@cost AS INTEGER), refunded = refunded + CAST(@refund AS INTEGER)
   WHERE id = @id`,
);
const addBad = writeStatement<{ id: number; quantity: number }>(
  'UPDATE deliveries SET bad_quantity = bad_quantity + CAST(@quantity AS INTEGER) WHERE id = @id',
);

export function readDeliveryKeys(db: Readable, deliveryId: DeliveryId, limit: number): StoredDeliveryKey[] {
  return selectKeys.all(db, { deliveryId, limit });
}

/** What a key's uses cost that buyers had and brought back, as far as no buyer got them again and their debt was taken back. */
export function costOfReturnedUses(db: Readable, keyId: CardKeyId, supplierId: SupplierId): Money {
  return selectReturnedCost.get(db, { keyId, supplierId })?.cost ?? ZERO_MONEY;
}

export function findOpenKey(db: Readable, deliveryId: DeliveryId, keyId: CardKeyId) {
  return selectOpenKey.get(db, { deliveryId, keyId }) ?? null;
}

/** The key went out by this delivery, whatever has become of it since. */
export function hasDelivered(db: Readable, deliveryId: DeliveryId, keyId: CardKeyId): boolean {
  return selectDeliveredKey.get(db, { deliveryId, keyId }) !== undefined;
}

export function closeDeliveryKey(
  tx: WriteTx,
  key: { deliveryId: DeliveryId; keyId: CardKeyId; useNumber: number; state: 'returned' | 'bad'; refund: number },
): void {
  updateKeyState.run(tx, { ...key });
}

export function addReturnedKeys(
  tx: WriteTx,
  id: DeliveryId,
  returned: { quantity: number; cost: number; refund: number },
): void {
  addReturned.run(tx, { id, ...returned });
}

export function addBadKeys(tx: WriteTx, id: DeliveryId, quantity: number): void {
  addBad.run(tx, { id, quantity });
}
