import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { DeliveryId, ShopId, SkuId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop, readDownload, type TestClient } from '#tests/support/open-core.ts';
import { DAY } from '#tests/support/test-clock.ts';
import { importSheet, keySheet, makeSku, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

async function shopWithKeys(count: number) {
  const shop = await openTestShop();
  const { client } = shop;
  const trade = await makeTrade(client);
  await importSheet(client, 'keys.csv', keySheet(count), trade);
  const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '闲鱼一店', platform: '闲鱼' });
  return { ...shop, client, trade, shopId };
}

function sell(client: TestClient, shopId: ShopId, orderNumber: string, skuId: SkuId, quantity: number, total?: Money) {
  return client.deliveries.dispense({
    commandId: newCommandId(),
    shopId,
    orderNumber,
    buyer: '小王',
    lines: [{ skuId, quantity, orderTotal: total ?? null }],
  });
}

async function keysOf(client: TestClient, ids: readonly DeliveryId[]): Promise<string[]> {
  const { deliveries } = await client.deliveries.show({ commandId: newCommandId(), deliveryIds: [...ids] });
  return deliveries.flatMap(({ keys }) => keys.map(({ fields }) => fields.map(({ value }) => value).join(',')));
}

describe('the list of deliveries', () => {
  it('is narrowed by what they were for and by who bought', async () => {
    const { client, trade, shopId } = await shopWithKeys(8);
    const { skuId } = trade;
    await sell(client, shopId, 'T1', skuId, 1);
    const lines = [{ skuId, quantity: 1 }];
    for (const buyer of ['小王二店', '老李', '小王']) {
      await client.deliveries.dispense({ commandId: newCommandId(), buyer, lines, purpose: 'gift' });
    }
    const read = async (filter: Parameters<typeof client.deliveries.list>[0]) =>
      (await client.deliveries.list(filter)).rows.map(({ kind, buyer }) => `${kind} ${buyer}`);
    expect(await read({ kind: 'gift' })).toEqual(['gift 小王', 'gift 老李', 'gift 小王二店']);
    expect(await read({ buyer: '小王' })).toEqual(['gift 小王', 'sale 小王']);
    expect(await read({ buyer: '小王', kind: 'sale' })).toEqual(['sale 小王']);
    expect(await read({ orderNumber: 'T1', kind: 'gift' })).toEqual([]);
    expect(await client.deliveries.findBuyers({ text: '小' })).toEqual(['小王', '小王二店']);
    expect(await client.deliveries.findBuyers({})).toEqual(['小王', '小王二店', '老李']);
    expect(await client.deliveries.findBuyers({ text: '王' })).toEqual([]);
  });
});

describe('a dispense', () => {
  it('comes to the sale price where nobody said what was paid for its order', async () => {
    const { client, trade, shopId } = await shopWithKeys(8);
    const { skuId: id } = trade;
    const { productId, ...sku } = await client.skus.get({ id });
    const priced = { ...sku, product: { id: productId }, salePrice: money(520_000) };
    await client.skus.edit({ commandId: newCommandId(), ...priced });
    const lines = [{ skuId: id, quantity: 2, orderedQuantity: 3 }];
    const order = { shopId, orderNumber: 'T1' };
    await client.deliveries.dispense({ commandId: newCommandId(), ...order, lines });
    expect(await client.deliveries.order(order)).toMatchObject({
      lines: [{ orderTotal: 1_560_000 }],
      deliveries: [{ revenue: 1_040_000 }],
    });
    await sell(client, shopId, 'T2', id, 1, money(0));
    expect((await client.deliveries.order({ shopId, orderNumber: 'T2' }))?.deliveries).toMatchObject([{ revenue: 0 }]);
    // Neither once more nor over the counter.
    const one = [{ skuId: id, quantity: 1 }];
    await client.deliveries.dispense({ commandId: newCommandId(), ...order, lines: one, again: 'reissue' });
    await client.deliveries.dispense({ commandId: newCommandId(), lines: one });
    const { rows } = await client.deliveries.list({});
    expect(rows.slice(0, 2)).toMatchObject([{ revenue: 0 }, { kind: 'reissue', revenue: 0 }]);
  });

  it('shares one total for several products by their sale prices, and goes on with the rest of it', async () => {
    const { client, trade, shopId } = await shopWithKeys(4);
    const { skuId: first } = trade;
    const second = await makeSku(client, 'CARD10', null);
    await importSheet(client, 'more.csv', keySheet(6, 100), { ...trade, skuId: second });
    const order = { shopId, orderNumber: 'T1' };
    const lines = [
      { skuId: first, quantity: 1 },
      { skuId: second, quantity: 2, orderedQuantity: 3 },
    ];
    const paid = { lines, orderTotal: money(1_000_001) };
    await expect(
      client.deliveries.dispense({
        commandId: newCommandId(),
        ...order,
        ...paid,
        lines: lines.map((line) => ({ ...line, orderTotal: money(1) })),
      }),
    ).rejects.toMatchObject({ code: 'INVALID_VALUE', data: { field: 'orderTotal', rule: 'FOR_ALL_OR_EACH' } });
    await client.deliveries.dispense({ commandId: newCommandId(), ...order, ...paid });
    // One of the two has no price: every key brings the same.
    const evenly = await client.deliveries.order(order);
    expect(evenly?.lines.map(({ orderTotal }) => orderTotal)).toEqual([250_000, 750_001]);
    const rest = { lines: [{ skuId: second, quantity: 1 }], again: 'rest' as const };
    await client.deliveries.dispense({ commandId: newCommandId(), ...order, ...rest });
    const { deliveries = [] } = (await client.deliveries.order(order)) ?? {};
    expect(deliveries.reduce((sum, { revenue }) => sum + revenue, 0)).toBe(1_000_001);

    for (const [id, salePrice] of [
      [first, money(700_000)],
      [second, money(100_000)],
    ] as const) {
      const { productId, ...sku } = await client.skus.get({ id });
      await client.skus.edit({ commandId: newCommandId(), ...sku, product: { id: productId }, salePrice });
    }
    const next = { shopId, orderNumber: 'T2' };
    await client.deliveries.dispense({ commandId: newCommandId(), ...next, ...paid });
    expect((await client.deliveries.order(next))?.lines.map(({ orderTotal }) => orderTotal)).toEqual([
      700_001, 300_000,
    ]);
  });

  it('over the counter is paid with one total for all of it, and given away where that is nothing', async () => {
    const { client, trade, signIn } = await shopWithKeys(2);
    const passphrase = 'another one';
    await client.users.create({ commandId: newCommandId(), name: '客服', role: 'clerk', passphrase });
    const clerk = await signIn('客服', passphrase);
    const sale = (orderTotal: Money) =>
      clerk.deliveries.dispense({
        commandId: newCommandId(),
        lines: [{ skuId: trade.skuId, quantity: 1 }],
        orderTotal,
      });
    await expect(sale(money(0))).rejects.toMatchObject({ code: 'PERMISSION_DENIED', data: { right: 'keys.gift' } });
    await sale(money(500_000));
    expect((await client.deliveries.list({})).rows).toMatchObject([{ revenue: 500_000 }]);
  });

  it('is given away under an order number too where it is said to bring nothing, and stands among the outflows', async () => {
    const { client, trade, shopId, signIn } = await shopWithKeys(2);
    const passphrase = 'another one';
    await client.users.create({ commandId: newCommandId(), name: '客服', role: 'clerk', passphrase });
    const clerk = await signIn('客服', passphrase);
    const order = { shopId, orderNumber: 'X1', lines: [{ skuId: trade.skuId, quantity: 1, orderTotal: money(0) }] };
    await expect(clerk.deliveries.dispense({ commandId: newCommandId(), ...order })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      data: { right: 'keys.gift' },
    });
    await client.deliveries.dispense({ commandId: newCommandId(), ...order });
    const trail = await client.audit.list({ action: 'deliveries.dispense' });
    expect(trail.rows).toMatchObject([{ details: { kind: 'unpaid-sale' } }]);
  });

  it('is found by its order number within what else is asked for', async () => {
    const { client, trade, shopId } = await shopWithKeys(4);
    await sell(client, shopId, 'T1', trade.skuId, 1);
    await sell(client, shopId, 'T2', trade.skuId, 1);
    const [first] = (await client.deliveries.list({ orderNumber: 'T1' })).rows;
    expect(first).toMatchObject({ orderNumber: 'T1' });
    const found = async (filter: { month?: string; deliveredBy?: number; shopId?: ShopId }) =>
      (await client.deliveries.list({ orderNumber: 'T1', ...filter })).rows.map(({ orderNumber }) => orderNumber);
    expect(await found({ month: '2026-11' })).toEqual(['T1']);
    expect(await found({ month: '2026-10' })).toEqual([]);
    expect(await found({ deliveredBy: 1 })).toEqual(['T1']);
    expect(await found({ deliveredBy: 99 })).toEqual([]);
    expect(await found({ shopId })).toEqual(['T1']);
  });

  it('hands out the oldest keys with their cost and revenue, and the stock follows', async () => {
    const { client, trade, shopId } = await shopWithKeys(10);
    const { deliveries, quantity } = await sell(client, shopId, 'T1', trade.skuId, 3, money(1_600_000));
    expect(quantity).toBe(3);
    const [delivery] = deliveries;
    if (!delivery) throw new Error('No delivery came of it.');
    expect(await keysOf(client, [delivery.id])).toEqual([
      '6001000200000001,K00000001-7919-Z',
      '6001000200000002,K00000002-15838-Z',
      '6001000200000003,K00000003-23757-Z',
    ]);
    const details = await client.deliveries.get({ id: delivery.id });
    expect(details).toMatchObject({ revenue: 1_600_000, cost: 1_425_000, profit: 175_000, orderNumber: 'T1' });
    expect(details.keys.map(({ revenue }) => revenue)).toEqual([533_334, 533_333, 533_333]);
    const { rows } = await client.inventory.stock({ skuId: trade.skuId });
    expect(rows[0]).toMatchObject({ onHand: 7, available: 7, delivered: 3, valueOnHand: 3_325_000 });
    const { rows: movements } = await client.inventory.movements({ skuId: trade.skuId });
    expect(movements.map(({ kind, quantity: moved, value }) => [kind, moved, value])).toEqual([
      ['issue', -3, -1_425_000],
      ['receipt', 10, 4_750_000],
    ]);
  });

  it('serves an order once, and goes on only as the rest or a reissue', async () => {
    const { client, trade, shopId } = await shopWithKeys(10);
    const first = await client.deliveries.dispense({
      commandId: newCommandId(),
      shopId,
      orderNumber: 'T1',
      lines: [{ skuId: trade.skuId, quantity: 2, orderedQuantity: 3, orderTotal: money(1_000_000) }],
    });
    await expect(sell(client, shopId, 'T1', trade.skuId, 1)).rejects.toMatchObject({
      code: 'ORDER_ALREADY_DELIVERED',
      data: { orderId: first.orderId, deliveryId: first.deliveries[0]?.id, by: '老板', quantity: 2, undelivered: 1 },
    });
    const again = { shopId, orderNumber: 'T1', lines: [{ skuId: trade.skuId, quantity: 1 }] };
    const tooMany = { ...again, lines: [{ skuId: trade.skuId, quantity: 2 }] };
    await expect(
      client.deliveries.dispense({ commandId: newCommandId(), ...tooMany, again: 'rest' }),
    ).rejects.toMatchObject({ code: 'ORDER_NOT_OPEN', data: { undelivered: 1 } });
    await client.deliveries.dispense({ commandId: newCommandId(), ...again, again: 'rest' });
    await client.deliveries.dispense({ commandId: newCommandId(), ...again, again: 'reissue' });
    // Whatever somebody says that it comes to: the order was paid once.
    const paidAgain = { ...again, lines: [{ skuId: trade.skuId, quantity: 1, orderTotal: money(500_000) }] };
    await client.deliveries.dispense({ commandId: newCommandId(), ...paidAgain, again: 'reissue' });
    const order = await client.deliveries.order({ shopId, orderNumber: 'T1' });
    expect(order?.deliveries.map(({ kind, revenue }) => [kind, revenue])).toEqual([
      ['sale', 666_667],
      ['rest', 333_333],
      ['reissue', 0],
      ['reissue', 0],
    ]);
    expect(order?.lines).toMatchObject([{ orderedQuantity: 3, deliveredQuantity: 3 }]);
    const { rows } = await client.inventory.stock({ skuId: trade.skuId });
    expect(rows[0]?.available).toBe(5);
  });

  it('over the counter of a shop, without a number, is no order and can be repeated', async () => {
    const { client, trade, shopId } = await shopWithKeys(2);
    const sales = [
      await sell(client, shopId, '', trade.skuId, 1, money(500_000)),
      await sell(client, shopId, '', trade.skuId, 1, money(510_000)),
    ];
    expect(sales.map(({ orderId }) => orderId)).toEqual([null, null]);
    const { rows } = await client.deliveries.list({});
    expect(rows.map(({ kind, revenue }) => [kind, revenue])).toEqual([
      ['sale', 510_000],
      ['sale', 500_000],
    ]);
  });

  it.each([
    ['with a mark that nobody sees', 'T1\u200b'],
    ['in full width', 'Ｔ１'],
    ['with an ideographic space', '\u3000T1'],
  ])('knows an order again whose number was pasted %s', async (_, orderNumber) => {
    const { client, trade, shopId } = await shopWithKeys(3);
    await sell(client, shopId, 'T1', trade.skuId, 1);
    await expect(sell(client, shopId, orderNumber, trade.skuId, 1)).rejects.toMatchObject({
      code: 'ORDER_ALREADY_DELIVERED',
    });
    expect(await client.deliveries.order({ shopId, orderNumber })).not.toBeNull();
  });

  it('gives all lines or none, and says how many there are', async () => {
    const { client, trade, shopId } = await shopWithKeys(4);
    const empty = await makeSku(client, 'EMPTY', null);
    const lines = [
      { skuId: trade.skuId, quantity: 2 },
      { skuId: empty, quantity: 1 },
    ];
    await expect(
      client.deliveries.dispense({ commandId: newCommandId(), shopId, orderNumber: 'T2', lines }),
    ).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK', data: { sku: 'EMPTY', wanted: 1, available: 0 } });
    expect(await client.deliveries.order({ shopId, orderNumber: 'T2' })).toBeNull();
    const { rows } = await client.inventory.stock({ skuId: trade.skuId });
    expect(rows[0]?.available).toBe(4);
  });

  it('answers a repeated command with the same keys, and refuses its id for another order', async () => {
    const { client, trade, shopId } = await shopWithKeys(4);
    const input = {
      commandId: newCommandId(),
      shopId,
      orderNumber: 'T3',
      lines: [{ skuId: trade.skuId, quantity: 1 }],
    };
    const first = await client.deliveries.dispense(input);
    expect(await client.deliveries.dispense(input)).toEqual(first);
    await expect(client.deliveries.dispense({ ...input, orderNumber: 'T4' })).rejects.toMatchObject({
      code: 'COMMAND_ID_REUSED',
    });
  });

  it('never gives eight sellers at once the same key', async () => {
    const { client, trade, shopId, signIn } = await shopWithKeys(90);
    const sellers = await Promise.all(Array.from({ length: 8 }, () => signIn('老板', 'correct horse battery')));
    const sold = await Promise.allSettled(
      sellers.flatMap((seller, person) =>
        Array.from({ length: 6 }, (_, index) => sell(seller, shopId, `P${person}-${index}`, trade.skuId, 2)),
      ),
    );
    const done = sold.flatMap((result) => (result.status === 'fulfilled' ? result.value.deliveries : []));
    expect(done).toHaveLength(45);
    const keys = await keysOf(
      client,
      done.slice(0, 25).map(({ id }) => id),
    );
    keys.push(
      ...(await keysOf(
        client,
        done.slice(25).map(({ id }) => id),
      )),
    );
    expect(new Set(keys).size).toBe(90);
    for (const result of sold) if (result.status === 'rejected') expect(result.reason.code).toBe('INSUFFICIENT_STOCK');
  });

  it('stands in issued.log before its keys can be shown', async () => {
    const { client, trade, shopId, folder } = await shopWithKeys(3);
    await sell(client, shopId, 'T5', trade.skuId, 2);
    const log = readFileSync(path.join(folder, 'issued.log'), 'utf8');
    expect(log).toContain('\tkeys\t');
    expect(log).not.toContain('K00000001');
    const [line = ''] = log.split('\n').filter((text) => text.includes('\tkeys\t'));
    expect(JSON.parse(line.split('\t')[2] ?? '').pairs).toHaveLength(2);
  });

  it('takes what expires first, leaves what is too near its end, and passes over a batch on request', async () => {
    const { client, trade, shopId } = await shopWithKeys(2);
    const day = (text: string) => ({ by: 'day' as const, day: text as Day });
    await importSheet(client, 'late.csv', keySheet(2, 100), { ...trade, expiry: day('2027-12-31') });
    await importSheet(client, 'soon.csv', keySheet(2, 200), { ...trade, expiry: day('2027-01-31') });
    const { deliveries } = await sell(client, shopId, 'E1', trade.skuId, 3);
    expect(
      await keysOf(
        client,
        deliveries.map(({ id }) => id),
      ),
    ).toEqual([
      expect.stringContaining('00000100'),
      expect.stringContaining('00000200'),
      expect.stringContaining('00000201'),
    ]);
    const { rows } = await client.inventory.batches({ skuId: trade.skuId });
    const never = rows.find(({ firstExpiresOn, available }) => firstExpiresOn === null && available === 2);
    if (!never) throw new Error('No batch without expiry is left.');
    await expect(
      client.deliveries.dispense({
        commandId: newCommandId(),
        lines: [{ skuId: trade.skuId, quantity: 2 }],
        source: { notBatchIds: [never.id] },
      }),
    ).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK', data: { available: 1 } });
    await expect(
      client.deliveries.dispense({
        commandId: newCommandId(),
        lines: [{ skuId: trade.skuId, quantity: 3 }],
        source: { minimumDaysLeft: 1000 },
      }),
    ).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK', data: { available: 2 } });
  });

  it('exports byte for byte', async () => {
    const { client, trade, shopId } = await shopWithKeys(2);
    const { deliveries } = await sell(client, shopId, 'T/6', trade.skuId, 2);
    const deliveryIds = deliveries.map(({ id }) => id);
    const text = await client.deliveries.export({ commandId: newCommandId(), deliveryIds, format: 'txt' });
    expect(text.name).toBe('闲鱼一店 T_6 示例点卡 CARD50.txt');
    expect((await readDownload(client, text.fileId)).toString()).toBe(
      '6001000200000001----K00000001-7919-Z\r\n6001000200000002----K00000002-15838-Z\r\n',
    );
    const sheet = await client.deliveries.export({ commandId: newCommandId(), deliveryIds, format: 'csv' });
    expect((await readDownload(client, sheet.fileId)).toString()).toBe(
      '\ufeff卡号,卡密\r\n6001000200000001,K00000001-7919-Z\r\n6001000200000002,K00000002-15838-Z\r\n',
    );
    const workbook = await client.deliveries.export({ commandId: newCommandId(), deliveryIds, format: 'xlsx' });
    expect((await readDownload(client, workbook.fileId)).subarray(0, 2).toString()).toBe('PK');
  });

  it('exports as text with a separator that no field touches', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    await importSheet(client, 'k.csv', Buffer.from('卡号,卡密\r\n60010002-,ABCD-EFGH'), trade);
    const lines = [{ skuId: trade.skuId, quantity: 1, orderTotal: money(500_000) }];
    const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), lines });
    const deliveryIds = deliveries.map(({ id }) => id);
    const { fileId } = await client.deliveries.export({ commandId: newCommandId(), deliveryIds, format: 'txt' });
    expect((await readDownload(client, fileId)).toString()).toBe('60010002-\tABCD-EFGH\r\n');
  });

  it('shows a person what they handed out today; anything else takes a right and counts for the day', async () => {
    const { client, trade, shopId, signIn, clock } = await shopWithKeys(60);
    const passphrase = 'another one';
    await client.users.create({ commandId: newCommandId(), name: '客服', role: 'clerk', passphrase });
    const clerk = await signIn('客服', passphrase);
    const ids = async (seller: TestClient, orderNumber: string, quantity: number) =>
      (await sell(seller, shopId, orderNumber, trade.skuId, quantity)).deliveries.map(({ id }) => id);
    const own = await ids(clerk, 'C1', 3);
    const others = await ids(client, 'O1', 48);
    for (let look = 0; look < 20; look += 1) expect(await keysOf(clerk, own)).toHaveLength(3);
    await clerk.deliveries.export({ commandId: newCommandId(), deliveryIds: own, format: 'txt' });
    expect(await keysOf(clerk, others)).toHaveLength(48);
    await expect(keysOf(clerk, others)).rejects.toMatchObject({
      code: 'DAILY_LIMIT_REACHED',
      data: { right: 'keys.reveal', limit: 50, used: 48, wanted: 48 },
    });
    await expect(
      clerk.deliveries.export({ commandId: newCommandId(), deliveryIds: others, format: 'txt' }),
    ).rejects.toMatchObject({ code: 'PERMISSION_DENIED', data: { right: 'keys.export' } });
    clock.advance(DAY);
    for (let look = 0; look < 16; look += 1) await keysOf(clerk, own);
    await expect(keysOf(clerk, own)).rejects.toMatchObject({ data: { limit: 50, used: 48, wanted: 3 } });
    expect(await keysOf(client, own)).toHaveLength(3);
  });

  it('is shown again without what the buyer gave back, which may be somebody else’s by now', async () => {
    const { client, trade, shopId } = await shopWithKeys(2);
    const { deliveries } = await sell(client, shopId, 'T6', trade.skuId, 2);
    const deliveryIds = deliveries.map(({ id }) => id);
    const [id] = deliveryIds;
    if (!id) throw new Error('No delivery came of it.');
    const { keys } = await client.deliveries.get({ id });
    const giveBack = (index: number) => {
      const keyIds = keys.slice(index, index + 1).map((key) => key.id);
      return client.deliveries.return({ commandId: newCommandId(), id, keyIds, reason: '买错' });
    };
    const look = async () => {
      const { messages } = await client.deliveries.show({ commandId: newCommandId(), deliveryIds });
      const { fileId } = await client.deliveries.export({ commandId: newCommandId(), deliveryIds, format: 'txt' });
      return { messages, file: (await readDownload(client, fileId)).toString() };
    };
    await giveBack(0);
    expect(await look()).toEqual({
      messages: ['卡号: 6001000200000002  卡密: K00000002-15838-Z'],
      file: '6001000200000002----K00000002-15838-Z\r\n',
    });
    await giveBack(1);
    expect(await look()).toEqual({ messages: [], file: '' });
    const { rows } = await client.audit.list({ action: 'deliveries.show' });
    expect(rows.map(({ quantity }) => quantity)).toEqual([0, 1]);
  });

  it('takes a return to quarantine with its cost, and it goes back on sale only by a right of its own', async () => {
    const { client, trade, shopId, signIn } = await shopWithKeys(3);
    const { deliveries } = await sell(client, shopId, 'T7', trade.skuId, 2, money(1_200_000));
    const [delivery] = deliveries;
    if (!delivery) throw new Error('No delivery came of it.');
    const { keys } = await client.deliveries.get({ id: delivery.id });
    const keyIds = keys.slice(0, 1).map(({ id }) => id);
    const back = { id: delivery.id, keyIds, refund: money(600_000), reason: '买家不要了' };
    await client.deliveries.return({ commandId: newCommandId(), ...back });
    await expect(client.deliveries.return({ commandId: newCommandId(), ...back })).rejects.toMatchObject({
      code: 'NOT_OPEN',
    });
    const foreign = (await client.cardKeys.list({ filter: { states: ['available'] } })).rows.map(({ id }) => id);
    expect(foreign).toHaveLength(1);
    const other = { id: delivery.id, keyIds: foreign, reason: '买家不要了' };
    const elsewhere = { code: 'NOT_IN_DELIVERY', data: { keyId: foreign[0], number: delivery.number } };
    await expect(client.deliveries.return({ commandId: newCommandId(), ...other })).rejects.toMatchObject(elsewhere);
    await expect(client.deliveries.markBad({ commandId: newCommandId(), ...other })).rejects.toMatchObject(elsewhere);
    const details = await client.deliveries.get({ id: delivery.id });
    expect(details).toMatchObject({ returnedQuantity: 1, refunded: 600_000, profit: 125_000 });
    const { rows } = await client.inventory.stock({ skuId: trade.skuId });
    expect(rows[0]).toMatchObject({ onHand: 2, quarantined: 1, available: 1, delivered: 1, valueOnHand: 950_000 });
    const release = { selection: { by: 'keys' as const, keyIds }, reason: '已核验' };
    const finance = { name: '财务', passphrase: 'another one' };
    await client.users.create({ commandId: newCommandId(), role: 'buyer-finance', ...finance });
    const buyer = await signIn(finance.name, finance.passphrase);
    await expect(buyer.inventory.release({ commandId: newCommandId(), ...release })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      data: { right: 'keys.rerelease' },
    });
    expect(await client.inventory.release({ commandId: newCommandId(), ...release })).toMatchObject({ quantity: 1 });
    const after = await client.inventory.stock({ skuId: trade.skuId });
    expect(after.rows[0]).toMatchObject({ available: 2, quarantined: 0 });
  });

  it('pays back what its keys brought; more is given away, and only when it is meant', async () => {
    const { client, trade, shopId, signIn } = await shopWithKeys(6);
    const passphrase = 'another one';
    await client.users.create({ commandId: newCommandId(), name: '客服', role: 'clerk', passphrase });
    const clerk = await signIn('客服', passphrase);
    const { deliveries } = await sell(client, shopId, 'T7', trade.skuId, 3, money(1_500_000));
    const id = deliveries[0]?.id as DeliveryId;
    const { keys } = await client.deliveries.get({ id });
    const giveBack = (seller: TestClient, place: number, refund: Money, isBeyondSale?: boolean) => {
      const keyIds = keys.slice(place, place + 1).map((key) => key.id);
      return seller.deliveries.return({ commandId: newCommandId(), id, keyIds, refund, isBeyondSale, reason: '拍错' });
    };
    await expect(giveBack(clerk, 0, money(5_000_000))).rejects.toMatchObject({
      code: 'REFUND_BEYOND_SALE',
      data: { refund: 5_000_000, brought: 500_000, refunded: 0, most: 500_000 },
    });
    await expect(giveBack(client, 0, money(700_000))).rejects.toMatchObject({ code: 'REFUND_BEYOND_SALE' });
    await expect(giveBack(clerk, 0, money(700_000), true)).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      data: { right: 'keys.gift' },
    });
    await giveBack(client, 0, money(1_200_000), true);
    const trail = await client.audit.list({ action: 'deliveries.return' });
    expect(trail.rows).toMatchObject([{ details: { refund: 1_200_000, beyondSale: 700_000, reason: '拍错' } }]);
    // The most of what the order brought is with the buyer already.
    await expect(giveBack(clerk, 1, money(500_000))).rejects.toMatchObject({
      data: { brought: 500_000, refunded: 1_200_000, most: 300_000 },
    });
    await giveBack(clerk, 1, money(300_000));
    expect(await client.deliveries.get({ id })).toMatchObject({ returnedQuantity: 2, refunded: 1_500_000 });
  });

  it('pays back for a reissued key what its order brought', async () => {
    const { client, trade, shopId } = await shopWithKeys(3);
    const sold = await sell(client, shopId, 'T7', trade.skuId, 1, money(500_000));
    const again = await client.deliveries.dispense({
      commandId: newCommandId(),
      shopId,
      orderNumber: 'T7',
      lines: [{ skuId: trade.skuId, quantity: 1 }],
      again: 'reissue',
    });
    const id = again.deliveries[0]?.id as DeliveryId;
    const keyIds = (await client.deliveries.get({ id })).keys.map((key) => key.id);
    const back = { id, keyIds, reason: '还是不能用' };
    await expect(
      client.deliveries.return({ commandId: newCommandId(), ...back, refund: money(500_001) }),
    ).rejects.toMatchObject({ code: 'REFUND_BEYOND_SALE', data: { brought: 500_000, most: 500_000 } });
    await client.deliveries.return({ commandId: newCommandId(), ...back, refund: money(500_000) });
    const first = { id: sold.deliveries[0]?.id as DeliveryId, reason: '拍错' };
    const firstKeys = (await client.deliveries.get({ id: first.id })).keys.map((key) => key.id);
    await expect(
      client.deliveries.return({ commandId: newCommandId(), ...first, keyIds: firstKeys, refund: money(1) }),
    ).rejects.toMatchObject({ data: { brought: 500_000, refunded: 500_000, most: 0 } });
  });

  it('is refused whole where it would hold everyone else up', async () => {
    const { client, trade, shopId } = await shopWithKeys(3);
    const lines = [{ skuId: trade.skuId, quantity: 1001 }];
    await expect(
      client.deliveries.dispense({ commandId: newCommandId(), shopId, orderNumber: 'T1', lines }),
    ).rejects.toMatchObject({ code: 'TOO_MANY_KEYS', data: { quantity: 1001, most: 1000 } });
    expect(await client.deliveries.order({ shopId, orderNumber: 'T1' })).toBeNull();
  });

  it('needs the right to give keys away, and counts it', async () => {
    const { client, trade, shopId, signIn } = await shopWithKeys(3);
    await client.users.create({ commandId: newCommandId(), name: '客服', role: 'clerk', passphrase: 'another one' });
    const clerk = await signIn('客服', 'another one');
    await sell(clerk, shopId, 'T8', trade.skuId, 1);
    const gift = { lines: [{ skuId: trade.skuId, quantity: 1 }], purpose: 'gift' as const };
    await expect(clerk.deliveries.dispense({ commandId: newCommandId(), ...gift })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      data: { right: 'keys.gift' },
    });
    // Called a sale, but of no order and for no money.
    const unpaid = { lines: gift.lines.map((line) => ({ ...line, orderTotal: money(0) })) };
    await expect(clerk.deliveries.dispense({ commandId: newCommandId(), ...unpaid })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      data: { right: 'keys.gift' },
    });
    const paid = { lines: gift.lines.map((line) => ({ ...line, orderTotal: money(500_000) })) };
    expect((await clerk.deliveries.dispense({ commandId: newCommandId(), ...paid })).quantity).toBe(1);
    expect((await client.deliveries.dispense({ commandId: newCommandId(), ...gift })).quantity).toBe(1);
  });

  it('counts what a clerk hands out once more or in the place of another, by order or without one', async () => {
    const { client, trade, shopId, signIn } = await shopWithKeys(30);
    const passphrase = 'another one';
    const { id } = await client.users.create({ commandId: newCommandId(), name: '客服', role: 'clerk', passphrase });
    const clerk = await signIn('客服', passphrase);
    await sell(clerk, shopId, 'T8', trade.skuId, 1);
    const handOut = (quantity: number, way: { again: 'reissue' } | { purpose: 'replacement' }) =>
      clerk.deliveries.dispense({
        commandId: newCommandId(),
        lines: [{ skuId: trade.skuId, quantity }],
        ...('again' in way ? { shopId, orderNumber: 'T8' } : {}),
        ...way,
      });
    await handOut(12, { again: 'reissue' });
    await expect(handOut(9, { purpose: 'replacement' })).rejects.toMatchObject({
      code: 'DAILY_LIMIT_REACHED',
      data: { right: 'keys.reissue', limit: 20, used: 12, wanted: 9 },
    });
    await handOut(8, { purpose: 'replacement' });
    await expect(handOut(1, { again: 'reissue' })).rejects.toMatchObject({ code: 'DAILY_LIMIT_REACHED' });

    const unlimited = [{ right: 'keys.reissue' as const, isGranted: null, dailyLimit: 'none' as const }];
    await client.users.change({ commandId: newCommandId(), id, role: 'clerk', changes: unlimited });
    const seen = (await client.users.list()).find((user) => user.id === id);
    expect(seen).toMatchObject({ changes: unlimited });
    expect(seen?.limits).toContainEqual({ right: 'keys.reissue', dailyLimit: null, usedToday: 20 });
    await handOut(1, { again: 'reissue' });

    const changes = [{ right: 'keys.reissue' as const, isGranted: false, dailyLimit: null }];
    await client.users.change({ commandId: newCommandId(), id, role: 'clerk', changes });
    await expect(handOut(1, { again: 'reissue' })).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
  });
});
