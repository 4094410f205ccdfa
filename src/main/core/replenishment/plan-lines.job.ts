import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import type { ReorderRunId } from '#shared/domain/ids.ts';
import { readPlanLines } from './reorder-runs.repo.ts';

/** The lines of a stored plan: thousands of them are not read on the core's own thread. */
export function run(input: { runId: ReorderRunId }, { readDb }: ThreadContext): PlanLine[] {
  return readPlanLines(readDb, input.runId);
}
