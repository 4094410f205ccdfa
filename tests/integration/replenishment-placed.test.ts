import { afterEach, describe, expect, it } from 'vitest';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { closeTestShops, newCommandId } from '#tests/support/open-core.ts';
import {
  lineOf,
  offerAt,
  openReorderScene,
  orderLines,
  type ReorderScene,
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

  it('make no day without stock while they lie there, and one once they were sold', async () => {
    const scene = await openReorderScene('credit');
    const { client, first, shop } = scene;
    await offerAt(scene, first, yuan(40));
    await placeAll(scene);
    const skipped = async () =>
      (await lineOf(scene, first)).line.reasons.find(({ code }) => code === 'STOCK_OUT_DAYS_SKIPPED');
    shop.clock.advance(3 * DAY);
    expect(await skipped()).toBeUndefined();
    const { rows } = await client.cardKeys.list({ filter: { states: ['placed'], skuId: first }, limit: 10 });
    const selection = { by: 'keys' as const, keyIds: rows.map(({ id }) => id) };
    const sale = { selection, shopId: null, orderNumber: '', buyer: '', orderTotal: null };
    await client.deliveries.recordPlacedSale({ commandId: newCommandId(), ...sale });
    shop.clock.advance(3 * DAY);
    expect(await skipped()).toBeDefined();
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});
