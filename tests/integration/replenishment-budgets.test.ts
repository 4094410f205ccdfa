import { afterEach, expect, it } from 'vitest';
import { reorderLimits, type SendingOrder } from '#core/replenishment/reorder-limits.ts';
import { replenishmentPolicy } from '#core/replenishment/replenishment-policy.ts';
import { type Day, dayOf } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId } from '#tests/support/open-core.ts';
import { lineOf, offerAt, openReorderScene, SCENE_DAY, yuan } from '#tests/support/reorder-scene.ts';
import { DAY } from '#tests/support/test-clock.ts';
import { importSheet, keySheet } from '#tests/support/trade.ts';

afterEach(closeTestShops);

it('a budget is spent by what was ordered on its own day and in its own month, also when an older draft is sent', async () => {
  const scene = await openReorderScene('credit');
  const { client, supplierId, shop } = scene;
  const { readDb } = shop.core.kernel;
  const write = async (keys: number): Promise<SendingOrder> => {
    const lines = [{ skuId: scene.first, quantity: keys, unitPrice: yuan(10) }];
    const { id } = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    return { id, createdAt: shop.clock.now() };
  };
  const today = (): Day => dayOf(shop.clock.now(), 'Asia/Shanghai');
  const spent = (sending: SendingOrder | null = null) => {
    const limits = reorderLimits(readDb, replenishmentPolicy(readDb), today(), new Map(), sending);
    return [limits.spentToday, limits.spentThisMonth];
  };
  const first = await write(1);
  await write(2);
  expect(spent()).toEqual([yuan(30), yuan(30)]);
  shop.clock.advance(DAY);
  expect(spent()).toEqual([0, yuan(30)]);
  await write(4);
  expect(spent()).toEqual([yuan(40), yuan(70)]);
  while (today().slice(8) !== '01') shop.clock.advance(DAY);
  await write(8);
  expect(spent()).toEqual([yuan(80), yuan(80)]);
  // The first draft is held to the budgets of the day and month in which it was written, itself left out.
  expect(spent(first)).toEqual([yuan(20), yuan(60)]);
});

it('an order leaves the least balance that is to stay with a prepaid supplier', async () => {
  const scene = await openReorderScene('prepaid');
  const { client, supplierId } = scene;
  await offerAt(scene, scene.first, yuan(10));
  const payment = { supplierId, amount: yuan(200), occurredOn: SCENE_DAY, method: 'bank' as const };
  await client.supplierMoney.pay({ commandId: newCommandId(), ...payment });
  const { currency: _, ...settings } = await client.replenishment.settings();
  const suppliers = [{ supplierId, minimumBalance: yuan(80) }];
  await client.replenishment.changeSettings({ commandId: newCommandId(), ...settings, suppliers });
  const { line } = await lineOf(scene, scene.first);
  expect(line).toMatchObject({ quantity: 12, cost: yuan(120), limit: 'PREPAID_BALANCE' });
});

it('what a supplier who is paid first holds already counts before the next order: claims, and keys that were charged ahead', async () => {
  const scene = await openReorderScene('per-order');
  const { client, supplierId, shop } = scene;
  const lines = [{ skuId: scene.first, quantity: 10, unitPrice: yuan(10) }];
  const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
  const { id, revision } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
  const exposure = () => {
    const { readDb } = shop.core.kernel;
    return reorderLimits(readDb, replenishmentPolicy(readDb), SCENE_DAY).suppliers.get(supplierId)?.exposure;
  };
  expect(exposure()).toBe(yuan(100));
  const receipt = { supplierId, skuId: scene.first, documentOn: SCENE_DAY, amountCharged: yuan(100) };
  const cost = { by: 'unit' as const, unitCost: yuan(10), perSku: [] };
  const paid = { cost, settlement: 'paid' as const, purchaseOrder: { id, revision } };
  await importSheet(client, 'six.csv', keySheet(6, 9000), { ...receipt, ...paid });
  expect(exposure()).toBe(yuan(40));
  const bad = [{ skuId: scene.first, quantity: 5 + 2 }];
  const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), lines: bad });
  const [delivery] = deliveries;
  if (!delivery) throw new Error('Nothing was delivered.');
  const { keys } = await client.deliveries.get({ id: delivery.id });
  const keyIds = keys.filter((key) => key.cost === yuan(10)).map((key) => key.id);
  expect(keyIds).toHaveLength(2);
  await client.deliveries.markBad({ commandId: newCommandId(), id: delivery.id, keyIds, reason: '无法兑换' });
  expect(exposure()).toBe(yuan(60));
});
