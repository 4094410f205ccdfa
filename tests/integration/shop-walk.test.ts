import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { BatchId, CardKeyId, DeliveryId, ImportId, ShopId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import {
  closeTestShops,
  newCommandId,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';
import { importSheet, keySheet, makeSku } from '#tests/support/trade.ts';
import { createSupplier, jobResult } from '#tests/support/trade-setup.ts';

/*
 * A shop's acts with keys and money in any order, each allowed or refused as it may be: after every one the books agree with each
 * other, and what the suppliers' accounts say was bought is what the stock book took in.
 */

const DAY = '2026-11-21' as Day;
/** Those that happen oftenest stand twice. */
const TRADE = [
  'receive',
  'receive',
  'sell',
  'sell',
  'return',
  'markBad',
  'release',
  'writeOff',
  'giveBack',
  'undoGivenBack',
  'correct',
  'correct',
  'undoCorrection',
  'undoImport',
  'pay',
  'undoEntry',
] as const;
const ORDERS = ['order', 'receiveOrder', 'receiveOrder', 'decide', 'decide', 'endOrder'] as const;
type Act = (typeof TRADE)[number] | (typeof ORDERS)[number] | 'reclassify';
const WALK_MILLISECONDS = 300_000;

interface Step {
  readonly act: Act;
  /** Chooses among what there is. */
  readonly which: number;
  readonly count: number;
  /** In 1/10 000. */
  readonly amount: number;
}

function stepOf(acts: readonly Act[]): fc.Arbitrary<Step> {
  return fc.record({
    act: fc.constantFrom(...acts),
    which: fc.nat({ max: 1000 }),
    count: fc.integer({ min: 1, max: 4 }),
    amount: fc.integer({ min: 1, max: 400_000 }),
  });
}

afterEach(closeTestShops);

interface Walk {
  readonly shop: TestShop;
  readonly client: TestClient;
  readonly suppliers: readonly SupplierId[];
  readonly skuId: SkuId;
  readonly shopId: ShopId;
  imported: number;
  sold: number;
}

async function begin(): Promise<Walk> {
  const shop = await openTestShop();
  const { client } = shop;
  const suppliers = [
    await createSupplier(client, 'KREDIT'),
    await createSupplier(client, 'PREPAID', { settlement: 'prepaid' }),
    await createSupplier(client, 'CONSIGN', { settlement: 'consignment' }),
    await createSupplier(client, 'DOLLARS', { currency: 'USD' }),
  ];
  const rates = [{ currency: 'USD', rateOn: DAY, rate: 712_345_678 }];
  await client.exchangeRates.enter({ commandId: newCommandId(), rates });
  const skuId = await makeSku(client, 'CARD', money(500_000));
  const shopId = (await client.shops.create({ commandId: newCommandId(), name: '一店', platform: '淘宝' })).id;
  return { shop, client, suppliers, skuId, shopId, imported: 0, sold: 0 };
}

/** One of them, or nothing where there is none. */
function pick<Item>(items: readonly Item[], which: number): Item | undefined {
  return items[which % Math.max(items.length, 1)];
}

async function carryOut(walk: Walk, { act, which, count, amount }: Step): Promise<unknown> {
  const { client, skuId, suppliers } = walk;
  const commandId = newCommandId();
  const reason = '走一遍';
  switch (act) {
    case 'receive': {
      const supplierIndex = which % suppliers.length;
      const supplierId = suppliers[supplierIndex] as SupplierId;
      const first = walk.imported * 10 + 1;
      walk.imported += 1;
      const cost = { by: 'unit' as const, unitCost: money(amount), perSku: [] };
      const receiptKind = supplierIndex === 2 ? ('consignment' as const) : ('purchase' as const);
      const settlement = which % 2 === 0 ? ('account' as const) : ('paid' as const);
      const choices = { supplierId, skuId, documentOn: DAY, cost, receiptKind, settlement };
      return importSheet(client, `sheet-${first}.csv`, keySheet(count + 1, first), choices);
    }
    case 'order': {
      const supplierId = suppliers[which % suppliers.length] as SupplierId;
      const lines = [{ skuId, quantity: count + 2, unitPrice: money(amount) }];
      const draft = await client.purchaseOrders.create({ commandId, supplierId, lines });
      return client.purchaseOrders.send({ commandId: newCommandId(), ...draft });
    }
    case 'receiveOrder': {
      const open = (await client.purchaseOrders.list({})).rows.filter(({ openQuantity }) => openQuantity > 0);
      const order = pick(open, which);
      if (!order) return null;
      const { id, revision, supplierId } = order;
      // Some of the keys came before, from whomever.
      const first = Math.max(1, walk.imported * 10 + 1 - (which % 3));
      walk.imported += 1;
      const cost = { by: 'unit' as const, unitCost: money(amount), perSku: [] };
      const charged = which % 2 === 0 ? { amountCharged: money(amount * (count + 1)), recordsRefused: true } : {};
      const choices = { supplierId, skuId, documentOn: DAY, cost, purchaseOrder: { id, revision }, ...charged };
      return importSheet(client, `order-${walk.imported}.csv`, keySheet(count + 1, first), choices);
    }
    case 'decide': {
      const orders = (await client.purchaseOrders.list({})).rows;
      const order = pick(orders, which);
      if (!order) return null;
      const { revision, differences } = await client.purchaseOrders.get({ id: order.id });
      const difference = pick(differences, which);
      if (!difference) return null;
      if (difference.decision !== null) {
        return client.purchaseOrders.withdrawDecision({ commandId, id: difference.id, revision, reason });
      }
      const decision = (['accept', 'reject', 'claim'] as const)[which % 3] ?? 'accept';
      const credit = decision === 'accept' ? undefined : money(Math.floor((difference.creditLeft * count) / 4));
      const decided = { id: difference.id, revision, decision, note: '', ...(credit === undefined ? {} : { credit }) };
      return client.purchaseOrders.decideDifference({ commandId, ...decided });
    }
    case 'endOrder': {
      const order = pick((await client.purchaseOrders.list({})).rows, which);
      if (!order) return null;
      const ended = { commandId, id: order.id, revision: order.revision, reason };
      return which % 2 === 0 ? client.purchaseOrders.cancel(ended) : client.purchaseOrders.close(ended);
    }
    case 'sell': {
      walk.sold += 1;
      const lines = [{ skuId, quantity: count, orderTotal: money(600_000 * count) }];
      return client.deliveries.dispense({ commandId, shopId: walk.shopId, orderNumber: `T${walk.sold}`, lines });
    }
    case 'return':
    case 'markBad': {
      const delivery = pick((await client.deliveries.list({})).rows, which);
      const keys = delivery ? (await client.deliveries.get({ id: delivery.id as DeliveryId })).keys : [];
      const keyIds = keys
        .filter(({ state }) => state === 'open')
        .slice(0, count)
        .map(({ id }) => id);
      if (!delivery || keyIds.length === 0) return null;
      const { id } = delivery;
      if (act === 'markBad') return client.deliveries.markBad({ commandId, id, keyIds, reason });
      return client.deliveries.return({ commandId, id, keyIds, refund: money(amount), reason });
    }
    case 'release':
    case 'writeOff': {
      const states = act === 'release' ? (['quarantined'] as const) : (['quarantined', 'available'] as const);
      const { rows } = await client.cardKeys.list({ filter: { states: [...states] }, limit: 50 });
      const start = rows.length === 0 ? 0 : which % rows.length;
      const keyIds = rows.slice(start, start + count).map(({ id }) => id as CardKeyId);
      if (keyIds.length === 0) return null;
      const selection = { by: 'keys' as const, keyIds };
      if (act === 'release') return client.inventory.release({ commandId, selection, reason });
      return client.inventory.writeOff({ commandId, selection, reason });
    }
    case 'reclassify': {
      const batch = pick((await client.inventory.batches({})).rows, which);
      if (!batch) return null;
      const wish = { batchId: batch.id as BatchId, toSkuId: skuId, unitCost: money(amount), reason, note: '' };
      return client.inventory.reclassify({ commandId, ...wish });
    }
    case 'giveBack': {
      const batch = pick((await client.inventory.batches({})).rows, which);
      if (!batch) return null;
      const wish = { batchId: batch.id as BatchId, quantity: count, credit: null, reason, note: '' };
      return client.supplierReturns.post({ commandId, ...wish });
    }
    case 'undoGivenBack': {
      const paper = pick((await client.supplierReturns.list({})).rows, which);
      return paper ? client.supplierReturns.reverse({ commandId, id: paper.documentId, reason }) : null;
    }
    case 'correct': {
      const one = pick((await client.imports.list({})).rows, which);
      if (!one) return null;
      const change = { by: 'per-key' as const, amount: money(which % 3 === 0 ? amount : -amount) };
      const wish = { importIds: [one.id as ImportId], skuId, change, paperedOn: DAY };
      const { stockPart, costPart } = await client.priceCorrections.preview(wish);
      const paper = { externalNumber: '', reason, shown: { stockPart, costPart } };
      return client.priceCorrections.post({ commandId, ...wish, ...paper });
    }
    case 'undoCorrection': {
      const paper = pick((await client.priceCorrections.list({})).rows, which);
      return paper ? client.priceCorrections.reverse({ commandId, id: paper.documentId, reason }) : null;
    }
    case 'undoImport': {
      const one = pick((await client.imports.list({})).rows, which);
      return one ? client.imports.undo({ commandId, id: one.id as ImportId, reason }) : null;
    }
    case 'pay': {
      const supplierId = suppliers[which % suppliers.length] as SupplierId;
      const paid = { supplierId, amount: money(amount), occurredOn: DAY, method: 'bank' as const };
      return client.supplierMoney.pay({ commandId, ...paid });
    }
    case 'undoEntry': {
      const supplierId = suppliers[which % suppliers.length] as SupplierId;
      const entry = pick((await client.supplierAccounts.entries({ supplierId })).rows, which);
      return entry ? client.supplierAccounts.reverse({ commandId, id: entry.id, occurredOn: DAY, reason }) : null;
    }
  }
}

/** A declared refusal is an answer; anything else is a defect. */
async function attempt(walk: Walk, one: Step): Promise<string> {
  try {
    return (await carryOut(walk, one)) === null ? 'nothing there' : 'done';
  } catch (error) {
    const isDeclared = error instanceof Error && 'code' in error && 'defined' in error && error.defined === true;
    if (!isDeclared) throw error;
    return String(error.code);
  }
}

/**
 * What was bought of a supplier and not given back, by their account, beside the same by the stock book with the costs that price
 * corrections added afterwards. Payments are no purchase; sales, buyers' returns and losses are within the shop.
 */
const BOUGHT = `SELECT s.code,
    (SELECT COALESCE(SUM(e.amount), 0) FROM supplier_entries e LEFT JOIN supplier_entries o ON o.id = e.reverses_id
      WHERE e.supplier_id = s.id AND COALESCE(o.kind, e.kind) <> 'payment') AS byAccount,
    (SELECT COALESCE(SUM(m.value), 0) FROM movements m JOIN batches b ON b.id = m.batch_id
      WHERE b.supplier_id = s.id AND m.kind NOT IN ('issue', 'write-off')
        AND (m.kind <> 'return' OR m.reason = 'return-to-supplier'))
    + (SELECT COALESCE(SUM(c.cost_part), 0) FROM price_corrections c WHERE c.supplier_id = s.id) AS byStock
  FROM suppliers s WHERE s.code IN ('KREDIT', 'PREPAID')`;

interface Bought {
  readonly code: string;
  readonly byAccount: number;
  readonly byStock: number;
}

async function walkThrough(steps: readonly Step[], afterEachStep: (walk: Walk, name: string) => void): Promise<void> {
  const walk = await begin();
  try {
    for (const one of steps) afterEachStep(walk, `${one.act}: ${await attempt(walk, one)}`);
    const { jobId } = await walk.client.verify.run();
    expect(await jobResult(walk.client, jobId)).toMatchObject({ isWhole: true });
  } finally {
    await closeTestShops();
  }
}

const walks = { numRuns: Number(process.env.KACANG_WALKS ?? 5), endOnFailure: true };
const paths = (acts: readonly Act[]) => fc.array(stepOf(acts), { minLength: 20, maxLength: 40, size: 'max' });

describe('a shop whose acts come in any order', () => {
  it('has books that agree after each of them', { timeout: WALK_MILLISECONDS }, () =>
    fc.assert(
      fc.asyncProperty(paths([...TRADE, ...ORDERS, 'reclassify']), (steps) =>
        walkThrough(steps, ({ shop }, name) => expect(brokenInvariants(shop.core), name).toEqual([])),
      ),
      walks,
    ),
  );

  it(
    'owes its suppliers what its stock took in, whatever was sold, corrected, given back and undone',
    {
      timeout: WALK_MILLISECONDS,
    },
    () =>
      fc.assert(
        fc.asyncProperty(paths(TRADE), (steps) =>
          walkThrough(steps, ({ shop }, name) => {
            const bought = shop.core.kernel.readDb.prepare(BOUGHT).all() as Bought[];
            expect(
              bought.map(({ code, byStock }) => [code, byStock]),
              name,
            ).toEqual(bought.map(({ code, byAccount }) => [code, byAccount]));
          }),
        ),
        walks,
      ),
  );
});
