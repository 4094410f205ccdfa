import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import type { SkuId, SupplierId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money/money.ts';
import type { Settlement } from '#shared/domain/suppliers/supplier-terms.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { newCommandId, openTestShop, type TestClient, type TestShop } from './open-core.ts';
import { createTestClock, DAY, TEST_START } from './test-clock.ts';
import { importSheet, keySheet, makeSku } from './trade.ts';

const DAYS = 20;
const PER_DAY = 3;
const OPENING = DAYS * PER_DAY + 5;
/** The shop's day after the sales. */
export const SCENE_DAY = '2026-11-21' as Day;

/** Amounts are said in yuan in the scenes. */
export const yuan = (amount: number): Money => money(Math.round(amount * 10_000));

export interface ReorderScene {
  readonly shop: TestShop;
  readonly client: TestClient;
  readonly supplierId: SupplierId;
  /** Two of them, with the same sales and five keys left each. */
  readonly first: SkuId;
  readonly second: SkuId;
}

/** A shop that sold three keys of two SKUs on each of twenty days, and a supplier of theirs without offers. */
export async function openReorderScene(settlement: Settlement): Promise<ReorderScene> {
  const shop = await openTestShop({ clock: createTestClock(TEST_START - DAYS * DAY) });
  const { client } = shop;
  const { id: supplierId } = await client.suppliers.create({
    commandId: newCommandId(),
    code: 'P1',
    name: '示例供货商',
    kind: 'wholesaler',
    currency: 'CNY',
    settlement,
    ...(settlement === 'credit' ? { creditDays: 30 } : {}),
  });
  const first = await makeSku(client, 'A', yuan(50));
  const second = await makeSku(client, 'B', yuan(50));
  for (const [at, skuId] of [first, second].entries()) await stock(client, { supplierId, skuId }, OPENING, 1000 * at);
  for (let day = 0; day < DAYS; day += 1) {
    const lines = [first, second].map((skuId) => ({ skuId, quantity: PER_DAY }));
    for (const line of lines) await client.deliveries.dispense({ commandId: newCommandId(), lines: [line] });
    shop.clock.advance(DAY);
  }
  return { shop, client, supplierId, first, second };
}

/** Keys that came without an order and without a debt. */
export function stock(
  client: TestClient,
  of: { supplierId: SupplierId; skuId: SkuId },
  count: number,
  from: number,
): Promise<unknown> {
  const choices = { ...of, documentOn: '2026-11-01' as Day, settlement: 'none' as const };
  return importSheet(client, `keys-${from}.csv`, keySheet(count, 1 + from), choices);
}

export function offerAt(
  { client, supplierId }: ReorderScene,
  skuId: SkuId,
  unitPrice: Money,
  rest: Record<string, unknown> = {},
) {
  const price = {
    effectiveOn: '2026-10-01',
    currency: 'CNY',
    tiers: [{ fromQuantity: 1, unitPrice, discount: null }],
  };
  return client.offers.create({ commandId: newCommandId(), supplierId, skuId, price, ...rest });
}

export async function setTerms(
  { client, supplierId }: ReorderScene,
  fields: Partial<Awaited<ReturnType<TestClient['offers']['costTerms']>>>,
): Promise<void> {
  const terms = await client.offers.costTerms({ supplierId });
  await client.offers.setCostTerms({ commandId: newCommandId(), ...terms, ...fields });
}

export async function changePolicy(
  { client }: ReorderScene,
  fields: Partial<Awaited<ReturnType<TestClient['replenishment']['settings']>>>,
): Promise<void> {
  const { currency: _, suppliers: __, ...settings } = await client.replenishment.settings();
  await client.replenishment.changeSettings({ commandId: newCommandId(), ...settings, suppliers: [], ...fields });
}

export interface ScenePlan {
  readonly runId: number;
  readonly lines: readonly PlanLine[];
}

export async function planOf({ client }: ReorderScene): Promise<ScenePlan> {
  const { runId } = await client.replenishment.run({ commandId: newCommandId() });
  return { runId, lines: (await client.replenishment.plan()).lines };
}

export async function lineOf(scene: ReorderScene, skuId: SkuId): Promise<{ runId: number; line: PlanLine }> {
  const { runId, lines } = await planOf(scene);
  const line = lines.find((one) => one.skuId === skuId);
  if (!line) throw new Error('The SKU needs nothing.');
  return { runId, line };
}

/** Orders lines of a plan from the supplier of the scene; `quantity` stands for that of each line. */
export async function orderLines(
  { client, supplierId }: ReorderScene,
  runId: number,
  lines: readonly PlanLine[],
  quantity?: number,
) {
  const wanted = lines.map((line) => ({
    skuId: line.skuId,
    supplierId,
    quantity: quantity ?? line.quantity,
    unitCost: line.unitCost ?? line.offers[0]?.tiers[0]?.unitCost ?? money(0),
  }));
  const { orders } = await client.replenishment.order({ commandId: newCommandId(), runId, lines: wanted });
  const [order] = orders;
  if (!order) throw new Error('Nothing was ordered.');
  return client.purchaseOrders.get({ id: order.id });
}

export async function sendOrder({ client }: ReorderScene, id: number) {
  const { revision } = await client.purchaseOrders.get({ id });
  return client.purchaseOrders.send({ commandId: newCommandId(), id, revision });
}
