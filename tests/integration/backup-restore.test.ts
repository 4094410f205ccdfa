import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readManifest, writeBackupFile } from '#core/backup/backup-file.ts';
import { verifyBackup } from '#core/backup/make-backup.job.ts';
import { applyPreparedRestore, prepareRestore } from '#core/backup/restore-folder.ts';
import { writeSetting } from '#core/settings/settings.repo.ts';
import { SHOP_SETTING, shopSettings } from '#core/settings/shop-settings.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import type { ShopId, SkuId } from '#shared/domain/ids.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';
import { moneyOfUnits } from '#tests/support/money-of-units.ts';
import {
  closeTestShops,
  newCommandId,
  newTestFolder,
  openTestShop,
  stageFile,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { closeMonth, postEntry } from '#tests/support/reconcile.ts';
import { importSheet, jobEnd, keySheet, makeSku, makeTrade, proposedSettings } from '#tests/support/trade.ts';
import { createSupplier } from '#tests/support/trade-setup.ts';

afterEach(closeTestShops);
afterEach(() => vi.restoreAllMocks());

async function backUp(client: TestClient, file: string): Promise<string> {
  const { jobId } = await client.backups.make({ file });
  const job = await jobEnd(client, jobId);
  expect(job.error).toBeNull();
  return file;
}

async function verified(client: TestClient): Promise<ShopCheck> {
  const { jobId } = await client.verify.run();
  const job = await jobEnd(client, jobId);
  expect(job.error).toBeNull();
  return job.result as ShopCheck;
}

async function dispense(client: TestClient, skuId: SkuId, quantity: number): Promise<string[]> {
  const result = await client.deliveries.dispense({
    commandId: newCommandId(),
    purpose: 'gift',
    lines: [{ skuId, quantity }],
  });
  const pages = await Promise.all(result.deliveries.map(({ id }) => client.deliveries.get({ id })));
  return pages.flatMap(({ keys }) => keys.map(({ id }) => String(id)));
}

async function shopWithKeys(count: number): Promise<{ shop: TestShop; skuId: SkuId }> {
  const shop = await openTestShop();
  const trade = await makeTrade(shop.client);
  await importSheet(shop.client, 'k.csv', keySheet(count), trade);
  return { shop, skuId: trade.skuId };
}

async function restoreAndRestart(shop: TestShop, file: string): Promise<void> {
  await shop.client.backups.restore({ file });
  expect((await shop.client.sessions.state()).isRestartNeeded).toBe(true);
  await expect(shop.client.backups.setSecondPlace({ commandId: newCommandId(), place: null })).rejects.toMatchObject({
    code: 'RESTART_NEEDED',
  });
  await shop.restart();
}

describe('backup and restore', () => {
  it('never gives a key again that went out after the backup', async () => {
    const { shop, skuId } = await shopWithKeys(10);
    const file = path.join(newTestFolder(), 'a.kacang-backup');
    const before = await dispense(shop.client, skuId, 2);
    await backUp(shop.client, file);
    const after = await dispense(shop.client, skuId, 3);
    const { since, ...inspected } = await shop.client.backups.inspect({ file });
    expect(inspected).toMatchObject({ isOwn: true, file });
    expect(since).toContainEqual({ action: 'deliveries.dispense', acts: 1, quantity: 3 });
    await restoreAndRestart(shop, file);

    const findings = await shop.client.backups.findings();
    expect(findings).toMatchObject([{ kind: 'keys-quarantined', details: { quantity: 3 } }]);
    expect(await shop.client.settings.get()).toMatchObject({ areSchedulesDisarmed: true });
    for (const { id } of findings) await shop.client.backups.review({ commandId: newCommandId(), id });
    expect(await shop.client.settings.get()).toMatchObject({ areSchedulesDisarmed: false });
    expect((await shop.client.sessions.state()).isRestartNeeded).toBe(false);
    const later = await dispense(shop.client, skuId, 5);
    expect(new Set([...before, ...after, ...later]).size).toBe(10);
    await expect(dispense(shop.client, skuId, 1)).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK' });
    const check = await verified(shop.client);
    expect(check.checks.filter(({ isKept }) => !isKept)).toEqual([]);
  });

  it('posts no import that was loading when a restore was prepared: the next start would take it away unsaid', async () => {
    const shop = await openTestShop();
    const { client } = shop;
    const trade = await makeTrade(client);
    const file = path.join(newTestFolder(), 'a.kacang-backup');
    await backUp(client, file);
    const fileId = await stageFile(client, 'k.csv', keySheet(3));
    const settings = await proposedSettings(client, fileId, trade);
    const { threads } = shop.core.kernel;
    const run = threads.run.bind(threads);
    const prepared = Promise.withResolvers<void>();
    vi.spyOn(threads, 'run').mockImplementation(async (job) => {
      const result = await run(job);
      if (job.kind === 'post-keys') await prepared.promise;
      return result as never;
    });
    const { importId, jobId } = await client.imports.post({ commandId: newCommandId(), settings });
    if (jobId === null) throw new Error('The import has no job.');
    await client.backups.restore({ file });
    prepared.resolve();
    expect(await jobEnd(client, jobId)).toMatchObject({ state: 'failed', error: { code: 'RESTART_NEEDED' } });
    expect((await client.imports.get({ id: importId })).state).toBe('cancelled');
    expect((await client.supplierAccounts.get({ supplierId: trade.supplierId })).balance).toBe(0);
  });

  it.each([
    ['for one amount', { by: 'total' as const, total: moneyOfUnits(100) }],
    ['key by key', { by: 'unit' as const, unitCost: moneyOfUnits(20), perSku: [] }],
  ])(
    'never gives a key again that came and went after the backup, though its sheet is imported once more %s',
    async (_, cost) => {
      const shop = await openTestShop();
      const trade = await makeTrade(shop.client);
      const file = path.join(newTestFolder(), 'a.kacang-backup');
      await backUp(shop.client, file);
      const receipt = { ...trade, cost };
      await importSheet(shop.client, 'k.csv', keySheet(5), receipt);
      const tailsOf = async (quantity: number) => {
        const lines = [{ skuId: trade.skuId, quantity }];
        const gift = { commandId: newCommandId(), purpose: 'gift' as const, lines };
        const { deliveries } = await shop.client.deliveries.dispense(gift);
        const pages = await Promise.all(deliveries.map(({ id }) => shop.client.deliveries.get({ id })));
        return pages.flatMap(({ keys }) => keys.map(({ tail }) => tail));
      };
      const gone = await tailsOf(2);
      await restoreAndRestart(shop, file);
      expect(await shop.client.backups.findings()).toMatchObject([{ kind: 'keys-unknown', details: { quantity: 2 } }]);

      const { summary, importId } = await importSheet(shop.client, 'k.csv', keySheet(5), receipt);
      expect(summary).toMatchObject({ accepted: 5, warnings: { ISSUED_BEFORE: 2 } });
      const { rows } = await shop.client.inventory.stock({ skuId: trade.skuId });
      expect(rows).toMatchObject([{ available: 3, quarantined: 2, valueOnHand: 1_000_000 }]);
      const { rows: held } = await shop.client.cardKeys.list({ filter: { importId, states: ['quarantined'] } });
      expect(held.map(({ tail, isExposed }) => [tail, isExposed]).toSorted()).toEqual(
        gone.map((tail) => [tail, true]).toSorted(),
      );
      const later = await tailsOf(3);
      expect(later.filter((tail) => gone.includes(tail))).toEqual([]);
      await expect(tailsOf(1)).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK' });
      expect((await verified(shop.client)).isWhole).toBe(true);
    },
  );

  it('never sells what went back to its supplier after the backup', async () => {
    const { shop, skuId } = await shopWithKeys(5);
    const file = path.join(newTestFolder(), 'a.kacang-backup');
    await backUp(shop.client, file);
    const [batch] = (await shop.client.inventory.batches({ skuId })).rows;
    if (!batch) throw new Error('there is no batch');
    const wish = { batchId: batch.id, quantity: 2, credit: null, reason: '多发了' };
    await shop.client.supplierReturns.post({ commandId: newCommandId(), ...wish });
    await restoreAndRestart(shop, file);
    expect(await shop.client.backups.findings()).toMatchObject([
      { kind: 'keys-quarantined', details: { quantity: 2 } },
    ]);
    expect((await shop.client.inventory.stock({ skuId })).rows).toMatchObject([{ available: 3, quarantined: 2 }]);
    expect((await verified(shop.client)).isWhole).toBe(true);
  });

  it.each(['reveal', 'export'] as const)(
    'never sells a key that was let back on sale before the backup and seen again after it, by %s',
    async (way) => {
      const { shop, skuId } = await shopWithKeys(2);
      const { client } = shop;
      const { rows } = await client.cardKeys.list({ filter: { skuId }, limit: 1 });
      const keyIds = rows.map(({ id }) => id);
      await client.cardKeys.reveal({ commandId: newCommandId(), keyIds, reason: '核对' });
      const selection = { by: 'keys' as const, keyIds };
      await client.inventory.release({ commandId: newCommandId(), selection, reason: '查过，没用过' });
      const file = path.join(newTestFolder(), 'a.kacang-backup');
      await backUp(client, file);
      if (way === 'reveal') await client.cardKeys.reveal({ commandId: newCommandId(), keyIds, reason: '核对' });
      else {
        const wish = { filter: {}, keyIds, format: 'csv' as const, reason: '核对' };
        const { jobId } = await client.cardKeys.export({ commandId: newCommandId(), ...wish });
        expect((await jobEnd(client, jobId)).state).toBe('done');
      }
      await restoreAndRestart(shop, file);
      expect((await shop.client.inventory.stock({ skuId })).rows).toMatchObject([{ available: 1, quarantined: 1 }]);
      expect((await verified(shop.client)).isWhole).toBe(true);
    },
  );

  it('names the keys that came back and were sold anew after the backup, which has them with their first buyer', async () => {
    const { shop, skuId } = await shopWithKeys(1);
    const gift = () =>
      shop.client.deliveries.dispense({ commandId: newCommandId(), purpose: 'gift', lines: [{ skuId, quantity: 1 }] });
    const [first] = (await gift()).deliveries;
    if (!first) throw new Error('nothing was delivered');
    const keyIds = (await shop.client.deliveries.get({ id: first.id })).keys.map(({ id }) => id);
    const file = path.join(newTestFolder(), 'a.kacang-backup');
    await backUp(shop.client, file);
    await shop.client.deliveries.return({ commandId: newCommandId(), id: first.id, keyIds, reason: '买错了' });
    const selection = { by: 'keys' as const, keyIds };
    await shop.client.inventory.release({ commandId: newCommandId(), selection, reason: '查过，没用过' });
    await gift();
    await restoreAndRestart(shop, file);
    expect(await shop.client.backups.findings()).toMatchObject([
      { kind: 'keys-resold', details: { quantity: 1, deliveries: first.number } },
    ]);
    expect((await verified(shop.client)).isWhole).toBe(true);
  });

  it.each([0, 1])(
    'never gives a key again though another shop was restored by mistake in between, %i handed out before the backup',
    async (givenBefore) => {
      const { shop, skuId } = await shopWithKeys(5);
      const other = await openTestShop();
      const [own, mistaken] = [path.join(newTestFolder(), 'own'), path.join(newTestFolder(), 'mistaken')];
      await backUp(other.client, mistaken);
      if (givenBefore > 0) await dispense(shop.client, skuId, givenBefore);
      await backUp(shop.client, own);
      await dispense(shop.client, skuId, 2);
      await restoreAndRestart(shop, mistaken);
      shop.clock.advance(60_000);
      await restoreAndRestart(shop, own);
      const free = 5 - givenBefore - 2;
      expect((await shop.client.inventory.stock({ skuId })).rows).toMatchObject([{ available: free, quarantined: 2 }]);
      expect(await shop.client.backups.findings()).toMatchObject([
        { kind: 'keys-quarantined', details: { quantity: 2 } },
      ]);
      // And once more, from the backup of the other shop: its own log lies aside too.
      await restoreAndRestart(shop, own);
      expect((await shop.client.inventory.stock({ skuId })).rows).toMatchObject([{ available: free, quarantined: 2 }]);
      expect((await verified(shop.client)).isWhole).toBe(true);
    },
  );

  it('refuses a backup that a newer version made, which none of this one could open', async () => {
    const { shop, skuId } = await shopWithKeys(2);
    const newer = await openTestShop();
    await newer.core.kernel.queue.write((tx) => {
      tx.exec("INSERT INTO migrations (name, sha256, at) VALUES ('9990-of-tomorrow.sql', 'x', 1)");
    });
    const file = await backUp(newer.client, path.join(newTestFolder(), 'a.kacang-backup'));
    const refused = { code: 'BACKUP_UNUSABLE', data: { reason: 'NEWER_VERSION' } };
    await expect(shop.client.backups.inspect({ file })).rejects.toMatchObject(refused);
    await expect(shop.client.backups.restore({ file })).rejects.toMatchObject(refused);
    expect(await dispense(shop.client, skuId, 1)).toHaveLength(1);
  });

  it('serves no order again that was served after the backup, nor the rest of one, nor gives a number twice', async () => {
    const { shop, skuId } = await shopWithKeys(20);
    const serve = (shopId: ShopId, orderNumber: string, quantity: number, more = {}) =>
      shop.client.deliveries.dispense({
        commandId: newCommandId(),
        shopId,
        orderNumber,
        lines: [{ skuId, quantity, ...more }],
      });
    const file = path.join(newTestFolder(), 'a.kacang-backup');
    const { id: old } = await shop.client.shops.create({ commandId: newCommandId(), name: '老店' });
    await serve(old, 'HALF', 1, { orderedQuantity: 3 });
    await backUp(shop.client, file);
    const { id: young } = await shop.client.shops.create({ commandId: newCommandId(), name: '新店' });
    await shop.client.deliveries.dispense({
      commandId: newCommandId(),
      shopId: old,
      orderNumber: 'HALF',
      lines: [{ skuId, quantity: 2 }],
      again: 'rest',
    });
    await serve(old, 'T1', 1);
    const last = await serve(young, 'T2', 1);
    await restoreAndRestart(shop, file);

    const findings = await shop.client.backups.findings();
    expect(findings).toContainEqual(
      expect.objectContaining({
        kind: 'orders-served',
        details: { quantity: 3, orders: '老店 HALF, 老店 T1, 新店 T2' },
      }),
    );
    const shops = await shop.client.shops.list({});
    const found = shops.find(({ name }) => name === '新店');
    if (!found) throw new Error('the shop is not known');
    for (const [shopId, number] of [
      [old, 'HALF'],
      [old, 'T1'],
      [found.id, 'T2'],
    ] as const) {
      await expect(serve(shopId, number, 1)).rejects.toMatchObject({
        code: 'ORDER_ALREADY_DELIVERED',
        data: { undelivered: 0 },
      });
    }
    const next = await serve(found.id, 'T3', 1);
    expect(next.deliveries[0]?.number).not.toBe(last.deliveries[0]?.number);
    expect((await verified(shop.client)).isWhole).toBe(true);
  });

  it('is prepared once where it is asked for several times at the same moment', async () => {
    const { shop } = await shopWithKeys(2);
    const file = await backUp(shop.client, path.join(newTestFolder(), 'a.kacang-backup'));
    const outcomes = await Promise.all(
      [file, file, `${file}-of-nowhere`].map((asked) =>
        shop.client.backups.restore({ file: asked }).then(
          () => 'prepared',
          ({ code }: { code: string }) => code,
        ),
      ),
    );
    expect(outcomes).toEqual(['prepared', 'RESTART_NEEDED', 'RESTART_NEEDED']);
    expect(existsSync(path.join(shop.folder, 'restore', 'ready.json'))).toBe(true);
  });

  it('can be cut short at every step of the restore', async () => {
    const { shop, skuId } = await shopWithKeys(4);
    const file = path.join(newTestFolder(), 'a.kacang-backup');
    await backUp(shop.client, file);
    await dispense(shop.client, skuId, 1);
    const { folder } = shop;
    await shop.stop();
    const copy = newTestFolder();

    // Cut before `ready.json`: nothing is ready and the shop stands as it was.
    await prepareRestore({ folder, migrations: MIGRATIONS_FOLDER }, file, 1);
    rmSync(path.join(folder, 'restore', 'ready.json'));
    expect(applyPreparedRestore(folder)).toBeNull();

    // Cut after the present database was moved aside: the next start goes on.
    await prepareRestore({ folder, migrations: MIGRATIONS_FOLDER }, file, 2);
    const database = readFileSync(path.join(folder, 'kacang.db'));
    writeFileSync(path.join(copy, 'kacang.db'), database);
    rmSync(path.join(folder, 'kacang.db'));
    expect(applyPreparedRestore(folder)).toMatchObject({ isLogReplaced: false });
    expect(applyPreparedRestore(folder)).toBeNull();

    const again = await openTestShop({ folder });
    expect((await verified(again.client)).isWhole).toBe(true);
    expect((await again.client.backups.findings())[0]).toMatchObject({ kind: 'keys-quarantined' });
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 400)],
    [
      'changed in the middle',
      (bytes: Buffer) => Buffer.from(bytes.map((byte, index) => (index === 900 ? byte ^ 255 : byte))),
    ],
    ['something else', () => Buffer.from('no backup')],
  ])('refuses a backup that is %s, and the shop stays as it is', async (_name, damage) => {
    const { shop, skuId } = await shopWithKeys(2);
    const file = path.join(newTestFolder(), 'a.kacang-backup');
    await backUp(shop.client, file);
    writeFileSync(file, damage(readFileSync(file)));
    await expect(verifyBackup(file, path.join(newTestFolder(), 'x.db'))).rejects.toThrow();
    await expect(shop.client.backups.restore({ file })).rejects.toMatchObject({ code: 'BACKUP_UNUSABLE' });
    expect(await dispense(shop.client, skuId, 1)).toHaveLength(1);
  });

  it('counts the backup beside the shop where the second place took none, and says so', async () => {
    const { shop } = await shopWithKeys(2);
    const place = newTestFolder();
    await shop.client.backups.setSecondPlace({ commandId: newCommandId(), place });
    const stamp = new Date(shop.clock.now()).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
    // Nothing can be written there under that name.
    mkdirSync(path.join(place, `kacang-${stamp}-manual.kacang-backup`, 'in the way'), { recursive: true });
    const { jobId } = await shop.client.backups.make({});
    const job = await jobEnd(shop.client, jobId);
    expect(job.error).toMatchObject({ code: 'SECOND_PLACE_FAILED', data: { place } });
    const { rows, ownPlace } = await shop.client.backups.list();
    expect(rows).toMatchObject([{ place: ownPlace, isPresent: true, isVerified: true }]);
  });

  it('tells the dashboard since when the second place has got none', async () => {
    const shop = await openTestShop();
    const place = newTestFolder();
    const unplugged = `${place}-unplugged`;
    await shop.client.backups.setSecondPlace({ commandId: newCommandId(), place: `${place}${path.sep}` });
    const make = async () => {
      const { jobId } = await shop.client.backups.make({});
      await jobEnd(shop.client, jobId);
      return (await shop.client.dashboard.get()).backup;
    };
    const madeWhileAway = async () => {
      const { jobId } = await shop.client.backups.make({});
      return (await jobEnd(shop.client, jobId)).error;
    };
    expect((await shop.client.dashboard.get()).backup).toEqual({ lastAt: null, hasSecondPlace: true, secondAt: null });
    const firstAt = shop.clock.now();
    expect(await make()).toEqual({ lastAt: firstAt, hasSecondPlace: true, secondAt: firstAt });
    renameSync(place, unplugged);
    shop.clock.advance(3 * 86_400_000);
    expect(await make()).toEqual({ lastAt: shop.clock.now(), hasSecondPlace: true, secondAt: firstAt });
    expect(await madeWhileAway()).toMatchObject({ code: 'SECOND_PLACE_FAILED', data: { reason: 'ENOENT' } });
    rmSync(unplugged, { recursive: true, force: true });
  });

  it('takes away what a killed one left long ago, and nothing of another shop that is at it', async () => {
    const { shop } = await shopWithKeys(1);
    const { ownPlace } = await shop.client.backups.list();
    mkdirSync(ownPlace, { recursive: true });
    const leave = (name: string, hoursAgo: number): void => {
      const at = Date.now() / 1000 - hoursAgo * 3600;
      writeFileSync(path.join(ownPlace, name), 'half');
      utimesSync(path.join(ownPlace, name), at, at);
    };
    leave('kacang-20261001-030000-daily.kacang-backup.part', 30);
    leave('kacang-20261130-030000-quit.kacang-backup.part', 0);
    leave('letter.part', 30);
    const { jobId } = await shop.client.backups.make({});
    expect((await jobEnd(shop.client, jobId)).error).toBeNull();
    expect(readdirSync(ownPlace).filter((name) => name.endsWith('.part'))).toEqual([
      'kacang-20261130-030000-quit.kacang-backup.part',
      'letter.part',
    ]);
  });

  it('that is not whole takes the place of no older one, and does not lie there as if it were', async () => {
    const { shop } = await shopWithKeys(2);
    const place = newTestFolder();
    const file = await backUp(shop.client, path.join(place, 'a.kacang-backup'));
    const before = readFileSync(file);
    const parts = { 'kacang.db': file, 'issued.log': file };
    const writing = writeBackupFile(file, parts, await readManifest(file), {
      attachmentPlace: place,
      verify: (unfinished) => verifyBackup(unfinished, path.join(newTestFolder(), 'x.db')),
    });
    await expect(writing).rejects.toThrow();
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(place)).toEqual(['a.kacang-backup']);
  });

  it('by hand takes the place of no other file, least of all of one that the shop lives on', async () => {
    const { shop, skuId } = await shopWithKeys(2);
    await dispense(shop.client, skuId, 1);
    const log = readFileSync(path.join(shop.folder, 'issued.log'));
    const elsewhere = newTestFolder();
    writeFileSync(path.join(elsewhere, 'letter.txt'), 'Dear supplier');
    for (const [file, reason] of [
      [path.join(shop.folder, 'issued.log'), 'IN_DATA_FOLDER'],
      [path.join(shop.folder, 'kacang.db'), 'IN_DATA_FOLDER'],
      [path.join(shop.folder, 'logs', '..', 'other'), 'IN_DATA_FOLDER'],
      [path.join(elsewhere, 'letter.txt'), 'OTHER_FILE'],
      [elsewhere, 'OTHER_FILE'],
    ] as const) {
      mkdirSync(path.join(shop.folder, 'logs'), { recursive: true });
      await expect(shop.client.backups.make({ file })).rejects.toMatchObject({
        code: 'PLACE_UNUSABLE',
        data: { reason },
      });
    }
    expect(readFileSync(path.join(shop.folder, 'issued.log')).equals(log)).toBe(true);
    // An older backup, and a file that a script has reserved, are written over.
    writeFileSync(path.join(elsewhere, 'empty'), '');
    await backUp(shop.client, path.join(elsewhere, 'empty'));
    await backUp(shop.client, path.join(elsewhere, 'empty'));
  });

  it('takes no second place in the shop itself, and keeps backups of a shop that has one', async () => {
    const { shop, skuId } = await shopWithKeys(2);
    const { ownPlace } = await shop.client.backups.list();
    const set = (place: string) => shop.client.backups.setSecondPlace({ commandId: newCommandId(), place });
    await backUp(shop.client, path.join(newTestFolder(), 'a'));
    mkdirSync(ownPlace, { recursive: true });
    for (const place of [shop.folder, ownPlace, path.join(ownPlace, '..', 'backups')]) {
      await expect(set(place)).rejects.toMatchObject({ code: 'PLACE_UNUSABLE', data: { reason: 'IN_DATA_FOLDER' } });
    }
    await shop.core.kernel.queue.write((tx) => {
      writeSetting(tx, SHOP_SETTING, { ...shopSettings(tx), backupPlace: ownPlace });
    });
    await dispense(shop.client, skuId, 1);
    shop.clock.advance(2 * 86_400_000);
    await shop.restart();
    const { rows } = await shop.client.backups.list();
    expect(rows.filter(({ kind }) => kind === 'quit')).toMatchObject([{ place: ownPlace, isPresent: true }]);
  });

  it('backs up at quit when something happened, and not twice for nothing', async () => {
    const { shop } = await shopWithKeys(2);
    await shop.restart();
    const first = (await shop.client.backups.list()).rows;
    expect(first).toMatchObject([{ kind: 'quit', isPresent: true, isVerified: true }]);
  });
});

async function broken({ client }: TestShop): Promise<string[]> {
  return (await verified(client)).checks.filter(({ isKept }) => !isKept).map(({ name }) => name);
}

describe('after a restore', () => {
  it('the backups beside the shop are listed, also those that were made after the one that came back', async () => {
    const { shop, skuId } = await shopWithKeys(3);
    const files: string[] = [];
    for (const _ of ['before', 'after']) {
      const job = await jobEnd(shop.client, (await shop.client.backups.make({})).jobId);
      files.push((job.result as { fileName: string }).fileName);
      shop.clock.advance(60_000);
      await dispense(shop.client, skuId, 1);
    }
    await restoreAndRestart(shop, files[0] ?? '');
    const { rows } = await shop.client.backups.list();
    const there = rows.filter(({ isPresent }) => isPresent).map(({ place, fileName }) => path.join(place, fileName));
    expect(there).toEqual(expect.arrayContaining(files));
    expect(rows.map(({ madeAt }) => madeAt)).toEqual(rows.map(({ madeAt }) => madeAt).sort((a, b) => b - a));
  });

  it('a month that was closed twice since is named once', async () => {
    const shop = await openTestShop();
    const file = await backUp(shop.client, path.join(newTestFolder(), 'before.kacang-backup'));
    const supplierId = await createSupplier(shop.client, 'S001');
    const month = '2026-10' as Month;
    const paid = { supplierId, kind: 'payment', amount: moneyOfUnits(10), occurredOn: '2026-10-05' as Day } as const;
    await postEntry(shop.client, paid);
    const confirmed = { supplierId, month, balance: moneyOfUnits(-10) };
    await shop.client.periods.confirmBalance({ commandId: newCommandId(), ...confirmed });
    await closeMonth(shop.client, month);
    await shop.client.periods.reopenMonth({ commandId: newCommandId(), month, reason: '漏记' });
    await closeMonth(shop.client, month);
    await restoreAndRestart(shop, file);
    const lost = (await shop.client.backups.findings()).filter(({ kind }) => kind === 'closing-lost');
    expect(lost.map(({ details }) => details)).toEqual([{ month }]);
  });
});

async function shopWithClosedMonth(): Promise<TestShop> {
  const shop = await openTestShop();
  const { client } = shop;
  const supplierId = await createSupplier(client, 'S001');
  const month = '2026-10' as Month;
  await postEntry(client, { supplierId, kind: 'payment', amount: moneyOfUnits(10), occurredOn: '2026-10-05' as Day });
  const { books } = await client.periods.get({ month });
  for (const { balance } of books) {
    await client.periods.confirmBalance({ commandId: newCommandId(), supplierId, month, balance });
  }
  await closeMonth(client, month);
  return shop;
}

describe('verify', () => {
  it('finds a key whose state was changed behind its back', async () => {
    const { shop } = await shopWithKeys(3);
    expect((await verified(shop.client)).isWhole).toBe(true);
    await shop.core.kernel.queue.write((tx) => {
      tx.exec("UPDATE card_keys SET state = 'void' WHERE id = (SELECT min(id) FROM card_keys)");
    });
    const check = await verified(shop.client);
    const broken = check.checks.filter(({ isKept }) => !isKept).map(({ name }) => name);
    expect(broken).toContain('keys-agree-with-batch-stock');
  });

  it('finds what papers say of themselves and no row behind them bears out', async () => {
    const { shop, skuId } = await shopWithKeys(6);
    const { client } = shop;
    const other = await makeSku(client, 'OTHER', null);
    const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '一店' });
    const order = { shopId, orderNumber: 'T1', purpose: 'sale' } as const;
    await client.deliveries.dispense({ commandId: newCommandId(), ...order, lines: [{ skuId, quantity: 2 }] });
    const reservation = { skuId, quantity: 2, buyer: 'B', endsAt: shop.clock.now() + 86_400_000 };
    await client.reservations.create({ commandId: newCommandId(), ...reservation });
    expect(await broken(shop)).toEqual([]);
    for (const [rule, change, back] of [
      ['batches-are-of-one-sku', `card_keys SET sku_id = ${other} WHERE id = 6`, `sku_id = ${skuId}`],
      ['batches-are-of-one-sku', `movements SET sku_id = ${other} WHERE id = 1`, `sku_id = ${skuId}`],
      ['deliveries-are-their-keys', 'deliveries SET quantity = 1 WHERE id = 1', 'quantity = 2'],
      ['deliveries-are-their-keys', 'deliveries SET refunded = 5 WHERE id = 1', 'refunded = 0'],
      [
        'orders-are-their-deliveries',
        'shop_order_lines SET delivered_quantity = 0 WHERE order_id = 1',
        'delivered_quantity = 2',
      ],
      ['reservations-hold-their-keys', 'reservations SET held_quantity = 1 WHERE id = 1', 'held_quantity = 2'],
    ] as const) {
      const [table = '', where = ''] = change.split(/ SET .+(?= WHERE )/);
      await shop.core.kernel.queue.write((tx) => void tx.exec(`UPDATE ${change}`));
      expect(await broken(shop), change).toContain(rule);
      await shop.core.kernel.queue.write((tx) => void tx.exec(`UPDATE ${table} SET ${back}${where}`));
    }
    expect(await broken(shop)).toEqual([]);
  });

  it('finds an end of the audit trail that was cut off', async () => {
    const { shop, skuId } = await shopWithKeys(3);
    await dispense(shop.client, skuId, 1);
    expect(await broken(shop)).toEqual([]);
    await shop.core.kernel.queue.write((tx) => {
      tx.exec('DELETE FROM audit_events WHERE sequence = (SELECT max(sequence) FROM audit_events)');
    });
    expect(await broken(shop)).toEqual(['audit-trail-is-whole']);
  });

  it.each(['its record alone', 'its record and its digest'])(
    'finds a closed month that was changed in %s',
    async (what) => {
      const shop = await shopWithClosedMonth();
      expect(await broken(shop)).toEqual([]);
      await shop.core.kernel.queue.write((tx) => {
        const kept = tx.prepare("SELECT snapshot, snapshot_digest AS digest FROM periods WHERE book = 'shop'").get();
        const { snapshot, digest } = kept as { snapshot: string; digest: Buffer };
        const changed = snapshot.replace('S001', 'S002');
        const fitting = createHash('sha256').update(changed).digest();
        tx.prepare("UPDATE periods SET snapshot = ?, snapshot_digest = ? WHERE book = 'shop'").run(
          changed,
          what === 'its record alone' ? digest : fitting,
        );
      });
      expect(await broken(shop)).toEqual(['closed-months-are-what-was-closed']);
    },
  );

  it('finds an account that no longer comes to what its closed month says', async () => {
    const shop = await shopWithClosedMonth();
    await shop.core.kernel.queue.write((tx) => {
      tx.exec("UPDATE supplier_entries SET month = '2026-11' WHERE month = '2026-10'");
    });
    expect(await broken(shop)).toContain('closed-months-are-what-was-closed');
  });

  it.each([
    ['moved to another month', "UPDATE movements SET month = '2026-11' WHERE month = '2026-10'"],
    ['given to another SKU', 'UPDATE movements SET sku_id = (SELECT max(id) FROM skus)'],
  ])('finds stock of a closed month that was %s', async (_what, sql) => {
    const shop = await openTestShop();
    const trade = await makeTrade(shop.client);
    await makeSku(shop.client, 'OTHER', null);
    await importSheet(shop.client, 'k.csv', keySheet(3), { ...trade, documentOn: '2026-10-20' as Day });
    const month = '2026-10' as Month;
    const { books } = await shop.client.periods.get({ month });
    for (const { supplierId, balance } of books) {
      await shop.client.periods.confirmBalance({ commandId: newCommandId(), supplierId, month, balance });
    }
    await closeMonth(shop.client, month);
    expect(await broken(shop)).toEqual([]);
    await shop.core.kernel.queue.write((tx) => tx.exec(sql));
    const { checks } = await verified(shop.client);
    const found = checks.find(({ name }) => name === 'closed-months-are-what-was-closed');
    expect(found?.breaches.join()).toMatch(/shop 2026-10 sku \d+ moved otherwise/);
    expect(found?.breaches.join()).toMatch(/stock 2026-10 sku \d+ moved otherwise/);
  });

  it('finds a secret in a plain column and in a log, and names where and whose', async () => {
    const { shop } = await shopWithKeys(3);
    const secret = /K\d+-\d+-Z/.exec(keySheet(1).toString())?.[0] ?? '';
    const logs = path.join(shop.folder, 'logs');
    mkdirSync(logs, { recursive: true });
    writeFileSync(path.join(logs, 'kacang.log'), `{"message":"started","note":"${secret.slice(0, -1)}"}\n`);
    expect(await broken(shop)).toEqual([]);
    await shop.core.kernel.queue.write((tx) => {
      tx.prepare('UPDATE suppliers SET notes = ?').run(`这张卡有问题：${secret}，请换`);
    });
    writeFileSync(path.join(logs, 'kacang.log'), `{"message":"import failed","line":"600100,${secret}"}\n`);
    const found = (await verified(shop.client)).checks.find(({ name }) => name === 'no-secret-in-plain');
    expect(found).toMatchObject({ isKept: false });
    expect(found?.breaches).toEqual([
      expect.stringMatching(/^suppliers\.notes tells the secret of key \d+$/),
      expect.stringContaining(`${path.join('logs', 'kacang.log')} tells the secret of key `),
    ]);
    expect(JSON.stringify(found)).not.toContain(secret);
  });

  it('counts and digests every table that is the business', async () => {
    const { shop, skuId } = await shopWithKeys(3);
    await dispense(shop.client, skuId, 1);
    const { counts, digest } = await verified(shop.client);
    const tables = Object.keys(counts);
    for (const table of ['card_keys', 'key_events', 'purchase_orders', 'offers', 'stock_takes', 'exchange_rates']) {
      expect(tables).toContain(table);
    }
    expect(tables).not.toContain('settings');
    expect((await verified(shop.client)).digest).toBe(digest);
    await shop.core.kernel.queue.write((tx) => tx.exec('UPDATE key_events SET happened_at = happened_at + 1'));
    expect((await verified(shop.client)).digest).not.toBe(digest);
  });

  it('finds an altered audit row and a sealed key that was moved', async () => {
    const { shop } = await shopWithKeys(3);
    await shop.core.kernel.queue.write((tx) => {
      tx.exec("UPDATE audit_events SET details = '{}' WHERE sequence = 2");
      tx.exec(
        'UPDATE card_keys SET sealed = (SELECT sealed FROM card_keys ORDER BY id LIMIT 1 OFFSET 1) WHERE id = (SELECT min(id) FROM card_keys)',
      );
    });
    const broken = (await verified(shop.client)).checks.filter(({ isKept }) => !isKept).map(({ name }) => name);
    expect(broken).toEqual(expect.arrayContaining(['audit-trail-is-whole', 'sealed-keys-open']));
  });
});
