import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { insertOrder } from '#core/purchasing/purchase-orders.repo.ts';
import type { ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  readDownload,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { importSheet, keySheet, makeSku } from '#tests/support/trade.ts';
import { createSupplier, jobResult } from '#tests/support/trade-setup.ts';

const DAY = '2026-11-21' as Day;
const PRICE = money(475_000);

let shop: TestShop;
let client: TestClient;
let supplierId: SupplierId;
let skuId: SkuId;
let shopId: ShopId;

beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  supplierId = await createSupplier(client, 'PL', { name: '跑路卡商', settlement: 'prepaid', warrantyHours: 240 });
  skuId = await makeSku(client, 'CARD50', money(500_000));
  shopId = (await client.shops.create({ commandId: newCommandId(), name: '一店', platform: '淘宝' })).id;
  await pay(10_000_000);
  await importSheet(client, 'keys.csv', keySheet(5), { supplierId, skuId, documentOn: DAY });
  const lines = [{ skuId, quantity: 2, orderTotal: money(1_000_000) }];
  await client.deliveries.dispense({ commandId: newCommandId(), shopId, orderNumber: 'T1', buyer: '张三', lines });
});
afterEach(closeTestShops);

function pay(amount: number) {
  const entry = { supplierId, kind: 'payment' as const, amount: money(amount), occurredOn: DAY };
  return client.supplierAccounts.post({ commandId: newCommandId(), ...entry });
}

async function order(quantity: number) {
  const lines = [{ skuId, quantity, unitPrice: PRICE }];
  return client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
}

async function declare() {
  const { consequences } = await client.supplierLosses.get({ supplierId });
  const { openOrders, unsoldKeys } = consequences;
  const wish = { supplierId, lostOn: DAY, reason: '三天没有回音', expected: { openOrders, unsoldKeys } };
  return client.supplierLosses.declare({ commandId: newCommandId(), ...wish });
}

const regard = () => client.scorecards.regard({ supplierId });

const lost = { code: 'SUPPLIER_LOST', data: { supplierId: expect.anything(), name: '跑路卡商', lostOn: DAY } };

describe('a supplier who is lost', () => {
  it('is told with what would stop, and another figure by then is refused', async () => {
    const { consequences } = await client.supplierLosses.get({ supplierId });
    expect(consequences).toMatchObject({ openOrders: 0, unsoldKeys: 3, unsoldValue: 3 * 475_000 });
    await order(1);
    const wish = { supplierId, lostOn: DAY, reason: '失联', expected: { openOrders: 0, unsoldKeys: 3 } };
    await expect(client.supplierLosses.declare({ commandId: newCommandId(), ...wish })).rejects.toMatchObject({
      code: 'CONSEQUENCES_CHANGED',
      data: { openOrders: 1, unsoldKeys: 3 },
    });
    expect((await client.supplierLosses.get({ supplierId })).loss).toBeNull();
  });

  it('stops what was ordered, and takes no order and no money any more', async () => {
    const draft = await order(1);
    const sent = await client.purchaseOrders.send({ commandId: newCommandId(), ...(await order(4)) });
    await declare();
    const { stoppedOrders, loss } = await client.supplierLosses.get({ supplierId });
    expect(loss).toMatchObject({ lostOn: DAY, reason: '三天没有回音' });
    expect(stoppedOrders).toMatchObject([
      { number: draft.number, stateBefore: 'draft', openQuantity: 0, openAmount: 0 },
      { number: sent.number, stateBefore: 'sent', openQuantity: 4, openAmount: 4 * PRICE },
    ]);
    expect((await client.purchaseOrders.get({ id: sent.id })).state).toBe('closed');
    expect((await client.purchaseOrders.get({ id: draft.id })).state).toBe('cancelled');
    await expect(order(1)).rejects.toMatchObject(lost);
    await expect(client.purchaseOrders.copy({ commandId: newCommandId(), id: sent.id })).rejects.toMatchObject(lost);
    await expect(pay(1)).rejects.toMatchObject(lost);
    const { revision } = await client.purchaseOrders.get({ id: sent.id });
    const again = { commandId: newCommandId(), id: sent.id, revision, reason: '也许还会来' };
    await expect(client.purchaseOrders.reopen(again)).rejects.toMatchObject(lost);
    expect(await regard()).toMatchObject({ standing: 'excluded', reasons: [{ code: 'SUPPLIER_LOST' }] });
    // What trickles in is taken.
    await importSheet(client, 'late.csv', keySheet(1, 90), { supplierId, skuId, documentOn: DAY });
    const withdrawal = { commandId: newCommandId(), supplierId, reason: '又联系上了' };
    expect(await client.supplierLosses.withdraw(withdrawal)).toEqual({ supplierId, endedOrders: 2 });
    expect(await regard()).toMatchObject({ standing: 'good' });
    await order(1);
    const after = await client.supplierLosses.get({ supplierId });
    expect(after).toMatchObject({ loss: null, history: [{ withdrawReason: '又联系上了', endedOrders: 2 }] });
    // What the loss ended stays so until a person takes it up again.
    expect((await client.purchaseOrders.get({ id: draft.id })).state).toBe('cancelled');
    expect((await client.purchaseOrders.get({ id: sent.id })).state).toBe('closed');
    await client.purchaseOrders.copy({ commandId: newCommandId(), id: draft.id });
    await client.purchaseOrders.reopen({ ...again, commandId: newCommandId() });
    const reopened = await client.purchaseOrders.get({ id: sent.id });
    expect(reopened).toMatchObject({ state: 'sent', lines: [{ received: 0, waived: 0 }] });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is still paid what is owed, to the cent and no more', async () => {
    const other = await createSupplier(client, 'OWED', { settlement: 'credit' });
    const debt = { supplierId: other, kind: 'adjustment' as const, direction: 'raises' as const, occurredOn: DAY };
    await client.supplierAccounts.post({ commandId: newCommandId(), ...debt, amount: money(300_000) });
    const { consequences } = await client.supplierLosses.get({ supplierId: other });
    const expected = { openOrders: consequences.openOrders, unsoldKeys: consequences.unsoldKeys };
    const wish = { supplierId: other, lostOn: DAY, reason: '失联', expected };
    await client.supplierLosses.declare({ commandId: newCommandId(), ...wish });
    const payOther = (amount: number) =>
      client.supplierMoney.pay({
        commandId: newCommandId(),
        supplierId: other,
        amount: money(amount),
        occurredOn: DAY,
        method: 'bank',
      });
    expect(await payOther(200_000)).toMatchObject({ balance: 100_000 });
    await expect(payOther(100_001)).rejects.toMatchObject({ code: 'SUPPLIER_LOST' });
    expect(await payOther(100_000)).toMatchObject({ balance: 0 });
  });

  it('is written off in our currency at the rate of the day', async () => {
    const dollars = await createSupplier(client, 'USL', { currency: 'USD' });
    const rates = [{ currency: 'USD', rateOn: DAY, rate: 720_000_000 }];
    await client.exchangeRates.enter({ commandId: newCommandId(), rates });
    const entry = { supplierId: dollars, kind: 'payment' as const, amount: money(100_000), occurredOn: DAY };
    await client.supplierAccounts.post({ commandId: newCommandId(), ...entry });
    const expected = { openOrders: 0, unsoldKeys: 0 };
    await client.supplierLosses.declare({
      commandId: newCommandId(),
      supplierId: dollars,
      lostOn: DAY,
      reason: 'x',
      expected,
    });
    const off = { supplierId: dollars, prepaid: money(100_000), claims: money(0), reason: '坏账' };
    await client.supplierLosses.writeOff({ commandId: newCommandId(), ...off });
    expect((await client.supplierLosses.get({ supplierId: dollars })).badDebts).toMatchObject([
      { prepaid: 100_000, shopAmount: 720_000, rate: 720_000_000 },
    ]);
  });

  it('stops every order, however many there are', async () => {
    const common = {
      supplierId,
      currency: 'CNY',
      total: PRICE,
      expectedOn: null,
      note: '',
      createdAt: 1,
      createdBy: 1,
    };
    const line = {
      skuId,
      quantity: 1,
      unitPrice: PRICE,
      offerId: null,
      offerPrice: null,
      overrideReason: '',
      reasons: '[]',
    };
    await shop.core.kernel.queue.write((tx) => {
      for (let index = 0; index < 1003; index += 1) {
        const order = { ...common, number: `PO-${index}`, origin: 'hand' as const, originNumber: '' };
        insertOrder(tx, order, [{ ...line, priceSource: 'typed' }]);
      }
    });
    expect((await client.supplierLosses.get({ supplierId })).consequences.openOrders).toBe(1003);
    expect(await declare()).toMatchObject({ stoppedOrders: 1003 });
    expect((await client.purchaseOrders.list({ supplierId, states: ['draft'] })).rows).toEqual([]);
    const { stoppedOrders } = await client.supplierLosses.get({ supplierId });
    expect(new Set(stoppedOrders.map(({ orderId }) => orderId)).size).toBe(1003);
  });

  it('leaves lists of unsold keys, of sold ones in warranty with their orders, and of bad ones', async () => {
    const { rows } = await client.deliveries.list({});
    const delivery = await client.deliveries.get({ id: rows[0]?.id as never });
    const bad = delivery.keys[0]?.id as never;
    await client.deliveries.markBad({ commandId: newCommandId(), id: delivery.id, keyIds: [bad], reason: '无法兑换' });
    const lists = await client.supplierLosses.lists({ supplierId });
    expect(lists.batches).toMatchObject([{ available: 3, value: 3 * 475_000 }]);
    expect(lists.warrantyKeys).toMatchObject([{ orderNumber: 'T1', buyer: '张三', revenue: 500_000 }]);
    expect(lists.warrantyCount).toBe(1);
    expect(lists.claims).toMatchObject([{ keyId: bad, cost: 475_000 }]);
    shop.clock.advance(241 * 3_600_000);
    expect((await client.supplierLosses.lists({ supplierId })).warrantyKeys).toEqual([]);
  });

  it('is written off for what lies there, in the open month, and taken back by a document', async () => {
    const writeOff = (prepaid: number, claims = 0) => {
      const wish = { supplierId, prepaid: money(prepaid), claims: money(claims), reason: '追不回' };
      return client.supplierLosses.writeOff({ commandId: newCommandId(), ...wish });
    };
    const left = 10_000_000 - 5 * 475_000;
    await expect(writeOff(left)).rejects.toMatchObject({ code: 'SUPPLIER_NOT_LOST' });
    await declare();
    await expect(writeOff(left + 1)).rejects.toMatchObject({ code: 'MORE_THAN_LIES_THERE', data: { prepaid: left } });
    const { id, number } = await writeOff(left);
    expect((await client.supplierAccounts.get({ supplierId })).balance).toBe(0);
    const { badDebts } = await client.supplierLosses.get({ supplierId });
    expect(badDebts).toMatchObject([{ number, month: '2026-11', prepaid: left, shopAmount: left }]);
    expect((await client.dashboard.get()).sales.afterwards).toBe(left);
    const byHand = client.supplierAccounts.reverse({
      commandId: newCommandId(),
      id: badDebts[0]?.entryId as never,
      occurredOn: DAY,
      reason: '手工',
    });
    await expect(byHand).rejects.toMatchObject({ code: 'ENTRY_HAS_DOCUMENT' });
    const { jobId } = await client.reports.monthlyWorkbook({ month: '2026-11' as never, supplierId: null });
    const { fileId } = (await jobResult(client, jobId)) as { fileId: never };
    const sheet = XLSX.read(await readDownload(client, fileId)).Sheets.调价与坏账;
    expect(JSON.stringify(XLSX.utils.sheet_to_json(sheet ?? {}, { header: 1 }))).toContain(number);
    await client.supplierLosses.reverseWriteOff({ commandId: newCommandId(), id, reason: '追回了' });
    expect((await client.supplierAccounts.get({ supplierId })).balance).toBe(-left);
    expect((await client.dashboard.get()).sales.afterwards).toBe(0);
    const again = client.supplierLosses.reverseWriteOff({ commandId: newCommandId(), id, reason: '再来' });
    await expect(again).rejects.toMatchObject({ code: 'BAD_DEBT_REVERSED' });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it.each([
    ['nobody recorded the payment', false],
    ['the payment stands on the account', true],
  ])('paid order by order keeps counting for what it never sent, once, where %s', async (_case, isPaid) => {
    supplierId = await createSupplier(client, 'CASH', { name: '现结卡商', settlement: 'per-order' });
    const total = 4 * PRICE;
    if (isPaid) await pay(total);
    await client.purchaseOrders.send({ commandId: newCommandId(), ...(await order(4)) });
    expect((await client.supplierLosses.get({ supplierId })).exposure.total).toBe(total);
    await declare();
    const held = await client.supplierLosses.get({ supplierId });
    expect(held).toMatchObject({
      exposure: { total, prepaid: isPaid ? total : 0, openClaims: isPaid ? 0 : total, paidUnreceived: 0 },
      writableOff: { prepaid: isPaid ? total : 0, claims: isPaid ? 0 : total },
    });
    const { prepaid, claims } = held.writableOff;
    await client.supplierLosses.writeOff({ commandId: newCommandId(), supplierId, prepaid, claims, reason: '追不回' });
    const after = await client.supplierLosses.get({ supplierId });
    expect(after.badDebts).toMatchObject([{ shopAmount: total }]);
    expect(after).toMatchObject({ exposure: { total: 0 }, writableOff: { prepaid: 0, claims: 0 } });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it.each([
    ['paid at once', false],
    ['taken from the payment on the account', true],
  ])('paid order by order holds less by what it sends after all, %s', async (_case, isPaid) => {
    supplierId = await createSupplier(client, 'CASH', { name: '现结卡商', settlement: 'per-order' });
    if (isPaid) await pay(4 * PRICE);
    await client.purchaseOrders.send({ commandId: newCommandId(), ...(await order(4)) });
    await declare();
    shop.clock.advance(3_600_000);
    const held = async () => (await client.supplierLosses.get({ supplierId })).exposure.total;
    expect(await held()).toBe(4 * PRICE);
    const settlement = isPaid ? ('account' as const) : ('paid' as const);
    const receipt = { supplierId, skuId, documentOn: DAY, settlement };
    const { importId } = await importSheet(client, 'late.csv', keySheet(3, 90), receipt);
    expect(await held()).toBe(PRICE);
    expect((await client.supplierLosses.get({ supplierId })).writableOff).toEqual({
      prepaid: isPaid ? PRICE : 0,
      claims: isPaid ? 0 : PRICE,
    });
    await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '录错了' });
    expect(await held()).toBe(4 * PRICE);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('paid order by order holds what it sent after all and was sent back or withdrawn, wherever it was reclassified to', async () => {
    supplierId = await createSupplier(client, 'CASH', { name: '现结卡商', settlement: 'per-order' });
    await client.purchaseOrders.send({ commandId: newCommandId(), ...(await order(6)) });
    await declare();
    shop.clock.advance(3_600_000);
    const held = async () => (await client.supplierLosses.get({ supplierId })).exposure.total;
    const receipt = { supplierId, skuId, documentOn: DAY, settlement: 'paid' as const };
    const { importId } = await importSheet(client, 'late.csv', keySheet(5, 90), receipt);
    expect(await held()).toBe(PRICE);
    const batches = async () =>
      (await client.inventory.batches({ supplierId })).rows.toSorted((one, other) => one.id - other.id);
    const toSkuId = await makeSku(client, 'OTHER', PRICE);
    const [whole] = await batches();
    const { rows: keys } = await client.cardKeys.list({ filter: { supplierId } });
    await client.inventory.reclassify({
      commandId: newCommandId(),
      batchId: whole?.id as never,
      keyIds: keys.slice(0, 3).map(({ id }) => id),
      toSkuId,
      unitCost: null,
      reason: '对方发错',
    });
    expect(await held()).toBe(PRICE);
    const child = (await batches()).at(-1);
    const back = { batchId: child?.id as never, quantity: 2, credit: null, reason: '退回', note: '' };
    const { documentId } = await client.supplierReturns.post({ commandId: newCommandId(), ...back });
    expect(await held()).toBe(3 * PRICE);
    await client.supplierReturns.reverse({ commandId: newCommandId(), id: documentId, reason: '对方拒收' });
    expect(await held()).toBe(PRICE);
    await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '录错了' });
    // The two that came back are exposed and stay.
    expect(await held()).toBe(4 * PRICE);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('bears a claim once: what the cost of a delivery carries is written off without a loss of the month', async () => {
    const { rows } = await client.deliveries.list({});
    const delivery = await client.deliveries.get({ id: rows[0]?.id as never });
    const keyIds = [delivery.keys[0]?.id as never];
    await client.deliveries.markBad({ commandId: newCommandId(), id: delivery.id, keyIds, reason: '无法兑换' });
    expect((await client.deliveries.get({ id: delivery.id })).cost).toBe(2 * 475_000);
    // One key more is claimed from our own stock; no delivery carries it.
    await shop.core.kernel.queue.write((tx) =>
      tx.exec(
        "UPDATE card_keys SET state = 'claimed' WHERE id = (SELECT id FROM card_keys WHERE state = 'available' LIMIT 1)",
      ),
    );
    await declare();
    const writeOff = () => {
      const wish = { supplierId, prepaid: money(0), claims: PRICE, reason: '追不回' };
      return client.supplierLosses.writeOff({ commandId: newCommandId(), ...wish });
    };
    const afterwards = async () => (await client.dashboard.get()).sales.afterwards;
    const first = await writeOff();
    expect(await afterwards()).toBe(475_000);
    const second = await writeOff();
    expect(await afterwards()).toBe(475_000);
    await expect(writeOff()).rejects.toMatchObject({ code: 'MORE_THAN_LIES_THERE', data: { claims: 0 } });
    await client.supplierLosses.reverseWriteOff({ commandId: newCommandId(), id: first.id, reason: '追回了' });
    expect(await afterwards()).toBe(0);
    const third = await writeOff();
    expect(await afterwards()).toBe(475_000);
    for (const { id } of [second, third]) {
      await client.supplierLosses.reverseWriteOff({ commandId: newCommandId(), id, reason: '追回了' });
    }
    expect(await afterwards()).toBe(0);
  });

  it('holds no more what was written off, until it turns up again', async () => {
    const { rows } = await client.deliveries.list({});
    const delivery = await client.deliveries.get({ id: rows[0]?.id as never });
    const keyIds = delivery.keys.map(({ id }) => id);
    await client.deliveries.markBad({ commandId: newCommandId(), id: delivery.id, keyIds, reason: '无法兑换' });
    const claimed = async () => {
      const { exposure } = await client.supplierMoney.get({ supplierId });
      const { writableOff } = await client.supplierLosses.get({ supplierId });
      return [exposure.openClaims, writableOff.claims, (await client.cash.view()).claims.amount];
    };
    expect(await claimed()).toEqual([2 * PRICE, 2 * PRICE, 2 * PRICE]);
    await declare();
    const wish = { supplierId, prepaid: money(0), claims: PRICE, reason: '追不回' };
    const { id } = await client.supplierLosses.writeOff({ commandId: newCommandId(), ...wish });
    expect(await claimed()).toEqual([PRICE, PRICE, PRICE]);
    // The keys still wait, and what they cost is in the cost of their delivery: no stock carries it.
    const { rows: keys } = await client.cardKeys.list({ filter: { supplierId, states: ['claimed'] } });
    expect(keys).toHaveLength(2);
    const { rows: batches } = await client.inventory.batches({});
    expect(batches[0]).toMatchObject({ claimed: 2, valueOnHand: 3 * PRICE });
    await client.supplierLosses.withdraw({ commandId: newCommandId(), supplierId, reason: '又联系上了' });
    expect(await claimed()).toEqual([2 * PRICE, PRICE, 2 * PRICE]);
    await client.supplierLosses.reverseWriteOff({ commandId: newCommandId(), id, reason: '追回了' });
    expect(await claimed()).toEqual([2 * PRICE, 2 * PRICE, 2 * PRICE]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is declared by the owner only', async () => {
    await client.users.create({
      commandId: newCommandId(),
      name: '采购',
      passphrase: 'buyer passphrase 1',
      role: 'buyer-finance',
    });
    const buyer = await shop.signIn('采购', 'buyer passphrase 1');
    const wish = { supplierId, lostOn: DAY, reason: '失联', expected: { openOrders: 0, unsoldKeys: 3 } };
    await expect(buyer.supplierLosses.declare({ commandId: newCommandId(), ...wish })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });
});
