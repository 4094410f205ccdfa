import { ORPCError } from '@orpc/server';
import type { DeliveryId, FileId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import { addDays, type Day, daysBetween, startOfDay } from '#shared/domain/time/business-time.ts';
import { bulkOf } from './demo-bulk.ts';
import { DEMO_GOODS, type DemoGoods } from './demo-goods.ts';
import { minuteOfOrder } from './demo-hours.ts';
import { demoKeySheet, demoSheetSettings } from './demo-keys.ts';
import { DEMO_SUPPLIERS } from './demo-partners.ts';
import { BEST_SELLER, type DemoWorld, endOf, orderNumberOf, yuan } from './demo-world.ts';
import type { SeededRandom } from './seeded-random.ts';

const MINUTE = 60_000;
const LOT_DAYS = 12;
/** Days before the demo without a new lot. */
const NEGLECTED_DAYS = 4;
const BEST_NEGLECTED_DAYS = 10;
const BUYERS = [
  '清风',
  '小鹿',
  '夜航船',
  '阿泽',
  'momo',
  '北辰',
  '老猫',
  '柠檬',
  '大橙子',
  '风铃',
  'Kevin',
  '一叶',
  '沐沐',
  '豆包',
];

/**
 * One day of trade: what is sold before the shop opens, money to suppliers and lots that ran low, then the orders of the day; and now
 * and then a mishap.
 */
export async function tradeOneDay(world: DemoWorld, day: Day, closesAt: number): Promise<void> {
  const { timeZone } = world;
  const endsAt = Math.min(closesAt, startOfDay(addDays(day, 1), timeZone) - MINUTE);
  const opensAt = startOfDay(day, timeZone) + OPENING_MINUTE * MINUTE;
  const restockedAt = opensAt + RESTOCKING_MINUTES * MINUTE;
  const acts = [
    ...ordersOfDay(world, day).map(({ goods, at }) => ({
      at,
      act: (moment: number) => sell(world, goods, { day, at: moment, endsAt }),
    })),
    ...bulkOf(world, day),
  ]
    .filter(({ at }) => at <= endsAt)
    .sort((one, other) => one.at - other.at);
  for (const { at, act } of acts.filter(({ at }) => at < opensAt)) await act(at);
  if (restockedAt > endsAt) return;
  await restock(world, day, opensAt);
  for (const { at, act } of acts.filter(({ at }) => at >= opensAt)) {
    world.signal.throwIfAborted();
    await act(Math.max(at, restockedAt));
  }
}

/** Half past eight, and how long it takes to bring in what ran low. */
const OPENING_MINUTE = 510;
const RESTOCKING_MINUTES = 20;

async function restock(world: DemoWorld, day: Day, opensAt: number): Promise<void> {
  const ago = daysBetween(day, world.today);
  for (const goods of DEMO_GOODS) {
    world.signal.throwIfAborted();
    // Towards the end some best sellers are let run low, so that there is something to see.
    const isNeglected = goods.perDay > 2.5 && ago < (goods === BEST_SELLER ? BEST_NEGLECTED_DAYS : NEGLECTED_DAYS);
    const left = world.left.get(goods.code) ?? 0;
    if (!isNeglected && left < goods.minimumStock * 1.3) await buyLot(world, goods, day, opensAt);
  }
}

/** Who buys what at which moment of a day. */
function ordersOfDay({ random, timeZone }: DemoWorld, day: Day): { goods: DemoGoods; at: number }[] {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const factor = [1.35, 0.85, 0.8, 0.9, 1, 1.25, 1.45][weekday] ?? 1;
  const startsAt = startOfDay(day, timeZone);
  return DEMO_GOODS.flatMap((goods) =>
    Array.from({ length: poisson(random, goods.perDay * factor * 0.7) }, () => ({
      goods,
      at: startsAt + minuteOfOrder(random) * MINUTE,
    })),
  );
}

/** Of each so many orders and lots one comes with a gift: to the buyer, or from the supplier. */
const ORDERS_PER_GIFT = 60;
const LOTS_PER_GIFT = 15;
const GIFT_KEYS = 2;

async function buyLot(world: DemoWorld, goods: DemoGoods, day: Day, opensAt: number): Promise<void> {
  const { random, demo } = world;
  const supplierCode = random.next() < 0.75 ? goods.suppliers[0] : random.pick(goods.suppliers);
  const supplier = DEMO_SUPPLIERS.find(({ code }) => code === supplierCode);
  const supplierId = supplier && world.suppliers.get(supplier.code);
  const skuId = world.skus.get(goods.code);
  if (!supplier || !supplierId || !skuId) throw new Error(`The demo does not know ${goods.code}.`);
  const quantity = Math.max(10, Math.round((goods.perDay * LOT_DAYS * (0.8 + random.next() * 0.5)) / 5) * 5);
  const unitCost = yuan(Math.round(goods.cost * (99 + random.next() * 2)) / 100);
  const total = money(unitCost * quantity);
  demo.at(opensAt + random.whole(0, RESTOCKING_MINUTES) * MINUTE);
  if (supplier.settlement === 'prepaid') await topUp(world, supplier.code, supplierId, day, total);
  const expiresOn = addDays(day, random.next() < 0.12 ? random.whole(18, 40) : random.whole(200, 900));
  const lot = { supplier, supplierId, goods, skuId, day, expiresOn };
  await receive(world, { ...lot, quantity, unitCost, receiptKind: 'purchase' });
  if (world.serial % LOTS_PER_GIFT === 0) {
    await receive(world, { ...lot, quantity: GIFT_KEYS, unitCost: yuan(0), receiptKind: 'gift' });
  }
}

interface DemoLot {
  readonly supplier: (typeof DEMO_SUPPLIERS)[number];
  readonly supplierId: SupplierId;
  readonly goods: DemoGoods;
  readonly skuId: SkuId;
  readonly day: Day;
  readonly expiresOn: Day;
  readonly quantity: number;
  readonly unitCost: Money;
  readonly receiptKind: 'purchase' | 'gift';
}

async function receive(world: DemoWorld, lot: DemoLot): Promise<void> {
  const { random, demo } = world;
  const { supplier, supplierId, goods, skuId, day, quantity, unitCost, receiptKind } = lot;
  const isGift = receiptKind === 'gift';
  world.serial += 1;
  const bytes = demoKeySheet(random, goods, { quantity, serial: world.serial, expiresOn: lot.expiresOn });
  const staged = await world.kernel.spool.stageStream(
    world.demo.userId,
    `${supplier.name}-${goods.code}-${day}${isGift ? '-赠送' : ''}.csv`,
    [bytes].values() as never,
  );
  const { jobId } = await demo.client.imports.post({
    commandId: demo.commandId(),
    settings: {
      fileId: staged.id as FileId,
      ...demoSheetSettings(goods, unitCost),
      supplierId,
      sku: { by: 'one', skuId },
      batchLabel: `${supplier.code}${day.replaceAll('-', '').slice(2)}${isGift ? '-赠' : ''}`,
      documentOn: day,
      externalNumber: `${supplier.code}${day.replaceAll('-', '')}${String(world.serial).padStart(4, '0')}`,
      receiptKind,
      settlement: isGift ? 'none' : supplier.settlement === 'per-order' ? 'paid' : 'account',
    },
  });
  await endOf(world, jobId);
  world.left.set(goods.code, (world.left.get(goods.code) ?? 0) + quantity);
}

async function topUp(world: DemoWorld, code: string, supplierId: SupplierId, day: Day, needed: Money): Promise<void> {
  const before = world.prepaid.get(code) ?? yuan(0);
  let balance: Money = before;
  if (before < needed) {
    const amount = yuan(Math.ceil((needed - before) / yuan(5000)) * 5000 + 5000);
    await world.demo.client.supplierMoney.pay({
      commandId: world.demo.commandId(),
      supplierId,
      amount,
      method: code === 'JKZX' ? 'bank' : 'alipay',
      occurredOn: day,
      externalNumber: `CZ${code}${day.replaceAll('-', '')}${world.serial + 1}`,
      remark: '充值',
    });
    balance = money(before + amount);
  }
  world.prepaid.set(code, money(balance - needed));
}

interface SaleMoment {
  readonly day: Day;
  readonly at: number;
  /** What belongs to the sale happens before. */
  readonly endsAt: number;
}

async function sell(world: DemoWorld, goods: DemoGoods, { day, at, endsAt }: SaleMoment): Promise<void> {
  const { random, demo } = world;
  const left = world.left.get(goods.code) ?? 0;
  const quantity = Math.min(random.next() < 0.82 ? 1 : random.whole(2, 5), left);
  const skuId = world.skus.get(goods.code);
  if (quantity === 0 || !skuId) return;
  demo.at(at);
  world.orderCount += 1;
  const shop = pickShop(world);
  const order = {
    commandId: demo.commandId(),
    shopId: shop.id,
    orderNumber: orderNumberOf(world, shop.code, day),
    buyer: random.pick(BUYERS),
    lines: [{ skuId, quantity, orderTotal: money(yuan(goods.salePrice) * quantity) }],
  };
  const delivered = await demo.client.deliveries.dispense(order).catch((error: unknown) => {
    // On a slow PC the shop's own clockwork ticks meanwhile and lets keys expire: then there is less than was bought.
    if (error instanceof ORPCError && error.code === 'INSUFFICIENT_STOCK') return null;
    throw error;
  });
  world.left.set(goods.code, delivered === null ? 0 : left - quantity);
  if (delivered === null) return;
  const [first] = delivered.deliveries;
  if (first && random.next() < 0.012) await takeBack(world, first.id, Math.min(at + 40 * MINUTE, endsAt));
  if (world.orderCount % ORDERS_PER_GIFT === 0)
    await giveAway(world, goods, order.buyer, Math.min(at + MINUTE, endsAt));
}

/** Now and then a good customer gets a key for nothing. */
async function giveAway(world: DemoWorld, goods: DemoGoods, buyer: string, at: number): Promise<void> {
  const { demo, left, skus } = world;
  const skuId = skus.get(goods.code);
  const before = left.get(goods.code) ?? 0;
  if (before === 0 || !skuId) return;
  demo.at(at);
  const lines = [{ skuId, quantity: 1 }];
  const gift = { commandId: demo.commandId(), purpose: 'gift' as const, buyer, lines, note: '老客户赠送' };
  left.set(goods.code, before - 1);
  await demo.client.deliveries.dispense(gift).catch((error: unknown) => {
    if (!(error instanceof ORPCError && error.code === 'INSUFFICIENT_STOCK')) throw error;
  });
}

/** Now and then a key does not work, or a buyer gives one back. */
async function takeBack(world: DemoWorld, id: DeliveryId, at: number): Promise<void> {
  const { demo, random } = world;
  demo.at(at);
  const { keys } = await demo.client.deliveries.get({ id });
  const [key] = keys;
  if (!key) return;
  const act = { commandId: demo.commandId(), id, keyIds: [key.id] };
  if (random.next() < 0.6) await demo.client.deliveries.markBad({ ...act, reason: '买家反馈无法兑换' });
  else await demo.client.deliveries.return({ ...act, reason: '买家拍错，未使用' });
}

function pickShop(world: DemoWorld): DemoWorld['shops'][number] {
  let place = world.random.next();
  for (const shop of world.shops) {
    place -= shop.share;
    if (place < 0) return shop;
  }
  return world.random.pick(world.shops);
}

/** Knuth's method; means here are small. */
function poisson(random: SeededRandom, mean: number): number {
  const limit = Math.exp(-mean);
  let product = random.next();
  let count = 0;
  while (product > limit) {
    product *= random.next();
    count += 1;
  }
  return count;
}
