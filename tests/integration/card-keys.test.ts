import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openReadDatabase } from '#core/db/connection.ts';
import type { CardKeyId, FileId } from '#shared/domain/ids.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop, readDownload, type TestClient } from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeSku, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

async function stockedShop(count: number) {
  const shop = await openTestShop();
  const trade = await makeTrade(shop.client);
  const { importId } = await importSheet(shop.client, 'keys.csv', keySheet(count), trade);
  return { ...shop, trade, importId };
}

async function allKeys(
  client: TestClient,
  filter: Parameters<TestClient['cardKeys']['list']>[0]['filter'],
  limit: number,
) {
  const ids: CardKeyId[] = [];
  let cursor: string | undefined;
  let total: number | null = null;
  do {
    const page = await client.cardKeys.list({ filter, cursor, limit });
    ids.push(...page.rows.map(({ id }) => id));
    total ??= page.total;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return { ids, total };
}

describe('lists of keys', () => {
  it('page through every key once, whatever the page size, newest batch first', async () => {
    const { client, trade } = await stockedShop(25);
    await importSheet(client, 'more.csv', keySheet(7, 500), {
      ...trade,
      expiry: { by: 'day', day: '2027-03-31' as Day },
      verifyFirst: true,
    });
    const whole = await allKeys(client, {}, 500);
    expect(whole.ids).toHaveLength(32);
    expect(whole.total).toBe(32);
    for (const limit of [1, 7, 32, 33]) expect((await allKeys(client, {}, limit)).ids).toEqual(whole.ids);
    const { rows } = await client.cardKeys.list({ filter: {}, limit: 8 });
    expect(rows.map(({ state }) => state)).toEqual([...Array(7).fill('quarantined'), 'available']);
  });

  it('keep to every condition of the filter', async () => {
    const { client, trade, importId } = await stockedShop(5);
    const other = await makeSku(client, 'OTHER', null);
    await importSheet(client, 'other.csv', keySheet(3, 700), {
      ...trade,
      skuId: other,
      expiry: { by: 'day', day: '2027-03-31' as Day },
    });
    const count = async (filter: Parameters<TestClient['cardKeys']['list']>[0]['filter']) => {
      const { ids, total } = await allKeys(client, filter, 2);
      expect(total === null || total === ids.length).toBe(true);
      return ids.length;
    };
    expect(await count({ skuId: other })).toBe(3);
    expect(await count({ importId })).toBe(5);
    expect(await count({ supplierId: trade.supplierId })).toBe(8);
    expect(await count({ supplierId: trade.supplierId, skuId: other, states: ['available'] })).toBe(3);
    expect(await count({ states: ['delivered'] })).toBe(0);
    expect(await count({ expiresThrough: '2027-12-31' as Day })).toBe(3);
    expect(await count({ tail: '0003' })).toBe(1);
    expect(await count({ tail: '0003', skuId: other })).toBe(0);
  });

  it('find a key by its whole number or secret, an order, a batch or a tail', async () => {
    const { client, trade } = await stockedShop(3);
    const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '店' });
    await client.deliveries.dispense({
      commandId: newCommandId(),
      shopId,
      orderNumber: 'ORD-9',
      lines: [{ skuId: trade.skuId, quantity: 1 }],
    });
    const matched = async (text: string) => {
      const { matchedBy, rows } = await client.cardKeys.find({ text });
      return [matchedBy, rows.length];
    };
    expect(await matched('6001000200000002')).toEqual(['number', 1]);
    expect(await matched('K00000002-15838-Z')).toEqual(['secret', 1]);
    expect(await matched('k00000002-15838-z')).toEqual([null, 0]);
    expect(await matched('ORD-9')).toEqual(['order', 1]);
    expect(await matched('0003')).toEqual(['tail', 1]);
    const { rows } = await client.cardKeys.find({ text: 'ORD-9' });
    expect(rows[0]).toMatchObject({ state: 'delivered', delivery: { orderNumber: 'ORD-9', shopName: '店' } });
    const pasted = ' ＯＲＤ-9\u200b';
    expect(await client.cardKeys.find({ text: pasted })).toMatchObject({
      matchedBy: 'order',
      rows: [{ id: rows[0]?.id }],
    });
    expect((await client.cardKeys.list({ filter: { orderNumber: pasted } })).total).toBe(rows.length);
    expect(await client.cardKeys.find({ text: '\u200b' })).toEqual({ matchedBy: null, rows: [] });
    const { rows: batches } = await client.inventory.batches({});
    expect(await matched(batches[0]?.number ?? '')).toEqual(['batch', 3]);
    const { results } = await client.cardKeys.lookup({ texts: ['6001000200000002', 'nothing', 'K00000003-23757-Z'] });
    expect(results.map((keys) => keys.map(({ matchedBy }) => matchedBy))).toEqual([['number'], [], ['secret']]);
  });

  it('find keys by thousands of texts for nobody who only sees the stock', async () => {
    const { client, signIn } = await stockedShop(1);
    await client.users.create({ commandId: newCommandId(), name: '客服', role: 'clerk', passphrase: 'another one' });
    const clerk = await signIn('客服', 'another one');
    expect(await clerk.cardKeys.find({ text: 'K00000001-7919-Z' })).toMatchObject({ matchedBy: 'secret' });
    const guesses = { texts: ['0000', '0001'] };
    await expect(clerk.cardKeys.lookup(guesses)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect((await client.cardKeys.lookup(guesses)).results).toEqual([[], []]);
  });
});

describe('a look at a key', () => {
  it('is recorded, counted, and takes the key off sale', async () => {
    const { client, trade, signIn, folder } = await stockedShop(60);
    await client.users.create({ commandId: newCommandId(), name: '客服', role: 'clerk', passphrase: 'another one' });
    const clerk = await signIn('客服', 'another one');
    const { ids } = await allKeys(client, {}, 500);
    const shown = await clerk.cardKeys.reveal({ commandId: newCommandId(), keyIds: ids.slice(0, 2), reason: '验卡' });
    expect(shown.quarantined).toBe(2);
    expect(shown.keys[0]?.fields).toEqual([
      { name: '卡号', value: '6001000200000001', isSecret: false },
      { name: '卡密', value: 'K00000001-7919-Z', isSecret: true },
    ]);
    const { rows } = await client.inventory.stock({ skuId: trade.skuId });
    expect(rows[0]).toMatchObject({ available: 58, quarantined: 2, onHand: 60 });
    await expect(clerk.cardKeys.reveal({ commandId: newCommandId(), keyIds: ids.slice(0, 49) })).rejects.toMatchObject({
      code: 'DAILY_LIMIT_REACHED',
      data: { limit: 50, used: 2, wanted: 49 },
    });
    const [first] = ids;
    if (!first) throw new Error('There is no key.');
    const timeline = await client.cardKeys.timeline({ id: first });
    expect(timeline.map(({ act, toState, userName }) => [act, toState, userName])).toEqual([
      ['receipt', 'available', null],
      ['quarantine', 'quarantined', '客服'],
      ['cardKeys.reveal', 'quarantined', '客服'],
    ]);
    const db = openReadDatabase(path.join(folder, 'kacang.db'));
    const audits = db.prepare("SELECT quantity, details FROM audit_events WHERE action = 'cardKeys.reveal'").all();
    db.close();
    expect(audits).toMatchObject([{ quantity: 2 }]);
    expect(JSON.stringify(audits)).not.toContain('K00000001');
    expect(readFileSync(path.join(folder, 'issued.log'), 'utf8')).toContain('\tkeys\t');
  });

  it('is refused while the window is locked and to who may not', async () => {
    const { client, signIn } = await stockedShop(1);
    const { ids } = await allKeys(client, {}, 500);
    await client.users.create({
      commandId: newCommandId(),
      name: '财务',
      role: 'buyer-finance',
      passphrase: 'another one',
    });
    const finance = await signIn('财务', 'another one');
    await expect(finance.cardKeys.reveal({ commandId: newCommandId(), keyIds: ids })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    await client.sessions.lock();
    await expect(client.cardKeys.reveal({ commandId: newCommandId(), keyIds: ids })).rejects.toMatchObject({
      code: 'WINDOW_LOCKED',
    });
  });
});

describe('an export of keys', () => {
  it.each(['csv', 'xlsx'] as const)(
    'as %s comes back through the import as duplicates, each key told again',
    async (format) => {
      const { client, trade } = await stockedShop(12);
      const { jobId, quantity } = await client.cardKeys.export({
        commandId: newCommandId(),
        filter: { states: ['available'] },
        format,
        reason: '上架',
      });
      expect(quantity).toBe(12);
      const job = await jobEnd(client, jobId);
      expect(job).toMatchObject({ state: 'done', result: { quantity: 12 } });
      const { fileId } = job.result as { fileId: FileId };
      const bytes = await readDownload(client, fileId);
      const { rows } = await client.inventory.stock({ skuId: trade.skuId });
      expect(rows[0]).toMatchObject({ placed: 12, available: 0, onHand: 12 });
      const again = await importSheet(client, `again.${format}`, bytes, { ...trade, cost: { by: 'column' } });
      expect(again.summary).toMatchObject({ accepted: 0, refused: 12, byReason: { RE_SENT: 12 } });
    },
  );

  it('is no more than was counted where its command comes again after a restart', async () => {
    const shop = await openTestShop();
    const trade = await makeTrade(shop.client);
    await importSheet(shop.client, 'a.csv', keySheet(2), trade);
    const clerk = { name: '小李', passphrase: 'a long passphrase' };
    const { id } = await shop.client.users.create({ commandId: newCommandId(), role: 'clerk', ...clerk });
    const changes = [{ right: 'keys.export' as const, isGranted: true, dailyLimit: 2 }];
    await shop.client.users.change({ commandId: newCommandId(), id, role: 'clerk', changes });
    const wish = { commandId: newCommandId(), filter: { states: ['available' as const] }, format: 'csv' as const };
    const exported = async () => {
      const client = await shop.signIn(clerk.name, clerk.passphrase);
      const { jobId } = await client.cardKeys.export(wish);
      const { result } = await jobEnd(client, jobId);
      return readDownload(client, (result as { fileId: FileId }).fileId);
    };
    const first = await exported();
    await importSheet(shop.client, 'b.csv', keySheet(5, 100), trade);
    await shop.restart();
    expect((await exported()).toString()).toBe(first.toString());
    expect((await shop.client.inventory.stock({})).rows).toMatchObject([{ placed: 2, available: 5 }]);
  });

  it('says so when the list is empty', async () => {
    const { client } = await stockedShop(1);
    await expect(
      client.cardKeys.export({ commandId: newCommandId(), filter: { states: ['void'] }, format: 'csv' }),
    ).rejects.toMatchObject({ code: 'NOTHING_TO_EXPORT' });
  });
});
