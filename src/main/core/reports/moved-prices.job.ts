import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { MovedPrices } from '#shared/contract/dashboard.contract.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { movedPrices } from './dashboard-buying.ts';

export interface MovedPricesInput {
  readonly today: Day;
}

export function run({ today }: MovedPricesInput, { readDb }: ThreadContext): MovedPrices {
  return { rows: movedPrices(readDb, today) };
}
