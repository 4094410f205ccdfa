import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { DeliveryId, SkuId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/*
 * Sold deliveries of a span, in the job thread that draws their portrait. What belongs to a merged SKU comes under the one it
 * became.
 */

export interface SoldDelivery {
  readonly id: DeliveryId;
  readonly number: string;
  readonly orderId: number | null;
  readonly orderNumber: string;
  readonly shopName: string;
  readonly platform: string;
  readonly buyer: string;
  readonly skuId: SkuId;
  readonly skuName: string;
  readonly productName: string;
  readonly category: string;
  readonly faceValue: Money | null;
  readonly faceCurrency: string;
  readonly quantity: number;
  readonly revenue: Money;
  readonly cost: Money;
  readonly on: Day;
  readonly deliveredAt: number;
}

type Span = { readonly from: string; readonly to: string };

const selectSold = readStatement<Span, SoldDelivery>(
  `SELECT d.id, d.number, d.order_id AS orderId, COALESCE(o.order_number, '') AS orderNumber,
     COALESCE(h.name, '') AS shopName, COALESCE(h.platform, '') AS platform, d.buyer, r.id AS skuId, r.name AS skuName,
     p.name AS productName, p.category, r.face_value AS faceValue, r.face_currency AS faceCurrency, d.quantity,
     d.revenue - d.refunded AS revenue, d.cost - d.returned_cost AS cost, d.occurred_on AS "on",
     d.delivered_at AS deliveredAt
   FROM deliveries d JOIN skus k ON k.id = d.sku_id JOIN skus r ON r.id = COALESCE(k.merged_into_id, k.id)
   JOIN products p ON p.id = r.product_id LEFT JOIN shops h ON h.id = d.shop_id
   LEFT JOIN shop_orders o ON o.id = d.order_id
   WHERE d.kind IN ('sale', 'rest') AND d.occurred_on BETWEEN @from AND @to ORDER BY d.id DESC`,
);
// An order is everything that was sold under its number; a sale without one stands for itself.
const selectFirsts = readStatement<Record<string, never>, { buyer: string; id: DeliveryId }>(
  `SELECT buyer, MIN(id) AS id FROM deliveries WHERE kind = 'sale' AND buyer <> '' GROUP BY buyer`,
);
const selectOrderOf = readStatement<{ id: number }, { orderId: number | null }>(
  'SELECT order_id AS orderId FROM deliveries WHERE id = @id',
);
const selectSizes = readStatement<Span, { orderId: number; quantity: number }>(
  `SELECT d.order_id AS orderId, SUM(d.quantity) AS quantity FROM deliveries d
   WHERE d.kind IN ('sale', 'rest') AND d.order_id IN (SELECT order_id FROM deliveries
     WHERE kind IN ('sale', 'rest') AND occurred_on BETWEEN @from AND @to) GROUP BY d.order_id`,
);

export const soldDeliveries = {
  of: (db: ReadDb, { from, to }: Span): SoldDelivery[] => selectSold.all(db, { from, to }),
  /** Under which order each buyer bought first; a delivery without an order as `-id`. */
  firstOrders(db: ReadDb): ReadonlyMap<string, number> {
    return new Map(
      selectFirsts.all(db, {}).map(({ buyer, id }) => [buyer, selectOrderOf.get(db, { id })?.orderId ?? -id]),
    );
  },
  orderSizes: (db: ReadDb, { from, to }: Span): ReadonlyMap<number, number> =>
    new Map(selectSizes.all(db, { from, to }).map(({ orderId, quantity }) => [orderId, quantity])),
};
