import type { Context } from '#core/context.ts';
import type { WriteTx } from '#core/db/connection.ts';
import { currentStockSku } from '#core/inventory/stock-skus.repo.ts';
import { Refusal } from '#core/refusal.ts';
import type { ShopId, SkuId } from '#shared/domain/ids.ts';
import { allocateMoney, type Money, ZERO_MONEY } from '#shared/domain/money/money.ts';
import { bringsRevenue, type DeliveryKind, type DeliveryPurpose } from '#shared/domain/sales/delivery-kinds.ts';
import { readDeliveriesOfOrder } from './deliveries.repo.ts';
import {
  addDelivered,
  findOrder,
  insertOrder,
  insertOrderLine,
  readOrderLines,
  type ShopOrder,
  type ShopOrderLine,
} from './orders.repo.ts';

export interface DispenseLine {
  readonly skuId: SkuId;
  readonly quantity: number;
  readonly orderedQuantity?: number;
  readonly orderTotal: Money | null;
}

/** What is handed out, and on which order. */
export interface OrderWish {
  readonly shopId: ShopId | null;
  readonly orderNumber: string;
  readonly buyer: string;
  readonly lines: readonly DispenseLine[];
  readonly purpose: DeliveryPurpose;
  readonly again: 'rest' | 'reissue' | null;
  /** For all lines together, instead of one for each. */
  readonly orderTotal: Money | null;
}

/** One line of the dispense, and the parts of the buyer's money that its keys bring, in order. */
export interface Round {
  readonly line: DispenseLine;
  readonly revenues: readonly Money[];
}

export interface Claim {
  readonly orderId: number | null;
  readonly kind: DeliveryKind;
  readonly rounds: readonly Round[];
}

/**
 * Takes the order for this dispense: new, the rest of what was ordered, or once more. Refuses with ORDER_ALREADY_DELIVERED
 * and ORDER_NOT_OPEN. Without an order the claim is only what the keys are handed out for.
 */
export function claimOrder(tx: WriteTx, context: Context, wish: Omit<OrderWish, 'orderTotal'>): Claim {
  const { shopId, orderNumber, buyer, lines, purpose, again } = wish;
  if (shopId === null || orderNumber === '') {
    return { orderId: null, kind: purpose, rounds: lines.map((line) => newRound(line, bringsRevenue(purpose))) };
  }
  const existing = findOrder(tx, shopId, orderNumber);
  if (!existing) {
    if (again) throw new Refusal('ORDER_NOT_OPEN', { undelivered: 0 });
    const orderId = insertOrder(tx, { shopId, orderNumber, buyer, firstDeliveredAt: context.now });
    for (const { skuId, quantity, orderedQuantity, orderTotal } of lines) {
      insertOrderLine(tx, orderId, {
        skuId,
        orderedQuantity: orderedQuantity ?? quantity,
        deliveredQuantity: quantity,
        orderTotal,
      });
    }
    return { orderId, kind: 'sale', rounds: lines.map((line) => newRound(line, true)) };
  }
  if (again === 'rest') return { orderId: existing.id, kind: 'rest', rounds: claimRest(tx, existing, lines) };
  if (again === 'reissue') {
    return { orderId: existing.id, kind: 'reissue', rounds: lines.map((line) => newRound(line, false)) };
  }
  throw alreadyDelivered(tx, existing);
}

function claimRest(tx: WriteTx, order: ShopOrder, lines: readonly DispenseLine[]): Round[] {
  return lines.map((line) => {
    // Read anew: two lines may mean the same one, by its own name and by that of a SKU merged into it.
    const open = lineOf(tx, readOrderLines(tx, order.id), line.skuId);
    const undelivered = open ? open.orderedQuantity - open.deliveredQuantity : 0;
    if (!open || undelivered < line.quantity) throw new Refusal('ORDER_NOT_OPEN', { undelivered });
    addDelivered(tx, order.id, open.skuId, line.quantity);
    const shares = sharesOf(open.orderTotal as Money | null, open.orderedQuantity);
    // What the order was said to bring is what its rest brings.
    const claimed = { ...line, orderTotal: open.orderTotal as Money | null };
    return { line: claimed, revenues: shares.slice(open.deliveredQuantity, open.deliveredQuantity + line.quantity) };
  });
}

/** The line of an order that a SKU is meant by: its own, or that of one merged into it since, which its rest comes from. */
function lineOf(tx: WriteTx, ordered: readonly ShopOrderLine[], skuId: SkuId): ShopOrderLine | undefined {
  const isOpen = (line: ShopOrderLine): boolean => line.deliveredQuantity < line.orderedQuantity;
  const own = ordered.find((line) => line.skuId === skuId);
  if (own) return own;
  const current = currentStockSku(tx, skuId)?.id;
  return ordered.find((line) => isOpen(line) && currentStockSku(tx, line.skuId)?.id === current);
}

function newRound(line: DispenseLine, isPaid: boolean): Round {
  const shares = sharesOf(isPaid ? line.orderTotal : null, line.orderedQuantity ?? line.quantity);
  return { line, revenues: shares.slice(0, line.quantity) };
}

function sharesOf(total: Money | null, quantity: number): Money[] {
  if (total === null) return new Array<Money>(quantity).fill(ZERO_MONEY);
  return quantity === 1 ? [total] : allocateMoney(total, new Array<number>(quantity).fill(1));
}

function alreadyDelivered(tx: WriteTx, order: ShopOrder): Refusal {
  const deliveries = readDeliveriesOfOrder(tx, order.id);
  const [first] = deliveries;
  const lines = readOrderLines(tx, order.id);
  return new Refusal('ORDER_ALREADY_DELIVERED', {
    orderId: order.id,
    deliveryId: first?.id ?? 0,
    deliveredAt: order.firstDeliveredAt,
    by: first?.deliveredBy ?? '',
    quantity: deliveries.reduce((sum, delivery) => sum + delivery.quantity, 0),
    undelivered: lines.reduce((sum, line) => sum + line.orderedQuantity - line.deliveredQuantity, 0),
  });
}
