import { afterEach, describe, expect, it } from 'vitest';
import { closeTestShops, newCommandId } from '#tests/support/open-core.ts';
import {
  lineOf,
  offerAt,
  openReorderScene,
  orderLines,
  planOf,
  type ReorderScene,
  SCENE_DAY,
  sendOrder,
  yuan,
} from '#tests/support/reorder-scene.ts';
import { importSheet, keySheet } from '#tests/support/trade.ts';

afterEach(closeTestShops);

/** What the plan asked for was ordered, and came; it is looked at before it is sold. */
async function openUncheckedShop(): Promise<ReorderScene & { ordered: number; importId: number }> {
  const scene = await openReorderScene('credit');
  const { client, supplierId, first: skuId } = scene;
  await offerAt(scene, skuId, yuan(40));
  const { runId, line } = await lineOf(scene, skuId);
  const order = await orderLines(scene, runId, [line]);
  const { revision } = await sendOrder(scene, order.id);
  const { importId } = await importSheet(client, 'came.csv', keySheet(line.quantity, 5000), {
    supplierId,
    skuId,
    documentOn: SCENE_DAY,
    purchaseOrder: { id: order.id, revision },
    verifyFirst: true,
  });
  return { ...scene, ordered: line.quantity, importId };
}

const onlyLine = async (scene: ReorderScene) => {
  return (await planOf(scene)).lines.find(({ skuId }) => skuId === scene.first);
};

describe('keys that came and wait to be checked', () => {
  it('are not ordered once more, and the plan says what it waits for', async () => {
    const scene = await openUncheckedShop();
    const { client, first, ordered } = scene;
    expect(await onlyLine(scene)).toBeUndefined();
    const lines = [{ skuId: first, quantity: 5 }];
    await client.deliveries.dispense({ commandId: newCommandId(), lines });
    const line = await onlyLine(scene);
    expect(line).toMatchObject({ state: 'out', available: 0, needed: 0, quantity: 0, incoming: 0, unchecked: ordered });
    expect(line?.onItsWay).toBe(ordered);
    expect(line?.reasons).toContainEqual({ code: 'UNCHECKED', units: ordered });
  });

  it('that come while somebody looks at the plan are not ordered once more from it', async () => {
    const scene = await openReorderScene('credit');
    const { client, supplierId, first: skuId } = scene;
    await offerAt(scene, skuId, yuan(40));
    const { runId, line } = await lineOf(scene, skuId);
    const choices = { supplierId, skuId, documentOn: SCENE_DAY, verifyFirst: true };
    await importSheet(client, 'came.csv', keySheet(line.quantity, 5000), choices);
    await expect(orderLines(scene, runId, [line])).rejects.toMatchObject({ code: 'ORDERED_MEANWHILE' });
  });

  it('leave no room under the most units of a SKU', async () => {
    const scene = await openUncheckedShop();
    const { client, first, ordered } = scene;
    const rule = await client.replenishment.rule({ skuId: first });
    await client.replenishment.setRule({
      commandId: newCommandId(),
      ...rule,
      maximum: ordered + 10,
      orderOnce: 2,
    });
    const { runId, line } = await lineOf(scene, first);
    // Five can be sold.
    expect(line).toMatchObject({ position: ordered + 5, quantity: 2 });
    await expect(orderLines(scene, runId, [line], 6)).rejects.toMatchObject({
      code: 'LIMIT_REACHED',
      data: { limit: 'SKU_MAXIMUM', room: 5, wanted: 6 },
    });
    await orderLines(scene, runId, [line], 5);
  });

  it('can be ordered for again once a person put them aside', async () => {
    const scene = await openUncheckedShop();
    const { client, importId } = scene;
    const { batches } = await client.imports.get({ id: importId });
    const selection = { by: 'batch', batchId: batches[0]?.id ?? 0 } as const;
    await client.inventory.release({ commandId: newCommandId(), selection, reason: '验过' });
    expect(await onlyLine(scene)).toBeUndefined();
    await client.inventory.freeze({ commandId: newCommandId(), selection, reason: '有人投诉' });
    expect((await onlyLine(scene))?.needed).toBeGreaterThan(0);
  });
});
