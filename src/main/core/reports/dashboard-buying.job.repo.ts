import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { OfferId, SupplierId } from '#shared/domain/ids.ts';

const countOverdue = readStatement<{ today: string }, { quantity: number }>(
  `SELECT count(*) AS quantity FROM purchase_orders
   WHERE state IN ('sent', 'partly-received') AND expected_on < @today`,
);
/** The newest version that took effect in the span, beside the one that ruled before the span began. */
const selectMoved = readStatement<
  { from: string; to: string; limit: number },
  {
    offerId: OfferId;
    supplierId: SupplierId;
    supplierName: string;
    skuName: string;
    productName: string;
    on: string;
    beforeTiers: string;
    beforeCurrency: string;
    tiers: string;
    currency: string;
  }
>(
  `SELECT o.id AS offerId, s.id AS supplierId, s.name AS supplierName, k.name AS skuName, p.name AS productName,
     n.effective_on AS "on", e.tiers AS beforeTiers, e.currency AS beforeCurrency, n.tiers, n.currency
   FROM offers o JOIN suppliers s ON s.id = o.supplier_id JOIN skus k ON k.id = o.sku_id
   JOIN products p ON p.id = k.product_id
   JOIN offer_prices n ON n.id = (SELECT r.id FROM offer_prices r WHERE r.offer_id = o.id
     AND r.effective_on BETWEEN @from AND @to ORDER BY r.effective_on DESC, r.id DESC LIMIT 1)
   JOIN offer_prices e ON e.id = (SELECT r.id FROM offer_prices r WHERE r.offer_id = o.id
     AND r.effective_on < @from ORDER BY r.effective_on DESC, r.id DESC LIMIT 1)
   WHERE o.is_archived = 0 AND s.is_archived = 0 AND (n.tiers <> e.tiers OR n.currency <> e.currency)
   ORDER BY n.effective_on DESC, n.id DESC LIMIT CAST(@limit AS INTEGER)`,
);

/** What the dashboard says of buying; read in a job thread. */
export const buyingRows = {
  overdueOrders: (db: ReadDb, today: string) => countOverdue.get(db, { today })?.quantity ?? 0,
  movedPrices: (db: ReadDb, from: string, to: string, limit: number) => selectMoved.all(db, { from, to, limit }),
};
