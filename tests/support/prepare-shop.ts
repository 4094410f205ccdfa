import { keysCsv } from './generate-sheets.ts';
import { dayInShanghai, dayOfLastMonth } from './last-month.ts';
import { moneyOfUnits } from './money-of-units.ts';
import { newCommandId, openTestShop, type TestClient } from './open-core.ts';
import { CLERK, PREPARED_KINDS, PURCHASES, type ShopKind } from './shop-kinds.ts';
import { createTestClock } from './test-clock.ts';
import { createSku, createSupplier, importKeys, jobResult } from './trade-setup.ts';

/** Fills a folder with a shop of that kind, on the real clock: the program that opens it then knows no other. */
export async function prepareShop(folder: string, kind: Exclude<ShopKind, 'new'>): Promise<void> {
  const shop = await openTestShop({ folder, clock: createTestClock(Date.now()) });
  const { client } = shop;
  if (kind === 'stocked') {
    const supplierId = await createSupplier(client, 'WS-1', { name: '诚信卡商' });
    const skuId = await createSku(client, 'STEAM-50', { salePrice: moneyOfUnits(52) });
    const bytes = keysCsv(120, 5);
    await importKeys(client, { fileName: 'steam.csv', bytes, supplierId, skuId, documentOn: today() });
    await client.shops.create({ commandId: newCommandId(), name: '闲鱼一店', platform: '闲鱼' });
    await addClerk(client);
  }
  if (kind === 'books') await tradeLastMonth(client);
  if (kind === 'scored') await buyBadKeys(client);
  if (kind === 'demo') {
    const { jobId } = await client.shop.loadDemo({ months: 1.2 });
    await jobResult(client, jobId);
  }
  await shop.stop();
}

async function addClerk(client: TestClient): Promise<void> {
  const { name, passphrase, revealsADay } = CLERK;
  const { id } = await client.users.create({ commandId: newCommandId(), name, role: 'clerk', passphrase });
  const changes = [{ right: 'keys.reveal' as const, isGranted: null, dailyLimit: revealsADay }];
  await client.users.change({ commandId: newCommandId(), id, role: 'clerk', changes });
}

/** Two suppliers who will each send a statement: one of single lines, one with one line for each product. */
async function tradeLastMonth(client: TestClient): Promise<void> {
  const skuIds = { 'STEAM-50': await createSku(client, 'STEAM-50'), 'STEAM-100': await createSku(client, 'STEAM-100') };
  const suppliers = {
    'WS-1': await createSupplier(client, 'WS-1', { name: '诚信卡商' }),
    'WS-2': await createSupplier(client, 'WS-2', { name: '汇总批发' }),
  };
  for (const [index, purchase] of PURCHASES.entries()) {
    const { supplier, sku, number, day, count } = purchase;
    await importKeys(client, {
      fileName: `${number}.csv`,
      bytes: keysCsv(count, 100 + index),
      supplierId: suppliers[supplier],
      skuId: skuIds[sku],
      externalNumber: number,
      documentOn: dayOfLastMonth(day),
    });
  }
}

/** Five purchases of ten keys each from the cheaper supplier, of which four were bad so far; the shop wants 100 keys. */
async function buyBadKeys(client: TestClient): Promise<void> {
  const skuId = await createSku(client, 'STEAM-50');
  const careless = await createSupplier(client, 'WS-1', { name: '诚信卡商' });
  const careful = await createSupplier(client, 'WS-2', { name: '稳当批发' });
  for (const [supplierId, asked] of [
    [careless, 47.2],
    [careful, 47.6],
  ] as const) {
    const tiers = [{ fromQuantity: 1, unitPrice: moneyOfUnits(asked), discount: null }];
    const price = { currency: 'CNY', effectiveOn: dayOfLastMonth(1), tiers };
    await client.offers.create({ commandId: newCommandId(), supplierId, skuId, price: price });
  }
  for (let index = 0; index < 5; index += 1) {
    const fileName = `A${index}.csv`;
    const documentOn = dayOfLastMonth(5 + index);
    await importKeys(client, { fileName, bytes: keysCsv(10, 200 + index), supplierId: careless, skuId, documentOn });
  }
  for (const quantity of [4, 6]) {
    const line = { skuId, quantity, orderTotal: null };
    const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), lines: [line] });
    if (quantity === 6) continue;
    for (const { id } of deliveries) {
      const { keys } = await client.deliveries.get({ id });
      const act = { commandId: newCommandId(), id, keyIds: keys.map((key) => key.id) };
      await client.deliveries.markBad({ ...act, reason: '无法兑换' });
    }
  }
  // Which batches the bad ones come from is up to the order of issue: here their share alone decides.
  const { weights, policy } = await client.scorecards.settings();
  const lines = { ...policy, warnAboveDisputes: 1, excludeAboveDisputes: 1 };
  await client.scorecards.setSettings({ commandId: newCommandId(), weights, policy: lines });
  const rule = await client.replenishment.rule({ skuId });
  await client.replenishment.setRule({ commandId: newCommandId(), ...rule, minimum: 100 });
}

function today(): string {
  return dayInShanghai(new Date());
}

if (import.meta.main) {
  const [folder = '', name = ''] = process.argv.slice(2);
  const kind = PREPARED_KINDS.find((candidate) => candidate === name);
  if (!kind) throw new Error(`No shop is called ${name}.`);
  await prepareShop(folder, kind);
}
