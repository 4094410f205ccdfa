import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadDb } from '#core/db/connection.ts';
import { supplierExposures } from '#core/suppliers/exposure.lookup.ts';
import type { CardKeyId, PurchaseOrderId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { addDays } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { on, supplierActs, TODAY, yuan } from '#tests/support/supplier-acts.ts';
import { importSheet, keySheet, makeSku } from '#tests/support/trade.ts';
import { createSupplier } from '#tests/support/trade-setup.ts';

let shop: TestShop;
let client: TestClient;
let acts: ReturnType<typeof supplierActs>;
beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  acts = supplierActs(client);
});
afterEach(closeTestShops);

describe('what is due', () => {
  it('falls due after the credit days as they stood when it was posted', async () => {
    const supplierId = await createSupplier(client, 'C', { settlement: 'credit', creditDays: 10 });
    await acts.importKeys(supplierId, on('2026-11-01'));
    const supplier = await client.suppliers.get({ id: supplierId });
    await client.suppliers.edit({ commandId: newCommandId(), ...supplier, creditDays: 60 });
    await acts.importKeys(supplierId, on('2026-11-02'), 'account', 100);
    expect(await acts.dues({ supplierId })).toMatchObject([
      { dueOn: '2026-11-11', bucket: 'overdue-30', open: yuan(30) },
      { dueOn: '2027-01-01', bucket: 'later', open: yuan(30) },
    ]);
    const { due, overdue, ageing } = await client.supplierMoney.get({ supplierId });
    expect({ due, overdue, old: ageing['overdue-30'], later: ageing.later }).toEqual({
      due: yuan(60),
      overdue: yuan(30),
      old: yuan(30),
      later: yuan(30),
    });
    expect(await acts.dues({ overdue: true })).toHaveLength(1);
    expect(await acts.dues({ supplierId, bucket: 'later' })).toHaveLength(1);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is told of at the bell and on the dashboard, with rebates that are late', async () => {
    const supplierId = await createSupplier(client, 'C');
    await acts.debtOf(supplierId, yuan(1), on('2026-11-20'));
    await acts.debtOf(supplierId, yuan(2), TODAY);
    const later = await acts.debtOf(supplierId, yuan(3), TODAY);
    const moved = { entryId: later, seenDueOn: TODAY, dueOn: addDays(TODAY, 8), reason: '缓' };
    await client.supplierMoney.setDue({ commandId: newCommandId(), ...moved });
    const rebate = { supplierId, amount: yuan(5), promisedOn: on('2026-11-20') };
    await client.supplierMoney.addRebate({ commandId: newCommandId(), ...rebate });
    const expected = { overdue: 1, soon: 1, lateRebates: 1 };
    expect(await client.supplierMoney.attention()).toEqual(expected);
    expect((await client.dashboard.get()).dues).toEqual(expected);
  });

  it('is moved by an agreement with a reason, and by one of two windows only', async () => {
    const supplierId = await createSupplier(client, 'C');
    const entryId = await acts.debtOf(supplierId, yuan(30), on('2026-11-01'));
    const move = (dueOn: string) =>
      client.supplierMoney.setDue({
        commandId: newCommandId(),
        entryId,
        seenDueOn: on('2026-11-01'),
        dueOn: on(dueOn),
        reason: '对方同意缓十天',
      });
    await move('2026-12-01');
    await expect(move('2026-12-15')).rejects.toMatchObject({ code: 'DUE_CHANGED', data: { dueOn: '2026-12-01' } });
    const { firstDueOn, dueOn, dueChanges } = await acts.entryMoney(entryId);
    expect({ firstDueOn, dueOn }).toEqual({ firstDueOn: '2026-11-01', dueOn: '2026-12-01' });
    expect(dueChanges).toMatchObject([{ fromOn: '2026-11-01', toOn: '2026-12-01', reason: '对方同意缓十天' }]);
  });
});

describe('the prepaid balance', () => {
  it('is usable less what sent orders take and what is frozen until that ends', async () => {
    const supplierId = await createSupplier(client, 'T', { settlement: 'prepaid' });
    const skuId = await makeSku(client, 'K1', yuan(50));
    await acts.pay(supplierId, yuan(1000));
    const line = { skuId, quantity: 10, unitPrice: yuan(12), overrideReason: '' };
    const order = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines: [line] });
    await client.purchaseOrders.send({ commandId: newCommandId(), id: order.id, revision: 1 });
    const { id } = await client.supplierMoney.freeze({
      commandId: newCommandId(),
      supplierId,
      amount: yuan(80),
      reason: '平台风控',
      frozenOn: on('2026-11-20'),
    });
    const get = () => client.supplierMoney.get({ supplierId });
    expect(await get()).toMatchObject({
      prepaid: yuan(1000),
      onOrder: yuan(120),
      frozen: yuan(80),
      usable: yuan(800),
      exposure: { prepaid: yuan(1000), paidUnreceived: 0, total: yuan(1000) },
    });
    const end = () =>
      client.supplierMoney.endFreeze({ commandId: newCommandId(), id, endedOn: TODAY, reason: '已解冻' });
    await end();
    await expect(end()).rejects.toMatchObject({ code: 'FREEZE_ENDED' });
    expect(await get()).toMatchObject({
      frozen: 0,
      usable: yuan(880),
      freezes: [{ endedOn: TODAY, endReason: '已解冻' }],
    });
  });
});

describe('consigned keys', () => {
  it('are settled by delivery with one payment; what came back is not owed', async () => {
    const supplierId = await createSupplier(client, 'G', { settlement: 'consignment' });
    const skuId = await makeSku(client, 'K1', yuan(50));
    const cost = { by: 'unit' as const, unitCost: yuan(10), perSku: [] };
    await importSheet(client, 'c.csv', keySheet(6), { supplierId, skuId, cost, receiptKind: 'consignment' });
    const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '一店' });
    const sell = async (orderNumber: string, quantity: number) => {
      const lines = [{ skuId, quantity }];
      const { deliveries } = await client.deliveries.dispense({
        commandId: newCommandId(),
        shopId,
        orderNumber,
        lines,
      });
      const id = deliveries[0]?.id;
      if (!id) throw new Error('Nothing was delivered.');
      return client.deliveries.get({ id });
    };
    const first = await sell('A', 3);
    await sell('B', 2);
    const keyIds = first.keys.slice(0, 1).map(({ id }) => id);
    await client.deliveries.return({ commandId: newCommandId(), id: first.id, keyIds, reason: '退', refund: money(0) });
    const { open, skus } = await client.supplierMoney.consigned({ supplierId });
    expect(open).toBe(yuan(40));
    expect(skus).toMatchObject([
      {
        skuCode: 'K1',
        open: yuan(40),
        deliveries: [{ deliveryId: first.id, amount: yuan(30), open: yuan(20) }, { open: yuan(20) }],
      },
    ]);
    const items = skus.flatMap(({ deliveries }) =>
      deliveries.map(({ entryId, open: amount }) => ({ entryId, amount })),
    );
    const { balance } = await acts.pay(supplierId, open, { items });
    expect(balance).toBe(0);
    expect((await client.supplierMoney.consigned({ supplierId })).skus).toEqual([]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});

describe('what a supplier holds of ours', () => {
  it('counts claimed keys until they are replaced, and an order paid first once', async () => {
    const supplierId = await createSupplier(client, 'P', { settlement: 'per-order' });
    const skuId = await makeSku(client, 'K1', yuan(50));
    const cost = { by: 'unit' as const, unitCost: yuan(10), perSku: [] };
    await importSheet(client, 'k.csv', keySheet(3), { supplierId, skuId, cost, settlement: 'paid' });
    const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '一店' });
    const wanted = { shopId, orderNumber: 'A', lines: [{ skuId, quantity: 2 }] };
    const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), ...wanted });
    const id = deliveries[0]?.id;
    if (!id) throw new Error('Nothing was delivered.');
    const { keys } = await client.deliveries.get({ id });
    const keyIds = keys.slice(0, 1).map((key) => key.id);
    await client.deliveries.markBad({ commandId: newCommandId(), id, keyIds, reason: '已被使用' });
    const held = async () => (await client.supplierMoney.get({ supplierId })).exposure;
    expect(await held()).toMatchObject({ openClaims: yuan(10), total: yuan(10) });
    const replacement = { receiptKind: 'replacement', settlement: 'none', cost: { by: 'claimed', keyIds } } as const;
    await importSheet(client, 'r.csv', keySheet(1, 50), { supplierId, skuId, ...replacement });
    expect(await held()).toMatchObject({ openClaims: 0, total: 0 });
    const line = { skuId, quantity: 10, unitPrice: yuan(12), overrideReason: '' };
    const order = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines: [line] });
    await client.purchaseOrders.send({ commandId: newCommandId(), id: order.id, revision: 1 });
    expect(await held()).toMatchObject({ prepaid: 0, paidUnreceived: yuan(120), total: yuan(120) });
    await acts.pay(supplierId, yuan(120));
    expect(await held()).toMatchObject({ prepaid: yuan(120), paidUnreceived: 0, total: yuan(120) });
  });

  it('counts an order as paid first until its receipts stand on the account, and no more by paying them', async () => {
    const supplierId = await createSupplier(client, 'P', { settlement: 'per-order' });
    const skuId = await makeSku(client, 'K1', yuan(50));
    const line = { skuId, quantity: 10, unitPrice: yuan(12), overrideReason: '' };
    const held = async () => (await client.supplierMoney.get({ supplierId })).exposure;
    const send = async () => {
      const { id, revision } = await client.purchaseOrders.create({
        commandId: newCommandId(),
        supplierId,
        lines: [line],
      });
      return client.purchaseOrders.send({ commandId: newCommandId(), id, revision });
    };
    const receive = (
      order: { id: PurchaseOrderId; revision: number },
      from: number,
      settlement: 'account' | 'paid',
    ) => {
      const cost = { by: 'unit' as const, unitCost: yuan(12), perSku: [] };
      const purchaseOrder = { id: order.id, revision: order.revision };
      return importSheet(client, `r${from}.csv`, keySheet(4, from), {
        supplierId,
        skuId,
        cost,
        purchaseOrder,
        settlement,
      });
    };
    const first = await send();
    expect(await held()).toMatchObject({ paidUnreceived: yuan(120) });
    await receive(first, 1, 'account');
    expect(await held()).toMatchObject({ prepaid: 0, paidUnreceived: 0 });
    await acts.pay(supplierId, yuan(48));
    expect(await held()).toMatchObject({ prepaid: 0, paidUnreceived: 0 });
    await acts.pay(supplierId, yuan(20));
    expect(await held()).toMatchObject({ prepaid: yuan(20), paidUnreceived: 0 });
    // Paid together with its receipt: the rest may have been paid with it.
    await receive(await send(), 50, 'paid');
    expect(await held()).toMatchObject({ prepaid: yuan(20), paidUnreceived: yuan(52) });
    expect(supplierExposures(shop.core.kernel.readDb, TODAY).get(supplierId)?.exposure).toEqual(await held());
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('counts a claim no more as far as it was refunded in money, and again when the refund is reversed', async () => {
    const supplierId = await createSupplier(client, 'P', { settlement: 'prepaid' });
    const skuId = await makeSku(client, 'K1', yuan(50));
    const cost = { by: 'unit' as const, unitCost: yuan(10), perSku: [] };
    await importSheet(client, 'k.csv', keySheet(3), { supplierId, skuId, cost });
    const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '一店' });
    const wanted = { shopId, orderNumber: 'A', lines: [{ skuId, quantity: 2 }] };
    const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), ...wanted });
    const id = deliveries[0]?.id;
    if (!id) throw new Error('Nothing was delivered.');
    const refund = (amount: ReturnType<typeof yuan>) =>
      client.supplierAccounts.post({
        commandId: newCommandId(),
        supplierId,
        kind: 'refund',
        amount,
        occurredOn: TODAY,
      });
    const keyIds = (await client.deliveries.get({ id })).keys.map((key) => key.id);
    await client.deliveries.markBad({ commandId: newCommandId(), id, keyIds, reason: '已被使用' });
    const openClaims = async () => (await client.supplierMoney.get({ supplierId })).exposure.openClaims;
    const figures = [await openClaims()];
    await refund(yuan(4));
    figures.push(await openClaims());
    const last = await refund(yuan(30));
    figures.push(await openClaims());
    expect(supplierExposures(shop.core.kernel.readDb, TODAY).get(supplierId)).toMatchObject({ openClaims: 0 });
    const taken = { commandId: newCommandId(), id: last.id, occurredOn: TODAY, reason: '记错' };
    await client.supplierAccounts.reverse(taken);
    figures.push(await openClaims());
    expect(figures).toEqual([yuan(20), yuan(16), 0, yuan(16)]);
  });

  it('counts the claim no more that a refund names, and what a refund is above its claims is refused', async () => {
    const supplierId = await createSupplier(client, 'P', { settlement: 'prepaid' });
    const skuId = await makeSku(client, 'K1', yuan(50));
    for (const [index, price] of [10, 12, 12].entries()) {
      const cost = { by: 'unit' as const, unitCost: yuan(price), perSku: [] };
      await importSheet(client, `k${index}.csv`, keySheet(1, index * 10), { supplierId, skuId, cost });
    }
    const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '一店' });
    const wanted = { shopId, orderNumber: 'A', lines: [{ skuId, quantity: 3 }] };
    const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), ...wanted });
    const id = deliveries[0]?.id;
    if (!id) throw new Error('Nothing was delivered.');
    const keyIds = (await client.deliveries.get({ id })).keys.map((key) => key.id);
    await client.deliveries.markBad({ commandId: newCommandId(), id, keyIds, reason: '已被使用' });
    const open = async () =>
      (await client.supplierAccounts.openClaims({ supplierId })).map(({ keyId, left }) => [keyId, left]);
    const [first, second, third] = keyIds;
    if (!first || !second || !third) throw new Error('Three keys were delivered.');
    const refund = (price: number, claimKeyIds?: CardKeyId[], occurredOn = TODAY) => {
      const entry = { supplierId, kind: 'refund', amount: yuan(price), occurredOn, claimKeyIds } as const;
      return client.supplierAccounts.post({ commandId: newCommandId(), ...entry });
    };
    await expect(refund(13, [third])).rejects.toMatchObject({
      code: 'REFUND_ABOVE_CLAIM',
      data: { open: yuan(12), amount: yuan(13), currency: 'CNY' },
    });
    await expect(refund(1, [third], addDays(TODAY, -1))).rejects.toMatchObject({ code: 'CLAIM_NOT_OPEN' });
    await expect(
      client.supplierAccounts.post({
        commandId: newCommandId(),
        supplierId,
        kind: 'rebate',
        amount: yuan(1),
        occurredOn: TODAY,
        claimKeyIds: [third],
      }),
    ).rejects.toMatchObject({ code: 'INVALID_VALUE', data: { field: 'claimKeyIds' } });
    const named = await refund(5, [third]);
    expect((await client.supplierAccounts.entry({ id: named.id })).claims).toMatchObject([{ keyId: third }]);
    expect(await open()).toEqual([
      [first, yuan(10)],
      [second, yuan(12)],
      [third, yuan(7)],
    ]);
    await refund(12);
    expect(await open()).toEqual([
      [first, yuan(10)],
      [third, yuan(7)],
    ]);
    await expect(refund(1, [second])).rejects.toMatchObject({ code: 'CLAIM_NOT_OPEN', data: { keyId: second } });
    await refund(7, []);
    expect(await open()).toEqual([
      [first, yuan(3)],
      [third, yuan(7)],
    ]);
    await refund(10, [first, third]);
    expect(await open()).toEqual([]);
    await client.supplierAccounts.reverse({
      commandId: newCommandId(),
      id: named.id,
      occurredOn: TODAY,
      reason: '记错',
    });
    expect(await open()).toEqual([[third, yuan(5)]]);
    expect((await client.supplierMoney.get({ supplierId })).exposure.openClaims).toBe(yuan(5));
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is summed over suppliers in our currency, and says whose rate is not known', async () => {
    const own = await createSupplier(client, 'A');
    const euro = await createSupplier(client, 'E', { currency: 'EUR' });
    await acts.pay(own, yuan(100));
    await acts.pay(euro, yuan(50));
    const before = await client.supplierMoney.overview({});
    expect(before).toMatchObject({ total: { prepaid: yuan(100) }, ratesMissing: ['EUR'] });
    const rates = [{ currency: 'EUR', rateOn: on('2026-11-01'), rate: 800_000_000 }];
    await client.exchangeRates.enter({ commandId: newCommandId(), rates });
    const sorted = await client.supplierMoney.overview({ sort: 'exposure', isDescending: true });
    expect(sorted.rows.map(({ supplierId }) => supplierId)).toEqual([euro, own]);
    expect((await client.supplierMoney.overview({ owing: true })).rows).toEqual([]);
    const { total, ratesMissing, rows } = await client.supplierMoney.overview({});
    expect({ total: total.total, ratesMissing }).toEqual({ total: yuan(500), ratesMissing: [] });
    expect(rows.find(({ supplierId }) => supplierId === euro)).toMatchObject({
      exposure: { total: yuan(50) },
      ownExposure: { total: yuan(400) },
    });
  });

  it('is shown of an archived supplier as long as anything lies there or is owed, and is the same sum everywhere', async () => {
    const archive = (id: SupplierId) =>
      client.suppliers.setArchived({ commandId: newCommandId(), id, isArchived: true });
    const holding = await createSupplier(client, 'H');
    const owed = await createSupplier(client, 'O');
    const empty = await createSupplier(client, 'X');
    await acts.pay(holding, yuan(100));
    await acts.debtOf(owed, yuan(7), TODAY);
    for (const id of [holding, owed, empty]) await archive(id);
    const { rows, total } = await client.supplierMoney.overview({});
    expect(rows.map(({ supplierId }) => supplierId).sort()).toEqual([holding, owed].sort());
    expect((await client.supplierMoney.overview({ archived: 'all' })).rows).toHaveLength(3);
    expect((await client.supplierMoney.overview({ owing: true })).rows.map((row) => row.supplierId)).toEqual([owed]);
    const { buying } = await client.dashboard.get();
    const { prepaid } = await client.cash.view();
    expect([total.total, buying?.exposure?.amount, prepaid.amount]).toEqual([yuan(100), yuan(100), yuan(100)]);
  });

  it('asks for the exchange of a batch once, however many of its keys are claimed', async () => {
    const supplierId = await createSupplier(client, 'P');
    const skuId = await makeSku(client, 'K1', yuan(50));
    const cost = { by: 'unit' as const, unitCost: yuan(10), perSku: [] };
    for (const first of [1, 50])
      await importSheet(client, `k${first}.csv`, keySheet(4, first), { supplierId, skuId, cost });
    await shop.core.kernel.queue.write((tx) => tx.exec("UPDATE card_keys SET state = 'claimed'"));
    const { db, asked } = listeningDb(shop.core.kernel.readDb);
    expect(supplierExposures(db, TODAY).get(supplierId)).toMatchObject({ openClaims: yuan(80) });
    expect(asked.filter((sql) => sql.includes('AS parentId'))).toHaveLength(2);
  });
});

/** A connection that says what was read through it. */
function listeningDb(readDb: ReadDb): { db: ReadDb; asked: string[] } {
  const asked: string[] = [];
  const prepare = (sql: string) => {
    const statement = readDb.prepare(sql);
    const listening =
      <Answer>(read: (params: object) => Answer) =>
      (params: object) => {
        asked.push(sql);
        return read(params);
      };
    return { get: listening((params) => statement.get(params)), all: listening((params) => statement.all(params)) };
  };
  return { db: { prepare } as unknown as ReadDb, asked };
}
