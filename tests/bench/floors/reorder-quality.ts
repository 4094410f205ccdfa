import { generateDemand } from '#tests/support/generate-demand.ts';
import type { BenchRun, Measurement } from '../bench-definition.ts';
import { demandDigest, tuneInHindsight } from '../hindsight.ts';
import { startStopwatch } from '../stopwatch.ts';

/** Not faster, but wiser: min/max tuned on the very demand that it is judged by. */
export async function floor({ rows, seed }: BenchRun): Promise<Measurement> {
  const demand = generateDemand(seed, rows);
  const stop = startStopwatch();
  const hindsight = tuneInHindsight(demand);
  const times = stop();
  return { ...times, rows, digest: demandDigest(demand), figures: { ...hindsight } };
}
