import fs, { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemContext } from '#core/context.ts';
import { startBulkMove } from '#core/inventory/bulk-moves.ts';
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

const CLERK = { name: '小陈', passphrase: 'blue window at noon' };

async function dispense(client: TestClient, skuId: SkuId, quantity: number): Promise<string[]> {
  const lines = [{ skuId, quantity }];
  const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), purpose: 'gift', lines });
  const pages = await Promise.all(deliveries.map(({ id }) => client.deliveries.get({ id })));
  return pages.flatMap(({ keys }) => keys.map(({ id }) => String(id)));
}

/** A shop with a clerk and keys, `before` of them handed out one by one, a backup, and `after` more of them. */
async function tradedShop(keys: number, before: number, after: number) {
  const shop = await openTestShop();
  await shop.client.users.create({ commandId: newCommandId(), role: 'clerk', ...CLERK });
  const { skuId, ...trade } = await makeTrade(shop.client);
  await importSheet(shop.client, 'k.csv', keySheet(keys), { ...trade, skuId });
  const given: string[] = [];
  for (let count = 0; count < before; count += 1) given.push(...(await dispense(shop.client, skuId, 1)));
  const { jobId } = await shop.client.backups.make({});
  expect((await jobEnd(shop.client, jobId)).error).toBeNull();
  for (let count = 0; count < after; count += 1) given.push(...(await dispense(shop.client, skuId, 1)));
  const [made] = (await shop.client.backups.list()).rows;
  if (!made) throw new Error('There is no backup.');
  return { shop, skuId, given, backup: path.join(made.place, made.fileName) };
}

const logOf = ({ folder }: TestShop): string => path.join(folder, 'issued.log');

/** Spoils one byte of a line, counted from the end. */
function spoilLine(shop: TestShop, fromEnd: number): Buffer {
  const lines = readFileSync(logOf(shop), 'latin1').trimEnd().split('\n');
  const at = lines.length - fromEnd;
  lines[at] = `${lines[at]?.slice(0, -1)}${lines[at]?.endsWith('0') ? '1' : '0'}`;
  const bytes = Buffer.from(`${lines.join('\n')}\n`, 'latin1');
  writeFileSync(logOf(shop), bytes);
  return bytes;
}

async function openWindow(shop: TestShop): Promise<{ client: TestClient; stop(): Promise<void> }> {
  const core = await openTestCore(shop.folder, shop.clock);
  return { client: createInProcessClient(core, core.openSession()), stop: core.stop };
}

function asideLog({ folder }: TestShop): Buffer {
  const [aside] = readdirSync(folder).filter((name) => name.startsWith('damaged-'));
  return readFileSync(path.join(folder, String(aside), 'issued.log'));
}

/** A disk that does not take the new log: its name is taken by a folder. */
function blockNewLog(shop: TestShop): () => void {
  const part = `${logOf(shop)}.part`;
  mkdirSync(part);
  return () => rmdirSync(part);
}

/** Leaves of the log's last line what a disk may: no line end, and no beginning of a line either. */
function tearLastLine(shop: TestShop): void {
  const whole = readFileSync(logOf(shop));
  const kept = whole.subarray(0, whole.lastIndexOf(0x0a, -2) + 1);
  writeFileSync(logOf(shop), Buffer.concat([kept, Buffer.alloc(900, 'x')]));
}

const pairsIn = (log: Buffer): string[] => log.toString('utf8').match(/"[\w+/]{20,}={0,2}"/g) ?? [];

async function verify(client: TestClient): Promise<string[]> {
  const { jobId } = await client.verify.run();
  const { checks } = (await jobEnd(client, jobId)).result as ShopCheck;
  return checks.flatMap(({ name, isKept, breaches }) => (isKept ? [] : [`${name}: ${breaches.join(', ')}`]));
}

describe('issued.log broken behind the part that it shares with a restored backup', () => {
  it('lets nobody in before the owner has read it, and sells nothing that may have gone out', async () => {
    const { shop, skuId, given, backup } = await tradedShop(12, 2, 4);
    await shop.client.backups.restore({ file: backup });
    await shop.stop();
    const broken = spoilLine(shop, 2);

    const { client, stop } = await openWindow(shop);
    const problem = { line: 5, keptLines: 4, folder: shop.folder, keysInDoubt: 10, isNothingLost: false };
    await expect(client.sessions.signIn(OWNER)).rejects.toMatchObject({
      code: 'ISSUED_LOG_BROKEN',
      data: { ...problem, mayGoOn: true },
    });
    const byClerk = { ...CLERK, setsLogAside: true };
    await expect(client.sessions.signIn(byClerk)).rejects.toMatchObject({
      code: 'ISSUED_LOG_BROKEN',
      data: { ...problem, mayGoOn: false },
    });
    expect(await client.sessions.state()).toMatchObject({ isVaultLocked: true, user: null });
    expect(readFileSync(logOf(shop)).equals(broken)).toBe(true);

    await client.sessions.signIn({ ...OWNER, setsLogAside: true });
    expect(asideLog(shop).equals(broken)).toBe(true);
    const findings = await client.backups.findings();
    expect(findings.map(({ kind, details }) => [kind, details.quantity ?? details.line])).toEqual([
      ['issued-log-broken', 5],
      ['keys-in-doubt', 6],
      ['keys-quarantined', 4],
    ]);
    expect(await client.settings.get()).toMatchObject({ areSchedulesDisarmed: true });
    await expect(dispense(client, skuId, 1)).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK' });
    for (const { id } of findings) await client.backups.review({ commandId: newCommandId(), id });
    expect(await client.settings.get()).toMatchObject({ areSchedulesDisarmed: false });

    // What only may have gone out is let go together; what a line speaks of stays.
    const [batch] = (await client.inventory.batches({})).rows;
    if (!batch) throw new Error('There is no batch.');
    const selection = { by: 'batch', batchId: batch.id } as const;
    const released = await client.inventory.release({ commandId: newCommandId(), reason: '核对过订单', selection });
    expect(released.quantity).toBe(6);
    const later = await dispense(client, skuId, 6);
    expect(later.filter((id) => given.includes(id))).toEqual([]);
    expect(await verify(client)).toEqual([]);
    await stop();

    const again = await openWindow(shop);
    await again.client.sessions.signIn(OWNER);
    await expect(dispense(again.client, skuId, 1)).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK' });
    expect(await verify(again.client)).toEqual([]);
    await again.stop();
  });

  it('leaves nothing for sale that was in doubt when a backup of before it is restored later', async () => {
    const { shop, skuId, backup } = await tradedShop(8, 1, 3);
    await shop.client.backups.restore({ file: backup });
    await shop.stop();
    spoilLine(shop, 3);
    const mended = await openWindow(shop);
    await mended.client.sessions.signIn({ ...OWNER, setsLogAside: true });
    const { rows } = await mended.client.cardKeys.list({ filter: { skuId, states: ['quarantined'] } });
    const free = rows.filter(({ isExposed }) => !isExposed).map(({ id }) => id);
    expect(free.length).toBeGreaterThan(2);
    const selection = { by: 'keys' as const, keyIds: free.slice(0, 2) };
    await mended.client.inventory.release({ commandId: newCommandId(), reason: '核对过订单', selection });
    await mended.client.backups.restore({ file: backup });
    await mended.stop();
    const { client, stop } = await openWindow(shop);
    await client.sessions.signIn(OWNER);
    const [stock] = (await client.inventory.stock({ skuId })).rows;
    expect(stock).toMatchObject({ available: 2, quarantined: 5 });
    expect(await verify(client)).toEqual([]);
    await stop();
  });

  it('lets the recovery code in as well', async () => {
    const { shop, backup } = await tradedShop(6, 1, 2);
    await shop.client.backups.restore({ file: backup });
    await shop.stop();
    spoilLine(shop, 1);
    const { client, stop } = await openWindow(shop);
    const code = { name: OWNER.name, recoveryCode: shop.recoveryCode, newPassphrase: 'nine yellow kites' };
    await expect(client.sessions.recover(code)).rejects.toMatchObject({ code: 'ISSUED_LOG_BROKEN' });
    const { state } = await client.sessions.recover({ ...code, setsLogAside: true });
    expect(state.user?.name).toBe(OWNER.name);
    await stop();
  });

  it('holds a large stock at once, and quarantines it in turns', async () => {
    const { shop, skuId, backup } = await tradedShop(700, 1, 2);
    await shop.client.backups.restore({ file: backup });
    await shop.stop();
    tearLastLine(shop);
    const { client, stop } = await openWindow(shop);
    await client.sessions.signIn({ ...OWNER, setsLogAside: true });
    await expect(dispense(client, skuId, 1)).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK' });
    const [job] = (await client.jobs.list()).filter(({ kind }) => kind === 'move-keys');
    if (job) expect((await jobEnd(client, job.id)).error).toBeNull();
    expect((await client.inventory.stock({ skuId })).rows).toMatchObject([{ available: 0, quarantined: 699 }]);
    expect(await verify(client)).toEqual([]);
    await stop();
  });

  it('lets people in when the new log could not be written the first time', async () => {
    const { shop, skuId, backup } = await tradedShop(700, 1, 2);
    await shop.client.backups.restore({ file: backup });
    await shop.stop();
    tearLastLine(shop);
    const unblock = blockNewLog(shop);
    const { client, stop } = await openWindow(shop);
    await expect(client.sessions.signIn({ ...OWNER, setsLogAside: true })).rejects.toThrow();
    unblock();
    await client.sessions.signIn({ ...OWNER, setsLogAside: true });
    const jobs = (await client.jobs.list()).filter(({ kind }) => kind === 'move-keys');
    for (const { id } of jobs) expect((await jobEnd(client, id)).error).toBeNull();
    expect((await client.inventory.stock({ skuId })).rows).toMatchObject([{ available: 0, quarantined: 699 }]);
    expect(await verify(client)).toEqual([]);
    await stop();
  });

  it('keeps what unvouched lines say went out when the power fails before the new log is written', async () => {
    const { shop, backup } = await tradedShop(12, 2, 4);
    await shop.client.backups.restore({ file: backup });
    await shop.stop();
    const issued = pairsIn(spoilLine(shop, 2));
    expect(issued).toHaveLength(6);
    const unblock = blockNewLog(shop);
    const cut = await openWindow(shop);
    await expect(cut.client.sessions.signIn({ ...OWNER, setsLogAside: true })).rejects.toThrow();
    await cut.stop();
    unblock();
    const { client, stop } = await openWindow(shop);
    await client.sessions.signIn({ ...OWNER, setsLogAside: true });
    expect(pairsIn(readFileSync(logOf(shop)))).toEqual(expect.arrayContaining(issued));
    expect(await verify(client)).toEqual([]);
    await stop();
  });

  it('carries a large act to its end that the same power cut stopped halfway', async () => {
    const { shop, skuId } = await tradedShop(700, 1, 2);
    await shop.stop();
    tearLastLine(shop);
    const core = await openTestCore(shop.folder, shop.clock);
    // Begun and carried on by nobody, as a power cut leaves it.
    const author = stockAuthor(systemContext(core.kernel, 'inventory.freeze'));
    const { isPending } = await core.kernel.queue.write((tx) =>
      startBulkMove(
        tx,
        author,
        { kind: 'freeze', reason: '供应商来电' },
        {
          scope: { by: 'everything' },
          fromStates: ['available', 'reserved'],
          toState: 'quarantined',
          leavesExposed: false,
          movement: 'adjustment',
          reason: '供应商来电',
        },
      ),
    );
    expect(isPending).toBe(true);
    const client = createInProcessClient(core, core.openSession());
    await client.sessions.signIn({ ...OWNER, setsLogAside: true });
    expect((await client.inventory.stock({ skuId })).rows).toMatchObject([{ available: 0, quarantined: 697 }]);
    expect(await verify(client)).toEqual([]);
    await core.stop();
  });
});

describe('issued.log broken in a shop whose database knows all of it', () => {
  it('is written anew to the byte, and no key is touched', async () => {
    const { shop, skuId, given } = await tradedShop(8, 2, 3);
    await shop.stop();
    const whole = readFileSync(logOf(shop));
    const broken = spoilLine(shop, 4);
    const { client, stop } = await openWindow(shop);
    await expect(client.sessions.signIn(OWNER)).rejects.toMatchObject({
      code: 'ISSUED_LOG_BROKEN',
      data: { keysInDoubt: 0, isNothingLost: true },
    });
    await client.sessions.signIn({ ...OWNER, setsLogAside: true });
    expect(readFileSync(logOf(shop)).equals(whole)).toBe(true);
    expect(asideLog(shop).equals(broken)).toBe(true);
    expect(await client.backups.findings()).toMatchObject([{ kind: 'issued-log-rebuilt' }]);
    const later = await dispense(client, skuId, 3);
    expect(new Set([...given, ...later]).size).toBe(8);
    expect(await verify(client)).toEqual([]);
    await stop();
  });

  it('waits for a virus scanner that holds the old log', async () => {
    const { shop } = await tradedShop(4, 2, 1);
    await shop.stop();
    const whole = readFileSync(logOf(shop));
    spoilLine(shop, 2);
    const { client, stop } = await openWindow(shop);
    const held = Object.assign(new Error('held'), { code: 'EPERM' });
    const rename = vi.spyOn(fs.promises, 'rename').mockRejectedValueOnce(held).mockRejectedValueOnce(held);
    syncBuiltinESMExports();
    try {
      await client.sessions.signIn({ ...OWNER, setsLogAside: true });
      expect(rename).toHaveBeenCalledTimes(3);
    } finally {
      rename.mockRestore();
      syncBuiltinESMExports();
    }
    expect(readFileSync(logOf(shop)).equals(whole)).toBe(true);
    await stop();
  });
});
