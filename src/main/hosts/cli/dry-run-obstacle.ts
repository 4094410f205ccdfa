import type { CommandRun } from './command.ts';
import { CommandRefusal } from './command-errors.ts';
import { reportOf } from './error-report.ts';

/** How a dry run ends that found nothing in the way. */
const CLEAR = 0;
/** As the import itself would. */
const REFUSED = 3;

/**
 * How a dry run ends: as the import would, so that a script that asks first is not told that all is well. What is in the way
 * is said as a sentence for people, which begins with `file` where the command has several; the result keeps its counts.
 */
export function endOfDryRun(run: CommandRun, obstacle: string | null, data: object, file?: string): number {
  if (obstacle === null) return CLEAR;
  const { message } = reportOf(new CommandRefusal(obstacle, obstacle, { ...data }), run.language);
  run.note(file === undefined ? message : `${file}: ${message}`);
  return REFUSED;
}
