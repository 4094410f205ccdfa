import { afterEach, describe, expect, it } from 'vitest';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId } from '#tests/support/open-core.ts';
import {
  lineOf,
  offerAt,
  openReorderScene,
  orderLines,
  planOf,
  type ReorderScene,
  sendOrder,
  stock as stockKeys,
  yuan,
} from '#tests/support/reorder-scene.ts';
import { DAY } from '#tests/support/test-clock.ts';
import { importSheet, keySheet } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const onlyLine = async (scene: ReorderScene): Promise<PlanLine | undefined> => {
  return (await planOf(scene)).lines.find(({ skuId }) => skuId === scene.first);
};

const reasonOf = (line: PlanLine | undefined, code: string) => line?.reasons.find((one) => one.code === code);

/** Sixty more keys that end with a day. */
async function stockUntil({ client, supplierId, first: skuId }: ReorderScene, day: string, count = 60): Promise<void> {
  await importSheet(client, `until-${day}.csv`, keySheet(count, 7000), {
    supplierId,
    skuId,
    documentOn: '2026-11-20' as Day,
    expiry: { by: 'day', day: day as Day },
    settlement: 'none',
  });
}

describe('stock that ends before it is sold', () => {
  it('is no cover: the plan orders in time, and says so', async () => {
    const scene = await openReorderScene('credit');
    await offerAt(scene, scene.first, yuan(40));
    // 21 November; three a day. About three of the sixty are sold today, the five without a day last until the 23rd.
    await stockUntil(scene, '2026-11-21');
    const line = await onlyLine(scene);
    expect(line).toMatchObject({ available: 65, state: 'soon', runsOutOn: '2026-11-23' });
    expect(line?.daysOfCover).toBeCloseTo(2.7, 1);
    expect(reasonOf(line, 'WILL_EXPIRE')).toEqual({ code: 'WILL_EXPIRE', units: 57.13, firstOn: '2026-11-21' });
    expect(line?.quantity).toBeGreaterThan(20);
  });

  it('ends for the plan when the days that buyers are to have left begin', async () => {
    const scene = await openReorderScene('credit');
    const { client, first: id } = scene;
    await offerAt(scene, id, yuan(40));
    await stockUntil(scene, '2026-12-21');
    expect(await onlyLine(scene)).toBeUndefined();
    const sku = await client.skus.get({ id });
    await client.skus.edit({ commandId: newCommandId(), ...sku, product: { id: sku.productId }, minimumDaysLeft: 30 });
    expect(reasonOf(await onlyLine(scene), 'WILL_EXPIRE')).toMatchObject({ units: 57.13, firstOn: '2026-11-21' });
  });
});

async function sellOn({ client, shop, first: skuId }: ReorderScene, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity: 3 }] });
    shop.clock.advance(DAY);
  }
}

describe('an order of keys that can be sold for few days', () => {
  it('covers no more days than those, and says so', async () => {
    const scene = await openReorderScene('credit');
    const { client, first: id } = scene;
    await offerAt(scene, id, yuan(40));
    const rule = await client.replenishment.rule({ skuId: id });
    await client.replenishment.setRule({ commandId: newCommandId(), ...rule, coverDays: 30 });
    const whole = await onlyLine(scene);
    expect(reasonOf(whole, 'COVER')).toMatchObject({ days: 30 });
    const sku = await client.skus.get({ id });
    const lives = { shelfLifeDays: 15, minimumDaysLeft: 5 };
    await client.skus.edit({ commandId: newCommandId(), ...sku, product: { id: sku.productId }, ...lives });
    const line = await onlyLine(scene);
    expect(reasonOf(line, 'COVER')).toMatchObject({ days: 10 });
    expect(reasonOf(line, 'SHELF_LIFE')).toEqual({ code: 'SHELF_LIFE', days: 10, wanted: 30 });
    expect(line?.quantity).toBeLessThan((whole?.quantity ?? 0) / 2);
  });
});

describe('an order that is far overdue', () => {
  async function openLateShop(expectedOn: Day | null = '2026-11-22' as Day) {
    const scene = await openReorderScene('credit');
    await offerAt(scene, scene.first, yuan(40));
    const { runId, line } = await lineOf(scene, scene.first);
    const { id } = await orderLines(scene, runId, [line]);
    const { revision } = await sendOrder(scene, id);
    const postponed = { id, revision, expectedOn };
    await scene.client.purchaseOrders.postpone({ commandId: newCommandId(), ...postponed });
    const days = expectedOn === null ? 10 : 8;
    await stockKeys(scene.client, { supplierId: scene.supplierId, skuId: scene.first }, 3 * (days + 1), 9000);
    await sellOn(scene, days);
    expect(await onlyLine(scene)).toBeUndefined();
    await sellOn(scene, 1);
    return { ...scene, orderId: id, ordered: line.quantity };
  }

  it('is cover no longer: the row appears, says why, and nothing is ordered twice by itself', async () => {
    const scene = await openLateShop();
    const line = await onlyLine(scene);
    expect(line).toMatchObject({ limit: 'LATE_ORDERS', quantity: 0, available: 5, incoming: scene.ordered });
    expect(['urgent', 'soon']).toContain(line?.state);
    expect(line?.needed).toBeGreaterThan(0);
    const late = { code: 'INCOMING_LATE', units: scene.ordered, dueOn: '2026-11-22', days: 8 };
    expect(reasonOf(line, 'INCOMING_LATE')).toEqual(late);
    expect((await scene.client.dashboard.get()).buying).toMatchObject({ toOrder: 1, blocked: 1 });
  });

  it('can be ordered beside by hand, is cover again on another day, and is none once it is closed', async () => {
    const scene = await openLateShop();
    const { client, orderId } = scene;
    const { revision } = await client.purchaseOrders.get({ id: orderId });
    const postponed = { id: orderId, revision, expectedOn: '2026-12-02' as Day };
    await client.purchaseOrders.postpone({ commandId: newCommandId(), ...postponed });
    expect(await onlyLine(scene)).toMatchObject({ quantity: 0, needed: 0, state: 'urgent' });
    await stockKeys(scene.client, { supplierId: scene.supplierId, skuId: scene.first }, 30, 12_000);
    await sellOn(scene, 10);
    const { runId, line } = await lineOf(scene, scene.first);
    expect(line.limit).toBe('LATE_ORDERS');
    await orderLines(scene, runId, [line], line.needed);
    expect((await onlyLine(scene))?.needed ?? 0).toBe(0);
  });

  it('is overdue on the dashboard from the day after the one it was promised for', async () => {
    const scene = await openReorderScene('credit');
    await offerAt(scene, scene.first, yuan(40));
    const { runId, line } = await lineOf(scene, scene.first);
    await sendOrder(scene, (await orderLines(scene, runId, [line])).id);
    expect(line.forecastDay).toBe('2026-11-22');
    const overdue = async () => (await scene.client.dashboard.get()).buying?.overdueOrders;
    scene.shop.clock.advance(DAY);
    expect(await overdue()).toBe(0);
    scene.shop.clock.advance(DAY);
    expect(await overdue()).toBe(1);
  });

  it('that nobody promised a day for is late when nine of ten would have come long ago', async () => {
    const scene = await openLateShop(null);
    const line = await onlyLine(scene);
    // Sent on the 21st; nine of ten come within three days.
    expect(reasonOf(line, 'INCOMING_LATE')).toMatchObject({ dueOn: '2026-11-24', days: 8 });
  });
});
