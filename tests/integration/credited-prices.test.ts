import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BatchId, CardKeyId, ImportId, SkuId, SupplierId } from '#shared/domain/ids.ts';
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

/** What each key of the made-up sheets is bought at. */
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
afterEach(async () => {
  expect(brokenInvariants(shop.core)).toEqual([]);
  await closeTestShops();
});

const balance = async () => (await client.supplierAccounts.get({ supplierId })).balance;

async function firstBatch(): Promise<BatchId> {
  const [batch] = (await client.inventory.batches({ skuId })).rows;
  if (!batch) throw new Error('There is no batch.');
  return batch.id;
}

/** The keys of a batch get another cost; some of them, or all. */
async function recost(batchId: BatchId, unitCost: number, toSkuId: SkuId = skuId): Promise<BatchId> {
  const wish = { batchId, keyIds: null, toSkuId, unitCost: money(unitCost), reason: '记错成本', note: '' };
  return (await client.inventory.reclassify({ commandId: newCommandId(), ...wish })).batchId;
}

function giveBack(batchId: BatchId, quantity: number, credit: Money | null = null) {
  const wish = { batchId, quantity, credit, reason: '退货', note: '' };
  return client.supplierReturns.post({ commandId: newCommandId(), ...wish });
}

const undo = (id: ImportId) => client.imports.undo({ commandId: newCommandId(), id, reason: '发错' });

const sell = (quantity: number) =>
  client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity }] });

describe('keys that a reclassification gave another cost', () => {
  it.each([950_000, 100_000, 0])('go back for what they were bought at, not for %i', async (unitCost) => {
    await importSheet(client, 'four.csv', keySheet(4), { supplierId, skuId });
    const child = await recost(await firstBatch(), unitCost);
    expect(await giveBack(child, 3)).toMatchObject({ credited: 3 * PRICE });
    expect(await balance()).toBe(PRICE);
  });

  it('go back for what they were bought at, also as another SKU and in two steps', async () => {
    await importSheet(client, 'four.csv', keySheet(4), { supplierId, skuId });
    const other = await makeSku(client, 'OTHER', PRICE);
    const child = await recost(await recost(await firstBatch(), 950_000, other), 20_000);
    await giveBack(child, 4);
    expect(await balance()).toBe(0);
    const { rows } = await client.supplierAccounts.entries({ supplierId, kind: 'refund' });
    const { lines } = await client.supplierAccounts.entry({ id: rows[0]?.id ?? (0 as never) });
    // The supplier knows them as what they sent.
    expect(lines).toMatchObject([{ skuId, quantity: -4, unitPrice: PRICE, amount: -4 * PRICE }]);
  });

  it('go back for the price that the supplier corrected since', async () => {
    const { importId } = await importSheet(client, 'four.csv', keySheet(4), { supplierId, skuId });
    const child = await recost(await firstBatch(), 950_000);
    const wish = {
      importIds: [importId],
      skuId,
      change: { by: 'per-key' as const, amount: money(-75_000) },
      paperedOn: '2026-11-20' as never,
    };
    const { stockPart, costPart } = await client.priceCorrections.preview(wish);
    const paper = { externalNumber: '', reason: '降价', shown: { stockPart, costPart } };
    await client.priceCorrections.post({ commandId: newCommandId(), ...wish, ...paper });
    expect(await giveBack(child, 4)).toMatchObject({ credited: 4 * 400_000 });
    expect(await balance()).toBe(0);
  });

  it('are credited by an undo in part for what they were bought at', async () => {
    const { importId } = await importSheet(client, 'four.csv', keySheet(4), { supplierId, skuId });
    await sell(1);
    await recost(await firstBatch(), 950_000);
    expect(await undo(importId)).toMatchObject({ withdrawnCount: 3, keptCount: 1 });
    expect(await balance()).toBe(PRICE);
  });
});

describe('keys of a receipt that was charged less than they cost', () => {
  it('bring back what was charged for them, key by key, and never more than the whole', async () => {
    const charged = money(4 * PRICE - 1);
    const { importId } = await importSheet(client, 'four.csv', keySheet(4), {
      supplierId,
      skuId,
      amountCharged: charged,
    });
    const batchId = await firstBatch();
    expect(await giveBack(batchId, 1)).toMatchObject({ credited: PRICE });
    expect(await giveBack(batchId, 2)).toMatchObject({ credited: 2 * PRICE });
    await undo(importId);
    expect(await balance()).toBe(0);
  });

  it('are credited by an undo in part for no more than was charged', async () => {
    const { importId } = await importSheet(client, 'four.csv', keySheet(4), {
      supplierId,
      skuId,
      amountCharged: money(2 * PRICE),
    });
    await sell(1);
    await undo(importId);
    expect(await balance()).toBe(PRICE / 2);
  });
});

describe('what is typed as the credit of a return', () => {
  it('is at most what was charged for the keys; more is refused with the most that comes back', async () => {
    await importSheet(client, 'four.csv', keySheet(4), { supplierId, skuId });
    const batchId = await firstBatch();
    const tooHigh = { code: 'CREDIT_TOO_HIGH', data: { amount: 2 * PRICE, currency: 'CNY' } };
    await expect(giveBack(batchId, 2, money(2 * PRICE + 1))).rejects.toMatchObject(tooHigh);
    expect(await balance()).toBe(4 * PRICE);
    await giveBack(batchId, 2, money(2 * PRICE));
    await giveBack(batchId, 1, money(1));
    expect(await balance()).toBe(2 * PRICE - 1);
  });

  it('is nothing for keys that were a gift', async () => {
    await importSheet(client, 'gift.csv', keySheet(2), {
      supplierId,
      skuId,
      receiptKind: 'gift',
      settlement: 'none',
      cost: { by: 'unit', unitCost: money(0), perSku: [] },
    });
    const refused = { code: 'CREDIT_TOO_HIGH', data: { amount: 0 } };
    await expect(giveBack(await firstBatch(), 1, money(1))).rejects.toMatchObject(refused);
    await giveBack(await firstBatch(), 1);
    expect(await balance()).toBe(0);
  });
});

describe('keys that came beyond an order', () => {
  /** Three are ordered and five came; all are charged. */
  async function receiveTooMany() {
    const lines = [{ skuId, quantity: 3, unitPrice: PRICE }];
    const draft = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    const { id, revision } = await client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
    const purchaseOrder = { id, revision };
    const { importId } = await importSheet(client, 'five.csv', keySheet(5), { supplierId, skuId, purchaseOrder });
    const claim = async () => {
      const order = await client.purchaseOrders.get({ id });
      const over = order.differences.find(({ kind }) => kind === 'over');
      const decision = { decision: 'claim' as const, note: '', credit: money(2 * PRICE) };
      const seen = { id: over?.id ?? (0 as never), revision: order.revision };
      return client.purchaseOrders.decideDifference({ commandId: newCommandId(), ...seen, ...decision });
    };
    const over = async () => (await client.purchaseOrders.get({ id })).differences.find(({ kind }) => kind === 'over');
    return { importId, claim, over };
  }

  it('are not credited once more by an undo in part where they were claimed', async () => {
    const { importId, claim } = await receiveTooMany();
    await claim();
    await sell(1);
    expect(await undo(importId)).toMatchObject({ withdrawnCount: 4, keptCount: 1 });
    expect(await balance()).toBe(0);
  });

  it('are not credited once more by a return after an undo in part', async () => {
    const { importId, claim } = await receiveTooMany();
    await claim();
    const wish = { skuId, quantity: 2, buyer: '小鹿', endsAt: shop.clock.now() + 3_600_000 };
    const held = await client.reservations.create({ commandId: newCommandId(), ...wish });
    expect(await undo(importId)).toMatchObject({ withdrawnCount: 3, keptCount: 2 });
    expect(await balance()).toBe(0);
    await client.reservations.release({ commandId: newCommandId(), id: held.id });
    const refused = { code: 'LOSS_CREDITED', data: { amount: 0, currency: 'CNY' } };
    await expect(giveBack(await firstBatch(), 2)).rejects.toMatchObject(refused);
    await giveBack(await firstBatch(), 2, money(0));
    expect(await balance()).toBe(0);
  });

  it('are not claimed any more where they went back before, by a return or an undo', async () => {
    const { importId, claim, over } = await receiveTooMany();
    await giveBack(await firstBatch(), 1);
    expect(await over()).toMatchObject({ creditLeft: PRICE });
    await sell(1);
    await undo(importId);
    expect(await over()).toMatchObject({ creditLeft: 0 });
    await expect(claim()).rejects.toMatchObject({ code: 'LOSS_CREDITED', data: { amount: 0 } });
    expect(await balance()).toBe(PRICE);
  });
});

describe('bad keys that cost something else in stock than what the supplier charged', () => {
  const claims = async () => {
    const open = await client.supplierAccounts.openClaims({ supplierId });
    return open.map(({ amount, left }) => [amount, left]);
  };
  const openClaims = async () => (await client.supplierMoney.get({ supplierId })).exposure.openClaims;

  async function sellBad(quantity: number): Promise<CardKeyId[]> {
    const { deliveries } = await sell(quantity);
    const { id } = deliveries[0] ?? { id: 0 as never };
    const keyIds = (await client.deliveries.get({ id })).keys.map((key) => key.id);
    await client.deliveries.markBad({ commandId: newCommandId(), id, keyIds, reason: '已被使用' });
    return keyIds;
  }

  async function correct(importId: ImportId, amount: number): Promise<void> {
    const change = { by: 'per-key' as const, amount: money(amount) };
    const wish = { importIds: [importId], skuId, change, paperedOn: '2026-11-20' as never };
    const { stockPart, costPart } = await client.priceCorrections.preview(wish);
    const paper = { externalNumber: '', reason: '调价', shown: { stockPart, costPart } };
    await client.priceCorrections.post({ commandId: newCommandId(), ...wish, ...paper });
  }

  const refund = (amount: number, claimKeyIds: CardKeyId[]) =>
    client.supplierAccounts.post({
      commandId: newCommandId(),
      supplierId,
      kind: 'refund',
      amount: money(amount),
      occurredOn: '2026-11-21' as never,
      claimKeyIds,
    });

  const replace = (keyIds: CardKeyId[], quantity: number) => {
    const cost = { by: 'claimed' as const, keyIds };
    const settings = { supplierId, skuId, receiptKind: 'replacement' as const, settlement: 'none' as const, cost };
    return importSheet(client, 'new.csv', keySheet(quantity, 500), settings);
  };

  it.each([950_000, 100_000, 0])('are claimed, refunded and replaced for their price, not for %i', async (unitCost) => {
    await importSheet(client, 'four.csv', keySheet(4), { supplierId, skuId });
    await recost(await firstBatch(), unitCost);
    const [first, second] = (await sellBad(2)) as [CardKeyId, CardKeyId];
    expect(await openClaims()).toBe(2 * PRICE);
    await expect(refund(PRICE + 1, [first])).rejects.toMatchObject({ code: 'REFUND_ABOVE_CLAIM' });
    await refund(PRICE, [first]);
    expect(await claims()).toEqual([[PRICE, PRICE]]);
    const { importId, summary } = await replace([second], 1);
    // In stock the new one carries what the deliveries carry no longer.
    expect(summary.totalCost).toBe(unitCost);
    expect(await openClaims()).toBe(0);
    const [batch] = (await client.inventory.batches({ importId })).rows;
    // Three keys stand on the account, of which the replacement goes back for what its predecessor cost.
    await giveBack(batch?.id as BatchId, 1);
    expect(await balance()).toBe(2 * PRICE);
  });

  it('are claimed for the price that was corrected after they were sold', async () => {
    const { importId } = await importSheet(client, 'four.csv', keySheet(4), { supplierId, skuId });
    const [bad] = (await sellBad(1)) as [CardKeyId];
    await correct(importId, 25_000);
    expect(await openClaims()).toBe(PRICE + 25_000);
    const { importId: replacing } = await replace([bad], 1);
    const [batch] = (await client.inventory.batches({ importId: replacing })).rows;
    await giveBack(batch?.id as BatchId, 1);
    expect(await balance()).toBe(3 * (PRICE + 25_000));
  });

  it('are claimed for what the receipt was charged, where that is less than its keys cost', async () => {
    const charged = money(2 * PRICE);
    await importSheet(client, 'four.csv', keySheet(4), { supplierId, skuId, amountCharged: charged });
    await sellBad(1);
    expect(await openClaims()).toBe(PRICE / 2);
  });
});
