import { afterEach, expect, it } from 'vitest';
import { resources } from '#renderer/i18n/resources.ts';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import { closeTestShops, openTestShop } from '#tests/support/open-core.ts';
import { jobEnd } from '#tests/support/trade.ts';

afterEach(closeTestShops);

it('has words in both languages for every check of the books and every table that it counts', async () => {
  const { client } = await openTestShop();
  const { jobId } = await client.verify.run();
  const { checks, counts } = (await jobEnd(client, jobId)).result as ShopCheck;
  expect(Object.keys(counts).length).toBeGreaterThan(70);
  for (const language of ['zh-CN', 'en'] as const) {
    const { books } = resources[language].audit;
    expect(Object.keys(counts).filter((table) => !Object.hasOwn(books.tables, table))).toEqual([]);
    expect(checks.map(({ name }) => name).filter((name) => !Object.hasOwn(books.checks, name))).toEqual([]);
    const words: string[] = Object.values(books.tables);
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  }
});
