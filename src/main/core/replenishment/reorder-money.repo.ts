import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';

/** What of an order is neither received nor given up, and what it costs in the order's currency. */
export interface OpenLine {
  readonly orderId: PurchaseOrderId;
  readonly skuId: SkuId;
  readonly supplierId: SupplierId;
  readonly currency: string;
  readonly isSent: number;
  readonly isConsigned: number;
  readonly quantity: number;
  readonly amount: Money;
  readonly expectedOn: string | null;
}

/** An order of some day and what its keys cost, in its currency. */
export interface OrderedGoods {
  readonly id: PurchaseOrderId;
  readonly supplierId: SupplierId;
  readonly createdAt: number;
  readonly currency: string;
  readonly goods: Money;
}

/** Paid for once it is sold: as it was received, else by how the supplier is settled with. */
const IS_CONSIGNED = `COALESCE((SELECT MAX(i.receipt_kind <> 'consignment') = 0 FROM purchase_receipts r JOIN imports i ON i.id = r.import_id
    WHERE r.order_id = o.id), s.settlement = 'consignment')`;

const selectOpenLines = readStatement<Record<string, never>, OpenLine>(
  `SELECT o.id AS orderId, COALESCE(k.merged_into_id, k.id) AS skuId, o.supplier_id AS supplierId, o.currency, o.state IN ('sent', 'partly-received') AS isSent,
     ${IS_CONSIGNED} AS isConsigned,
     MAX(0, l.quantity - l.received_quantity - l.waived_quantity) AS quantity,
     MAX(0, l.quantity - l.received_quantity - l.waived_quantity) * l.unit_price AS amount, o.expected_on AS expectedOn
   FROM purchase_orders o JOIN purchase_order_lines l ON l.order_id = o.id JOIN skus k ON k.id = l.sku_id
     JOIN suppliers s ON s.id = o.supplier_id
   WHERE o.state IN ('draft', 'approved', 'sent', 'partly-received')`,
);
// Orders on consignment are paid for once the keys are sold. What was given up is not spent: a closed order comes to what it received,
// another one leaves out what is not waited for.
const selectOrdered = readStatement<{ from: number }, OrderedGoods>(
  `SELECT o.id, o.supplier_id AS supplierId, o.created_at AS createdAt, o.currency,
     SUM(l.unit_price * CASE WHEN o.state = 'closed' THEN MIN(l.quantity, l.received_quantity)
       ELSE MAX(0, l.quantity - l.waived_quantity) END) AS goods
   FROM purchase_orders o JOIN purchase_order_lines l ON l.order_id = o.id JOIN suppliers s ON s.id = o.supplier_id
   WHERE o.created_at >= @from AND o.state <> 'cancelled' AND NOT ${IS_CONSIGNED} GROUP BY o.id`,
);
const selectSuppliers = readStatement<
  Record<string, never>,
  {
    id: SupplierId;
    code: string;
    name: string;
    settlement: string;
    currency: string;
    isArchived: number;
    isKnown: number;
  }
>(
  `SELECT s.id, s.code, s.name, s.settlement, s.currency, s.is_archived AS isArchived,
     EXISTS (SELECT 1 FROM imports i WHERE i.supplier_id = s.id AND i.state = 'posted') AS isKnown
   FROM suppliers s ORDER BY s.code_key`,
);
// Consigned goods are the supplier's money until they are delivered.
const selectStockValues = readStatement<Record<string, never>, { skuId: SkuId; value: Money }>(
  `WITH consigned AS MATERIALIZED (SELECT b.sku_id, SUM(s.value_on_hand) AS value FROM batches b
     CROSS JOIN batch_stock s ON s.batch_id = b.id WHERE b.receipt_kind = 'consignment' GROUP BY b.sku_id)
   SELECT COALESCE(k.merged_into_id, k.id) AS skuId,
     t.value_on_hand - COALESCE((SELECT c.value FROM consigned c WHERE c.sku_id = t.sku_id), 0) AS value
   FROM sku_stock t JOIN skus k ON k.id = t.sku_id WHERE t.value_on_hand > 0`,
);

export const reorderMoney = {
  openLines: (db: Readable): OpenLine[] => selectOpenLines.all(db, {}),
  orderedSince: (db: Readable, from: number): OrderedGoods[] => selectOrdered.all(db, { from }),
  suppliers: (db: Readable) => selectSuppliers.all(db, {}),
  stockValues: (db: Readable) => selectStockValues.all(db, {}),
};
