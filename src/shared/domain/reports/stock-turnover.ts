import type { Money } from '../money/money.ts';

export interface StockTurnover {
  /** How often the stock was sold in the span: cost of sales ÷ average stock. Null without any stock. */
  readonly times: number | null;
  /** Days that the stock lasts at that pace: days of the span ÷ times. Null where nothing was sold. */
  readonly days: number | null;
}

/** How fast stock turns. Both amounts are at cost; `days` is the length of the span they are of. */
export function stockTurnover(costOfSales: Money, averageStock: Money, days: number): StockTurnover {
  if (averageStock <= 0) return { times: null, days: null };
  const times = Math.max(0, costOfSales) / averageStock;
  return { times, days: times > 0 ? days / times : null };
}

/**
 * What the money tied up in a channel earned: gross profit ÷ average money tied up, 0.1 is 10 % over the span. Null where no
 * money was tied up.
 */
export function channelReturn(grossProfit: Money, tiedUp: Money): number | null {
  return tiedUp > 0 ? grossProfit / tiedUp : null;
}
