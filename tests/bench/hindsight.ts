import { createHash } from 'node:crypto';
import {
  type BackTestHistory,
  type BackTestResult,
  type BackTestRule,
  type BackTestSku,
  backTest,
  backTestSku,
} from '#shared/domain/replenishment/back-test.ts';
import { DEFAULT_RULE } from '#shared/domain/replenishment/replenishment-rule.ts';

/** What a SKU may be out of stock, of its own days. */
export const MOST_STOCK_OUT_SHARE = 0.03;

/** The grid, in days of the SKU's mean demand while it sold: minimum, and maximum above it. */
const MINIMUM_DAYS = Array.from({ length: 61 }, (_, index) => index / 4);
/** Nobody here orders more often than the default rule: with smaller orders either of them would hold less. */
const ORDER_DAYS = [1, 1.25, 1.5, 2, 3].map((times) => times * DEFAULT_RULE.coverDays);

export interface Hindsight {
  readonly hindsightStockoutShare: number;
  readonly hindsightAverageStock: number;
  readonly hindsightOrders: number;
}

/**
 * The cheapest min/max of a fixed grid for each SKU by itself, chosen by replaying the very demand it is then judged
 * by: the least stock among the pairs that keep 3 %, or the fewest days out where none does. No shop could have known
 * it.
 */
export function tuneInHindsight(history: BackTestHistory): Hindsight {
  const rules = history.skus.map((sku) => bestMinMax(history, sku));
  const { stockOutShare, averageStock, total } = backTest(history, rules);
  return {
    hindsightStockoutShare: stockOutShare,
    hindsightAverageStock: averageStock,
    hindsightOrders: total.orders,
  };
}

function bestMinMax(history: BackTestHistory, sku: BackTestSku): BackTestRule {
  const mean = meanWhileSold(history, sku);
  let best: { rule: BackTestRule; result: BackTestResult } | null = null;
  for (const minimumDays of MINIMUM_DAYS) {
    for (const orderDays of ORDER_DAYS) {
      const minimum = Math.round(minimumDays * mean);
      const maximum = Math.max(minimum + 1, Math.round((minimumDays + orderDays) * mean));
      const rule: BackTestRule = { kind: 'min-max', minimum, maximum };
      const result = backTestSku(history, sku, rule);
      if (best === null || isBetter(result, best.result)) best = { rule, result };
    }
  }
  if (best === null) throw new Error('The grid is empty.');
  return best.rule;
}

/**
 * Units a day from the first day of the replay (or on sale) to the last with demand: a dead SKU's lots are not made
 * small by its dead days.
 */
function meanWhileSold({ from, to }: BackTestHistory, { demand, onSaleFrom }: BackTestSku): number {
  const sold = demand.subarray(Math.max(from, onSaleFrom ?? 0), to);
  const days = sold.findLastIndex((units) => units > 0) + 1;
  return sold.reduce((sum, units) => sum + units, 0) / Math.max(1, days);
}

function isBetter(one: BackTestResult, other: BackTestResult): boolean {
  const [keepsOne, keepsOther] = [keeps(one), keeps(other)];
  if (keepsOne !== keepsOther) return keepsOne;
  return keepsOne ? one.stockDays < other.stockDays : one.stockOutDays < other.stockOutDays;
}

function keeps({ stockOutDays, days }: BackTestResult): boolean {
  return stockOutDays <= MOST_STOCK_OUT_SHARE * days;
}

/** Over the demand that both sides met. */
export function demandDigest({ skus }: BackTestHistory): string {
  const hash = createHash('sha256');
  for (const { demand, bulk, outOfStock, leadDays, openingStock } of skus) {
    hash.update(new Uint8Array(demand.buffer)).update(new Uint8Array(bulk.buffer));
    hash.update(outOfStock).update(leadDays).update(`${openingStock}\n`);
  }
  return hash.digest('hex');
}
