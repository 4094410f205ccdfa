import { afterEach, describe, expect, it } from 'vitest';
import type { DeliveryId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import { SCORE_PRESETS } from '#shared/domain/replenishment/score-weights.ts';
import { DEFAULT_STANDING_POLICY } from '#shared/domain/replenishment/supplier-standing.ts';
import { type Day, dayOf } from '#shared/domain/time/business-time.ts';
import { moneyOfUnits } from '#tests/support/money-of-units.ts';
import { closeTestShops, newCommandId, openTestShop, type TestClient } from '#tests/support/open-core.ts';
import { DAY } from '#tests/support/test-clock.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';
import { createSupplier } from '#tests/support/trade-setup.ts';

afterEach(closeTestShops);

const period = 'last-90-days';

/** So many purchases of ten keys, each on a day of its own. */
async function buy(client: TestClient, of: { supplierId: SupplierId; skuId: SkuId }, times: number, first = 1) {
  for (let index = 0; index < times; index += 1) {
    const documentOn = `2026-11-${String(10 + index).padStart(2, '0')}` as Day;
    await importSheet(client, `p${first}-${index}.csv`, keySheet(10, first + index * 10), { ...of, documentOn });
  }
}

/** Sells keys, first in first out, and says that they are bad. */
async function sellBad(client: TestClient, skuId: SkuId, quantity: number): Promise<DeliveryId> {
  const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity }] });
  const [delivery] = deliveries;
  if (!delivery) throw new Error('Nothing was delivered.');
  const { keys } = await client.deliveries.get({ id: delivery.id });
  const keyIds = keys.map(({ id }) => id);
  await client.deliveries.markBad({ commandId: newCommandId(), id: delivery.id, keyIds, reason: '无法兑换' });
  return delivery.id;
}

/** Sends an order of ten keys. */
async function send(client: TestClient, of: { supplierId: SupplierId; skuId: SkuId }, expectedOn: string) {
  const line = { skuId: of.skuId, quantity: 10, unitPrice: moneyOfUnits(47.5) };
  const { supplierId } = of;
  const order = { supplierId, expectedOn: expectedOn as Day, lines: [line] };
  const { id, revision } = await client.purchaseOrders.create({ commandId: newCommandId(), ...order });
  const sent = await client.purchaseOrders.send({ commandId: newCommandId(), id, revision });
  return { id, revision: sent.revision };
}

async function cardOf(client: TestClient, supplierId: SupplierId) {
  const { cards } = await client.scorecards.list({ period });
  const card = cards.find((one) => one.supplierId === supplierId);
  if (!card) throw new Error('The supplier has no card.');
  const figures = Object.fromEntries(card.scores.map(({ measure, value }) => [measure, value]));
  return { ...card, figures };
}

async function offer(client: TestClient, supplierId: SupplierId, skuId: SkuId, price: number) {
  await client.offers.create({
    commandId: newCommandId(),
    supplierId,
    skuId,
    price: {
      effectiveOn: '2026-11-01' as Day,
      validTo: null,
      currency: 'CNY',
      tiers: [{ fromQuantity: 1, unitPrice: moneyOfUnits(price), discount: null }],
    },
  });
}

describe('scorecards', () => {
  it('have no total before there is enough, count bad keys and compare prices, and open their rows', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const other = await createSupplier(client, 'OTHER');
    await offer(client, trade.supplierId, trade.skuId, 50);
    await offer(client, other, trade.skuId, 47.5);
    await buy(client, trade, 4);
    expect(await cardOf(client, trade.supplierId)).toMatchObject({ orders: 4, total: null });

    await buy(client, trade, 1, 500);
    await sellBad(client, trade.skuId, 5);
    const card = await cardOf(client, trade.supplierId);
    expect(card).toMatchObject({ orders: 5, figures: { badKeyRate: 0.1, disputeRate: 0.2, fillRate: null } });
    expect(card.figures.price).toBeCloseTo(0);
    expect(card.total).not.toBeNull();

    const bad = await client.scorecards.evidence({ supplierId: trade.supplierId, period, measure: 'badKeyRate' });
    expect(bad.rows.map(({ quantity, part }) => [quantity, part]).filter(([, part]) => part !== 0)).toEqual([[10, 5]]);
    const prices = await client.scorecards.evidence({ supplierId: trade.supplierId, period, measure: 'price' });
    expect(prices).toMatchObject({ count: 5 });
    expect(prices.rows[0]).toMatchObject({ paid: 4_750_000, best: 4_750_000 });
  });

  it('measure an order by the day that it was sent with, however often that was put off since', async () => {
    const { client, clock } = await openTestShop();
    const trade = await makeTrade(client);
    const sent = await send(client, trade, '2026-11-23');
    const expectedOn = '2026-12-10' as Day;
    const order = await client.purchaseOrders.postpone({ commandId: newCommandId(), ...sent, expectedOn });
    clock.advance(5 * DAY);
    const { id, revision } = order;
    await client.purchaseOrders.cancel({ commandId: newCommandId(), id, revision, reason: '一再推迟' });
    expect(await cardOf(client, trade.supplierId)).toMatchObject({ figures: { fillRate: 0, onTimeRate: 0 } });
  });

  it('count an order that was given up after its day as one that never came, and not one that was cancelled before', async () => {
    const { client, clock } = await openTestShop();
    const trade = await makeTrade(client);
    const late = await send(client, trade, '2026-11-23');
    const early = await send(client, trade, '2026-12-10');
    clock.advance(3 * DAY);
    for (const order of [late, early]) {
      await client.purchaseOrders.cancel({ commandId: newCommandId(), ...order, reason: '一直没有发货' });
    }

    expect(await cardOf(client, trade.supplierId)).toMatchObject({
      orders: 1,
      figures: { fillRate: 0, onTimeRate: 0, deliveryTime: null },
    });
    const { supplierId } = trade;
    const { rows } = await client.scorecards.evidence({ supplierId, period, measure: 'fillRate' });
    expect(rows).toMatchObject([{ id: late.id, quantity: 10, part: 0, isFine: false }]);
  });

  it('warn and exclude by the lines, and the planner goes by it and says why', async () => {
    const { client } = await openTestShop();
    const { skuId } = await makeTrade(client);
    const trade = { supplierId: await createSupplier(client, 'FIRST'), skuId };
    const other = await createSupplier(client, 'OTHER');
    await offer(client, trade.supplierId, trade.skuId, 47);
    await offer(client, other, trade.skuId, 48);
    await buy(client, trade, 5);
    await sellBad(client, trade.skuId, 4);
    await client.replenishment.setRule({
      commandId: newCommandId(),
      skuId: trade.skuId,
      revision: 0,
      coverDays: null,
      minimum: 200,
      maximum: null,
      orderMultiple: 1,
      mostMoney: null,
      trigger: null,
      preferredSupplierId: null,
      snoozedUntil: null,
      orderOnce: null,
    });
    const plan = async () => {
      await client.replenishment.run({ commandId: newCommandId() });
      const { lines } = await client.replenishment.plan({ search: '', states: [] });
      return lines[0];
    };
    const warned = await plan();
    expect(warned).toMatchObject({ supplierId: trade.supplierId });
    expect(warned?.reasons.map(({ code }) => code)).toContain('STANDING_WARNED');
    expect(warned?.reasons).toContainEqual(expect.objectContaining({ code: 'STANDING_BAD_KEYS', rate: 0.08 }));

    await sellBad(client, trade.skuId, 6);
    const excluded = await plan();
    expect(excluded).toMatchObject({ supplierId: other });
    expect(excluded?.reasons).toContainEqual(
      expect.objectContaining({ code: 'PASSED_OVER', limit: 'SUPPLIER_EXCLUDED', supplier: '供应商 FIRST' }),
    );
    expect(excluded?.reasons).toContainEqual(
      expect.objectContaining({ code: 'STANDING_BAD_KEYS', rate: 0.2, lineRate: 0.15 }),
    );
    const { offers } = await client.offers.compare({ skuId: trade.skuId, quantity: 100 });
    const compared = offers.find(({ supplierId }) => supplierId === trade.supplierId);
    expect(compared).toMatchObject({ failureRate: 20_000_000, standing: { standing: 'excluded', colour: 'red' } });

    // The owner knows better, for a while.
    await client.scorecards.rule({
      commandId: newCommandId(),
      supplierId: trade.supplierId,
      ruling: 'warned',
      reason: '已谈好包赔',
      endsOn: '2026-11-30' as Day,
    });
    expect((await client.replenishment.plan({ search: '', states: [] })).isOutdated).toBe(true);
    expect(await plan()).toMatchObject({ supplierId: trade.supplierId });
    await client.scorecards.withdrawRuling({
      commandId: newCommandId(),
      supplierId: trade.supplierId,
      reason: '又出坏卡',
    });
    const regard = await client.scorecards.regard({ supplierId: trade.supplierId });
    expect(regard).toMatchObject({ standing: 'excluded', rulings: [{ ruling: 'warned', isInForce: false }] });
    await expect(
      client.scorecards.withdrawRuling({ commandId: newCommandId(), supplierId: trade.supplierId, reason: '再撤' }),
    ).rejects.toMatchObject({ code: 'NO_RULING' });
    const { rows } = await client.audit.list({ action: 'scorecards.rule' });
    expect(rows).toMatchObject([{ details: { ruling: 'warned', reason: '已谈好包赔', standing: 'warned' } }]);
  });

  it('follow the weights and lines at once, which must sum to 100 and stand in order', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    await offer(client, trade.supplierId, trade.skuId, 47.5);
    await offer(client, await createSupplier(client, 'OTHER'), trade.skuId, 48);
    await buy(client, trade, 5);
    await sellBad(client, trade.skuId, 1);
    await client.replenishment.run({ commandId: newCommandId() });
    const standing = async () => (await client.scorecards.regard({ supplierId: trade.supplierId })).standing;
    const set = (weights = SCORE_PRESETS.quality, more: Partial<typeof DEFAULT_STANDING_POLICY> = {}) =>
      client.scorecards.setSettings({
        commandId: newCommandId(),
        weights: { ...weights },
        policy: { ...DEFAULT_STANDING_POLICY, ...more },
      });
    expect(await standing()).toBe('warned');
    await set(SCORE_PRESETS.quality, { warnBelowPoints: 60, warnAboveDisputes: 0.5, excludeAboveDisputes: 0.6 });
    expect(await standing()).toBe('good');
    await expect(set({ ...SCORE_PRESETS.quality, price: 6 as 5 })).rejects.toMatchObject({ data: { rule: 'SUM_100' } });
    await expect(set(SCORE_PRESETS.quality, { excludeAboveBadKeys: 0.01 })).rejects.toMatchObject({
      data: { field: 'excludeAboveBadKeys' },
    });
  });

  it('lets a ruling end with its last day', async () => {
    const { client, clock } = await openTestShop();
    const trade = await makeTrade(client);
    await client.scorecards.rule({
      commandId: newCommandId(),
      supplierId: trade.supplierId,
      ruling: 'excluded',
      reason: '停供',
      endsOn: '2026-11-22' as Day,
    });
    const { supplierId } = trade;
    expect(await client.scorecards.regard({ supplierId })).toMatchObject({ standing: 'excluded' });
    clock.advance(2 * 86_400_000);
    await client.replenishment.run({ commandId: newCommandId() });
    expect(await client.scorecards.regard({ supplierId })).toMatchObject({ standing: 'good', colour: 'grey' });
  });

  it('count the claim as paid back that a refund names, and not the oldest one', async () => {
    const { client, clock } = await openTestShop();
    const trade = await makeTrade(client);
    await buy(client, trade, 1);
    await sellBad(client, trade.skuId, 2);
    const { timeZone } = await client.settings.get();
    const [, youngest] = await client.supplierAccounts.openClaims({ supplierId: trade.supplierId });
    if (!youngest) throw new Error('Two keys are claimed.');
    clock.advance(86_400_000);
    await client.supplierAccounts.post({
      commandId: newCommandId(),
      supplierId: trade.supplierId,
      kind: 'refund',
      amount: youngest.left,
      occurredOn: dayOf(clock.now(), timeZone),
      claimKeyIds: [youngest.keyId],
    });
    clock.advance(8 * 86_400_000);
    const { rows } = await client.scorecards.evidence({ ...trade, period, measure: 'lateCreditRate' });
    expect(rows.filter(({ isFine }) => isFine).map(({ id }) => id)).toEqual([youngest.keyId]);
  });

  it('count a claim that was refunded in money by its day as on time, and what came later or never as late', async () => {
    const { client, clock } = await openTestShop();
    const trade = await makeTrade(client);
    await buy(client, trade, 1);
    await sellBad(client, trade.skuId, 4);
    const credits = async () => {
      const { rows } = await client.scorecards.evidence({ ...trade, period, measure: 'lateCreditRate' });
      return rows.map(({ doneOn, isFine }) => [doneOn, isFine]);
    };
    const refund = async (keys: number) => {
      const { timeZone } = await client.settings.get();
      const occurredOn = dayOf(clock.now(), timeZone);
      const entry = { kind: 'refund', amount: money(keys * 475_000), occurredOn, remark: '坏卡退款' } as const;
      await client.supplierAccounts.post({ commandId: newCommandId(), supplierId: trade.supplierId, ...entry });
    };
    clock.advance(7 * 86_400_000);
    await refund(2);
    clock.advance(86_400_000);
    await refund(1);
    expect(await credits()).toEqual([
      [null, false],
      ['2026-11-29', false],
      ['2026-11-28', true],
      ['2026-11-28', true],
    ]);
    const { figures } = await cardOf(client, trade.supplierId);
    expect(figures).toMatchObject({ lateCreditRate: 0.5 });
  });
});

describe('the lines that a scorecard draws', () => {
  const credits = async (client: TestClient, supplierId: SupplierId) => {
    const { rows } = await client.scorecards.evidence({ supplierId, period, measure: 'lateCreditRate' });
    return rows.map(({ dueOn, isFine }) => [dueOn, isFine]);
  };

  it('leave the day of a claim to the supplier: it is late from the day after', async () => {
    const { client, clock } = await openTestShop();
    const trade = await makeTrade(client);
    await buy(client, trade, 1);
    await sellBad(client, trade.skuId, 1);
    clock.advance(7 * DAY);
    expect(await credits(client, trade.supplierId)).toEqual([]);
    clock.advance(DAY);
    expect(await credits(client, trade.supplierId)).toEqual([['2026-11-28', false]]);
  });

  it('take a rebate of its day for one in time, and one of the day after for a late one', async () => {
    const { client, clock } = await openTestShop();
    const { supplierId } = await makeTrade(client);
    const promise = async (promisedOn: string, units: number) => {
      const rebate = { supplierId, amount: moneyOfUnits(units), promisedOn: promisedOn as Day, terms: null, note: '' };
      await client.supplierMoney.addRebate({ commandId: newCommandId(), ...rebate });
    };
    await promise('2026-11-22', 3);
    await promise('2026-11-23', 5);
    clock.advance(3 * DAY);
    for (const [units, occurredOn] of [
      [3, '2026-11-22'],
      [5, '2026-11-24'],
    ] as const) {
      const entry = { supplierId, kind: 'rebate', amount: moneyOfUnits(units), occurredOn: occurredOn as Day } as const;
      await client.supplierAccounts.post({ commandId: newCommandId(), ...entry });
    }
    expect(await credits(client, supplierId)).toEqual([
      ['2026-11-23', false],
      ['2026-11-22', true],
    ]);
  });

  it('wait for an order until its day is over, and do not count one that was cancelled on it', async () => {
    const { client, clock } = await openTestShop();
    const trade = await makeTrade(client);
    await send(client, trade, '2026-11-23');
    const cancelled = await send(client, trade, '2026-11-23');
    clock.advance(2 * DAY);
    await client.purchaseOrders.cancel({ commandId: newCommandId(), ...cancelled, reason: '改向别家订' });
    expect(await cardOf(client, trade.supplierId)).toMatchObject({ orders: 0, figures: { fillRate: null } });
    clock.advance(DAY);
    expect(await cardOf(client, trade.supplierId)).toMatchObject({
      orders: 1,
      figures: { fillRate: 0, onTimeRate: 0 },
    });
  });

  it('measure an order by the receipt that filled it: refused keys came too, and what came beyond it later is no delay', async () => {
    const { client, clock } = await openTestShop();
    const trade = await makeTrade(client);
    const order = await send(client, trade, '2026-11-22');
    const receive = async (sheet: Buffer, name: string) => {
      const { revision } = await client.purchaseOrders.get({ id: order.id });
      await importSheet(client, name, sheet, { ...trade, purchaseOrder: { id: order.id, revision } });
    };
    clock.advance(DAY);
    // Eight good ones, and two of them once more.
    await receive(
      Buffer.concat([keySheet(8), Buffer.from('\r\n'), keySheet(2).subarray(keySheet(0).length)]),
      'ten.csv',
    );
    const { differences, revision } = await client.purchaseOrders.get({ id: order.id });
    const [refused] = differences;
    expect(differences).toMatchObject([{ kind: 'duplicate', quantity: 2 }]);
    expect((await cardOf(client, trade.supplierId)).figures).toMatchObject({ disputeRate: 1, duplicateRate: 0.2 });
    const decision = { id: refused?.id ?? (0 as never), revision, decision: 'accept' as const, note: '' };
    await client.purchaseOrders.decideDifference({ commandId: newCommandId(), ...decision });
    clock.advance(9 * DAY);
    await receive(keySheet(1, 700), 'one-more.csv');
    expect((await cardOf(client, trade.supplierId)).figures).toMatchObject({
      fillRate: 1,
      onTimeRate: 1,
      deliveryTime: 24,
      disputeRate: 0,
    });
  });

  it('hold prices with their fees, and with what was corrected since, against an offer of somebody else', async () => {
    const { client } = await openTestShop();
    const trade = await makeTrade(client);
    const { supplierId, skuId } = trade;
    await offer(client, supplierId, skuId, 47.5);
    const { revision, ...terms } = await client.offers.costTerms({ supplierId });
    const fees = { ...terms, agentRate: 10_000_000, supplierId, revision };
    await client.offers.setCostTerms({ commandId: newCommandId(), ...fees });
    const documentOn = '2026-11-20' as Day;
    const { importId } = await importSheet(client, 'p.csv', keySheet(10), { ...trade, documentOn });
    const price = async () => (await cardOf(client, supplierId)).figures.price;
    expect(await price()).toBeNull();
    await offer(client, await createSupplier(client, 'OTHER'), skuId, 50);
    expect(await price()).toBeCloseTo((47.5 * 1.1) / 50 - 1, 6);
    const wish = { importIds: [importId], skuId, change: { by: 'unit-cost' as const, unitCost: moneyOfUnits(45) } };
    const scope = { ...wish, paperedOn: '2026-11-21' as Day };
    const { stockPart, costPart } = await client.priceCorrections.preview(scope);
    const paper = { externalNumber: 'TZ-1', reason: '返差价', shown: { stockPart, costPart } };
    const { documentId } = await client.priceCorrections.post({ commandId: newCommandId(), ...scope, ...paper });
    expect(await price()).toBeCloseTo((45 * 1.1) / 50 - 1, 6);
    await client.priceCorrections.reverse({ commandId: newCommandId(), id: documentId, reason: '对方撤回' });
    expect(await price()).toBeCloseTo((47.5 * 1.1) / 50 - 1, 6);
  });
});
