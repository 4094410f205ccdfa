import type { ReadDb } from '#core/db/connection.ts';
import { skuTitleOf } from '#core/db/sku-title.ts';
import { readStatement } from '#core/db/statement.ts';
import type { AfterwardsOfMonth } from '#shared/contract/dashboard.contract.ts';
import type { DeliveryId, SkuId, SupplierId } from '#shared/domain/ids.ts';

type Span = { from: string; to: string };
type Page = { limit: number };

const selectSales = readStatement<
  Span & Page & { before: number },
  {
    id: DeliveryId;
    number: string;
    kind: string;
    deliveredAt: number;
    deliveredBy: string;
    shopName: string;
    orderNumber: string;
    skuId: SkuId;
    skuName: string;
    quantity: number;
    revenue: number;
    cost: number;
  }
>(
  `SELECT d.id, d.number, d.kind, d.delivered_at AS deliveredAt, COALESCE(u.name, '') AS deliveredBy,
     COALESCE(h.name, '') AS shopName, COALESCE(o.order_number, '') AS orderNumber, d.sku_id AS skuId, ${skuTitleOf('s')} AS skuName,
     d.quantity, d.revenue, d.cost
   FROM deliveries d JOIN skus s ON s.id = d.sku_id LEFT JOIN users u ON u.id = d.delivered_by
   LEFT JOIN shops h ON h.id = d.shop_id LEFT JOIN shop_orders o ON o.id = d.order_id
   WHERE d.occurred_on BETWEEN @from AND @to AND d.id < @before ORDER BY d.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const sumSales = readStatement<Span, { count: number; keys: number; revenue: number; cost: number }>(
  `SELECT count(*) AS count, COALESCE(sum(quantity), 0) AS keys, COALESCE(sum(revenue), 0) AS revenue,
     COALESCE(sum(cost), 0) AS cost FROM deliveries WHERE occurred_on BETWEEN @from AND @to`,
);
const selectAfterwards = readStatement<
  { month: string },
  Omit<AfterwardsOfMonth['rows'][number], 'isReversal' | 'cost'> & { isReversal: 0 | 1; cost: number }
>(
  `SELECT d.id, 'correction' AS kind, d.number, d.occurred_on AS occurredOn, c.supplier_id AS supplierId,
     s.name AS supplierName, ${skuTitleOf('k')} AS skuName, d.reason, c.reverses_id IS NOT NULL AS isReversal, c.cost_part AS cost
   FROM price_corrections c JOIN stock_documents d ON d.id = c.document_id JOIN suppliers s ON s.id = c.supplier_id
     JOIN skus k ON k.id = c.sku_id WHERE c.month = @month
   UNION ALL
   SELECT b.id, 'bad-debt', b.number, b.occurred_on, b.supplier_id, s.name, '', b.reason, b.reverses_id IS NOT NULL, b.shop_amount
   FROM bad_debts b JOIN suppliers s ON s.id = b.supplier_id WHERE b.month = @month
   ORDER BY 4 DESC, 2, 1 DESC`,
);
const selectPurchases = readStatement<
  Span & Page & { beforeOn: string; beforeId: number },
  {
    id: number;
    number: string;
    kind: string;
    occurredOn: string;
    supplierId: SupplierId;
    supplierName: string;
    externalNumber: string;
    currency: string;
    amount: number;
    isReversal: number;
  }
>(
  `SELECT e.id, e.number, e.kind, e.occurred_on AS occurredOn, e.supplier_id AS supplierId, s.name AS supplierName,
     e.external_number AS externalNumber, s.currency, e.amount, e.reverses_id IS NOT NULL AS isReversal
   FROM supplier_entries e JOIN suppliers s ON s.id = e.supplier_id
   WHERE e.kind IN ('purchase', 'consignment') AND e.occurred_on BETWEEN @from AND @to
     AND (e.occurred_on < @beforeOn OR (e.occurred_on = @beforeOn AND e.id < @beforeId))
   ORDER BY e.occurred_on DESC, e.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const countPurchases = readStatement<Span, { count: number }>(
  `SELECT count(*) AS count FROM supplier_entries
   WHERE kind IN ('purchase', 'consignment') AND occurred_on BETWEEN @from AND @to`,
);

/** The rows behind the dashboard's sums, by the same conditions as the sums; read in a job thread like them. */
export const dashboardRows = {
  sales: (db: ReadDb, { from, to }: Span, before: number, limit: number) =>
    selectSales.all(db, { from, to, before, limit }),
  salesSum: (db: ReadDb, span: Span) => sumSales.get(db, { ...span }) ?? { count: 0, keys: 0, revenue: 0, cost: 0 },
  purchases: (db: ReadDb, { from, to }: Span, [beforeOn, beforeId]: readonly [string, number], limit: number) =>
    selectPurchases.all(db, { from, to, beforeOn, beforeId, limit }),
  afterwards: (db: ReadDb, month: string) => selectAfterwards.all(db, { month }),
  purchaseCount: (db: ReadDb, span: Span) => countPurchases.get(db, { ...span })?.count ?? 0,
};
