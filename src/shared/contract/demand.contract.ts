import { z } from 'zod';
import type { DeliveryId, SkuId } from '../domain/ids.ts';
import { DEMAND_DIMENSIONS } from '../domain/reports/demand-portrait.ts';
import { idOf, moneyAmount, query } from './procedure.ts';
import { daySpan, drilledInput, nextPage, reportPeriod } from './trade-reports.contract.ts';

const group = z.object({
  key: z.string(),
  quantity: z.number(),
  orders: z.number(),
  revenue: moneyAmount,
  profit: moneyAmount,
  share: z.number(),
});
export type DemandGroupShape = z.output<typeof group>;

const groups = z.array(group);

const portrait = z.object({
  ...daySpan,
  quantity: z.number(),
  orders: z.number(),
  revenue: moneyAmount,
  profit: moneyAmount,
  /**
   * By each dimension. Keys: the category's name, `amount currency` of a face value (amount in 1/10 000), the kind of buyer,
   * the platform of the shop, the place of the order's size, the season's code; empty where there is none.
   */
  groups: z.object({
    category: groups,
    'face-value': groups,
    buyer: groups,
    'shop-kind': groups,
    'order-size': groups,
    season: groups,
  }),
  /** Keys sold by weekday (0 Sunday) and hour where the shop is. */
  hours: z.array(z.array(z.number())),
});
export type DemandPortraitShape = z.output<typeof portrait>;

const demandRows = z.object({
  rows: z.array(
    z.object({
      id: idOf<DeliveryId>(),
      number: z.string(),
      deliveredAt: z.number(),
      shopName: z.string(),
      orderNumber: z.string(),
      skuId: idOf<SkuId>(),
      skuName: z.string(),
      productName: z.string(),
      quantity: z.number(),
      revenue: moneyAmount,
      cost: moneyAmount,
    }),
  ),
  count: z.number(),
  quantity: z.number(),
  revenue: moneyAmount,
  ...nextPage,
});
export type DemandRows = z.output<typeof demandRows>;

const dimension = z.enum(DEMAND_DIMENSIONS);

/** 需求画像: who buys what, and when. Sold deliveries and their rest; what was paid back is taken off the revenue. */
export const demandContract = {
  portrait: query('reports.read')
    .input(z.object({ period: reportPeriod }))
    .output(portrait),
  /** The groups of one dimension, as the portrait has them. */
  groups: query('reports.read')
    .input(z.object({ period: reportPeriod, dimension }))
    .output(z.object({ rows: groups })),
  /** The deliveries behind a group, or behind an hour of a weekday; newest first. */
  rows: query('reports.read')
    .input(
      z.object({
        ...drilledInput,
        period: reportPeriod,
        of: z.union([
          z.object({ dimension, key: z.string().max(120) }),
          z.object({ weekday: z.number().int().min(0).max(6), hour: z.number().int().min(0).max(23) }),
        ]),
      }),
    )
    .output(demandRows),
};
