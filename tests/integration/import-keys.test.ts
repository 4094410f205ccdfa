import { afterEach, describe, expect, it } from 'vitest';
import { keysCsv, keysXlsx } from '#tests/support/generate-sheets.ts';
import { closeTestShops, openTestShop } from '#tests/support/open-core.ts';
import { createSku, createSupplier, importKeys } from '#tests/support/trade-setup.ts';

afterEach(closeTestShops);

describe('a generated key sheet', () => {
  it.each([
    ['keys.csv', keysCsv(300, 1)],
    ['keys.xlsx', keysXlsx(300, 2)],
  ])('comes in whole: %s', async (fileName, bytes) => {
    const { client } = await openTestShop();
    const supplierId = await createSupplier(client, 'WS-1');
    const skuId = await createSku(client, 'STEAM-50');
    const { summary } = await importKeys(client, { fileName, bytes, supplierId, skuId });
    expect(summary).toMatchObject({ rows: 300, accepted: 300, refused: 0, totalCost: 300 * 475_000 });
    const sku = await client.skus.get({ id: skuId });
    expect(sku.available).toBe(300);
  });
});
