import type { Kernel } from '#core/kernel.ts';
import type { JobId, ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import type { DemoClient } from './demo-client.ts';
import { DEMO_GOODS } from './demo-goods.ts';
import type { SeededRandom } from './seeded-random.ts';

const MONEY_OF_YUAN = 10_000;

export const [BEST_SELLER] = [...DEMO_GOODS].sort((one, other) => other.perDay - one.perDay);

export interface DemoWorld {
  readonly kernel: Kernel;
  readonly demo: DemoClient;
  readonly random: SeededRandom;
  readonly timeZone: string;
  readonly today: Day;
  /** Shortly before the moment at which the demo is asked for. */
  readonly now: number;
  readonly signal: AbortSignal;
  readonly suppliers: ReadonlyMap<string, SupplierId>;
  readonly skus: ReadonlyMap<string, SkuId>;
  readonly shops: readonly { readonly id: ShopId; readonly share: number; readonly code: string }[];
  /** Keys left per SKU code, as the generator believes. */
  readonly left: Map<string, number>;
  /** Prepaid money left per supplier code. */
  readonly prepaid: Map<string, Money>;
  serial: number;
  orderCount: number;
}

const DAY_MILLISECONDS = 86_400_000;

/** What is done in `work` was done so many days ago; what comes after it is done today. */
export async function daysAgo<Result>(
  { demo, now }: DemoWorld,
  days: number,
  work: () => Promise<Result>,
): Promise<Result> {
  demo.at(now - days * DAY_MILLISECONDS);
  const result = await work();
  demo.at(now);
  return result;
}

export const yuan = (amount: number): Money => money(Math.round(amount * MONEY_OF_YUAN));

export async function endOf(world: Pick<DemoWorld, 'kernel'>, jobId: JobId | null): Promise<unknown> {
  if (jobId === null) return null;
  const job = await world.kernel.jobs.whenEnded(jobId);
  if (job.state !== 'done') throw new Error(`A job of the demo ended ${job.state}: ${job.error?.code ?? ''}.`);
  return job.result;
}

/** As the platform of a shop would number its next order. */
export function orderNumberOf({ orderCount }: DemoWorld, shopCode: string, day: Day): string {
  return `${shopCode}${day.slice(2).replaceAll('-', '')}${String(100_000 + orderCount * 37)}`;
}
