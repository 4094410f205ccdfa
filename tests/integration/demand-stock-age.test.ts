import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { type Day, dayOf } from '#shared/domain/time/business-time.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { createTestClock, DAY, HOUR, TEST_START } from '#tests/support/test-clock.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';

const ZONE = 'Asia/Shanghai';
/** Ten in the morning where the shop is, twenty days before the usual start. */
const START = TEST_START - 20 * DAY;

let shop: TestShop;
let client: TestClient;
let skuId: SkuId;
let supplierId: SupplierId;
let shopId: ShopId;

beforeEach(async () => {
  shop = await openTestShop({ clock: createTestClock(START) });
  client = shop.client;
  ({ skuId, supplierId } = await makeTrade(client));
  const made = await client.shops.create({
    commandId: newCommandId(),
    name: '一号店',
    platform: '淘宝',
    messageLimit: 0,
  });
  shopId = made.id;
  await importSheet(client, 'opening.csv', keySheet(40), { supplierId, skuId, documentOn: today() });
});
afterEach(closeTestShops);

function today(): Day {
  return dayOf(shop.clock.now(), ZONE);
}

function sell(orderNumber: string, buyer: string, quantity: number) {
  return client.deliveries.dispense({
    commandId: newCommandId(),
    shopId,
    orderNumber,
    buyer,
    lines: [{ skuId, quantity, orderTotal: money(quantity * 100_000) }],
  });
}

const period = 'last-90-days';

describe('the portrait of demand', () => {
  it('tells new buyers from returning ones, by shop, size of order and hour', async () => {
    await sell('A-1', '王五', 1);
    await sell('A-2', '', 7);
    shop.clock.advance(DAY + 2 * HOUR);
    await sell('A-3', '王五', 2);
    const portrait = await client.demand.portrait({ period });
    expect(portrait).toMatchObject({ quantity: 10, orders: 3, revenue: 1_000_000 });
    expect(portrait.groups.buyer.map(({ key, quantity }) => [key, quantity])).toEqual([
      ['unknown', 7],
      ['returning', 2],
      ['new', 1],
    ]);
    expect(portrait.groups['shop-kind']).toMatchObject([{ key: '淘宝', quantity: 10, share: 1 }]);
    expect(portrait.groups['order-size'].map(({ key, orders }) => [key, orders])).toEqual([
      ['0', 1],
      ['1', 1],
      ['2', 1],
    ]);
    const first = new Date(START + 8 * HOUR);
    expect(portrait.hours[first.getUTCDay()]?.[first.getUTCHours()]).toBe(8);
    expect(portrait.hours[(first.getUTCDay() + 1) % 7]?.[first.getUTCHours() + 2]).toBe(2);
  });

  it('opens the deliveries behind each figure', async () => {
    await sell('A-1', '王五', 1);
    await sell('A-2', '王五', 2);
    const returning = await client.demand.rows({ period, of: { dimension: 'buyer', key: 'returning' } });
    expect(returning).toMatchObject({ count: 1, quantity: 2, rows: [{ orderNumber: 'A-2', shopName: '一号店' }] });
    const first = new Date(START + 8 * HOUR);
    const hour = { weekday: first.getUTCDay(), hour: first.getUTCHours() };
    expect(await client.demand.rows({ period, of: hour })).toMatchObject({ count: 2, quantity: 3 });
  });

  it('knows the season of a day, and what was paid back', async () => {
    const { revision } = await client.replenishment.seasons();
    const on = today().slice(5);
    const season = { code: '校庆', factor: 2, days: { kind: 'fixed' as const, from: on, to: on } };
    await client.replenishment.setSeasons({ commandId: newCommandId(), seasons: [season], revision });
    await sell('A-1', '', 3);
    shop.clock.advance(DAY);
    await sell('A-2', '', 2);
    const { groups } = await client.demand.portrait({ period });
    expect(groups.season.map(({ key, quantity }) => [key, quantity])).toEqual([
      ['校庆', 3],
      ['', 2],
    ]);
  });

  it('is of the period that is asked for', async () => {
    await sell('A-1', '', 3);
    expect(await client.demand.portrait({ period: '2026-09' })).toMatchObject({ quantity: 0, groups: { buyer: [] } });
    await expect(client.demand.portrait({ period: 'ever' })).rejects.toThrow();
  });
});

describe('the age of stock', () => {
  it('is told by batch, and what nobody buys comes with what to do', async () => {
    await sell('A-1', '', 4);
    shop.clock.advance(15 * DAY);
    const before = await client.stockAge.report({ deadAfterDays: 16 });
    expect(before).toMatchObject({ quantity: 36, dead: [], deadValue: 0 });
    expect(before.buckets.map(({ quantity }) => quantity)).toEqual([0, 36, 0, 0, 0, 0]);
    expect(before.meanDays).toBe(15);
    const { dead, deadValue, value } = await client.stockAge.report({ deadAfterDays: 14 });
    expect(dead).toMatchObject([{ skuId, quantity: 36, daysSinceSale: 15, advice: 'discount' }]);
    expect(deadValue).toBe(value);
    const batches = await client.stockAge.batches({ bucket: 1 });
    expect(batches).toMatchObject({
      count: 1,
      quantity: 36,
      value,
      rows: [{ batchId: dead[0]?.batchId, ageDays: 15 }],
    });
    expect(await client.stockAge.batches({ bucket: 0 })).toMatchObject({ count: 0, rows: [] });
  });

  it('takes the days from the settings, and sends back what the supplier still takes', async () => {
    const { revision, ...terms } = await client.suppliers.get({ id: supplierId });
    await client.suppliers.edit({
      commandId: newCommandId(),
      ...terms,
      id: supplierId,
      revision,
      warrantyHours: 24 * 90,
    });
    const { currency: _, ...settings } = await client.replenishment.settings();
    await client.replenishment.changeSettings({ commandId: newCommandId(), ...settings, deadAfterDays: 7 });
    shop.clock.advance(8 * DAY);
    const report = await client.stockAge.report();
    expect(report).toMatchObject({ deadAfterDays: 7 });
    expect(report.dead).toMatchObject([{ advice: 'return-to-supplier', daysSinceSale: null, oldestDays: 8 }]);
    // One who is gone takes nothing back.
    const { consequences } = await client.supplierLosses.get({ supplierId });
    const { openOrders, unsoldKeys } = consequences;
    const loss = { supplierId, lostOn: report.today as never, reason: '失联', expected: { openOrders, unsoldKeys } };
    await client.supplierLosses.declare({ commandId: newCommandId(), ...loss });
    expect((await client.stockAge.report()).dead).toMatchObject([{ advice: 'discount', returnableUntil: null }]);
  });
});
