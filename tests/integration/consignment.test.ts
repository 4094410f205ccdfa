import { afterEach, describe, expect, it } from 'vitest';
import type { ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';
import { createSku, createSupplier } from '#tests/support/trade-setup.ts';

afterEach(closeTestShops);

const DAY = 86_400_000;

interface ConsignedShop {
  readonly shop: TestShop;
  readonly client: TestClient;
  readonly supplierId: SupplierId;
  readonly skuId: SkuId;
  readonly shopId: ShopId;
}

/** A shop with keys on consignment at 47.50 each. */
async function consignedShop(count: number): Promise<ConsignedShop> {
  const shop = await openTestShop();
  const { client } = shop;
  const trade = await makeTrade(client);
  if (count > 0) await importSheet(client, 'consigned.csv', keySheet(count), { ...trade, receiptKind: 'consignment' });
  const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '闲鱼一店' });
  return { shop, client, ...trade, shopId };
}

async function sell({ client, skuId, shopId }: ConsignedShop, orderNumber: string, quantity: number) {
  const { deliveries } = await client.deliveries.dispense({
    commandId: newCommandId(),
    shopId,
    orderNumber,
    lines: [{ skuId, quantity }],
  });
  const [delivery] = deliveries;
  if (!delivery) throw new Error('Nothing was delivered.');
  return client.deliveries.get({ id: delivery.id });
}

async function accountOf({ client, supplierId }: ConsignedShop) {
  const { balance } = await client.supplierAccounts.get({ supplierId });
  const { rows } = await client.supplierAccounts.entries({ supplierId });
  return { balance, rows };
}

async function verified(client: TestClient) {
  const { jobId } = await client.verify.run();
  const { result } = await jobEnd(client, jobId);
  return result as { isWhole: boolean; checks: { name: string; isKept: boolean }[] };
}

/** An order of so many consigned keys, of which three came. */
async function threeReceivedOf(quantity: number) {
  const consigned = await consignedShop(0);
  const { client, supplierId, skuId } = consigned;
  const lines = [{ skuId, quantity, unitPrice: money(475_000) }];
  const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
  const { id, revision } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
  const receipt = { supplierId, skuId, receiptKind: 'consignment', purchaseOrder: { id, revision } } as const;
  await importSheet(client, 'three.csv', keySheet(3, 50), receipt);
  return { ...consigned, order: await client.purchaseOrders.get({ id }) };
}

describe('keys on consignment', () => {
  it('are owed from their delivery on, not from their receipt', async () => {
    const consigned = await consignedShop(5);
    expect(await accountOf(consigned)).toMatchObject({ balance: 0, rows: [] });
    const delivery = await sell(consigned, 'T1', 3);
    const { balance, rows } = await accountOf(consigned);
    expect(balance).toBe(1_425_000);
    expect(rows).toMatchObject([
      { kind: 'consignment', amount: 1_425_000, ourNumber: delivery.number, deliveryId: delivery.id },
    ]);
    const entry = rows[0];
    if (!entry) throw new Error('No entry.');
    expect((await consigned.client.supplierAccounts.entry({ id: entry.id })).lines).toMatchObject([
      { skuId: consigned.skuId, quantity: 3, unitPrice: 475_000, amount: 1_425_000 },
    ]);
    expect(brokenInvariants(consigned.shop.core)).toEqual([]);
    expect((await verified(consigned.client)).isWhole).toBe(true);
  });

  it('are not owed any more once they came back; a bad one stays owed', async () => {
    const consigned = await consignedShop(5);
    const { client } = consigned;
    const { id, keys } = await sell(consigned, 'T1', 3);
    const [first, second] = keys;
    if (!first || !second) throw new Error('Too few keys.');
    await client.deliveries.return({ commandId: newCommandId(), id, keyIds: [first.id], reason: '拍错' });
    await client.deliveries.markBad({ commandId: newCommandId(), id, keyIds: [second.id], reason: '已使用' });
    const { balance, rows } = await accountOf(consigned);
    expect(balance).toBe(950_000);
    expect(rows.map(({ amount }) => amount).sort((left, right) => left - right)).toEqual([-475_000, 1_425_000]);
    expect(brokenInvariants(consigned.shop.core)).toEqual([]);
    expect((await verified(client)).isWhole).toBe(true);
  });

  it('are due after the credit days from their delivery on, where the supplier gives credit', async () => {
    const consigned = await consignedShop(0);
    const { client, shop, skuId } = consigned;
    const supplierId = await createSupplier(client, 'C', { settlement: 'credit', creditDays: 10 });
    const cost = { by: 'unit' as const, unitCost: money(300_000), perSku: [] };
    await importSheet(client, 'c.csv', keySheet(2, 60), { supplierId, skuId, cost, receiptKind: 'consignment' });
    shop.clock.advance(4 * DAY);
    await sell(consigned, 'T1', 1);
    const { rows } = await client.supplierMoney.dues({ supplierId });
    expect(rows).toMatchObject([{ open: 300_000, dueOn: '2026-12-05' }]);
  });

  it('are owed again when the key that came back is delivered again', async () => {
    const consigned = await consignedShop(1);
    const { client } = consigned;
    const { id, keys } = await sell(consigned, 'T1', 1);
    const keyIds = keys.map((key) => key.id);
    await client.deliveries.return({ commandId: newCommandId(), id, keyIds, reason: '拍错' });
    expect((await accountOf(consigned)).balance).toBe(0);
    const selection = { by: 'keys' as const, keyIds };
    await client.inventory.release({ commandId: newCommandId(), selection, reason: '核验可用' });
    await sell(consigned, 'T2', 1);
    expect((await accountOf(consigned)).balance).toBe(475_000);
    expect(brokenInvariants(consigned.shop.core)).toEqual([]);
  });

  it('are owed as sold when one that came back is written off; one that no buyer had is not', async () => {
    const consigned = await consignedShop(5);
    const { client } = consigned;
    const { id, keys } = await sell(consigned, 'T1', 2);
    const keyIds = keys.map((key) => key.id);
    await client.deliveries.return({ commandId: newCommandId(), id, keyIds, reason: '拍错' });
    const [first, second] = keyIds;
    if (!first || !second) throw new Error('Too few keys.');
    const writeOff = (selection: Parameters<TestClient['inventory']['writeOff']>[0]['selection']) =>
      client.inventory.writeOff({ commandId: newCommandId(), selection, reason: '买家看过' });
    const { number } = await writeOff({ by: 'keys', keyIds: [first] });
    const { balance, rows } = await accountOf(consigned);
    expect(balance).toBe(475_000);
    expect(rows[0]).toMatchObject({ kind: 'consignment', amount: 475_000, ourNumber: number, deliveryId: null });
    // The other one that came back, and three that nobody ever had.
    const [batch] = (await client.inventory.batches({})).rows;
    if (!batch) throw new Error('No batch.');
    await writeOff({ by: 'batch', batchId: batch.id });
    expect((await accountOf(consigned)).balance).toBe(950_000);
    expect(brokenInvariants(consigned.shop.core)).toEqual([]);
    expect((await verified(client)).isWhole).toBe(true);
  });

  it('are owed by the use: of a reusable key that is written off, what buyers brought back', async () => {
    const consigned = await consignedShop(0);
    const { client, supplierId } = consigned;
    const skuId = await createSku(client, 'R3', { usesPerKey: 3 });
    const cost = { by: 'unit' as const, unitCost: money(300_000), perSku: [] };
    await importSheet(client, 'r.csv', keySheet(1, 70), { supplierId, skuId, cost, receiptKind: 'consignment' });
    const reusable = { ...consigned, skuId };
    const first = await sell(reusable, 'T1', 1);
    const second = await sell(reusable, 'T2', 1);
    expect((await accountOf(consigned)).balance).toBe(200_000);
    const keyIds = second.keys.map((key) => key.id);
    await client.deliveries.return({ commandId: newCommandId(), id: second.id, keyIds, reason: '拍错' });
    expect((await accountOf(consigned)).balance).toBe(100_000);
    const selection = { by: 'keys' as const, keyIds: first.keys.map((key) => key.id) };
    await client.inventory.writeOff({ commandId: newCommandId(), selection, reason: '失效' });
    expect((await accountOf(consigned)).balance).toBe(200_000);
    expect(brokenInvariants(consigned.shop.core)).toEqual([]);
  });

  it('are owed once for a use that came back and went out again before the key was written off', async () => {
    const consigned = await consignedShop(0);
    const { client, supplierId } = consigned;
    const skuId = await createSku(client, 'R2', { usesPerKey: 2 });
    const cost = { by: 'unit' as const, unitCost: money(300_000), perSku: [] };
    await importSheet(client, 'r.csv', keySheet(1, 70), { supplierId, skuId, cost, receiptKind: 'consignment' });
    const reusable = { ...consigned, skuId };
    const { id, keys } = await sell(reusable, 'T1', 1);
    const keyIds = keys.map((key) => key.id);
    await client.deliveries.return({ commandId: newCommandId(), id, keyIds, reason: '拍错' });
    const selection = { by: 'keys' as const, keyIds };
    await client.inventory.release({ commandId: newCommandId(), selection, reason: '核验可用' });
    await sell(reusable, 'T2', 1);
    expect((await accountOf(consigned)).balance).toBe(150_000);
    await client.inventory.writeOff({ commandId: newCommandId(), selection, reason: '失效' });
    expect((await accountOf(consigned)).balance).toBe(150_000);
    expect(brokenInvariants(consigned.shop.core)).toEqual([]);
  });

  it('of an account in another currency are owed at the rate of their receipt, and verify agrees', async () => {
    const consigned = await consignedShop(0);
    const { client, shop, skuId } = consigned;
    const supplierId = await createSupplier(client, 'US', { currency: 'USD' });
    const rates = [{ currency: 'USD', rateOn: '2026-11-18' as Day, rate: 712_345_678 }];
    await client.exchangeRates.enter({ commandId: newCommandId(), rates });
    const cost = { by: 'unit' as const, unitCost: money(93_333), perSku: [] };
    await importSheet(client, 'usd.csv', keySheet(3, 80), { supplierId, skuId, cost, receiptKind: 'consignment' });
    const { id, keys } = await sell(consigned, 'T1', 2);
    const balance = async () => (await client.supplierAccounts.get({ supplierId })).balance;
    expect(await balance()).toBe(186_666);
    const keyIds = keys.slice(0, 1).map((key) => key.id);
    await client.deliveries.return({ commandId: newCommandId(), id, keyIds, reason: '拍错' });
    expect(brokenInvariants(shop.core)).toEqual([]);
    expect((await verified(client)).isWhole).toBe(true);
    await client.inventory.writeOff({ commandId: newCommandId(), selection: { by: 'keys', keyIds }, reason: '失效' });
    expect(await balance()).toBe(186_666);
    expect((await verified(client)).isWhole).toBe(true);
  });

  it('go back to the supplier without a credit: nothing was charged for them', async () => {
    const consigned = await consignedShop(5);
    const { client } = consigned;
    const [batch] = (await client.inventory.batches({})).rows;
    if (!batch) throw new Error('No batch.');
    const back = { batchId: batch.id, quantity: 2, credit: null, reason: '代销退回', note: '' };
    const { credited } = await client.supplierReturns.post({ commandId: newCommandId(), ...back });
    expect(credited).toBe(0);
    expect(await accountOf(consigned)).toMatchObject({ balance: 0, rows: [] });
    await expect(
      client.supplierReturns.post({ commandId: newCommandId(), ...back, credit: money(475_000) }),
    ).rejects.toMatchObject({ code: 'INVALID_VALUE', data: { field: 'credit', rule: 'NOTHING_WAS_CHARGED' } });
    expect(brokenInvariants(consigned.shop.core)).toEqual([]);
  });

  it('that were too many or not ordered propose no credit and go back without one', async () => {
    const { shop, client, supplierId, order } = await threeReceivedOf(2);
    expect(order.differences).toMatchObject([{ kind: 'over', quantity: 1, charged: 0 }]);
    await client.purchaseOrders.decideDifference({
      commandId: newCommandId(),
      id: order.differences[0]?.id ?? (0 as never),
      revision: order.revision,
      decision: 'reject',
      note: '',
    });
    expect((await client.supplierAccounts.get({ supplierId })).balance).toBe(0);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('that are missing bring no money back: none was paid', async () => {
    const { shop, client, supplierId, order } = await threeReceivedOf(5);
    expect(order.differences).toMatchObject([{ kind: 'short', quantity: 2, creditLeft: 0 }]);
    const claim = (credit: number) =>
      client.purchaseOrders.decideDifference({
        commandId: newCommandId(),
        id: order.differences[0]?.id ?? (0 as never),
        revision: order.revision,
        decision: 'claim',
        note: '',
        credit: money(credit),
      });
    await expect(claim(475_000)).rejects.toMatchObject({ code: 'CREDIT_TOO_HIGH', data: { amount: 0 } });
    expect((await client.supplierAccounts.get({ supplierId })).balance).toBe(0);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('have debts that only their delivery can take back', async () => {
    const consigned = await consignedShop(2);
    const { number } = await sell(consigned, 'T1', 1);
    const [entry] = (await accountOf(consigned)).rows;
    if (!entry) throw new Error('No entry.');
    const reversal = { id: entry.id, occurredOn: entry.occurredOn, reason: '手工' };
    await expect(
      consigned.client.supplierAccounts.reverse({ commandId: newCommandId(), ...reversal }),
    ).rejects.toMatchObject({ code: 'ENTRY_HAS_DOCUMENT', data: { documentNumber: number } });
  });

  it('post into the first open day where the month of their delivery is closed', async () => {
    const consigned = await consignedShop(2);
    const { client, supplierId, shop } = consigned;
    const month = '2026-11' as Month;
    shop.clock.advance(12 * DAY);
    const { balance } = await client.supplierAccounts.get({ supplierId });
    await client.periods.confirmBalance({ commandId: newCommandId(), supplierId, month, balance });
    // The clock of the machine was set back.
    shop.clock.advance(-10 * DAY);
    const { id } = await sell(consigned, 'T1', 1);
    expect((await accountOf(consigned)).rows).toMatchObject([{ occurredOn: '2026-12-01', month: '2026-12' }]);
    const { keys } = await client.deliveries.get({ id });
    const keyIds = keys.map((key) => key.id);
    await client.deliveries.return({ commandId: newCommandId(), id, keyIds, reason: '拍错' });
    expect((await accountOf(consigned)).balance).toBe(0);
  });

  it('are found by verify when their debt is missing', async () => {
    const consigned = await consignedShop(2);
    await sell(consigned, 'T1', 1);
    await consigned.shop.core.kernel.queue.write((tx) => {
      tx.prepare('UPDATE supplier_entries SET delivery_id = NULL').run();
    });
    const { checks } = await verified(consigned.client);
    expect(checks.filter(({ isKept }) => !isKept).map(({ name }) => name)).toEqual(['consigned-deliveries-are-owed']);
    expect(brokenInvariants(consigned.shop.core)).toHaveLength(1);
  });
});
