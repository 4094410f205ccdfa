import { afterEach, describe, expect, it } from 'vitest';
import type { CardKeyId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { closeTestShops, newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

/** A shop of which `placed` keys were exported for a delivery tool. */
async function shopWithPlaced(count: number, placed: number) {
  const shop = await openTestShop();
  const { client } = shop;
  const trade = await makeTrade(client);
  await importSheet(client, 'keys.csv', keySheet(count), trade);
  const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '淘宝店' });
  const { rows } = await client.cardKeys.list({ filter: { skuId: trade.skuId } });
  const keyIds = rows.slice(0, placed).map(({ id }) => id);
  const { jobId } = await client.cardKeys.export({
    commandId: newCommandId(),
    filter: {},
    keyIds,
    format: 'csv',
    reason: '自动发货',
  });
  await jobEnd(client, jobId);
  const stock = async () => (await client.inventory.stock({ skuId: trade.skuId })).rows[0];
  const { rows: batches } = await client.inventory.batches({ skuId: trade.skuId });
  const batch = batches[0];
  if (!batch) throw new Error('No batch.');
  return { shop, client, trade, shopId, keyIds, stock, batchId: batch.id };
}

describe('placed keys', () => {
  it('are recorded as sold under the order of the shop, with revenue and cost, once', async () => {
    const { shop, client, shopId, keyIds, stock } = await shopWithPlaced(5, 3);
    expect(await stock()).toMatchObject({ available: 2, placed: 3, onHand: 5 });
    const sale = { shopId, orderNumber: 'TB1', buyer: '小王', orderTotal: money(1_000_000) };
    const selection = { by: 'keys' as const, keyIds: keyIds.slice(0, 2) };
    const { deliveries, quantity, orderId } = await client.deliveries.recordPlacedSale({
      commandId: newCommandId(),
      selection,
      ...sale,
    });
    expect(quantity).toBe(2);
    const [delivery] = deliveries;
    if (!delivery) throw new Error('No delivery.');
    expect(await client.deliveries.get({ id: delivery.id })).toMatchObject({
      kind: 'sale',
      orderId,
      orderNumber: 'TB1',
      buyer: '小王',
      revenue: 1_000_000,
      cost: 950_000,
      profit: 50_000,
    });
    expect(await stock()).toMatchObject({ available: 2, placed: 1, delivered: 2, onHand: 3 });
    const again = { selection: { by: 'keys' as const, keyIds: keyIds.slice(2) }, ...sale };
    await expect(client.deliveries.recordPlacedSale({ commandId: newCommandId(), ...again })).rejects.toMatchObject({
      code: 'ORDER_ALREADY_DELIVERED',
      data: { quantity: 2 },
    });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('bring no revenue where nobody says what a tool sold them for, and are not given away by a clerk', async () => {
    const { client, shop, trade, shopId, keyIds } = await shopWithPlaced(3, 3);
    const sku = await client.skus.get({ id: trade.skuId });
    const product = { id: sku.productId };
    await client.skus.edit({ commandId: newCommandId(), ...sku, product, salePrice: money(600_000) });
    const sale = (orderNumber: string, place: number) => ({
      commandId: newCommandId(),
      selection: { by: 'keys' as const, keyIds: keyIds.slice(place, place + 1) },
      shopId,
      orderNumber,
    });
    await client.deliveries.recordPlacedSale(sale('TB2', 0));
    expect((await client.deliveries.list({ orderNumber: 'TB2' })).rows).toMatchObject([{ revenue: 0 }]);
    const passphrase = 'another one';
    await client.users.create({ commandId: newCommandId(), name: '客服', role: 'clerk', passphrase });
    const clerk = await shop.signIn('客服', passphrase);
    await expect(clerk.deliveries.recordPlacedSale(sale('', 1))).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      data: { right: 'keys.gift' },
    });
    await clerk.deliveries.recordPlacedSale({ ...sale('', 1), orderTotal: money(500_000) });
  });

  it('are looked at by the rights to reveal, copy and export, also by whoever recorded that a tool sold them', async () => {
    const { client, shop, shopId, keyIds, trade } = await shopWithPlaced(5, 2);
    const passphrase = 'another one';
    const { id } = await client.users.create({ commandId: newCommandId(), name: '客服', role: 'clerk', passphrase });
    const changes = [{ right: 'keys.reveal' as const, isGranted: null, dailyLimit: 2 }];
    await client.users.change({ commandId: newCommandId(), id, role: 'clerk', changes });
    const clerk = await shop.signIn('客服', passphrase);
    const { deliveries: sold } = await clerk.deliveries.recordPlacedSale({
      commandId: newCommandId(),
      selection: { by: 'keys', keyIds },
      shopId,
      orderNumber: 'TB9',
    });
    const deliveryIds = sold.map((delivery) => delivery.id);
    await clerk.deliveries.show({ commandId: newCommandId(), deliveryIds });
    await expect(clerk.deliveries.show({ commandId: newCommandId(), deliveryIds })).rejects.toMatchObject({
      code: 'DAILY_LIMIT_REACHED',
      data: { right: 'keys.reveal', limit: 2, used: 2, wanted: 2 },
    });
    await clerk.deliveries.recordCopy({ commandId: newCommandId(), deliveryIds });
    await expect(
      clerk.deliveries.export({ commandId: newCommandId(), deliveryIds, format: 'txt' }),
    ).rejects.toMatchObject({ code: 'PERMISSION_DENIED', data: { right: 'keys.export' } });
    const person = (await client.users.list()).find((user) => user.id === id);
    expect(person?.limits.find(({ right }) => right === 'keys.copy')).toMatchObject({ usedToday: 2 });

    const { deliveries: own } = await clerk.deliveries.dispense({
      commandId: newCommandId(),
      shopId,
      orderNumber: 'TB10',
      lines: [{ skuId: trade.skuId, quantity: 3 }],
    });
    const ownIds = own.map((delivery) => delivery.id);
    const { messages } = await clerk.deliveries.show({ commandId: newCommandId(), deliveryIds: ownIds });
    expect(messages).toHaveLength(1);
  });

  it('are refused as sold in any other state, and nothing of the list is recorded', async () => {
    const { client, keyIds, trade, stock } = await shopWithPlaced(3, 1);
    const { rows } = await client.cardKeys.list({ filter: { skuId: trade.skuId, states: ['available'] } });
    const free = rows[0]?.id as CardKeyId;
    const selection = { by: 'keys' as const, keyIds: [...keyIds, free] };
    await expect(client.deliveries.recordPlacedSale({ commandId: newCommandId(), selection })).rejects.toMatchObject({
      code: 'KEY_STATE_FORBIDS',
      data: { keyId: free, state: 'available' },
    });
    expect(await stock()).toMatchObject({ placed: 1, delivered: 0 });
  });

  it('of a whole batch are sold or taken back, its free keys untouched', async () => {
    const { shop, client, batchId, keyIds, stock } = await shopWithPlaced(6, 4);
    const taken = await client.inventory.takeBack({
      commandId: newCommandId(),
      selection: { by: 'keys', keyIds: keyIds.slice(0, 1) },
      reason: '下架',
    });
    expect(taken.quantity).toBe(1);
    expect(await stock()).toMatchObject({ available: 2, placed: 3, quarantined: 1 });
    const selection = { by: 'batch' as const, batchId };
    const sold = await client.deliveries.recordPlacedSale({ commandId: newCommandId(), selection });
    expect(sold.quantity).toBe(3);
    expect(await stock()).toMatchObject({ available: 2, placed: 0, quarantined: 1, delivered: 3 });
    await expect(client.deliveries.recordPlacedSale({ commandId: newCommandId(), selection })).rejects.toMatchObject({
      code: 'NOTHING_TO_MOVE',
    });
    await expect(
      client.inventory.takeBack({ commandId: newCommandId(), selection, reason: '下架' }),
    ).rejects.toMatchObject({ code: 'NOTHING_TO_MOVE' });
    const { rows } = await client.inventory.documents({ kind: 'quarantine' });
    expect(rows).toMatchObject([{ number: taken.number, reason: '下架', quantity: 1 }]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});
