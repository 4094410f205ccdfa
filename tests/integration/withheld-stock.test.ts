import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { systemContext } from '#core/context.ts';
import { finishBulkMove, startBulkMove } from '#core/inventory/bulk-moves.ts';
import { stockAuthor } from '#core/inventory/stock-author.ts';
import { createInProcessClient } from '#hosts/node/served-calls.ts';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import {
  closeTestShops,
  newCommandId,
  OWNER,
  openTestCore,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

async function shopWithKeys(count: number) {
  const shop = await openTestShop();
  const trade = await makeTrade(shop.client);
  const { importId } = await importSheet(shop.client, 'k.csv', keySheet(count), trade);
  return { shop, importId, ...trade };
}

/** A backup, then what happens after it, then that backup again. */
async function restoreAfter(
  shop: TestShop,
  happens: () => Promise<unknown>,
  goesOn: () => Promise<unknown> = () => shop.restart(),
): Promise<void> {
  const { jobId } = await shop.client.backups.make({});
  expect((await jobEnd(shop.client, jobId)).error).toBeNull();
  const [made] = (await shop.client.backups.list()).rows;
  if (!made) throw new Error('there is no backup');
  await happens();
  await shop.client.backups.restore({ file: path.join(made.place, made.fileName) });
  await goesOn();
}

async function ended({ client }: TestShop): Promise<void> {
  for (const { id } of await client.jobs.list()) await jobEnd(client, id);
}

async function verify(client: TestClient): Promise<string[]> {
  const { jobId } = await client.verify.run();
  const { checks } = (await jobEnd(client, jobId)).result as ShopCheck;
  return checks.flatMap(({ name, isKept, breaches }) => (isKept ? [] : [`${name}: ${breaches.join(', ')}`]));
}

async function stockOf(client: TestClient, skuId: SkuId) {
  const [stock] = (await client.inventory.stock({ skuId })).rows;
  return { available: stock?.available, quarantined: stock?.quarantined };
}

async function batchOf(client: TestClient, skuId: SkuId) {
  const [batch] = (await client.inventory.batches({ skuId })).rows;
  if (!batch) throw new Error('there is no batch');
  return batch;
}

async function keyIdsOf(client: TestClient, skuId: SkuId, limit: number) {
  const { rows } = await client.cardKeys.list({ filter: { skuId }, limit });
  return rows.map(({ id }) => id);
}

const act = { reason: '供应商说作废', note: '' };
const issuedLines = ({ folder }: TestShop) =>
  readFileSync(path.join(folder, 'issued.log'), 'utf8').match(/^.+$/gm) ?? [];

describe('what was taken out of sale after the backup that is restored', () => {
  it('keeps written off and quarantined keys from sale, each with its reason, and as unexposed as they were', async () => {
    const { shop, skuId } = await shopWithKeys(10);
    await restoreAfter(shop, async () => {
      const ids = await keyIdsOf(shop.client, skuId, 5);
      const lost = { by: 'keys' as const, keyIds: ids.slice(0, 3) };
      await shop.client.inventory.writeOff({ commandId: newCommandId(), ...act, selection: lost });
      await shop.client.inventory.quarantine({ commandId: newCommandId(), ...act, keyIds: ids.slice(3) });
    });
    const findings = await shop.client.backups.findings();
    expect(findings).toMatchObject([
      { kind: 'keys-frozen', details: { quantity: 2, acts: expect.stringMatching(/^QR\S+ 供应商说作废$/) } },
      { kind: 'keys-written-off', details: { quantity: 3, acts: expect.stringMatching(/^WO\S+ 供应商说作废$/) } },
    ]);
    expect(await shop.client.settings.get()).toMatchObject({ areSchedulesDisarmed: true });
    expect(await stockOf(shop.client, skuId)).toEqual({ available: 5, quarantined: 5 });
    expect(await verify(shop.client)).toEqual([]);
    // Nobody outside has seen them: once looked at, they go back on sale together.
    const { id } = await batchOf(shop.client, skuId);
    const selection = { by: 'batch' as const, batchId: id };
    expect(await shop.client.inventory.release({ commandId: newCommandId(), ...act, selection })).toMatchObject({
      quantity: 5,
    });
  });

  it.each(['batch', 'import', 'supplier'] as const)('keeps a frozen %s from sale, also a large one', async (by) => {
    const count = 700;
    const { shop, skuId, supplierId, importId } = await shopWithKeys(count);
    const { id: batchId } = await batchOf(shop.client, skuId);
    const selection = { batch: { by, batchId }, import: { by, importId }, supplier: { by, supplierId } }[by];
    let lines = 0;
    await restoreAfter(shop, async () => {
      lines = issuedLines(shop).length;
      const frozen = {
        commandId: newCommandId(),
        ...act,
        selection: selection as { by: 'batch'; batchId: typeof batchId },
      };
      expect(await shop.client.inventory.freeze(frozen)).toMatchObject({ quantity: count });
      await ended(shop);
    });
    const added = issuedLines(shop).slice(lines);
    expect(added).toHaveLength(1);
    expect(added.join('\n').length).toBeLessThan(1_000);
    expect(await shop.client.backups.findings()).toMatchObject([
      { kind: 'keys-frozen', details: { quantity: count, acts: expect.stringMatching(/^FZ\S+ 供应商说作废$/) } },
    ]);
    await expect(
      shop.client.deliveries.dispense({ commandId: newCommandId(), purpose: 'gift', lines: [{ skuId, quantity: 1 }] }),
    ).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK' });
    await ended(shop);
    expect(await stockOf(shop.client, skuId)).toEqual({ available: 0, quarantined: count });
    expect(await verify(shop.client)).toEqual([]);
  });

  it('keeps the keys of an undone import from sale, but not when its sheet came in again', async () => {
    const { shop, skuId, supplierId, importId } = await shopWithKeys(20);
    await restoreAfter(shop, async () => {
      await shop.client.imports.undo({ commandId: newCommandId(), id: importId, reason: '供应商发错' });
    });
    expect(await shop.client.backups.findings()).toMatchObject([
      { kind: 'imports-undone', details: { quantity: 20, acts: expect.stringMatching(/^\S+ 供应商发错$/) } },
    ]);
    expect(await stockOf(shop.client, skuId)).toEqual({ available: 0, quarantined: 20 });
    await shop.client.imports.undo({ commandId: newCommandId(), id: importId, reason: '供应商发错' });
    await importSheet(shop.client, 'k.csv', keySheet(20), { supplierId, skuId, allowRepeat: true });
    expect(await stockOf(shop.client, skuId)).toEqual({ available: 20, quarantined: 0 });
    expect(await verify(shop.client)).toEqual([]);
  });

  it('takes the batch that keys were split off from where their own is not in the backup', async () => {
    const { shop, skuId } = await shopWithKeys(400);
    const { id: batchId } = await batchOf(shop.client, skuId);
    await restoreAfter(shop, async () => {
      const split = { batchId, keyIds: null, toSkuId: skuId, unitCost: null, reason: '改有效期', note: '' };
      const child = await shop.client.inventory.reclassify({
        commandId: newCommandId(),
        ...split,
        expiresOn: '2027-12-31' as never,
      });
      await ended(shop);
      const selection = { by: 'batch' as const, batchId: child.batchId };
      await shop.client.inventory.freeze({ commandId: newCommandId(), ...act, selection });
      await ended(shop);
    });
    await ended(shop);
    expect(await stockOf(shop.client, skuId)).toEqual({ available: 0, quarantined: 400 });
  });

  it('brings keys that came and were frozen after the backup in as quarantined, or says which acts to repeat', async () => {
    const { shop, skuId, supplierId } = await shopWithKeys(5);
    const sheet = (count: number, first: number) => keySheet(count, first);
    await restoreAfter(shop, async () => {
      const few = await importSheet(shop.client, 'few.csv', sheet(10, 1_001), { supplierId, skuId });
      const many = await importSheet(shop.client, 'many.csv', sheet(400, 2_001), { supplierId, skuId });
      for (const { importId } of [few, many]) {
        const selection = { by: 'import' as const, importId };
        await shop.client.inventory.freeze({ commandId: newCommandId(), ...act, selection });
        await ended(shop);
      }
    });
    expect(await shop.client.backups.findings()).toMatchObject([
      { kind: 'withheld-elsewhere', details: { quantity: 400, acts: expect.stringMatching(/^FZ\S+ 供应商说作废$/) } },
      { kind: 'withheld-unknown', details: { quantity: 10 } },
    ]);
    await importSheet(shop.client, 'few.csv', sheet(10, 1_001), { supplierId, skuId });
    expect(await stockOf(shop.client, skuId)).toEqual({ available: 5, quarantined: 10 });
    expect(await verify(shop.client)).toEqual([]);
  });

  it('marks as exposed what was seen after the backup and lay in quarantine already', async () => {
    const { shop, skuId } = await shopWithKeys(4);
    const ids = await keyIdsOf(shop.client, skuId, 2);
    await shop.client.inventory.quarantine({ commandId: newCommandId(), ...act, keyIds: ids });
    await restoreAfter(shop, async () => {
      await shop.client.cardKeys.reveal({ commandId: newCommandId(), keyIds: ids.slice(0, 1), reason: '核对' });
    });
    expect(await shop.client.backups.findings()).toMatchObject([
      { kind: 'keys-quarantined', details: { quantity: 1 } },
    ]);
    const { id } = await batchOf(shop.client, skuId);
    const selection = { by: 'batch' as const, batchId: id };
    await shop.client.inventory.release({ commandId: newCommandId(), ...act, selection });
    expect(await stockOf(shop.client, skuId)).toEqual({ available: 3, quarantined: 1 });
    expect(await verify(shop.client)).toEqual([]);
  });

  it('leaves on sale what was released again after that, key by key and in turns, and what was seen only by its own right', async () => {
    const { shop, skuId, supplierId } = await shopWithKeys(700);
    const [seen, ...others] = await keyIdsOf(shop.client, skuId, 4);
    const byKeys = (...keyIds: (typeof seen)[]) => ({
      by: 'keys' as const,
      keyIds: keyIds.filter((id) => id !== undefined),
    });
    const release = (selection: Parameters<TestClient['inventory']['release']>[0]['selection']) =>
      shop.client.inventory.release({ commandId: newCommandId(), ...act, selection });
    const freeze = (selection: Parameters<TestClient['inventory']['freeze']>[0]['selection']) =>
      shop.client.inventory.freeze({ commandId: newCommandId(), ...act, selection });
    let few: unknown;
    await restoreAfter(shop, async () => {
      const { id: batchId } = await batchOf(shop.client, skuId);
      // One was seen and let back by its right; frozen and released with its batch it stays where it is.
      await shop.client.cardKeys.reveal({ commandId: newCommandId(), keyIds: byKeys(seen).keyIds, reason: '核对' });
      await release(byKeys(seen));
      await freeze({ by: 'supplier', supplierId });
      await ended(shop);
      await release({ by: 'batch', batchId });
      await ended(shop);
      // Of those that are free again, one is frozen once more and one is written off.
      await freeze(byKeys(others[0]));
      await shop.client.inventory.writeOff({ commandId: newCommandId(), ...act, selection: byKeys(others[1]) });
      few = await stockOf(shop.client, skuId);
    });
    expect(few).toEqual({ available: 697, quarantined: 2 });
    await ended(shop);
    expect(await stockOf(shop.client, skuId)).toEqual({ available: 697, quarantined: 3 });
    expect(await shop.client.backups.findings()).toMatchObject([
      { kind: 'keys-frozen', details: { quantity: 2 } },
      { kind: 'keys-written-off', details: { quantity: 1 } },
    ]);
    expect(await verify(shop.client)).toEqual([]);
  });

  it('stays out of sale where the backup was made amid a release that is carried to its end', async () => {
    const { shop, skuId } = await shopWithKeys(700);
    const { id: batchId } = await batchOf(shop.client, skuId);
    await shop.client.inventory.freeze({ commandId: newCommandId(), ...act, selection: { by: 'batch', batchId } });
    await ended(shop);
    const { queue } = shop.core.kernel;
    const authorNow = () => stockAuthor(systemContext(shop.core.kernel, 'inventory.release'));
    // Begun and carried on by nobody, as a backup at that moment has it.
    const { id } = await queue.write((tx) =>
      startBulkMove(
        tx,
        authorNow(),
        { kind: 'release', reason: '核对过' },
        {
          scope: { by: 'batch', batchId },
          fromStates: ['quarantined'],
          toState: 'available',
          leavesExposed: true,
          movement: 'adjustment',
          reason: 'release',
        },
      ),
    );
    await restoreAfter(shop, async () => {
      const { rows } = await shop.client.cardKeys.list({ filter: { skuId, states: ['available'] }, limit: 1 });
      const keyIds = rows.map((row) => row.id);
      const frozen = () => shop.client.inventory.quarantine({ commandId: newCommandId(), ...act, keyIds });
      // The next turn would have put it back on sale.
      await expect(frozen()).rejects.toMatchObject({ code: 'STOCK_IN_MOTION' });
      await finishBulkMove(shop.core.kernel, id, authorNow);
      expect(await stockOf(shop.client, skuId)).toEqual({ available: 700, quarantined: 0 });
      await frozen();
    });
    await ended(shop);
    expect(await stockOf(shop.client, skuId)).toEqual({ available: 699, quarantined: 1 });
  });

  it('is said where the log broke too and all that is free is in quarantine', async () => {
    const { shop, skuId, supplierId } = await shopWithKeys(4);
    await restoreAfter(
      shop,
      async () => {
        const selection = { by: 'supplier' as const, supplierId };
        await shop.client.inventory.freeze({ commandId: newCommandId(), ...act, selection });
        const ids = await keyIdsOf(shop.client, skuId, 2);
        for (const id of ids)
          await shop.client.cardKeys.reveal({ commandId: newCommandId(), keyIds: [id], reason: '核对' });
      },
      async () => {
        const file = path.join(shop.folder, 'issued.log');
        await shop.stop();
        writeFileSync(
          file,
          readFileSync(file, 'utf8').replace(/.\n$/, (end) => `${end[0] === '0' ? '1' : '0'}\n`),
        );
      },
    );
    const core = await openTestCore(shop.folder, shop.clock);
    const client = createInProcessClient(core, core.openSession());
    await client.sessions.signIn({ ...OWNER, setsLogAside: true });
    const findings = await client.backups.findings();
    expect(findings).toContainEqual(
      expect.objectContaining({
        kind: 'withheld-in-doubt',
        details: { quantity: 4, acts: expect.stringMatching(/^FZ\S+ 供应商说作废$/) },
      }),
    );
    expect(await stockOf(client, skuId)).toEqual({ available: 0, quarantined: 4 });
    await core.stop();
  });
});
