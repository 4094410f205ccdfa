import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { keysCsv, keysXlsx } from '#tests/support/generate-sheets.ts';
import { newCommandId, stageFileFrom, type TestShop } from '#tests/support/open-core.ts';
import { postKeys } from '#tests/support/trade-setup.ts';
import type { Bench, BenchRun, Measurement } from '../bench-definition.ts';
import {
  BENCH_SHOP,
  copyShop,
  importDigest,
  OTHER_KEYS,
  openShop,
  prepareBenchShop,
  readVaultKeys,
} from '../bench-shop.ts';
import { watchLoopDelay } from '../loop-delay.ts';
import { startStopwatch } from '../stopwatch.ts';

const SHEET_SEED = 31;

/** What both import benchmarks share: staging, posting and waiting as a window does. */
export function importBench(
  fileName: 'keys.csv' | 'keys.xlsx',
  own: Pick<Bench, 'defaultRows' | 'limits' | 'floor'>,
): Bench {
  return {
    ...own,
    async prepare(folder, rows) {
      await prepareBenchShop(folder, 0);
      const bytes = fileName === 'keys.csv' ? keysCsv(rows, SHEET_SEED) : keysXlsx(rows, SHEET_SEED);
      writeFileSync(path.join(folder, fileName), bytes);
    },
    async ours(run) {
      const folder = copyShop(run.preparedFolder, run.workFolder);
      const shop = await openShop(folder);
      const measured = await runImport(shop, run, fileName);
      await shop.stop();
      return { ...measured, digest: importDigest(folder, BENCH_SHOP.skuId, await readVaultKeys(folder)) };
    },
    async meanwhile(run) {
      const shop = await openShop(copyShop(run.preparedFolder, run.workFolder));
      const importing = runImport(shop, run, fileName);
      const slowest = await dispenseUntil(shop, importing);
      const { loopDelayMaxMs = 0 } = await importing;
      await shop.stop();
      return { dispenseMeanwhileMaxMs: slowest, loopDelayMeanwhileMaxMs: loopDelayMaxMs };
    },
  };
}

async function runImport(shop: TestShop, run: BenchRun, fileName: string): Promise<Omit<Measurement, 'digest'>> {
  const { supplierId, skuId } = BENCH_SHOP;
  const delay = watchLoopDelay();
  const stop = startStopwatch();
  const fileId = await stageFileFrom(shop.client, path.join(run.preparedFolder, fileName));
  const { summary } = await postKeys(shop.client, { fileName, supplierId, skuId }, fileId);
  const times = stop();
  return { ...times, rows: summary.accepted, loopDelayMaxMs: await delay.stop() };
}

const PAUSE_MILLISECONDS = 40;

/** Sells one key after the other until something else has ended; answers the longest wait in milliseconds. */
async function dispenseUntil({ client }: TestShop, work: Promise<unknown>): Promise<number> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  let slowest = 0;
  for (let sale = 1; !isOver && sale <= OTHER_KEYS; sale += 1) {
    const startedAt = performance.now();
    await client.deliveries.dispense({
      commandId: newCommandId(),
      shopId: BENCH_SHOP.shopId,
      orderNumber: `M${sale}`,
      lines: [{ skuId: BENCH_SHOP.otherSkuId, quantity: 1 }],
    });
    slowest = Math.max(slowest, performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
  await over;
  return slowest;
}
