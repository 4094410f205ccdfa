import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { incomingBySku } from '#core/purchasing/incoming.lookup.ts';
import type { ImportId, PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  stageFile,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { jobEnd, keySheet, makeSku, makeTrade, proposedSettings } from '#tests/support/trade.ts';

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

const get = (id: PurchaseOrderId) => client.purchaseOrders.get({ id });
const incoming = (of: SkuId = skuId) => incomingBySku(shop.core.kernel.readDb).get(of)?.quantity ?? 0;

async function draft(quantity: number, changes: { of?: SupplierId; sku?: SkuId; offerId?: number } = {}) {
  const { of = supplierId, sku = skuId, offerId } = changes;
  const offer = offerId === undefined ? null : { offerId, unitPrice: PRICE };
  const lines = [{ skuId: sku, quantity, unitPrice: PRICE, offer }];
  return client.purchaseOrders.create({ commandId: newCommandId(), supplierId: of, lines });
}

async function sent(quantity: number, sku: SkuId = skuId) {
  return client.purchaseOrders.send({ commandId: newCommandId(), ...(await draft(quantity, { sku })) });
}

async function receive(order: { id: PurchaseOrderId }, bytes: Uint8Array, sku: SkuId = skuId): Promise<ImportId> {
  const { id, revision } = await get(order.id);
  const fileId = await stageFile(client, `sheet-${id}-${revision}.csv`, bytes);
  const purchaseOrder = { id, revision };
  const settings = await proposedSettings(client, fileId, { supplierId, skuId: sku, purchaseOrder });
  const { importId, jobId } = await client.imports.post({ commandId: newCommandId(), settings });
  if (!jobId || importId === null) throw new Error('No job was started.');
  expect((await jobEnd(client, jobId)).state).toBe('done');
  return importId as ImportId;
}

async function close(id: PurchaseOrderId) {
  const { revision } = await get(id);
  return client.purchaseOrders.close({ commandId: newCommandId(), id, revision, reason: '以为不发了' });
}

async function reopen(id: PurchaseOrderId) {
  const { revision } = await get(id);
  return client.purchaseOrders.reopen({ commandId: newCommandId(), id, revision, reason: '供应商补发' });
}

describe('an order that was closed too early', () => {
  it('is opened again, waits for what is missing, and receives it', async () => {
    const order = await sent(10);
    await receive(order, keySheet(6, 1));
    await close(order.id);
    await reopen(order.id);
    const open = await get(order.id);
    expect(open).toMatchObject({
      state: 'partly-received',
      received: 6,
      openQuantity: 4,
      endedAt: null,
      endReason: '',
    });
    expect(open.differences).toMatchObject([{ kind: 'short', quantity: 4, state: 'open', decision: null }]);
    expect(incoming()).toBe(4);
    await receive(order, keySheet(4, 50));
    expect(await get(order.id)).toMatchObject({ state: 'received', received: 10 });
    const { rows } = await client.audit.list({ action: 'purchaseOrders.reopen' });
    expect(rows).toHaveLength(1);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('moves on by what it has received since', async () => {
    const order = await sent(10);
    const importId = await receive(order, keySheet(10, 1));
    await close(order.id);
    await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '重发' });
    await reopen(order.id);
    expect(await get(order.id)).toMatchObject({ state: 'sent', received: 0, openQuantity: 10 });
    expect(incoming()).toBe(10);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is opened once by two windows, never where it was cancelled, and by the right to approve only', async () => {
    const order = await sent(10);
    await receive(order, keySheet(6, 1));
    const seen = await close(order.id);
    const input = { id: order.id, revision: seen.revision, reason: '供应商补发' };
    const both = await Promise.allSettled([
      client.purchaseOrders.reopen({ commandId: newCommandId(), ...input }),
      client.purchaseOrders.reopen({ commandId: newCommandId(), ...input }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const other = await sent(5);
    const cancelled = await client.purchaseOrders.cancel({ commandId: newCommandId(), ...other, reason: '不要了' });
    await expect(
      client.purchaseOrders.reopen({ commandId: newCommandId(), ...cancelled, reason: '又要了' }),
    ).rejects.toMatchObject({ code: 'ORDER_STATE_FORBIDS' });
  });
});

describe('an order whose keys became another SKU after their receipt', () => {
  async function receivedAsOther(): Promise<{ order: { id: PurchaseOrderId }; importId: ImportId; old: SkuId }> {
    const old = await makeSku(client, 'CARD50B', money(500_000));
    const order = await sent(10, old);
    const importId = await receive(order, keySheet(10, 1), old);
    const [batch] = (await client.inventory.batches({ importId })).rows;
    if (!batch) throw new Error('No batch.');
    const reclassified = { batchId: batch.id, toSkuId: skuId, reason: '同一种卡' };
    await client.inventory.reclassify({ commandId: newCommandId(), ...reclassified });
    return { order, importId, old };
  }

  async function undo(id: ImportId): Promise<void> {
    await client.imports.undo({ commandId: newCommandId(), id, reason: '重发' });
  }

  it('has received nothing once the receipt is undone', async () => {
    const { order, importId } = await receivedAsOther();
    await undo(importId);
    expect(await get(order.id)).toMatchObject({ state: 'sent', received: 0, openQuantity: 10 });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('nor where the SKUs were merged in between', async () => {
    const { order, importId, old } = await receivedAsOther();
    await client.skus.merge({ commandId: newCommandId(), id: old, intoId: skuId });
    await undo(importId);
    expect(await get(order.id)).toMatchObject({ state: 'sent', received: 0, openQuantity: 10 });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});

describe('an order in a foreign currency', () => {
  async function foreignDraft(quantity: number) {
    const { id } = await client.suppliers.create({
      commandId: newCommandId(),
      code: 'USD1',
      name: '海外批发',
      kind: 'cross-border',
      currency: 'USD',
      settlement: 'per-order',
    });
    return draft(quantity, { of: id });
  }
  const send = (order: Awaited<ReturnType<typeof foreignDraft>>) =>
    client.purchaseOrders.send({ commandId: newCommandId(), ...order });

  it('is compared with the limit at the rate of the day, and approved where there is none', async () => {
    await client.purchaseOrders.setRule({ commandId: newCommandId(), approvalFrom: money(10 * 7 * PRICE) });
    const order = await foreignDraft(9);
    expect(await get(order.id)).toMatchObject({ approvalCause: 'rate-missing' });
    await expect(send(order)).rejects.toMatchObject({ code: 'APPROVAL_NEEDED', data: { cause: 'rate-missing' } });
    const rates = [{ currency: 'USD', rateOn: '2026-11-20' as Day, rate: 700_000_000 }];
    await client.exchangeRates.enter({ commandId: newCommandId(), rates });
    expect(await get(order.id)).toMatchObject({ approvalCause: null });
    const lines = [{ skuId, quantity: 10, unitPrice: PRICE }];
    const larger = await client.purchaseOrders.edit({ commandId: newCommandId(), ...order, lines });
    expect(await get(order.id)).toMatchObject({ approvalCause: 'amount' });
    await expect(send(larger)).rejects.toMatchObject({ code: 'APPROVAL_NEEDED', data: { cause: 'amount' } });
  });
});

describe('the expected day of an order', () => {
  const send = async (order: { id: PurchaseOrderId; revision: number }) => {
    await client.purchaseOrders.send({ commandId: newCommandId(), ...order });
    return (await get(order.id)).expectedOn;
  };

  it('is what the offer promises, unless somebody said another', async () => {
    const { id: offerId } = await client.offers.create({
      commandId: newCommandId(),
      supplierId,
      skuId,
      promiseHours: 48,
      price: {
        effectiveOn: '2026-10-01',
        currency: 'CNY',
        tiers: [{ fromQuantity: 1, unitPrice: PRICE, discount: null }],
      },
    });
    expect(await send(await draft(5, { offerId }))).toBe('2026-11-23');
    expect(await send(await draft(5))).toBeNull();
    const typed = await draft(5, { offerId });
    const lines = [{ skuId, quantity: 5, unitPrice: PRICE, offer: { offerId, unitPrice: PRICE } }];
    const expectedOn = '2026-12-01' as Day;
    expect(
      await send(await client.purchaseOrders.edit({ commandId: newCommandId(), ...typed, lines, expectedOn })),
    ).toBe(expectedOn);
  });

  it('is that of its slowest line', async () => {
    const other = await makeSku(client, 'SLOW', money(500_000));
    const promise = async (of: SkuId, promiseHours: number) => {
      const tiers = [{ fromQuantity: 1, unitPrice: PRICE, discount: null }];
      const price = { effectiveOn: '2026-10-01', currency: 'CNY', tiers };
      const offer = { supplierId, skuId: of, promiseHours, price };
      return (await client.offers.create({ commandId: newCommandId(), ...offer })).id;
    };
    const line = async (of: SkuId, hours: number) => {
      const offer = { offerId: await promise(of, hours), unitPrice: PRICE };
      return { skuId: of, quantity: 5, unitPrice: PRICE, offer };
    };
    const lines = [await line(skuId, 24), await line(other, 72)];
    expect(await send(await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines }))).toBe(
      '2026-11-24',
    );
  });
});
