import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { supplierExposures } from '#core/suppliers/exposure.lookup.ts';
import type { PurchaseOrderId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Settlement } from '#shared/domain/suppliers/supplier-terms.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { supplierActs, TODAY, yuan } from '#tests/support/supplier-acts.ts';
import { importSheet, keySheet, makeSku } from '#tests/support/trade.ts';
import { createSupplier } from '#tests/support/trade-setup.ts';

let shop: TestShop;
let client: TestClient;
let skuId: SkuId;
let suppliers = 0;
beforeEach(async () => {
  suppliers = 0;
  shop = await openTestShop();
  client = shop.client;
  skuId = await makeSku(client, 'K1', yuan(50));
});
afterEach(closeTestShops);

const cost = { by: 'unit' as const, unitCost: yuan(12), perSku: [] };

/** An order of ten keys at 12 that was charged whole, and of which six came. `paid` before. */
async function chargedOrder(
  settlement: Settlement,
  paid: number,
  charged = 120,
  receiptSettlement: 'account' | 'paid' = 'account',
): Promise<{ id: PurchaseOrderId; supplierId: SupplierId }> {
  suppliers += 1;
  const supplierId = await createSupplier(client, `P${suppliers}`, { settlement });
  if (paid > 0) await supplierActs(client).pay(supplierId, yuan(paid));
  const lines = [{ skuId, quantity: 10, unitPrice: yuan(12) }];
  const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
  const { id, revision } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
  const receipt = {
    supplierId,
    skuId,
    cost,
    purchaseOrder: { id, revision },
    amountCharged: yuan(charged),
    settlement: receiptSettlement,
  };
  await importSheet(client, 'six.csv', keySheet(6, 100 * suppliers), receipt);
  return { id, supplierId };
}

async function held(supplierId: SupplierId) {
  const { exposure, usable } = await client.supplierMoney.get({ supplierId });
  // The list of all suppliers says the same.
  expect(supplierExposures(shop.core.kernel.readDb, TODAY).get(supplierId)?.exposure).toEqual(exposure);
  return { ...exposure, usable };
}

describe('what was charged for keys that are still to come', () => {
  it('lies with the supplier, is not taken from the balance once more, and ends when they come', async () => {
    const { id, supplierId } = await chargedOrder('prepaid', 130);
    expect(await held(supplierId)).toMatchObject({ prepaid: yuan(10), paidUnreceived: yuan(48), usable: yuan(10) });
    const { revision } = await client.purchaseOrders.get({ id });
    const rest = { supplierId, skuId, cost, settlement: 'none' as const, purchaseOrder: { id, revision } };
    await importSheet(client, 'rest.csv', keySheet(3, 50), rest);
    expect(await held(supplierId)).toMatchObject({ prepaid: yuan(10), paidUnreceived: yuan(12), usable: yuan(10) });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is what a claim for them proposes, and comes back once', async () => {
    const { id, supplierId } = await chargedOrder('prepaid', 130);
    const order = await client.purchaseOrders.get({ id });
    const [short] = order.differences;
    if (!short) throw new Error('Nothing is short.');
    expect(short).toMatchObject({ kind: 'short', quantity: 4, charged: yuan(48), creditLeft: yuan(48) });
    const { revision } = order;
    const decision = { id: short.id, revision, decision: 'claim' as const, note: '' };
    await client.purchaseOrders.decideDifference({ commandId: newCommandId(), ...decision });
    expect(await held(supplierId)).toMatchObject({ prepaid: yuan(58), paidUnreceived: 0, usable: yuan(58) });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is not given up by closing the order: somebody decides about it first', async () => {
    const { id, supplierId } = await chargedOrder('prepaid', 130);
    const close = async () => {
      const { revision } = await client.purchaseOrders.get({ id });
      return client.purchaseOrders.close({ commandId: newCommandId(), id, revision, reason: '不等了' });
    };
    await expect(close()).rejects.toMatchObject({ code: 'DIFFERENCES_OPEN', data: { count: 1 } });
    const { differences, revision } = await client.purchaseOrders.get({ id });
    const [short] = differences;
    if (!short) throw new Error('Nothing is short.');
    const decision = { id: short.id, revision, decision: 'accept' as const, note: '运费' };
    await client.purchaseOrders.decideDifference({ commandId: newCommandId(), ...decision });
    await close();
    expect(await held(supplierId)).toMatchObject({ prepaid: yuan(10), paidUnreceived: 0, usable: yuan(10) });
  });

  it('is not a fee: less than a key costs pays for no key, and the rest is still taken from the balance', async () => {
    // Six keys at 12, and 5 for their delivery.
    const { supplierId } = await chargedOrder('prepaid', 130, 77);
    expect(await held(supplierId)).toMatchObject({
      prepaid: yuan(53),
      paidUnreceived: 0,
      total: yuan(53),
      usable: yuan(5),
    });
  });

  it('is not a fee that the terms name, however dear: per order and 代购 of the goods', async () => {
    // 15 per order and 5 % of the goods: 72 of goods came with 18.60 of fees, and a bill for nine keys with 20.40.
    const billed = async (charged: number) => {
      const { id, supplierId } = await chargedOrder('prepaid', 130, charged);
      const { revision, ...terms } = await client.offers.costTerms({ supplierId });
      const fees = { ...terms, orderFee: yuan(15), agentRate: 5_000_000 };
      await client.offers.setCostTerms({ commandId: newCommandId(), ...fees, supplierId, revision });
      return { id, supplierId };
    };
    const six = await billed(90.6);
    expect(await held(six.supplierId)).toMatchObject({ paidUnreceived: 0, usable: yuan(130 - 90.6 - 48) });
    const [short] = (await client.purchaseOrders.get({ id: six.id })).differences;
    expect(short).toMatchObject({ kind: 'short', quantity: 4, charged: 0 });
    const { revision } = await client.purchaseOrders.get({ id: six.id });
    await client.purchaseOrders.close({ commandId: newCommandId(), id: six.id, revision, reason: '不等了' });
    const nine = await billed(128.4);
    expect(await held(nine.supplierId)).toMatchObject({ paidUnreceived: yuan(36), usable: yuan(130 - 128.4 - 12) });
  });

  it('is not paid as long as it is owed', async () => {
    const { supplierId } = await chargedOrder('credit', 0);
    expect(await held(supplierId)).toMatchObject({ prepaid: 0, paidUnreceived: 0, total: 0 });
    await supplierActs(client).pay(supplierId, yuan(90));
    expect(await held(supplierId)).toMatchObject({ prepaid: 0, paidUnreceived: yuan(18), total: yuan(18) });
  });

  it('is counted once of a supplier who is paid order by order', async () => {
    const { supplierId } = await chargedOrder('per-order', 120);
    expect(await held(supplierId)).toMatchObject({ prepaid: 0, paidUnreceived: yuan(48), total: yuan(48) });
  });

  it('is a claim against a supplier who is lost, also where the receipt was paid at once', async () => {
    const { supplierId } = await chargedOrder('prepaid', 0, 120, 'paid');
    expect(await held(supplierId)).toMatchObject({ prepaid: 0, paidUnreceived: yuan(48) });
    const { consequences } = await client.supplierLosses.get({ supplierId });
    const { openOrders, unsoldKeys } = consequences;
    const wish = { supplierId, lostOn: TODAY, reason: '跑路', expected: { openOrders, unsoldKeys } };
    await client.supplierLosses.declare({ commandId: newCommandId(), ...wish });
    const { writableOff } = await client.supplierLosses.get({ supplierId });
    expect(writableOff).toEqual({ prepaid: 0, claims: yuan(48) });
  });

  it('is a claim against a supplier who is lost, less what they send after all', async () => {
    const { supplierId } = await chargedOrder('prepaid', 130);
    const { consequences } = await client.supplierLosses.get({ supplierId });
    const { openOrders, unsoldKeys } = consequences;
    const wish = { supplierId, lostOn: TODAY, reason: '跑路', expected: { openOrders, unsoldKeys } };
    await client.supplierLosses.declare({ commandId: newCommandId(), ...wish });
    const lost = async () => (await client.supplierLosses.get({ supplierId })).writableOff;
    expect(await lost()).toEqual({ prepaid: yuan(10), claims: yuan(48) });
    shop.clock.advance(3_600_000);
    await importSheet(client, 'late.csv', keySheet(3, 50), { supplierId, skuId, cost, settlement: 'none' });
    expect(await lost()).toEqual({ prepaid: yuan(10), claims: yuan(12) });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});
