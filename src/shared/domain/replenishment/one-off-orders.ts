import { isOneOffBulk } from './demand-history.ts';

/** A sale large enough to be asked whether it was a one-off. */
export interface LargeOrder {
  /** Index of its day in the history. */
  readonly day: number;
  readonly quantity: number;
  /** Empty where nobody knows. */
  readonly buyer: string;
}

/** No order below it is ever called a bulk order: five times the smallest middle order there is. */
export const LEAST_BULK_ORDER = 5;
/** A known buyer with so many bulk orders is no one-off: he comes again. */
const REGULAR_ORDERS = 3;

/** Those of the orders that are one-off bulk, to be left out of the forecast. `orderSizes`: how many recent orders had each quantity. */
export function oneOffOrders(
  orders: readonly LargeOrder[],
  orderSizes: ReadonlyMap<number, number>,
  dailyUnits: number,
): LargeOrder[] {
  const usual = { dailyUnits, medianOrder: medianOf(orderSizes) };
  const bulk = orders.filter(({ quantity }) => isOneOffBulk(quantity, usual));
  const ordersOf = new Map<string, number>();
  for (const { buyer } of bulk) ordersOf.set(buyer, (ordersOf.get(buyer) ?? 0) + 1);
  return bulk.filter(({ buyer }) => buyer === '' || (ordersOf.get(buyer) ?? 0) < REGULAR_ORDERS);
}

/** The middle of a distribution; the lower of two, 1 where there is none. */
export function medianOf(counts: ReadonlyMap<number, number>): number {
  const sizes = [...counts].sort(([one], [other]) => one - other);
  const total = sizes.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [size, count] of sizes) {
    seen += count;
    if (seen * 2 >= total) return size;
  }
  return 1;
}
