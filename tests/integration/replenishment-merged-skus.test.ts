import { afterEach, describe, expect, it } from 'vitest';
import type { CardKeyId, DeliveryId } from '#shared/domain/ids.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { yuan } from '#tests/support/reorder-scene.ts';
import { addOffer, addSupplier, changeReorderRule, planOf } from '#tests/support/replenishment-shop.ts';
import { createTestClock, DAY, TEST_START } from '#tests/support/test-clock.ts';
import { importSheet, keySheet, makeSku } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const SOLD_DAYS = 10;
const OUT_DAYS = 10;
const PER_DAY = 3;

/** A SKU that was sold out in ten days, waited for ten more, and was merged into one that never had a key. */
async function openMergedShop() {
  const shop = await openTestShop({ clock: createTestClock(TEST_START - (SOLD_DAYS + OUT_DAYS) * DAY) });
  const { client } = shop;
  const supplierId = await addSupplier(client, 'S2', '平价批发');
  const old = await makeSku(client, 'OLD', yuan(50));
  const skuId = await makeSku(client, 'KEPT', yuan(50));
  await addOffer(client, { supplierId, skuId, unitPrice: yuan(40) });
  const documentOn = '2026-11-01' as Day;
  const cost = { by: 'unit' as const, unitCost: yuan(40), perSku: [] };
  await importSheet(client, 'old.csv', keySheet(SOLD_DAYS * PER_DAY), { supplierId, skuId: old, documentOn, cost });
  let lastId: DeliveryId | undefined;
  for (let day = 0; day < SOLD_DAYS; day += 1) {
    const lines = [{ skuId: old, quantity: PER_DAY }];
    lastId = (await client.deliveries.dispense({ commandId: newCommandId(), lines })).deliveries[0]?.id;
    shop.clock.advance(DAY);
  }
  shop.clock.advance(OUT_DAYS * DAY);
  await client.skus.merge({ commandId: newCommandId(), id: old, intoId: skuId });
  return { shop, client, supplierId, skuId, lastId: lastId ?? (0 as DeliveryId) };
}

describe('a SKU that another was merged into', () => {
  it('was out of stock while the other was: those days say nothing of its speed', async () => {
    const { client, skuId } = await openMergedShop();
    const { line } = await planOf({ client }, skuId);
    expect(line?.state).toBe('out');
    // Three a day, of which a season had some.
    expect(line?.daily).toBeGreaterThan(2.5);
    // The day on which the last keys went, and those after it.
    expect(line?.reasons).toContainEqual({ code: 'STOCK_OUT_DAYS_SKIPPED', days: OUT_DAYS + 1 });
  });

  it('is in stock as long as either has keys, in the report and day by day', async () => {
    const { shop, client, supplierId, skuId, lastId } = await openMergedShop();
    const { keys } = await client.deliveries.get({ id: lastId });
    const keyIds = keys.map(({ id }): CardKeyId => id);
    await client.deliveries.return({ commandId: newCommandId(), id: lastId, keyIds, reason: '买错' });
    const selection = { by: 'keys', keyIds } as const;
    await client.inventory.release({ commandId: newCommandId(), selection, reason: '查过，未用' });
    shop.clock.advance(DAY);
    await importSheet(client, 'new.csv', keySheet(1, 500), { supplierId, skuId, documentOn: '2026-11-22' as Day });
    const { rows } = await client.tradeReports.skuDays({ period: '2026-11', skuId });
    // Three under the old name since the day before, one under the new.
    expect(rows[0]).toMatchObject({ on: '2026-11-22', end: 4, isOut: false });
    const { skus } = await client.tradeReports.turnover({ period: '2026-11' });
    expect(skus).toMatchObject([{ skuId, outDays: rows.filter(({ isOut }) => isOut).length }]);
  });

  it('keeps to the most money in it, by whatever name the keys came', async () => {
    const { client, skuId, lastId } = await openMergedShop();
    const { keys } = await client.deliveries.get({ id: lastId });
    const keyIds = keys.map(({ id }): CardKeyId => id);
    await client.deliveries.return({ commandId: newCommandId(), id: lastId, keyIds, reason: '买错' });
    await changeReorderRule(client, skuId, { mostMoney: yuan(400) });
    const { line } = await planOf({ client }, skuId);
    // Three keys of 40 lie there again.
    expect(line).toMatchObject({ quantity: 7, cost: yuan(280), limit: 'SKU_MONEY' });
  });
});
