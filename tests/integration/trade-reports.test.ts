import { afterEach, describe, expect, it } from 'vitest';
import type { Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop, type TestClient } from '#tests/support/open-core.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';
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
