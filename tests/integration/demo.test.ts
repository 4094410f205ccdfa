import { afterEach, describe, expect, it } from 'vitest';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import { closeTestShops, openTestShop, type TestClient } from '#tests/support/open-core.ts';
import { words } from '#tests/support/pages/words.ts';
import { jobEnd } from '#tests/support/trade.ts';

afterEach(closeTestShops);

describe('the demo shop', () => {
  it('is a whole shop with trade, an open statement, and books that agree', { timeout: 120_000 }, async () => {
    const { client } = await openTestShop();
    const { jobId } = await client.shop.loadDemo({ months: 2, seed: 7, keys: 0 });
    const job = await jobEnd(client, jobId);
    expect(job).toMatchObject({ state: 'done', error: null });
    const figures = await client.dashboard.get();
    expect(figures.keysOnHand).toBeGreaterThan(100);
    expect(figures.openStatements).toHaveLength(1);
    expect((await client.sessions.state()).shop?.isDemo).toBe(true);

    const { jobId: check } = await client.verify.run();
    const verified = (await jobEnd(client, check)).result as ShopCheck;
    expect(verified.checks.filter(({ isKept }) => !isKept)).toEqual([]);
    const unsaid = await detailsWithoutWords(client);
    expect(unsaid).toEqual([]);
    await expect(client.shop.loadDemo({ months: 1, seed: 1, keys: 0 })).rejects.toMatchObject({
      code: 'SHOP_NOT_EMPTY',
    });
  });
});

/** Keys of what the trail says of each act that have no word in one of the languages. */
async function detailsWithoutWords(client: TestClient): Promise<string[]> {
  const found = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const page = await client.audit.list({ cursor, limit: 200 });
    for (const { details } of page.rows) gatherKeys(details, found);
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  const known = [words['zh-CN'], words.en].map(({ audit }): Record<string, string> => audit.details);
  return [...found].filter((key) => known.some((language) => !(key in language))).sort();
}

function gatherKeys(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) gatherKeys(item, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      found.add(key);
      gatherKeys(part, found);
    }
  }
}
