import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReadDatabase } from '#core/db/connection.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newTestFolder, openTestShop } from '#tests/support/open-core.ts';
import { type CommandEnd, makeShop, OWNER_ENVIRONMENT, runKacang } from '#tests/support/run-kacang.ts';
import { makeTrade, previewSheet } from '#tests/support/trade.ts';
import { createSku } from '#tests/support/trade-setup.ts';

const NEXT_YEAR = new Date().getUTCFullYear() + 1;
let place: string;
const inPlace = (name: string): string => path.join(place, name);

function kacang(name: string, text: string, ...words: string[]): Promise<CommandEnd> {
  writeFileSync(inPlace(name), text);
  const made = [
    '--supplier',
    'S1',
    '--sku',
    words.includes('--dry-run') ? 'K2' : 'K1',
    '--cost',
    '9.50',
    '--create',
    ...words,
  ];
  return runKacang(['import-keys', inPlace(name), ...made, '--data', inPlace('shop'), '--json'], OWNER_ENVIRONMENT);
}

function lastDays(): string[] {
  const db = openReadDatabase(path.join(inPlace('shop'), 'kacang.db'));
  try {
    return db.prepare('SELECT expires_on FROM card_keys ORDER BY id').pluck().all() as string[];
  } finally {
    db.close();
  }
}

beforeAll(async () => {
  place = newTestFolder();
  await makeShop(inPlace('shop'));
});
afterAll(closeTestShops);

it('an expiry may be a month or a length of time, and the check says how it was read', async () => {
  const rows = [
    `6000000001,PW-1-77,${NEXT_YEAR}年3月`,
    `6000000002,PW-2-78,04/${NEXT_YEAR}`,
    '6000000003,PW-3-79,400天',
    `6000000004,PW-4-80,${NEXT_YEAR}-05-06`,
    '6000000005,PW-5-81,12月',
  ];
  const documentOn = `${NEXT_YEAR - 1}-01-01`;
  const sheet = `卡号,卡密,有效期\n${rows.join('\n')}\n`;
  const done = await kacang('months.csv', sheet, '--date', documentOn);
  expect(done).toMatchObject({ exitCode: 0 });
  expect(done.json()).toMatchObject({
    accepted: 4,
    byReason: { NOT_A_DAY: 1 },
    warnings: { EXPIRY_END_OF_MONTH: 2, EXPIRY_COUNTED: 1 },
  });
  expect(lastDays()).toEqual([
    `${NEXT_YEAR}-03-31`,
    `${NEXT_YEAR}-04-30`,
    addDays(documentOn as Day, 400),
    `${NEXT_YEAR}-05-06`,
  ]);
});

it('days before codes are no expiry where all of them are over, and one with a warning where they are to come', async () => {
  const past = `${NEXT_YEAR - 2}-11-20 ABCD-1234-EFGH\n${NEXT_YEAR - 2}-11-21 ABCD-1235-EFGJ\n`;
  const bought = (await kacang('bought.txt', past, '--dry-run')).json();
  expect(bought).toMatchObject({ accepted: 2, refused: 0, warnings: { DAY_LEFT_OUT: 2 } });
  const toCome = `${NEXT_YEAR}-11-20 ABCD-1234-EFGH\n${NEXT_YEAR}-11-21 ABCD-1235-EFGJ\n`;
  const living = (await kacang('living.txt', toCome, '--dry-run')).json();
  expect(living).toMatchObject({ accepted: 2, warnings: { EXPIRY_UNLABELLED: 2 } });
  expect(living.warnings).not.toHaveProperty('DAY_LEFT_OUT');
  const named = `日期,卡密\n${past.replaceAll(' ', ',')}`;
  expect((await kacang('named.csv', named, '--dry-run')).json()).toMatchObject({
    accepted: 2,
    warnings: { DAY_LEFT_OUT: 2 },
  });
  const labelled = `到期日：${NEXT_YEAR}-11-20 卡密：ABCD-1234-EFGH\n到期日：${NEXT_YEAR}-11-21 卡密：ABCD-1235-EFGJ\n`;
  const told = (await kacang('labelled.txt', labelled, '--dry-run')).json();
  expect(told).toMatchObject({ accepted: 2 });
  expect(told.warnings).not.toHaveProperty('EXPIRY_UNLABELLED');
});

it('a length of time that a product promises its buyers is no expiry of the key', async () => {
  const { client } = await openTestShop();
  const { supplierId } = await makeTrade(client);
  const skuId = await createSku(client, 'VIP31', { membershipDays: 31 });
  const rows = ['6000000001,PW-1-77,1个月', '6000000002,PW-2-78,31天', '6000000003,PW-3-79,90天'];
  const sheet = Buffer.from(`卡号,卡密,有效期\n${rows.join('\n')}\n`);
  const choices = { supplierId, skuId, documentOn: '2026-10-20' as Day };
  expect(await previewSheet(client, 'vip.csv', sheet, choices)).toMatchObject({
    accepted: 1,
    byReason: { VALIDITY_OF_MEMBERSHIP: 2 },
  });
});
