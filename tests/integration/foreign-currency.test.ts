import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { read, utils } from 'xlsx';
import type { ImportSummary } from '#shared/contract/imports.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day, Month } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { closeTestShops, newCommandId, openTestShop, stageFile, type TestShop } from '#tests/support/open-core.ts';
import { importStatement, monthWorkbook } from '#tests/support/reconcile.ts';
import { type ImportChoices, importSheet, jobEnd, keySheet, makeSku, proposedSettings } from '#tests/support/trade.ts';
import { createSupplier } from '#tests/support/trade-setup.ts';

let shop: TestShop;
let supplierId: SupplierId;
let skuId: SkuId;
beforeEach(async () => {
  shop = await openTestShop();
  supplierId = await createSupplier(shop.client, 'US', { currency: 'USD' });
  skuId = await makeSku(shop.client, 'G10', money(500_000));
});
afterEach(closeTestShops);

const DAY = '2026-11-21' as Day;

function enterRate(rate = 712_345_678, rateOn = '2026-11-18' as Day) {
  return shop.client.exchangeRates.enter({ commandId: newCommandId(), rates: [{ currency: 'USD', rateOn, rate }] });
}

function choices(rest: Partial<ImportChoices> = {}): ImportChoices {
  const cost = { by: 'unit' as const, unitCost: money(93_333), perSku: [] };
  return { supplierId, skuId, documentOn: DAY, cost, ...rest } as ImportChoices;
}

async function settings(rest: Partial<ImportChoices> = {}) {
  const fileId = await stageFile(shop.client, 'keys.csv', keySheet(3));
  return proposedSettings(shop.client, fileId, choices(rest));
}

const balance = async () => (await shop.client.supplierAccounts.get({ supplierId })).balance;
const stockValue = async () => {
  const { rows } = await shop.client.inventory.batches({});
  return rows.reduce((sum, batch) => sum + (batch.valueOnHand ?? 0), 0);
};

describe('keys from a supplier with another currency', () => {
  it('are not taken in without a rate for their day, and nothing is left behind', async () => {
    const wanted = await settings();
    const missing = { code: 'RATE_MISSING', data: { currency: 'USD', day: DAY } };
    await expect(shop.client.imports.preview(wanted)).rejects.toMatchObject(missing);
    const post = () => shop.client.imports.post({ commandId: newCommandId(), settings: wanted });
    await expect(post()).rejects.toMatchObject(missing);
    // A rate of a later day is no rate for this one.
    await enterRate(712_000_000, '2026-11-20' as Day);
    const earlier = await settings({ documentOn: '2026-11-19' as Day });
    await expect(shop.client.imports.preview(earlier)).rejects.toMatchObject({ code: 'RATE_MISSING' });
    expect((await shop.client.imports.list({})).rows).toEqual([]);
    expect(await balance()).toBe(0);
  });

  it('are worth their cost at the rate of the day in stock, and owed in the supplier’s currency', async () => {
    await enterRate();
    const { summary } = await importSheet(shop.client, 'keys.csv', keySheet(3), choices());
    // 9.3333 × 7.12345678 is 66.48536… each.
    expect(summary).toMatchObject({
      totalCost: 279_999,
      exchange: { currency: 'USD', rate: 712_345_678, rateOn: '2026-11-18', stockCost: 3 * 664_854 },
    });
    expect(await stockValue()).toBe(3 * 664_854);
    expect(await balance()).toBe(279_999);
    const { rows } = await shop.client.supplierAccounts.entries({ supplierId });
    const entry = await shop.client.supplierAccounts.entry({ id: rows[0]?.id as never });
    expect(entry.lines).toMatchObject([{ quantity: 3, unitPrice: 93_333, amount: 279_999 }]);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('share a lot’s total to the last 1/10 000 in both currencies, as the dry run says', async () => {
    await enterRate();
    const cost = { by: 'total', total: money(100_000) } as const;
    const { jobId } = await shop.client.imports.preview(await settings({ cost }));
    const dry = (await jobEnd(shop.client, jobId)).result as ImportSummary;
    expect(dry).toMatchObject({ totalCost: 100_000, exchange: { stockCost: 712_346 } });
    const { summary } = await importSheet(shop.client, 'keys.csv', keySheet(3), choices({ cost }));
    expect(summary).toMatchObject({ totalCost: 100_000, exchange: { stockCost: 712_346 } });
    expect(await stockValue()).toBe(712_346);
    expect(await balance()).toBe(100_000);
  });

  it('go back to the account at the rate at which they came, however the rate moved since', async () => {
    await enterRate();
    const { importId } = await importSheet(shop.client, 'keys.csv', keySheet(4), choices());
    await shop.client.deliveries.dispense({
      commandId: newCommandId(),
      shopId: (await shop.client.shops.create({ commandId: newCommandId(), name: '闲鱼' })).id,
      orderNumber: 'T1',
      lines: [{ skuId, quantity: 1 }],
    });
    await enterRate(900_000_000, DAY);
    await shop.client.imports.undo({ commandId: newCommandId(), id: importId, reason: '发错' });
    expect(await balance()).toBe(93_333);
    expect(await stockValue()).toBe(0);
  });

  it('are credited in the supplier’s currency, at the rate at which they came, when they are sent back', async () => {
    await enterRate();
    await importSheet(shop.client, 'keys.csv', keySheet(4), choices());
    await enterRate(900_000_000, DAY);
    const [batch] = (await shop.client.inventory.batches({})).rows;
    if (!batch) throw new Error('No batch.');
    const returned = { batchId: batch.id, quantity: 3, credit: null, reason: '错货', note: '' };
    const { credited } = await shop.client.supplierReturns.post({ commandId: newCommandId(), ...returned });
    expect(credited).toBe(3 * 93_333);
    expect(await balance()).toBe(93_333);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('that replace bad ones are owed for in the supplier’s currency like these', async () => {
    await enterRate();
    await importSheet(shop.client, 'keys.csv', keySheet(2), choices());
    const { client } = shop;
    const bad = async () => {
      const { deliveries } = await client.deliveries.dispense({
        commandId: newCommandId(),
        lines: [{ skuId, quantity: 1 }],
      });
      const { id } = deliveries[0] ?? { id: 0 as never };
      const keyIds = (await client.deliveries.get({ id })).keys.map((key) => key.id);
      await client.deliveries.markBad({ commandId: newCommandId(), id, keyIds, reason: '已被使用' });
      expect((await client.supplierMoney.get({ supplierId })).exposure.openClaims).toBe(93_333);
      const cost = { by: 'claimed' as const, keyIds };
      const wish = choices({ receiptKind: 'replacement', settlement: 'none', cost });
      return (await importSheet(client, `for-${id}.csv`, keySheet(1, 100 * id), wish)).importId;
    };
    await bad();
    // The other one, and then both that came for bad ones.
    await bad();
    const importId = await bad();
    const [batch] = (await client.inventory.batches({ importId })).rows;
    if (!batch) throw new Error('No batch.');
    const returned = { batchId: batch.id, quantity: 1, credit: null, reason: '错货', note: '' };
    const { credited } = await client.supplierReturns.post({ commandId: newCommandId(), ...returned });
    expect(credited).toBe(93_333);
    expect(await balance()).toBe(93_333);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('go back at their prices, one line for each, to the last 1/10 000', async () => {
    await enterRate();
    const products = [...Array(30).keys()].map((index) => (index < 20 ? '9.3333' : '9.4444'));
    const rows = products.map((price, index) => `USD0000${100 + index},SECRET-USD${index}-Z,${price}`);
    const sheet = Buffer.from(['卡号,卡密,成本', ...rows].join('\n'));
    await importSheet(shop.client, 'two-prices.csv', sheet, choices({ cost: { by: 'column' } }));
    const [batch] = (await shop.client.inventory.batches({})).rows;
    if (!batch) throw new Error('No batch.');
    const returned = { batchId: batch.id, quantity: 29, credit: null, reason: '错货', note: '' };
    const { credited } = await shop.client.supplierReturns.post({ commandId: newCommandId(), ...returned });
    const { rows: refunds } = await shop.client.supplierAccounts.entries({ supplierId, kind: 'refund' });
    const { lines } = await shop.client.supplierAccounts.entry({ id: refunds[0]?.id as never });
    expect(lines).toMatchObject([
      { quantity: -20, unitPrice: 93_333, amount: -20 * 93_333 },
      { quantity: -9, unitPrice: 94_444, amount: -9 * 94_444 },
    ]);
    expect(credited).toBe(20 * 93_333 + 9 * 94_444);
    expect(await balance()).toBe(94_444);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('on consignment are owed in the supplier’s currency when they are sold', async () => {
    await enterRate();
    await importSheet(shop.client, 'keys.csv', keySheet(4), choices({ receiptKind: 'consignment' }));
    await shop.client.deliveries.dispense({
      commandId: newCommandId(),
      shopId: (await shop.client.shops.create({ commandId: newCommandId(), name: '闲鱼' })).id,
      orderNumber: 'T1',
      lines: [{ skuId, quantity: 2 }],
    });
    expect(await balance()).toBe(2 * 93_333);
  });

  it('need no rate where they cost nothing', async () => {
    const cost = { by: 'unit' as const, unitCost: money(0), perSku: [] };
    const { summary } = await importSheet(shop.client, 'keys.csv', keySheet(3), choices({ receiptKind: 'gift', cost }));
    expect(summary).toMatchObject({ totalCost: 0, exchange: null });
  });

  it('have sheets of their own in the month’s workbook of all suppliers, and a product is named once', async () => {
    await enterRate();
    await importSheet(shop.client, 'keys.csv', keySheet(3), choices());
    const book = read(await monthWorkbook(shop.client, { month: '2026-11' as Month }));
    expect(book.SheetNames).toEqual(
      ['汇总', '往来明细', '进销存', '差异'].concat(['汇总 USD', '往来明细 USD', '差异 USD']),
    );
    const rowsOf = (name: string) => utils.sheet_to_json(book.Sheets[name] ?? {}, { range: 3, defval: null });
    expect(rowsOf('汇总 USD')[0]).toMatchObject({ 供应商编号: 'US', 采购: 27.9999, 期末欠款: 27.9999 });
    expect(rowsOf('往来明细 USD')[1]).toMatchObject({ 商品: '示例点卡 G10', 应付增加: 27.9999 });
    expect(rowsOf('进销存')[0]).toMatchObject({ 商品名称: '示例点卡', 规格: '示例点卡 G10' });
    const future = { month: '2026-12' as Month, supplierId };
    await expect(monthWorkbook(shop.client, future)).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      data: { field: 'month', rule: 'NOT_IN_FUTURE' },
    });
    const own = read(await monthWorkbook(shop.client, { month: '2026-11' as Month, supplierId }));
    expect(own.Sheets.汇总?.A2?.v).toContain('币种: USD');
    expect(own.Sheets.进销存?.A2?.v).toContain('币种: CNY');
  });
});

describe('a statement', () => {
  const days = { from: '2026-11-01', to: '2026-11-20' } as const;

  it('reads no line that names another currency than the account’s, in the cell or beside it', async () => {
    const yuan = await createSupplier(shop.client, 'CN');
    const text = ['日期,单号,类型,金额', '2026-11-05,A1,采购,$475', '2026-11-06,A2,采购,¥100', '2026-11-07,A3,采购,60'];
    const { reading } = await importStatement(shop.client, { text: text.join('\n'), supplierId: yuan, ...days });
    expect(reading).toMatchObject({ accepted: 2, byReason: { CURRENCY_DIFFERS: 1 }, lineTotal: 1_600_000 });
    expect(reading.refusedRows).toMatchObject([{ rowNumber: 2, cell: 'D2', reason: 'CURRENCY_DIFFERS' }]);
    const beside = ['日期,单号,类型,金额,币种', '2026-11-05,A1,采购,475,USD', '2026-11-06,A2,采购,100,CNY'].join('\n');
    const { reading: ours } = await importStatement(shop.client, { text: beside, supplierId, ...days });
    expect(ours).toMatchObject({ accepted: 1, byReason: { CURRENCY_DIFFERS: 1 }, lineTotal: 4_750_000 });
    expect(ours.refusedRows).toMatchObject([{ rowNumber: 3, cell: 'E3' }]);
    // A word that nobody knows is none of the account's either.
    const other = await createSupplier(shop.client, 'KH');
    const unknown = [
      '日期,单号,类型,金额,币种',
      '2026-11-05,A1,采购,475,柬埔寨瑞尔',
      '2026-11-06,A2,采购,100,人民币(元)',
    ];
    const { reading: told } = await importStatement(shop.client, {
      text: unknown.join('\n'),
      supplierId: other,
      ...days,
    });
    expect(told).toMatchObject({ accepted: 1, byReason: { CURRENCY_DIFFERS: 1 }, lineTotal: 1_000_000 });
  });

  it('reads no line with an amount in a column that is named after another currency', async () => {
    const yuan = await createSupplier(shop.client, 'CN');
    const text = ['日期,单号,类型,支出（USD）,收入（元）', '2026-11-05,A1,采购,475,', '2026-11-06,A2,充值,,60'].join(
      '\n',
    );
    const { reading } = await importStatement(shop.client, { text, supplierId: yuan, ...days });
    expect(reading).toMatchObject({ accepted: 1, byReason: { CURRENCY_DIFFERS: 1 } });
    expect(reading.refusedRows).toMatchObject([{ rowNumber: 2, cell: 'D2' }]);
  });
});
