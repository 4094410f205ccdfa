import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeTestShops, newTestFolder } from '#tests/support/open-core.ts';
import { type CommandEnd, makeShop, OWNER_ENVIRONMENT, runKacang } from '#tests/support/run-kacang.ts';

let place: string;
const inPlace = (name: string): string => path.join(place, name);
const kacang = (...words: string[]): Promise<CommandEnd> =>
  runKacang([...words, '--data', inPlace('shop'), '--json'], OWNER_ENVIRONMENT);

beforeAll(async () => {
  place = newTestFolder();
  await makeShop(inPlace('shop'));
  writeFileSync(inPlace('keys.csv'), '卡号,卡密\n6000000001,PW-1-77\n');
  const made = ['--supplier', 'S-1', '--sku', 'STEAM-50', '--create', '--cost', '47.5'];
  expect(await kacang('import-keys', inPlace('keys.csv'), ...made)).toMatchObject({ exitCode: 0 });
  writeFileSync(inPlace('prices.csv'), '我方编码,单价,起订量\nSTEAM-50,47.5,10\nNO-SUCH,1,\nSTEAM-50,没有,\n');
});
afterAll(closeTestShops);

it('kacang import-prices reads the decimal commas of a list separated by semicolons', async () => {
  writeFileSync(inPlace('commas.csv'), '我方编码;单价;起订量\nSTEAM-50;1.047,5;10,00\n');
  const words = ['import-prices', inPlace('commas.csv'), '--supplier', 'S-1', '--effective', '2026-10-01', '--dry-run'];
  const read = await kacang(...words);
  expect(read.json()).toMatchObject({
    counts: { new: 1, refused: 0 },
    rows: [{ after: [{ fromQuantity: 10, unitPrice: 10_475_000 }] }],
  });
});

it('kacang import-prices says in words what becomes of each row', async () => {
  const rows = ['STEAM-50,,95折,47', 'NO-SUCH,,1,', 'STEAM-60,,没有,', 'STEAM-70,50,0.95,'];
  writeFileSync(inPlace('words.csv'), ['我方编码,面值,单价,10张起', ...rows, ''].join('\n'));
  const words = ['import-prices', inPlace('words.csv'), '--supplier', 'S-1', '--effective', '2026-10-01', '--dry-run'];
  const asked = await runKacang([...words, '--data', inPlace('shop')], { ...OWNER_ENVIRONMENT, LANG: 'zh_CN.UTF-8' });
  expect(asked.exitCode).toBe(0);
  expect(asked.lines).toEqual([
    expect.stringContaining('新增 1'),
    expect.stringContaining('行 4 · 拒绝 · STEAM-60 · 价格不是数字。'),
    expect.stringMatching(/行 5 · 拒绝 · .* · 价格比面值小得太多.*--small-prices/),
    expect.stringContaining('行 3 · 未知商品 · NO-SUCH · 不知道是哪个 SKU。'),
    '  行 2 · 新增 · STEAM-50 · 95%, ≥10 47.00 CNY',
  ]);
});

it('kacang import-prices shows the differences, posts them once, and names what it left out', async () => {
  const words = ['import-prices', inPlace('prices.csv'), '--supplier', 'S-1', '--effective', '2026-11-01'];
  const dry = await kacang(...words, '--dry-run');
  expect(dry).toMatchObject({ exitCode: 0 });
  expect(dry.json()).toMatchObject({ isDryRun: true, counts: { new: 1, unknown: 1, refused: 1 } });
  const posted = await kacang(...words);
  expect(posted.json()).toMatchObject({
    number: 'BJ-202611-0001',
    counts: { new: 1 },
    left: [
      { rowNumber: 4, reason: 'NOT_AN_AMOUNT', column: '单价' },
      { rowNumber: 3, reason: 'SKU_UNKNOWN' },
    ],
  });
  const again = await kacang(...words);
  expect(again.exitCode).toBe(3);
  expect(again.json()).toMatchObject({ code: 'NOTHING_TO_POST', data: { same: 1 } });
  const asked = await kacang(...words, '--dry-run');
  expect(asked.exitCode).toBe(3);
  expect(asked.json()).toMatchObject({ isDryRun: true, obstacle: 'NOTHING_TO_POST', counts: { same: 1 } });
  const unknown = await kacang('import-prices', inPlace('prices.csv'), '--supplier', 'S-9');
  expect(unknown.json()).toMatchObject({ code: 'NOT_FOUND' });
});
