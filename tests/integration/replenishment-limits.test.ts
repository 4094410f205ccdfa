import { afterEach, describe, expect, it } from 'vitest';
import { addMoney, money } from '#shared/domain/money/money.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { closeTestShops, newCommandId } from '#tests/support/open-core.ts';
import {
  changePolicy,
  lineOf,
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

const limitReached = (limit: string) => ({ code: 'LIMIT_REACHED', data: { limit } });

function setMaximum({ client, supplierId }: ReorderScene, amount: number) {
  const exposureMaximum = yuan(amount);
  return client.supplierMoney.setMaximum({ commandId: newCommandId(), supplierId, exposureMaximum });
}

/** Writes another quantity into an order's only line. */
async function rewrite({ client }: ReorderScene, id: number, quantity: number) {
  const { revision, lines, expectedOn, note } = await client.purchaseOrders.get({ id });
  const [line] = lines;
  if (!line) throw new Error('The order is empty.');
  const { skuId, unitPrice, reasons } = line;
  const draft = { skuId, unitPrice, reasons, quantity, offer: null, overrideReason: '' };
  await client.purchaseOrders.edit({ commandId: newCommandId(), id, revision, lines: [draft], expectedOn, note });
}

describe('the most that may lie with a supplier who is paid first', () => {
  it('counts orders that are written and not yet sent', async () => {
    const scene = await openReorderScene('per-order');
    await offerAt(scene, scene.first, yuan(10));
    await offerAt(scene, scene.second, yuan(10));
    await setMaximum(scene, 300);
    const one = await lineOf(scene, scene.first);
    expect(one.line).toMatchObject({ cost: yuan(250), limit: null });
    const order = await orderLines(scene, one.runId, [one.line]);
    const two = await lineOf(scene, scene.second);
    expect(two.line).toMatchObject({ cost: yuan(50), limit: 'EXPOSURE' });
    await expect(orderLines(scene, two.runId, [two.line], 6)).rejects.toMatchObject(limitReached('EXPOSURE'));
    const other = await orderLines(scene, two.runId, [two.line]);
    await sendOrder(scene, order.id);
    await sendOrder(scene, other.id);
    const { exposure } = await scene.client.supplierMoney.get({ supplierId: scene.supplierId });
    expect(exposure.total).toBe(yuan(300));
    expect(brokenInvariants(scene.shop.core)).toEqual([]);
  });

  it('is asked again when an order of a plan is sent', async () => {
    const scene = await openReorderScene('per-order');
    await offerAt(scene, scene.first, yuan(10));
    await setMaximum(scene, 300);
    const { runId, line } = await lineOf(scene, scene.first);
    const { id } = await orderLines(scene, runId, [line]);
    await rewrite(scene, id, 31);
    await expect(sendOrder(scene, id)).rejects.toMatchObject(limitReached('EXPOSURE'));
    await rewrite(scene, id, 30);
    await sendOrder(scene, id);
  });

  it('lets an order go that is paid already', async () => {
    const scene = await openReorderScene('per-order');
    const { client, supplierId } = scene;
    await offerAt(scene, scene.first, yuan(10));
    await setMaximum(scene, 300);
    const { runId, line } = await lineOf(scene, scene.first);
    const { id } = await orderLines(scene, runId, [line]);
    const payment = { supplierId, amount: yuan(250), occurredOn: SCENE_DAY, method: 'bank' as const };
    await client.supplierMoney.pay({ commandId: newCommandId(), ...payment });
    await sendOrder(scene, id);
    expect((await client.supplierMoney.get({ supplierId })).exposure.total).toBe(yuan(250));
  });
});

describe('sending an order of a plan', () => {
  it('is refused in an emergency, whatever became of its draft', async () => {
    const scene = await openReorderScene('credit');
    await offerAt(scene, scene.first, yuan(10));
    const { runId, line } = await lineOf(scene, scene.first);
    const { id } = await orderLines(scene, runId, [line]);
    await changePolicy(scene, { isStopped: true });
    await expect(sendOrder(scene, id)).rejects.toMatchObject(limitReached('EMERGENCY_STOP'));
    const copy = await scene.client.purchaseOrders.copy({ commandId: newCommandId(), id });
    await expect(sendOrder(scene, copy.id)).rejects.toMatchObject(limitReached('EMERGENCY_STOP'));
    await changePolicy(scene, { isStopped: false });
    await sendOrder(scene, id);
  });

  it('is refused beyond the budget of the day; an order by hand is the person’s own', async () => {
    const scene = await openReorderScene('credit');
    await offerAt(scene, scene.first, yuan(10));
    const { runId, line } = await lineOf(scene, scene.first);
    const { id } = await orderLines(scene, runId, [line]);
    await changePolicy(scene, { dailyBudget: yuan(249) });
    await expect(sendOrder(scene, id)).rejects.toMatchObject(limitReached('DAILY_BUDGET'));
    const lines = [{ skuId: scene.second, quantity: 100, unitPrice: yuan(10) }];
    const { supplierId } = scene;
    const byHand = await scene.client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    await sendOrder(scene, byHand.id);
  });

  it('keeps to the budget of the day on which it was written', async () => {
    const scene = await openReorderScene('credit');
    await offerAt(scene, scene.first, yuan(10));
    await changePolicy(scene, { dailyBudget: yuan(300) });
    const { runId, line } = await lineOf(scene, scene.first);
    const { id } = await orderLines(scene, runId, [line]);
    await rewrite(scene, id, 31);
    scene.shop.clock.advance(DAY);
    await expect(sendOrder(scene, id)).rejects.toMatchObject(limitReached('DAILY_BUDGET'));
    await rewrite(scene, id, 30);
    await sendOrder(scene, id);
  });

  it('is refused beyond the most units of a SKU', async () => {
    const scene = await openReorderScene('credit');
    await offerAt(scene, scene.first, yuan(10));
    const rule = await scene.client.replenishment.rule({ skuId: scene.first });
    await scene.client.replenishment.setRule({ commandId: newCommandId(), ...rule, maximum: 40 });
    const { runId, line } = await lineOf(scene, scene.first);
    const { id } = await orderLines(scene, runId, [line], 35);
    await rewrite(scene, id, 36);
    await expect(sendOrder(scene, id)).rejects.toMatchObject(limitReached('SKU_MAXIMUM'));
    await rewrite(scene, id, 35);
    await sendOrder(scene, id);
  });
});

describe('prepaid money and budgets', () => {
  it('are spent by what is paid, tax included', async () => {
    const scene = await openReorderScene('prepaid');
    const { client, supplierId } = scene;
    await offerAt(scene, scene.first, yuan(11.3));
    await setTerms(scene, { priceBasis: 'with-invoice', taxRate: 13_000_000 });
    const payment = { supplierId, amount: yuan(100), occurredOn: SCENE_DAY, method: 'bank' as const };
    await client.supplierMoney.pay({ commandId: newCommandId(), ...payment });
    const { runId, line } = await lineOf(scene, scene.first);
    expect(line).toMatchObject({ quantity: 8, unitCost: yuan(10), cost: yuan(80), limit: 'PREPAID_BALANCE' });
    await expect(orderLines(scene, runId, [line], 9)).rejects.toMatchObject(limitReached('PREPAID_BALANCE'));
    const order = await orderLines(scene, runId, [line]);
    expect(order.total).toBe(yuan(90.4));
    await sendOrder(scene, order.id);
    expect((await client.supplierMoney.get({ supplierId })).usable).toBe(yuan(9.6));
  });

  it('count the fees of orders that were written before', async () => {
    const scene = await openReorderScene('credit');
    await offerAt(scene, scene.first, yuan(10));
    await offerAt(scene, scene.second, yuan(10));
    await setTerms(scene, { agentRate: 50_000_000 });
    await changePolicy(scene, { dailyBudget: yuan(600) });
    const one = await lineOf(scene, scene.first);
    expect(one.line.cost).toBe(yuan(375));
    await orderLines(scene, one.runId, [one.line]);
    const two = await lineOf(scene, scene.second);
    expect(two.line).toMatchObject({ cost: yuan(225), limit: 'DAILY_BUDGET' });
  });

  it('do not count what was ordered and given up', async () => {
    const scene = await openReorderScene('credit');
    const { client, supplierId, second } = scene;
    await offerAt(scene, scene.first, yuan(10));
    await changePolicy(scene, { monthlyBudget: yuan(260) });
    const lines = [{ skuId: second, quantity: 25, unitPrice: yuan(10) }];
    const { id } = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    await sendOrder(scene, id);
    const { revision } = await client.purchaseOrders.get({ id });
    await importSheet(client, 'one.csv', keySheet(1, 7000), {
      supplierId,
      skuId: second,
      documentOn: SCENE_DAY,
      purchaseOrder: { id, revision },
      cost: { by: 'unit', unitCost: yuan(10), perSku: [] },
    });
    expect((await lineOf(scene, scene.first)).line).toMatchObject({ quantity: 1, limit: 'MONTHLY_BUDGET' });
    const { revision: seen } = await client.purchaseOrders.get({ id });
    await client.purchaseOrders.close({ commandId: newCommandId(), id, revision: seen, reason: '不再等' });
    expect((await lineOf(scene, scene.first)).line).toMatchObject({ quantity: 25, limit: null });
  });

  it('count the fee of an order as long as it is not cancelled', async () => {
    const scene = await openReorderScene('credit');
    const { client, supplierId, second } = scene;
    await offerAt(scene, scene.first, yuan(10));
    await setTerms(scene, { orderFee: yuan(20) });
    await changePolicy(scene, { dailyBudget: yuan(275) });
    const lines = [{ skuId: second, quantity: 20, unitPrice: yuan(10) }];
    const { id } = await client.purchaseOrders.create({ commandId: newCommandId(), supplierId, lines });
    await sendOrder(scene, id);
    expect((await lineOf(scene, scene.first)).line).toMatchObject({ quantity: 3, cost: yuan(50) });
    const { revision } = await client.purchaseOrders.get({ id });
    await client.purchaseOrders.cancel({ commandId: newCommandId(), id, revision, reason: '不再等' });
    expect((await lineOf(scene, scene.first)).line).toMatchObject({ quantity: 25, cost: yuan(270) });
  });
});

describe('the most money to be tied up', () => {
  it('counts no goods on consignment', async () => {
    const scene = await openReorderScene('per-order');
    await offerAt(scene, scene.first, yuan(10));
    const { line } = await lineOf(scene, scene.first);
    const { client, supplierId } = scene;
    const cost = { by: 'unit' as const, unitCost: yuan(1_000), perSku: [] };
    const consigned = { supplierId, skuId: scene.second, cost, receiptKind: 'consignment' as const };
    await changePolicy(scene, { mostTiedUp: yuan(4_000) });
    expect((await lineOf(scene, scene.first)).line).toMatchObject({ quantity: line.quantity, limit: null });
    await importSheet(client, 'consigned.csv', keySheet(5, 7_000), { ...consigned, documentOn: SCENE_DAY });
    const held = await lineOf(scene, scene.first);
    expect(held.line).toMatchObject({ quantity: line.quantity, limit: null });
    await orderLines(scene, held.runId, [held.line]);
    expect(brokenInvariants(scene.shop.core)).toEqual([]);
  });
});

describe('a fee per order', () => {
  it('is charged once, however many lines the order has', async () => {
    const scene = await openReorderScene('credit');
    await offerAt(scene, scene.first, yuan(10));
    await offerAt(scene, scene.second, yuan(10));
    await setTerms(scene, { orderFee: yuan(50) });
    await changePolicy(scene, { dailyBudget: yuan(550) });
    const { runId, lines } = await planOf(scene);
    expect(lines.map(({ quantity, cost, limit }) => ({ quantity, cost, limit }))).toEqual([
      { quantity: 25, cost: yuan(300), limit: null },
      { quantity: 25, cost: yuan(250), limit: null },
    ]);
    await expect(orderLines(scene, runId, lines, 26)).rejects.toMatchObject(limitReached('DAILY_BUDGET'));
    expect((await orderLines(scene, runId, lines)).lines).toHaveLength(2);
  });
});

describe('a fee per order that falls on another line than in the plan', () => {
  it('keeps nobody from ordering what the plan proposes of a product with a limit of its own', async () => {
    const scene = await openReorderScene('credit');
    const { client, first, second } = scene;
    await offerAt(scene, first, yuan(10));
    await offerAt(scene, second, yuan(10));
    await setTerms(scene, { orderFee: yuan(50) });
    const { value } = await client.stockAge.batches({ skuId: second });
    const rule = await client.replenishment.rule({ skuId: second });
    const mostMoney = addMoney(value, yuan(250));
    await client.replenishment.setRule({ commandId: newCommandId(), ...rule, mostMoney });
    const { runId, lines } = await planOf(scene);
    const line = lines.filter(({ skuId }) => skuId === second);
    expect(line).toMatchObject([{ quantity: 25, cost: yuan(250), limit: null }]);
    const { id, lines: ordered } = await orderLines(scene, runId, line);
    expect(ordered).toMatchObject([{ skuId: second, quantity: 25 }]);
    await sendOrder(scene, id);
  });
});

describe('what came since a plan was made', () => {
  it('is not ordered again', async () => {
    const scene = await openReorderScene('credit');
    const { client, first: skuId, supplierId } = scene;
    await offerAt(scene, skuId, yuan(10));
    const { runId, line } = await lineOf(scene, skuId);
    await stock(client, { supplierId, skuId }, 35, 5000);
    await expect(orderLines(scene, runId, [line])).rejects.toMatchObject({
      code: 'ORDERED_MEANWHILE',
      data: { skus: 'A' },
    });
  });

  it('leaves room for what was sold since', async () => {
    const scene = await openReorderScene('credit');
    const { client, first: skuId } = scene;
    await offerAt(scene, skuId, yuan(10));
    const rule = await client.replenishment.rule({ skuId });
    await client.replenishment.setRule({ commandId: newCommandId(), ...rule, maximum: 20 });
    const { runId, line } = await lineOf(scene, skuId);
    expect(line).toMatchObject({ quantity: 15, limit: 'SKU_MAXIMUM' });
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity: 2 }] });
    await expect(orderLines(scene, runId, [line], 18)).rejects.toMatchObject({
      ...limitReached('SKU_MAXIMUM'),
      data: { room: 17, wanted: 18 },
    });
    await orderLines(scene, runId, [line], 17);
  });
});

describe('a quantity by hand', () => {
  it('is not more than the supplier has', async () => {
    const scene = await openReorderScene('credit');
    await offerAt(scene, scene.first, yuan(10), { knownStock: 4 });
    const { runId, line } = await lineOf(scene, scene.first);
    expect(line).toMatchObject({ quantity: 4, limit: 'SUPPLIER_STOCK' });
    await expect(orderLines(scene, runId, [line], 5)).rejects.toMatchObject({
      code: 'LIMIT_REACHED',
      data: { limit: 'SUPPLIER_STOCK', room: 4, wanted: 5, sku: 'A' },
    });
    await orderLines(scene, runId, [line]);
  });

  it('is not ordered where the shop’s policy forbids it', async () => {
    const scene = await openReorderScene('credit');
    const { client, supplierId } = scene;
    await offerAt(scene, scene.first, yuan(10));
    const { runId, line } = await lineOf(scene, scene.first);
    const policy = await client.dossiers.policy();
    const checks = { ...policy.checks, 'business-licence': 'refuse' as const };
    await client.dossiers.setPolicy({ commandId: newCommandId(), ...policy, checks });
    await expect(orderLines(scene, runId, [line], 1)).rejects.toMatchObject({
      code: 'LIMIT_REACHED',
      data: { limit: 'NOT_AUTHORISED', sku: 'A' },
    });
    expect((await client.purchaseOrders.list({ supplierId })).rows).toEqual([]);
  });
});

describe('what is to be ordered once', () => {
  it('is lowered by what was ordered of it', async () => {
    const scene = await openReorderScene('credit');
    const { client, first: skuId } = scene;
    await offerAt(scene, skuId, yuan(10));
    await changePolicy(scene, { dailyBudget: yuan(500) });
    const rule = await client.replenishment.rule({ skuId });
    await client.replenishment.setRule({ commandId: newCommandId(), ...rule, orderOnce: 100 });
    const one = await lineOf(scene, skuId);
    expect(one.line).toMatchObject({ quantity: 50, limit: 'DAILY_BUDGET' });
    await orderLines(scene, one.runId, [one.line]);
    expect((await client.replenishment.rule({ skuId })).orderOnce).toBe(50);
    await changePolicy(scene, { dailyBudget: null });
    const two = await lineOf(scene, skuId);
    expect(two.line).toMatchObject({ quantity: 50, limit: null, unitCost: money(100_000) });
    await orderLines(scene, two.runId, [two.line]);
    expect((await client.replenishment.rule({ skuId })).orderOnce).toBeNull();
  });
});

describe('orders to a supplier on consignment', () => {
  it('take nothing of the budgets and tie up no money: they are paid for once the keys are sold', async () => {
    const scene = await openReorderScene('consignment');
    const { client } = scene;
    await offerAt(scene, scene.first, yuan(10));
    await changePolicy(scene, { dailyBudget: yuan(100), monthlyBudget: yuan(100), mostTiedUp: yuan(1) });
    const { runId, line } = await lineOf(scene, scene.first);
    expect(line).toMatchObject({ quantity: 25, cost: yuan(250), limit: null });
    const { id } = await orderLines(scene, runId, [line]);
    await sendOrder(scene, id);
    await changePolicy(scene, { mostTiedUp: null });

    // Another supplier, who is paid, has the whole budget.
    const { id: paidId } = await client.suppliers.create({
      commandId: newCommandId(),
      code: 'P2',
      name: '另一家供货商',
      kind: 'wholesaler',
      currency: 'CNY',
      settlement: 'credit',
      creditDays: 30,
    });
    await offerAt({ ...scene, supplierId: paidId }, scene.second, yuan(10));
    expect((await lineOf(scene, scene.second)).line).toMatchObject({ cost: yuan(100), limit: 'DAILY_BUDGET' });
    expect(brokenInvariants(scene.shop.core)).toEqual([]);
  });
});
