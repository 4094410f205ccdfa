import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setSchedulesDisarmed } from '#core/settings/schedules.ts';
import { createInProcessClient } from '#hosts/node/served-calls.ts';
import type { PurchaseOrderId } from '#shared/domain/ids.ts';
import { closeTestShops, newCommandId, OWNER, openTestCore } from '#tests/support/open-core.ts';
import {
  changeReorderRule,
  openReplenishmentShop,
  planOf,
  type ReplenishmentShop,
} from '#tests/support/replenishment-shop.ts';
import { DAY } from '#tests/support/test-clock.ts';

let bench: ReplenishmentShop;

beforeEach(async () => {
  bench = await openReplenishmentShop();
});
afterEach(closeTestShops);

const ordersOf = async ({ client }: Pick<ReplenishmentShop, 'client'>) => (await client.purchaseOrders.list({})).rows;

async function orderAsPlanned(): Promise<PurchaseOrderId> {
  const { client, skuId } = bench;
  const { runId, line } = await planOf(bench, skuId);
  if (!line || line.supplierId === null || line.unitCost === null) throw new Error('Nothing to order.');
  const { supplierId, quantity, unitCost } = line;
  const lines = [{ skuId, supplierId, quantity, unitCost }];
  const { orders } = await client.replenishment.order({ commandId: newCommandId(), runId, lines });
  return orders[0]?.id ?? (0 as PurchaseOrderId);
}

describe('what a plan tells', () => {
  it('is told once, also of a need that a person saw in a plan of their own', async () => {
    const { shop, notices, skuId } = bench;
    await planOf(bench, skuId);
    await shop.core.followTime();
    expect(notices).toHaveLength(1);
    shop.clock.advance(DAY);
    await planOf(bench, skuId);
    await shop.core.followTime();
    expect(notices).toHaveLength(1);
  });

  it('is told again of a need that came back after a person had ordered for it', async () => {
    const { shop, client, notices, skuId } = bench;
    await shop.core.followTime();
    const id = await orderAsPlanned();
    await planOf(bench, skuId);
    const { revision } = await client.purchaseOrders.get({ id });
    await client.purchaseOrders.cancel({ commandId: newCommandId(), id, revision, reason: '不要了' });
    shop.clock.advance(DAY);
    await shop.core.followTime();
    expect(notices).toHaveLength(2);
  });
});

describe('a draft written by itself', () => {
  beforeEach(() => changeReorderRule(bench.client, bench.skuId, { trigger: 'draft' }));

  it('waits while schedules are disarmed, and is caught up once they are armed', async () => {
    const { queue } = bench.shop.core.kernel;
    await queue.write((tx) => setSchedulesDisarmed(tx, true));
    await bench.shop.core.followTime();
    expect((await bench.client.replenishment.plan()).run).toMatchObject({ cause: 'schedule' });
    expect(await ordersOf(bench)).toEqual([]);
    await queue.write((tx) => setSchedulesDisarmed(tx, false));
    await bench.shop.core.followTime();
    await bench.shop.core.followTime();
    expect(await ordersOf(bench)).toHaveLength(1);
  });

  it('stays the only one as long as it lies there unsent, however much more is needed', async () => {
    await bench.shop.core.followTime();
    expect(await ordersOf(bench)).toHaveLength(1);
    await changeReorderRule(bench.client, bench.skuId, { minimum: 500 });
    bench.shop.clock.advance(DAY);
    await bench.shop.core.followTime();
    const { lines } = await bench.client.replenishment.plan();
    expect(lines).toMatchObject([{ skuId: bench.skuId, trigger: 'draft' }]);
    expect(lines[0]?.quantity).toBeGreaterThan(400);
    expect(await ordersOf(bench)).toHaveLength(1);
  });

  it('waits for the vault to be opened, also when a person planned meanwhile', async () => {
    await bench.shop.stop();
    bench.shop.clock.advance(DAY);
    const core = await openTestCore(bench.shop.folder, bench.shop.clock);
    try {
      await core.followTime();
      const client = createInProcessClient(core, core.openSession());
      await client.sessions.signIn(OWNER);
      await planOf({ client }, bench.skuId);
      expect(await ordersOf({ client })).toEqual([]);
      await core.followTime();
      await core.followTime();
      expect(await ordersOf({ client })).toMatchObject([{ state: 'draft', supplierId: bench.supplierId }]);
    } finally {
      await core.stop();
    }
  });
});
