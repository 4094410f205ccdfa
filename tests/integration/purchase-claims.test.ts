import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';

const PRICE = money(475_000);

let shop: TestShop;
let client: TestClient;
let supplierId: SupplierId;
let skuId: SkuId;

beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  ({ supplierId, skuId } = await makeTrade(client));
});
afterEach(closeTestShops);

/** An order of ten of which eight came, with its shortage of two. */
async function shortOrder() {
  const lines = [{ skuId, quantity: 10, unitPrice: PRICE }];
  const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
  const sent = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
  await importSheet(client, 'eight.csv', keySheet(8), {
    supplierId,
    skuId,
    purchaseOrder: { id: sent.id, revision: sent.revision },
  });
  const order = await client.purchaseOrders.get({ id: sent.id });
  const [short] = order.differences;
  if (!short) throw new Error('Nothing is short.');
  return { order, short };
}

const balance = async () => (await client.supplierAccounts.get({ supplierId })).balance;

describe('the credit of a claim', () => {
  it('is at most what the keys cost; more is refused with the most that is possible', async () => {
    const { order, short } = await shortOrder();
    expect(short).toMatchObject({ kind: 'short', quantity: 2, charged: 0 });
    const before = await balance();
    const claim = (credit: number) =>
      client.purchaseOrders.decideDifference({
        commandId: newCommandId(),
        id: short.id,
        revision: order.revision,
        decision: 'claim',
        note: '',
        credit: money(credit),
      });
    for (const credit of [1_000_000_000, 2 * PRICE + 1]) {
      await expect(claim(credit)).rejects.toMatchObject({
        code: 'CREDIT_TOO_HIGH',
        data: { amount: 2 * PRICE, currency: 'CNY' },
      });
    }
    expect(await balance()).toBe(before);
    await claim(2 * PRICE);
    expect(await balance()).toBe(before - 2 * PRICE);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});
