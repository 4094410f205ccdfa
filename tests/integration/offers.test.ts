import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { landedOffers } from '#core/purchasing/offers.lookup.ts';
import type { PriceListSettings } from '#shared/contract/price-lists.contract.ts';
import { SECRET_ONLY } from '#shared/domain/card-keys/key-fields.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  readDownload,
  stageFile,
  type TestShop,
} from '#tests/support/open-core.ts';
import { proposedPriceList } from '#tests/support/price-lists.ts';
import { importSheet } from '#tests/support/trade.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(closeTestShops);

const TODAY = '2026-11-21' as Day;

async function newSupplier(name: string, currency = 'CNY'): Promise<SupplierId> {
  const input = { name, currency, kind: 'wholesaler', settlement: 'prepaid' } as const;
  return (await shop.client.suppliers.create({ commandId: newCommandId(), ...input })).id;
}

async function newSku(code: string, faceCurrency = 'CNY', faceValue = 500_000): Promise<SkuId> {
  const { id } = await shop.client.skus.create({
    commandId: newCommandId(),
    product: { brandName: 'Steam', name: '钱包码' },
    code,
    name: code,
    faceValue: money(faceValue),
    faceCurrency,
    deliveryKind: 'card-key',
    keyFields: SECRET_ONLY,
  } as never);
  return id;
}

const tier = (fromQuantity: number, price: number) => ({ fromQuantity, unitPrice: money(price), discount: null });

function price(tiers: ReturnType<typeof tier>[], currency = 'CNY', effectiveOn = '2026-11-01') {
  return { currency, effectiveOn: effectiveOn as Day, tiers };
}

async function newOffer(supplierId: SupplierId, skuId: SkuId, prices: ReturnType<typeof price>, rest = {}) {
  const input = { commandId: newCommandId(), supplierId, skuId, price: prices, ...rest };
  return (await shop.client.offers.create(input)).id;
}

function settingsOf(
  lines: readonly string[],
  supplierId: SupplierId,
  rest: Partial<PriceListSettings> = {},
): Promise<PriceListSettings> {
  const bytes = new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`);
  return proposedPriceList(shop.client, supplierId, bytes, rest);
}

function post(settings: PriceListSettings, digest: string | null = null) {
  return shop.client.priceLists.post({ commandId: newCommandId(), settings, digest });
}

async function priceOf(supplierId: SupplierId, skuId: SkuId) {
  const { rows } = await shop.client.offers.list({ supplierId, skuId, archived: 'all' });
  return rows[0]?.price?.tiers.map(({ fromQuantity, unitPrice }) => [fromQuantity, unitPrice]);
}

describe('an offer', () => {
  it('moved its price where that took effect within a week, today included, and is another than before', async () => {
    const supplierId = await newSupplier('改价');
    const change = async (code: string, effectiveOn: string, unitPrice: number) => {
      const skuId = await newSku(code);
      const id = await newOffer(supplierId, skuId, price([tier(1, 475_000)]));
      const { rows } = await shop.client.offers.list({ supplierId, skuId });
      const lastPriceId = rows[0]?.price?.id ?? null;
      const next = price([tier(1, unitPrice)], 'CNY', effectiveOn);
      await shop.client.offers.setPrice({ commandId: newCommandId(), id, lastPriceId, ...next });
    };
    await change('OLD', '2026-11-14', 480_000);
    await change('WEEK', '2026-11-15', 480_000);
    await change('SAME', '2026-11-20', 475_000);
    await change('TODAY', '2026-11-21', 470_000);
    await change('NEXT', '2026-11-22', 490_000);
    const { rows } = await shop.client.dashboard.movedPrices();
    expect(rows.map(({ skuName, on }) => [skuName, on])).toEqual([
      ['TODAY', '2026-11-21'],
      ['WEEK', '2026-11-15'],
    ]);
  });

  it('has its prices as versions, the one that rules told by its day', async () => {
    const [supplierId, skuId] = [await newSupplier('甲'), await newSku('A50')];
    const id = await newOffer(supplierId, skuId, price([tier(1, 475_000)]));
    const [first] = await shop.client.offers.prices({ id });
    const set = (prices: ReturnType<typeof price>, lastPriceId = first?.id ?? null) =>
      shop.client.offers.setPrice({ commandId: newCommandId(), id, lastPriceId, ...prices });
    const next = await set(price([tier(100, 460_000), tier(1, 470_000)], 'CNY', '2026-11-20'));
    expect(await priceOf(supplierId, skuId)).toEqual([
      [1, 470_000],
      [100, 460_000],
    ]);
    // Tomorrow's price does not hold yet, and one for an earlier day does not push the later aside.
    const future = await set(price([tier(1, 1)], 'CNY', '2026-12-01'), next.priceId);
    await set(price([tier(1, 2)], 'CNY', '2026-11-10'), future.priceId);
    expect((await priceOf(supplierId, skuId))?.[0]).toEqual([1, 470_000]);
    expect(await shop.client.offers.prices({ id })).toHaveLength(4);
  });

  it('does not take a price from who did not see the last one, nor two of a kind', async () => {
    const [supplierId, skuId] = [await newSupplier('甲'), await newSku('A50')];
    const id = await newOffer(supplierId, skuId, price([tier(1, 475_000)]));
    const command = { commandId: newCommandId(), id, lastPriceId: null };
    await expect(shop.client.offers.setPrice({ ...command, ...price([tier(1, 1)]) })).rejects.toMatchObject({
      code: 'CHANGED_MEANWHILE',
      data: { kind: 'offerPrice' },
    });
    await expect(newOffer(supplierId, skuId, price([tier(1, 1)]))).rejects.toMatchObject({
      code: 'OFFER_EXISTS',
      data: { id },
    });
    await expect(newOffer(supplierId, await newSku('B'), price([tier(1, 1), tier(1, 2)]))).rejects.toMatchObject({
      code: 'INVALID_VALUE',
      data: { field: 'tiers', rule: 'TIER_QUANTITY_TWICE' },
    });
  });

  it('is edited by revision, archived, and its posted prices cannot be changed', async () => {
    const [supplierId, skuId] = [await newSupplier('甲'), await newSku('A50')];
    const id = await newOffer(supplierId, skuId, price([tier(1, 475_000)]));
    const edit = (revision: number) =>
      shop.client.offers.edit({ commandId: newCommandId(), id, revision, minimumQuantity: 10, knownStock: 3 });
    await edit(1);
    await expect(edit(1)).rejects.toMatchObject({ code: 'CHANGED_MEANWHILE', data: { revision: 2 } });
    await shop.client.offers.setArchived({ commandId: newCommandId(), id, isArchived: true });
    expect((await shop.client.offers.list({})).rows).toEqual([]);
    expect(await shop.client.offers.get({ id })).toMatchObject({ state: 'archived', minimumQuantity: 10 });
    const { queue } = shop.core.kernel;
    await expect(queue.write((tx) => tx.exec("UPDATE offer_prices SET tiers = '[]'"))).rejects.toThrow(/not edited/);
    await expect(queue.write((tx) => tx.exec('DELETE FROM offer_prices'))).rejects.toThrow(/not removed/);
  });

  it('goes with its SKU when that is merged', async () => {
    const supplierId = await newSupplier('甲');
    const [from, into] = [await newSku('A50'), await newSku('B50')];
    const id = await newOffer(supplierId, from, price([tier(1, 475_000)]));
    await shop.client.skus.merge({ commandId: newCommandId(), id: from, intoId: into } as never);
    expect((await shop.client.offers.list({})).rows).toMatchObject([{ id, skuId: into }]);
  });
});

describe('offers side by side', () => {
  it('rank by landed cost in the shop’s currency, with the next tier, the suspect and the missing rate', async () => {
    const skuId = await newSku('A50');
    const [plain, fees, cheap, dollar, yen] = await Promise.all([
      newSupplier('明码'),
      newSupplier('代购'),
      newSupplier('可疑'),
      newSupplier('美元', 'USD'),
      newSupplier('日元', 'JPY'),
    ]);
    await newOffer(plain, skuId, price([tier(1, 475_000), tier(100, 465_000)]));
    await newOffer(fees, skuId, price([tier(1, 470_000)]));
    await newOffer(cheap, skuId, price([tier(1, 300_000)]));
    await newOffer(dollar, skuId, price([tier(1, 66_000)], 'USD'));
    await newOffer(yen, skuId, price([tier(1, 9_000_000)], 'JPY'));
    const terms = await shop.client.offers.costTerms({ supplierId: fees });
    await shop.client.offers.setCostTerms({
      commandId: newCommandId(),
      ...terms,
      agentRate: 2_000_000,
      rebateRate: 1_000_000,
      rebateDue: money(100),
      rebatePaid: money(50),
    });
    const rates = [{ currency: 'USD', rateOn: '2026-11-18' as Day, rate: 712_000_000 }];
    await shop.client.exchangeRates.enter({ commandId: newCommandId(), rates });
    const compared = await shop.client.offers.compare({ skuId, quantity: 10 });
    expect(compared.offers.map(({ supplierName, cost, problem }) => [supplierName, cost?.unitCost, problem])).toEqual([
      ['可疑', 300_000, null],
      ['美元', 469_920, null],
      ['明码', 475_000, null],
      ['代购', 479_400, null],
      ['日元', undefined, 'RATE_MISSING'],
    ]);
    const [suspect, foreign, tiered, withFees] = compared.offers;
    expect(suspect).toMatchObject({ isSuspect: true, isCheapest: true });
    expect(foreign?.cost?.exchange).toEqual({ currency: 'USD', rate: 712_000_000, rateOn: '2026-11-18' });
    const extraMoney = 46_500_000 - 4_750_000;
    expect(tiered?.nextTier).toEqual({ quantity: 100, unitCost: 465_000, extraMoney, coverDays: null });
    expect(withFees?.cost?.rebate).toEqual({ promised: 47_000, expected: 23_500, paidShare: 50_000_000 });
  });

  it('say what share each had of the keys that were bought in 90 days, and no longer', async () => {
    const skuId = await newSku('A50');
    const [one, other, older] = await Promise.all([newSupplier('一家'), newSupplier('二家'), newSupplier('早先')]);
    for (const supplierId of [one, other, older]) await newOffer(supplierId, skuId, price([tier(1, 475_000)]));
    const buy = (supplierId: SupplierId, documentOn: string, quantity: number, first: number) => {
      const lines = Array.from({ length: quantity }, (_, index) => `K-${first + index}-XYZ`);
      const sheet = Buffer.from(['卡密', ...lines].join('\n'));
      const cost = { by: 'unit' as const, unitCost: money(475_000), perSku: [] };
      return importSheet(shop.client, `k${first}.csv`, sheet, {
        supplierId,
        skuId,
        documentOn: documentOn as Day,
        cost,
      });
    };
    await buy(one, '2026-08-23', 3, 1000);
    await buy(other, '2026-11-21', 1, 2000);
    await buy(older, '2026-08-22', 5, 3000);
    const { offers } = await shop.client.offers.compare({ skuId, quantity: 10 });
    expect(
      offers.map(({ supplierName, boughtQuantity, purchaseShare }) => [supplierName, boughtQuantity, purchaseShare]),
    ).toEqual([
      ['一家', 3, 75_000_000],
      ['二家', 1, 25_000_000],
      ['早先', 0, 0],
    ]);
  });

  it('bear a fee per order in the currency of the account, whatever currency the price is in', async () => {
    const skuId = await newSku('A50');
    const supplierId = await newSupplier('美元', 'USD');
    await newOffer(supplierId, skuId, price([tier(1, 60_000)], 'EUR'));
    const terms = await shop.client.offers.costTerms({ supplierId });
    await shop.client.offers.setCostTerms({ commandId: newCommandId(), ...terms, orderFee: money(20_000) });
    const rates = [
      { currency: 'USD', rateOn: '2026-11-18' as Day, rate: 720_000_000 },
      { currency: 'EUR', rateOn: '2026-11-18' as Day, rate: 800_000_000 },
    ];
    await shop.client.exchangeRates.enter({ commandId: newCommandId(), rates });
    const [offer] = (await shop.client.offers.compare({ skuId, quantity: 10 })).offers;
    // 10 × 6 € and 2 $ = 14.40 ¥ = 1.80 €: 61.80 € at 8.
    expect(offer?.cost?.steps.find(({ kind }) => kind === 'order')).toMatchObject({ amount: 18_000, currency: 'EUR' });
    expect(offer?.cost).toMatchObject({ total: 4_944_000, unitCost: 494_400 });
  });

  it('leave out of the planner what has no price or ran out', async () => {
    const skuId = await newSku('A50');
    const [good, late] = [await newSupplier('好'), await newSupplier('过期')];
    await newOffer(good, skuId, price([tier(1, 475_000)]), { minimumQuantity: 30, quantityMultiple: 20 });
    const lastDay = await newSupplier('最后一天');
    await newOffer(late, skuId, { ...price([tier(1, 1)]), validTo: '2026-11-20' } as never);
    await newOffer(lastDay, skuId, { ...price([tier(1, 480_000)]), validTo: TODAY } as never);
    const landed = landedOffers(shop.core.kernel.readDb, [skuId], new Map([[skuId, 5]]), TODAY);
    expect(landed.get(skuId)).toMatchObject([
      { supplierId: good, orderQuantity: 40, problem: null },
      { supplierId: lastDay, problem: null },
    ]);
  });
});

const LIST = [
  '星辰数卡报价单,,,,,',
  '商品,编码,1-99张,100张起,库存,起订量',
  'A50,S-A,47.5,47.2,500,10',
  'B50,S-B,95折,,充足,',
  '没听过的卡,S-X,1,,,',
  'C50,S-C,电询,,,',
];

describe('a price list', () => {
  it('has its columns named by the row that a person says', async () => {
    const supplierId = await newSupplier('改列名的');
    const list = ['商品,价格', '备注,十一月', '名称,含税单价,起订量', 'G10,9.5,10'].join('\n');
    const fileId = await stageFile(shop.client, '报价.csv', Buffer.from(list, 'utf8'));
    const namesWith = async (headerRowNumber?: number | null) => {
      const sketch = await shop.client.priceLists.describe({ fileId, supplierId, headerRowNumber });
      return sketch.sheets[0]?.columns.map(({ name }) => name);
    };
    expect(await namesWith(3)).toEqual(['名称', '含税单价', '起订量']);
    expect(await namesWith(1)).toEqual(['商品', '价格', '']);
    expect((await namesWith(null))?.every((name) => name === '')).toBe(true);
  });

  it('shows what it would change, posts exactly that, and says the same nothing the second time', async () => {
    const supplierId = await newSupplier('甲');
    const [a, b] = [await newSku('A50'), await newSku('B50')];
    await newSku('C50');
    await newOffer(supplierId, a, price([tier(1, 500_000)]), { supplierCode: 'S-A' });
    const settings = await settingsOf(LIST, supplierId);
    const preview = await shop.client.priceLists.preview(settings);
    expect(preview.counts).toEqual({ new: 1, up: 0, down: 1, terms: 0, same: 0, unknown: 1, refused: 1 });
    expect(preview.rows.map(({ rowNumber, verdict, change, reason }) => [rowNumber, verdict, change, reason])).toEqual([
      [6, 'refused', null, 'NOT_AN_AMOUNT'],
      [5, 'unknown', null, 'SKU_UNKNOWN'],
      [3, 'down', -5_000_000, null],
      [4, 'new', null, null],
    ]);
    expect(await priceOf(supplierId, a)).toEqual([[1, 500_000]]);
    const posted = await post(settings, preview.digest);
    expect(posted).toMatchObject({ number: 'BJ-202611-0001', counts: preview.counts });
    expect(await priceOf(supplierId, a)).toEqual([
      [1, 475_000],
      [100, 472_000],
    ]);
    expect((await shop.client.offers.list({ supplierId, skuId: b })).rows[0]?.price?.tiers).toEqual([
      { fromQuantity: 1, unitPrice: null, discount: 95_000_000 },
    ]);
    await expect(post(settings)).rejects.toMatchObject({ code: 'NOTHING_TO_POST', data: { same: 2 } });
    const again = await shop.client.priceLists.describe({ fileId: settings.fileId, supplierId });
    expect(again).toMatchObject({ earlierLists: [{ number: posted.number }], sheets: [{ isRemembered: true }] });
  });

  it('makes no stock fresh that it does not name', async () => {
    const supplierId = await newSupplier('甲');
    const [a, b] = [await newSku('A50'), await newSku('B50')];
    for (const [skuId, supplierCode] of [
      [a, 'S-A'],
      [b, 'S-B'],
    ] as const) {
      await newOffer(supplierId, skuId, price([tier(1, 500_000)]), { supplierCode, knownStock: 80 });
    }
    const knownAt = shop.clock.now();
    shop.clock.advance(9 * 86_400_000);
    const named = await settingsOf(['编码,单价,库存', 'S-B,47,80'], supplierId, { effectiveOn: '2026-11-29' as Day });
    await post(named);
    await post(await settingsOf(['编码,单价', 'S-A,47'], supplierId, { effectiveOn: '2026-11-29' as Day }));
    const stock = async (skuId: SkuId) => (await shop.client.offers.list({ supplierId, skuId })).rows[0];
    expect(await stock(a)).toMatchObject({ knownStock: 80, knownStockAt: knownAt });
    expect(await stock(b)).toMatchObject({ knownStock: 80, knownStockAt: shop.clock.now() });
  });

  it('learns a name that a person gave to a SKU', async () => {
    const supplierId = await newSupplier('甲');
    const skuId = await newSku('A50');
    const lines = ['商品,单价', '神秘五十,47'];
    const assignments = [{ text: '神秘五十', skuId }];
    await post(await settingsOf(lines, supplierId, { assignments }));
    const next = await shop.client.priceLists.preview(await settingsOf(['商品,单价', '神秘五十,48'], supplierId));
    expect(next.rows).toMatchObject([{ verdict: 'up', skuId }]);
  });

  it('finds a SKU by the name of its product and the face value', async () => {
    const supplierId = await newSupplier('甲');
    const skuId = await newSku('A50');
    const other = await newSku('A100', 'USD', 1_000_000);
    const lines = [
      '品名,面值,单价',
      '钱包码,50元,47',
      '钱包码,20,19',
      'A50,50,47.5',
      'A50,100,94',
      '钱包码,100 USD,95',
      '钱包码,100 HKD,9',
    ];
    const { rows } = await shop.client.priceLists.preview(await settingsOf(lines, supplierId));
    expect(Object.fromEntries(rows.map(({ text, skuId: found, reason }) => [text, found ?? reason]))).toEqual({
      '钱包码 / 50元': skuId,
      '钱包码 / 20': 'SKU_UNKNOWN',
      'A50 / 50': 'PRICE_TWICE',
      'A50 / 100': 'SKU_UNKNOWN',
      '钱包码 / 100 USD': other,
      '钱包码 / 100 HKD': 'SKU_UNKNOWN',
    });
  });

  it('refuses a price that stands beside another face value than its SKU has', async () => {
    const supplierId = await newSupplier('面值');
    await newSku('A50');
    await newSku('US50', 'USD');
    const lines = ['编码,面值,单价', 'A50,50,47', 'A50,100,95', 'US50,360元,340', 'B1,100,95', 'B2,100,94'];
    const { rows } = await shop.client.priceLists.preview(await settingsOf(lines, supplierId));
    expect(rows.map(({ rowNumber, verdict, text, reason }) => [rowNumber, verdict, text, reason])).toEqual([
      [3, 'refused', 'A50', 'FACE_VALUE_DIFFERS'],
      [5, 'unknown', 'B1', 'SKU_UNKNOWN'],
      [6, 'unknown', 'B2', 'SKU_UNKNOWN'],
      [2, 'new', 'A50', null],
      [4, 'new', 'US50', null],
    ]);
  });

  it('has the name of a product merged over its face values', async () => {
    const supplierId = await newSupplier('合并');
    await newSku('A50');
    await newSku('A100', 'CNY', 1_000_000);
    const sheet = XLSX.utils.aoa_to_sheet([
      ['品名', '面值', '单价', '交货时间'],
      ['钱包码', 50, 47.1, '2小时'],
      [null, 100, 94.2, null],
      [null, 200, 188.3, '2小时'],
    ]);
    sheet['!merges'] = [XLSX.utils.decode_range('A2:A3'), XLSX.utils.decode_range('D2:D3')];
    const book = XLSX.utils.book_new(sheet, '报价');
    const bytes = new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
    const { rows } = await shop.client.priceLists.preview(await proposedPriceList(shop.client, supplierId, bytes));
    expect(rows.map(({ rowNumber, verdict, skuCode, reason }) => [rowNumber, verdict, skuCode, reason])).toEqual([
      [4, 'refused', '', 'PRODUCT_MISSING'],
      [2, 'new', 'A50', null],
      [3, 'new', 'A100', null],
    ]);
  });

  it('is in the currency that the column of its prices names', async () => {
    const supplierId = await newSupplier('美元价');
    const skuId = await newSku('A50');
    await post(await settingsOf(['Code,Unit price (USD)', 'A50,6.8'], supplierId));
    const { rows } = await shop.client.offers.list({ supplierId, skuId });
    expect(rows[0]?.price).toMatchObject({ currency: 'USD', tiers: [{ fromQuantity: 1, unitPrice: 68_000 }] });
  });

  it('pasted from a chat loses no line with a price', async () => {
    const supplierId = await newSupplier('甲');
    const skuId = await newSku('A50');
    const text = [
      '小王 11-20 10:00',
      '今日报价：',
      'A50 47.2',
      'Steam 充值卡 100 元 94.1',
      '骏网一卡通 50元：45.5',
      '网易30 27.8',
    ].join('\n');
    const { fileId } = await shop.client.priceLists.stageText({ name: '粘贴', text });
    const sketch = await shop.client.priceLists.describe({ fileId, supplierId });
    const columns = sketch.sheets[0]?.columns.map(({ proposedRole }) => proposedRole) ?? [];
    expect(columns).toEqual(['skuText', 'unitPrice']);
    const settings = { ...(await settingsOf(['商品,单价'], supplierId)), fileId, columns, headerRowNumber: null };
    const { rows } = await shop.client.priceLists.preview(settings);
    expect(rows.map(({ text: name, skuId: found, after }) => [name, found, after[0]?.unitPrice])).toEqual([
      ['Steam 充值卡 100 元', null, 941_000],
      ['骏网一卡通 50元', null, 455_000],
      ['网易30', null, 278_000],
      ['A50', skuId, 472_000],
    ]);
  });

  it('is refused when prices changed since it was looked at', async () => {
    const supplierId = await newSupplier('甲');
    const skuId = await newSku('A50');
    const settings = await settingsOf(['商品,单价', 'A50,47'], supplierId);
    const { digest } = await shop.client.priceLists.preview(settings);
    await newOffer(supplierId, skuId, price([tier(1, 480_000)]));
    await expect(post(settings, digest)).rejects.toMatchObject({ code: 'PRICES_CHANGED_MEANWHILE' });
    expect(await priceOf(supplierId, skuId)).toEqual([[1, 480_000]]);
  });

  it('is undone by versions that say again what held before; what came since stays', async () => {
    const supplierId = await newSupplier('甲');
    const [a, b, c] = [await newSku('A50'), await newSku('B50'), await newSku('C50')];
    await newOffer(supplierId, a, price([tier(1, 500_000)]));
    const later = await newOffer(supplierId, c, price([tier(1, 500_000)]));
    const { id } = await post(await settingsOf(['商品,单价', 'A50,47', 'B50,48', 'C50,49'], supplierId));
    const [last] = await shop.client.offers.prices({ id: later });
    const set = { commandId: newCommandId(), id: later, lastPriceId: last?.id ?? null };
    await shop.client.offers.setPrice({ ...set, ...price([tier(1, 1)], 'CNY', TODAY) });
    const undo = () => shop.client.priceLists.undo({ commandId: newCommandId(), id, reason: '发错了' });
    expect(await undo()).toMatchObject({ reversedCount: 2, keptCount: 1 });
    expect(await priceOf(supplierId, a)).toEqual([[1, 500_000]]);
    expect(await priceOf(supplierId, b)).toBeUndefined();
    expect(await priceOf(supplierId, c)).toEqual([[1, 1]]);
    await expect(undo()).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });
    expect((await shop.client.priceLists.list({})).rows).toMatchObject([{ id, state: 'undone' }]);
    expect(await shop.client.offers.prices({ id: later })).toHaveLength(3);
  });

  it('gives back the rows it left out, before and after it is posted', async () => {
    const supplierId = await newSupplier('甲');
    await newSku('A50');
    const settings = await settingsOf(LIST, supplierId);
    const before = await shop.client.priceLists.exportRefused({ ...settings });
    expect(before).toMatchObject({ quantity: 3, name: '报价-refused.xlsx' });
    expect((await readDownload(shop.client, before.fileId)).byteLength).toBeGreaterThan(1_000);
    const { id } = await post(settings);
    expect(await shop.client.priceLists.get({ id })).toMatchObject({ refusedCount: 3, prices: [{ skuCode: 'A50' }] });
    expect(await shop.client.priceLists.exportPostedRefused({ id })).toMatchObject({ quantity: 3 });
  });

  it('says which columns are wanting', async () => {
    const supplierId = await newSupplier('甲');
    const settings = await settingsOf(['商品,单价', 'A50,47'], supplierId);
    const columns = (roles: PriceListSettings['columns']) =>
      shop.client.priceLists.preview({ ...settings, columns: roles });
    await expect(columns(['skuText', 'ignore'])).rejects.toMatchObject({ code: 'PRICE_NOT_MAPPED' });
    await expect(columns(['ignore', 'unitPrice'])).rejects.toMatchObject({ code: 'PRODUCT_NOT_MAPPED' });
    await expect(columns(['unitPrice', 'unitPrice'])).rejects.toMatchObject({ code: 'ROLE_TWICE' });
    await expect(columns(['skuText', 'tierPrice'])).rejects.toMatchObject({
      code: 'TIER_NOT_NAMED',
      data: { columnIndex: 1 },
    });
  });
});
