import type { StatementId } from '#shared/domain/ids.ts';
import { newCommandId } from '#tests/support/open-core.ts';
import { jobResult } from '#tests/support/trade-setup.ts';
import type { Bench } from '../bench-definition.ts';
import { copyShop, openShop } from '../bench-shop.ts';
import { floor } from '../floors/match.ts';
import { watchLoopDelay } from '../loop-delay.ts';
import { matchDigest } from '../match-digest.ts';
import { ACCOUNT, prepareAccount } from '../prepare-account.ts';
import { startStopwatch } from '../stopwatch.ts';

/** An open statement with as many lines as the account has entries: books read, passes run, matches stored. */
export const bench: Bench = {
  defaultRows: 100_000,
  limits: { ratio: 2, loopDelayMaxMs: 100 },
  prepare: prepareAccount,
  async ours({ preparedFolder, workFolder, rows }) {
    const folder = copyShop(preparedFolder, workFolder);
    const shop = await openShop(folder);
    const delay = watchLoopDelay();
    const stop = startStopwatch();
    const id = ACCOUNT.statementId as StatementId;
    const { jobId } = await shop.client.statements.match({ commandId: newCommandId(), id });
    await jobResult(shop.client, jobId);
    const times = stop();
    const loopDelayMaxMs = await delay.stop();
    await shop.stop();
    return { ...times, rows, loopDelayMaxMs, digest: matchDigest(folder) };
  },
  floor,
};
