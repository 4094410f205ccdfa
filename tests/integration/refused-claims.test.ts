import { afterEach, describe, expect, it } from 'vitest';
import { supplierExposures } from '#core/suppliers/exposure.lookup.ts';
import type { ImportId, SupplierEntryId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { closeTestShops, newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const PRICE = 475_000;
/** Two of its five rows hold numbers that a spreadsheet has damaged. */
const SHEET = Buffer.concat([keySheet(3), Buffer.from('\r\n1.23457E+15,AB-1,50\r\n1.23457E+15,AB-2,50')]);

async function shopWithRefused(charged: number | null = 5 * PRICE) {
  const shop = await openTestShop();
  const { client } = shop;
  const trade = await makeTrade(client);
  const amountCharged = charged === null ? null : money(charged);
  const { importId } = await importSheet(client, '点卡.csv', SHEET, { ...trade, amountCharged });
  const { supplierId } = trade;
  return {
    shop,
    client,
    trade,
    importId,
    balance: async () => (await client.supplierAccounts.get({ supplierId })).balance,
    charged: async () => (await client.imports.get({ id: importId })).chargedRefusals,
    claim: (amount: number, id: ImportId = importId) =>
      client.imports.claimRefused({ commandId: newCommandId(), id, amount: money(amount), note: '两张坏的' }),
  };
}

describe('what a supplier charged for refused rows of an import without a purchase order', () => {
  it('is said, and claimed in parts up to that much; more is refused with the most that is possible', async () => {
    const { shop, client, trade, importId, balance, charged, claim } = await shopWithRefused();
    expect(await charged()).toEqual({ charged: 2 * PRICE, open: 2 * PRICE, claims: [], accepted: null });
    await expect(claim(2 * PRICE + 1)).rejects.toMatchObject({
      code: 'CREDIT_TOO_HIGH',
      data: { amount: 2 * PRICE, currency: 'CNY' },
    });
    expect(await balance()).toBe(5 * PRICE);
    const posted = await claim(PRICE);
    expect(await balance()).toBe(4 * PRICE);
    expect(await charged()).toMatchObject({
      charged: 2 * PRICE,
      open: PRICE,
      claims: [{ entryId: posted.id, number: posted.number, amount: PRICE, note: '两张坏的' }],
    });
    expect(await client.supplierAccounts.entry({ id: posted.id })).toMatchObject({
      kind: 'refund',
      amount: -PRICE,
      importId,
      supplierId: trade.supplierId,
    });
    await claim(PRICE);
    await expect(claim(1)).rejects.toMatchObject({ code: 'CREDIT_TOO_HIGH', data: { amount: 0 } });
    expect(await balance()).toBe(3 * PRICE);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is claimable again once the claim is taken back', async () => {
    const { client, importId, balance, charged, claim } = await shopWithRefused();
    const { id: entryId } = await claim(2 * PRICE);
    const withdraw = (id: SupplierEntryId) =>
      client.imports.withdrawRefusedClaim({ commandId: newCommandId(), id: importId, entryId: id, reason: '不认' });
    await withdraw(entryId);
    expect(await balance()).toBe(5 * PRICE);
    expect(await charged()).toMatchObject({ open: 2 * PRICE, claims: [] });
    await expect(withdraw(entryId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const [purchase] = (
      await client.supplierAccounts.entries({
        supplierId: (await client.imports.get({ id: importId })).supplierId,
        kind: 'purchase',
      })
    ).rows;
    await expect(withdraw(purchase?.id as SupplierEntryId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('goes with the whole import when that is undone, and stands where part of it stays', async () => {
    const { client, trade, importId, balance, charged, claim } = await shopWithRefused();
    await claim(2 * PRICE);
    const lines = [{ skuId: trade.skuId, quantity: 1 }];
    const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), lines });
    await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '录错' });
    expect(await balance()).toBe(PRICE);
    expect(await charged()).toMatchObject({ charged: 2 * PRICE, open: 0 });
    expect(deliveries).toHaveLength(1);

    const other = await shopWithRefused();
    await other.claim(PRICE);
    await other.client.imports.undo({ commandId: newCommandId(), id: other.importId, reason: '录错' });
    expect(await other.balance()).toBe(0);
    expect(await other.charged()).toBeNull();
    await expect(other.claim(1)).rejects.toMatchObject({ code: 'CREDIT_TOO_HIGH' });
  });

  it('is nothing where the account has no more than what came in', async () => {
    const { charged, claim, balance } = await shopWithRefused(null);
    expect(await charged()).toBeNull();
    await expect(claim(1)).rejects.toMatchObject({ code: 'CREDIT_TOO_HIGH', data: { amount: 0 } });
    expect(await balance()).toBe(3 * PRICE);
  });

  it('stands with the order where there is one, and is not claimed twice', async () => {
    const { client, trade, claim, balance } = await shopWithRefused();
    const { skuId, supplierId } = trade;
    const ordered = [{ skuId, quantity: 3, unitPrice: money(PRICE) }];
    const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines: ordered });
    const { id, revision } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
    const sheet = Buffer.concat([keySheet(2, 50), Buffer.from('\r\n1.23457E+15,AB-3,50')]);
    const received = await importSheet(client, '订单.csv', sheet, {
      ...trade,
      purchaseOrder: { id, revision },
      amountCharged: money(3 * PRICE),
    });
    expect((await client.imports.get({ id: received.importId })).chargedRefusals).toBeNull();
    const before = await balance();
    await expect(claim(1, received.importId)).rejects.toMatchObject({ code: 'CREDIT_TOO_HIGH' });
    expect(await balance()).toBe(before);
  });

  it('is told to nobody who may not see accounts, and claimed by nobody who may not post to them', async () => {
    const { shop, client, importId } = await shopWithRefused();
    const clerk = { name: '客服', passphrase: 'another one' };
    const { id } = await client.users.create({ commandId: newCommandId(), role: 'clerk', ...clerk });
    const changes = [{ right: 'keys.import' as const, isGranted: true, dailyLimit: null }];
    await client.users.change({ commandId: newCommandId(), id, role: 'clerk', changes });
    const window = await shop.signIn(clerk.name, clerk.passphrase);
    expect((await window.imports.get({ id: importId })).chargedRefusals).toBeNull();
    await expect(
      window.imports.claimRefused({ commandId: newCommandId(), id: importId, amount: money(1) }),
    ).rejects.toMatchObject({ code: 'PERMISSION_DENIED', data: { right: 'accounts.post' } });
  });
});

describe('a sheet without a purchase order of which no row can come in', () => {
  const REFUSED = Buffer.from('卡号,卡密,面值\r\n1.23457E+15,AB-1,50\r\n1.23457E+15,AB-2,50');

  async function shopWithCharge(amountCharged: number | null, recordsRefused = true) {
    const shop = await openTestShop();
    const { client } = shop;
    const trade = await makeTrade(client);
    const { supplierId } = trade;
    const charge = { amountCharged: amountCharged === null ? null : money(amountCharged), recordsRefused };
    return {
      shop,
      client,
      receive: () => importSheet(client, '全坏.csv', REFUSED, { ...trade, ...charge }),
      balance: async () => (await client.supplierAccounts.get({ supplierId })).balance,
    };
  }

  it('puts what was charged on the account once a person says so; it is claimed there, and taken back whole', async () => {
    const { shop, client, receive, balance } = await shopWithCharge(2 * PRICE);
    const { importId } = await receive();
    expect(await balance()).toBe(2 * PRICE);
    expect(await client.imports.get({ id: importId })).toMatchObject({
      acceptedCount: 0,
      refusedCount: 2,
      isOfRefused: true,
      chargedRefusals: { charged: 2 * PRICE, open: 2 * PRICE, claims: [] },
    });
    const claim = { id: importId, amount: money(PRICE), note: '全坏' };
    await client.imports.claimRefused({ commandId: newCommandId(), ...claim });
    expect(await balance()).toBe(PRICE);
    await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '记错了' });
    expect(await balance()).toBe(0);
    expect(await client.imports.get({ id: importId })).toMatchObject({ state: 'undone', isOfRefused: false });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('brings nothing where nobody says so, or nothing was charged', async () => {
    await expect((await shopWithCharge(2 * PRICE, false)).receive()).rejects.toThrow('NOTHING_TO_IMPORT');
    await expect((await shopWithCharge(null)).receive()).rejects.toThrow('NOTHING_TO_IMPORT');
    await expect((await shopWithCharge(0)).receive()).rejects.toThrow('NOTHING_TO_IMPORT');
  });
});

describe('what was charged for refused rows without an order', () => {
  it('lies with the supplier until it is claimed, or accepted by somebody who says why', async () => {
    const { shop, client, trade, importId, charged, claim } = await shopWithRefused();
    const { supplierId } = trade;
    const openClaims = async () => (await client.supplierMoney.get({ supplierId })).exposure.openClaims;
    const command = (reason: string) => ({ commandId: newCommandId(), id: importId, reason });
    expect(await openClaims()).toBe(2 * PRICE);
    await claim(PRICE);
    expect(await openClaims()).toBe(PRICE);
    expect(supplierExposures(shop.core.kernel.readDb, '2026-11-21' as Day).get(supplierId)?.exposure.openClaims).toBe(
      PRICE,
    );
    await client.imports.acceptRefused(command('算手续费'));
    expect(await openClaims()).toBe(0);
    expect(await charged()).toMatchObject({ open: 0, accepted: { reason: '算手续费', acceptedBy: '老板' } });
    await expect(claim(1)).rejects.toMatchObject({ code: 'CREDIT_TOO_HIGH', data: { amount: 0 } });
    await expect(client.imports.acceptRefused(command('再来'))).rejects.toMatchObject({ code: 'NOTHING_OPEN' });
    await client.imports.reopenRefused(command('还是要追'));
    await expect(client.imports.reopenRefused(command('再来'))).rejects.toMatchObject({ code: 'NOT_ACCEPTED' });
    expect(await openClaims()).toBe(PRICE);
    await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '发错' });
    expect(await openClaims()).toBe(0);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});
