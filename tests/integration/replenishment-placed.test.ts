import { afterEach, describe, expect, it } from 'vitest';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { closeTestShops, newCommandId } from '#tests/support/open-core.ts';
import {
  lineOf,
  offerAt,
  openReorderScene,
  orderLines,
  planOf,
  type ReorderScene,
  stock as stockKeys,
  yuan,
} from '#tests/support/reorder-scene.ts';
import { DAY } from '#tests/support/test-clock.ts';
import { jobResult } from '#tests/support/trade-setup.ts';

afterEach(closeTestShops);

/** Hands all free keys of the first SKU to a delivery tool. */
async function placeAll({ client, first }: ReorderScene): Promise<void> {
  const filter = { states: ['available' as const], skuId: first };
  const { jobId } = await client.cardKeys.export({ commandId: newCommandId(), filter, format: 'csv', reason: '上架' });
  await jobResult(client, jobId);
}

/** Records the sale of so many placed keys of the first SKU. */
async function recordSale({ client, first }: ReorderScene, limit: number): Promise<void> {
  const { rows } = await client.cardKeys.list({ filter: { states: ['placed'], skuId: first }, limit });
  const selection = { by: 'keys' as const, keyIds: rows.map(({ id }) => id) };
  const sale = { selection, shopId: null, orderNumber: '', buyer: '', orderTotal: null };
  await client.deliveries.recordPlacedSale({ commandId: newCommandId(), ...sale });
}

describe('keys that were placed with a tool or shop', () => {
  it('are for sale there: they are not ordered once more, and the plan says where they are', async () => {
    const scene = await openReorderScene('credit');
    const { first } = scene;
    await offerAt(scene, first, yuan(40));
    const before = (await lineOf(scene, first)).line;
    expect(before).toMatchObject({ available: 5, placed: 0, position: 5 });
    await placeAll(scene);
    const { runId, line } = await lineOf(scene, first);
    const { state, needed, quantity } = before;
    expect(line).toMatchObject({ available: 5, placed: 5, position: 5, state, needed, quantity });
    expect(line.reasons).toContainEqual({ code: 'PLACED', units: 5 });
    await orderLines(scene, runId, [line]);
    expect(brokenInvariants(scene.shop.core)).toEqual([]);
  });

  it('leave no room under the most units of a SKU', async () => {
    const scene = await openReorderScene('credit');
    const { client, first } = scene;
    await offerAt(scene, first, yuan(40));
    await placeAll(scene);
    const rule = await client.replenishment.rule({ skuId: first });
    await client.replenishment.setRule({ commandId: newCommandId(), ...rule, maximum: 8, orderOnce: 2 });
    const { runId, line } = await lineOf(scene, first);
    expect(line).toMatchObject({ position: 5, quantity: 3 });
    await expect(orderLines(scene, runId, [line], 4)).rejects.toMatchObject({
      code: 'LIMIT_REACHED',
      data: { limit: 'SKU_MAXIMUM', room: 3, wanted: 4 },
    });
  });

  it('that nobody records the sale of are said to lie there, until one of them is recorded as sold', async () => {
    const scene = await openReorderScene('credit');
    const { client, first, shop } = scene;
    const stock = { supplierId: scene.supplierId, skuId: first };
    await stockKeys(client, stock, 200, 9000);
    await placeAll(scene);
    await stockKeys(client, stock, 200, 12_000);
    const lineNow = async () => (await planOf(scene)).lines.find(({ skuId }) => skuId === first);
    // Others go out over the counter meanwhile.
    const sell = () =>
      client.deliveries.dispense({ commandId: newCommandId(), lines: [{ skuId: first, quantity: 9 }] });
    for (let day = 0; day < 13; day += 1) {
      shop.clock.advance(DAY);
      await sell();
    }
    expect(await lineNow()).toBeUndefined();
    shop.clock.advance(DAY);
    const line = await lineNow();
    expect(line).toMatchObject({ state: 'ok', needed: 0, placed: 205, unsoldPlaced: 205 });
    expect(line?.reasons).toContainEqual({ code: 'PLACED_UNSOLD', units: 205, days: 14 });
    await recordSale(scene, 1);
    expect(await lineNow()).toBeUndefined();
  });

  it('make no day without stock while they lie there, and one once they were sold', async () => {
    const scene = await openReorderScene('credit');
    const { first, shop } = scene;
    await offerAt(scene, first, yuan(40));
    await placeAll(scene);
    const skipped = async () =>
      (await lineOf(scene, first)).line.reasons.find(({ code }) => code === 'STOCK_OUT_DAYS_SKIPPED');
    shop.clock.advance(3 * DAY);
    expect(await skipped()).toBeUndefined();
    await recordSale(scene, 10);
    shop.clock.advance(3 * DAY);
    expect(await skipped()).toBeDefined();
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});
