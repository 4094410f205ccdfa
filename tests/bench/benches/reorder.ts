import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Bench } from '../bench-definition.ts';
import { floor } from '../floors/reorder.ts';
import { watchLoopDelay } from '../loop-delay.ts';
import { daysDigest, HISTORY_DAYS, prepareDays } from '../reorder-shop.ts';
import type { ReorderThreadFigures, ReorderThreadInput, ReorderThreadResult } from '../reorder-thread.ts';
import { startStopwatch } from '../stopwatch.ts';

/**
 * The morning's plan as a job thread makes it: every SKU's rows read, its need forecast, all of them planned against
 * three offers each. The floor reads the same rows and sums them. `arrays…` tell of the same without reading rows:
 * forecasts and plan alone, and a pass over the arrays alone.
 */
export const bench: Bench = {
  defaultRows: 5000 * HISTORY_DAYS,
  limits: { ratio: 5, loopDelayMaxMs: 100 },
  prepare: prepareDays,
  async ours({ preparedFolder, rows }) {
    const delay = watchLoopDelay();
    const stop = startStopwatch();
    const workerData: ReorderThreadInput = { folder: preparedFolder, skuCount: rows / HISTORY_DAYS };
    const thread = new Worker(new URL('../reorder-thread.ts', import.meta.url), { workerData });
    // Both are waited for from the start: the figures may come while the delay is still read.
    const messages = on(thread, 'message');
    const next = async <Message>(): Promise<Message> => (await messages.next()).value?.[0];
    const sums = await next<ReorderThreadResult>();
    const times = stop();
    const loopDelayMaxMs = await delay.stop();
    const figures = await next<ReorderThreadFigures>();
    return { ...times, rows, loopDelayMaxMs, digest: daysDigest(sums), figures };
  },
  floor,
};
