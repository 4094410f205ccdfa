import type { CommandRun } from './command.ts';
import { CommandRefusal } from './command-errors.ts';
import { reportOf } from './error-report.ts';

/** How a dry run ends that found nothing in the way. */
const CLEAR = 0;
/** As the import itself would. */
const REFUSED = 3;

/**
 * How a dry run ends: as the import would, so that a script that asks first is not told that all is well. What is in the way
 * is said as a sentence for people; the result keeps its counts.
 */
export function endOfDryRun(run: CommandRun, obstacle: string | null, data: object): number {
  if (obstacle === null) return CLEAR;
  run.note(reportOf(new CommandRefusal(obstacle, obstacle, { ...data }), run.language).message);
  return REFUSED;
}
