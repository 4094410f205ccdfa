import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import type { ImportId, ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { PriceChange } from '#shared/domain/purchasing/price-correction.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeSku, makeTrade } from '#tests/support/trade.ts';
import { createSupplier } from '#tests/support/trade-setup.ts';

let shop: TestShop;
let client: TestClient;
let supplierId: SupplierId;
let skuId: SkuId;
let shopId: ShopId;
const DAY = '2026-11-21' as Day;

beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  ({ supplierId, skuId } = await makeTrade(client));
  shopId = (await client.shops.create({ commandId: newCommandId(), name: '一店', platform: '淘宝' })).id;
});
afterEach(closeTestShops);

async function receive(count: number, first = 1, changes: Record<string, unknown> = {}): Promise<ImportId> {
  const choices = { supplierId, skuId, documentOn: DAY, ...changes };
  return (await importSheet(client, `keys-${first}.csv`, keySheet(count, first), choices)).importId;
}

function sell(quantity: number, orderNumber: string) {
  const lines = [{ skuId, quantity, orderTotal: money(500_000 * quantity) }];
  return client.deliveries.dispense({ commandId: newCommandId(), shopId, orderNumber, lines });
}

const scope = (importIds: ImportId[], change: PriceChange) => ({ importIds, skuId, change, paperedOn: DAY });

async function correct(importIds: ImportId[], change: PriceChange) {
  const wish = scope(importIds, change);
  const { stockPart, costPart } = await client.priceCorrections.preview(wish);
  const paper = { externalNumber: 'TZ-1', reason: '月底返差价', shown: { stockPart, costPart } };
  return client.priceCorrections.post({ commandId: newCommandId(), ...wish, ...paper });
}

const balance = async () => (await client.supplierAccounts.get({ supplierId })).balance;
const stockValue = async () => {
  const { rows } = await client.inventory.batches({});
  return rows.reduce((sum, batch) => sum + (batch.valueOnHand ?? 0), 0);
};
const perKey = (amount: number): PriceChange => ({ by: 'per-key', amount: money(amount) });

describe('a price corrected afterwards', () => {
  it('changes stock by what is unsold and the open month by what was sold, and the account by the whole', async () => {
    const importId = await receive(5);
    await sell(2, 'T1');
    const [before, owed] = [await stockValue(), await balance()];
    const preview = await client.priceCorrections.preview(scope([importId], perKey(-25_000)));
    expect(preview).toMatchObject({ keyCount: 5, onHandCount: 3, soldCount: 2, total: -125_000, month: '2026-11' });
    const { documentId, number } = await correct([importId], perKey(-25_000));
    expect(number).toMatch(/^PA-\d{6}-0001$/);
    expect(await stockValue()).toBe(before - 75_000);
    expect(await balance()).toBe(owed - 125_000);
    const row = await client.priceCorrections.get({ id: documentId });
    expect(row).toMatchObject({
      total: -125_000,
      stockPart: -75_000,
      costPart: -50_000,
      month: '2026-11',
      quantity: 5,
    });
    const sold = await client.priceCorrections.keys({ id: documentId, part: 'cost' });
    expect(sold.rows).toMatchObject([{ orderNumber: 'T1', costPart: -25_000, stockPart: 0 }, { orderNumber: 'T1' }]);
    expect((await client.dashboard.get()).sales.afterwards).toBe(-50_000);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is sold at the corrected cost from then on, and the delivery before keeps its own', async () => {
    const importId = await receive(3);
    const first = await sell(1, 'T1');
    await correct([importId], { by: 'unit-cost', unitCost: money(450_000) });
    const second = await sell(1, 'T2');
    const costOf = async (id: unknown) => (await client.deliveries.get({ id: id as never })).cost;
    expect(await costOf(first.deliveries[0]?.id)).toBe(475_000);
    expect(await costOf(second.deliveries[0]?.id)).toBe(450_000);
  });

  it('is refused where the split is another by now, and where a key would carry less than nothing', async () => {
    const importId = await receive(2);
    const wish = scope([importId], perKey(-25_000));
    const { stockPart, costPart } = await client.priceCorrections.preview(wish);
    await sell(1, 'T1');
    const paper = { reason: '返差价', shown: { stockPart, costPart } };
    await expect(client.priceCorrections.post({ commandId: newCommandId(), ...wish, ...paper })).rejects.toMatchObject({
      code: 'SPLIT_CHANGED',
      data: { stockPart: -25_000, costPart: -25_000 },
    });
    await expect(client.priceCorrections.preview(scope([importId], perKey(-475_001)))).rejects.toMatchObject({
      code: 'CREDIT_ABOVE_COST',
    });
    expect((await client.priceCorrections.list({})).rows).toEqual([]);
  });

  it('shares a total over several receipts to the last 1/10 000', async () => {
    const imports = [await receive(2), await receive(1, 10)];
    await sell(1, 'T1');
    const { documentId } = await correct(imports, { by: 'total', amount: money(100) });
    const { rows } = await client.priceCorrections.keys({ id: documentId });
    expect(rows.map((key) => key.stockPart + key.costPart).sort()).toEqual([33, 33, 34]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is taken back by a document of its own, whatever was sold since', async () => {
    const importId = await receive(4);
    await sell(1, 'T1');
    const [before, owed] = [await stockValue(), await balance()];
    const { documentId } = await correct([importId], perKey(10_000));
    await sell(1, 'T2');
    const reversal = await client.priceCorrections.reverse({
      commandId: newCommandId(),
      id: documentId,
      reason: '记错',
    });
    const row = await client.priceCorrections.get({ id: reversal.documentId });
    expect(row).toMatchObject({ total: -40_000, stockPart: -20_000, costPart: -20_000, reversesId: documentId });
    expect(await stockValue()).toBe(before - 475_000);
    expect(await balance()).toBe(owed);
    const again = client.priceCorrections.reverse({ commandId: newCommandId(), id: documentId, reason: '再来' });
    await expect(again).rejects.toMatchObject({ code: 'CORRECTION_REVERSED', data: { number: reversal.number } });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('stands before the undo of its receipt, and its entry is not reversed by hand', async () => {
    const importId = await receive(2);
    const { documentId, number } = await correct([importId], perKey(-10_000));
    const undo = () => client.imports.undo({ commandId: newCommandId(), id: importId, reason: '退单' });
    await expect(undo()).rejects.toMatchObject({ code: 'RECEIPT_CORRECTED', data: { number } });
    const { entryId } = await client.priceCorrections.get({ id: documentId });
    const byHand = client.supplierAccounts.reverse({
      commandId: newCommandId(),
      id: entryId as never,
      occurredOn: DAY,
      reason: '手工',
    });
    await expect(byHand).rejects.toMatchObject({ code: 'ENTRY_HAS_DOCUMENT', data: { documentNumber: number } });
    await client.priceCorrections.reverse({ commandId: newCommandId(), id: documentId, reason: '退单' });
    await undo();
    expect(await stockValue()).toBe(0);
    expect(await balance()).toBe(0);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('leaves a month that is settled as it is and goes into the open one', async () => {
    const october = await receive(2, 1, { documentOn: '2026-10-10' as Day });
    const { jobId } = await client.periods.settleStock({ commandId: newCommandId(), month: '2026-10' as never });
    expect((await jobEnd(client, jobId)).state).toBe('done');
    const { documentId } = await correct([october], perKey(-5_000));
    expect(await client.priceCorrections.get({ id: documentId })).toMatchObject({
      month: '2026-11',
      stockPart: -10_000,
    });
    const { rows } = await client.inventory.movements({});
    expect(rows[0]).toMatchObject({ kind: 'adjustment', reason: 'price-correction', quantity: 0, value: -10_000 });
  });

  it('is checked by verify against its keys, the ledger and the account', async () => {
    const importId = await receive(2);
    await correct([importId], perKey(-10_000));
    const rule = 'price-corrections-agree-with-keys-ledger-and-account';
    const check = async () => {
      const { jobId } = await client.verify.run();
      const { checks } = (await jobEnd(client, jobId)).result as ShopCheck;
      return checks.find(({ name }) => name === rule);
    };
    expect(await check()).toMatchObject({ isKept: true, checkedCount: 1 });
    await shop.core.kernel.queue.write((tx) =>
      tx.exec('UPDATE price_correction_keys SET stock_part = stock_part + 1 WHERE key_id = 1'),
    );
    expect(await check()).toMatchObject({ isKept: false });
  });

  it('of consigned stock is refused: nothing was paid for it yet', async () => {
    const importId = await receive(1, 1, { receiptKind: 'consignment' });
    await expect(client.priceCorrections.preview(scope([importId], perKey(1)))).rejects.toMatchObject({
      code: 'RECEIPT_NOT_CORRECTABLE',
    });
  });

  it('to a new unit cost is refused once a reclassification gave keys a cost of its own', async () => {
    const importId = await receive(2);
    const { rows } = await client.inventory.batches({});
    const wish = { batchId: rows[0]?.id as never, toSkuId: skuId, unitCost: money(400_000), reason: '改成本' };
    await client.inventory.reclassify({ commandId: newCommandId(), ...wish });
    const toUnitCost = scope([importId], { by: 'unit-cost', unitCost: money(450_000) });
    await expect(client.priceCorrections.preview(toUnitCost)).rejects.toMatchObject({ code: 'UNIT_COST_UNKNOWN' });
    expect(await client.priceCorrections.preview(scope([importId], perKey(-5_000)))).toMatchObject({ total: -10_000 });
  });

  it('to a new unit cost in another currency is refused where keys do not tell the price of the account', async () => {
    const rates = [
      { currency: 'USD', rateOn: '2026-11-10' as Day, rate: 700_000_000 },
      { currency: 'USD', rateOn: DAY, rate: 800_000_000 },
      { currency: 'JPY', rateOn: '2026-11-10' as Day, rate: 4_700_000 },
    ];
    await client.exchangeRates.enter({ commandId: newCommandId(), rates });
    const bought = async (currency: string, first: number, price: number) => {
      supplierId = await createSupplier(client, currency, { currency });
      skuId = await makeSku(client, `G${currency}`, money(500_000));
      const cost = { by: 'unit' as const, unitCost: money(price), perSku: [] };
      return receive(2, first, { documentOn: '2026-11-10' as Day, cost });
    };
    const unitCost = (amount: number): PriceChange => ({ by: 'unit-cost', unitCost: money(amount) });
    const yen = await bought('JPY', 50, 5_000_000);
    const unknown = { code: 'UNIT_COST_UNKNOWN', data: { number: expect.any(String) } };
    await expect(client.priceCorrections.preview(scope([yen], unitCost(4_900_000)))).rejects.toMatchObject(unknown);
    expect(await client.priceCorrections.preview(scope([yen], perKey(-10)))).toMatchObject({ total: -20 });
    const dollars = await bought('USD', 60, 90_000);
    const owed = await balance();
    const { documentId } = await correct([dollars], unitCost(89_000));
    expect(await balance()).toBe(owed - 2_000);
    await expect(client.priceCorrections.preview(scope([dollars], unitCost(88_000)))).rejects.toMatchObject(unknown);
    expect(await client.priceCorrections.preview(scope([dollars], perKey(-1_000)))).toMatchObject({ total: -2_000 });
    await client.priceCorrections.reverse({ commandId: newCommandId(), id: documentId, reason: '记错' });
    expect(await client.priceCorrections.preview(scope([dollars], unitCost(88_000)))).toMatchObject({ total: -4_000 });
  });

  it('in another currency is worth what it is at the rate of the paper’s day', async () => {
    const enter = (rate: number, rateOn: string) =>
      client.exchangeRates.enter({
        commandId: newCommandId(),
        rates: [{ currency: 'USD', rateOn: rateOn as Day, rate }],
      });
    await enter(700_000_000, '2026-11-10');
    supplierId = await createSupplier(client, 'US', { currency: 'USD' });
    skuId = await makeSku(client, 'G10', money(500_000));
    const cost = { by: 'unit' as const, unitCost: money(90_000), perSku: [] };
    const importId = await receive(2, 50, { documentOn: '2026-11-10' as Day, cost });
    await sell(1, 'T9');
    await enter(800_000_000, DAY);
    const { documentId } = await correct([importId], perKey(-1_000));
    expect(await client.priceCorrections.get({ id: documentId })).toMatchObject({
      total: -2_000,
      shopTotal: -16_000,
      stockPart: -8_000,
      costPart: -8_000,
      rate: 800_000_000,
    });
    expect(await balance()).toBe(180_000 - 2_000);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});

it('a rebate is proposed on what was paid: purchases with what corrections of their prices changed', async () => {
  const importId = await receive(4);
  const terms = await client.offers.costTerms({ supplierId });
  await client.offers.setCostTerms({ commandId: newCommandId(), ...terms, rebateRate: 10_000_000 });
  const propose = () => client.supplierMoney.proposeRebate({ supplierId, fromOn: DAY, toOn: DAY });
  expect(await propose()).toMatchObject({ basis: 4 * 475_000, amount: 190_000 });
  const { documentId } = await correct([importId], perKey(-75_000));
  expect(await propose()).toMatchObject({ basis: 4 * 400_000, amount: 160_000 });
  await client.priceCorrections.reverse({ commandId: newCommandId(), id: documentId, reason: '记错' });
  expect(await propose()).toMatchObject({ basis: 4 * 475_000 });
});
