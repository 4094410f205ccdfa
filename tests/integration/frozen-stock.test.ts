import { afterEach, describe, expect, it } from 'vitest';
import type { CardKeyId, ShopId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { closeTestShops, newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { closeMonth } from '#tests/support/reconcile.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

async function shopWithSales() {
  const shop = await openTestShop();
  const { client } = shop;
  const trade = await makeTrade(client);
  const { importId } = await importSheet(client, 'keys.csv', keySheet(30), trade);
  const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '闲鱼一店', platform: '闲鱼' });
  const sell = (orderNumber: string, quantity: number, buyer: string) =>
    client.deliveries.dispense({
      commandId: newCommandId(),
      shopId: shopId as ShopId,
      orderNumber,
      buyer,
      lines: [{ skuId: trade.skuId, quantity, orderTotal: money(quantity * 500_000) }],
    });
  return { ...shop, trade, importId, sell };
}

describe('what is frozen', () => {
  it('says before and after to whom keys of it have gone', async () => {
    const { client, importId, sell } = await shopWithSales();
    await sell('T1', 3, '张三');
    await sell('T2', 1, '李四');
    const selection = { by: 'import' as const, importId };
    expect(await client.inventory.reach({ selection })).toEqual({ movable: 26, delivered: 4 });
    const first = await client.inventory.deliveredOf({ selection, limit: 1 });
    expect(first.rows).toMatchObject([{ orderNumber: 'T2', buyer: '李四', shopName: '闲鱼一店', quantity: 1 }]);
    expect(first.rows[0]?.number).toMatch(/^TK-/);
    const second = await client.inventory.deliveredOf({ selection, limit: 1, cursor: first.nextCursor ?? '' });
    expect(second.rows).toMatchObject([{ orderNumber: 'T1', buyer: '张三', occurredOn: '2026-11-21', quantity: 3 }]);
    expect(second.nextCursor).toBeNull();

    await client.inventory.freeze({ commandId: newCommandId(), selection, reason: '供应商说有问题' });
    expect(await client.inventory.reach({ selection })).toEqual({ movable: 0, delivered: 4 });
    expect((await client.inventory.deliveredOf({ selection })).rows).toHaveLength(2);
  });

  it('counts a reusable key of which a use is with a buyer as gone', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const { productId, ...sku } = await client.skus.get({ id: trade.skuId });
    await client.skus.edit({ commandId: newCommandId(), ...sku, product: { id: productId }, usesPerKey: 3 });
    const { importId } = await importSheet(client, 'keys.csv', keySheet(2), trade);
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId: trade.skuId, quantity: 1 }] });
    const selection = { by: 'import' as const, importId };
    expect(await client.inventory.reach({ selection })).toEqual({ movable: 2, delivered: 1 });
    const frozen = await client.inventory.freeze({ commandId: newCommandId(), selection, reason: '供应商说有问题' });
    expect(frozen).toMatchObject({ quantity: 2, delivered: 1 });
    expect((await client.inventory.deliveredOf({ selection })).rows).toHaveLength(1);
  });

  it('names the same deliveries by batch and by supplier, and none of another supplier', async () => {
    const { client, trade, sell } = await shopWithSales();
    await sell('T1', 2, '张三');
    const { rows } = await client.inventory.batches({});
    const [batch] = rows;
    if (!batch) throw new Error('There is no batch.');
    const byBatch = await client.inventory.deliveredOf({ selection: { by: 'batch', batchId: batch.id } });
    const bySupplier = await client.inventory.deliveredOf({
      selection: { by: 'supplier', supplierId: trade.supplierId },
    });
    expect(byBatch.rows).toMatchObject([{ orderNumber: 'T1', quantity: 2 }]);
    expect(bySupplier).toEqual(byBatch);
    const other = await client.suppliers.create({
      commandId: newCommandId(),
      code: 'S9',
      name: '另一家',
      kind: 'platform',
      currency: 'CNY',
      settlement: 'credit',
    });
    const none = await client.inventory.deliveredOf({ selection: { by: 'supplier', supplierId: other.id } });
    expect(none.rows).toEqual([]);
  });
});

describe('keys picked by hand', () => {
  it('are not reclassified out of what is being frozen', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const { importId } = await importSheet(client, 'keys.csv', keySheet(900), trade);
    const [batch] = (await client.inventory.batches({})).rows;
    if (!batch) throw new Error('There is no batch.');
    const { rows } = await client.cardKeys.list({ filter: {}, limit: 500 });
    const keyIds = rows.map(({ id }) => id);
    const reason = '供应商说有问题';
    const frozen = client.inventory.freeze({
      commandId: newCommandId(),
      selection: { by: 'import', importId },
      reason,
    });
    const moved = { batchId: batch.id, keyIds, toSkuId: trade.skuId, unitCost: money(1), reason: '改价' };
    await expect(client.inventory.reclassify({ commandId: newCommandId(), ...moved })).rejects.toMatchObject({
      code: 'STOCK_IN_MOTION',
    });
    const { jobId } = await frozen;
    if (jobId) await jobEnd(client, jobId);
    expect((await client.inventory.stock({})).totals).toMatchObject({ quarantined: 900, available: 0 });
  });
});

describe('keys held for a buyer', () => {
  it('do not leave by their reservation while what they lie in is being frozen', async () => {
    const { client, clock } = await openTestShop();
    const trade = await makeTrade(client);
    const { importId } = await importSheet(client, 'keys.csv', keySheet(900), trade);
    const { skuId } = trade;
    const endsAt = clock.now() + 3_600_000;
    const held = await client.reservations.create({
      commandId: newCommandId(),
      skuId,
      quantity: 5,
      buyer: '小鹿',
      endsAt,
    });
    const frozen = client.inventory.freeze({
      commandId: newCommandId(),
      selection: { by: 'import', importId },
      reason: '供应商说有问题',
    });
    const sale = client.deliveries.dispense({
      commandId: newCommandId(),
      lines: [{ skuId, quantity: 2, orderTotal: money(1_000_000) }],
      source: { reservationId: held.id },
    });
    await expect(sale).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK', data: { wanted: 2, available: 0 } });
    const { jobId } = await frozen;
    if (jobId) await jobEnd(client, jobId);
    const { totals } = await client.inventory.stock({});
    expect({ quarantined: totals.quarantined, delivered: totals.delivered }).toEqual({
      quarantined: 900,
      delivered: 0,
    });
  });

  it('leave by it one part after the other, and it is used up with the last', async () => {
    const { client, clock, trade } = await shopWithSales();
    const { skuId } = trade;
    const endsAt = clock.now() + 3_600_000;
    const held = await client.reservations.create({
      commandId: newCommandId(),
      skuId,
      quantity: 3,
      buyer: '小鹿',
      endsAt,
    });
    const take = (quantity: number) =>
      client.deliveries.dispense({
        commandId: newCommandId(),
        lines: [{ skuId, quantity, orderTotal: money(500_000) }],
        source: { reservationId: held.id },
      });
    const stateOf = async () => (await client.reservations.list({})).rows[0]?.state;
    await take(2);
    expect(await stateOf()).toBe('open');
    await take(1);
    expect(await stateOf()).toBe('used');
  });

  it('set its reservation free when the last of them is written off or frozen', async () => {
    const { client, clock, trade } = await shopWithSales();
    const endsAt = clock.now() + 3_600_000;
    const hold = async () => {
      const wish = { skuId: trade.skuId, quantity: 2, buyer: '小鹿', endsAt };
      const { id } = await client.reservations.create({ commandId: newCommandId(), ...wish });
      const { rows } = await client.cardKeys.list({ filter: { reservationId: id } });
      return rows.map((key) => key.id);
    };
    const last = async () => {
      const [{ state, heldQuantity } = {}] = (await client.reservations.list({})).rows;
      return { state, heldQuantity };
    };
    const act = (keyIds: CardKeyId[]) => ({
      commandId: newCommandId(),
      selection: { by: 'keys' as const, keyIds },
      reason: '供应商说有问题',
    });
    const keyIds = await hold();
    await client.inventory.writeOff(act(keyIds.slice(0, 1)));
    expect(await last()).toEqual({ state: 'open', heldQuantity: 1 });
    await client.inventory.writeOff(act(keyIds.slice(1)));
    expect(await last()).toEqual({ state: 'released', heldQuantity: 0 });
    await client.inventory.freeze(act(await hold()));
    expect(await last()).toEqual({ state: 'released', heldQuantity: 0 });
    expect((await client.reservations.list({ openOnly: true })).rows).toEqual([]);
  });
});

describe('a batch and an import', () => {
  it('are found by what their numbers or label begin with, and by their id', async () => {
    const { client, importId } = await shopWithSales();
    const { rows } = await client.inventory.batches({});
    const [batch] = rows;
    if (!batch) throw new Error('There is no batch.');
    const numbers = async (wish: Parameters<typeof client.inventory.findBatches>[0]) =>
      (await client.inventory.findBatches(wish)).map(({ number }) => number);
    expect(await numbers({})).toEqual([batch.number]);
    expect(await numbers({ text: batch.number.slice(0, 5).toLowerCase() })).toEqual([batch.number]);
    expect(await numbers({ text: 'XX' })).toEqual([]);
    expect(await numbers({ id: batch.id })).toEqual([batch.number]);
    expect(await client.inventory.findImports({ text: 'rk-' })).toMatchObject([{ id: importId }]);
    expect(await client.inventory.findImports({ id: importId })).toMatchObject([{ id: importId }]);
  });

  it('narrow a list of keys, as the last day does from and through', async () => {
    const { client, importId } = await shopWithSales();
    const total = async (filter: Parameters<typeof client.cardKeys.list>[0]['filter']) =>
      (await client.cardKeys.list({ filter })).total;
    expect(await total({ importId })).toBe(30);
    expect(await total({ expiresFrom: '2999-01-01' as never })).toBe(30);
    expect(await total({ expiresFrom: '2026-01-01' as never, expiresThrough: '2998-01-01' as never })).toBe(0);
  });
});

describe('after its month was closed', () => {
  it('stock that is moved on a clock set back goes into the first open month', async () => {
    const { client, clock, trade, importId } = await shopWithSales();
    clock.set(Date.UTC(2026, 11, 1, 3));
    for (const { supplierId, balance, isBlocking } of (await client.periods.get({ month: '2026-11' })).books) {
      if (!isBlocking) continue;
      await client.periods.confirmBalance({ commandId: newCommandId(), supplierId, month: '2026-11', balance });
    }
    await closeMonth(client, '2026-11');
    clock.set(Date.UTC(2026, 10, 30, 3));
    const ids = (await client.cardKeys.list({ filter: { importId }, limit: 1 })).rows.map(({ id }) => id);
    const selection = { by: 'keys' as const, keyIds: ids };
    await client.inventory.writeOff({ commandId: newCommandId(), selection, reason: '无法使用' });
    const { rows: batches } = await client.inventory.batches({});
    const [batch] = batches;
    if (!batch) throw new Error('There is no batch.');
    await client.inventory.reclassify({
      commandId: newCommandId(),
      batchId: batch.id,
      toSkuId: trade.skuId,
      unitCost: money(100_000),
      reason: '改价',
    });
    expect((await client.inventory.movements({ month: '2026-11' })).rows.map(({ kind }) => kind)).toEqual(['receipt']);
    const december = await client.inventory.movements({ month: '2026-12' });
    expect(new Set(december.rows.map(({ kind }) => kind))).toEqual(new Set(['write-off', 'reclassification']));
    expect(december.rows.every(({ occurredOn }) => occurredOn === '2026-11-30')).toBe(true);
    const { documentNumber } = december.rows.find(({ kind }) => kind === 'write-off') ?? {};
    expect(documentNumber).toMatch(/^WO-(?:20)?2612/);
  });
});
