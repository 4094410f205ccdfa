import { z } from 'zod';
import type { BatchId, BrandId, ImportId, SkuId, SupplierId } from '../domain/ids.ts';
import { parseReportPeriod } from '../domain/reports/report-period.ts';
import { SUPPLIER_KINDS } from '../domain/suppliers/supplier-terms.ts';
import { idOf, moneyAmount, query } from './procedure.ts';

/** A period as it stands in an address: `2026-11`, `2026-Q4`, `last-90-days`, `last-12-months`. */
export const reportPeriod = z.string().transform((text, issues) => {
  const parsed = parseReportPeriod(text);
  if (parsed) return parsed;
  issues.addIssue({ code: 'custom', message: 'PERIOD_EXPECTED' });
  return z.NEVER;
});

/** The days a report looked at, both included. */
export const daySpan = { from: z.string(), to: z.string() };

const supplierKind = z.enum(SUPPLIER_KINDS);

function concentrationOf<Key extends z.ZodType>(key: Key) {
  return z.object({
    total: moneyAmount,
    /** Largest first. `share` is 0 to 1; `warned` above 60 %, `high` above 80 %. */
    shares: z.array(
      z.object({ key, amount: moneyAmount, share: z.number(), level: z.enum(['fine', 'warned', 'high']) }),
    ),
    /** Sum of the squared shares, 0 to 1 (Herfindahl). */
    index: z.number(),
  });
}

const concentrationReport = z.object({
  ...daySpan,
  bySupplier: concentrationOf(z.object({ supplierId: idOf<SupplierId>(), name: z.string() })),
  byKind: concentrationOf(supplierKind),
  byBrand: concentrationOf(z.object({ brandId: idOf<BrandId>(), name: z.string() })),
});
export type ConcentrationReport = z.output<typeof concentrationReport>;

/** At most this many rows behind a figure; `count` says how many there are. */
export const MOST_REPORT_ROWS = 1000;

const purchasedBatches = z.object({
  rows: z.array(
    z.object({
      batchId: idOf<BatchId>(),
      batchNumber: z.string(),
      importId: idOf<ImportId>().nullable(),
      importNumber: z.string(),
      receivedOn: z.string(),
      supplierId: idOf<SupplierId>(),
      supplierName: z.string(),
      skuId: idOf<SkuId>(),
      skuName: z.string(),
      productName: z.string(),
      /** What came in the period less what was undone or sent back in it. */
      quantity: z.number(),
      amount: moneyAmount,
    }),
  ),
  count: z.number(),
  quantity: z.number(),
  amount: moneyAmount,
});
export type PurchasedBatches = z.output<typeof purchasedBatches>;

export const tradeReportsContract = {
  /**
   * Who has how much of what was bought in a period: purchases, gifts and consigned goods at stock cost in the shop's
   * currency, less what was undone or sent back.
   */
  concentration: query('reports.read')
    .input(z.object({ period: reportPeriod }))
    .output(concentrationReport),
  /** The batches behind a share, newest first. Without a supplier, kind and brand: all of the period. */
  purchases: query('reports.read')
    .input(
      z.object({
        period: reportPeriod,
        supplierId: idOf<SupplierId>().optional(),
        supplierKind: supplierKind.optional(),
        brandId: idOf<BrandId>().optional(),
      }),
    )
    .output(purchasedBatches),
};
