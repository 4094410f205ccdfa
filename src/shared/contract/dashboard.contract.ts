import { z } from 'zod';
import type { SkuId, StatementId } from '../domain/ids.ts';
import { auditEvent } from './audit.contract.ts';
import { idOf, moneyAmount, query } from './procedure.ts';

export const dashboard = z.object({
  /** At cost, of all keys that are ours. */
  stockValue: moneyAmount,
  keysOnHand: z.number(),
  keysAvailable: z.number(),
  keysQuarantined: z.number(),
  /** Keys on hand whose last day is within 7 and within 30 days, and what they cost. */
  expiring: z.object({ within7: z.number(), within30: z.number(), valueWithin30: moneyAmount }),
  /** SKUs with fewer available keys than their minimum, the emptiest first; at most 20. */
  belowMinimum: z.array(
    z.object({ skuId: idOf<SkuId>(), code: z.string(), name: z.string(), available: z.number(), minimum: z.number() }),
  ),
  belowMinimumCount: z.number(),
  /** This month by document date, in the shop's currency. */
  month: z.string(),
  purchases: z.object({ amount: moneyAmount, entries: z.number() }),
  sales: z.object({ revenue: moneyAmount, cost: moneyAmount, keys: z.number(), deliveries: z.number() }),
  /** The last 30 days with today, one row a day. */
  days: z.array(
    z.object({ on: z.string(), keys: z.number(), revenue: moneyAmount, cost: moneyAmount, purchases: moneyAmount }),
  ),
  openStatements: z.array(
    z.object({ id: idOf<StatementId>(), number: z.string(), supplierName: z.string(), toOn: z.string() }),
  ),
  backup: z.object({ lastAt: z.number().nullable(), hasSecondPlace: z.boolean() }),
  openFindings: z.number(),
  activity: z.array(auditEvent),
});
export type Dashboard = z.output<typeof dashboard>;

export const dashboardContract = {
  /** What a reseller looks at in the morning. Every figure is a sum over rows that a list shows. */
  get: query('stock.read').output(dashboard),
};
