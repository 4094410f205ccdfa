import { afterEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import type { ExportedKeys } from '#shared/contract/card-keys.contract.ts';
import type { ExportedColumn } from '#shared/contract/lists.contract.ts';
import { MONEY_SCALE, money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop, readDownload, type TestClient } from '#tests/support/open-core.ts';
import { openReplenishmentShop, planOf } from '#tests/support/replenishment-shop.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';
import { createSku } from '#tests/support/trade-setup.ts';

afterEach(closeTestShops);

const TODAY = '2026-11-21' as Day;
const period = 'last-90-days';
const text = (path: string): ExportedColumn => ({ header: path, paths: [path], kind: 'text' });
const whole = (path: string): ExportedColumn => ({ header: path, paths: [path], kind: 'integer' });
const amount = (path: string): ExportedColumn => ({ header: path, paths: [path], kind: 'money' });

type ListWish = Parameters<TestClient['lists']['export']>[0]['list'];

/** The rows of the exported file, as Excel opens them; the head is left out. */
async function exported(client: TestClient, list: ListWish, columns: ExportedColumn[]): Promise<unknown[][]> {
  const { jobId } = await client.lists.export({ commandId: newCommandId(), list, title: '明细', columns });
  const job = await jobEnd(client, jobId);
  if (job.state !== 'done') throw new Error(`The export ended ${job.state}: ${JSON.stringify(job.error)}`);
  const book = XLSX.read(await readDownload(client, (job.result as ExportedKeys).fileId));
  const [, ...rows] = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets.明细 ?? {}, { header: 1, defval: null });
  return rows;
}

function sumOf(rows: readonly unknown[][], index: number): number {
  return rows.reduce((sum, row) => sum + Number(row[index]), 0);
}

/** Keys came, in two receipts; three orders took five of them, on two days. */
async function soldShop() {
  const shop = await openTestShop();
  const { client } = shop;
  const { supplierId, skuId } = await makeTrade(client);
  await importSheet(client, 'one.csv', keySheet(20), { supplierId, skuId, documentOn: '2026-11-12' as Day });
  await importSheet(client, 'two.csv', keySheet(3, 100), { supplierId, skuId, documentOn: '2026-11-14' as Day });
  const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '淘宝店', platform: '淘宝' });
  for (const [index, quantity] of [1, 2, 2].entries()) {
    const line = { skuId, quantity, orderTotal: money(quantity * 500_000) };
    await client.deliveries.dispense({ commandId: newCommandId(), shopId, orderNumber: `T${index}`, lines: [line] });
  }
  return { ...shop, client, supplierId, skuId };
}

describe('the rows behind a figure', () => {
  it('can be exported wherever they are shown, and come to the figure', async () => {
    const { client, supplierId, skuId } = await soldShop();
    const filter = { period, limit: 1000 };
    const span = { from: '2026-11-01', to: TODAY, limit: 1000 };
    const figures = await client.dashboard.sales({ from: span.from, to: span.to });
    const sales = await exported(client, { list: 'salesOfSpan', filter: span }, [
      amount('revenue'),
      amount('cost'),
      text('orderNumber'),
    ]);
    expect(sumOf(sales, 0)).toBeCloseTo(figures.revenue / MONEY_SCALE);
    expect(sumOf(sales, 1)).toBeCloseTo((figures.cost ?? 0) / MONEY_SCALE);
    expect(sales.map((row) => row[2])).toEqual(['T2', 'T1', 'T0']);

    const bought = await exported(client, { list: 'purchasesOfSpan', filter: span }, [
      amount('amount'),
      text('currency'),
    ]);
    expect(bought).toEqual([
      [142.5, 'CNY'],
      [950, 'CNY'],
    ]);
    const batches = await exported(client, { list: 'purchasedBatches', filter: { ...filter, supplierId } }, [
      whole('quantity'),
      amount('amount'),
    ]);
    expect(batches).toEqual([
      [3, 142.5],
      [20, 950],
    ]);
    const channel = await exported(client, { list: 'channelSales', filter: { ...filter, supplierId } }, [
      whole('keys'),
    ]);
    expect(sumOf(channel, 0)).toBe(5);
    const of = { dimension: 'category', key: '' } as const;
    const demand = await exported(client, { list: 'demandRows', filter: { ...filter, of } }, [
      whole('quantity'),
      text('skuName'),
    ]);
    expect(sumOf(demand, 0)).toBe(5);
    const days = await exported(client, { list: 'skuDays', filter: { period, skuId } }, [
      text('on'),
      whole('end'),
      text('state'),
    ]);
    expect(days[0]).toEqual([TODAY, 18, 'inStock']);
    expect(days).toHaveLength(90);
    const measured = { supplierId, period, measure: 'badKeyRate', limit: 1000 } as const;
    const evidence = await exported(client, { list: 'scoreEvidence', filter: measured }, [whole('quantity')]);
    expect(sumOf(evidence, 0)).toBe(23);
    expect(await exported(client, { list: 'movedPrices', filter: {} }, [text('after')])).toEqual([]);
  });

  it('come page by page, each once, also where more are sold meanwhile', async () => {
    const { client, supplierId, skuId } = await soldShop();
    const span = { from: '2026-11-01', to: TODAY };
    const readAll = async <Row>(read: (cursor?: string) => Promise<{ rows: Row[]; nextCursor: string | null }>) => {
      const rows: Row[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await read(cursor);
        rows.push(...page.rows);
        if (page.nextCursor === null) return rows;
        cursor = page.nextCursor;
        await client.deliveries.dispense({
          commandId: newCommandId(),
          lines: [{ skuId, quantity: 1, orderTotal: money(500_000) }],
        });
      }
    };
    const limit = 2;
    const sales = await readAll((cursor) => client.dashboard.sales({ ...span, limit, cursor }));
    expect(sales.map(({ quantity }) => quantity)).toEqual([2, 2, 1]);
    const bought = await readAll((cursor) => client.dashboard.purchases({ ...span, limit: 1, cursor }));
    expect(bought.map(({ amount: paid }) => paid)).toEqual([1_425_000, 9_500_000]);
    const batches = await readAll((cursor) => client.tradeReports.purchases({ period, limit: 1, cursor }));
    expect(batches.map(({ quantity }) => quantity)).toEqual([3, 20]);
    const channel = await readAll((cursor) =>
      client.tradeReports.channelSales({ period, supplierId, limit: 3, cursor }),
    );
    expect(channel.map(({ keys }) => keys)).toEqual([1, 1, 1, 2, 2, 1]);
    const of = { dimension: 'category', key: '' } as const;
    const demand = await readAll((cursor) => client.demand.rows({ period, of, limit: 3, cursor }));
    expect(demand.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(9);
    await expect(client.dashboard.sales({ ...span, cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'INVALID_VALUE',
    });
  });
});

describe('what an exported list calls things', () => {
  it('names a SKU with its product, as the screen does', async () => {
    const { client, supplierId } = await soldShop();
    const product = { brandName: '网易', name: '网易点卡' };
    const skuId = await createSku(client, 'NE-50', { product, name: '50 元' });
    await importSheet(client, 'ne.csv', keySheet(2, 500), { supplierId, skuId, documentOn: TODAY });
    const aged = await exported(client, { list: 'agedBatches', filter: { skuId } }, [text('skuName')]);
    expect(aged).toEqual([['网易点卡 50 元']]);
  });

  it('says of each line of the morning whom it is ordered from, at what cost, and who is next', async () => {
    const { client, skuId, ...shop } = await openReplenishmentShop();
    const { line } = await planOf({ client, ...shop }, skuId);
    const rows = await exported(client, { list: 'reorderLines', filter: {} }, [
      text('supplierName'),
      amount('supplierCost'),
      text('secondName'),
      whole('quantity'),
    ]);
    expect(rows).toEqual([['平价批发', 47.5, '另一家', line?.quantity]]);
  });
});
