import { afterEach, describe, expect, it } from 'vitest';
import type { Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

describe('the history of imports', () => {
  it('is narrowed by supplier, state, kind, days and names, and keeps the reason of an undo', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const first = await importSheet(client, '九月 点卡.csv', keySheet(3), {
      ...trade,
      externalNumber: 'PO-77',
      documentOn: '2026-11-02' as Day,
    });
    const second = await importSheet(client, '赠品.csv', keySheet(2, 100), { ...trade, receiptKind: 'gift' });
    const found = async (wish: Parameters<typeof client.imports.list>[0]) =>
      (await client.imports.list(wish)).rows.map(({ id }) => id);
    const { importId: a } = first;
    const { importId: b } = second;
    expect(await found({})).toEqual([b, a]);
    expect(await found({ supplierId: trade.supplierId, receiptKind: 'gift' })).toEqual([b]);
    expect(await found({ to: '2026-11-10' as Day })).toEqual([a]);
    expect(await found({ from: '2026-11-10' as Day })).toEqual([b]);
    expect(await found({ search: '点卡 九月' })).toEqual([a]);
    expect(await found({ search: 'po-77' })).toEqual([a]);
    expect(await found({ search: 'po-77', receiptKind: 'gift' })).toEqual([]);
    const page = await client.imports.list({ limit: 1 });
    expect((await client.imports.list({ limit: 1, cursor: page.nextCursor ?? '' })).rows).toMatchObject([{ id: a }]);

    const undo = (reason: string) => client.imports.undo({ commandId: newCommandId(), id: a, reason });
    await expect(undo('  ')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await undo('供应商发错了');
    expect(await found({ state: 'undone' })).toEqual([a]);
    expect(await found({ state: 'posted' })).toEqual([b]);
    expect(await client.imports.get({ id: a })).toMatchObject({
      state: 'undone',
      undoReason: '供应商发错了',
      undoneBy: '老板',
    });
    const { rows } = await client.audit.list({ action: 'imports.undo' });
    expect(rows).toMatchObject([{ quantity: 3, details: { reason: '供应商发错了' } }]);
  });
});
