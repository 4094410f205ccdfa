import { afterEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import type { ExportedKeys } from '#shared/contract/card-keys.contract.ts';
import type { ExportedColumn, WholeListWish } from '#shared/contract/lists.contract.ts';
import { MONEY_SCALE, money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId, openTestShop, readDownload, type TestClient } from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeTrade } from '#tests/support/trade.ts';
import { createSku, createSupplier } from '#tests/support/trade-setup.ts';

afterEach(closeTestShops);

const period = 'last-90-days';
const NAME: ExportedColumn = { header: '名称', paths: ['name'], kind: 'text' };

function amount(path: string): ExportedColumn {
  return { header: path, paths: [path], kind: 'money' };
}

function share(path: string): ExportedColumn {
  return { header: path, paths: [path], kind: 'share' };
}

/** The rows of the exported file, as Excel opens them; the head is left out. */
async function exported(client: TestClient, list: WholeListWish, columns: ExportedColumn[]): Promise<unknown[][]> {
  const { jobId } = await client.lists.export({ commandId: newCommandId(), list, title: '报表', columns });
  const job = await jobEnd(client, jobId);
  if (job.state !== 'done') throw new Error(`The export ended ${job.state}: ${JSON.stringify(job.error)}`);
  const book = XLSX.read(await readDownload(client, (job.result as ExportedKeys).fileId));
  const [head, ...rows] = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets.报表 ?? {}, { header: 1, defval: null });
  expect(head).toEqual(columns.map(({ header }) => header));
  return rows;
}

function sumOf(rows: readonly unknown[][], index: number): number {
  const values = rows.map((row) => row[index]);
  expect(values.every((value) => typeof value === 'number')).toBe(true);
  return values.reduce<number>((sum, value) => sum + Number(value), 0);
}

/** Nine keys of one supplier and brand, one of another; four were sold, two of them at a loss. */
async function tradedShop() {
  const shop = await openTestShop();
  const { client } = shop;
  const { supplierId, skuId } = await makeTrade(client);
  const official = await createSupplier(client, 'OFFICIAL', { kind: 'official' });
  const otherSku = await createSku(client, 'STEAM50');
  const documentOn = '2026-11-12' as Day;
  await importSheet(client, 'most.csv', keySheet(9), { supplierId, skuId, documentOn });
  await importSheet(client, 'few.csv', keySheet(1, 100), { supplierId: official, skuId: otherSku, documentOn });
  const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '淘宝店', platform: '淘宝' });
  for (const [orderNumber, sku, quantity, orderTotal] of [
    ['T1', skuId, 3, 1_800_000],
    ['T2', otherSku, 1, 400_000],
  ] as const) {
    const line = { skuId: sku, quantity, orderTotal: money(orderTotal) };
    await client.deliveries.dispense({ commandId: newCommandId(), shopId, orderNumber, lines: [line] });
  }
  return { ...shop, supplierId, skuId };
}

describe('the table of a report that is exported', () => {
  it('is the shares of what was bought, which add up to all of it', async () => {
    const { client } = await tradedShop();
    const { bySupplier, byKind } = await client.tradeReports.concentration({ period });
    const columns = [NAME, amount('amount'), share('share')];
    const suppliers = await exported(client, { list: 'purchaseShares', filter: { period, by: 'supplier' } }, columns);
    expect(suppliers).toHaveLength(2);
    expect(sumOf(suppliers, 1)).toBeCloseTo(bySupplier.total / MONEY_SCALE);
    expect(suppliers.map((row) => row[2])).toEqual([0.9, 0.1]);
    const named = [{ ...NAME, words: { official: '官方', wholesaler: '批发商' } }, amount('amount')];
    const kinds = await exported(client, { list: 'purchaseShares', filter: { period, by: 'kind' } }, named);
    expect(kinds.map(([name]) => name)).toEqual(['批发商', '官方']);
    expect(sumOf(kinds, 1)).toBeCloseTo(byKind.total / MONEY_SCALE);
    const brands = await exported(client, { list: 'purchaseShares', filter: { period, by: 'brand' } }, [NAME]);
    expect(brands).toEqual([['示例品牌'], ['Steam']]);
  });

  it('is the offers of a product side by side, in the order that was chosen, shares as shares', async () => {
    const { client, skuId, supplierId } = await tradedShop();
    const dear = await createSupplier(client, 'DEAR');
    for (const [of, price] of [
      [supplierId, 475_000],
      [dear, 522_500],
    ] as const) {
      const tiers = [{ fromQuantity: 1, unitPrice: money(price), discount: null }];
      const first = { effectiveOn: '2026-11-01' as Day, currency: 'CNY', tiers };
      await client.offers.create({ commandId: newCommandId(), supplierId: of, skuId, price: first });
    }
    const columns: ExportedColumn[] = [
      { ...NAME, paths: ['supplierName'] },
      { header: '到手单价', paths: ['cost.unitCost'], kind: 'unit-price' },
      { header: '比较', paths: ['remark'], kind: 'text', words: { cheapest: '最低' } },
      share('dearerBy'),
      share('purchaseShare'),
    ];
    const filter = { skuId, quantity: 10 };
    const order = { paths: ['cost.unitCost'], isDescending: true };
    expect(await exported(client, { list: 'comparedOffers', filter, order }, columns)).toEqual([
      ['供应商 DEAR', 52.25, null, 0.1, 0],
      ['示例批发商', 47.5, '最低', 0, 1],
    ]);
  });

  it('is the channels with what they earned, in the order of the screen', async () => {
    const { client } = await tradedShop();
    const { total } = await client.tradeReports.channels({ period });
    const columns = [
      NAME,
      amount('profit'),
      amount('inStock'),
      { ...NAME, header: '张数', paths: ['keys'], kind: 'integer' },
    ];
    const list = { list: 'channels', filter: { period, by: 'supplier' } } as const;
    const rows = await exported(client, list, columns as ExportedColumn[]);
    expect(sumOf(rows, 1)).toBeCloseTo(total.profit / MONEY_SCALE);
    expect(sumOf(rows, 3)).toBe(4);
    const sorted = (isDescending: boolean) =>
      exported(client, { ...list, order: { paths: ['profit'], isDescending } }, columns as ExportedColumn[]);
    const [lowest, highest] = [await sorted(false), await sorted(true)];
    expect(lowest.map((row) => row[1])).toEqual([-7.5, 37.5]);
    expect(highest).toEqual([...lowest].reverse());
    const kinds = await exported(
      client,
      { list: 'channels', filter: { period, by: 'kind' } },
      columns as ExportedColumn[],
    );
    expect(kinds.map(([name]) => name).sort()).toEqual(['official', 'wholesaler']);
  });

  it('is the turnover of every SKU and brand', async () => {
    const { client } = await tradedShop();
    const { total } = await client.tradeReports.turnover({ period });
    const columns = [
      NAME,
      amount('costOfSales'),
      { ...NAME, header: '次数', paths: ['times'], kind: 'decimal' as const },
    ];
    const skus = await exported(client, { list: 'turnover', filter: { period, by: 'sku' } }, columns);
    expect(skus).toHaveLength(2);
    expect(sumOf(skus, 1)).toBeCloseTo(total.costOfSales / MONEY_SCALE);
    expect(skus.every(([, , times]) => typeof times === 'number')).toBe(true);
    const brands = await exported(client, { list: 'turnover', filter: { period, by: 'brand' } }, columns);
    expect(brands.map(([name]) => name).sort()).toEqual(['Steam', '示例品牌']);
    expect(sumOf(brands, 1)).toBeCloseTo(total.costOfSales / MONEY_SCALE);
  });

  it('is the scorecards with each measure, empty where there is no data', async () => {
    const { client } = await tradedShop();
    const columns = [NAME, share('values.badKeyRate'), share('values.onTimeRate')];
    const order = { paths: ['name'], isDescending: true };
    const rows = await exported(client, { list: 'scorecards', filter: { period }, order }, columns);
    expect(rows).toHaveLength(2);
    expect(rows.map(([, bad, onTime]) => [bad, onTime])).toEqual([
      [0, null],
      [0, null],
    ]);
    const { cards } = await client.scorecards.list({ period });
    expect(rows.map(([name]) => name).sort()).toEqual(cards.map(({ name }) => name).sort());
  });

  it('is what was sold by kind of shop, and what lies here by age', async () => {
    const { client } = await tradedShop();
    const portrait = await client.demand.portrait({ period });
    const sold = await exported(client, { list: 'demandGroups', filter: { period, by: 'category' } }, [
      amount('revenue'),
      share('share'),
    ]);
    expect(sumOf(sold, 0)).toBeCloseTo(portrait.revenue / MONEY_SCALE);
    expect(sumOf(sold, 1)).toBeCloseTo(1);
    const { value } = await client.stockAge.batches({});
    const aged = await exported(client, { list: 'agedBatches', filter: {} }, [amount('value')]);
    expect(sumOf(aged, 0)).toBeCloseTo(value / MONEY_SCALE);
  });
});

it('opens the stock of a brand and of no other, whatever else is called so', async () => {
  const { client } = await tradedShop();
  await createSku(client, 'STEAM-LIKE', { product: { brandName: '别家', name: 'Steam 代充' } });
  const { brands } = await client.tradeReports.turnover({ period });
  const steam = brands.find(({ name }) => name === 'Steam');
  const { rows } = await client.inventory.stock({ brandId: steam?.brandId });
  expect(rows.map(({ skuCode }) => skuCode)).toEqual(['STEAM50']);
});
