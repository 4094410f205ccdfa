import type { BatchId, SkuId } from '../ids.ts';
import { type Money, sumMoney } from '../money/money.ts';
import { type Day, daysBetween } from '../time/business-time.ts';

/** Keys of one batch that are still ours. */
export interface AgedStock {
  readonly skuId: SkuId;
  readonly batchId: BatchId;
  readonly quantity: number;
  /** Their cost. */
  readonly value: Money;
  readonly receivedOn: Day;
  readonly expiresOn: Day | null;
  /** Until when the supplier takes them back; null: not at all. */
  readonly returnableUntil: Day | null;
}

/** Ages in days; `to` included, null: no end. */
export const AGE_BUCKETS = [
  { from: 0, to: 7 },
  { from: 8, to: 30 },
  { from: 31, to: 60 },
  { from: 61, to: 90 },
  { from: 91, to: 180 },
  { from: 181, to: null },
] as const satisfies readonly { readonly from: number; readonly to: number | null }[];

export interface AgeBucket {
  readonly from: number;
  readonly to: number | null;
  readonly quantity: number;
  readonly value: Money;
}

/**
 * Stock by age today, one entry per bucket, empty ones too; together all of the stock. A batch dated ahead counts as of
 * today.
 */
export function stockAge(stock: Iterable<AgedStock>, today: Day): AgeBucket[] {
  const quantities = AGE_BUCKETS.map(() => 0);
  const values = AGE_BUCKETS.map((): Money[] => []);
  for (const { receivedOn, quantity, value } of stock) {
    const at = ageBucket(receivedOn, today);
    quantities[at] = (quantities[at] ?? 0) + quantity;
    values[at]?.push(value);
  }
  return AGE_BUCKETS.map((bucket, at) => ({
    ...bucket,
    quantity: quantities[at] ?? 0,
    value: sumMoney(values[at] ?? []),
  }));
}

/** The place in {@link AGE_BUCKETS} of what came on a day. */
export function ageBucket(receivedOn: Day, today: Day): number {
  const age = Math.max(0, daysBetween(receivedOn, today));
  return AGE_BUCKETS.findIndex(({ to }) => to === null || age <= to);
}

/**
 * What to do with dead stock, the most pressing first: `return-to-supplier` while he takes it back,
 * `sell-before-expiry` when it runs out within 30 days, `write-off` when it has, else `discount`.
 */
export const DEAD_STOCK_ADVICE = ['return-to-supplier', 'write-off', 'sell-before-expiry', 'discount'] as const;
export type DeadStockAdvice = (typeof DEAD_STOCK_ADVICE)[number];

export interface DeadStock {
  readonly skuId: SkuId;
  readonly quantity: number;
  readonly value: Money;
  /** Days since the last sale; null: never sold. */
  readonly daysSinceSale: number | null;
  /** Days since its oldest batch came. */
  readonly oldestDays: number;
  readonly advice: DeadStockAdvice;
  /** The batch that the advice is about; of several the one with most money in it. */
  readonly batchId: BatchId;
}

const EXPIRY_WARNING_DAYS = 30;

/**
 * SKUs of which something lies here and nothing was sold for `deadAfterDays` days, most money first. Stock younger than
 * that is not dead. `lastSoldOn` by SKU; a SKU without an entry never sold.
 */
export function deadStock(
  stock: Iterable<AgedStock>,
  lastSoldOn: ReadonlyMap<SkuId, Day>,
  today: Day,
  deadAfterDays: number,
): DeadStock[] {
  const bySku = new Map<SkuId, AgedStock[]>();
  for (const batch of stock) {
    if (batch.quantity <= 0) continue;
    const known = bySku.get(batch.skuId);
    if (known) known.push(batch);
    else bySku.set(batch.skuId, [batch]);
  }
  const dead: DeadStock[] = [];
  for (const [skuId, batches] of bySku) {
    const soldOn = lastSoldOn.get(skuId);
    const daysSinceSale = soldOn === undefined ? null : daysBetween(soldOn, today);
    const oldestDays = batches.reduce((most, { receivedOn }) => Math.max(most, daysBetween(receivedOn, today)), 0);
    if (Math.min(daysSinceSale ?? oldestDays, oldestDays) < deadAfterDays) continue;
    const quantity = batches.reduce((sum, batch) => sum + batch.quantity, 0);
    const value = sumMoney(batches.map((batch) => batch.value));
    dead.push({ skuId, quantity, value, daysSinceSale, oldestDays, ...adviceFor(batches, today) });
  }
  return dead.sort((one, other) => other.value - one.value || one.skuId - other.skuId);
}

function adviceFor(batches: readonly AgedStock[], today: Day): Pick<DeadStock, 'advice' | 'batchId'> {
  const dearest = batches.toSorted((one, other) => other.value - one.value);
  for (const advice of DEAD_STOCK_ADVICE) {
    const batch = dearest.find((one) => isAdvised(advice, one, today));
    if (batch) return { advice, batchId: batch.batchId };
  }
  throw new RangeError('Dead stock lies in a batch.');
}

function isAdvised(advice: DeadStockAdvice, { expiresOn, returnableUntil }: AgedStock, today: Day): boolean {
  const daysLeft = expiresOn === null ? null : daysBetween(today, expiresOn);
  switch (advice) {
    case 'return-to-supplier':
      return returnableUntil !== null && returnableUntil >= today;
    case 'write-off':
      return daysLeft !== null && daysLeft < 0;
    case 'sell-before-expiry':
      return daysLeft !== null && daysLeft <= EXPIRY_WARNING_DAYS;
    case 'discount':
      return true;
  }
}
