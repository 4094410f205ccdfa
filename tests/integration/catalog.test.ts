import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CARD_NUMBER_AND_SECRET, SECRET_ONLY } from '#shared/domain/card-keys/key-fields.ts';
import type { SkuId } from '#shared/domain/ids.ts';
import { addDays, type Day, dayOf } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop, type TestShop } from '#tests/support/open-core.ts';
import { importSheet, keySheet } from '#tests/support/trade.ts';
import { createSupplier, jobResult } from '#tests/support/trade-setup.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(closeTestShops);

const product = { brandName: 'Steam', name: '钱包充值码' };

function createSku(input: { code?: string; name?: string; product?: typeof product } = {}) {
  return shop.client.skus.create({
    commandId: newCommandId(),
    product,
    name: '美区 20 美元',
    keyFields: [...CARD_NUMBER_AND_SECRET],
    ...input,
  });
}

/** Batches and stock are written by imports; here only what the catalogue looks at. */
async function pretendStock(skuId: SkuId, available: number): Promise<void> {
  const supplier = await shop.client.suppliers.create({
    commandId: newCommandId(),
    name: '批发商',
    kind: 'wholesaler',
    currency: 'CNY',
    settlement: 'prepaid',
  });
  await shop.core.kernel.queue.write((tx) => {
    tx.exec(`INSERT INTO batches (number, supplier_id, sku_id, receipt_kind, state, received_on, received_at)
      VALUES ('B-${skuId}', ${supplier.id}, ${skuId}, 'purchase', 'posted', '2026-11-01', 1)`);
    tx.exec(`INSERT INTO sku_stock (sku_id, available) VALUES (${skuId}, ${available})`);
  });
}

async function edit(id: SkuId, change: Partial<Parameters<TestShop['client']['skus']['edit']>[0]>) {
  const { productId, ...sku } = await shop.client.skus.get({ id });
  return shop.client.skus.edit({ ...sku, product: { id: productId }, commandId: newCommandId(), ...change });
}

describe('SKUs', () => {
  it('are made with their brand and product, and found by code whatever its width and case', async () => {
    const first = await createSku({ code: 'STEAM-US-20' });
    const second = await createSku();
    expect(second.code).toBe('SKU-0001');
    const found = await shop.client.skus.findByCode({ code: 'ｓｔｅａｍ-us-20' });
    expect(found).toMatchObject({ id: first.id, brandName: 'Steam', productName: '钱包充值码', hasKeys: false });
    expect((await shop.client.brands.list({})).rows).toMatchObject([{ name: 'Steam', productCount: 1 }]);
    expect((await shop.client.products.list({})).rows).toMatchObject([{ name: '钱包充值码', skuCount: 2 }]);
    await expect(createSku({ code: 'steam-us-20' })).rejects.toMatchObject({
      code: 'CODE_TAKEN',
      data: { id: first.id, code: 'STEAM-US-20' },
    });
  });

  it('say which field of their keys cannot be', async () => {
    const keyFields = [{ name: '卡密', role: 'secret' as const, isSecret: true, pattern: '.*' }];
    const sku = { commandId: newCommandId(), product, name: '一百', keyFields };
    await expect(shop.client.skus.create(sku)).rejects.toMatchObject({
      code: 'INVALID_KEY_FIELDS',
      data: { problems: [{ index: 0, rule: 'pattern-unbounded' }] },
    });
    expect((await shop.client.brands.list({})).rows).toEqual([]);
  });

  it('are not overwritten by who read them before someone else changed them', async () => {
    const { id } = await createSku();
    const { revision } = await shop.client.skus.get({ id });
    await edit(id, { name: '美区 25 美元' });
    await expect(edit(id, { revision, name: '另一个' })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
      data: { kind: 'sku', revision: revision + 1 },
    });
    expect((await shop.client.skus.get({ id })).name).toBe('美区 25 美元');
  });

  it('keep the layout of their keys once they have some, but not names and patterns', async () => {
    const { id } = await createSku();
    await pretendStock(id, 3);
    await expect(edit(id, { keyFields: [...SECRET_ONLY], usesPerKey: 2 })).rejects.toMatchObject({
      code: 'KEY_LAYOUT_FIXED',
      data: { parts: expect.arrayContaining(['field-count', 'uses-per-key']) },
    });
    const [number, secret] = CARD_NUMBER_AND_SECRET;
    if (!number || !secret) throw new Error('There are two fields.');
    await edit(id, {
      keyFields: [
        { ...number, name: '序列号' },
        { ...secret, pattern: '\\d{12}' },
      ],
    });
    expect(await shop.client.skus.get({ id })).toMatchObject({ hasKeys: true, keyFields: [{ name: '序列号' }, {}] });
  });

  it('page in each order without a gap or a repeat, and search in code, names, brand and region', async () => {
    for (let index = 0; index < 25; index += 1)
      await createSku({ name: `面值 ${index % 5}`, code: String.fromCharCode(90 - index) });
    const orders = (['code', 'name', 'created'] as const).flatMap((sort) => [
      { sort, isDescending: false },
      { sort, isDescending: true },
    ]);
    for (const order of orders) {
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await shop.client.skus.list({ ...order, limit: 7, cursor });
        seen.push(...page.rows.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(new Set(seen).size).toBe(25);
      expect(seen).toHaveLength(25);
    }
    const found = await shop.client.skus.list({ search: 'steam 面值　3' });
    expect(found.rows).toHaveLength(5);
    await expect(shop.client.skus.list({ cursor: 'bm90IGEgY3Vyc29y' })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
    });
  });

  it('below their minimum are listed as such', async () => {
    const low = await createSku();
    const enough = await createSku();
    await edit(low.id, { minimumStock: 5 });
    await edit(enough.id, { minimumStock: 5 });
    await pretendStock(enough.id, 5);
    const { rows } = await shop.client.skus.list({ isBelowMinimum: true });
    expect(rows.map(({ id }) => id)).toEqual([low.id]);
  });

  it('above it are those that are placed with a tool or shop, as for the planner, unless they end too soon', async () => {
    const { client, clock } = shop;
    const supplier = await createSupplier(client, 'S001');
    const { id } = await createSku();
    const ends = addDays(dayOf(clock.now(), 'Asia/Shanghai'), 20);
    const settings = { supplierId: supplier, skuId: id, expiry: { by: 'day' as const, day: ends } };
    await importSheet(client, 'k.csv', keySheet(5), settings);
    await edit(id, { minimumStock: 5 });
    const filter = { states: ['available' as const], skuId: id };
    const { jobId } = await client.cardKeys.export({
      commandId: newCommandId(),
      filter,
      format: 'csv',
      reason: '上架',
    });
    await jobResult(client, jobId);
    const below = async () => {
      const list = await client.skus.list({ isBelowMinimum: true });
      const { isBelowMinimum } = await client.skus.get({ id });
      const stock = await client.inventory.stock({ skuId: id });
      const { belowMinimum } = await client.dashboard.get();
      return [list.rows.length, Number(isBelowMinimum), Number(stock.rows[0]?.isBelowMinimum), belowMinimum.length];
    };
    expect(await below()).toEqual([0, 0, 0, 0]);
    await edit(id, { minimumStock: 6 });
    expect(await below()).toEqual([1, 1, 1, 1]);
    const { belowMinimum } = await client.dashboard.get();
    expect(belowMinimum).toMatchObject([{ available: 5, placed: 5, minimum: 6 }]);
    await edit(id, { minimumStock: 5, minimumDaysLeft: 30 });
    expect(await below()).toEqual([1, 1, 1, 1]);
    expect((await client.dashboard.get()).belowMinimum).toMatchObject([{ available: 0, placed: 0 }]);
  });

  it('below it counts no keys too near their end, as the stock list and the planner do', async () => {
    const supplier = await createSupplier(shop.client, 'S001');
    const { id } = await createSku();
    const sheet = (first: number, day: string) =>
      importSheet(shop.client, 'k.csv', keySheet(3, first), {
        supplierId: supplier,
        skuId: id,
        expiry: { by: 'day', day: day as Day },
      });
    await sheet(1, '2099-12-31');
    await sheet(101, addDays(dayOf(shop.clock.now(), 'Asia/Shanghai'), 20));
    await edit(id, { minimumStock: 5, minimumDaysLeft: 10 });
    const below = async () => {
      const list = await shop.client.skus.list({ isBelowMinimum: true });
      const { isBelowMinimum } = await shop.client.skus.get({ id });
      const stock = await shop.client.inventory.stock({ skuId: id });
      return [list.rows.length === 1, isBelowMinimum, stock.rows[0]?.isBelowMinimum];
    };
    expect(await below()).toEqual([false, false, false]);
    await edit(id, { minimumDaysLeft: 30 });
    expect(await below()).toEqual([true, true, true]);
    await shop.client.skus.setArchived({ commandId: newCommandId(), id, isArchived: true });
    expect((await shop.client.skus.list({ isBelowMinimum: true, archived: 'all' })).rows).toEqual([]);
  });
});

describe('merging', () => {
  it('makes a SKU an alias: its code and id lead to the other, in one step however long the chain', async () => {
    const [a, b, c] = [await createSku({ code: 'A' }), await createSku({ code: 'B' }), await createSku({ code: 'C' })];
    await shop.client.skus.merge({ commandId: newCommandId(), id: a.id, intoId: b.id });
    await shop.client.skus.merge({ commandId: newCommandId(), id: b.id, intoId: c.id });
    expect(await shop.client.skus.findByCode({ code: 'A' })).toMatchObject({ id: c.id });
    expect(await shop.client.skus.get({ id: a.id })).toMatchObject({
      id: c.id,
      aliases: [{ code: 'A' }, { code: 'B' }],
    });
    expect((await shop.client.skus.list({})).rows.map(({ code }) => code)).toEqual(['C']);
    await expect(createSku({ code: 'a' })).rejects.toMatchObject({ code: 'CODE_TAKEN' });
  });

  it('is refused while keys are on hand, and of a SKU with itself', async () => {
    const [a, b] = [await createSku(), await createSku()];
    await pretendStock(a.id, 2);
    const merge = (id: SkuId, intoId: SkuId) => shop.client.skus.merge({ commandId: newCommandId(), id, intoId });
    await expect(merge(a.id, b.id)).rejects.toMatchObject({
      code: 'MERGE_REFUSED',
      data: { reason: 'has-stock', quantity: 2 },
    });
    await expect(merge(a.id, a.id)).rejects.toMatchObject({ data: { reason: 'same' } });
    expect((await shop.client.skus.list({})).rows).toHaveLength(2);
  });

  it('of brands moves products over and makes those of the same name one', async () => {
    const [one, two] = [await createSku({ product: { brandName: 'Valve', name: '钱包充值码' } }), await createSku()];
    await createSku({ product: { brandName: 'Valve', name: '礼品卡' } });
    const brandId = async (name: string) => {
      const { rows } = await shop.client.brands.list({ search: name });
      if (!rows[0]) throw new Error('No such brand.');
      return rows[0].id;
    };
    await shop.client.brands.merge({
      commandId: newCommandId(),
      id: await brandId('Valve'),
      intoId: await brandId('Steam'),
    });
    const { rows } = await shop.client.products.list({});
    expect(rows.map(({ name, brandName, skuCount }) => [name, brandName, skuCount])).toEqual([
      ['礼品卡', 'Steam', 1],
      ['钱包充值码', 'Steam', 2],
    ]);
    const [first, second] = [await shop.client.skus.get({ id: one.id }), await shop.client.skus.get({ id: two.id })];
    expect(first.productId).toBe(second.productId);
    const later = await createSku({ product: { brandName: 'valve', name: '钱包充值码' } });
    expect((await shop.client.skus.get({ id: later.id })).productId).toBe(first.productId);
    await expect(shop.client.brands.create({ commandId: newCommandId(), name: 'VALVE' })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
      data: { name: 'Steam' },
    });
  });
});

describe('the catalogue', () => {
  it('leaves a line in the audit trail for each change', async () => {
    const { id } = await createSku();
    await edit(id, { minimumStock: 9 });
    await shop.client.skus.setArchived({ commandId: newCommandId(), id, isArchived: true });
    const actions = shop.core.kernel.readDb
      .prepare("SELECT action FROM audit_events WHERE subject_kind IN ('brand', 'product', 'sku') ORDER BY sequence")
      .pluck()
      .all();
    expect(actions).toEqual(['brands.create', 'products.create', 'skus.create', 'skus.edit', 'skus.archive']);
    expect((await shop.client.skus.list({})).rows).toEqual([]);
    expect((await shop.client.skus.list({ archived: 'archived' })).rows).toHaveLength(1);
  });

  it('is read by a clerk and not changed', async () => {
    await shop.client.users.create({
      commandId: newCommandId(),
      name: '小李',
      role: 'clerk',
      passphrase: 'another good one',
    });
    const clerk = await shop.signIn('小李', 'another good one');
    await createSku();
    expect((await clerk.skus.list({})).rows).toHaveLength(1);
    await expect(clerk.brands.create({ commandId: newCommandId(), name: '网易' })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });
});
