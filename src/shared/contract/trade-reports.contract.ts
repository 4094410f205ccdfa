import { z } from 'zod';
import type { BatchId, BrandId, DeliveryId, ImportId, SkuId, SupplierId } from '../domain/ids.ts';
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

/** At most this many rows behind a figure are shown; `count` says how many there are. */
export const MOST_REPORT_ROWS = 1000;
/** At most this many of them in one answer. */
export const MOST_DRILLED_ROWS = 5000;

/** The rows behind a figure, newest first: as many as a screen shows, or page by page for who exports them all. */
export const drilledInput = {
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(MOST_DRILLED_ROWS).default(MOST_REPORT_ROWS),
};

/** Where the next page begins; null on the last one. */
export const nextPage = { nextCursor: z.string().nullable() };

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
  ...nextPage,
});
export type PurchasedBatches = z.output<typeof purchasedBatches>;

/** Money in the shop's currency. */
const channelFigures = {
  keys: z.number(),
  /** Of keys delivered in the period, less refunds; what it cost, without what came back. */
  revenue: moneyAmount,
  cost: moneyAmount,
  profit: moneyAmount,
  /** Average of the period's days: stock at cost without consigned goods, and money that lay with suppliers. */
  inStock: moneyAmount,
  prepaid: moneyAmount,
  tiedUp: moneyAmount,
  /** Gross profit ÷ money tied up; null where none was. */
  return: z.number().nullable(),
};
const channelTotal = z.object(channelFigures);
export type ChannelFigures = z.output<typeof channelTotal>;

const channelsReport = z.object({
  ...daySpan,
  bySupplier: z.array(
    z.object({ supplierId: idOf<SupplierId>(), name: z.string(), kind: supplierKind, ...channelFigures }),
  ),
  byKind: z.array(z.object({ kind: supplierKind, suppliers: z.number(), ...channelFigures })),
  total: channelTotal,
});
export type ChannelsReport = z.output<typeof channelsReport>;

const channelSales = z.object({
  rows: z.array(
    z.object({
      deliveryId: idOf<DeliveryId>(),
      number: z.string(),
      on: z.string(),
      skuId: idOf<SkuId>(),
      skuName: z.string(),
      productName: z.string(),
      keys: z.number(),
      revenue: moneyAmount,
      cost: moneyAmount,
    }),
  ),
  count: z.number(),
  ...nextPage,
});
export type ChannelSales = z.output<typeof channelSales>;

const turnoverFigures = {
  costOfSales: moneyAmount,
  /** At cost, the mean of the days' ends. */
  averageStock: moneyAmount,
  /** Cost of sales ÷ average stock, and the days that the stock lasts at that pace. */
  times: z.number().nullable(),
  days: z.number().nullable(),
  /** SKU-days on sale, those of them that ended with nothing to sell, and their share. */
  skuDays: z.number(),
  outDays: z.number(),
  outRate: z.number().nullable(),
};
const turnoverTotal = z.object(turnoverFigures);
export type TurnoverFigures = z.output<typeof turnoverTotal>;

export const turnoverMonth = z.object({ month: z.string(), ...turnoverFigures });
export type TurnoverMonth = z.output<typeof turnoverMonth>;

const turnoverReport = z.object({
  ...daySpan,
  skus: z.array(
    z.object({
      skuId: idOf<SkuId>(),
      code: z.string(),
      name: z.string(),
      productName: z.string(),
      ...turnoverFigures,
    }),
  ),
  brands: z.array(z.object({ brandId: idOf<BrandId>(), name: z.string(), skus: z.number(), ...turnoverFigures })),
  total: turnoverTotal,
  /** The last twelve months whatever the period, the oldest first. */
  months: z.array(turnoverMonth),
});
export type TurnoverReport = z.output<typeof turnoverReport>;

const skuDaysReport = z.object({
  ...daySpan,
  rows: z.array(
    z.object({
      on: z.string(),
      sold: z.number(),
      /** For sale at the end of the day. */
      end: z.number(),
      isOnSale: z.boolean(),
      isOut: z.boolean(),
    }),
  ),
});
export type SkuDaysReport = z.output<typeof skuDaysReport>;

export const tradeReportsContract = {
  /** 渠道回报: what the money tied up with each supplier and kind of supplier earned. */
  channels: query('reports.read')
    .input(z.object({ period: reportPeriod }))
    .output(channelsReport),
  /** The deliveries of a supplier's keys, newest first. */
  channelSales: query('reports.read')
    .input(z.object({ ...drilledInput, period: reportPeriod, supplierId: idOf<SupplierId>() }))
    .output(channelSales),
  /**
   * 周转 and 断货率. A SKU is on sale while it has stock and for 30 days after it sold last; such a day is one out of stock when
   * it ended with nothing to sell.
   */
  turnover: query('reports.read')
    .input(z.object({ period: reportPeriod }))
    .output(turnoverReport),
  /** The days behind a SKU's stock-out rate. */
  skuDays: query('reports.read')
    .input(z.object({ period: reportPeriod, skuId: idOf<SkuId>() }))
    .output(skuDaysReport),
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
        ...drilledInput,
        period: reportPeriod,
        supplierId: idOf<SupplierId>().optional(),
        supplierKind: supplierKind.optional(),
        brandId: idOf<BrandId>().optional(),
      }),
    )
    .output(purchasedBatches),
};
