import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run as replayGroup } from '#core/replenishment/back-test-skus.job.ts';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { createTestClock, DAY, HOUR, TEST_START } from '#tests/support/test-clock.ts';
import { importSheet, keySheet, makeSku, makeTrade } from '#tests/support/trade.ts';

const DAYS = 20;
const PER_DAY = 3;
const PRICE = money(475_000);
/** Saturday of the tests, as the shop's day. */
const TODAY = '2026-11-21' as Day;

let shop: TestShop;
let client: TestClient;
let skuId: SkuId;
let supplierId: SupplierId;
let otherId: SupplierId;
let notices: { title: string; body: string }[];

beforeEach(async () => {
  shop = await openTestShop({ clock: createTestClock(TEST_START - DAYS * DAY) });
  client = shop.client;
  notices = [];
  shop.core.kernel.host.notify = (notice) => void notices.push(notice);
  skuId = (await makeTrade(client)).skuId;
  supplierId = await supplier('S2', '平价批发');
  otherId = await supplier('S3', '另一家');
  await offer(supplierId, PRICE);
  await offer(otherId, money(550_000));
  await importSheet(client, 'opening.csv', keySheet(DAYS * PER_DAY + 5), {
    supplierId,
    skuId,
    documentOn: '2026-11-01' as Day,
  });
  for (let day = 0; day < DAYS; day += 1) {
    await sell(PER_DAY);
    shop.clock.advance(DAY);
  }
});
afterEach(closeTestShops);

async function supplier(code: string, name: string): Promise<SupplierId> {
  const { id } = await client.suppliers.create({
    commandId: newCommandId(),
    code,
    name,
    kind: 'wholesaler',
    currency: 'CNY',
    settlement: 'credit',
    creditDays: 30,
  });
  return id;
}

function offer(of: SupplierId, unitPrice: Money, rest: Record<string, unknown> = {}) {
  return client.offers.create({
    commandId: newCommandId(),
    supplierId: of,
    skuId,
    price: { effectiveOn: '2026-10-01', currency: 'CNY', tiers: [{ fromQuantity: 1, unitPrice, discount: null }] },
    ...rest,
  });
}

function sell(quantity: number) {
  return client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity }] });
}

async function plan(): Promise<{ runId: number; line: PlanLine | undefined }> {
  const { runId } = await client.replenishment.run({ commandId: newCommandId() });
  const { lines } = await client.replenishment.plan();
  return { runId, line: lines.find((line) => line.skuId === skuId) };
}

async function plannedLine(): Promise<{ runId: number; line: PlanLine }> {
  const { runId, line } = await plan();
  if (!line) throw new Error('The SKU needs nothing.');
  return { runId, line };
}

function orderOf({ runId, line }: { runId: number; line: PlanLine }, changes: { quantity?: number } = {}) {
  const { supplierId: from, unitCost, quantity } = line;
  if (from === null || unitCost === null) throw new Error('The line has no supplier.');
  const wanted = { skuId, supplierId: from, quantity, unitCost, ...changes };
  return { commandId: newCommandId(), runId, lines: [wanted] };
}

async function change(fields: Partial<Awaited<ReturnType<typeof client.replenishment.settings>>>) {
  const { currency: _, ...settings } = await client.replenishment.settings();
  return client.replenishment.changeSettings({ commandId: newCommandId(), ...settings, ...fields });
}

async function setRule(fields: Partial<Awaited<ReturnType<typeof client.replenishment.rule>>>) {
  const rule = await client.replenishment.rule({ skuId });
  return client.replenishment.setRule({ commandId: newCommandId(), ...rule, ...fields });
}

const codesOf = ({ reasons }: PlanLine): string[] => reasons.map(({ code }) => code);

describe('a plan', () => {
  it('says what to order, from whom and why, and orders exactly that', async () => {
    const planned = await plannedLine();
    const { line } = planned;
    expect(line).toMatchObject({ state: 'urgent', available: 5, supplierId, unitCost: PRICE, limit: null });
    expect(line.sold.slice(-DAYS)).toEqual(Array(DAYS).fill(PER_DAY));
    expect(line.quantity).toBeGreaterThanOrEqual(7 * PER_DAY);
    expect(line.cost).toBe(PRICE * line.quantity);
    expect(line.offers.map((one) => one.supplierId)).toEqual([supplierId, otherId]);
    expect(codesOf(line)).toEqual(expect.arrayContaining(['RECENT_SPEED', 'POSITION', 'MINIMUM', 'SHORT']));

    const { orders } = await client.replenishment.order(orderOf(planned));
    expect(orders).toHaveLength(1);
    const order = await client.purchaseOrders.get({ id: orders[0]?.id ?? 0 });
    expect(order).toMatchObject({ state: 'draft', supplierId, origin: 'plan', total: line.cost });
    expect(order.lines).toMatchObject([{ skuId, quantity: line.quantity, unitPrice: PRICE, priceSource: 'offer' }]);
    expect(order.lines[0]?.reasons.map(({ code }) => code)).toContain('SHORT');
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('says why an offer was not considered', async () => {
    const price = (currency: string, validTo: string | null = null) => ({
      price: {
        effectiveOn: '2026-10-01',
        validTo,
        currency,
        tiers: [{ fromQuantity: 1, unitPrice: money(1), discount: null }],
      },
    });
    await offer(await supplier('S4', '外币报价'), money(1), price('USD'));
    await offer(await supplier('S5', '过期报价'), money(1), price('CNY', '2026-10-02'));
    const { line } = await plannedLine();
    expect(line.reasons.filter(({ code }) => code === 'OFFER_LEFT_OUT')).toEqual([
      { code: 'OFFER_LEFT_OUT', supplier: '外币报价', exclusion: 'OTHER_CURRENCY' },
      { code: 'OFFER_LEFT_OUT', supplier: '过期报价', exclusion: 'EXPIRED' },
    ]);
    expect(line).toMatchObject({ supplierId, unitCost: PRICE });
  });

  it('counts what was written and not yet sent, so that nothing is ordered twice', async () => {
    const planned = await plannedLine();
    await client.replenishment.order(orderOf(planned));
    await expect(client.replenishment.order(orderOf(planned))).rejects.toMatchObject({ code: 'ORDERED_MEANWHILE' });
    expect((await plan()).line).toBeUndefined();
    expect((await client.purchaseOrders.list({})).rows).toHaveLength(1);
  });

  it('repeats a command with the same answer and one order', async () => {
    const input = orderOf(await plannedLine());
    const first = await client.replenishment.order(input);
    expect(await client.replenishment.order(input)).toEqual(first);
    expect((await client.purchaseOrders.list({})).rows).toHaveLength(1);
  });

  it('refuses a price that is not the one shown, and a quantity nobody sells', async () => {
    const planned = await plannedLine();
    const [first] = (await client.offers.list({ supplierId })).rows;
    if (!first) throw new Error('No offer.');
    const { priceId } = { priceId: (await client.offers.prices({ id: first.id }))[0]?.id ?? null };
    await client.offers.setPrice({
      commandId: newCommandId(),
      id: first.id,
      lastPriceId: priceId,
      effectiveOn: TODAY,
      currency: 'CNY',
      tiers: [{ fromQuantity: 10, unitPrice: money(470_000), discount: null }],
    });
    await expect(client.replenishment.order(orderOf(planned))).rejects.toMatchObject({ code: 'PRICE_CHANGED' });
    const again = await plannedLine();
    await expect(client.replenishment.order(orderOf(again, { quantity: 9 }))).rejects.toMatchObject({
      code: 'NOT_ORDERABLE',
      data: { minimum: 10 },
    });
    expect((await client.purchaseOrders.list({})).rows).toEqual([]);
  });

  it('goes to the second supplier where too much depends on one, but only to one it has bought from', async () => {
    const { rows } = await client.offers.list({ supplierId: otherId });
    const id = rows[0]?.id ?? 0;
    const lastPriceId = (await client.offers.prices({ id }))[0]?.id ?? null;
    const tiers = [{ fromQuantity: 1, unitPrice: money(480_000), discount: null }];
    const price = { lastPriceId, effectiveOn: TODAY, currency: 'CNY', tiers };
    await client.offers.setPrice({ commandId: newCommandId(), id, ...price });
    expect((await plannedLine()).line).toMatchObject({ supplierId });
    await importSheet(client, 'try.csv', keySheet(1, 5000), { supplierId: otherId, skuId, documentOn: TODAY });
    const { line } = await plannedLine();
    expect(line.supplierId).toBe(otherId);
    expect(codesOf(line)).toContain('DEPENDENCE_RESISTED');
  });

  it('takes a one-off bulk order out of the forecast and says so', async () => {
    const before = await plannedLine();
    await importSheet(client, 'bulk.csv', keySheet(60, 1000), { supplierId, skuId, documentOn: '2026-11-01' as Day });
    await client.deliveries.dispense({ commandId: newCommandId(), buyer: '过路客', lines: [{ skuId, quantity: 60 }] });
    shop.clock.advance(DAY);
    const { line } = await plannedLine();
    expect(line.daily).toBeLessThanOrEqual(before.line.daily + 0.2);
    expect(line.reasons).toContainEqual({ code: 'BULK_LEFT_OUT', units: 60 });
  });
});

describe('the comparison of offers', () => {
  it('says how long the next tier lasts at what was sold in the last 28 days', async () => {
    const tiers = [
      { fromQuantity: 1, unitPrice: money(470_000), discount: null },
      { fromQuantity: 300, unitPrice: money(460_000), discount: null },
    ];
    await offer(await supplier('S4', '有档位'), PRICE, {
      price: { effectiveOn: '2026-10-01', currency: 'CNY', tiers },
    });
    // Three a day for 20 days are 60; today's are not counted.
    await sell(1);
    const { offers } = await client.offers.compare({ skuId, quantity: 10 });
    expect(offers.find(({ supplierName }) => supplierName === '有档位')?.nextTier).toMatchObject({
      quantity: 300,
      coverDays: Math.round(300 / (60 / 28)),
    });
  });
});

describe('limits', () => {
  it('of the day name themselves, in the plan and against a larger quantity by hand', async () => {
    await change({ dailyBudget: money(2 * PRICE) });
    const planned = await plannedLine();
    expect(planned.line).toMatchObject({ quantity: 2, limit: 'DAILY_BUDGET' });
    await expect(client.replenishment.order(orderOf(planned, { quantity: 3 }))).rejects.toMatchObject({
      code: 'LIMIT_REACHED',
      data: { limit: 'DAILY_BUDGET', room: 2 * PRICE, wanted: 3 * PRICE },
    });
    await client.replenishment.order(orderOf(planned));
    // What was ordered today is spent.
    expect((await plannedLine()).line).toMatchObject({ quantity: 0, limit: 'DAILY_BUDGET' });
    shop.clock.advance(DAY);
    expect((await plannedLine()).line.quantity).toBe(2);
  });

  it('stop everything in an emergency', async () => {
    const planned = await plannedLine();
    await change({ isStopped: true });
    await expect(client.replenishment.order(orderOf(planned))).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
    expect((await plannedLine()).line).toMatchObject({ quantity: 0, limit: 'EMERGENCY_STOP' });
  });

  it('keep a prepaid supplier to the balance', async () => {
    const prepaid = (await client.suppliers.list({ search: '示例批发商' })).rows[0]?.id;
    if (prepaid === undefined) throw new Error('No prepaid supplier.');
    await offer(prepaid, money(400_000));
    const { line } = await plannedLine();
    expect(line).toMatchObject({ supplierId, limit: null });
    expect(line.reasons).toContainEqual(expect.objectContaining({ code: 'PASSED_OVER', limit: 'PREPAID_BALANCE' }));
  });

  it('of a SKU count what lies in stock and on order', async () => {
    await setRule({ maximum: 15 });
    expect((await plannedLine()).line).toMatchObject({ quantity: 10, limit: 'SKU_MAXIMUM' });
  });
});

describe('a rule', () => {
  it('is kept from whoever saw an older one', async () => {
    await setRule({ coverDays: 30 });
    await expect(
      client.replenishment.setRule({
        commandId: newCommandId(),
        ...(await client.replenishment.rule({ skuId })),
        revision: 0,
      }),
    ).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE' });
  });

  it('with more days of cover orders more, from the preferred supplier', async () => {
    const { line: before } = await plannedLine();
    await setRule({ coverDays: 30, preferredSupplierId: otherId });
    const { line } = await plannedLine();
    expect(line.quantity).toBeGreaterThan(before.quantity);
    expect(line.supplierId).toBe(otherId);
    expect(codesOf(line)).toContain('PREFERRED');
  });

  it('lets a SKU sleep until a day, and wakes it after', async () => {
    await client.replenishment.snooze({ commandId: newCommandId(), skuIds: [skuId], until: TODAY });
    expect((await plannedLine()).line).toMatchObject({ quantity: 0, snoozedUntil: TODAY });
    expect(await client.replenishment.figures()).toMatchObject({ out: 0, urgent: 0, soon: 0, toOrder: 0 });
    shop.clock.advance(DAY);
    const { line } = await plannedLine();
    expect(line.snoozedUntil).toBeNull();
    expect(line.quantity).toBeGreaterThan(0);
  });

  it('orders once what is asked once', async () => {
    await setRule({ orderOnce: 200 });
    const planned = await plannedLine();
    expect(planned.line.quantity).toBe(200);
    await client.replenishment.order(orderOf(planned));
    expect((await client.replenishment.rule({ skuId })).orderOnce).toBeNull();
  });

  it('that cannot be followed is refused', async () => {
    await expect(setRule({ minimum: 10, maximum: 5 })).rejects.toMatchObject({ code: 'INVALID_VALUE' });
  });
});

describe('the clockwork', () => {
  it('plans once for days that were slept through, and tells a need once', async () => {
    await shop.core.followTime();
    const first = (await client.replenishment.plan()).run;
    expect(first).toMatchObject({ cause: 'schedule' });
    expect(notices).toHaveLength(1);
    shop.clock.advance(HOUR);
    await shop.core.followTime();
    await shop.core.followTime();
    expect((await client.replenishment.plan()).run?.id).toBe(first?.id);
    shop.clock.advance(3 * DAY);
    await shop.core.followTime();
    await shop.core.followTime();
    expect((await client.replenishment.plan()).run?.id).toBe((first?.id ?? 0) + 1);
  });

  it('plans again once the shop has come to rest after a sale, and tells only what became worse', async () => {
    await shop.core.followTime();
    const before = (await client.replenishment.plan()).run;
    await sell(5);
    expect((await client.replenishment.plan()).isOutdated).toBe(true);
    await shop.core.followTime();
    expect((await client.replenishment.plan()).run?.id).toBe(before?.id);
    await shop.core.followTime();
    const { run, lines, isOutdated } = await client.replenishment.plan();
    expect(run).toMatchObject({ id: (before?.id ?? 0) + 1, cause: 'stock' });
    expect(isOutdated).toBe(false);
    expect(lines[0]).toMatchObject({ state: 'out' });
    expect(notices).toHaveLength(2);

    await importSheet(client, 'restock.csv', keySheet(200, 2000), {
      supplierId,
      skuId,
      documentOn: '2026-11-01' as Day,
    });
    await shop.core.followTime();
    await shop.core.followTime();
    expect(notices).toHaveLength(2);
    expect((await client.replenishment.figures()).out).toBe(0);
  });

  it('stands still while the clock is set back', async () => {
    await shop.core.followTime();
    const before = (await client.replenishment.plan()).run?.id;
    await sell(1);
    shop.clock.advance(-2 * DAY);
    await shop.core.followTime();
    await shop.core.followTime();
    expect((await client.replenishment.plan()).run?.id).toBe(before);
  });

  it('writes the draft by itself where the rule says so, once', async () => {
    await setRule({ trigger: 'draft' });
    await shop.core.followTime();
    const { rows } = await client.purchaseOrders.list({});
    expect(rows).toMatchObject([{ state: 'draft', supplierId, createdBy: '' }]);
    await shop.core.followTime();
    await shop.core.followTime();
    shop.clock.advance(DAY);
    await shop.core.followTime();
    expect((await client.purchaseOrders.list({})).rows).toHaveLength(1);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});

describe('a back-test of several SKUs', () => {
  it('is each of them by itself and their sum, of those named or of a category', async () => {
    const rule = { kind: 'min-max' as const, minimum: 20, maximum: 22 };
    const wish = { months: 1, rule };
    const alone = await client.replenishment.backTest({ skuId, ...wish });
    const sku = await client.skus.get({ id: skuId });
    const product = await client.products.get({ id: sku.productId });
    await client.products.edit({ ...product, commandId: newCommandId(), category: '点卡' });
    const other = await makeSku(client, 'NEVER-SOLD', money(500_000));
    for (const group of [{ skuIds: [skuId, other] }, { category: '点卡' }]) {
      const { skus, leftOut, ...sum } = await client.replenishment.backTestGroup({ of: group, ...wish });
      expect(skus.map((one) => one.skuId)).toEqual([skuId]);
      expect(skus[0]).toMatchObject({ skuCode: sku.code, happened: alone.happened, withRule: alone.withRule });
      expect(leftOut).toBe(0);
      expect(sum).toMatchObject({ from: alone.from, to: alone.to, actual: alone.actual, replayed: alone.replayed });
      expect(sum.withRule).toMatchObject({ orders: alone.withRule.orders, unitsLost: 0 });
    }
    const none = await client.replenishment.backTestGroup({ of: { category: '没有的' }, ...wish });
    expect(none).toMatchObject({ skus: [], actual: [], withRule: { days: 0, averageStock: 0 } });
  });
});

describe('a back-test', () => {
  it('of several SKUs stops between two of them when nobody waits any more', async () => {
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    const rule = { kind: 'min-max' as const, minimum: 20, maximum: 22 };
    const input = { of: { skuIds: [skuId] }, most: 200, months: 1, today: TODAY, rule };
    const thread = { readDb: shop.core.kernel.readDb, signal: controller.signal } as never;
    await expect(replayGroup(input, thread)).rejects.toThrow('aborted');
  });

  it('replays the past months beside what happened', async () => {
    const rule = { kind: 'min-max' as const, minimum: 20, maximum: 22 };
    const { actual, replayed, happened, withRule } = await client.replenishment.backTest({ skuId, months: 1, rule });
    expect(actual).toHaveLength(DAYS / 2);
    expect(replayed).toHaveLength(DAYS / 2);
    expect(actual.at(-1)).toBe(5);
    expect(happened).toMatchObject({ days: DAYS / 2, unitsSold: (DAYS / 2) * PER_DAY, stockOutDays: 0 });
    const forecast = await client.replenishment.backTest({
      skuId,
      months: 1,
      rule: { kind: 'forecast', coverDays: 3 },
    });
    expect(forecast.withRule).toMatchObject({ unitsLost: 0 });
    expect(withRule).toMatchObject({ unitsLost: 0, stockOutDays: 0 });
    expect(withRule.orders).toBeGreaterThan(0);
    expect(replayed.at(-1)).toBeGreaterThan(5);
  });
});
