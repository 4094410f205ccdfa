import { newCommandId } from '#tests/support/open-core.ts';
import type { Bench } from '../bench-definition.ts';
import { BENCH_SHOP, copyShop, openShop, prepareBenchShop } from '../bench-shop.ts';
import { dispenseDigest, ORDER_TOTAL } from '../dispense-digest.ts';
import { floor } from '../floors/dispense.ts';
import { nextTurn, watchLoopDelay } from '../loop-delay.ts';
import { startStopwatch } from '../stopwatch.ts';

const SPARE_KEYS = 500;

/** Orders of one key each, one after the other, every one on the disk before the next is asked for. */
export const bench: Bench = {
  defaultRows: 2000,
  limits: { ratio: 1.5, loopDelayMaxMs: 100 },
  async prepare(folder, rows) {
    await prepareBenchShop(folder, rows + SPARE_KEYS);
  },
  async ours({ preparedFolder, workFolder, rows }) {
    const folder = copyShop(preparedFolder, workFolder);
    const shop = await openShop(folder);
    const { deliveries } = shop.client;
    const { shopId, skuId } = BENCH_SHOP;
    const delay = watchLoopDelay();
    const stop = startStopwatch();
    for (let sale = 1; sale <= rows; sale += 1) {
      await deliveries.dispense({
        commandId: newCommandId(),
        shopId,
        orderNumber: `T${sale}`,
        lines: [{ skuId, quantity: 1, orderTotal: ORDER_TOTAL }],
      });
      await nextTurn();
    }
    const times = stop();
    const loopDelayMaxMs = await delay.stop();
    await shop.stop();
    return { ...times, rows, loopDelayMaxMs, digest: dispenseDigest(folder) };
  },
  floor,
};
