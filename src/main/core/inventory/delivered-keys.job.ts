import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { DeliveredRow, WholeSelection } from '#shared/contract/inventory.contract.ts';
import { readDelivered } from './delivered-keys.job.repo.ts';

export interface DeliveredKeysInput {
  readonly selection: WholeSelection;
  readonly before: number;
  readonly limit: number;
}

/** One page of the deliveries that hold keys of a batch, an import or a supplier. */
export function run({ selection, before, limit }: DeliveredKeysInput, { readDb }: ThreadContext): DeliveredRow[] {
  return readDelivered(readDb, selection, before, limit);
}
