import type { Readable } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';

export interface IncomingRow {
  readonly skuId: SkuId;
  readonly orderId: PurchaseOrderId;
  readonly orderNumber: string;
  readonly supplierId: SupplierId;
  readonly quantity: number;
  /** Null where nobody promised a day. */
  readonly expectedOn: string | null;
  readonly sentAt: number | null;
}

const selectIncoming = readStatement<Record<string, never>, IncomingRow>(
  `SELECT COALESCE(k.merged_into_id, k.id) AS skuId, i.order_id AS orderId, o.number AS orderNumber,
     i.supplier_id AS supplierId, i.quantity, i.expected_on AS expectedOn, o.sent_at AS sentAt
   FROM incoming_stock i JOIN skus k ON k.id = i.sku_id JOIN purchase_orders o ON o.id = i.order_id
   ORDER BY i.sku_id, i.expected_on`,
);

/** Every line of sent orders that waits for keys; as many rows as open lines, no keys. */
export function readIncoming(db: Readable): IncomingRow[] {
  return selectIncoming.all(db, {});
}
