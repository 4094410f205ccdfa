import { afterEach, describe, expect, it } from 'vitest';
import { SCORE_MEASURES } from '#shared/domain/replenishment/score-weights.ts';
import { DEMAND_DIMENSIONS } from '#shared/domain/reports/demand-portrait.ts';
import { addDays, type Day, firstDayOf, lastDayOf, type Month } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop, type TestClient } from '#tests/support/open-core.ts';
import { jobEnd } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const period = 'last-90-days';

/** The demo shop after a day on which a buyer brought a part of an order back and another got one as a gift. */
async function openDemoShop() {
  const shop = await openTestShop();
  const { client } = shop;
  const { jobId } = await client.shop.loadDemo({ months: 2, seed: 11, keys: 0 });
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done', error: null });
  const { rows } = await client.deliveries.list({ limit: 50 });
  const large = rows.find(({ quantity, kind }) => quantity >= 2 && kind === 'sale');
  if (!large) throw new Error('The demo shop sells no two keys at once.');
  const { id, skuId } = large;
  const { keys } = await client.deliveries.get({ id });
  const keyIds = keys.slice(0, 1).map((key) => key.id);
  await client.deliveries.return({ commandId: newCommandId(), id, keyIds, reason: '买错' });
  const lines = [{ skuId, quantity: 1 }];
  await client.deliveries.dispense({ commandId: newCommandId(), purpose: 'gift', lines }).catch(() => undefined);
  await client.replenishment.run({ commandId: newCommandId() });
  return client;
}

function sumOf<Row>(rows: readonly Row[], read: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + read(row), 0);
}

describe('every figure of the demo shop is what the rows come to that it opens:', () => {
  it('of the dashboard and the reports', { timeout: 180_000 }, async () => {
    const client = await openDemoShop();
    await checkDashboard(client);
    await checkBuying(client);
    await checkTurnover(client);
    await checkConcentration(client);
    await checkChannels(client);
    await checkStockAge(client);
    await checkDemand(client);
    await checkScorecards(client);
  });
});

async function checkDashboard(client: TestClient): Promise<void> {
  const figures = await client.dashboard.get();
  const { month, today, sales } = figures;
  const ofMonth = { from: firstDayOf(month as Month), to: lastDayOf(month as Month) };
  const sold = await client.dashboard.sales(ofMonth);
  expect(sold.nextCursor).toBeNull();
  expect.soft(sold.count).toBe(sales.deliveries);
  expect.soft(sumOf(sold.rows, ({ quantity }) => quantity)).toBe(sales.keys);
  expect.soft(sumOf(sold.rows, ({ revenue }) => revenue)).toBe(sales.revenue);
  expect.soft(sumOf(sold.rows, ({ cost }) => cost ?? Number.NaN)).toBe(sales.cost);
  const drawn = await client.dashboard.sales({ from: addDays(today as Day, -29), to: today as Day });
  expect.soft(drawn).toMatchObject(figures.sumOfDays);
  expect.soft(sumOf(figures.days, ({ revenue }) => revenue)).toBe(figures.sumOfDays.revenue);
  const busiest = figures.days.toSorted((one, other) => other.keys - one.keys)[0];
  const onDay = { from: busiest?.on as Day, to: busiest?.on as Day };
  expect.soft(await client.dashboard.sales(onDay)).toMatchObject({ keys: busiest?.keys, profit: busiest?.profit });
  const bought = await client.dashboard.purchases(ofMonth);
  for (const { currency, amount, entries } of figures.purchases ?? []) {
    const own = bought.rows.filter((row) => row.currency === currency);
    expect.soft([own.length, sumOf(own, (row) => row.amount)]).toEqual([entries, amount]);
  }
  const aged = await client.stockAge.batches({});
  expect.soft([aged.quantity, aged.value]).toEqual([figures.keysOnHand, figures.stockValue]);
  const expiring = aged.rows.filter(({ expiresOn }) => expiresOn !== null && expiresOn <= addDays(today as Day, 30));
  expect.soft(sumOf(expiring, ({ quantity }) => quantity)).toBe(figures.expiring.within30);
  expect.soft(sumOf(expiring, ({ value }) => value)).toBe(figures.expiring.valueWithin30);
  const below = await client.skus.list({ isBelowMinimum: true, limit: 200 });
  expect.soft(below.rows).toHaveLength(figures.belowMinimumCount);
  const { suppliers } = await client.dossiers.overview({});
  const papers = suppliers.flatMap(({ findings }) => findings);
  expect.soft(figures.expiringPapers).toBeLessThanOrEqual(papers.length);
  const attention = await client.supplierMoney.attention();
  expect.soft(figures.dues).toEqual(attention);
  const lateRebates = await client.supplierMoney.rebates({ late: true, limit: 200 });
  expect.soft(lateRebates.rows).toHaveLength(attention.lateRebates);
  const borne = await client.dashboard.afterwards({ month: figures.month as Month });
  expect.soft(sumOf(borne.rows, ({ cost }) => cost)).toBe(figures.sales.afterwards);
  expect.soft(borne.rows.map(({ kind }) => kind)).toContain('bad-debt');
  expect.soft((await client.supplierMoney.dues({ overdue: true, limit: 200 })).rows).toHaveLength(attention.overdue);
}

async function checkBuying(client: TestClient): Promise<void> {
  const { buying } = await client.dashboard.get();
  const { lines } = await client.replenishment.plan();
  const awake = lines.filter(({ snoozedUntil }) => snoozedUntil === null);
  const needed = awake.filter((line) => Math.max(line.needed, line.quantity) > 0);
  expect.soft(buying?.toOrder).toBe(needed.length);
  const opened = await client.replenishment.plan({ isNeeded: true });
  expect.soft(opened.lines.map(({ skuId }) => skuId)).toEqual(needed.map(({ skuId }) => skuId));
  expect.soft(buying?.blocked).toBe(needed.filter(({ quantity }) => quantity === 0).length);
  expect.soft(buying?.toOrderCost).toBe(sumOf(lines, ({ cost }) => cost));
  const late = await client.purchaseOrders.list({ isOverdue: true, limit: 200 });
  expect.soft(late.rows).toHaveLength(buying?.overdueOrders ?? -1);
  expect.soft((await client.dashboard.movedPrices()).rows).toHaveLength(buying?.movedPrices ?? -1);
  const money = await client.supplierMoney.overview({ archived: 'all', limit: 200 });
  const held = money.rows.flatMap(({ ownExposure }) => ownExposure ?? []);
  expect.soft(buying?.exposure?.amount).toBe(sumOf(held, ({ total }) => total));
}

async function checkTurnover(client: TestClient): Promise<void> {
  const { turnover } = await client.dashboard.get();
  expect(turnover?.length).toBeGreaterThan(1);
  for (const { month, ...figures } of turnover ?? []) {
    const report = await client.tradeReports.turnover({ period: month });
    expect.soft(report.total).toEqual(figures);
    expect.soft(sumOf(report.skus, ({ costOfSales }) => costOfSales)).toBe(figures.costOfSales);
    expect.soft(sumOf(report.brands, ({ outDays }) => outDays)).toBe(figures.outDays);
    for (const { skuId, skuDays, outDays } of report.skus.slice(0, 4)) {
      const { rows } = await client.tradeReports.skuDays({ period: month, skuId });
      const counted = [rows.filter(({ isOnSale }) => isOnSale).length, rows.filter(({ isOut }) => isOut).length];
      expect.soft(counted).toEqual([skuDays, outDays]);
    }
  }
}

async function checkConcentration(client: TestClient): Promise<void> {
  const { bySupplier, byKind, byBrand } = await client.tradeReports.concentration({ period });
  const amountOf = async (filter: object) => {
    const { rows, amount } = await client.tradeReports.purchases({ period, ...filter });
    expect.soft(sumOf(rows, (row) => row.amount)).toBe(amount);
    return amount;
  };
  expect(bySupplier.shares.length).toBeGreaterThan(1);
  for (const { key, amount } of bySupplier.shares) {
    expect.soft(await amountOf({ supplierId: key.supplierId })).toBe(amount);
  }
  for (const { key, amount } of byKind.shares) expect.soft(await amountOf({ supplierKind: key })).toBe(amount);
  for (const { key, amount } of byBrand.shares) expect.soft(await amountOf({ brandId: key.brandId })).toBe(amount);
  expect.soft(await amountOf({})).toBe(bySupplier.total);
}

async function checkChannels(client: TestClient): Promise<void> {
  const { bySupplier, total } = await client.tradeReports.channels({ period });
  for (const { supplierId, keys, revenue, cost, profit, inStock, prepaid, return: back } of bySupplier) {
    const { rows, nextCursor } = await client.tradeReports.channelSales({ period, supplierId });
    if (nextCursor !== null) continue;
    expect.soft(sumOf(rows, (row) => row.keys)).toBe(keys);
    expect.soft(sumOf(rows, (row) => row.revenue)).toBe(revenue);
    expect.soft(sumOf(rows, (row) => row.cost)).toBe(cost);
    if (back !== null) expect.soft(back).toBeCloseTo(profit / (inStock + prepaid), 9);
  }
  expect.soft(sumOf(bySupplier, ({ profit }) => profit)).toBe(total.profit);
}

async function checkStockAge(client: TestClient): Promise<void> {
  const report = await client.stockAge.report({});
  for (const [bucket, { quantity, value }] of report.buckets.entries()) {
    const { rows } = await client.stockAge.batches({ bucket });
    expect.soft([sumOf(rows, (row) => row.quantity), sumOf(rows, (row) => row.value)]).toEqual([quantity, value]);
  }
  for (const { skuId, quantity, value } of report.dead) {
    const { rows } = await client.stockAge.batches({ skuId });
    expect.soft([sumOf(rows, (row) => row.quantity), sumOf(rows, (row) => row.value)]).toEqual([quantity, value]);
  }
}

async function checkDemand(client: TestClient): Promise<void> {
  const { groups, quantity, revenue, hours } = await client.demand.portrait({ period });
  expect.soft(sumOf(hours, (day) => sumOf(day, (keys) => keys))).toBe(quantity);
  for (const dimension of DEMAND_DIMENSIONS) {
    expect.soft(sumOf(groups[dimension], (group) => group.quantity)).toBe(quantity);
    expect.soft(sumOf(groups[dimension], (group) => group.revenue)).toBe(revenue);
    for (const { key, quantity: own, orders } of groups[dimension].slice(0, 3)) {
      const behind = await client.demand.rows({ period, of: { dimension, key } });
      expect.soft([behind.quantity, behind.count]).toEqual([own, orders]);
    }
  }
}

async function checkScorecards(client: TestClient): Promise<void> {
  const { cards } = await client.scorecards.list({ period });
  for (const { supplierId, scores } of cards) {
    for (const measure of SCORE_MEASURES) {
      const value = scores.find((score) => score.measure === measure)?.value ?? null;
      const { rows } = await client.scorecards.evidence({ supplierId, period, measure });
      const fine = rows.filter(({ isFine }) => isFine).length;
      if (value === null) continue;
      const [quantity, part] = [sumOf(rows, (row) => row.quantity ?? 0), sumOf(rows, (row) => row.part ?? 0)];
      if (measure === 'fillRate' || measure === 'badKeyRate' || measure === 'duplicateRate') {
        expect.soft(value, measure).toBeCloseTo(part / quantity, 9);
      }
      if (measure === 'onTimeRate') expect.soft(value, measure).toBeCloseTo(fine / rows.length, 9);
      if (measure === 'lateCreditRate') expect.soft(value, measure).toBeCloseTo(1 - fine / rows.length, 9);
      if (measure === 'price') {
        const [paid, best] = [sumOf(rows, (row) => row.paid ?? 0), sumOf(rows, (row) => row.best ?? 0)];
        expect.soft(value, measure).toBeCloseTo(paid / best - 1, 9);
      }
    }
  }
}
