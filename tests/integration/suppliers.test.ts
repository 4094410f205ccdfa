import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { termsFor } from '#core/suppliers/suppliers.lookup.ts';
import { SECRET_ONLY } from '#shared/domain/card-keys/key-fields.ts';
import type { SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop, type TestShop } from '#tests/support/open-core.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(closeTestShops);

type CreateInput = Parameters<TestShop['client']['suppliers']['create']>[0];

function create(input: Partial<CreateInput> = {}) {
  return shop.client.suppliers.create({
    commandId: newCommandId(),
    name: '星辰批发',
    kind: 'wholesaler',
    currency: 'CNY',
    settlement: 'credit',
    creditDays: 30,
    ...input,
  });
}

async function edit(id: SupplierId, change: Partial<CreateInput> & { revision?: number }) {
  const { code, ...supplier } = await shop.client.suppliers.get({ id });
  return shop.client.suppliers.edit({ ...supplier, code, ...change, commandId: newCommandId() } as never);
}

describe('suppliers', () => {
  it('are given a code, found by it, and named by it alone', async () => {
    const { id, code } = await create();
    expect(code).toBe('S001');
    await create({ code: 'S002' });
    expect((await create()).code).toBe('S003');
    expect(await shop.client.suppliers.findByCode({ code: 's００1' })).toMatchObject({ id, creditDays: 30 });
    expect(await shop.client.suppliers.findByCode({ code: 'S999' })).toBeNull();
    await expect(create({ code: 's001' })).rejects.toMatchObject({ code: 'CODE_TAKEN', data: { id, code: 'S001' } });
  });

  it('keep contacts and notes, and drop credit days that mean nothing', async () => {
    const contacts = [{ name: '王姐', role: '商务', phone: '13800000000', chat: 'wx: wangjie', note: '' }];
    const { id } = await create({ contacts, notes: '月底前报单', settlement: 'prepaid' });
    expect(await shop.client.suppliers.get({ id })).toMatchObject({ contacts, notes: '月底前报单', creditDays: 0 });
  });

  it('are not overwritten by who read them before someone else changed them', async () => {
    const { id } = await create();
    await edit(id, { name: '星辰数卡' });
    await expect(edit(id, { revision: 1, name: '别的' })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
      data: { revision: 2 },
    });
  });

  it('keep their currency once they have entries', async () => {
    const { id } = await create();
    await edit(id, { currency: 'USD' });
    await shop.client.supplierAccounts.post({
      commandId: newCommandId(),
      supplierId: id,
      kind: 'payment',
      amount: money(1),
      occurredOn: '2026-11-01' as Day,
    });
    await expect(edit(id, { currency: 'CNY' })).rejects.toMatchObject({
      code: 'CURRENCY_IN_USE',
      data: { currency: 'USD' },
    });
    expect((await shop.client.suppliers.get({ id })).hasEntries).toBe(true);
  });

  it('are listed by name in pages, searched by name and code, filtered by what they are', async () => {
    for (let index = 0; index < 9; index += 1) {
      await create({ name: `供应商 ${index % 3}`, kind: index % 2 === 0 ? 'platform' : 'agent' });
    }
    const seen: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await shop.client.suppliers.list({ limit: 4, cursor });
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(9);
    expect(new Set(seen).size).toBe(9);
    expect((await shop.client.suppliers.list({ kind: 'agent' })).rows).toHaveLength(4);
    expect((await shop.client.suppliers.list({ search: 's009' })).rows).toHaveLength(1);
    expect((await shop.client.suppliers.list({ search: '供应商 2' })).rows.length).toBeGreaterThanOrEqual(3);
  });

  it('are archived with a line in the trail, and their account stays', async () => {
    const { id } = await create();
    await shop.client.suppliers.setArchived({ commandId: newCommandId(), id, isArchived: true });
    expect((await shop.client.suppliers.list({})).rows).toEqual([]);
    expect((await shop.client.supplierAccounts.list({ archived: 'archived' })).rows).toMatchObject([
      { id, balance: 0 },
    ]);
    const last = shop.core.kernel.readDb
      .prepare('SELECT action FROM audit_events ORDER BY sequence DESC LIMIT 1')
      .pluck()
      .get();
    expect(last).toBe('suppliers.archive');
  });

  it('are no business of a clerk', async () => {
    const person = { name: '小李', passphrase: 'another good one' };
    await shop.client.users.create({ commandId: newCommandId(), role: 'clerk', ...person });
    const clerk = await shop.signIn(person.name, person.passphrase);
    await expect(clerk.suppliers.list({})).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    await expect(clerk.supplierAccounts.totals()).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});

describe('terms per SKU', () => {
  it('go before the supplier’s own, and are gone when nothing differs', async () => {
    const { id } = await create({ warrantyHours: 24 });
    const sku = await shop.client.skus.create({
      commandId: newCommandId(),
      product: { brandName: '网易', name: '一卡通' },
      name: '100 点',
      keyFields: [...SECRET_ONLY],
      verifyFirst: true,
    });
    const set = (warrantyHours: number | null, verifyFirst: boolean | null) =>
      shop.client.suppliers.setTerms({ commandId: newCommandId(), id, skuId: sku.id, warrantyHours, verifyFirst });
    const read = () => termsFor(shop.core.kernel.readDb, id, sku.id);
    expect(read()).toEqual({ warrantyHours: 24, verifyFirst: true });
    await set(72, false);
    expect(read()).toEqual({ warrantyHours: 72, verifyFirst: false });
    expect(await shop.client.suppliers.terms({ id })).toMatchObject([{ skuCode: 'SKU-0001', warrantyHours: 72 }]);
    await set(null, null);
    expect(read()).toEqual({ warrantyHours: 24, verifyFirst: true });
    expect(await shop.client.suppliers.terms({ id })).toEqual([]);
  });
});
