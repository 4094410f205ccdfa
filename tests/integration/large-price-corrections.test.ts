import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import type { CardKeyId, ImportId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { PriceChange } from '#shared/domain/purchasing/price-correction.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';

const DAY = '2026-11-21' as Day;
const PRICE = 475_000;
const KEYS = 1_300;
const SOLD = 100;

let shop: TestShop;
let client: TestClient;
let supplierId: SupplierId;
let skuId: SkuId;
let importId: ImportId;

beforeEach(async () => {
  shop = await openTestShop();
  client = shop.client;
  ({ supplierId, skuId } = await makeTrade(client));
  ({ importId } = await importSheet(client, 'k.csv', keySheet(KEYS), { supplierId, skuId, documentOn: DAY }));
  await sell(SOLD);
});
afterEach(closeTestShops);

function sell(quantity: number) {
  return client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity }] });
}

const perKey = (amount: number): PriceChange => ({ by: 'per-key', amount: money(amount) });
const scope = (change: PriceChange) => ({ importIds: [importId], skuId, change, paperedOn: DAY });

async function wished(change: PriceChange) {
  const wish = scope(change);
  const { stockPart, costPart } = await client.priceCorrections.preview(wish);
  return { commandId: newCommandId(), ...wish, reason: '月底返差价', shown: { stockPart, costPart } };
}

async function ended<Act extends { jobId: unknown }>(act: Promise<Act>): Promise<Act> {
  const done = await act;
  if (done.jobId !== null) await jobEnd(client, done.jobId as never);
  return done;
}

const balance = async () => (await client.supplierAccounts.get({ supplierId })).balance;
const stockValue = async () =>
  (await client.inventory.batches({})).rows.reduce((sum, batch) => sum + (batch.valueOnHand ?? 0), 0);

async function brokenRules(): Promise<string[]> {
  const end = await jobEnd(client, (await client.verify.run()).jobId);
  return (end.result as ShopCheck).checks.filter(({ isKept }) => !isKept).map(({ name }) => name);
}

describe('a price correction of more keys than one transaction takes', () => {
  it('is previewed and posted whole: account, stock and cost, and is taken back the same way', async () => {
    const [owed, value] = [await balance(), await stockValue()];
    const onHand = KEYS - SOLD;
    expect(await client.priceCorrections.preview(scope(perKey(-25_000)))).toMatchObject({
      keyCount: KEYS,
      onHandCount: onHand,
      soldCount: SOLD,
      total: -25_000 * KEYS,
      stockPart: -25_000 * onHand,
    });
    const posted = await ended(client.priceCorrections.post(await wished(perKey(-25_000))));
    expect(posted.jobId).not.toBeNull();
    expect(await balance()).toBe(owed - 25_000 * KEYS);
    expect(await stockValue()).toBe(value - 25_000 * onHand);
    const row = await client.priceCorrections.get({ id: posted.documentId });
    expect(row).toMatchObject({ quantity: KEYS, stockPart: -25_000 * onHand, costPart: -25_000 * SOLD });
    expect(brokenInvariants(shop.core)).toEqual([]);
    await sell(50);
    await ended(client.priceCorrections.reverse({ commandId: newCommandId(), id: posted.documentId, reason: '记错' }));
    expect(await balance()).toBe(owed);
    expect(await stockValue()).toBe(value - 50 * PRICE);
    expect(brokenInvariants(shop.core)).toEqual([]);
    expect(await brokenRules()).toEqual([]);
  });

  it('holds its keys until it is through, and another document waits for it', async () => {
    shop.core.kernel.jobs.start = () => {
      throw new Error('The program ends here.');
    };
    const command = await wished(perKey(-25_000));
    const owed = await balance();
    await expect(client.priceCorrections.post(command)).rejects.toThrow();
    expect(await balance()).toBe(owed - 25_000 * KEYS);
    await expect(sell(1)).rejects.toMatchObject({ code: 'INSUFFICIENT_STOCK' });
    const [{ documentId: id, number } = { documentId: 0 as never, number: '' }] = (
      await client.priceCorrections.list({})
    ).rows;
    const inMotion = { code: 'STOCK_IN_MOTION', data: { number } };
    await expect(client.priceCorrections.post(await wished(perKey(-1)))).rejects.toMatchObject(inMotion);
    const reversal = { commandId: newCommandId(), id, reason: '记错' };
    await expect(client.priceCorrections.reverse(reversal)).rejects.toMatchObject(inMotion);
    expect(brokenInvariants(shop.core)).toEqual([]);

    // What a stop cut short goes on at the next start; the command that is repeated finds it done.
    await shop.restart();
    client = shop.client;
    const { jobs } = shop.core.kernel;
    await Promise.all(jobs.list().map((job) => jobs.whenEnded(job.id)));
    expect(await client.priceCorrections.post(command)).toMatchObject({ number, jobId: null });
    expect(await client.priceCorrections.get({ id })).toMatchObject({ quantity: KEYS, costPart: -25_000 * SOLD });
    await sell(1);
    expect(brokenInvariants(shop.core)).toEqual([]);
    expect(await brokenRules()).toEqual([]);
  });

  it('is refused whole where its keys changed since it was shown, and where one would carry less than nothing', async () => {
    const command = await wished(perKey(-25_000));
    await sell(1);
    await expect(client.priceCorrections.post(command)).rejects.toMatchObject({ code: 'SPLIT_CHANGED' });
    const below = scope(perKey(-PRICE - 1));
    await expect(client.priceCorrections.preview(below)).rejects.toMatchObject({ code: 'CREDIT_ABOVE_COST' });
    expect((await client.priceCorrections.list({})).rows).toEqual([]);
  });

  it('follows a key that comes back while it is under way', async () => {
    const { rows } = await client.deliveries.list({});
    const delivery = await client.deliveries.get({ id: rows[0]?.id as never });
    const keyIds: CardKeyId[] = delivery.keys.slice(0, 3).map(({ id }) => id);
    const { start } = shop.core.kernel.jobs;
    shop.core.kernel.jobs.start = () => {
      throw new Error('The program ends here.');
    };
    await expect(client.priceCorrections.post(await wished(perKey(-25_000)))).rejects.toThrow();
    shop.core.kernel.jobs.start = start;
    await client.deliveries.return({ commandId: newCommandId(), id: delivery.id, keyIds, reason: '退货' });
    await shop.restart();
    client = shop.client;
    const { jobs } = shop.core.kernel;
    await Promise.all(jobs.list().map((job) => jobs.whenEnded(job.id)));
    const [row] = (await client.priceCorrections.list({})).rows;
    expect(row).toMatchObject({ stockPart: -25_000 * (KEYS - SOLD + 3), costPart: -25_000 * (SOLD - 3) });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('adds up to the last 1/10 000, whatever is shared and taken back', async () => {
    const amount = fc.integer({ min: -KEYS * 1_000, max: KEYS * 1_000 }).filter((total) => total !== 0);
    await fc.assert(
      fc.asyncProperty(amount, fc.boolean(), async (total, isTakenBack) => {
        const [owed, value] = [await balance(), await stockValue()];
        const change: PriceChange = { by: 'total', amount: money(total) };
        const { documentId } = await ended(client.priceCorrections.post(await wished(change)));
        const { stockPart, costPart } = await client.priceCorrections.get({ id: documentId });
        expect(stockPart + costPart).toBe(total);
        expect([await balance(), await stockValue()]).toEqual([owed + total, value + stockPart]);
        if (isTakenBack) {
          await ended(client.priceCorrections.reverse({ commandId: newCommandId(), id: documentId, reason: '记错' }));
          expect([await balance(), await stockValue()]).toEqual([owed, value]);
        }
        expect(brokenInvariants(shop.core)).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });
});
