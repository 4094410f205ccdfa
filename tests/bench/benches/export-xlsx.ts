import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FileId, SupplierId } from '#shared/domain/ids.ts';
import { readDownload } from '#tests/support/open-core.ts';
import { jobResult } from '#tests/support/trade-setup.ts';
import type { Bench } from '../bench-definition.ts';
import { openShop, shopFolder } from '../bench-shop.ts';
import { floor } from '../floors/export-xlsx.ts';
import { watchLoopDelay } from '../loop-delay.ts';
import { ACCOUNT, prepareAccount } from '../prepare-account.ts';
import { startStopwatch } from '../stopwatch.ts';
import { accountSheetDigest } from '../workbook-digest.ts';

/** The month's workbook of an account with so many entries, as a file on the disk. */
export const bench: Bench = {
  defaultRows: 100_000,
  limits: { ratio: 1.5, loopDelayMaxMs: 100 },
  prepare: prepareAccount,
  async ours({ preparedFolder, workFolder, rows }) {
    const shop = await openShop(shopFolder(preparedFolder));
    const file = path.join(workFolder, 'ours.xlsx');
    const delay = watchLoopDelay();
    const stop = startStopwatch();
    const supplierId = ACCOUNT.supplierId as SupplierId;
    const { jobId } = await shop.client.reports.monthlyWorkbook({ month: ACCOUNT.month, supplierId });
    const { fileId } = (await jobResult(shop.client, jobId)) as { fileId: FileId };
    writeFileSync(file, await readDownload(shop.client, fileId));
    const times = stop();
    const loopDelayMaxMs = await delay.stop();
    await shop.stop();
    return { ...times, rows, loopDelayMaxMs, digest: accountSheetDigest(file) };
  },
  floor,
};
