import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { newCommandId, openTestShop, type TestClient, type TestShop } from './open-core.ts';
import { createTestClock, DAY, TEST_START } from './test-clock.ts';
import { importSheet, keySheet, makeTrade } from './trade.ts';

export const SOLD_DAYS = 20;
export const SOLD_PER_DAY = 3;
export const OFFER_PRICE = money(475_000);

/** A shop that sold three keys a day for twenty days, has five left, and can buy more from two suppliers. */
export interface ReplenishmentShop {
  readonly shop: TestShop;
  readonly client: TestClient;
  readonly skuId: SkuId;
  /** The cheaper supplier, from whom the stock came, and the dearer one. */
  readonly supplierId: SupplierId;
  readonly otherId: SupplierId;
  /** What the desktop was told to show. */
  readonly notices: { title: string; body: string }[];
}

export async function openReplenishmentShop(): Promise<ReplenishmentShop> {
  const shop = await openTestShop({ clock: createTestClock(TEST_START - SOLD_DAYS * DAY) });
  const { client } = shop;
  const notices: ReplenishmentShop['notices'] = [];
  shop.core.kernel.host.notify = (notice) => void notices.push(notice);
  const { skuId } = await makeTrade(client);
  const supplierId = await addSupplier(client, 'S2', '平价批发');
  const otherId = await addSupplier(client, 'S3', '另一家');
  await addOffer(client, { supplierId, skuId, unitPrice: OFFER_PRICE });
  await addOffer(client, { supplierId: otherId, skuId, unitPrice: money(550_000) });
  const sheet = keySheet(SOLD_DAYS * SOLD_PER_DAY + 5);
  await importSheet(client, 'opening.csv', sheet, { supplierId, skuId, documentOn: '2026-11-01' as Day });
  for (let day = 0; day < SOLD_DAYS; day += 1) {
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity: SOLD_PER_DAY }] });
    shop.clock.advance(DAY);
  }
  return { shop, client, skuId, supplierId, otherId, notices };
}

export async function addSupplier(client: TestClient, code: string, name: string): Promise<SupplierId> {
  const terms = { kind: 'wholesaler', currency: 'CNY', settlement: 'credit', creditDays: 30 } as const;
  return (await client.suppliers.create({ commandId: newCommandId(), code, name, ...terms })).id;
}

export function addOffer(
  client: TestClient,
  {
    supplierId,
    skuId,
    unitPrice,
    ...rest
  }: { supplierId: SupplierId; skuId: SkuId; unitPrice: Money; promiseHours?: number; quantityMultiple?: number },
) {
  const tiers = [{ fromQuantity: 1, unitPrice, discount: null }];
  const price = { effectiveOn: '2026-10-01', currency: 'CNY', tiers };
  return client.offers.create({ commandId: newCommandId(), supplierId, skuId, price, ...rest });
}

/** Makes a plan as a person would and takes the line of the SKU; null: it needs nothing. */
export async function planOf(
  { client }: { client: TestClient },
  skuId: SkuId,
): Promise<{ runId: number; line: PlanLine | null }> {
  const { runId } = await client.replenishment.run({ commandId: newCommandId() });
  const { lines } = await client.replenishment.plan();
  return { runId, line: lines.find((line) => line.skuId === skuId) ?? null };
}

export async function changeReorderRule(
  client: TestClient,
  skuId: SkuId,
  fields: Partial<Awaited<ReturnType<TestClient['replenishment']['rule']>>>,
): Promise<void> {
  const rule = await client.replenishment.rule({ skuId });
  await client.replenishment.setRule({ commandId: newCommandId(), ...rule, ...fields });
}
