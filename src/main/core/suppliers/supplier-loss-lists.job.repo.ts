import type { Readable } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { readStatement } from '#core/db/statement.ts';
import { CLAIM_COST, type ClaimCost } from '#core/purchasing/charged-prices.repo.ts';
import type { LossBatch, LossClaim, LossKey } from '#shared/contract/supplier-losses.contract.ts';

const selectBatches = readStatement<{ supplierId: number }, LossBatch>(
  `SELECT b.id AS batchId, b.number, b.import_id AS importId, ${skuTitleOf('k')} AS skuName, b.received_on AS receivedOn,
     SUM(s.quarantined) AS quarantined, SUM(s.available) AS available, SUM(s.reserved) AS reserved, SUM(s.placed) AS placed,
     SUM(s.value_on_hand) AS value
   FROM batch_stock s JOIN batches b ON b.id = s.batch_id JOIN skus k ON k.id = s.sku_id
   WHERE s.supplier_id = @supplierId AND s.on_hand > 0 GROUP BY b.id ORDER BY b.id DESC`,
);
const DELIVERED = `FROM batches b JOIN suppliers s ON s.id = b.supplier_id
   LEFT JOIN supplier_sku_terms t ON t.supplier_id = b.supplier_id AND t.sku_id = b.sku_id
   JOIN card_keys k ON k.batch_id = b.id AND k.state = 'delivered'
   JOIN delivery_keys x ON x.key_id = k.id AND x.state = 'open'
   JOIN deliveries d ON d.id = x.delivery_id JOIN skus u ON u.id = k.sku_id
   LEFT JOIN shop_orders o ON o.id = d.order_id LEFT JOIN shops h ON h.id = d.shop_id
   WHERE b.supplier_id = @supplierId AND b.state = 'posted'
     AND b.received_at + COALESCE(t.warranty_hours, s.warranty_hours) * 3600000 > @now`;
const selectKeys = readStatement<{ supplierId: number; now: number; limit: number }, LossKey>(
  `SELECT k.id AS keyId, k.number_tail AS tail, ${skuTitleOf('u')} AS skuName, b.number AS batchNumber,
     b.received_at + COALESCE(t.warranty_hours, s.warranty_hours) * 3600000 AS warrantyEndsAt, d.id AS deliveryId,
     d.number AS deliveryNumber, d.delivered_at AS deliveredAt, COALESCE(h.name, '') AS shopName,
     COALESCE(o.order_number, '') AS orderNumber, d.buyer, x.cost, x.revenue
   ${DELIVERED} ORDER BY warrantyEndsAt, k.id LIMIT CAST(@limit AS INTEGER)`,
);
const countKeys = readStatement<{ supplierId: number; now: number }, { count: number }>(
  `SELECT COUNT(*) AS count ${DELIVERED}`,
);
/** A claimed key by its name, and what it cost. */
type ClaimRow = Omit<LossClaim, 'cost'> & ClaimCost;

const selectClaims = readStatement<{ supplierId: number }, ClaimRow>(
  `SELECT ${CLAIM_COST}, k.number_tail AS tail, ${skuTitleOf('u')} AS skuName, b.number AS batchNumber, k.changed_at AS claimedAt
   FROM batches b JOIN card_keys k ON k.batch_id = b.id AND k.state = 'claimed' JOIN skus u ON u.id = k.sku_id
   WHERE b.supplier_id = @supplierId ORDER BY k.changed_at, k.id`,
);

/** What is ours of a supplier's goods, and what buyers hold of them. Reads keys: for a job thread. */
export const lossRows = {
  batches: (db: Readable, supplierId: number) => selectBatches.all(db, { supplierId }),
  warrantyKeys: (db: Readable, supplierId: number, now: number, limit: number) =>
    selectKeys.all(db, { supplierId, now, limit }),
  warrantyCount: (db: Readable, supplierId: number, now: number) => countKeys.get(db, { supplierId, now })?.count ?? 0,
  claims: (db: Readable, supplierId: number) => selectClaims.all(db, { supplierId }),
};
