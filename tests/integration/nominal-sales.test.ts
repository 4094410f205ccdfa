import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ShopId, SkuId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import { closeTestShops, newCommandId, openTestShop, type TestClient } from '#tests/support/open-core.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';

const PASSPHRASE = 'another one';
const DENIED = { code: 'PERMISSION_DENIED', data: { right: 'keys.gift' } };

let owner: TestClient;
let clerk: TestClient;
let skuId: SkuId;
let shopId: ShopId;

beforeEach(async () => {
  const shop = await openTestShop();
  owner = shop.client;
  const trade = await makeTrade(owner);
  skuId = trade.skuId;
  await importSheet(owner, 'k.csv', keySheet(10), trade);
  ({ id: shopId } = await owner.shops.create({ commandId: newCommandId(), name: '淘宝' }));
  await owner.users.create({ commandId: newCommandId(), name: '客服', role: 'clerk', passphrase: PASSPHRASE });
  clerk = await shop.signIn('客服', PASSPHRASE);
});
afterEach(closeTestShops);

function sell(client: TestClient, orderNumber: string, orderTotal: Money | null, quantity = 1) {
  const lines = [{ skuId, quantity }];
  return client.deliveries.dispense({ commandId: newCommandId(), shopId, orderNumber, orderTotal, lines });
}

async function priceAt(salePrice: Money): Promise<void> {
  const { productId, ...sku } = await owner.skus.get({ id: skuId });
  await owner.skus.edit({ commandId: newCommandId(), ...sku, product: { id: productId }, salePrice });
}

it('takes the right to give keys away where the total is less than a tenth of what they cost, and says so in the trail', async () => {
  const underCost = { code: 'TOTAL_UNDER_COST', data: { skuCode: 'CARD50', quantity: 1, total: 100 } };
  await expect(sell(clerk, 'A1', money(100))).rejects.toMatchObject(underCost);
  await sell(clerk, 'A2', money(100_000));
  await sell(owner, 'A1', money(100));
  const trail = await owner.audit.list({ action: 'deliveries.dispense' });
  expect(trail.rows.map(({ details }) => details.kind)).toEqual(['nominal-sale', 'sale']);
});

it('calls a sale over the counter paid or unpaid in the trail by what it brought', async () => {
  await sell(owner, '', money(450_000));
  await sell(owner, '', null);
  await sell(owner, 'A1', money(0));
  const trail = await owner.audit.list({ action: 'deliveries.dispense' });
  expect(trail.rows.map(({ details }) => details.kind)).toEqual(['unpaid-sale', 'unpaid-sale', 'sale']);
});

it('takes it by the sale price where there is one, and for a product whose price is zero', async () => {
  await priceAt(money(2_000_000));
  // Names what was typed and what it usually comes to: most often the point slipped.
  const underPrice = { skuCode: 'CARD50', quantity: 2, total: 399_999, usual: 4_000_000 };
  const slip = sell(clerk, 'B1', money(399_999), 2);
  await expect(slip).rejects.toMatchObject({ code: 'TOTAL_UNDER_PRICE', data: underPrice });
  await sell(clerk, 'B2', money(300_000));
  await priceAt(money(0));
  await expect(sell(clerk, 'B3', null)).rejects.toMatchObject(DENIED);
  await expect(sell(clerk, 'B4', money(100))).rejects.toMatchObject({ code: 'TOTAL_UNDER_COST' });
});

it('takes it for the rest of an order that was given away', async () => {
  const lines = [{ skuId, quantity: 1, orderedQuantity: 3 }];
  const order = { shopId, orderNumber: 'C1', orderTotal: money(0) };
  await owner.deliveries.dispense({ commandId: newCommandId(), ...order, lines });
  const rest = { shopId, orderNumber: 'C1', again: 'rest' as const, lines: [{ skuId, quantity: 2 }] };
  await expect(clerk.deliveries.dispense({ commandId: newCommandId(), ...rest })).rejects.toMatchObject(DENIED);
  await owner.deliveries.dispense({ commandId: newCommandId(), ...rest });
});
