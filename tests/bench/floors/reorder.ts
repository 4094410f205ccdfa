import type { BenchRun, Measurement } from '../bench-definition.ts';
import { daysDigest, HISTORY_DAYS, openDays } from '../reorder-shop.ts';
import { startStopwatch } from '../stopwatch.ts';

/** A bare pass over the rows: units and days out of stock summed by SKU. */
export async function floor({ preparedFolder, rows }: BenchRun): Promise<Measurement> {
  const days = openDays(preparedFolder);
  const stop = startStopwatch();
  const sums = new Float64Array((2 * rows) / HISTORY_DAYS);
  for (const [skuId, , units, isOut] of days.rows()) {
    const at = 2 * (skuId - 1);
    sums[at] = (sums[at] ?? 0) + units;
    sums[at + 1] = (sums[at + 1] ?? 0) + isOut;
  }
  const times = stop();
  days.close();
  return { ...times, rows, digest: daysDigest(sums) };
}
