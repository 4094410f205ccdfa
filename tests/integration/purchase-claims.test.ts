import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { importSheet, keySheet, makeSku, makeTrade } from '#tests/support/trade.ts';
import { createSupplier } from '#tests/support/trade-setup.ts';

const PRICE = money(475_000);

let shop: TestShop;
let client: TestClient;
let supplierId: SupplierId;
let skuId: SkuId;

beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  ({ supplierId, skuId } = await makeTrade(client));
});
afterEach(closeTestShops);

/** An order of ten of which eight came, with its shortage of two. */
async function shortOrder() {
  const lines = [{ skuId, quantity: 10, unitPrice: PRICE }];
  const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
  const sent = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
  await importSheet(client, 'eight.csv', keySheet(8), {
    supplierId,
    skuId,
    purchaseOrder: { id: sent.id, revision: sent.revision },
  });
  const order = await client.purchaseOrders.get({ id: sent.id });
  const [short] = order.differences;
  if (!short) throw new Error('Nothing is short.');
  return { order, short };
}

/** Three keys of an order that somebody else sold to us before, with what was charged for them. */
async function resoldOrder() {
  const other = await createSupplier(client, 'OTHER');
  await importSheet(client, 'first.csv', keySheet(3), { supplierId: other, skuId });
  const lines = [{ skuId, quantity: 3, unitPrice: PRICE }];
  const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
  const { id, revision } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
  const receipt = { supplierId, skuId, purchaseOrder: { id, revision }, amountCharged: money(3 * PRICE) };
  const receive = (recordsRefused: boolean) =>
    importSheet(client, 'resold.csv', keySheet(3), { ...receipt, recordsRefused, allowRepeat: true });
  return { receive, get: () => client.purchaseOrders.get({ id }) };
}

const balance = async () => (await client.supplierAccounts.get({ supplierId })).balance;

describe('keys that came once more against their order', () => {
  it('are not charged a second time, even where what was refused is to be recorded', async () => {
    const lines = [{ skuId, quantity: 6, unitPrice: PRICE }];
    const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const { id } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
    const receive = async (fileName: string, sheet: Uint8Array): Promise<void> => {
      const { revision } = await client.purchaseOrders.get({ id });
      const order = { purchaseOrder: { id, revision }, recordsRefused: true, amountCharged: money(3 * PRICE) };
      await importSheet(client, fileName, sheet, { supplierId, skuId, ...order });
    };
    await receive('sent.csv', keySheet(3));
    const before = await balance();
    await receive('again.csv', Buffer.concat([keySheet(3), Buffer.from('\n')]));
    expect(await balance()).toBe(before);
    expect((await client.purchaseOrders.get({ id })).differences.map(({ kind }) => kind)).toEqual(['short']);
  });
});

describe('the credit of a claim', () => {
  it('is at most what the keys cost; more is refused with the most that is possible', async () => {
    const { order, short } = await shortOrder();
    expect(short).toMatchObject({ kind: 'short', quantity: 2, charged: 0 });
    const before = await balance();
    const claim = (credit: number) =>
      client.purchaseOrders.decideDifference({
        commandId: newCommandId(),
        id: short.id,
        revision: order.revision,
        decision: 'claim',
        note: '',
        credit: money(credit),
      });
    for (const credit of [1_000_000_000, 2 * PRICE + 1]) {
      await expect(claim(credit)).rejects.toMatchObject({
        code: 'CREDIT_TOO_HIGH',
        data: { amount: 2 * PRICE, currency: 'CNY' },
      });
    }
    expect(await balance()).toBe(before);
    await claim(2 * PRICE);
    expect(await balance()).toBe(before - 2 * PRICE);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});

describe('refused keys of a SKU that two lines order at two prices', () => {
  it('are missing where they are missing, once, and bring back no more than what was charged for them', async () => {
    const other = await createSupplier(client, 'OTHER');
    await importSheet(client, 'first.csv', keySheet(12), { supplierId: other, skuId });
    const lines = [
      { skuId, quantity: 10, unitPrice: money(50_000) },
      { skuId, quantity: 10, unitPrice: money(40_000) },
    ];
    const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const { id, revision } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
    // Eight new keys and twelve that were sold to us before, for what was agreed in all.
    const [, ...fresh] = keySheet(8, 500).toString().split('\r\n');
    const sheet = Buffer.from([keySheet(12).toString(), ...fresh].join('\r\n'));
    const cost = { by: 'unit' as const, unitCost: money(45_000), perSku: [] };
    const receipt = { supplierId, skuId, cost, purchaseOrder: { id, revision }, amountCharged: money(900_000) };
    await importSheet(client, 'twenty.csv', sheet, receipt);
    const { differences } = await client.purchaseOrders.get({ id });
    expect(differences.map(({ kind, quantity, creditLeft }) => ({ kind, quantity, creditLeft }))).toEqual([
      { kind: 'duplicate', quantity: 2, creditLeft: 100_000 },
      { kind: 'duplicate', quantity: 10, creditLeft: 400_000 },
    ]);
    for (const difference of differences) {
      const seen = await client.purchaseOrders.get({ id });
      await client.purchaseOrders.decideDifference({
        commandId: newCommandId(),
        id: difference.id,
        revision: seen.revision,
        decision: 'claim',
        note: '',
        credit: difference.creditLeft,
      });
    }
    expect(await client.purchaseOrders.get({ id })).toMatchObject({ state: 'received', openQuantity: 0 });
    expect(await balance()).toBe(8 * 50_000);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});

describe('a delivery of nothing but keys that are bad or known', () => {
  it('stands against its order once a person says so, with what was charged, and on the scorecard', async () => {
    const order = await resoldOrder();
    const before = await balance();
    await expect(order.receive(false)).rejects.toThrow('NOTHING_TO_IMPORT');
    expect(await order.get()).toMatchObject({ state: 'sent', differences: [] });

    await order.receive(true);
    const received = await order.get();
    expect(received).toMatchObject({ state: 'sent', openQuantity: 3, receipts: [{ quantity: 0, refusedCount: 3 }] });
    expect(received.differences).toMatchObject([{ kind: 'duplicate', quantity: 3, charged: 3 * PRICE, state: 'open' }]);
    expect(await balance()).toBe(before + 3 * PRICE);
    const { cards } = await client.scorecards.list({ period: 'last-90-days' });
    const scores = cards.find((card) => card.supplierId === supplierId)?.scores;
    expect(scores).toContainEqual(expect.objectContaining({ measure: 'duplicateRate', value: 1 }));

    const [difference] = received.differences;
    await client.purchaseOrders.decideDifference({
      commandId: newCommandId(),
      id: difference?.id as never,
      revision: received.revision,
      decision: 'claim',
      note: '',
    });
    // Nothing is waited for any more: the order is done and never late.
    expect(await order.get()).toMatchObject({ state: 'received', openQuantity: 0, isOverdue: false });
    expect(await balance()).toBe(before);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is taken back whole with its differences and what was charged', async () => {
    const order = await resoldOrder();
    const before = await balance();
    const { importId } = await order.receive(true);
    expect((await client.imports.get({ id: importId })).isOfRefused).toBe(true);
    await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '记错了' });
    expect(await order.get()).toMatchObject({ state: 'sent', openQuantity: 3, differences: [{ state: 'undone' }] });
    expect(await balance()).toBe(before);
    await expect(
      client.imports.undo({ commandId: newCommandId(), id: importId, reason: '再撤' }),
    ).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
    expect((await client.imports.get({ id: importId })).isOfRefused).toBe(false);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});

describe('keys of another SKU that came for those that are missing', () => {
  it('bring back what they cost once, by the claim or by the return', async () => {
    const other = await makeSku(client, 'OTHER', PRICE);
    const lines = [{ skuId, quantity: 4, unitPrice: PRICE }];
    const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const { id, revision } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
    const products = ['点卡', '点卡', '游戏卡', '游戏卡'];
    const rows = products.map((product, index) => `${product},W000${index},SECRET-W00${index}`);
    const assignments = [
      { text: '点卡', skuId },
      { text: '游戏卡', skuId: other },
    ];
    await importSheet(client, 'wrong.csv', Buffer.from(['商品名称,卡号,卡密', ...rows].join('\n')), {
      supplierId,
      skuId,
      sku: { by: 'column', assignments },
      purchaseOrder: { id, revision },
    });
    const decide = async (kind: string, decision: 'reject' | 'claim', credit?: Money) => {
      const order = await client.purchaseOrders.get({ id });
      const found = order.differences.find((difference) => difference.kind === kind);
      if (!found) throw new Error(`Nothing is ${kind}.`);
      const decided = { commandId: newCommandId(), id: found.id, revision: order.revision, decision, note: '', credit };
      return client.purchaseOrders.decideDifference(decided);
    };
    expect(await balance()).toBe(4 * PRICE);
    await decide('short', 'claim', money(PRICE));
    const tooMuch = { code: 'LOSS_CREDITED', data: { amount: PRICE, currency: 'CNY' } };
    await expect(decide('wrong-sku', 'reject')).rejects.toMatchObject(tooMuch);
    const { differences, revision: seen } = await client.purchaseOrders.get({ id });
    const short = differences.find(({ kind }) => kind === 'short');
    const withdrawal = { commandId: newCommandId(), id: short?.id ?? (0 as never), revision: seen, reason: '记错' };
    await client.purchaseOrders.withdrawDecision(withdrawal);
    await decide('wrong-sku', 'reject');
    expect(await balance()).toBe(2 * PRICE);
    await expect(decide('short', 'claim', PRICE)).rejects.toMatchObject({ code: 'LOSS_CREDITED', data: { amount: 0 } });
    await decide('short', 'reject');
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});

describe('keys that stayed although their money came back', () => {
  it('are not credited once more when they go back after all', async () => {
    const lines = [{ skuId, quantity: 3, unitPrice: PRICE }];
    const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const { id, revision } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
    await importSheet(client, 'five.csv', keySheet(5), { supplierId, skuId, purchaseOrder: { id, revision } });
    const order = await client.purchaseOrders.get({ id });
    const over = { id: order.differences[0]?.id ?? (0 as never), revision: order.revision };
    const claim = { ...over, decision: 'claim' as const, note: '多发，不退', credit: money(2 * PRICE) };
    await client.purchaseOrders.decideDifference({ commandId: newCommandId(), ...claim });
    expect(await balance()).toBe(3 * PRICE);
    const [batch] = (await client.inventory.batches({})).rows;
    const back = (quantity: number, credit: Money | null = null) =>
      client.supplierReturns.post({
        commandId: newCommandId(),
        batchId: batch?.id ?? (0 as never),
        quantity,
        credit,
        reason: '退回',
        note: '',
      });
    await back(2);
    await expect(back(2)).rejects.toMatchObject({ code: 'LOSS_CREDITED', data: { amount: PRICE, currency: 'CNY' } });
    await back(2, PRICE);
    await expect(back(1)).rejects.toMatchObject({ code: 'LOSS_CREDITED', data: { amount: 0 } });
    await back(1, money(0));
    expect(await balance()).toBe(0);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});

describe('refused rows of a product that nobody knows', () => {
  /** Two keys of the order's SKU and two rows of a product that is given to no SKU; `prices`: what each row says it cost. */
  async function receiveUnknown(charged: number, prices: readonly string[] | null) {
    const lines = [{ skuId, quantity: 4, unitPrice: PRICE }];
    const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const { id, revision } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
    const products = ['点卡', '点卡', '游戏卡', '游戏卡'];
    const rows = products.map((product, index) =>
      [product, `U000${index}`, `SECRET-U00${index}`, ...(prices ? [prices[index]] : [])].join(','),
    );
    const header = ['商品名称', '卡号', '卡密', ...(prices ? ['成本'] : [])].join(',');
    const bytes = Buffer.from([header, ...rows].join('\n'));
    await importSheet(client, 'unknown.csv', bytes, {
      supplierId,
      skuId,
      sku: { by: 'column', assignments: [{ text: '点卡', skuId }] },
      cost: prices ? { by: 'column' } : { by: 'discount', rate: 95_000_000 },
      amountCharged: money(charged),
      purchaseOrder: { id, revision },
    });
    const order = await client.purchaseOrders.get({ id });
    const unknown = order.differences.find((difference) => difference.skuId === null);
    if (!unknown) throw new Error('No row is of a product that nobody knows.');
    const claim = (credit?: number) =>
      client.purchaseOrders.decideDifference({
        commandId: newCommandId(),
        id: unknown.id,
        revision: order.revision,
        decision: 'claim',
        note: '',
        ...(credit === undefined ? {} : { credit: money(credit) }),
      });
    return { id, unknown, claim };
  }

  it('are one loss with the keys that are missing: claimed on one side, nothing is left on the other', async () => {
    const { id, claim } = await receiveUnknown(4 * PRICE, null);
    const before = await balance();
    await claim();
    expect(await balance()).toBe(before - 2 * PRICE);
    const claimed = await client.purchaseOrders.get({ id });
    const short = claimed.differences.find(({ kind }) => kind === 'short');
    expect(short).toMatchObject({ quantity: 2, state: 'open', creditLeft: 0 });
    await expect(
      client.purchaseOrders.decideDifference({
        commandId: newCommandId(),
        id: short?.id ?? (0 as never),
        revision: claimed.revision,
        decision: 'claim',
        note: '',
        credit: money(1),
      }),
    ).rejects.toMatchObject({ code: 'LOSS_CREDITED', data: { amount: 0, currency: 'CNY' } });
    expect(await balance()).toBe(before - 2 * PRICE);
    // It need not be waited for all the same.
    await client.purchaseOrders.decideDifference({
      commandId: newCommandId(),
      id: short?.id ?? (0 as never),
      revision: claimed.revision,
      decision: 'accept',
      note: '',
    });
    expect(await client.purchaseOrders.get({ id })).toMatchObject({ state: 'received', openDifferences: 0 });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('are claimed for what the rows say they cost, as far as it was charged', async () => {
    const { unknown, claim } = await receiveUnknown(2 * PRICE + 620_000, ['47.5', '47.5', '30', '32']);
    expect(unknown).toMatchObject({ kind: 'bad', quantity: 2, lineId: null, unitPrice: 310_000, charged: 620_000 });
    const before = await balance();
    await expect(claim(620_001)).rejects.toMatchObject({ code: 'CREDIT_TOO_HIGH', data: { amount: 620_000 } });
    await claim();
    expect(await balance()).toBe(before - 620_000);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('are claimed by hand where they do not say it, for no more than the dearest of what was ordered', async () => {
    const { unknown, claim } = await receiveUnknown(2 * PRICE + 400_000, null);
    expect(unknown).toMatchObject({ kind: 'bad', quantity: 2, unitPrice: 0, charged: 400_000 });
    const before = await balance();
    await expect(claim(2 * PRICE + 1)).rejects.toMatchObject({
      code: 'CREDIT_TOO_HIGH',
      data: { amount: 2 * PRICE },
    });
    await claim(500_000);
    expect(await balance()).toBe(before - 500_000);
    const { rows } = await client.supplierAccounts.entries({ supplierId, kind: 'refund' });
    const { lines } = await client.supplierAccounts.entry({ id: rows[0]?.id ?? (0 as never) });
    expect(lines).toMatchObject([{ skuId: null, quantity: -2, unitPrice: 250_000, amount: -500_000 }]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});
