import { z } from 'zod';
import type { BatchId, SkuId, SupplierId } from '../domain/ids.ts';
import { AGE_BUCKETS, DEAD_STOCK_ADVICE } from '../domain/replenishment/stock-age.ts';
import { idOf, moneyAmount, query } from './procedure.ts';

const skuId = idOf<SkuId>();
const deadAfterDays = z.number().int().min(7).max(3650);

const deadSku = z.object({
  skuId,
  skuCode: z.string(),
  skuName: z.string(),
  productName: z.string(),
  quantity: z.number(),
  value: moneyAmount,
  /** Null: never sold. */
  daysSinceSale: z.number().nullable(),
  oldestDays: z.number(),
  advice: z.enum(DEAD_STOCK_ADVICE),
  /** The batch that the advice is about, with its last days. */
  batchId: idOf<BatchId>(),
  batchNumber: z.string(),
  supplierName: z.string(),
  expiresOn: z.string().nullable(),
  returnableUntil: z.string().nullable(),
});
export type DeadSku = z.output<typeof deadSku>;

const stockAgeReport = z.object({
  today: z.string(),
  /** Days without a sale after which stock counts as dead: as asked for, else as the shop's replenishment settings say. */
  deadAfterDays,
  buckets: z.array(z.object({ from: z.number(), to: z.number().nullable(), quantity: z.number(), value: moneyAmount })),
  quantity: z.number(),
  value: moneyAmount,
  /** Mean age in days, weighted by value; null without stock. */
  meanDays: z.number().nullable(),
  dead: z.array(deadSku),
  deadValue: moneyAmount,
});
export type StockAgeReport = z.output<typeof stockAgeReport>;

const agedBatch = z.object({
  batchId: idOf<BatchId>(),
  batchNumber: z.string(),
  skuId,
  skuCode: z.string(),
  skuName: z.string(),
  productName: z.string(),
  supplierId: idOf<SupplierId>(),
  supplierName: z.string(),
  receivedOn: z.string(),
  ageDays: z.number(),
  quantity: z.number(),
  value: moneyAmount,
  expiresOn: z.string().nullable(),
  returnableUntil: z.string().nullable(),
});
export type AgedBatch = z.output<typeof agedBatch>;

/** Rows that are answered at most; sums are over all. */
export const MOST_AGED_BATCHES = 5000;

const agedBatches = z.object({
  rows: z.array(agedBatch),
  count: z.number(),
  quantity: z.number(),
  value: moneyAmount,
});
export type AgedBatches = z.output<typeof agedBatches>;

/** 库龄与滞销: how long what we hold has been lying here, and what to do with what nobody buys. Values are cost. */
export const stockAgeContract = {
  /** Everything on hand by age, and the dead stock, most money first. */
  report: query('reports.read')
    .input(z.object({ deadAfterDays: deadAfterDays.optional() }).default({}))
    .output(stockAgeReport),
  /** The batches behind a bucket or a SKU, the oldest first; keys of one batch with other last days stand apart. */
  batches: query('reports.read')
    .input(
      z
        .object({
          /** Its place among the buckets. */
          bucket: z
            .number()
            .int()
            .min(0)
            .max(AGE_BUCKETS.length - 1)
            .optional(),
          skuId: skuId.optional(),
        })
        .default({}),
    )
    .output(agedBatches),
};
