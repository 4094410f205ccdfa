import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SupplierId } from '#shared/domain/ids.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { on, supplierActs, TODAY, yuan } from '#tests/support/supplier-acts.ts';
import { makeSku } from '#tests/support/trade.ts';
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

const PERCENT = 1_000_000;

describe('rebates', () => {
  it('are agreed for a day after their period, and the terms say how they were really paid', async () => {
    const supplierId = await createSupplier(client, 'R');
    const terms = () => client.offers.costTerms({ supplierId });
    expect(await terms()).toMatchObject({ invoiceKind: null, rebateDays: null, rebatePractice: null });
    const agreed = { rebateRate: 10 * PERCENT, rebateDays: 15, invoiceKind: 'electronic-special' as const };
    await client.offers.setCostTerms({ commandId: newCommandId(), ...(await terms()), ...agreed });
    expect(await terms()).toMatchObject(agreed);
    const period = { fromOn: on('2026-10-01'), toOn: on('2026-10-31') };
    expect(await client.supplierMoney.proposeRebate({ supplierId, ...period })).toMatchObject({
      promisedOn: on('2026-11-15'),
    });
    const add = (promisedOn: string) =>
      client.supplierMoney.addRebate({
        commandId: newCommandId(),
        supplierId,
        amount: yuan(3),
        promisedOn: on(promisedOn),
        terms: null,
        note: '',
      });
    await add('2026-11-10');
    await acts.post(supplierId, { kind: 'rebate', amount: yuan(3), occurredOn: on('2026-11-14') });
    await add('2026-12-31');
    expect((await terms()).rebatePractice).toEqual({ count: 1, late: 1, meanDaysLate: 4 });
  });

  it('are due by the rate of a period once, answered by what comes, and tell in the landed cost', async () => {
    const supplierId = await createSupplier(client, 'R');
    await acts.importKeys(supplierId, on('2026-10-05'));
    const terms = await client.offers.costTerms({ supplierId });
    await client.offers.setCostTerms({ commandId: newCommandId(), ...terms, rebateRate: 10 * PERCENT });
    const period = { fromOn: on('2026-10-01'), toOn: on('2026-10-31') };
    const proposed = await client.supplierMoney.proposeRebate({ supplierId, ...period });
    expect(proposed).toEqual({ basis: yuan(30), rate: 10 * PERCENT, amount: yuan(3), promisedOn: null });
    const add = () =>
      client.supplierMoney.addRebate({
        commandId: newCommandId(),
        supplierId,
        amount: proposed.amount,
        promisedOn: on('2026-11-10'),
        terms: { ...period, basis: proposed.basis, rate: proposed.rate },
      });
    const { number } = await add();
    await expect(add()).rejects.toMatchObject({ code: 'REBATE_EXISTS', data: { number } });
    const list = async () => (await client.supplierMoney.rebates({ supplierId })).rows;
    expect(await list()).toMatchObject([{ state: 'overdue', daysLate: 11, due: yuan(3) }]);
    expect(await client.supplierMoney.get({ supplierId })).toMatchObject({ exposure: { rebatesDue: yuan(3) } });
    const rebate = await acts.post(supplierId, { kind: 'rebate', amount: yuan(1) });
    expect(await list()).toMatchObject([{ due: yuan(2), received: yuan(1), receipts: [{ number: rebate.number }] }]);
    const paidShare = async () => {
      const skuId = await makeSku(client, `S${Math.random()}`.slice(0, 8), yuan(50));
      const tiers = [{ fromQuantity: 1, unitPrice: yuan(10), discount: null }];
      const price = { effectiveOn: on('2026-11-01'), currency: 'CNY', tiers };
      await client.offers.create({ commandId: newCommandId(), supplierId, skuId, price });
      const { offers } = await client.offers.compare({ skuId, quantity: 1 });
      return offers[0]?.cost?.rebate.paidShare;
    };
    expect(await paidShare()).toBe(33_333_333);
    await client.supplierAccounts.reverse({
      commandId: newCommandId(),
      id: rebate.id,
      occurredOn: TODAY,
      reason: '错',
    });
    expect(await list()).toMatchObject([{ due: yuan(3), received: 0, receipts: [] }]);
    const [row] = await list();
    if (!row) throw new Error('No rebate.');
    await client.supplierMoney.endRebate({ commandId: newCommandId(), id: row.id, as: 'given-up', reason: '不认账' });
    expect(await client.supplierMoney.get({ supplierId })).toMatchObject({ exposure: { rebatesDue: 0 } });
    expect(await paidShare()).toBe(0);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
  it('are recorded once for every purchase: a period is refused that has its rebate in part', async () => {
    const supplierId = await createSupplier(client, 'R');
    const addFor = (fromOn: string, toOn: string) =>
      client.supplierMoney.addRebate({
        commandId: newCommandId(),
        supplierId,
        amount: yuan(1),
        promisedOn: on('2026-12-10'),
        terms: { fromOn: on(fromOn), toOn: on(toOn), basis: yuan(10), rate: 10 * PERCENT },
      });
    const { id, number } = await addFor('2026-10-01', '2026-10-31');
    for (const [from, to] of [
      ['2026-08-01', '2026-10-31'],
      ['2026-09-15', '2026-10-01'],
      ['2026-10-31', '2026-11-15'],
      ['2026-10-10', '2026-10-12'],
    ] as const) {
      await expect(addFor(from, to)).rejects.toMatchObject({ code: 'REBATE_EXISTS', data: { number } });
    }
    await addFor('2026-11-01', '2026-11-15');
    await addFor('2026-09-01', '2026-09-30');
    await client.supplierMoney.endRebate({ commandId: newCommandId(), id, as: 'mistake', reason: '记错了' });
    await addFor('2026-10-01', '2026-10-30');
  });
});

describe('a rebate recorded after it came', () => {
  const promisedOn = on('2026-11-10');
  let supplierId: SupplierId;
  beforeEach(async () => {
    supplierId = await createSupplier(client, 'R');
  });
  const came = (amount: number, occurredOn = on('2026-11-08')) =>
    acts.post(supplierId, { kind: 'rebate', amount: yuan(amount), occurredOn });
  const add = (amount: number) =>
    client.supplierMoney.addRebate({ commandId: newCommandId(), supplierId, amount: yuan(amount), promisedOn });
  const receipts = async () => {
    const { rows } = await client.supplierMoney.rebates({ supplierId });
    return rows.map(({ state, receipts }) => [state, receipts.map(({ number }) => number)]);
  };

  it('is answered by the one entry of its amount, once', async () => {
    const { number } = await came(3);
    await came(4);
    expect(await add(3)).toMatchObject({ answeredBy: number });
    expect(await receipts()).toEqual([['received', [number]]]);
    expect(await add(3)).toMatchObject({ answeredBy: null });
    expect(await client.supplierMoney.get({ supplierId })).toMatchObject({ exposure: { rebatesDue: yuan(3) } });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is awaited where two entries fit, one is older than a year, or was reversed', async () => {
    await came(3, on('2025-10-01'));
    const { id } = await came(3);
    await client.supplierAccounts.reverse({ commandId: newCommandId(), id, occurredOn: TODAY, reason: '错' });
    await came(5);
    await came(5);
    for (const amount of [3, 5]) expect(await add(amount)).toMatchObject({ answeredBy: null });
    expect(await receipts()).toEqual([
      ['overdue', []],
      ['overdue', []],
    ]);
  });
});
