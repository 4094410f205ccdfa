import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { PlanLine } from '#shared/contract/replenishment.contract.ts';
import { type Money, money, sumMoney } from '#shared/domain/money/money.ts';
import { dayOf } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { closeTestShops, newCommandId } from '#tests/support/open-core.ts';
import {
  changePolicy,
  offerAt,
  openReorderScene,
  orderLines,
  planOf,
  type ReorderScene,
  SCENE_DAY,
  sendOrder,
  setTerms,
  stock,
  yuan,
} from '#tests/support/reorder-scene.ts';
import { DAY } from '#tests/support/test-clock.ts';
import { importSheet, keySheet } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const PRICES = [yuan(11.3), yuan(20)] as const;
const PERCENT = 1_000_000;

/** Limits and fees in yuan and percent, kept apart from the shop to be reckoned with by hand. */
const anyShop = fc.record({
  settlement: fc.constantFrom('prepaid' as const, 'per-order' as const, 'credit' as const),
  dailyBudget: fc.integer({ min: 100, max: 900 }),
  monthlyBudget: fc.integer({ min: 300, max: 1500 }),
  held: fc.integer({ min: 100, max: 900 }),
  skuMaximum: fc.integer({ min: 15, max: 50 }),
  agent: fc.constantFrom(0, 10, 50),
  orderFee: fc.constantFrom(0, 25),
  tax: fc.constantFrom(0, 13),
});
type ShopLimits = typeof anyShop extends fc.Arbitrary<infer Value> ? Value : never;

const nat = fc.nat({ max: 20 });
const anyStep = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ act: fc.constant('order' as const), lines: nat, more: fc.constantFrom(0, 0, 1, 9) }),
  },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('send' as const), which: nat }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('raise' as const), which: nat, more: fc.integer({ min: 1, max: 30 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('receive' as const),
      which: nat,
      count: fc.integer({ min: 1, max: 20 }),
      verifyFirst: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('stock' as const), count: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('sell' as const), which: nat }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('day' as const) }) },
);
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never;

interface Play extends ReorderScene {
  readonly limits: ShopLimits;
  /** The number of the next key that anybody sends. */
  nextKey: number;
  /** Somebody raised a draft: only what is sent keeps to the limits then. */
  isRaised: boolean;
}

/** What is refused leaves everything as it was; only what a limit, a stale plan or an empty shelf forbids may be refused. */
async function attempt<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    expect(['LIMIT_REACHED', 'ORDERED_MEANWHILE', 'INSUFFICIENT_STOCK']).toContain(code);
    return null;
  }
}

async function begin(limits: ShopLimits): Promise<Play> {
  const scene = await openReorderScene(limits.settlement);
  const { client, supplierId, first, second } = scene;
  await offerAt(scene, first, PRICES[0]);
  await offerAt(scene, second, PRICES[1]);
  const terms = { agentRate: limits.agent * PERCENT, orderFee: yuan(limits.orderFee), taxRate: limits.tax * PERCENT };
  await setTerms(scene, { ...terms, priceBasis: 'with-invoice' });
  await changePolicy(scene, { dailyBudget: yuan(limits.dailyBudget), monthlyBudget: yuan(limits.monthlyBudget) });
  for (const skuId of [first, second]) {
    const rule = await client.replenishment.rule({ skuId });
    await client.replenishment.setRule({ commandId: newCommandId(), ...rule, maximum: limits.skuMaximum });
  }
  if (limits.settlement === 'prepaid') {
    const payment = { supplierId, amount: yuan(limits.held), occurredOn: SCENE_DAY, method: 'bank' as const };
    await client.supplierMoney.pay({ commandId: newCommandId(), ...payment });
  } else {
    const exposureMaximum = yuan(limits.held);
    await client.supplierMoney.setMaximum({ commandId: newCommandId(), supplierId, exposureMaximum });
  }
  return { ...scene, limits, nextKey: 10_000, isRaised: false };
}

async function act(play: Play, step: Step): Promise<void> {
  switch (step.act) {
    case 'order':
      return order(play, step);
    case 'send': {
      const draft = await pick(play, ['draft'], step.which);
      if (draft) await attempt(() => sendOrder(play, draft.id));
      return;
    }
    case 'raise':
      return raise(play, step);
    case 'receive':
      return receive(play, step);
    case 'stock':
      await stock(play.client, { supplierId: play.supplierId, skuId: play.first }, step.count, play.nextKey);
      play.nextKey += step.count;
      return;
    case 'sell': {
      const lines = [{ skuId: step.which % 2 === 0 ? play.first : play.second, quantity: 2 }];
      await attempt(() => play.client.deliveries.dispense({ commandId: newCommandId(), lines }));
      return;
    }
    case 'day':
      play.shop.clock.advance(DAY);
  }
}

/** What is ordered is what the plan showed; a quantity that was raised by hand comes whole or not at all. */
async function order(play: Play, { lines: which, more }: { lines: number; more: number }): Promise<void> {
  const { runId, lines } = await planOf(play);
  const chosen = lines.filter(({ quantity }, index) => quantity > 0 && (which + index) % 3 !== 0);
  if (chosen.length === 0) return;
  const wanted = chosen.map((line): PlanLine => ({ ...line, quantity: line.quantity + more }));
  const made = await attempt(() => orderLines(play, runId, wanted));
  // A plan keeps to its own limits: what it proposes can be ordered.
  if (more === 0) expect(made).not.toBeNull();
  if (!made) return;
  for (const { position, quantity } of wanted) {
    expect(position + quantity).toBeLessThanOrEqual(play.limits.skuMaximum);
  }
  expect(made.lines.map(({ skuId, quantity }) => [skuId, quantity])).toEqual(
    wanted.map(({ skuId, quantity }) => [skuId, quantity]),
  );
}

async function raise(play: Play, { which, more }: { which: number; more: number }): Promise<void> {
  const draft = await pick(play, ['draft'], which);
  if (!draft) return;
  play.isRaised = true;
  const { id, revision, expectedOn, note, lines: before } = await play.client.purchaseOrders.get({ id: draft.id });
  const lines = before.map(({ skuId, unitPrice, quantity, reasons }) => ({
    skuId,
    unitPrice,
    quantity: quantity + more,
    reasons,
  }));
  await play.client.purchaseOrders.edit({ commandId: newCommandId(), id, revision, lines, expectedOn, note });
}

async function receive(
  play: Play,
  { which, count, verifyFirst }: { which: number; count: number; verifyFirst: boolean },
): Promise<void> {
  const sent = await pick(play, ['sent', 'partly-received'], which);
  if (!sent) return;
  const { id, revision, lines } = await play.client.purchaseOrders.get({ id: sent.id });
  const line = lines.find(({ quantity, received }) => received < quantity);
  if (!line) return;
  const keys = Math.min(count, line.quantity - line.received);
  const { supplierId, nextKey } = play;
  await importSheet(play.client, `receipt-${nextKey}.csv`, keySheet(keys, 1 + nextKey), {
    supplierId,
    skuId: line.skuId,
    documentOn: SCENE_DAY,
    purchaseOrder: { id, revision },
    cost: { by: 'unit', unitCost: line.unitPrice, perSku: [] },
    verifyFirst,
  });
  play.nextKey += keys;
}

async function pick({ client }: Play, states: ('draft' | 'sent' | 'partly-received')[], which: number) {
  const { rows } = await client.purchaseOrders.list({ states });
  return rows.length === 0 ? undefined : rows[which % rows.length];
}

/** The limits by hand: nothing that is sent goes beyond them, and as long as no draft was raised nothing that is written. */
async function check(play: Play): Promise<void> {
  const { client, supplierId, limits, shop } = play;
  const { rows } = await client.purchaseOrders.list({ supplierId, limit: 100 });
  const counted = rows.filter(({ state }) => state !== 'cancelled' && !(play.isRaised && state === 'draft'));
  const byDay = Map.groupBy(counted, ({ createdAt }) => dayOf(createdAt, 'Asia/Shanghai'));
  for (const orders of byDay.values()) expect(paidFor(orders, limits)).toBeLessThanOrEqual(yuan(limits.dailyBudget));
  const byMonth = Map.groupBy(counted, ({ createdAt }) => dayOf(createdAt, 'Asia/Shanghai').slice(0, 7));
  for (const orders of byMonth.values()) {
    expect(paidFor(orders, limits)).toBeLessThanOrEqual(yuan(limits.monthlyBudget));
  }
  const { exposure, usable } = await client.supplierMoney.get({ supplierId });
  if (limits.settlement === 'prepaid') expect(usable).toBeGreaterThanOrEqual(0);
  if (limits.settlement === 'per-order') expect(exposure.total).toBeLessThanOrEqual(yuan(limits.held));
  expect(brokenInvariants(shop.core)).toEqual([]);
}

function paidFor(orders: readonly { total: Money }[], { agent, orderFee }: ShopLimits): Money {
  return sumMoney(orders.map(({ total }) => money((total * (100 + agent)) / 100 + yuan(orderFee))));
}

describe('the limits of replenishment', () => {
  it('hold over plans, orders by hand, changed drafts, sending and receiving', async () => {
    const steps = fc.array(anyStep, { minLength: 6, maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(anyShop, steps, async (limits, all) => {
        const play = await begin(limits);
        for (const step of all) {
          await act(play, step);
          await check(play);
        }
        await closeTestShops();
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});
