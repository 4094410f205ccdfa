import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findLogAside } from '#core/backup/logs-aside.ts';
import { applyPreparedRestore, prepareRestore } from '#core/backup/restore-folder.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';
import { createInProcessClient } from '#hosts/node/served-calls.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import {
  closeTestShops,
  newCommandId,
  newTestFolder,
  OWNER,
  openTestCore,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { runKacang } from '#tests/support/run-kacang.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

/** A shop with a backup beside it, two keys handed out before it and three after; closed. */
async function closedShop(): Promise<{ shop: TestShop; file: string; skuId: SkuId; given: string[] }> {
  const shop = await openTestShop();
  const trade = await makeTrade(shop.client);
  await importSheet(shop.client, 'k.csv', keySheet(10), trade);
  const before = await dispense(shop.client, trade.skuId, 2);
  const { jobId } = await shop.client.backups.make({});
  expect((await jobEnd(shop.client, jobId)).error).toBeNull();
  const after = await dispense(shop.client, trade.skuId, 3);
  const [made] = (await shop.client.backups.list()).rows;
  if (!made) throw new Error('There is no backup.');
  await shop.stop();
  return { shop, file: path.join(made.place, made.fileName), skuId: trade.skuId, given: [...before, ...after] };
}

async function dispense(client: TestClient, skuId: SkuId, quantity: number): Promise<string[]> {
  const lines = [{ skuId, quantity }];
  const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), purpose: 'gift', lines });
  const pages = await Promise.all(deliveries.map(({ id }) => client.deliveries.get({ id })));
  return pages.flatMap(({ keys }) => keys.map(({ id }) => String(id)));
}

const databaseOf = ({ folder }: TestShop): string => path.join(folder, 'kacang.db');

function dropJournal({ folder }: TestShop): void {
  for (const name of ['kacang.db-wal', 'kacang.db-shm']) rmSync(path.join(folder, name), { force: true });
}

/** Ways in which a disk leaves a database. */
const DAMAGES: readonly [string, (shop: TestShop) => void][] = [
  ['overwritten from the start', (shop) => writeFileSync(databaseOf(shop), Buffer.alloc(40_000, 'no database'))],
  ['empty', (shop) => truncateSync(databaseOf(shop), 0)],
  ['gone', (shop) => rmSync(databaseOf(shop))],
  [
    'broken in its first pages',
    (shop) => {
      const descriptor = openSync(databaseOf(shop), 'r+');
      writeSync(descriptor, Buffer.alloc(4096 * 3, 0xff), 0, 4096 * 3, 100);
      closeSync(descriptor);
    },
  ],
];

describe('a shop whose database cannot be opened', () => {
  it.each(DAMAGES)('is brought back in place when it is %s', async (_name, damage) => {
    const { shop, file, skuId, given } = await closedShop();
    dropJournal(shop);
    damage(shop);
    const broken = existsSync(databaseOf(shop)) ? readFileSync(databaseOf(shop)) : null;
    const { folder, clock } = shop;

    const core = await openTestCore(folder, clock);
    const client = createInProcessClient(core, core.openSession());
    expect(await client.sessions.state()).toMatchObject({ isSetUp: false, damage: { folder } });
    await expect(client.sessions.signIn(OWNER)).rejects.toMatchObject({ code: 'SHOP_DAMAGED' });
    await expect(client.shop.setUp({ ...newShop, commandId: newCommandId() })).rejects.toMatchObject({
      code: 'SHOP_DAMAGED',
    });
    expect(await client.backups.found()).toMatchObject([{ file, businessName: '示例店' }]);
    await expect(client.backups.rescue({ file: `${file}.no` })).rejects.toMatchObject({ code: 'BACKUP_UNUSABLE' });
    expect((await client.backups.rescue({ file })).businessName).toBe('示例店');
    expect((await client.sessions.state()).isRestartNeeded).toBe(true);
    await core.stop();

    const again = await openTestShop({ folder, clock });
    expect((await again.client.sessions.state()).damage).toBeNull();
    const findings = await again.client.backups.findings();
    expect(findings).toMatchObject([{ kind: 'keys-quarantined', details: { quantity: 3 } }]);
    const later = await dispense(again.client, skuId, 5);
    expect(new Set([...given, ...later]).size).toBe(10);
    const [aside] = readdirSync(folder).filter((name) => name.startsWith('damaged-'));
    if (broken) expect(readFileSync(path.join(folder, String(aside), 'kacang.db')).equals(broken)).toBe(true);
    expect(existsSync(path.join(folder, 'rescue'))).toBe(false);
  });

  it('touches nothing of the broken files while nobody has chosen a backup', async () => {
    const { shop } = await closedShop();
    dropJournal(shop);
    writeFileSync(databaseOf(shop), Buffer.alloc(40_000, 'no database'));
    const log = readFileSync(path.join(shop.folder, 'issued.log'));
    const core = await openTestCore(shop.folder, shop.clock);
    await core.stop();
    expect(readFileSync(databaseOf(shop)).equals(Buffer.alloc(40_000, 'no database'))).toBe(true);
    expect(readFileSync(path.join(shop.folder, 'issued.log')).equals(log)).toBe(true);
  });

  it('is found at the next start where SQLite stumbled over a page inside', async () => {
    const { shop } = await closedShop();
    const { folder, clock } = shop;
    const size = statSync(databaseOf(shop)).size;
    const descriptor = openSync(databaseOf(shop), 'r+');
    // Everything behind the schema: it opens, and breaks at the first look at a row.
    writeSync(descriptor, Buffer.alloc(size - 40 * 4096, 0xff), 0, size - 40 * 4096, 40 * 4096);
    closeSync(descriptor);
    const core = await openTestCore(folder, clock);
    const client = createInProcessClient(core, core.openSession());
    if ((await client.sessions.state().catch(() => ({ damage: null }))).damage === null) {
      await expect(client.sessions.signIn(OWNER)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    }
    await core.stop();
    const next = await openTestCore(folder, clock);
    const state = await createInProcessClient(next, next.openSession()).sessions.state();
    expect(state.damage).toMatchObject({ reason: 'DATABASE_DAMAGED' });
    await next.stop();
  });

  it('is brought back once where it is asked for several times at the same moment', async () => {
    const { shop, file } = await closedShop();
    writeFileSync(databaseOf(shop), 'broken');
    const core = await openTestCore(shop.folder, shop.clock);
    const { backups } = createInProcessClient(core, core.openSession());
    const ends = await Promise.allSettled([file, file].map((asked) => backups.rescue({ file: asked })));
    expect(ends).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'RESTART_NEEDED' } }]);
    expect(existsSync(path.join(shop.folder, 'restore', 'ready.json'))).toBe(true);
    await core.stop();
  });

  it('is refused to whoever comes to a shop that opens', async () => {
    const shop = await openTestShop();
    const nobody = createInProcessClient(shop.core, shop.core.openSession());
    await expect(nobody.backups.found()).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    await expect(nobody.backups.rescue({ file: '/x' })).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('says so where issued.log was damaged too, and keeps that log aside', async () => {
    const { shop, file } = await closedShop();
    const { folder, clock } = shop;
    dropJournal(shop);
    writeFileSync(databaseOf(shop), 'broken');
    writeFileSync(path.join(folder, 'issued.log'), 'broken as well');
    const core = await openTestCore(folder, clock);
    await createInProcessClient(core, core.openSession()).backups.rescue({ file });
    await core.stop();
    const again = await openTestShop({ folder, clock });
    const [finding] = await again.client.backups.findings();
    expect(finding).toMatchObject({ kind: 'issued-log-replaced' });
    expect(await again.client.settings.get()).toMatchObject({ areSchedulesDisarmed: true });
    expect(readFileSync(path.join(folder, String(finding?.details.folder), 'issued.log'), 'utf8')).toBe(
      'broken as well',
    );
  });

  it.each([
    ['is gone', () => null],
    ['has lost what the backup has of it', (log: Buffer) => log.subarray(0, 0)],
  ])('says so where issued.log %s', async (_what, leave) => {
    const { shop, file } = await closedShop();
    const { folder, clock } = shop;
    dropJournal(shop);
    writeFileSync(databaseOf(shop), 'broken');
    const log = path.join(folder, 'issued.log');
    const left = leave(readFileSync(log));
    rmSync(log);
    if (left) writeFileSync(log, left);
    const core = await openTestCore(folder, clock);
    await createInProcessClient(core, core.openSession()).backups.rescue({ file });
    await core.stop();
    const again = await openTestShop({ folder, clock });
    expect(await again.client.backups.findings()).toMatchObject([{ kind: 'issued-log-replaced' }]);
  });

  it('does not stumble over the log of the shop that was there before', async () => {
    const { shop, file } = await closedShop();
    const other = await openTestShop();
    const trade = await makeTrade(other.client);
    await importSheet(other.client, 'k.csv', keySheet(3, 500), trade);
    await dispense(other.client, trade.skuId, 1);
    await other.client.backups.restore({ file });
    await other.restart();
    expect((await other.client.backups.findings())[0]).toMatchObject({ kind: 'issued-log-replaced' });
    expect(shop.folder).not.toBe(other.folder);
  });
});

describe('logs of one shop that parted ways', () => {
  /** Both PCs go on from one backup; answers one of each, made after they parted. */
  async function twoPcs(
    soldHere = 1,
  ): Promise<{ shop: TestShop; skuId: SkuId; own: string; other: string; given: Record<'here' | 'there', string[]> }> {
    const shop = await openTestShop();
    const trade = await makeTrade(shop.client);
    await importSheet(shop.client, 'k.csv', keySheet(12), trade);
    await dispense(shop.client, trade.skuId, 1);
    const place = newTestFolder();
    const backUp = async ({ client }: TestShop, name: string): Promise<string> => {
      const file = path.join(place, name);
      await jobEnd(client, (await client.backups.make({ file })).jobId);
      return file;
    };
    const common = await backUp(shop, 'common');
    const here = await dispense(shop.client, trade.skuId, soldHere);
    const own = await backUp(shop, 'own');
    const folder = newTestFolder();
    await prepareRestore({ folder, migrations: MIGRATIONS_FOLDER }, common, shop.clock.now());
    const second = await openTestShop({ folder, clock: shop.clock });
    const there = await dispense(second.client, trade.skuId, 2);
    return { shop, skuId: trade.skuId, own, other: await backUp(second, 'other'), given: { here, there } };
  }

  it('are said to have, whichever of them comes back', async () => {
    const { shop, skuId, own, other } = await twoPcs();
    const restored = async (file: string) => {
      await shop.client.backups.restore({ file });
      await shop.restart();
      const findings = await shop.client.backups.findings();
      return findings.filter(({ isReviewed }) => !isReviewed).map(({ kind }) => kind);
    };
    expect(await restored(other)).toContain('issued-log-replaced');
    await dispense(shop.client, skuId, 1);
    expect(await restored(own)).toContain('issued-log-replaced');
    expect(await shop.client.settings.get()).toMatchObject({ areSchedulesDisarmed: true });
  });

  it('let nothing be sold from one that only the other knows as gone, and say what both sold', async () => {
    const { shop, skuId, own, other, given } = await twoPcs(5);
    const findings = async () => (await shop.client.backups.findings()).filter(({ isReviewed }) => !isReviewed);
    const restored = async (file: string) => {
      await shop.client.backups.restore({ file });
      await shop.restart();
      return findings();
    };
    const there = await restored(other);
    const said = there.find(({ kind }) => kind === 'keys-quarantined');
    expect(said?.details).toMatchObject({ quantity: 3 });
    expect(there.find(({ kind }) => kind === 'keys-sold-twice')?.details).toMatchObject({ quantity: 2 });
    expect(there.map(({ kind }) => kind)).not.toContain('keys-resold');
    const { rows } = await shop.client.cardKeys.list({ filter: { states: ['quarantined'] }, limit: 50 });
    const beyond = given.here.filter((id) => !given.there.includes(id));
    expect(rows.map(({ id }) => String(id)).sort()).toEqual(beyond.sort());
    // What was learnt stands in the log in place: an older backup of this side knows it too.
    const sold = await dispense(shop.client, skuId, 2);
    expect(sold.filter((id) => given.here.includes(id))).toEqual([]);
    const { jobId } = await shop.client.verify.run();
    expect((await jobEnd(shop.client, jobId)).result).toMatchObject({ isWhole: true });
    await restored(other);
    const again = await dispense(shop.client, skuId, 2);
    expect(again.filter((id) => [...given.here, ...given.there, ...sold].includes(id))).toEqual([]);
    await restored(own);
    const rest = await dispense(shop.client, skuId, 2);
    expect(rest.filter((id) => [...given.here, ...given.there, ...sold, ...again].includes(id))).toEqual([]);
  });

  it('are said to have also where the power failed between the restore and the saying', async () => {
    const { shop, other } = await twoPcs();
    await shop.client.backups.restore({ file: other });
    await shop.stop();
    expect(applyPreparedRestore(shop.folder)).toMatchObject({ isLogReplaced: true });
    const again = await openTestShop({ folder: shop.folder, clock: shop.clock });
    expect((await again.client.backups.findings()).map(({ kind }) => kind)).toEqual([
      'keys-sold-twice',
      'issued-log-replaced',
    ]);
    expect(existsSync(path.join(shop.folder, 'restore'))).toBe(false);
    await again.restart();
    expect(await again.client.backups.findings()).toHaveLength(2);
  });
});

describe('a log that lies aside', () => {
  const lineOf = (sequence: number): string => `${sequence}\tkeys-dispensed\t{}\t${'a'.repeat(64)}\n`;
  const linesTo = (count: number): string => Array.from({ length: count }, (_, index) => lineOf(index + 1)).join('');

  it('comes back whole, though a broken one of the shop is longer', () => {
    const folder = newTestFolder();
    const keep = (name: string, text: string): string => {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'issued.log'), text);
      return path.join(folder, name, 'issued.log');
    };
    const begins = Buffer.from(linesTo(3));
    keep('damaged-1', `${linesTo(5)}${'\0'.repeat(900)}\n${lineOf(7)}`);
    keep('replaced-1', linesTo(6));
    const whole = keep('replaced-2', `${linesTo(8)}9\tkeys-`);
    keep('replaced-3', linesTo(2));
    expect(findLogAside(folder, 'shop', begins)).toBe(whole);
    expect(findLogAside(folder, 'shop', Buffer.from(lineOf(2)))).toBeNull();
  });
});

describe('kacang restore', () => {
  it('brings a shop back whose database cannot be opened, without anybody signed in', async () => {
    const place = newTestFolder();
    const folder = path.join(place, 'shop');
    const owner = { KACANG_USER: OWNER.name, KACANG_PASSPHRASE: OWNER.passphrase };
    const kacang = (...words: string[]) => runKacang([...words, '--data', folder, '--json'], owner);
    const recovery = path.join(place, 'recovery');
    expect(await kacang('init', '--business', '示例店', '--recovery-file', recovery)).toMatchObject({ exitCode: 0 });
    const file = path.join(place, 'a.kacang-backup');
    expect(await kacang('backup', '--out', file)).toMatchObject({ exitCode: 0 });
    for (const name of ['kacang.db-wal', 'kacang.db-shm']) rmSync(path.join(folder, name), { force: true });
    writeFileSync(path.join(folder, 'kacang.db'), 'broken');

    const refused = await kacang('call', 'settings.get');
    expect(refused.exitCode).toBe(3);
    expect(refused.json()).toMatchObject({ code: 'SHOP_DAMAGED' });
    const restored = await kacang('restore', file);
    expect(restored.errorText).not.toContain('Error');
    expect(restored.exitCode).toBe(0);
    expect(restored.json()).toMatchObject({ businessName: '示例店' });
    expect((await kacang('call', 'settings.get')).json()).toMatchObject({ businessName: '示例店' });
    const [aside] = readdirSync(folder).filter((name) => name.startsWith('damaged-'));
    expect(readFileSync(path.join(folder, String(aside), 'kacang.db'), 'utf8')).toBe('broken');
  });
});

const newShop = {
  ownerName: '别人',
  passphrase: 'correct horse battery',
  businessName: '新店',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  language: 'zh-CN' as const,
  backupPlace: null,
};
