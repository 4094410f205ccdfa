import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openReadDatabase } from '#core/db/connection.ts';
import type { CardKeyId, StockTakeId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  stageFile,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { DAY } from '#tests/support/test-clock.ts';
import { importSheet, jobEnd, keySheet, makeSku, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

async function stockedShop(count: number) {
  const shop = await openTestShop();
  const trade = await makeTrade(shop.client);
  const { importId } = await importSheet(shop.client, 'keys.csv', keySheet(count), trade);
  return { ...shop, trade, importId };
}

async function stockOf(client: TestClient, skuId: Parameters<TestClient['inventory']['stock']>[0]['skuId']) {
  const { rows } = await client.inventory.stock({ skuId });
  const [row] = rows;
  if (!row) throw new Error('The SKU has no stock row.');
  return row;
}

async function keyIds(client: TestClient): Promise<CardKeyId[]> {
  return (await client.cardKeys.list({ filter: {}, limit: 500 })).rows.map(({ id }) => id);
}

describe('acts on stock', () => {
  it('freeze a whole import at once, name what had left, and release it again', async () => {
    const { client, trade, importId } = await stockedShop(30);
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId: trade.skuId, quantity: 4 }] });
    const selection = { by: 'import' as const, importId };
    const frozen = await client.inventory.freeze({ commandId: newCommandId(), selection, reason: '供应商说有问题' });
    expect(frozen).toMatchObject({ quantity: 26, delivered: 4, jobId: null });
    await expect(
      client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId: trade.skuId, quantity: 1 }] }),
    ).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK', data: { available: 0 } });
    const delivered = await client.cardKeys.list({ filter: { importId, states: ['delivered'] } });
    expect(delivered.total).toBe(4);
    await expect(
      client.inventory.freeze({ commandId: newCommandId(), selection, reason: '再来一次' }),
    ).rejects.toMatchObject({ code: 'NOTHING_TO_MOVE' });
    await client.inventory.release({ commandId: newCommandId(), selection, reason: '已核实' });
    expect(await stockOf(client, trade.skuId)).toMatchObject({ available: 26, quarantined: 0, delivered: 4 });
  });

  it('freeze a large batch in turns, of which nothing is sold meanwhile', async () => {
    const { client, trade } = await stockedShop(3500);
    const selection = { by: 'supplier' as const, supplierId: trade.supplierId };
    const frozen = await client.inventory.freeze({ commandId: newCommandId(), selection, reason: '停用' });
    await expect(
      client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId: trade.skuId, quantity: 1 }] }),
    ).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK' });
    if (!frozen.jobId) throw new Error('It was not large enough for turns.');
    expect(await jobEnd(client, frozen.jobId)).toMatchObject({ state: 'done' });
    expect(await stockOf(client, trade.skuId)).toMatchObject({ available: 0, quarantined: 3500 });
    expect(await client.inventory.document({ id: frozen.documentId })).toMatchObject({
      isPending: false,
      quantity: 3500,
    });
  });

  it('write off with a reason: the cost leaves the stock', async () => {
    const { client, trade } = await stockedShop(5);
    const ids = (await keyIds(client)).slice(0, 2);
    const act = { selection: { by: 'keys' as const, keyIds: ids }, reason: '无法使用' };
    await client.inventory.writeOff({ commandId: newCommandId(), ...act });
    expect(await stockOf(client, trade.skuId)).toMatchObject({ onHand: 3, voided: 2, valueOnHand: 1_425_000 });
    await expect(client.inventory.writeOff({ commandId: newCommandId(), ...act })).rejects.toMatchObject({
      code: 'KEY_STATE_FORBIDS',
      data: { state: 'void' },
    });
    const { rows } = await client.inventory.movements({ kind: 'write-off' });
    expect(rows).toMatchObject([{ quantity: -2, value: -950_000, reason: 'write-off' }]);
  });

  it('reclassify what has not moved into a child batch with another SKU and cost', async () => {
    const { client, trade } = await stockedShop(5);
    const other = await makeSku(client, 'OTHER', null);
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId: trade.skuId, quantity: 2 }] });
    const { rows: batches } = await client.inventory.batches({});
    const [batch] = batches;
    if (!batch) throw new Error('There is no batch.');
    const moved = await client.inventory.reclassify({
      commandId: newCommandId(),
      batchId: batch.id,
      toSkuId: other,
      unitCost: money(400_000),
      reason: '录错商品',
    });
    expect(moved.quantity).toBe(3);
    expect(await client.inventory.batch({ id: moved.batchId })).toMatchObject({
      parentBatchId: batch.id,
      skuId: other,
      available: 3,
      valueOnHand: 1_200_000,
    });
    expect(await stockOf(client, trade.skuId)).toMatchObject({ onHand: 0, delivered: 2, valueOnHand: 0 });
    const { rows } = await client.inventory.movements({ kind: 'reclassification' });
    expect(rows.map(({ quantity, value }) => [quantity, value])).toEqual([
      [3, 1_200_000],
      [-3, -1_425_000],
    ]);
  });

  it('reclassify nothing to a last day that is over, which would end the keys at once', async () => {
    const { client, trade } = await stockedShop(2);
    const [batch] = (await client.inventory.batches({})).rows;
    if (!batch) throw new Error('There is no batch.');
    const reclassify = (expiresOn: string) => {
      const move = { batchId: batch.id, toSkuId: trade.skuId, expiresOn, reason: '有效期录错' };
      return client.inventory.reclassify({ commandId: newCommandId(), ...move });
    };
    await expect(reclassify('2026-11-20')).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      data: { field: 'expiresOn', rule: 'NOT_IN_THE_PAST' },
    });
    expect(await reclassify('2026-11-21')).toMatchObject({ quantity: 2 });
  });

  it('reclassify a large batch in turns, whole or not at all for whoever sells, while other stock is sold', async () => {
    const { client, trade, core } = await stockedShop(1000);
    const other = await makeSku(client, 'OTHER', null);
    const [batch] = (await client.inventory.batches({})).rows;
    if (!batch) throw new Error('There is no batch.');
    await importSheet(client, 'more.csv', keySheet(3, 5000), trade);
    const sell = (skuId: typeof other) =>
      client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity: 1 }] });
    const { start } = core.kernel.jobs;
    const turns = Promise.withResolvers<void>();
    // Between the first turn and the rest, as long as the test looks.
    core.kernel.jobs.start = (job) => start({ ...job, run: (handle) => turns.promise.then(() => job.run(handle)) });
    const input = { batchId: batch.id, toSkuId: other, unitCost: money(400_000), reason: '录错商品' };
    const moved = await client.inventory.reclassify({ commandId: newCommandId(), ...input });
    expect(moved).toMatchObject({ quantity: 1000, jobId: expect.any(String) });
    expect(await client.inventory.batch({ id: moved.batchId })).toMatchObject({ available: 300, keyCount: 300 });
    await expect(sell(other)).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK', data: { available: 0 } });
    expect(await sell(trade.skuId)).toMatchObject({ deliveries: [{ quantity: 1 }] });
    const selection = { by: 'batch' as const, batchId: batch.id };
    await expect(
      client.inventory.freeze({ commandId: newCommandId(), selection, reason: '停用' }),
    ).rejects.toMatchObject({ code: 'STOCK_IN_MOTION', data: { number: moved.number } });

    turns.resolve();
    if (!moved.jobId) throw new Error('It was not large enough for turns.');
    expect(await jobEnd(client, moved.jobId)).toMatchObject({ state: 'done' });
    expect(await client.inventory.batch({ id: moved.batchId })).toMatchObject({
      keyCount: 1000,
      available: 1000,
      valueOnHand: 400_000_000,
    });
    expect(await stockOf(client, trade.skuId)).toMatchObject({ available: 2 });
    expect(await client.inventory.document({ id: moved.documentId })).toMatchObject({
      isPending: false,
      quantity: 1000,
    });
    expect(await sell(other)).toMatchObject({ deliveries: [{ quantity: 1 }] });
  });

  it('hold keys for a buyer until the end, deliver from what is held, and set the rest free by themselves', async () => {
    const { client, trade, clock, core } = await stockedShop(6);
    const reservation = await client.reservations.create({
      commandId: newCommandId(),
      skuId: trade.skuId,
      quantity: 4,
      buyer: '老客户',
      endsAt: clock.now() + 3_600_000,
    });
    expect(await stockOf(client, trade.skuId)).toMatchObject({ available: 2, reserved: 4, onHand: 6 });
    await client.deliveries.dispense({
      commandId: newCommandId(),
      lines: [{ skuId: trade.skuId, quantity: 1 }],
      source: { reservationId: reservation.id },
    });
    const { rows } = await client.reservations.list({ openOnly: true });
    expect(rows).toMatchObject([{ number: reservation.number, quantity: 4, heldQuantity: 3, state: 'open' }]);
    clock.advance(3_600_001);
    await core.services.inventory.followTime();
    expect(await stockOf(client, trade.skuId)).toMatchObject({ available: 5, reserved: 0, delivered: 1 });
    expect((await client.reservations.list({})).rows[0]).toMatchObject({ state: 'ended', heldQuantity: 0 });
  });

  it('hold for a buyer the keys that work until the end, and shorter ones where there are not enough', async () => {
    const { client, clock } = await openTestShop();
    const trade = await makeTrade(client);
    const lines = [
      '卡号,卡密,有效期至',
      '6001,SHORT-1,2026-11-22',
      '6002,LONG-12,2026-12-31',
      '6003,LONG-13,2026-11-24',
    ];
    await importSheet(client, 'k.csv', Buffer.from(lines.join('\r\n')), trade);
    const hold = async (quantity: number) => {
      const wish = { skuId: trade.skuId, quantity, buyer: '老客户', endsAt: clock.now() + 3 * DAY };
      const { id } = await client.reservations.create({ commandId: newCommandId(), ...wish });
      const { rows } = await client.cardKeys.list({ filter: { reservationId: id } });
      await client.reservations.release({ commandId: newCommandId(), id });
      return rows.map(({ expiresOn }) => expiresOn).sort();
    };
    expect(await hold(1)).toEqual(['2026-11-24']);
    expect(await hold(2)).toEqual(['2026-11-24', '2026-12-31']);
    expect(await hold(3)).toEqual(['2026-11-22', '2026-11-24', '2026-12-31']);
  });

  it('let keys expire when the day after their last one begins', async () => {
    const { client, trade, clock, core } = await stockedShop(2);
    await importSheet(client, 'soon.csv', keySheet(3, 100), {
      ...trade,
      expiry: { by: 'day', day: '2027-01-15' as Day },
    });
    const days = (Date.parse('2027-01-15T12:00:00+08:00') - clock.now()) / 86_400_000;
    clock.advance(days * 86_400_000);
    await core.services.inventory.followTime();
    expect(await stockOf(client, trade.skuId)).toMatchObject({ available: 5, expired: 0, expiring: 3 });
    clock.advance(86_400_000);
    await core.services.inventory.followTime();
    expect(await stockOf(client, trade.skuId)).toMatchObject({ available: 2, expired: 3, onHand: 2, expiring: 0 });
    const { rows } = await client.inventory.movements({ kind: 'write-off' });
    expect(rows).toMatchObject([{ quantity: -3, reason: 'expiry', occurredOn: '2027-01-16' }]);
  });

  it('bring back what a wrong clock let expire, each key to where it stood', async () => {
    const { client, trade, clock, core } = await stockedShop(2);
    const dated = { ...trade, expiry: { by: 'day' as const, day: '2027-01-15' as Day } };
    await importSheet(client, 'early.csv', keySheet(6, 100), dated);
    const gone = { ...trade, expiry: { by: 'day' as const, day: '2026-12-01' as Day } };
    await importSheet(client, 'gone.csv', keySheet(3, 300), gone);
    const { rows: keys } = await client.cardKeys.list({ filter: { skuId: trade.skuId } });
    const early = keys.filter(({ expiresOn }) => expiresOn === '2027-01-15').map(({ id }) => id);
    await client.inventory.quarantine({ commandId: newCommandId(), keyIds: early.slice(0, 2), reason: '可疑' });
    const { skuId } = trade;
    const held = { commandId: newCommandId(), skuId, quantity: 1, buyer: '老王', endsAt: clock.now() + 30 * DAY };
    await client.reservations.create(held);
    const before = await stockOf(client, trade.skuId);
    expect(await client.inventory.expiredEarly()).toEqual({ quantity: 0 });

    const right = clock.now();
    for (let day = 0; day < 3; day += 1) {
      clock.advance(20 * DAY);
      await client.brands.create({ commandId: newCommandId(), name: `品牌 ${day}` });
      await core.services.inventory.followTime();
    }
    expect(await stockOf(client, trade.skuId)).toMatchObject({ onHand: 2, expired: 9 });
    const undo = () => client.inventory.undoExpiry({ commandId: newCommandId(), reason: '电脑时间错了' });
    await expect(undo()).rejects.toMatchObject({ code: 'NOTHING_TO_MOVE' });

    clock.advance(right + 15 * DAY - clock.now());
    expect(await client.inventory.expiredEarly()).toEqual({ quantity: 0 });
    await expect(undo()).rejects.toMatchObject({ code: 'CLOCK_IN_DOUBT' });
    await client.schedules.confirmTime({ commandId: newCommandId(), now: clock.now() });
    expect(await client.inventory.expiredEarly()).toEqual({ quantity: 6 });
    const done = await undo();
    expect(done).toMatchObject({ quantity: 6, jobId: null });
    expect(await stockOf(client, trade.skuId)).toMatchObject({
      available: before.available + before.reserved - 3,
      quarantined: 2,
      reserved: 0,
      expired: 3,
      valueOnHand: 8 * 475_000,
    });
    const { rows } = await client.inventory.movements({ document: { kind: 'stock-document', id: done.documentId } });
    // In the month that they expired in by that clock: the one before never lost them.
    expect(rows).toMatchObject([
      { kind: 'adjustment', reason: 'expiry-undone', quantity: 6, occurredOn: '2027-01-20' },
    ]);
    await expect(undo()).rejects.toMatchObject({ code: 'NOTHING_TO_MOVE' });
    await core.services.inventory.followTime();
    expect(await stockOf(client, trade.skuId)).toMatchObject({ expired: 3 });
  });

  it('let keys expire though another document still goes through others of their day', async () => {
    const { client, trade, clock, core } = await stockedShop(2);
    const dated = { ...trade, expiry: { by: 'day' as const, day: '2027-01-15' as Day } };
    await importSheet(client, 'held.csv', keySheet(3, 100), dated);
    await importSheet(client, 'free.csv', keySheet(4, 200), dated);
    await core.kernel.queue.write((tx) =>
      tx.prepare("UPDATE batch_stock SET held_by_document_id = 1 WHERE expires_on <> '' AND available = 3").run(),
    );
    clock.advance(Date.parse('2027-01-16T12:00:00+08:00') - clock.now());
    await core.services.inventory.followTime();
    expect(await stockOf(client, trade.skuId)).toMatchObject({ expired: 4, onHand: 5 });
    await core.kernel.queue.write((tx) => tx.prepare('UPDATE batch_stock SET held_by_document_id = NULL').run());
    await core.services.inventory.followTime();
    expect(await stockOf(client, trade.skuId)).toMatchObject({ expired: 7, onHand: 2 });
  });
});

describe('a stock-take', () => {
  it('takes keys that the supplier calls used off sale and says who had seen them', async () => {
    const { client, trade } = await stockedShop(6);
    const ids = await keyIds(client);
    await client.cardKeys.reveal({ commandId: newCommandId(), keyIds: ids.slice(1, 2) });
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId: trade.skuId, quantity: 1 }] });
    const list = Buffer.from(
      [
        '卡号,状态,使用时间',
        '6001000200000001,已使用,2026-11-20',
        '6001000200000002,已使用,2026-11-19',
        '6001000200000003,已使用,2026-11-19',
        '6001000200000004,未使用,',
        '6001000200000004,未使用,',
        '9999999999999999,已使用,',
        '6001000200000005,看情况,',
      ].join('\r\n'),
    );
    const fileId = await stageFile(client, '状态.csv', list);
    const sketch = await client.stockTakes.describe({ fileId });
    expect(sketch.proposed).toMatchObject({ cardNumber: 0, status: 1, usedOn: 2 });
    const { jobId } = await client.stockTakes.take({
      commandId: newCommandId(),
      fileId,
      supplierId: trade.supplierId,
      headerRowNumber: sketch.headerRowNumber,
      columns: sketch.proposed,
    });
    const job = await jobEnd(client, jobId);
    expect(job.state).toBe('done');
    const { stockTakeId } = job.result as { stockTakeId: StockTakeId };
    expect(await client.stockTakes.get({ id: stockTakeId })).toMatchObject({
      counts: { agrees: 2, 'used-while-ours': 2, repeated: 1, 'unknown-key': 1 },
      refusedRows: 1,
    });
    expect(await stockOf(client, trade.skuId)).toMatchObject({ available: 3, quarantined: 2, delivered: 1 });
    const { rows } = await client.stockTakes.findings({ id: stockTakeId, finding: 'used-while-ours' });
    expect(
      rows.map(({ tail, ourState, usedOn, seenBy }) => [
        tail,
        ourState,
        usedOn,
        seenBy.map(({ userName }) => userName),
      ]),
    ).toEqual([
      ['0002', 'quarantined', '2026-11-19', ['老板']],
      ['0003', 'available', '2026-11-19', []],
    ]);
  });
});

describe('a word of a status list that nobody knows', () => {
  it('is asked about, taken as the person said, and remembered for the supplier', async () => {
    const { client, trade } = await stockedShop(4);
    const bytes = Buffer.from(
      ['卡号,状态', '6001000200000001,已激活', '6001000200000002,待定', '6001000200000003,未使用'].join('\r\n'),
    );
    const fileId = await stageFile(client, '状态.csv', bytes);
    const supplierId = trade.supplierId;
    const asked = await client.stockTakes.describe({ fileId, supplierId });
    expect(asked.statusWords).toEqual([
      { text: '已激活', meaning: null },
      { text: '待定', meaning: null },
    ]);
    const take = async (statusMeanings: { text: string; meaning: 'used' | 'ignore' }[]) => {
      const { jobId } = await client.stockTakes.take({
        commandId: newCommandId(),
        fileId,
        supplierId,
        headerRowNumber: asked.headerRowNumber,
        columns: asked.proposed,
        statusMeanings,
      });
      const { stockTakeId } = (await jobEnd(client, jobId)).result as { stockTakeId: StockTakeId };
      return client.stockTakes.get({ id: stockTakeId });
    };
    expect(await take([])).toMatchObject({
      counts: { agrees: 1 },
      refusedRows: 2,
      unknownWords: { 已激活: 1, 待定: 1 },
    });
    const told = await take([
      { text: '已激活', meaning: 'used' },
      { text: '待定', meaning: 'ignore' },
    ]);
    expect(told).toMatchObject({ counts: { agrees: 1, 'used-while-ours': 1 }, refusedRows: 0, unknownWords: {} });
    expect((await client.stockTakes.describe({ fileId, supplierId })).statusWords).toEqual([
      { text: '已激活', meaning: 'used' },
      { text: '待定', meaning: 'ignore' },
    ]);
    expect(await take([])).toMatchObject({ refusedRows: 0 });
    expect((await client.stockTakes.describe({ fileId })).statusWords).toMatchObject([{ meaning: null }, {}]);
  });
});

describe('what a stop cut short', () => {
  it('goes on at the next start: a freeze in turns reaches its end', async () => {
    const shop = await openTestShop();
    const trade = await makeTrade(shop.client);
    await importSheet(shop.client, 'keys.csv', keySheet(2600), trade);
    endBeforeTheRest(shop);
    const selection = { by: 'supplier' as const, supplierId: trade.supplierId };
    const act = { selection, reason: '停用' };
    await expect(shop.client.inventory.freeze({ commandId: newCommandId(), ...act })).rejects.toThrow();
    await restartAndWait(shop);
    expect(await stockOf(shop.client, trade.skuId)).toMatchObject({ available: 0, quarantined: 2600 });
    expect(heldLots(shop)).toBe(0);
  });

  it('goes on at the next start: a reclassification in turns reaches its end', async () => {
    const shop = await openTestShop();
    const trade = await makeTrade(shop.client);
    await importSheet(shop.client, 'keys.csv', keySheet(700), trade);
    const [batch] = (await shop.client.inventory.batches({})).rows;
    if (!batch) throw new Error('There is no batch.');
    endBeforeTheRest(shop);
    const input = { batchId: batch.id, toSkuId: trade.skuId, unitCost: money(100_000), reason: '改价' };
    const command = { commandId: newCommandId(), ...input };
    await expect(shop.client.inventory.reclassify(command)).rejects.toThrow();
    expect(heldLots(shop)).toBe(2);
    await restartAndWait(shop);
    expect(await stockOf(shop.client, trade.skuId)).toMatchObject({ available: 700, valueOnHand: 70_000_000 });
    expect(heldLots(shop)).toBe(0);
    const repeated = await shop.client.inventory.reclassify(command);
    expect(repeated).toMatchObject({ quantity: 700, jobId: null });
    expect(await shop.client.inventory.batch({ id: repeated.batchId })).toMatchObject({
      keyCount: 700,
      available: 700,
    });
  });
});

function endBeforeTheRest({ core }: TestShop): void {
  core.kernel.jobs.start = () => {
    throw new Error('The program ends here.');
  };
}

async function restartAndWait(shop: TestShop): Promise<void> {
  await shop.restart();
  const { jobs } = shop.core.kernel;
  await Promise.all(jobs.list().map(({ id }) => jobs.whenEnded(id)));
}

function heldLots({ folder }: TestShop): number {
  const db = openReadDatabase(path.join(folder, 'kacang.db'));
  const held = db.prepare('SELECT COUNT(*) FROM batch_stock WHERE held_by_document_id IS NOT NULL').pluck().get();
  db.close();
  return Number(held);
}
