import { afterEach, describe, expect, it } from 'vitest';
import type { CardKeyId, DeliveryId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { closeTestShops, newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { HOUR } from '#tests/support/test-clock.ts';
import { importSheet, jobEnd, keySheet, makeSku, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

/** A SKU of which everything was sold, merged into another one that has one key in stock. */
async function mergedShop() {
  const shop = await openTestShop();
  const { client } = shop;
  const { supplierId, skuId: soldOut } = await makeTrade(client);
  const skuId = await makeSku(client, 'KEPT', money(500_000));
  await importSheet(client, 'old.csv', keySheet(2), { supplierId, skuId: soldOut });
  await importSheet(client, 'new.csv', keySheet(1, 3), { supplierId, skuId });
  const lines = [{ skuId: soldOut, quantity: 2, orderTotal: money(1_000_000) }];
  const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), lines });
  const deliveryId = deliveries[0]?.id ?? (0 as DeliveryId);
  const merge = () => client.skus.merge({ commandId: newCommandId(), id: soldOut, intoId: skuId });
  const messages = async () =>
    (await client.deliveries.show({ commandId: newCommandId(), deliveryIds: [deliveryId] })).messages;
  return { shop, client, soldOut, skuId, deliveryId, merge, messages };
}

describe('a key of a merged SKU that comes back from its buyer', () => {
  it('is sold, and held, as what the SKU became, once it is released', async () => {
    const { client, shop, soldOut, skuId, deliveryId, merge } = await mergedShop();
    await merge();
    const { keys } = await client.deliveries.get({ id: deliveryId });
    const keyIds = keys.map(({ id }): CardKeyId => id);
    await client.deliveries.return({ commandId: newCommandId(), id: deliveryId, keyIds, reason: '买错' });
    const selection = { by: 'keys', keyIds } as const;
    await client.inventory.release({ commandId: newCommandId(), selection, reason: '查过，未用' });

    const lines = [{ skuId, quantity: 1, orderTotal: money(500_000) }];
    const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), lines });
    expect(deliveries).toMatchObject([{ skuId, quantity: 1 }]);
    const endsAt = shop.clock.now() + HOUR;
    const held = { skuId: soldOut, quantity: 2, buyer: '老客', endsAt };
    const { id: reservationId } = await client.reservations.create({ commandId: newCommandId(), ...held });
    const rest = [{ skuId, quantity: 2, orderTotal: money(1_000_000) }];
    const source = { reservationId };
    await client.deliveries.dispense({ commandId: newCommandId(), lines: rest, source });
    expect((await client.inventory.stock({})).totals).toMatchObject({ onHand: 0, delivered: 3 });

    const { result } = await jobEnd(client, (await client.verify.run()).jobId);
    expect(result).toMatchObject({ isWhole: true });
  });
});

describe('what is still owed of an order when its SKU is merged', () => {
  it('follows by either name, and no more than it', async () => {
    const shop = await openTestShop();
    const { client } = shop;
    const { supplierId, skuId: ordered } = await makeTrade(client);
    const skuId = await makeSku(client, 'KEPT', money(500_000));
    await importSheet(client, 'old.csv', keySheet(1), { supplierId, skuId: ordered });
    const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '店' });
    const order = { shopId, orderNumber: 'R-1' };
    const first = [{ skuId: ordered, quantity: 1, orderedQuantity: 3, orderTotal: money(1_500_001) }];
    await client.deliveries.dispense({ commandId: newCommandId(), ...order, lines: first });
    await client.skus.merge({ commandId: newCommandId(), id: ordered, intoId: skuId });
    await importSheet(client, 'new.csv', keySheet(5, 2), { supplierId, skuId });
    const rest = (...ids: (typeof skuId)[]) => {
      const lines = ids.map((id) => ({ skuId: id, quantity: 1 }));
      return client.deliveries.dispense({ commandId: newCommandId(), ...order, again: 'rest', lines });
    };
    await rest(skuId);
    await expect(rest(ordered, skuId)).rejects.toMatchObject({ code: 'ORDER_NOT_OPEN', data: { undelivered: 0 } });
    await rest(ordered);
    const served = await client.deliveries.order(order);
    expect(served?.lines).toMatchObject([{ orderedQuantity: 3, deliveredQuantity: 3 }]);
    expect(served?.deliveries.reduce((sum, { revenue }) => sum + revenue, 0)).toBe(1_500_001);
  });
});

describe('the text of a delivery', () => {
  it('goes with its SKU when that is merged, unless the other has its own', async () => {
    const { client, soldOut, skuId, merge, messages } = await mergedShop();
    const setText = (text: string, of: typeof skuId) =>
      client.shops.setTemplate({ commandId: newCommandId(), shopId: null, skuId: of, text });
    await setText('旧款说明\n{卡密列表}', soldOut);
    await merge();
    expect(await client.shops.templates()).toMatchObject([{ skuId, text: '旧款说明\n{卡密列表}' }]);
    expect((await messages())[0]).toContain('旧款说明');
    await setText('新款说明\n{卡密列表}', soldOut);
    expect(await client.shops.templates()).toMatchObject([{ skuId, text: '新款说明\n{卡密列表}' }]);
    expect((await messages())[0]).toContain('新款说明');
  });

  it('that another window wrote meanwhile is not written over', async () => {
    const { client, skuId } = await mergedShop();
    const setText = (text: string, seen: string | null) =>
      client.shops.setTemplate({ commandId: newCommandId(), shopId: null, skuId, text, seen });
    await setText('甲 {卡密列表}', null);
    await expect(setText('乙 {卡密列表}', null)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    await expect(setText('', '别的')).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
    expect(await client.shops.templates()).toMatchObject([{ text: '甲 {卡密列表}' }]);
    await setText('乙 {卡密列表}', '甲 {卡密列表}');
    expect(await client.shops.templates()).toMatchObject([{ text: '乙 {卡密列表}' }]);
  });

  it('of the SKU that stays is kept', async () => {
    const { client, soldOut, skuId, merge } = await mergedShop();
    for (const [of, text] of [
      [soldOut, '旧 {卡密列表}'],
      [skuId, '新 {卡密列表}'],
    ] as const) {
      await client.shops.setTemplate({ commandId: newCommandId(), shopId: null, skuId: of, text });
    }
    await merge();
    expect(await client.shops.templates()).toMatchObject([{ skuId, text: '新 {卡密列表}' }]);
  });
});
