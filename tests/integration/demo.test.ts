import { afterEach, describe, expect, it } from 'vitest';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import type { StatementId } from '#shared/domain/ids.ts';
import { dayOf } from '#shared/domain/time/business-time.ts';
import { closeTestShops, openTestShop } from '#tests/support/open-core.ts';
import { jobEnd } from '#tests/support/trade.ts';

afterEach(closeTestShops);

describe('the demo shop', () => {
  it('is a whole shop with trade, an open statement, and books that agree', { timeout: 120_000 }, async () => {
    const shop = await openTestShop();
    const { client } = shop;
    const { jobId } = await client.shop.loadDemo({ months: 2, seed: 7, keys: 0 });
    const job = await jobEnd(client, jobId);
    expect(job).toMatchObject({ state: 'done', error: null });
    const figures = await client.dashboard.get();
    expect(figures.keysOnHand).toBeGreaterThan(100);
    expect(figures.openStatements).toHaveLength(1);
    expect((await client.sessions.state()).shop?.isDemo).toBe(true);

    // What sells best has run low, and nothing was sold that has not come yet.
    expect(figures.belowMinimum.map(({ code }) => code)).toContain('QB-10');
    const { rows: latest } = await client.deliveries.list({ limit: 1 });
    expect(latest[0]?.deliveredAt).toBeLessThanOrEqual(shop.clock.now());
    // Most buy after work, hardly anybody towards morning.
    const { hours } = await client.demand.portrait({ period: 'last-90-days' });
    const soldFrom = (from: number, to: number) =>
      hours.reduce((sum, day) => sum + day.slice(from, to).reduce((keys, hour) => keys + hour, 0), 0);
    expect(soldFrom(19, 23)).toBeGreaterThan(soldFrom(10, 14));
    expect(soldFrom(10, 14)).toBeGreaterThan(soldFrom(0, 4));
    expect(soldFrom(3, 6)).toBe(0);

    const statementId = figures.openStatements[0]?.id as StatementId;
    const { rows: lines } = await client.statements.lines({ id: statementId, limit: 200 });
    const bought = lines.filter(({ productText }) => productText !== '');
    expect(bought.length).toBeGreaterThan(3);
    expect(bought.every(({ skuId, quantity }) => skuId !== null && (quantity ?? 0) > 0)).toBe(true);
    // One they do not charge, one we never got, and one of the same number for another amount, which is proposed.
    const { found } = await client.statements.get({ id: statementId });
    expect(found.map(({ kind }) => kind).sort()).toEqual(['ONLY_OURS', 'ONLY_THEIRS']);
    expect((await client.statements.lines({ id: statementId, filter: 'proposed' })).rows).toHaveLength(1);
    const { rows: imported } = await client.imports.list({ limit: 200 });
    expect(imported.some(({ receiptKind }) => receiptKind === 'gift')).toBe(true);
    const { rows: handedOut } = await client.deliveries.list({ limit: 200 });
    expect(handedOut.some(({ kind }) => kind === 'gift')).toBe(true);
    expect((await client.reservations.list({})).rows).toHaveLength(2);
    const { rows: ordered } = await client.purchaseOrders.list({});
    const orders = await Promise.all(ordered.map(({ id }) => client.purchaseOrders.get({ id })));
    const sent = orders.filter(({ sentAt, expectedOn }) => sentAt !== null && expectedOn !== null);
    expect(sent.length).toBeGreaterThan(2);
    // Nobody orders for a day that is over.
    expect(sent.filter(({ sentAt, expectedOn }) => dayOf(sentAt ?? 0, 'Asia/Shanghai') > (expectedOn ?? ''))).toEqual(
      [],
    );

    const { jobId: check } = await client.verify.run();
    const verified = (await jobEnd(client, check)).result as ShopCheck;
    expect(verified.checks.filter(({ isKept }) => !isKept)).toEqual([]);
    await expect(client.shop.loadDemo({ months: 1, seed: 1, keys: 0 })).rejects.toMatchObject({
      code: 'SHOP_NOT_EMPTY',
    });
  });
});
