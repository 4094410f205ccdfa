import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { BatchId, BrandId, ImportId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import type { SupplierKind } from '#shared/domain/suppliers/supplier-terms.ts';
import { monthOf } from '#shared/domain/time/business-time.ts';

type Span = { from: string; to: string; fromMonth: string };

// A document's month of the stock book is never before that of its day, so the index leaves out what is earlier.
const OF_SPAN = 'm.month >= @fromMonth AND m.occurred_on BETWEEN @from AND @to';
/** What came in by purchase, less undone imports and returns to suppliers. */
const IS_PURCHASE = `b.receipt_kind IN ('purchase', 'gift', 'consignment')
  AND (m.kind = 'receipt' OR m.reason = 'return-to-supplier')`;

const selectPurchases = readStatement<
  Span,
  {
    supplierId: SupplierId;
    supplierName: string;
    kind: SupplierKind;
    brandId: BrandId;
    brandName: string;
    amount: number;
  }
>(
  `SELECT b.supplier_id AS supplierId, p.name AS supplierName, p.kind, COALESCE(mb.id, br.id) AS brandId,
     COALESCE(mb.name, br.name) AS brandName, sum(m.value) AS amount
   FROM movements m JOIN batches b ON b.id = m.batch_id JOIN suppliers p ON p.id = b.supplier_id
   JOIN skus s ON s.id = b.sku_id JOIN products pr ON pr.id = s.product_id JOIN brands br ON br.id = pr.brand_id
   LEFT JOIN brands mb ON mb.id = br.merged_into_id
   WHERE ${OF_SPAN} AND ${IS_PURCHASE} GROUP BY b.supplier_id, COALESCE(mb.id, br.id) ORDER BY p.name_key, brandId`,
);

type RowsFilter = Span & { supplierId: number | null; kind: string | null; brandId: number | null };
const BATCHES = `FROM movements m JOIN batches b ON b.id = m.batch_id JOIN suppliers p ON p.id = b.supplier_id
   JOIN skus s ON s.id = b.sku_id JOIN products pr ON pr.id = s.product_id JOIN brands br ON br.id = pr.brand_id
   LEFT JOIN imports i ON i.id = b.import_id
   WHERE ${OF_SPAN} AND ${IS_PURCHASE} AND (@supplierId IS NULL OR b.supplier_id = @supplierId)
     AND (@kind IS NULL OR p.kind = @kind)
     AND (@brandId IS NULL OR COALESCE(br.merged_into_id, br.id) = @brandId)`;
const selectBatches = readStatement<
  RowsFilter & { beforeOn: string; beforeId: number; limit: number },
  {
    batchId: BatchId;
    batchNumber: string;
    importId: ImportId | null;
    importNumber: string;
    receivedOn: string;
    supplierId: SupplierId;
    supplierName: string;
    skuId: SkuId;
    skuName: string;
    productName: string;
    quantity: number;
    amount: number;
  }
>(
  `SELECT b.id AS batchId, b.number AS batchNumber, b.import_id AS importId, COALESCE(i.number, '') AS importNumber,
     b.received_on AS receivedOn, b.supplier_id AS supplierId, p.name AS supplierName, b.sku_id AS skuId,
     s.name AS skuName, pr.name AS productName, sum(m.quantity) AS quantity, sum(m.value) AS amount
   ${BATCHES} AND (b.received_on < @beforeOn OR (b.received_on = @beforeOn AND b.id < @beforeId))
   GROUP BY b.id ORDER BY b.received_on DESC, b.id DESC LIMIT CAST(@limit AS INTEGER)`,
);
const sumBatches = readStatement<RowsFilter, { count: number; quantity: number; amount: number }>(
  `SELECT count(DISTINCT b.id) AS count, COALESCE(sum(m.quantity), 0) AS quantity,
     COALESCE(sum(m.value), 0) AS amount ${BATCHES}`,
);

export interface PurchaseFilter {
  readonly supplierId?: SupplierId | undefined;
  readonly supplierKind?: SupplierKind | undefined;
  readonly brandId?: BrandId | undefined;
}

/** What was bought in a span of days, from the stock ledger, in the shop's currency. */
export const purchaseRows = {
  shares: (db: ReadDb, span: DaySpan) => selectPurchases.all(db, spanOf(span)),
  batches: (
    db: ReadDb,
    span: DaySpan,
    filter: PurchaseFilter,
    [beforeOn, beforeId]: readonly [string, number],
    limit: number,
  ) => selectBatches.all(db, { ...filterOf(span, filter), beforeOn, beforeId, limit }),
  sum: (db: ReadDb, span: DaySpan, filter: PurchaseFilter) =>
    sumBatches.get(db, filterOf(span, filter)) ?? { count: 0, quantity: 0, amount: 0 },
};

function spanOf({ from, to }: DaySpan): Span {
  return { from, to, fromMonth: monthOf(from) };
}

function filterOf(span: DaySpan, { supplierId, supplierKind, brandId }: PurchaseFilter): RowsFilter {
  return {
    ...spanOf(span),
    supplierId: supplierId ?? null,
    kind: supplierKind ?? null,
    brandId: brandId ?? null,
  };
}
