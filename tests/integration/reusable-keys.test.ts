import { afterEach, describe, expect, it } from 'vitest';
import type { CardKeyId, DeliveryId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { closeTestShops, newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { DAY } from '#tests/support/test-clock.ts';
import { importSheet, jobEnd, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const UNIT_COST = money(450_000);

/** One key of three uses, of which two were sold to two buyers. */
async function sharedKeyShop() {
  const shop = await openTestShop();
  const { client, clock, core } = shop;
  const trade = await makeTrade(client);
  const sku = await client.skus.get({ id: trade.skuId });
  await client.skus.edit({ commandId: newCommandId(), ...sku, product: { id: sku.productId }, usesPerKey: 3 });
  const sheet = Buffer.from('账号,卡密,有效期至\r\n6001000200000001,ABCD-1,2026-12-31');
  const cost = { by: 'unit' as const, unitCost: UNIT_COST, perSku: [] };
  await importSheet(client, 'k.csv', sheet, { ...trade, cost });
  const sell = async (): Promise<DeliveryId> => {
    const lines = [{ skuId: trade.skuId, quantity: 1, orderTotal: money(300_000) }];
    const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), lines });
    return deliveries[0]?.id ?? (0 as DeliveryId);
  };
  const [first, second] = [await sell(), await sell()];
  const keyId = (await client.cardKeys.list({ filter: {} })).rows[0]?.id ?? (0 as CardKeyId);
  const giveBack = (id: DeliveryId) =>
    client.deliveries.return({
      commandId: newCommandId(),
      id,
      keyIds: [keyId],
      refund: money(300_000),
      reason: '退款',
    });
  const markBad = (id: DeliveryId) =>
    client.deliveries.markBad({ commandId: newCommandId(), id, keyIds: [keyId], reason: '失效' });
  const writeOff = () =>
    client.inventory.writeOff({
      commandId: newCommandId(),
      selection: { by: 'keys', keyIds: [keyId] },
      reason: '封号',
    });
  const expire = async () => {
    clock.advance(60 * DAY);
    await core.services.inventory.followTime();
  };
  const state = async () => (await client.cardKeys.get({ id: keyId })).state;
  const expectWhole = async () =>
    expect((await jobEnd(client, (await client.verify.run()).jobId)).result).toMatchObject({ isWhole: true });
  return { client, sell, first, second, giveBack, markBad, writeOff, expire, state, expectWhole };
}

describe('a use of a reusable key that comes back', () => {
  it('brings its part of the cost back while the key stands', async () => {
    const { client, first, second, giveBack, markBad, state, expectWhole } = await sharedKeyShop();
    await giveBack(first);
    expect(await state()).toBe('quarantined');
    expect(await client.deliveries.get({ id: first })).toMatchObject({ returnedQuantity: 1, profit: 0 });
    await markBad(second);
    expect(await state()).toBe('quarantined');
    expect((await client.inventory.stock({})).totals).toMatchObject({ valueOnHand: 300_000 });
    await expectWhole();
  });

  it.each(['written off', 'expired', 'claimed'] as const)(
    'is refunded where the key was %s meanwhile, and its cost stays with the sale',
    async (how) => {
      const { client, sell, first, second, giveBack, markBad, writeOff, expire, state, expectWhole } =
        await sharedKeyShop();
      if (how === 'written off') await writeOff();
      if (how === 'expired') await expire();
      if (how === 'claimed') await markBad(await sell());
      const before = await state();
      expect(await giveBack(first)).toMatchObject({ quantity: 1 });
      expect(await markBad(second)).toMatchObject({ quantity: 1 });
      expect(await state()).toBe(before);
      expect(await client.deliveries.get({ id: first })).toMatchObject({
        returnedQuantity: 1,
        refunded: 300_000,
        profit: -150_000,
      });
      expect(await client.deliveries.get({ id: second })).toMatchObject({ badQuantity: 1 });
      expect((await client.inventory.stock({})).totals).toMatchObject({ onHand: 0, valueOnHand: 0 });
      await expectWhole();
    },
  );
});
