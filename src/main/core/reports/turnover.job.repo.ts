import type { ReadDb } from '#core/db/connection.ts';
import { readStatement } from '#core/db/statement.ts';
import type { BrandId, SkuId } from '#shared/domain/ids.ts';
import type { DaySpan } from '#shared/domain/reports/report-period.ts';
import type { Day } from '#shared/domain/time/business-time.ts';

/** A SKU that was ever in stock or sold. */
export interface TurnedSku {
  readonly skuId: SkuId;
  readonly code: string;
  readonly name: string;
  readonly productName: string;
  readonly brandId: BrandId;
  readonly brandName: string;
}

export interface StockDayRow {
  readonly skuId: SkuId;
  /** '' for everything before the span. */
  readonly on: Day | '';
  readonly value: number;
  readonly sold: number;
}

/** A day on which a SKU, or one that was merged into it (`ownId`), sold or changed. */
export interface SkuDayRow {
  readonly skuId: SkuId;
  readonly ownId: SkuId;
  readonly on: Day;
  readonly sold: number;
  readonly end: number;
}

const ROOT = 'COALESCE(k.merged_into_id, k.id)';

const selectSkus = readStatement<Record<string, never>, TurnedSku>(
  `SELECT k.id AS skuId, k.code, k.name, p.name AS productName, COALESCE(m.id, b.id) AS brandId,
     COALESCE(m.name, b.name) AS brandName
   FROM skus k JOIN products p ON p.id = k.product_id JOIN brands b ON b.id = p.brand_id
   LEFT JOIN brands m ON m.id = b.merged_into_id WHERE k.merged_into_id IS NULL ORDER BY p.name_key, k.code_key`,
);
// Cost of sales: issues, less what buyers brought back.
const selectStock = readStatement<{ from: string; to: string }, StockDayRow>(
  `SELECT ${ROOT} AS skuId, CASE WHEN m.occurred_on < @from THEN '' ELSE m.occurred_on END AS "on", sum(m.value) AS value,
     sum(CASE WHEN m.kind = 'issue' OR (m.kind = 'return' AND m.reason = 'buyer-return') THEN -m.value ELSE 0 END) AS sold
   FROM movements m JOIN skus k ON k.id = m.sku_id WHERE m.occurred_on <= @to GROUP BY 1, 2`,
);
const selectDays = readStatement<{ skuId: number | null; to: string }, SkuDayRow>(
  `SELECT ${ROOT} AS skuId, k.id AS ownId, d.occurred_on AS "on", d.sold + d.replaced AS sold, d.end_available AS "end"
   FROM sku_days d JOIN skus k ON k.id = d.sku_id
   WHERE d.occurred_on <= @to AND (@skuId IS NULL OR k.id = @skuId OR k.merged_into_id = @skuId)
   ORDER BY 1, d.occurred_on`,
);

export const turnoverRows = {
  skus: (db: ReadDb) => selectSkus.all(db, {}),
  stock: (db: ReadDb, { from, to }: DaySpan) => selectStock.all(db, { from, to }),
  days: (db: ReadDb, to: Day, skuId: SkuId | null = null) => selectDays.all(db, { skuId, to }),
};
