import { afterEach, describe, expect, it } from 'vitest';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { closeTestShops, newCommandId, openTestShop, type TestClient } from '#tests/support/open-core.ts';
import { DAY } from '#tests/support/test-clock.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';
import { createSku, createSupplier } from '#tests/support/trade-setup.ts';

afterEach(closeTestShops);

const UNIT_COST = 475_000;
const period = 'last-90-days';

async function firstBatch(client: TestClient, supplierId: number) {
  const { rows } = await client.inventory.batches({ supplierId, limit: 10, onHandOnly: false });
  const [batch] = rows;
  if (!batch) throw new Error('There is no batch.');
  return batch;
}

describe('concentration', () => {
  it('is of what was bought in the period, by supplier, kind and brand, and opens the batches', async () => {
    const { client } = await openTestShop();
    const { supplierId, skuId } = await makeTrade(client);
    const official = await createSupplier(client, 'OFFICIAL', { kind: 'official' });
    const otherSku = await createSku(client, 'STEAM50');
    await importSheet(client, 'most.csv', keySheet(9), { supplierId, skuId });
    await importSheet(client, 'few.csv', keySheet(1, 100), { supplierId: official, skuId: otherSku });
    await importSheet(client, 'old.csv', keySheet(5, 200), { supplierId, skuId, documentOn: '2026-08-01' as Day });
    await importSheet(client, 'opening.csv', keySheet(7, 300), { supplierId, skuId, receiptKind: 'opening' });

    const report = await client.tradeReports.concentration({ period });
    expect(report).toMatchObject({ from: '2026-08-24', to: '2026-11-21' });
    expect(report.bySupplier.total).toBe(10 * UNIT_COST);
    expect(report.bySupplier.shares).toMatchObject([
      { key: { supplierId }, amount: 9 * UNIT_COST, share: 0.9, level: 'high' },
      { key: { supplierId: official }, amount: UNIT_COST, share: 0.1, level: 'fine' },
    ]);
    expect(report.bySupplier.index).toBeCloseTo(0.82);
    expect(report.byKind.shares.map(({ key }) => key)).toEqual(['wholesaler', 'official']);
    expect(report.byBrand.shares.map(({ key }) => key.name)).toEqual(['示例品牌', 'Steam']);

    const behind = await client.tradeReports.purchases({ period, supplierId });
    expect(behind).toMatchObject({ count: 1, quantity: 9, amount: 9 * UNIT_COST, rows: [{ skuId, quantity: 9 }] });
    const ofKind = await client.tradeReports.purchases({ period, supplierKind: 'official' });
    expect(ofKind).toMatchObject({ count: 1, quantity: 1, amount: UNIT_COST });
  });

  it('leaves out what was undone and what went back to the supplier', async () => {
    const { client } = await openTestShop();
    const { supplierId, skuId } = await makeTrade(client);
    const other = await createSupplier(client, 'OTHER');
    const undone = await importSheet(client, 'undone.csv', keySheet(4), { supplierId: other, skuId });
    await client.imports.undo({ commandId: newCommandId(), id: undone.importId, reason: '供应商发错' });
    await importSheet(client, 'kept.csv', keySheet(10, 100), { supplierId, skuId });
    const { id: batchId } = await firstBatch(client, supplierId);
    await client.supplierReturns.post({
      commandId: newCommandId(),
      batchId,
      quantity: 3,
      credit: null,
      reason: '滞销',
    });

    const { bySupplier } = await client.tradeReports.concentration({ period });
    expect(bySupplier.shares).toMatchObject([{ key: { supplierId }, amount: 7 * UNIT_COST, share: 1 }]);
    const behind = await client.tradeReports.purchases({ period, supplierId });
    expect(behind).toMatchObject({ quantity: 7, amount: 7 * UNIT_COST });
  });

  it('refuses a period that it does not know', async () => {
    const { client } = await openTestShop();
    await expect(client.tradeReports.concentration({ period: 'yesterday' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });
});

describe('channels', () => {
  it('earn gross profit on the stock and the prepaid money in them, and open the deliveries', async () => {
    const { client } = await openTestShop();
    const { supplierId, skuId } = await makeTrade(client);
    await importSheet(client, 'keys.csv', keySheet(10), { supplierId, skuId, documentOn: '2026-11-12' as Day });
    const shop = await client.shops.create({ commandId: newCommandId(), name: '淘宝店' });
    const { deliveries } = await client.deliveries.dispense({
      commandId: newCommandId(),
      shopId: shop.id,
      orderNumber: 'T1',
      lines: [{ skuId, quantity: 4, orderTotal: money(2_400_000) }],
    });
    const report = await client.tradeReports.channels({ period: '2026-11' });
    // Ten keys lay there from the 12th to the 20th, six on the 21st.
    const inStock = Math.floor((9 * 10 * UNIT_COST + 6 * UNIT_COST) / 21);
    const profit = 2_400_000 - 4 * UNIT_COST;
    expect(report.bySupplier).toMatchObject([
      { supplierId, keys: 4, revenue: 2_400_000, cost: 4 * UNIT_COST, profit, inStock, prepaid: 0 },
    ]);
    expect(report.total.return).toBeCloseTo(profit / inStock);
    expect(report.byKind).toMatchObject([{ kind: 'wholesaler', suppliers: 1, profit }]);
    const sales = await client.tradeReports.channelSales({ period: '2026-11', supplierId });
    expect(sales).toMatchObject({ count: 1, rows: [{ deliveryId: deliveries[0]?.id, keys: 4, revenue: 2_400_000 }] });
  });
});

describe('goods on consignment', () => {
  it('are bought and sold like others, and tie up no money of ours', async () => {
    const { client } = await openTestShop();
    const { supplierId, skuId } = await makeTrade(client);
    await importSheet(client, 'consigned.csv', keySheet(10), { supplierId, skuId, receiptKind: 'consignment' });
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity: 4 }] });
    const { bySupplier } = await client.tradeReports.concentration({ period });
    expect(bySupplier).toMatchObject({ total: 10 * UNIT_COST, shares: [{ amount: 10 * UNIT_COST, share: 1 }] });
    const channels = await client.tradeReports.channels({ period });
    expect(channels.total).toMatchObject({ keys: 4, cost: 4 * UNIT_COST, inStock: 0, prepaid: 0, return: null });
  });
});

describe('turnover', () => {
  it('counts what happened on the first day of a period once', async () => {
    const { client } = await openTestShop();
    const { supplierId, skuId } = await makeTrade(client);
    await importSheet(client, 'keys.csv', keySheet(4), { supplierId, skuId, documentOn: '2026-11-01' as Day });
    const { total } = await client.tradeReports.turnover({ period: '2026-11' });
    expect(total).toMatchObject({ averageStock: 4 * UNIT_COST, costOfSales: 0 });
  });

  it('counts neither what a buyer brought back nor what went back to the supplier as sold, nor does a channel', async () => {
    const { client } = await openTestShop();
    const { supplierId, skuId } = await makeTrade(client);
    await importSheet(client, 'keys.csv', keySheet(10), { supplierId, skuId });
    const shop = await client.shops.create({ commandId: newCommandId(), name: '淘宝店' });
    const line = { skuId, quantity: 3, orderTotal: money(1_800_000) };
    const sale = { shopId: shop.id, orderNumber: 'T1', lines: [line] };
    const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), ...sale });
    const id = deliveries[0]?.id ?? 0;
    const { keys } = await client.deliveries.get({ id });
    const keyIds = keys.slice(0, 2).map((key) => key.id);
    const refund = money(1_200_000);
    await client.deliveries.return({ commandId: newCommandId(), id, keyIds, refund, reason: '买错' });
    const { id: batchId } = await firstBatch(client, supplierId);
    const back = { batchId, quantity: 4, credit: null, reason: '滞销' };
    await client.supplierReturns.post({ commandId: newCommandId(), ...back });

    const turnover = await client.tradeReports.turnover({ period: '2026-11' });
    expect(turnover.total.costOfSales).toBe(UNIT_COST);
    const channels = await client.tradeReports.channels({ period: '2026-11' });
    expect(channels.total).toMatchObject({ keys: 1, revenue: 600_000, cost: UNIT_COST, profit: 600_000 - UNIT_COST });
  });

  it('sets cost of sales beside average stock, and days without stock beside days on sale', async () => {
    const { client, clock } = await openTestShop();
    const { supplierId, skuId } = await makeTrade(client);
    await importSheet(client, 'keys.csv', keySheet(4), { supplierId, skuId, documentOn: '2026-11-21' as Day });
    await client.deliveries.dispense({
      commandId: newCommandId(),
      purpose: 'gift',
      lines: [{ skuId, quantity: 1 }],
    });
    clock.advance(DAY);
    const shop = await client.shops.create({ commandId: newCommandId(), name: '淘宝店' });
    await client.deliveries.dispense({
      commandId: newCommandId(),
      shopId: shop.id,
      orderNumber: 'T1',
      lines: [{ skuId, quantity: 3, orderTotal: money(1_800_000) }],
    });
    clock.advance(2 * DAY);
    const report = await client.tradeReports.turnover({ period: '2026-11' });
    // Three keys at the end of the 21st of 24 days, none after it.
    const averageStock = Math.floor((3 * UNIT_COST) / 24);
    expect(report.total).toMatchObject({
      costOfSales: 4 * UNIT_COST,
      averageStock,
      skuDays: 4,
      outDays: 3,
      outRate: 0.75,
    });
    expect(report.skus).toMatchObject([{ skuId, outDays: 3 }]);
    expect(report.months).toMatchObject([{ month: '2026-11', outRate: 0.75 }]);
    const { rows } = await client.tradeReports.skuDays({ period: '2026-11', skuId });
    expect(rows.filter(({ isOut }) => isOut).map(({ on }) => on)).toEqual(['2026-11-24', '2026-11-23', '2026-11-22']);
    // A gift is no demand.
    expect(rows.filter(({ sold }) => sold > 0).map(({ on, sold }) => [on, sold])).toEqual([['2026-11-22', 3]]);
  });

  it('has nothing to sell once what is left is too near its end for buyers, whether the program ran on that day or not', async () => {
    const { client, clock, core } = await openTestShop();
    const { supplierId } = await makeTrade(client);
    const skuId = await createSku(client, 'SHORT', { minimumDaysLeft: 3 });
    const sheet = '卡号,卡密,有效期\n600200,A-1,2026-12-01\n600201,A-2,2026-12-01\n600202,A-3,2026-12-05\n';
    await importSheet(client, 'keys.csv', Buffer.from(sheet), { supplierId, skuId, documentOn: '2026-11-21' as Day });
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity: 1 }] });
    const outOn = async () => {
      const { rows } = await client.tradeReports.skuDays({ period, skuId });
      return rows.filter(({ isOut }) => isOut).map(({ on }) => on);
    };
    const endOn = async (day: string) => {
      const { rows } = await client.tradeReports.skuDays({ period, skuId });
      return rows.find(({ on }) => on === day)?.end;
    };
    // The program stands still from here to 4 December: three days are left on 28 November and on 2 December.
    clock.advance(13 * DAY);
    await core.services.inventory.followTime();
    expect(await outOn()).toEqual(['2026-12-04', '2026-12-03']);
    expect([await endOn('2026-11-28'), await endOn('2026-11-29')]).toEqual([2, 1]);
    expect((await client.tradeReports.turnover({ period })).total).toMatchObject({ skuDays: 14, outDays: 2 });
    expect(brokenInvariants(core)).toEqual([]);
    // Whoever takes buyers with less time left has something to sell again, and the other way round.
    const editMinimum = async (minimumDaysLeft: number) => {
      const { id, revision, ...sku } = await client.skus.get({ id: skuId });
      const changed = { ...sku, product: { id: sku.productId }, minimumDaysLeft };
      await client.skus.edit({ commandId: newCommandId(), id, revision, ...changed });
    };
    await editMinimum(1);
    expect(await outOn()).toEqual(['2026-12-03']);
    await editMinimum(2);
    expect(await outOn()).toEqual(['2026-12-04', '2026-12-03']);
    const { jobId } = await client.verify.run();
    expect((await jobEnd(client, jobId)).result).toMatchObject({ isWhole: true });
    expect(brokenInvariants(core)).toEqual([]);
  });
});
