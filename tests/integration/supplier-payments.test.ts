import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SupplierEntryId } from '#shared/domain/ids.ts';
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

describe('payments', () => {
  it('pay what is due first, and what is left over waits for the next debt', async () => {
    const supplierId = await createSupplier(client, 'C');
    const late = await acts.debtOf(supplierId, yuan(40), on('2026-11-10'));
    const early = await acts.debtOf(supplierId, yuan(30), on('2026-11-01'));
    const { id } = await acts.pay(supplierId, yuan(90));
    expect((await acts.entryMoney(id)).allocations).toMatchObject([
      { otherId: early, amount: yuan(30), origin: 'automatic' },
      { otherId: late, amount: yuan(40) },
    ]);
    expect((await client.supplierMoney.credits({ supplierId })).rows).toMatchObject([{ entryId: id, open: yuan(20) }]);
    // An allocation is of the day of the later document.
    const days = (await acts.entryMoney(id)).allocations.map(({ allocatedOn }) => allocatedOn);
    expect(days).toEqual([TODAY, TODAY]);
    const next = await acts.debtOf(supplierId, yuan(50), TODAY);
    expect(await acts.entryMoney(next)).toMatchObject({
      open: yuan(30),
      allocations: [{ otherId: id, amount: yuan(20) }],
    });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('pay what was ticked before anything older, to the last 1/10 000', async () => {
    const supplierId = await createSupplier(client, 'C');
    const early = await acts.debtOf(supplierId, yuan(30), on('2026-11-01'));
    const late = await acts.debtOf(supplierId, money(400_001), on('2026-11-10'));
    const paid = await acts.pay(supplierId, money(400_001), { items: [{ entryId: late, amount: money(400_001) }] });
    expect(paid.balance).toBe(yuan(30));
    expect(await acts.dues({ supplierId })).toMatchObject([{ entryId: early, open: yuan(30) }]);
    await expect(acts.pay(supplierId, yuan(5), { items: [{ entryId: late, amount: yuan(1) }] })).rejects.toMatchObject({
      code: 'ALLOCATION_EXCEEDS',
    });
    await expect(acts.pay(supplierId, yuan(5), { items: [{ entryId: early, amount: yuan(6) }] })).rejects.toMatchObject(
      {
        code: 'INVALID_VALUE',
      },
    );
    expect(await acts.balanceOf(supplierId)).toBe(yuan(30));
  });

  it('with a receipt pay that receipt, not an older debt', async () => {
    const supplierId = await createSupplier(client, 'P', { settlement: 'per-order' });
    const older = await acts.debtOf(supplierId, yuan(7), on('2026-11-01'));
    await acts.importKeys(supplierId, on('2026-11-20'), 'paid');
    expect(await acts.dues({ supplierId })).toMatchObject([{ entryId: older, open: yuan(7) }]);
    expect(await acts.balanceOf(supplierId)).toBe(yuan(7));
  });

  it('are allocated once where two windows want the same money', async () => {
    const supplierId = await createSupplier(client, 'C');
    const { id: creditId } = await acts.pay(supplierId, yuan(50));
    const first = await acts.debtOf(supplierId, yuan(50), TODAY);
    const allocation = (await acts.entryMoney(creditId)).allocations[0];
    if (!allocation) throw new Error('Nothing was allocated.');
    const second = await acts.debtOf(supplierId, yuan(50), TODAY);
    await client.supplierMoney.release({ commandId: newCommandId(), id: allocation.id, reason: '付的是后一笔' });
    const allocate = (debtId: SupplierEntryId) =>
      client.supplierMoney.allocate({ commandId: newCommandId(), creditId, debtId, amount: yuan(50) });
    const results = await Promise.allSettled([allocate(first), allocate(second)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'ALLOCATION_EXCEEDS', data: { open: 0, wanted: yuan(50) } },
    });
    const released = (await acts.entryMoney(first)).allocations.find(({ id }) => id === allocation.id);
    expect(released).toMatchObject({ releasedOn: TODAY, releaseReason: '付的是后一笔' });
    await expect(
      client.supplierMoney.release({ commandId: newCommandId(), id: allocation.id, reason: '再来' }),
    ).rejects.toMatchObject({ code: 'ALLOCATION_RELEASED' });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('free what they paid when either side is reversed', async () => {
    const supplierId = await createSupplier(client, 'C');
    const debt = await acts.debtOf(supplierId, yuan(30), on('2026-11-01'));
    const { id } = await acts.pay(supplierId, yuan(30));
    await client.supplierAccounts.reverse({ commandId: newCommandId(), id, occurredOn: TODAY, reason: '退票' });
    expect(await acts.dues({ supplierId })).toMatchObject([{ entryId: debt, open: yuan(30) }]);
    expect(await client.supplierMoney.entry({ id })).toBeNull();
    expect((await acts.entryMoney(debt)).allocations).toMatchObject([{ releaseReason: '退票' }]);
    await acts.pay(supplierId, yuan(30));
    await client.supplierAccounts.reverse({ commandId: newCommandId(), id: debt, occurredOn: TODAY, reason: '重复' });
    expect((await client.supplierMoney.credits({ supplierId })).rows).toMatchObject([{ open: yuan(30) }]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('that are freed by a reversal meet what is open on the other side at once', async () => {
    const supplierId = await createSupplier(client, 'C');
    const debt = await acts.debtOf(supplierId, yuan(30), on('2026-11-01'));
    const { id } = await acts.pay(supplierId, yuan(30));
    await acts.pay(supplierId, yuan(20));
    await client.supplierAccounts.reverse({ commandId: newCommandId(), id, occurredOn: TODAY, reason: '退票' });
    expect(await acts.dues({ supplierId })).toMatchObject([{ entryId: debt, open: yuan(10) }]);
    expect((await client.supplierMoney.credits({ supplierId })).rows).toEqual([]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('stay with their debts once the month is settled', async () => {
    const supplierId = await createSupplier(client, 'C');
    const debt = await acts.debtOf(supplierId, yuan(30), on('2026-10-01'));
    await acts.pay(supplierId, yuan(30), { occurredOn: on('2026-10-20') });
    await shop.core.kernel.queue.write((tx) => {
      tx.exec(`INSERT INTO periods (book, book_id, month, state, changed_at, changed_by)
        VALUES ('supplier', ${supplierId}, '2026-10', 'settled', 1, 1)`);
    });
    const allocation = (await acts.entryMoney(debt)).allocations[0];
    expect(allocation).toMatchObject({ isFrozen: true });
    if (!allocation) return;
    await expect(
      client.supplierMoney.release({ commandId: newCommandId(), id: allocation.id, reason: '想改' }),
    ).rejects.toMatchObject({ code: 'ALLOCATION_FROZEN', data: { month: '2026-10' } });
  });

  it('leave open items that add up to the balance, whatever is posted, paid, freed and reversed', async () => {
    const supplierId = await createSupplier(client, 'C');
    const step = fc.record({
      act: fc.constantFrom('debt', 'pay', 'refund', 'release', 'reverse', 'allocate'),
      amount: fc.integer({ min: 1, max: 900_000 }).map(money),
      days: fc.integer({ min: 0, max: 40 }),
      pick: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        for (const { act, amount, days, pick } of steps) {
          const occurredOn = addDays(TODAY, -days);
          const { rows } = await client.supplierAccounts.entries({ supplierId, limit: 50 });
          const chosen = rows[pick % Math.max(1, rows.length)];
          if (act === 'debt') await acts.debtOf(supplierId, amount, occurredOn);
          else if (act === 'pay') await acts.pay(supplierId, amount, { occurredOn });
          else if (act === 'refund') await acts.post(supplierId, { kind: 'refund', amount, occurredOn });
          else if (act === 'allocate')
            await client.supplierMoney.allocateOpen({ commandId: newCommandId(), supplierId });
          else if (chosen && act === 'reverse' && chosen.reversesId === null && chosen.reversedById === null) {
            const reversal = { id: chosen.id, occurredOn: TODAY, reason: '冲' };
            await client.supplierAccounts.reverse({ commandId: newCommandId(), ...reversal });
          } else if (chosen && act === 'release') {
            const found = await client.supplierMoney.entry({ id: chosen.id });
            const live = found?.allocations.find(({ releasedOn }) => releasedOn === null);
            if (live) await client.supplierMoney.release({ commandId: newCommandId(), id: live.id, reason: '放' });
          }
        }
        expect(brokenInvariants(shop.core)).toEqual([]);
        const { due, openCredits, balance } = await client.supplierMoney.get({ supplierId });
        expect(due - openCredits).toBe(balance);
      }),
      { numRuns: 8 },
    );
  });
});

describe('top-ups', () => {
  it('post the fee with them: what reaches the account is what was wanted', async () => {
    const supplierId = await createSupplier(client, 'T', { settlement: 'prepaid' });
    const { id, feeNumber, balance } = await acts.pay(supplierId, yuan(1000), {
      fee: yuan(6),
      method: 'alipay',
      reference: 'A-77',
    });
    expect(balance).toBe(yuan(-1000));
    expect(await acts.entryMoney(id)).toMatchObject({
      amount: yuan(1006),
      payment: { method: 'alipay', reference: 'A-77', feeNumber, exceedReason: '' },
      allocations: [{ otherNumber: feeNumber, amount: yuan(6) }],
    });
    expect(await acts.dues({ supplierId })).toEqual([]);
  });

  it('take their fee back with them, once', async () => {
    const supplierId = await createSupplier(client, 'T', { settlement: 'prepaid' });
    const reverse = (id: SupplierEntryId) =>
      client.supplierAccounts.reverse({ commandId: newCommandId(), id, occurredOn: TODAY, reason: '没付成' });
    const first = await acts.pay(supplierId, yuan(1000), { fee: yuan(6) });
    await reverse(first.id);
    expect(await acts.balanceOf(supplierId)).toBe(0);
    expect(await acts.dues({ supplierId })).toEqual([]);
    const second = await acts.pay(supplierId, yuan(500), { fee: yuan(3) });
    const { rows } = await client.supplierAccounts.entries({ supplierId });
    const fee = rows.find(({ number }) => number === second.feeNumber);
    if (!fee) throw new Error('No fee was posted.');
    await reverse(fee.id);
    expect(await acts.balanceOf(supplierId)).toBe(yuan(-503));
    await reverse(second.id);
    expect(await acts.balanceOf(supplierId)).toBe(0);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('are refused above the maximum, whole, and go on with a reason by who may', async () => {
    const supplierId = await createSupplier(client, 'T', { settlement: 'prepaid' });
    await client.supplierMoney.setMaximum({ commandId: newCommandId(), supplierId, exposureMaximum: yuan(1000) });
    await acts.pay(supplierId, yuan(800));
    await expect(acts.pay(supplierId, yuan(201), { fee: yuan(2) })).rejects.toMatchObject({
      code: 'EXPOSURE_EXCEEDED',
      data: { maximum: yuan(1000), before: yuan(800), after: yuan(1001), currency: 'CNY' },
    });
    await expect(acts.post(supplierId, { amount: yuan(300) })).rejects.toMatchObject({ code: 'EXPOSURE_EXCEEDED' });
    expect(await acts.balanceOf(supplierId)).toBe(yuan(-800));
    const { id } = await acts.pay(supplierId, yuan(201), { exceedReason: '618 备货，老板同意' });
    expect((await acts.entryMoney(id)).payment).toMatchObject({ exceedReason: '618 备货，老板同意' });
    const { rows } = await client.audit.list({ action: 'supplierMoney.pay' });
    expect(JSON.stringify(rows)).toContain('618 备货');
  });

  it('that pay a debt raise nothing', async () => {
    const supplierId = await createSupplier(client, 'C', { settlement: 'credit', creditDays: 10 });
    await client.supplierMoney.setMaximum({ commandId: newCommandId(), supplierId, exposureMaximum: money(0) });
    await acts.debtOf(supplierId, yuan(300), TODAY);
    await acts.pay(supplierId, yuan(300));
    await expect(acts.pay(supplierId, yuan(1))).rejects.toMatchObject({ code: 'EXPOSURE_EXCEEDED' });
  });
});

describe('an account in another currency', () => {
  const rate = (rateOn: string, perUnit: number) =>
    client.exchangeRates.enter({
      commandId: newCommandId(),
      rates: [{ currency: 'USD', rateOn: on(rateOn), rate: Math.round(perUnit * 100_000_000) }],
    });

  it('realises the difference to the rate of the receipt, part by part, to the last 1/10 000', async () => {
    const supplierId = await createSupplier(client, 'U', { currency: 'USD', settlement: 'credit', creditDays: 5 });
    await rate('2026-11-01', 7.1);
    await acts.importKeys(supplierId, on('2026-11-01'));
    await rate('2026-11-20', 7.3);
    const first = await acts.pay(supplierId, yuan(10), { cost: { by: 'amount', amount: yuan(72) } });
    expect((await acts.entryMoney(first.id)).allocations).toMatchObject([{ exchangeResult: yuan(-1) }]);
    await acts.pay(supplierId, yuan(20), { cost: { by: 'rate' } });
    const { rows } = await client.supplierMoney.exchangeResults({ supplierId });
    expect(rows).toMatchObject([
      { amount: yuan(20), booked: yuan(142), paid: yuan(146), result: yuan(-4), month: '2026-11' },
      { amount: yuan(10), booked: yuan(71), paid: yuan(72), result: yuan(-1) },
    ]);
    const { exchangeMonths } = await client.supplierMoney.get({ supplierId });
    expect(exchangeMonths).toEqual([{ month: '2026-11', result: yuan(-5) }]);
    await client.supplierAccounts.reverse({ commandId: newCommandId(), id: first.id, occurredOn: TODAY, reason: '退' });
    expect((await client.supplierMoney.get({ supplierId })).exchangeMonths).toEqual([
      { month: '2026-11', result: yuan(-4) },
    ]);
  });

  it('changes no month that is settled: what is said later counts in the first open one', async () => {
    const supplierId = await createSupplier(client, 'U', { currency: 'USD', settlement: 'credit', creditDays: 5 });
    await rate('2026-10-01', 7);
    await acts.importKeys(supplierId, on('2026-10-02'));
    const { id } = await acts.pay(supplierId, yuan(30), { occurredOn: on('2026-10-20') });
    await shop.core.kernel.queue.write((tx) => {
      tx.exec(`INSERT INTO periods (book, book_id, month, state, changed_at, changed_by)
        VALUES ('supplier', ${supplierId}, '2026-10', 'settled', 1, 1)`);
    });
    const cost = { by: 'amount', amount: yuan(200) } as const;
    await client.supplierMoney.sayCost({ commandId: newCommandId(), entryId: id, cost });
    const { exchangeMonths } = await client.supplierMoney.get({ supplierId });
    expect(exchangeMonths).toEqual([{ month: '2026-11', result: yuan(10) }]);
  });

  it('guesses nothing: a payment without a cost waits until somebody says it', async () => {
    const supplierId = await createSupplier(client, 'U', { currency: 'USD', settlement: 'credit', creditDays: 5 });
    await rate('2026-11-01', 7.1);
    await acts.importKeys(supplierId, on('2026-11-01'));
    const { id } = await acts.pay(supplierId, yuan(30));
    expect(await acts.entryMoney(id)).toMatchObject({ needsCost: true, allocations: [{ exchangeResult: null }] });
    expect(await client.supplierMoney.get({ supplierId })).toMatchObject({
      paymentsWithoutCost: 1,
      exchangeMonths: [],
    });
    const say = () =>
      client.supplierMoney.sayCost({
        commandId: newCommandId(),
        entryId: id,
        cost: { by: 'amount', amount: yuan(200) },
      });
    await say();
    expect(await acts.entryMoney(id)).toMatchObject({ needsCost: false, allocations: [{ exchangeResult: yuan(13) }] });
    await expect(say()).rejects.toMatchObject({ code: 'COST_KNOWN' });
    const eur = await createSupplier(client, 'E', { currency: 'EUR' });
    await expect(acts.pay(eur, yuan(1), { cost: { by: 'rate' } })).rejects.toMatchObject({ code: 'RATE_MISSING' });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});
