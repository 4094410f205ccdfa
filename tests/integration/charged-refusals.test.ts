import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { supplierExposures } from '#core/suppliers/exposure.lookup.ts';
import { money } from '#shared/domain/money/money.ts';
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

const PRICE = money(475_000);

let shop: TestShop;
let client: TestClient;
let acts: ReturnType<typeof supplierActs>;
beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  acts = supplierActs(client);
});
afterEach(closeTestShops);

describe('what was charged for refused keys', () => {
  it.each([
    ['paid with it', 'per-order', 'paid'],
    ['owed', 'credit', 'account'],
    ['taken from what was prepaid', 'prepaid', 'account'],
  ] as const)('lies with the supplier once, until others came for them: %s', async (_case, terms, settlement) => {
    const skuId = await makeSku(client, 'K1', yuan(50));
    const other = await createSupplier(client, 'O');
    const cost = { by: 'unit' as const, unitCost: yuan(12), perSku: [] };
    await importSheet(client, 'sold before.csv', keySheet(2), { supplierId: other, skuId, cost });
    const supplierId = await createSupplier(client, 'P', { settlement: terms });
    const isPrepaid = terms === 'prepaid';
    if (isPrepaid) await acts.pay(supplierId, yuan(100));
    const lines = [{ skuId, quantity: 4, unitPrice: yuan(12) }];
    const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const { id } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
    const receive = async (name: string, sheet: Uint8Array, amountCharged: number | null) => {
      const { revision } = await client.purchaseOrders.get({ id });
      const order = {
        purchaseOrder: { id, revision },
        amountCharged: amountCharged === null ? null : yuan(amountCharged),
      };
      const how = amountCharged === null ? ('none' as const) : settlement;
      return importSheet(client, name, sheet, { supplierId, skuId, cost, ...order, settlement: how });
    };
    // Two good keys and two that somebody else sold us before, all four charged.
    await receive('four.csv', keySheet(4), 48);
    const held = async () => {
      const { exposure, usable } = await client.supplierMoney.get({ supplierId });
      return [exposure.openClaims, exposure.paidUnreceived, ...(isPrepaid ? [usable] : [])];
    };
    const charged = [yuan(24), 0, ...(isPrepaid ? [yuan(52)] : [])];
    expect(await held()).toEqual(charged);
    const order = await client.purchaseOrders.get({ id });
    await client.purchaseOrders.decideDifference({
      commandId: newCommandId(),
      id: order.differences[0]?.id ?? (0 as never),
      revision: order.revision,
      decision: 'reject',
      note: '补发',
    });
    // They still owe two keys that are paid for.
    expect(await held()).toEqual(charged);
    await receive('again.csv', keySheet(1, 80), null);
    expect((await held())[0]).toBe(yuan(12));
    await receive('the last.csv', keySheet(1, 90), null);
    expect(await held()).toEqual([0, 0, ...(isPrepaid ? [yuan(52)] : [])]);
    expect(supplierExposures(shop.core.kernel.readDb, TODAY).get(supplierId)?.exposure.openClaims).toBe(0);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is claimed from a supplier who is lost once, and decided after the loss closed the order', async () => {
    const skuId = await makeSku(client, 'K1', yuan(50));
    const receipt = { skuId, documentOn: TODAY };
    const other = await createSupplier(client, 'O');
    await importSheet(client, 'sold before.csv', keySheet(3), { ...receipt, supplierId: other });
    const supplierId = await createSupplier(client, 'CASH', { settlement: 'per-order' });
    const lines = [{ skuId, quantity: 6, unitPrice: PRICE }];
    const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const sent = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
    const purchaseOrder = { id: sent.id, revision: sent.revision };
    // Three of the six are keys that somebody else sold us before, and all six are paid with the receipt.
    const paid = { supplierId, purchaseOrder, amountCharged: money(6 * PRICE), settlement: 'paid' as const };
    await importSheet(client, 'six.csv', keySheet(6), { ...receipt, ...paid });
    const { openOrders, unsoldKeys } = (await client.supplierLosses.get({ supplierId })).consequences;
    const loss = { supplierId, lostOn: TODAY, reason: '失联', expected: { openOrders, unsoldKeys } };
    await client.supplierLosses.declare({ commandId: newCommandId(), ...loss });
    const { exposure, writableOff } = await client.supplierLosses.get({ supplierId });
    expect(exposure).toMatchObject({ openClaims: 3 * PRICE, paidUnreceived: 0, total: 3 * PRICE });
    expect(writableOff).toEqual({ prepaid: 0, claims: 3 * PRICE });
    // What is left open of an order that the loss closed is still decided.
    const closed = await client.purchaseOrders.get({ id: sent.id });
    expect(closed).toMatchObject({ state: 'closed', openDifferences: 1 });
    const difference = { id: closed.differences[0]?.id as never, revision: closed.revision };
    const decided = { ...difference, decision: 'accept' as const, note: '追不回' };
    const { revision } = await client.purchaseOrders.decideDifference({ commandId: newCommandId(), ...decided });
    expect(await client.purchaseOrders.get({ id: sent.id })).toMatchObject({ state: 'closed', openDifferences: 0 });
    expect((await client.supplierLosses.get({ supplierId })).exposure.total).toBe(0);
    const withdrawal = { ...difference, revision, reason: '再想想' };
    await expect(
      client.purchaseOrders.withdrawDecision({ commandId: newCommandId(), ...withdrawal }),
    ).rejects.toMatchObject({ code: 'ORDER_STATE_FORBIDS' });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});
