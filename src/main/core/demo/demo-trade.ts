import { ORPCError } from '@orpc/server';
import type { Kernel } from '#core/kernel.ts';
import type { DeliveryId, FileId, JobId, ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import { addDays, type Day, daysBetween, startOfDay } from '#shared/domain/time/business-time.ts';
import type { DemoClient } from './demo-client.ts';
import { DEMO_GOODS, type DemoGoods } from './demo-goods.ts';
import { demoKeySheet, demoSheetSettings } from './demo-keys.ts';
import { DEMO_SHOPS, DEMO_SUPPLIERS } from './demo-partners.ts';
import type { SeededRandom } from './seeded-random.ts';

const MINUTE = 60_000;
const MONEY_OF_YUAN = 10_000;
const LOT_DAYS = 12;
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

export interface DemoWorld {
  readonly kernel: Kernel;
  readonly demo: DemoClient;
  readonly random: SeededRandom;
  readonly timeZone: string;
  readonly today: Day;
  /** Shortly before the moment at which the demo is asked for. */
  readonly now: number;
  readonly signal: AbortSignal;
  readonly suppliers: ReadonlyMap<string, SupplierId>;
  readonly skus: ReadonlyMap<string, SkuId>;
  readonly shops: readonly { readonly id: ShopId; readonly share: number; readonly code: string }[];
  /** Keys left per SKU code, as the generator believes. */
  readonly left: Map<string, number>;
  /** Prepaid money left per supplier code. */
  readonly prepaid: Map<string, Money>;
  serial: number;
  orderCount: number;
}

const DAY_MILLISECONDS = 86_400_000;

/** What is done in `work` was done so many days ago; what comes after it is done today. */
export async function daysAgo<Result>(
  { demo, now }: DemoWorld,
  days: number,
  work: () => Promise<Result>,
): Promise<Result> {
  demo.at(now - days * DAY_MILLISECONDS);
  const result = await work();
  demo.at(now);
  return result;
}

export const yuan = (amount: number): Money => money(Math.round(amount * MONEY_OF_YUAN));

/** Suppliers, SKUs, shops and delivery texts, made on the shop's first day. */
export async function foundShop(world: Omit<DemoWorld, 'suppliers' | 'skus' | 'shops'>): Promise<DemoWorld> {
  const { client, commandId } = world.demo;
  const suppliers = new Map<string, SupplierId>();
  for (const { contact, ...supplier } of DEMO_SUPPLIERS) {
    const closingDay = supplier.code === 'HQBC' ? 25 : 31;
    const contacts = [{ ...contact, phone: '', note: '' }];
    const made = await client.suppliers.create({
      commandId: commandId(),
      currency: 'CNY',
      closingDay,
      contacts,
      ...supplier,
    });
    suppliers.set(supplier.code, made.id);
  }
  const skus = new Map<string, SkuId>();
  for (const goods of DEMO_GOODS) {
    const made = await client.skus.create({
      commandId: commandId(),
      product: { brandName: goods.brand, name: goods.product },
      code: goods.code,
      name: goods.name,
      faceValue: goods.faceValue === null ? null : yuan(goods.faceValue),
      faceCurrency: goods.faceCurrency,
      region: goods.region,
      keyFields: [...goods.keyFields],
      membershipDays: goods.membershipDays,
      salePrice: yuan(goods.salePrice),
      minimumStock: goods.minimumStock,
      minimumDaysLeft: 3,
    });
    skus.set(goods.code, made.id);
  }
  const shops: DemoWorld['shops'][number][] = [];
  for (const [index, { name, platform, messageLimit, share }] of DEMO_SHOPS.entries()) {
    const { id } = await client.shops.create({ commandId: commandId(), name, platform, messageLimit });
    shops.push({ id, share, code: 'TXPW'.charAt(index) });
  }
  return { ...world, suppliers, skus, shops };
}

/** One day of trade: money to suppliers, lots that ran low, orders through the day, and now and then a mishap. */
export async function tradeOneDay(world: DemoWorld, day: Day, closesAt: number): Promise<void> {
  const opensAt = startOfDay(day, world.timeZone) + 9 * 60 * MINUTE;
  if (opensAt + 30 * MINUTE > closesAt) return;
  const isRecent = daysBetween(day, world.today) < 4;
  for (const goods of DEMO_GOODS) {
    world.signal.throwIfAborted();
    // Towards the end some best sellers are let run low, so that there is something to see.
    const isNeglected = isRecent && goods.perDay > 2.5;
    const left = world.left.get(goods.code) ?? 0;
    if (!isNeglected && left < goods.minimumStock * 1.3) await buyLot(world, goods, day, opensAt);
  }
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const factor = [1.35, 0.85, 0.8, 0.9, 1, 1.25, 1.45][weekday] ?? 1;
  let at = opensAt + 30 * MINUTE;
  for (const goods of DEMO_GOODS) {
    for (let order = poisson(world.random, goods.perDay * factor * 0.7); order > 0; order -= 1) {
      at += world.random.whole(1, 14) * MINUTE;
      if (at > closesAt) return;
      await sell(world, goods, at);
    }
  }
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
  demo.at(opensAt + random.whole(0, 20) * MINUTE);
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
    const amount = yuan(Math.ceil((needed - before) / MONEY_OF_YUAN / 5000) * 5000 + 5000);
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

async function sell(world: DemoWorld, goods: DemoGoods, at: number): Promise<void> {
  const { random, demo } = world;
  const left = world.left.get(goods.code) ?? 0;
  const quantity = Math.min(random.next() < 0.82 ? 1 : random.whole(2, 5), left);
  const skuId = world.skus.get(goods.code);
  if (quantity === 0 || !skuId) return;
  demo.at(at);
  world.orderCount += 1;
  const shop = pickShop(world);
  const day = new Date(at).toISOString().slice(2, 10).replaceAll('-', '');
  const order = {
    commandId: demo.commandId(),
    shopId: shop.id,
    orderNumber: `${shop.code}${day}${String(100_000 + world.orderCount * 37)}`,
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
  if (first && random.next() < 0.012) await takeBack(world, first.id, at);
  if (world.orderCount % ORDERS_PER_GIFT === 0) await giveAway(world, goods, order.buyer, at);
}

/** Now and then a good customer gets a key for nothing. */
async function giveAway(world: DemoWorld, goods: DemoGoods, buyer: string, at: number): Promise<void> {
  const { demo, left, skus } = world;
  const skuId = skus.get(goods.code);
  const before = left.get(goods.code) ?? 0;
  if (before === 0 || !skuId) return;
  demo.at(at + MINUTE);
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
  demo.at(at + 40 * MINUTE);
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

export async function endOf(world: Pick<DemoWorld, 'kernel'>, jobId: JobId | null): Promise<unknown> {
  if (jobId === null) return null;
  const job = await world.kernel.jobs.whenEnded(jobId);
  if (job.state !== 'done') throw new Error(`A job of the demo ended ${job.state}: ${job.error?.code ?? ''}.`);
  return job.result;
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
