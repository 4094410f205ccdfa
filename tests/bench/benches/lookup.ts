import { createHash } from 'node:crypto';
import type { Bench } from '../bench-definition.ts';
import { openShop, prepareBenchShop, STOCK_SEED, shopFolder } from '../bench-shop.ts';
import { floor } from '../floors/lookup.ts';
import { nextTurn, watchLoopDelay } from '../loop-delay.ts';
import { startStopwatch } from '../stopwatch.ts';
import { wantedNumbers } from '../wanted-numbers.ts';

const TEXTS_PER_CALL = 1000;

/** Ten thousand card numbers among all keys in stock, a thousand a call. */
export const bench: Bench = {
  defaultRows: 1_000_000,
  limits: { ratio: 2, loopDelayMaxMs: 100 },
  async prepare(folder, rows) {
    await prepareBenchShop(folder, rows);
  },
  async ours({ preparedFolder, rows }) {
    const shop = await openShop(shopFolder(preparedFolder));
    const wanted = wantedNumbers(rows, STOCK_SEED);
    const found: string[] = [];
    const delay = watchLoopDelay();
    const stop = startStopwatch();
    for (let from = 0; from < wanted.length; from += TEXTS_PER_CALL) {
      const texts = wanted.slice(from, from + TEXTS_PER_CALL);
      const { results } = await shop.client.cardKeys.lookup({ texts });
      for (const keys of results) found.push(keys.map(({ id, state }) => `${id} ${state}`).join());
      await nextTurn();
    }
    const times = stop();
    const loopDelayMaxMs = await delay.stop();
    await shop.stop();
    return { ...times, rows, loopDelayMaxMs, digest: createHash('sha256').update(found.join('\n')).digest('hex') };
  },
  floor,
};
