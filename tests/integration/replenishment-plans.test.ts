import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CARD_NUMBER_AND_SECRET } from '#shared/domain/card-keys/key-fields.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { closeTestShops, newCommandId } from '#tests/support/open-core.ts';
import {
  addOffer,
  addSupplier,
  changeReorderRule,
  openReplenishmentShop,
  planOf,
  type ReplenishmentShop,
} from '#tests/support/replenishment-shop.ts';
import { DAY } from '#tests/support/test-clock.ts';
import { importSheet, keySheet, makeSku } from '#tests/support/trade.ts';

const TODAY = '2026-11-21' as Day;

let bench: ReplenishmentShop;

beforeEach(async () => {
  bench = await openReplenishmentShop();
});
afterEach(closeTestShops);

async function plannedLine(skuId = bench.skuId) {
  const { line } = await planOf(bench, skuId);
  if (!line) throw new Error('The SKU needs nothing.');
  return line;
}

async function makeFiveUses() {
  const { id } = await bench.client.skus.create({
    commandId: newCommandId(),
    product: { brandName: '示例品牌', name: '五次卡' },
    code: 'FIVE',
    name: '五次卡',
    faceValue: null,
    usesPerKey: 5,
    keyFields: [...CARD_NUMBER_AND_SECRET],
  });
  return id;
}

describe('a plan is outdated', () => {
  const acts: readonly { what: string; act: () => Promise<unknown> }[] = [
    {
      what: 'a top-up',
      act: () => {
        const paid = {
          supplierId: bench.supplierId,
          amount: money(1_000_000),
          occurredOn: TODAY,
          method: 'bank' as const,
        };
        return bench.client.supplierMoney.pay({ commandId: newCommandId(), ...paid });
      },
    },
    {
      what: 'an exchange rate',
      act: () => {
        const rates = [{ currency: 'USD', rateOn: TODAY, rate: 710_000_000 }];
        return bench.client.exchangeRates.enter({ commandId: newCommandId(), rates });
      },
    },
    {
      what: 'what a supplier charges beside the price',
      act: async () => {
        const terms = await bench.client.offers.costTerms({ supplierId: bench.supplierId });
        return bench.client.offers.setCostTerms({ commandId: newCommandId(), ...terms, orderFee: money(10_000) });
      },
    },
    {
      what: 'a paper',
      act: () => {
        const paper = { supplierId: bench.supplierId, kind: 'business-licence' as const, number: '9144', fileId: null };
        return bench.client.dossiers.addQualification({ commandId: newCommandId(), ...paper });
      },
    },
    {
      what: 'a freeze',
      act: () => {
        const { client, supplierId } = bench;
        const frozen = { supplierId, amount: money(10_000), reason: '平台风控', frozenOn: TODAY };
        return client.supplierMoney.freeze({ commandId: newCommandId(), ...frozen });
      },
    },
    {
      what: 'a test order',
      act: () => {
        const test = { supplierId: bench.otherId, step: 'order', testedOn: TODAY, amount: money(100) } as const;
        return bench.client.dossiers.addTestOrder({ commandId: newCommandId(), ...test, result: 'failed', note: '' });
      },
    },
    {
      what: 'what the shop asks of a dossier',
      act: async () => {
        const policy = await bench.client.dossiers.policy();
        const checks = { ...policy.checks, 'business-licence': 'refuse' as const };
        return bench.client.dossiers.setPolicy({ commandId: newCommandId(), ...policy, checks });
      },
    },
    {
      what: 'another category of its product, which may have seasons of its own',
      act: async () => {
        const { productId } = await bench.client.skus.get({ id: bench.skuId });
        const { id, revision, brandId, name } = await bench.client.products.get({ id: productId });
        return bench.client.products.edit({ commandId: newCommandId(), id, revision, brandId, name, category: '点卡' });
      },
    },
    {
      what: 'keys that are put into quarantine',
      act: () => {
        const selection = { by: 'supplier', supplierId: bench.supplierId } as const;
        return bench.client.inventory.freeze({ commandId: newCommandId(), selection, reason: '有人投诉' });
      },
    },
    {
      what: 'keys that are held for a buyer',
      act: () => {
        const held = { skuId: bench.skuId, quantity: 3, buyer: '老客', endsAt: bench.shop.clock.now() + DAY };
        return bench.client.reservations.create({ commandId: newCommandId(), ...held });
      },
    },
    {
      what: 'a supplier that is put away',
      act: async () => {
        const { id, revision } = await bench.client.suppliers.get({ id: bench.otherId });
        const act = { commandId: newCommandId(), id, revision, isArchived: true };
        return bench.client.suppliers.setArchived(act);
      },
    },
  ];

  it.each(acts)('by $what', async ({ act }) => {
    await planOf(bench, bench.skuId);
    expect((await bench.client.replenishment.plan()).isOutdated).toBe(false);
    await act();
    expect((await bench.client.replenishment.plan()).isOutdated).toBe(true);
  });
});

describe('a product that is put away', () => {
  it('is not planned any more with all its SKUs, and is again once it is back', async () => {
    const { client, skuId } = bench;
    const { productId } = await client.skus.get({ id: skuId });
    expect((await plannedLine()).quantity).toBeGreaterThan(0);
    const setArchived = (isArchived: boolean) =>
      client.products.setArchived({ commandId: newCommandId(), id: productId, isArchived });
    await setArchived(true);
    expect((await client.replenishment.plan()).isOutdated).toBe(true);
    expect((await planOf(bench, skuId)).line).toBeNull();
    await setArchived(false);
    expect((await plannedLine()).quantity).toBeGreaterThan(0);
  });
});

describe('keys with several uses', () => {
  it('are kept by minimum, maximum and multiple in keys, and explained in keys', async () => {
    const { client, supplierId } = bench;
    const skuId = await makeFiveUses();
    await addOffer(client, { supplierId, skuId, unitPrice: money(100_000) });
    await importSheet(client, 'five.csv', keySheet(20, 7000), { supplierId, skuId, documentOn: TODAY });
    await changeReorderRule(client, skuId, { minimum: 50, maximum: 100, orderMultiple: 4 });
    const line = await plannedLine(skuId);
    expect(line).toMatchObject({ quantity: 32, minimum: 50, maximum: 100, position: 20, limit: null });
    expect(line.reasons).toEqual(
      expect.arrayContaining([
        { code: 'POSITION', available: 20, incoming: 0, backorders: 0, position: 20 },
        { code: 'MINIMUM', units: 50, by: 'rule' },
        { code: 'SHORT', units: 30 },
        { code: 'ROUNDED_UP', from: 30, to: 32, multiple: 4 },
      ]),
    );
  });
});

describe('another supplier than the proposed one', () => {
  it('is ordered from by the need, not by what the multiple of the proposed one made of it', async () => {
    const { client, skuId, otherId } = bench;
    const supplierId = await addSupplier(client, 'S5', '整箱批发');
    await addOffer(client, { supplierId, skuId, unitPrice: money(470_000), quantityMultiple: 100 });
    await changeReorderRule(client, skuId, { preferredSupplierId: supplierId });
    const line = await plannedLine();
    expect(line).toMatchObject({ supplierId, quantity: 100 });
    expect(line.needed).toBeLessThan(100);
    const quantities = new Map(line.offers.map((offer) => [offer.supplierId, offer.quantity]));
    expect(quantities.get(supplierId)).toBe(100);
    expect(quantities.get(otherId)).toBe(line.needed);
  });
});

describe('an offer far below all others', () => {
  beforeEach(async () => {
    const { client, skuId } = bench;
    const supplierId = await addSupplier(client, 'S9', '来路不明');
    await addOffer(client, { supplierId, skuId, unitPrice: money(100_000) });
  });

  it('ranks last, and the plan says why', async () => {
    const line = await plannedLine();
    expect(line).toMatchObject({ supplierId: bench.supplierId, isSuspect: false });
    expect(line.offers.map(({ supplierId }) => supplierId).slice(0, 2)).toEqual([bench.supplierId, bench.otherId]);
    expect(line.reasons).toContainEqual({ code: 'SUSPECT_PRICE', supplierId: expect.anything(), supplier: '来路不明' });
  });

  it('is never drafted from by itself, though a person may prefer it', async () => {
    const suspect = (await bench.client.suppliers.list({ search: '来路不明' })).rows[0]?.id ?? null;
    await changeReorderRule(bench.client, bench.skuId, { preferredSupplierId: suspect, trigger: 'draft' });
    await bench.shop.core.followTime();
    expect((await bench.client.purchaseOrders.list({})).rows).toEqual([]);
    expect(await plannedLine()).toMatchObject({ supplierId: suspect, isSuspect: true });
  });
});

describe('a stock that a supplier named', () => {
  it('is believed for a week, and no longer', async () => {
    const { client, skuId, supplierId, otherId, shop } = bench;
    const { rows } = await client.offers.list({ skuId });
    for (const offer of rows) {
      const { id } = offer;
      if (offer.supplierId === otherId) {
        await client.offers.setArchived({ commandId: newCommandId(), id, isArchived: true });
      } else await client.offers.edit({ commandId: newCommandId(), ...offer, knownStock: 4 });
    }
    await changeReorderRule(client, skuId, { minimum: 30 });
    expect(await plannedLine()).toMatchObject({ supplierId, quantity: 4, limit: 'SUPPLIER_STOCK' });
    shop.clock.advance(7 * DAY);
    expect(await plannedLine()).toMatchObject({ quantity: 4, limit: 'SUPPLIER_STOCK' });
    shop.clock.advance(1000);
    const line = await plannedLine();
    expect(line).toMatchObject({ quantity: line.needed, limit: null });
  });
});

describe('the dependence on a supplier', () => {
  it('is counted by the days and from the ledger, as the report does', async () => {
    const { client, otherId } = bench;
    const skuId = await makeSku(client, 'OLD', money(500_000));
    const before = '2026-08-05' as Day;
    await importSheet(client, 'old.csv', keySheet(200, 8000), { supplierId: otherId, skuId, documentOn: before });
    const line = await plannedLine();
    expect(line.reasons.map(({ code }) => code)).toContain('DEPENDENCE_HIGH');
  });
});

describe('a back-test by the forecast', () => {
  const replay = async () => {
    const rule = { kind: 'forecast' as const, coverDays: 3 };
    return (await bench.client.replenishment.backTest({ skuId: bench.skuId, months: 1, rule })).withRule;
  };

  it('waits as long as the quickest supplier promises', async () => {
    const before = await replay();
    const { client, skuId } = bench;
    const supplierId = await addSupplier(client, 'S8', '慢供应商');
    await addOffer(client, { supplierId, skuId, unitPrice: money(480_000), promiseHours: 240 });
    expect((await replay()).averageStock).not.toBe(before.averageStock);
  });

  it('keeps the minimum stock of the catalogue', async () => {
    const before = await replay();
    const sku = await bench.client.skus.get({ id: bench.skuId });
    const product = { id: sku.productId };
    await bench.client.skus.edit({ ...sku, commandId: newCommandId(), product, minimumStock: 60 });
    expect((await replay()).averageStock).toBeGreaterThan(before.averageStock + 20);
  });
});

describe('a back-test of keys that expire', () => {
  it('covers no more days than new keys are sold for, lets old ones go, and says what really expired', async () => {
    const { shop, client, skuId, supplierId } = bench;
    const month = { skuId, months: 1 };
    const kept = { ...month, rule: { kind: 'min-max' as const, minimum: 5, maximum: 60 } };
    const forever = await client.replenishment.backTest(kept);
    expect([forever.happened.unitsExpired, forever.withRule.unitsExpired]).toEqual([0, 0]);
    const sku = await client.skus.get({ id: skuId });
    const lives = { shelfLifeDays: 5, minimumDaysLeft: 3 };
    await client.skus.edit({ ...sku, ...lives, commandId: newCommandId(), product: { id: sku.productId } });
    // Sold three a day: 60 keys that live for two days are mostly lost.
    const short = await client.replenishment.backTest(kept);
    expect(short.withRule.unitsExpired).toBeGreaterThan(40);
    expect(short.withRule.unitsOrdered).toBeGreaterThan(forever.withRule.unitsOrdered);
    const replay = (coverDays: number) =>
      client.replenishment.backTest({ ...month, rule: { kind: 'forecast', coverDays } });
    expect((await replay(30)).withRule).toEqual((await replay(2)).withRule);
    const sheet = Buffer.from('卡号,卡密,有效期\n700200,E-1,2026-11-22\n700201,E-2,2026-11-22\n');
    await importSheet(client, 'ends.csv', sheet, { supplierId, skuId, documentOn: TODAY });
    shop.clock.advance(2 * DAY);
    await shop.core.services.inventory.followTime();
    shop.clock.advance(DAY);
    expect((await client.replenishment.backTest(kept)).happened.unitsExpired).toBe(2);
    const group = await client.replenishment.backTestGroup({ of: { skuIds: [skuId] }, months: 1, rule: kept.rule });
    expect(group.happened.unitsExpired).toBe(2);
  });
});

describe('keys that a buyer still waits for', () => {
  it('are owed to them for thirty days, and then no more', async () => {
    const { shop, client, skuId } = bench;
    const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '淘宝店' });
    const lines = [{ skuId, quantity: 3, orderedQuantity: 10 }];
    await client.deliveries.dispense({ commandId: newCommandId(), shopId, orderNumber: 'T1', lines });
    const owed = async () => {
      const { line } = await planOf(bench, skuId);
      const position = line?.reasons.find((reason) => reason.code === 'POSITION');
      return position?.code === 'POSITION' ? position.backorders : 0;
    };
    expect(await owed()).toBe(7);
    shop.clock.advance(30 * DAY);
    expect(await owed()).toBe(7);
    shop.clock.advance(DAY);
    expect(await owed()).toBe(0);
  });
});

describe('what really happened beside a back-test', () => {
  it('was a day without stock only where somebody was sent away', async () => {
    const { shop, client, skuId } = bench;
    const happened = async () => {
      const rule = { kind: 'forecast' as const, coverDays: 3 };
      return (await client.replenishment.backTest({ skuId, months: 1, rule })).happened;
    };
    // The last five keys, where three a day are usual: all that were wanted were there.
    await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity: 5 }] });
    shop.clock.advance(DAY);
    expect(await happened()).toMatchObject({ stockOutDays: 0, unitsLost: 0 });
    shop.clock.advance(DAY);
    expect(await happened()).toMatchObject({ stockOutDays: 1, unitsLost: 3 });
  });
});

describe('a back-test of keys with several uses', () => {
  it('replays rules of keys, and answers in keys', async () => {
    const { shop, client, supplierId } = bench;
    const skuId = await makeFiveUses();
    await importSheet(client, 'five.csv', keySheet(20, 7000), { supplierId, skuId, documentOn: TODAY });
    for (let day = 0; day < 20; day += 1) {
      await client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId, quantity: 5 }] });
      shop.clock.advance(DAY);
    }
    const rule = { kind: 'min-max' as const, minimum: 30, maximum: 40 };
    const { replayed, actual, happened, withRule } = await client.replenishment.backTest({ skuId, months: 1, rule });
    expect(happened).toMatchObject({ days: 10, unitsSold: 10, orders: 0 });
    expect(actual.at(0)).toBe(10);
    expect(withRule).toMatchObject({ unitsSold: 10, unitsLost: 0, orders: 1, unitsOrdered: 30, averageStock: 31.5 });
    expect(replayed.slice(0, 3)).toEqual([9, 38, 37]);
  });
});

describe('the limits of a supplier', () => {
  const change = async (suppliers: Parameters<typeof bench.client.replenishment.changeSettings>[0]['suppliers']) => {
    const { currency: _, ...settings } = await bench.client.replenishment.settings();
    const coverDays = settings.coverDays + 1;
    const said = { ...settings, coverDays, suppliers };
    return bench.client.replenishment.changeSettings({ commandId: newCommandId(), ...said });
  };
  const limits = async () =>
    (await bench.client.replenishment.settings()).suppliers.find(({ supplierId }) => supplierId === bench.supplierId);

  it('stay as they are where nothing is said of them, and tell what they were', async () => {
    const { client, supplierId } = bench;
    await client.supplierMoney.setMaximum({ commandId: newCommandId(), supplierId, exposureMaximum: money(3_000_000) });
    await change([]);
    await change([{ supplierId, minimumBalance: money(10_000) }]);
    expect(await limits()).toMatchObject({ exposureMaximum: 3_000_000, minimumBalance: 10_000 });
    await change([{ supplierId, exposureMaximum: null }]);
    expect(await limits()).toMatchObject({ exposureMaximum: null, minimumBalance: 10_000 });
    const { rows } = await client.audit.list({});
    const told = rows.filter(({ action }) => action.startsWith('replenishment.')).map(({ details }) => details);
    expect(told).toEqual([
      { coverDays: { from: 9, to: 10 } },
      { code: 'S2', exposureMaximum: { from: 3_000_000, to: null } },
      { coverDays: { from: 8, to: 9 } },
      { code: 'S2', minimumBalance: { from: null, to: 10_000 } },
      { coverDays: { from: 7, to: 8 } },
    ]);
  });

  it('are not negative', async () => {
    const { supplierId } = bench;
    await expect(change([{ supplierId, exposureMaximum: money(-1) }])).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    await expect(change([{ supplierId, minimumBalance: money(-1) }])).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('the dashboard', () => {
  it('counts what is needed, and of it what a limit keeps back', async () => {
    const { currency: _, ...settings } = await bench.client.replenishment.settings();
    await bench.client.replenishment.changeSettings({ commandId: newCommandId(), ...settings, isStopped: true });
    await planOf(bench, bench.skuId);
    const { buying } = await bench.client.dashboard.get();
    const { out, urgent, soon } = await bench.client.replenishment.figures();
    expect(out + urgent + soon).toBe(1);
    expect(buying).toMatchObject({ toOrder: 1, blocked: 1 });
  });
});
