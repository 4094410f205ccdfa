import type { FileId, OfferId, SkuId } from '#shared/domain/ids.ts';
import { scaleMoney } from '#shared/domain/money/money.ts';
import { NO_COST_TERMS } from '#shared/domain/purchasing/landed-cost.ts';
import { addDays, type Day } from '#shared/domain/time/business-time.ts';
import { DEMO_GOODS, type DemoGoods } from './demo-goods.ts';
import { type DemoWorld, yuan } from './demo-world.ts';

const PERCENT = 1_000_000;
const RATE_DAYS = 40;
/** A supplier who is not the usual one asks a little more. */
const SECOND_PRICE = 102;

/**
 * What a buyer finds in the morning: offers of every supplier with a second price behind most of them, dollar prices from
 * abroad with their rates, fees that turn the cheapest price into not the cheapest one, and a price list that was posted.
 */
export async function leaveOffers(world: DemoWorld): Promise<void> {
  await enterRates(world);
  await setFees(world);
  for (const goods of DEMO_GOODS) await makeOffers(world, goods);
  await postPriceList(world);
}

async function enterRates({ demo, random, today }: DemoWorld): Promise<void> {
  let rate = 712_340_000;
  const rates = Array.from({ length: RATE_DAYS }, (_, index) => {
    rate += Math.round((random.next() - 0.5) * 1_600_000);
    return { currency: 'USD', rateOn: addDays(today, index - RATE_DAYS + 1), rate: Math.round(rate / 10_000) * 10_000 };
  });
  await demo.client.exchangeRates.enter({ commandId: demo.commandId(), rates, note: '中间价' });
}

async function setFees({ demo, suppliers }: DemoWorld): Promise<void> {
  const fees = {
    XHKM: {
      topUpRate: 0.6 * PERCENT,
      rebateRate: 1 * PERCENT,
      rebateDays: 15,
      rebateDue: yuan(600),
      rebatePaid: yuan(420),
    },
    LZDC: { agentRate: 2 * PERCENT, orderFee: yuan(2) },
    GDHK: { topUpRate: 1.2 * PERCENT, withdrawalRate: 2 * PERCENT },
  };
  for (const [code, terms] of Object.entries(fees)) {
    const supplierId = suppliers.get(code);
    if (supplierId === undefined) continue;
    const all = { ...NO_COST_TERMS, ...terms };
    await demo.client.offers.setCostTerms({ commandId: demo.commandId(), supplierId, revision: 0, ...all });
  }
}

async function makeOffers(world: DemoWorld, goods: DemoGoods): Promise<void> {
  const { demo, suppliers, skus, today, random } = world;
  const skuId = skus.get(goods.code);
  if (skuId === undefined) return;
  const codes = [...goods.suppliers, 'GDHK'].slice(0, 3);
  for (const [rank, code] of [...new Set(codes)].entries()) {
    const supplierId = suppliers.get(code);
    if (supplierId === undefined) continue;
    const asked = rank === 0 ? yuan(goods.cost) : scaleMoney(yuan(goods.cost), SECOND_PRICE + rank, 100);
    const isAbroad = code === 'GDHK';
    const unitPrice = isAbroad ? scaleMoney(asked, 100, 716) : asked;
    const currency = isAbroad ? 'USD' : 'CNY';
    const { id } = await demo.client.offers.create({
      commandId: demo.commandId(),
      supplierId,
      skuId,
      supplierCode: `${code}-${goods.code}`,
      minimumQuantity: rank === 0 ? 10 : 1,
      knownStock: random.next() < 0.6 ? 50 + Math.floor(random.next() * 900) : null,
      promiseHours: isAbroad ? 24 : rank === 0 ? 0 : 2,
      price: {
        currency,
        effectiveOn: addDays(today, -60),
        tiers: [
          { fromQuantity: 1, unitPrice: scaleMoney(unitPrice, 101, 100), discount: null },
          { fromQuantity: 100, unitPrice, discount: null },
        ],
      },
    });
    if (rank === 0) await movePrice(world, { id, goods, day: addDays(today, -25) });
  }
}

async function movePrice(
  { demo, random }: DemoWorld,
  { id, goods, day }: { id: OfferId; goods: DemoGoods; day: Day },
): Promise<void> {
  const [last] = await demo.client.offers.prices({ id });
  const unitPrice = scaleMoney(yuan(goods.cost), 985 + Math.floor(random.next() * 25), 1000);
  await demo.client.offers.setPrice({
    commandId: demo.commandId(),
    id,
    lastPriceId: last?.id ?? null,
    currency: 'CNY',
    effectiveOn: day,
    tiers: [
      { fromQuantity: 1, unitPrice: scaleMoney(unitPrice, 101, 100), discount: null },
      { fromQuantity: 100, unitPrice, discount: null },
    ],
    reason: '供应商调价',
  });
}

/** A list of the wholesaler's: some dearer, some cheaper, one product nobody knows. */
async function postPriceList(world: DemoWorld): Promise<void> {
  const { demo, kernel, suppliers, skus, today } = world;
  const supplierId = suppliers.get('HQBC');
  const own = DEMO_GOODS.filter(({ suppliers: codes }) => codes.includes('HQBC'));
  if (supplierId === undefined || own.length === 0) return;
  const rows = own.map(({ code, cost }, index) => `${code}\t${(cost * (index % 3 === 0 ? 1.015 : 0.99)).toFixed(2)}`);
  const text = ['我方编码\t单价', ...rows, '未上架的新卡\t9.90', ''].join('\n');
  const staged = await kernel.spool.stageText(demo.userId, '陈记报价.txt', text);
  const settings = {
    fileId: staged.id as FileId,
    supplierId,
    headerRowNumber: 1,
    columns: ['ourCode' as const, 'unitPrice' as const],
    effectiveOn: addDays(today, -1),
  };
  if (own.some(({ code }) => skus.get(code) as SkuId | undefined)) {
    await demo.client.priceLists.post({ commandId: demo.commandId(), settings, digest: null });
  }
}
