import { backTest } from '#shared/domain/replenishment/back-test.ts';
import { DEFAULT_RULE } from '#shared/domain/replenishment/replenishment-rule.ts';
import { generateDemand } from '#tests/support/generate-demand.ts';
import type { Bench } from '../bench-definition.ts';
import { floor } from '../floors/reorder-quality.ts';
import { demandDigest, MOST_STOCK_OUT_SHARE, tuneInHindsight } from '../hindsight.ts';
import { startStopwatch } from '../stopwatch.ts';

/**
 * The default rule, which never sees a later day, against the min/max of each SKU that two years of hindsight find;
 * `rows` are SKUs. What counts are the figures: the share of SKU-days out of stock, and the units in stock on a mean
 * day.
 */
export const bench: Bench = {
  defaultRows: 200,
  runs: 1,
  limits: { figures: { stockoutShare: MOST_STOCK_OUT_SHARE, stockAgainstHindsight: 1 } },
  async prepare() {},
  async ours({ rows, seed }) {
    const demand = generateDemand(seed, rows);
    const stop = startStopwatch();
    const { stockOutShare, averageStock, total } = backTest(demand, { kind: 'forecast', rule: DEFAULT_RULE });
    const times = stop();
    const { hindsightAverageStock } = tuneInHindsight(demand);
    const stockAgainstHindsight = averageStock / hindsightAverageStock;
    return {
      ...times,
      rows,
      digest: demandDigest(demand),
      figures: { stockoutShare: stockOutShare, averageStock, stockAgainstHindsight, orders: total.orders },
    };
  },
  floor,
};
