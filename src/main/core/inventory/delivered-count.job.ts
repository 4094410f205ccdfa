import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { WholeSelection } from '#shared/contract/inventory.contract.ts';
import { countDelivered } from './delivered-keys.job.repo.ts';

/** How many keys of a batch, an import or a supplier buyers have. */
export function run(selection: WholeSelection, { readDb }: ThreadContext): number {
  return countDelivered(readDb, selection);
}
