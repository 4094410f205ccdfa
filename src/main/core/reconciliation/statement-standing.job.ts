import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { StatementId } from '#shared/domain/ids.ts';
import { type StatementStanding, statementStanding } from './statement-figures.ts';

/** Sums up a large statement beside the core's own thread. */
export function run(input: { readonly statementId: StatementId }, thread: ThreadContext): StatementStanding {
  return statementStanding(thread.readDb, input.statementId);
}
