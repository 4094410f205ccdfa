import { afterEach, describe, expect, it } from 'vitest';
import { addDays, dayOf } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';
import { createSku, createSupplier, importKeys } from '#tests/support/trade-setup.ts';

afterEach(closeTestShops);

describe('dashboard', () => {
  it('adds up what the lists show', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    await importSheet(client, 'k.csv', keySheet(8), trade);
    await client.deliveries.dispense({
      commandId: newCommandId(),
      purpose: 'gift',
      lines: [{ skuId: trade.skuId, quantity: 3 }],
    });
    const figures = await client.dashboard.get();
    expect(figures).toMatchObject({
      keysOnHand: 5,
      stockValue: 5 * 475_000,
      purchases: [{ currency: 'CNY', amount: 8 * 475_000, entries: 1 }],
      sales: { keys: 3, cost: 3 * 475_000 },
      belowMinimumCount: 0,
      start: { hasSuppliers: true, hasSkus: true, hasKeys: true },
    });
    expect(figures.days).toHaveLength(30);
    const profit = -3 * 475_000;
    expect(figures.days.at(-1)).toMatchObject({ keys: 3, revenue: 0, cost: 3 * 475_000, profit });
    expect(figures.sumOfDays).toEqual({ keys: 3, revenue: 0, cost: 3 * 475_000 });
    const { today } = figures;
    expect(await client.dashboard.sales({ from: today, to: today })).toMatchObject({ cost: 3 * 475_000, profit });
    expect(figures.activity[0]?.action).toBe('deliveries.dispense');
  });

  it('opens the rows of a span of days, with the same sums', async () => {
    const { client, clock } = await openTestShop();
    expect((await client.dashboard.get()).start).toEqual({ hasSuppliers: false, hasSkus: false, hasKeys: false });
    const trade = await makeTrade(client);
    await importSheet(client, 'k.csv', keySheet(8), trade);
    for (const quantity of [2, 3]) {
      await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId: trade.skuId, quantity }] });
    }
    const day = dayOf(clock.now(), 'Asia/Shanghai');
    const sales = await client.dashboard.sales({ from: day, to: day });
    expect(sales).toMatchObject({ count: 2, keys: 5, cost: 5 * 475_000 });
    expect(sales.rows.map(({ quantity, deliveredBy }) => [quantity, deliveredBy])).toEqual([
      [3, '老板'],
      [2, '老板'],
    ]);
    const { month } = await client.dashboard.get();
    const bought = await client.dashboard.purchases({ from: `${month}-01`, to: day });
    expect(bought).toMatchObject({ count: 1, rows: [{ amount: 8 * 475_000, currency: 'CNY', isReversal: false }] });
    const before = addDays(day, -1);
    expect(await client.dashboard.sales({ from: before, to: before })).toMatchObject({ count: 0, rows: [] });
  });

  it('holds stock against the minimum that the plan goes by, that of the rule where a SKU has one', async () => {
    const { client } = await openTestShop();
    const supplierId = await createSupplier(client, 'S001');
    const skuId = await createSku(client, 'RULED', { minimumStock: 2, product: { brandName: 'B', name: 'RULED' } });
    await importKeys(client, {
      fileName: 'a.csv',
      bytes: Buffer.from('卡号,卡密\nA1,SECRET-1\nA2,SECRET-2'),
      supplierId,
      skuId,
    });
    const below = async () => {
      const { belowMinimum } = await client.dashboard.get();
      const { rows } = await client.inventory.stock({ only: 'belowMinimum' });
      const list = await client.skus.list({ isBelowMinimum: true });
      const { isBelowMinimum, minimumInForce } = await client.skus.get({ id: skuId });
      const minimums = [...belowMinimum.map(({ minimum }) => minimum), ...rows.map((row) => row.minimumInForce)];
      return { minimums, listed: list.rows.length, isBelowMinimum, minimumInForce };
    };
    const setRule = async (minimum: number | null, maximum: number | null) => {
      const rule = await client.replenishment.rule({ skuId });
      await client.replenishment.setRule({ commandId: newCommandId(), ...rule, minimum, maximum });
    };
    const fine = { minimums: [], listed: 0, isBelowMinimum: false };
    expect(await below()).toEqual({ ...fine, minimumInForce: 2 });
    await setRule(5, null);
    expect(await below()).toEqual({ minimums: [5, 5], listed: 1, isBelowMinimum: true, minimumInForce: 5 });
    await setRule(0, null);
    expect(await below()).toEqual({ ...fine, minimumInForce: 0 });
    await setRule(null, 1);
    expect(await below()).toEqual({ ...fine, minimumInForce: 1 });
  });

  it('counts as under their minimum and as expiring what the lists behind the figures show', async () => {
    const { client, clock } = await openTestShop();
    const supplierId = await createSupplier(client, 'S001');
    const today = dayOf(clock.now(), 'Asia/Shanghai');
    const bring = async (code: string, minimumStock: number, days: readonly number[], isArchived = false) => {
      const skuId = await createSku(client, code, {
        minimumStock,
        minimumDaysLeft: 10,
        product: { brandName: 'B', name: code },
      });
      const rows = days.map((ahead, index) => `${code}${index},SECRET-${code}-${index},50,${addDays(today, ahead)}`);
      const bytes = Buffer.from(['卡号,卡密,面值,有效期', ...rows].join('\n'));
      await importKeys(client, { fileName: `${code}.csv`, bytes, supplierId, skuId });
      if (isArchived) await client.skus.setArchived({ commandId: newCommandId(), id: skuId, isArchived });
    };
    await bring('NEAR', 3, [3, 3, 90, 90]);
    await bring('FULL', 3, [90, 90, 90]);
    await bring('GONE', 5, [90], true);
    clock.advance(4 * 86_400_000);

    const figures = await client.dashboard.get();
    const listOf = (only: 'belowMinimum' | 'expiring', expiringDays = 30) =>
      client.inventory.stock({ only, expiringDays });
    const below = (await listOf('belowMinimum')).rows;
    expect(below.map(({ skuCode }) => skuCode)).toEqual(['NEAR']);
    expect(figures.belowMinimum).toMatchObject([{ code: 'NEAR', available: 2, placed: 0, minimum: 3 }]);
    expect(figures.belowMinimumCount).toBe(below.length);
    for (const [days, count] of [
      [7, figures.expiring.within7],
      [30, figures.expiring.within30],
    ] as const) {
      const { rows, totals } = await listOf('expiring', days);
      expect([totals.expiring, rows.reduce((sum, { expiring }) => sum + expiring, 0)]).toEqual([count, count]);
      expect(count).toBe(2);
    }
  });

  it('keeps purchases and statements from those who may not see accounts', async () => {
    const { client, signIn } = await openTestShop();
    const passphrase = 'a long passphrase';
    await client.users.create({ commandId: newCommandId(), name: '小李', role: 'clerk', passphrase });
    const clerk = await signIn('小李', passphrase);
    expect(await clerk.dashboard.get()).toMatchObject({ purchases: null, openStatements: [], openStatementCount: 0 });
    const span = { from: '2026-11-01', to: '2026-11-30' };
    await expect(clerk.dashboard.purchases(span)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });

  it('keeps other people’s acts from those who may not read the trail', async () => {
    const { client, signIn } = await openTestShop();
    await client.users.create({
      commandId: newCommandId(),
      name: '小王',
      role: 'clerk',
      passphrase: 'a long passphrase',
    });
    const clerk = await signIn('小王', 'a long passphrase');
    expect((await clerk.dashboard.get()).activity).toEqual([]);
    await expect(clerk.audit.list({ limit: 10 })).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});

describe('audit', () => {
  it('lists by person, action and day, and counts what left without a sale', async () => {
    const { client, clock } = await openTestShop();
    const trade = await makeTrade(client);
    await importSheet(client, 'k.csv', keySheet(5), trade);
    await client.deliveries.dispense({
      commandId: newCommandId(),
      purpose: 'gift',
      lines: [{ skuId: trade.skuId, quantity: 2 }],
    });
    const day = dayOf(clock.now(), 'Asia/Shanghai');
    expect(await client.audit.outflows({ from: day, to: day })).toMatchObject([
      { action: 'gift', acts: 1, quantity: 2, userName: '老板' },
    ]);
    const gifts = await client.audit.list({ limit: 5, watched: 'gift', from: day, to: day });
    expect(gifts.rows).toMatchObject([{ action: 'deliveries.dispense', quantity: 2, details: { kind: 'gift' } }]);
    // 补发 brings no revenue either, for an order or without one.
    const order = {
      shopId: (await client.shops.create({ commandId: newCommandId(), name: '闲鱼' })).id,
      orderNumber: 'T1',
    };
    const lines = [{ skuId: trade.skuId, quantity: 1 }];
    await client.deliveries.dispense({ commandId: newCommandId(), ...order, lines });
    await client.deliveries.dispense({ commandId: newCommandId(), ...order, lines, again: 'reissue' });
    await client.deliveries.dispense({ commandId: newCommandId(), purpose: 'replacement', lines });
    expect(await client.audit.outflows({ from: day, to: day })).toMatchObject([
      { action: 'gift', quantity: 2 },
      { action: 'reissue', acts: 2, quantity: 2, userName: '老板' },
    ]);
    expect((await client.audit.list({ limit: 5, watched: 'reissue' })).rows).toMatchObject([
      { details: { kind: 'replacement' } },
      { details: { kind: 'reissue' } },
    ]);
    expect((await client.audit.list({ limit: 5, watched: 'test' })).rows).toEqual([]);
    expect((await client.audit.list({ limit: 5, watched: 'reveal' })).rows).toEqual([]);
    const { rows } = await client.audit.list({ limit: 50, action: 'imports.post' });
    expect(rows).toMatchObject([{ action: 'imports.post', quantity: 5 }]);
    expect(await client.audit.actions()).toContain('shop.setUp');
    const page = await client.audit.list({ limit: 2 });
    const next = await client.audit.list({ limit: 2, cursor: page.nextCursor ?? '' });
    expect(next.rows[0]?.sequence).toBe((page.rows[1]?.sequence ?? 0) - 1);
  });
});
