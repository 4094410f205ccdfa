import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { DeliveryId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import type { SupplierKind } from '#shared/domain/suppliers/supplier-terms.ts';
import { monthOf } from '#shared/domain/time/business-time.ts';

type Span = { from: string; to: string; fromMonth: string };
type DayAmount = { supplierId: SupplierId; on: string; amount: number };

// A returned use is sold no more: its cost went back to the stock.
const SOLD = `sum(u.revenue - u.refund) AS revenue, sum(CASE u.state WHEN 'returned' THEN 0 ELSE u.cost END) AS cost,
     sum(u.state <> 'returned') AS keys`;
const KEYS = `FROM deliveries d JOIN delivery_keys u ON u.delivery_id = d.id JOIN card_keys k ON k.id = u.key_id
   JOIN batches b ON b.id = k.batch_id`;
const OF_SPAN = 'WHERE d.month >= @fromMonth AND d.occurred_on BETWEEN @from AND @to';

const selectSuppliers = readStatement<
  Record<string, never>,
  { supplierId: SupplierId; name: string; kind: SupplierKind; currency: string }
>('SELECT id AS supplierId, name, kind, currency FROM suppliers ORDER BY name_key, id');
const selectSold = readStatement<Span, { supplierId: SupplierId; revenue: number; cost: number; keys: number }>(
  `SELECT b.supplier_id AS supplierId, ${SOLD} ${KEYS} ${OF_SPAN} GROUP BY b.supplier_id`,
);
const selectSales = readStatement<
  Span & { supplierId: number; before: number; limit: number },
  {
    deliveryId: DeliveryId;
    number: string;
    on: string;
    skuId: SkuId;
    skuName: string;
    productName: string;
    keys: number;
    revenue: number;
    cost: number;
  }
>(
  `SELECT d.id AS deliveryId, d.number, d.occurred_on AS "on", d.sku_id AS skuId, s.name AS skuName, p.name AS productName,
     ${SOLD}
   ${KEYS} JOIN skus s ON s.id = d.sku_id JOIN products p ON p.id = s.product_id ${OF_SPAN}
     AND b.supplier_id = @supplierId AND d.id < @before GROUP BY d.id ORDER BY d.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const countSales = readStatement<Span & { supplierId: number }, { count: number }>(
  `SELECT count(DISTINCT d.id) AS count ${KEYS} ${OF_SPAN} AND b.supplier_id = @supplierId`,
);
// Consigned goods are the supplier's money until they are delivered.
const selectStock = readStatement<{ from: string; to: string }, DayAmount>(
  `SELECT b.supplier_id AS supplierId, CASE WHEN m.occurred_on < @from THEN '' ELSE m.occurred_on END AS "on",
     sum(m.value) AS amount
   FROM movements m JOIN batches b ON b.id = m.batch_id
   WHERE m.occurred_on <= @to AND b.receipt_kind <> 'consignment' GROUP BY 1, 2`,
);
const selectAccounts = readStatement<{ from: string; to: string }, DayAmount>(
  `SELECT supplier_id AS supplierId, CASE WHEN occurred_on < @from THEN '' ELSE occurred_on END AS "on",
     sum(amount) AS amount FROM supplier_entries WHERE occurred_on <= @to GROUP BY 1, 2`,
);

/** What channels earned and what lay in them; `on` is '' for all that was before the span. */
export const channelRows = {
  suppliers: (db: ReadDb) => selectSuppliers.all(db, {}),
  sold: (db: ReadDb, span: DaySpan) => selectSold.all(db, spanOf(span)),
  stock: (db: ReadDb, { from, to }: DaySpan) => selectStock.all(db, { from, to }),
  accounts: (db: ReadDb, { from, to }: DaySpan) => selectAccounts.all(db, { from, to }),
  sales: (db: ReadDb, span: DaySpan, supplierId: SupplierId, before: number, limit: number) =>
    selectSales.all(db, { ...spanOf(span), supplierId, before, limit }),
  saleCount: (db: ReadDb, span: DaySpan, supplierId: SupplierId) =>
    countSales.get(db, { ...spanOf(span), supplierId })?.count ?? 0,
};

function spanOf({ from, to }: DaySpan): Span {
  return { from, to, fromMonth: monthOf(from) };
}
