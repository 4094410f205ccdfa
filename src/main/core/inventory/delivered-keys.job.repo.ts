import type { Readable } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { prepared } from '#core/db/statement.ts';
import type { DeliveredRow, WholeSelection } from '#shared/contract/inventory.contract.ts';

const SCOPES: Record<WholeSelection['by'], string> = {
  batch: 'b.id = @scopeId',
  import: 'b.import_id = @scopeId',
  supplier: 'b.supplier_id = @scopeId',
};

/**
 * Deliveries that hold keys of the selection, newest first, from below `before`. Walks through every key that left the
 * selection's batches, so it is asked in a job thread only.
 */
export function readDelivered(db: Readable, selection: WholeSelection, before: number, limit: number): DeliveredRow[] {
  const sql = `WITH gone AS MATERIALIZED (
      SELECT x.delivery_id AS id, COUNT(DISTINCT x.key_id) AS quantity
      FROM batches b JOIN card_keys k ON k.batch_id = b.id JOIN delivery_keys x ON x.key_id = k.id
      WHERE ${SCOPES[selection.by]} AND b.state = 'posted' AND x.state <> 'returned' AND x.delivery_id < @before
      GROUP BY x.delivery_id ORDER BY x.delivery_id DESC LIMIT CAST(@limit AS INTEGER))
    SELECT d.id AS deliveryId, d.number, d.kind, ${skuTitleOf('k')} AS skuName, COALESCE(s.name, '') AS shopName,
      COALESCE(o.order_number, '') AS orderNumber, d.buyer, d.occurred_on AS occurredOn, d.delivered_at AS deliveredAt,
      u.name AS deliveredBy, gone.quantity
    FROM gone JOIN deliveries d ON d.id = gone.id JOIN skus k ON k.id = d.sku_id JOIN users u ON u.id = d.delivered_by
      LEFT JOIN shops s ON s.id = d.shop_id LEFT JOIN shop_orders o ON o.id = d.order_id
    ORDER BY d.id DESC`;
  return prepared(db, sql).all({ scopeId: idOf(selection), before, limit }) as DeliveredRow[];
}

/** Keys of the selection that buyers have, a reusable one of which a use went out among them; as slow as {@link readDelivered}. */
export function countDelivered(db: Readable, selection: WholeSelection): number {
  const sql = `SELECT COUNT(DISTINCT x.key_id) AS quantity
    FROM batches b JOIN card_keys k ON k.batch_id = b.id JOIN delivery_keys x ON x.key_id = k.id
    WHERE ${SCOPES[selection.by]} AND b.state = 'posted' AND x.state <> 'returned'`;
  return (prepared(db, sql).get({ scopeId: idOf(selection) }) as { quantity: number }).quantity;
}

function idOf(selection: WholeSelection): number {
  switch (selection.by) {
    case 'batch':
      return selection.batchId;
    case 'import':
      return selection.importId;
    case 'supplier':
      return selection.supplierId;
  }
}
