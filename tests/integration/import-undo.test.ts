import { afterEach, describe, expect, it, vi } from 'vitest';
import { WriteQueueClosed } from '#core/db/write-queue.ts';
import type { ImportId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Month } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { closeTestShops, newCommandId, openTestShop, type TestShop } from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeSku, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);
afterEach(() => vi.restoreAllMocks());

const KEYS = 700;
const UNIT_COST = 475_000;

async function shopWithReceipt(count = KEYS) {
  const shop = await openTestShop();
  const trade = await makeTrade(shop.client);
  const { importId } = await importSheet(shop.client, '点卡.csv', keySheet(count), trade);
  return { shop, trade, importId };
}

function undo({ client }: TestShop, id: ImportId, commandId = newCommandId()) {
  return client.imports.undo({ commandId, id, reason: '供应商发错' });
}

/** Lets so many turns of the undo through and cuts it short at the next. */
async function cutUndoAfter(shop: TestShop, id: ImportId, turns: number): Promise<void> {
  const { queue } = shop.core.kernel;
  const { write } = queue;
  let left = turns;
  const spy = vi.spyOn(queue, 'write').mockImplementation((work) => {
    left -= 1;
    return left < 0 ? Promise.reject(new WriteQueueClosed()) : write(work);
  });
  await expect(undo(shop, id)).rejects.toThrow();
  spy.mockRestore();
}

/** Locks what the supplier's account holds, as a settled statement does. */
async function settleEntries({ core }: TestShop): Promise<void> {
  await core.kernel.queue.write((tx) => {
    tx.exec(`INSERT INTO statements (id, number, supplier_id, from_on, to_on, state, file_name, file_digest, imported_at,
      imported_by) SELECT 5, 'ST-202611-0001', id, '2026-11-01', '2026-11-20', 'settled', 'x.csv', x'00', 1, 1 FROM suppliers`);
    tx.exec('UPDATE supplier_entries SET settled_statement_id = 5');
  });
}

describe('the undo of an import', () => {
  it('credits all that was withdrawn, however often it was cut short', async () => {
    const { shop, trade, importId } = await shopWithReceipt();
    const balance = async () => (await shop.client.supplierAccounts.get({ supplierId: trade.supplierId })).balance;
    await cutUndoAfter(shop, importId, 2);
    expect(await balance()).toBe(KEYS * UNIT_COST);
    expect(await undo(shop, importId)).toEqual({ id: importId, withdrawnCount: KEYS, keptCount: 0 });
    expect(await balance()).toBe(0);
    expect((await shop.client.imports.get({ id: importId })).state).toBe('undone');
  });

  it('that a stop cut short credits what it withdrew when the shop is opened again', async () => {
    const { shop, trade, importId } = await shopWithReceipt();
    const balance = async () => (await shop.client.supplierAccounts.get({ supplierId: trade.supplierId })).balance;
    await cutUndoAfter(shop, importId, 1);
    await shop.restart();
    const { batches, state } = await shop.client.imports.get({ id: importId });
    const left = batches[0]?.unmovedCount ?? 0;
    expect({ state, isPart: left > 0 && left < KEYS }).toEqual({ state: 'partly-undone', isPart: true });
    expect(await balance()).toBe(left * UNIT_COST);
    expect(await undo(shop, importId)).toEqual({ id: importId, withdrawnCount: left, keptCount: 0 });
    expect(await balance()).toBe(0);
  });

  it('credits to the last unit what was charged for what goes, whatever became of the rest and of its cost', async () => {
    const shop = await openTestShop();
    const { client, clock, core } = shop;
    const trade = await makeTrade(client);
    const other = await makeSku(client, 'OTHER', null);
    // Spread over 21 keys: 17 cost 47 624, the last four 47 623.
    const cost = { by: 'total' as const, total: money(1_000_100) };
    const { importId } = await importSheet(client, '点卡.csv', keySheet(21), { ...trade, cost });
    const hold = { skuId: trade.skuId, quantity: 2, buyer: '老客户', endsAt: clock.now() + 3_600_000 };
    await client.reservations.create({ commandId: newCommandId(), ...hold });
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId: trade.skuId, quantity: 2 }] });
    const free = await client.cardKeys.list({ filter: { importId, states: ['available'] } });
    const ids = free.rows.map(({ id }) => id).sort((one, next) => one - next);
    const [batch] = (await client.inventory.batches({})).rows;
    if (!batch) throw new Error('There is no batch.');
    const act = () => ({ commandId: newCommandId(), reason: '核对' });
    await client.inventory.quarantine({ ...act(), keyIds: ids.slice(0, 3) });
    await client.inventory.writeOff({ ...act(), selection: { by: 'keys', keyIds: ids.slice(3, 4) } });
    const moved = { batchId: batch.id, toSkuId: other };
    await client.inventory.reclassify({ ...act(), ...moved, keyIds: ids.slice(4, 6) });
    await client.inventory.reclassify({ ...act(), ...moved, keyIds: ids.slice(6, 7), unitCost: money(77_777) });

    expect(await undo(shop, importId)).toMatchObject({ withdrawnCount: 16, keptCount: 5 });
    const { rows } = await client.supplierAccounts.entries({ supplierId: trade.supplierId, limit: 10 });
    expect(rows.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['refund', 5 * 47_624 - 1_000_100],
      ['purchase', 1_000_100],
    ]);
    expect((await client.inventory.stock({})).rows[0]).toMatchObject({
      onHand: 2,
      reserved: 2,
      delivered: 2,
      voided: 1,
      valueOnHand: 2 * 47_624,
    });
    expect(brokenInvariants(core)).toEqual([]);
  });

  it('takes the whole charge back once nothing is left, in however many undos', async () => {
    const shop = await openTestShop();
    const { client } = shop;
    const trade = await makeTrade(client);
    const { importId } = await importSheet(client, '点卡.csv', keySheet(10), {
      ...trade,
      amountCharged: money(5_000_000),
    });
    const { skuId, supplierId } = trade;
    const endsAt = shop.clock.now() + 3_600_000;
    const held = await client.reservations.create({
      commandId: newCommandId(),
      skuId,
      quantity: 4,
      buyer: '小鹿',
      endsAt,
    });
    expect(await undo(shop, importId)).toMatchObject({ withdrawnCount: 6, keptCount: 4 });
    await client.reservations.release({ commandId: newCommandId(), id: held.id });
    expect(await undo(shop, importId)).toMatchObject({ withdrawnCount: 4, keptCount: 0 });
    expect((await client.supplierAccounts.get({ supplierId })).balance).toBe(0);
    expect((await client.imports.get({ id: importId })).state).toBe('undone');
  });

  it('answers the window that was overtaken by another with what it withdrew itself', async () => {
    // The turns alternate: one window finds nothing more to withdraw, and ends before the other asks for its next.
    const { shop, trade, importId } = await shopWithReceipt(1_200);
    const answers = await Promise.all([undo(shop, importId), undo(shop, importId)]);
    expect(answers.filter(({ withdrawnCount }) => withdrawnCount === 1_200)).toHaveLength(1);
    expect(answers.filter(({ withdrawnCount }) => withdrawnCount > 0)).toHaveLength(2);
    expect(answers.map(({ keptCount }) => keptCount)).toEqual([0, 0]);
    expect((await shop.client.supplierAccounts.get({ supplierId: trade.supplierId })).balance).toBe(0);
    await expect(undo(shop, importId)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
  });

  it('credits what was charged where a statement was settled while it lay cut short', async () => {
    const shop = await openTestShop();
    const trade = await makeTrade(shop.client);
    const charged = { ...trade, amountCharged: money(5_000_000) };
    const { importId } = await importSheet(shop.client, '点卡.csv', keySheet(10), charged);
    await cutUndoAfter(shop, importId, 1);
    await settleEntries(shop);
    await shop.restart();
    expect((await shop.client.imports.get({ id: importId })).state).toBe('undone');
    expect((await shop.client.supplierAccounts.get({ supplierId: trade.supplierId })).balance).toBe(0);
  });

  it('takes back what came in as history by mistake, so that it can come in anew', async () => {
    const shop = await openTestShop();
    const { client } = shop;
    const trade = await makeTrade(client);
    const history = { ...trade, receiptKind: 'history' as const, settlement: 'none' as const };
    const { importId } = await importSheet(client, '点卡.csv', keySheet(3), history);
    expect((await client.imports.get({ id: importId })).batches).toMatchObject([{ unmovedCount: 3 }]);
    expect(await undo(shop, importId)).toEqual({ id: importId, withdrawnCount: 3, keptCount: 0 });
    expect((await client.imports.get({ id: importId })).state).toBe('undone');
    await importSheet(client, '点卡.csv', keySheet(3), { ...trade, allowRepeat: true });
    expect((await client.inventory.stock({ skuId: trade.skuId })).rows).toMatchObject([
      { available: 3, delivered: 0, withdrawn: 3 },
    ]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('counts beforehand what it will withdraw, and what it leaves since somebody has seen it', async () => {
    const { shop, trade, importId } = await shopWithReceipt(4);
    const { client } = shop;
    const reach = () => client.imports.undoReach({ id: importId });
    const { rows } = await client.cardKeys.list({ filter: { importId } });
    const [first, ...others] = rows.map(({ id }) => id);
    if (first === undefined) throw new Error('There is no key.');
    await client.cardKeys.reveal({ commandId: newCommandId(), keyIds: [first], reason: '核对' });
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId: trade.skuId, quantity: 1 }] });
    expect(await reach()).toEqual({ withdrawable: 2, seen: 1 });
    await client.cardKeys.reveal({ commandId: newCommandId(), keyIds: others, reason: '核对' });
    expect(await reach()).toEqual({ withdrawable: 0, seen: 3 });
    await expect(undo(shop, importId)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
  });

  it('leaves what was delivered from a purchase where it is', async () => {
    const { shop, trade, importId } = await shopWithReceipt(2);
    const lines = [{ skuId: trade.skuId, quantity: 2 }];
    await shop.client.deliveries.dispense({ commandId: newCommandId(), lines });
    expect((await shop.client.imports.get({ id: importId })).batches).toMatchObject([{ unmovedCount: 0 }]);
    await expect(undo(shop, importId)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
  });

  it('of a replacement of which a key stays credits the others, until nothing is left of it', async () => {
    const shop = await openTestShop();
    const { client } = shop;
    const trade = await makeTrade(client);
    const { skuId, supplierId } = trade;
    const balance = async () => (await client.supplierAccounts.get({ supplierId })).balance;
    await importSheet(client, '点卡.csv', keySheet(3), trade);
    const { deliveries } = await client.deliveries.dispense({
      commandId: newCommandId(),
      lines: [{ skuId, quantity: 3 }],
    });
    const [delivery] = deliveries;
    if (!delivery) throw new Error('Nothing was delivered.');
    const bad = (await client.deliveries.get({ id: delivery.id })).keys.map(({ id }) => id);
    const marked = { id: delivery.id, keyIds: bad, reason: '已被使用' };
    await client.deliveries.markBad({ commandId: newCommandId(), ...marked });
    const replacing = { receiptKind: 'replacement' as const, cost: { by: 'claimed' as const, keyIds: bad } };
    const { importId } = await importSheet(client, '补卡.csv', keySheet(3, 100), { ...trade, ...replacing });
    const endsAt = shop.clock.now() + 3_600_000;
    const hold = { skuId, quantity: 1, buyer: '小鹿', endsAt };
    const held = await client.reservations.create({ commandId: newCommandId(), ...hold });

    // Two of the new keys go back: what they stand for is owed to us, as for any keys that were paid.
    expect(await undo(shop, importId)).toMatchObject({ withdrawnCount: 2, keptCount: 1 });
    expect(await balance()).toBe(UNIT_COST);
    await client.reservations.release({ commandId: newCommandId(), id: held.id });
    expect(await undo(shop, importId)).toMatchObject({ withdrawnCount: 1, keptCount: 0 });
    expect(await balance()).toBe(3 * UNIT_COST);
    const { rows } = await client.cardKeys.list({ filter: { states: ['claimed'], supplierId } });
    expect(rows.map(({ id }) => id).sort()).toEqual([...bad].sort());
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('waits until a document is through that is going through its keys', async () => {
    const { shop, importId } = await shopWithReceipt(1_000);
    const selection = { by: 'import' as const, importId };
    const { number, jobId } = await shop.client.inventory.writeOff({
      commandId: newCommandId(),
      selection,
      reason: '全部作废',
    });
    await expect(undo(shop, importId)).rejects.toMatchObject({ code: 'STOCK_IN_MOTION', data: { number } });
    if (jobId === null) throw new Error('The write-off is through already.');
    await jobEnd(shop.client, jobId);
    expect((await shop.client.inventory.stock({})).rows).toMatchObject([{ voided: 1_000, withdrawn: 0 }]);
    await expect(undo(shop, importId)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
  });

  it('credits the first open day where the clock stands in a closed month', async () => {
    const { shop, trade, importId } = await shopWithReceipt(3);
    const { client, clock } = shop;
    const { skuId, supplierId } = trade;
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity: 1 }] });
    clock.set(Date.UTC(2026, 11, 3, 2));
    const book = { supplierId, month: '2026-11' as Month, balance: money(3 * UNIT_COST) };
    await client.periods.confirmBalance({ commandId: newCommandId(), ...book });
    clock.set(Date.UTC(2026, 10, 25, 2));
    expect(await undo(shop, importId)).toMatchObject({ withdrawnCount: 2, keptCount: 1 });
    const { rows } = await client.supplierAccounts.entries({ supplierId, kind: 'refund' });
    expect(rows).toMatchObject([{ amount: -2 * UNIT_COST, occurredOn: '2026-12-01' }]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('of many keys is watched and stopped as a job, and credits what it withdrew by then', async () => {
    const { shop, trade, importId } = await shopWithReceipt(3_200);
    const { jobs } = shop.core.kernel;
    const balance = async () => (await shop.client.supplierAccounts.get({ supplierId: trade.supplierId })).balance;
    const { start } = jobs;
    const spy = vi.spyOn(jobs, 'start').mockImplementation((job) => {
      const state = start(job);
      jobs.cancel(state.id);
      return state;
    });
    const stopped = await undo(shop, importId);
    spy.mockRestore();
    expect(stopped).toEqual({ id: importId, withdrawnCount: 300, keptCount: 2_900 });
    expect(await balance()).toBe(2_900 * UNIT_COST);
    expect((await shop.client.imports.get({ id: importId })).state).toBe('partly-undone');

    expect(await undo(shop, importId)).toMatchObject({ withdrawnCount: 2_900, keptCount: 0 });
    expect(await balance()).toBe(0);
    const { number } = await shop.client.imports.get({ id: importId });
    const watched = { kind: 'undo-import', subject: number, isOwn: true, state: 'done', done: 2_900, total: 2_900 };
    expect((await shop.client.jobs.list()).at(-1)).toMatchObject(watched);
    await expect(undo(shop, importId)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
  });

  it('answers a repeat of its command as it answered the first time', async () => {
    const { shop, importId } = await shopWithReceipt();
    const commandId = newCommandId();
    const first = await undo(shop, importId, commandId);
    expect(await undo(shop, importId, commandId)).toEqual(first);
    await expect(undo(shop, importId)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
  });
});
