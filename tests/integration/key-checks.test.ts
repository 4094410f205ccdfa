import { afterEach, expect, it } from 'vitest';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { closeTestShops, newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(async () => {
  await closeTestShops();
});

/** A receipt of ten in quarantine, and a sample of two of it that somebody has looked at. */
async function shopWithSample(consumesKey: boolean) {
  const shop = await openTestShop();
  const { client } = shop;
  const { importId } = await importSheet(client, 'a.csv', keySheet(10), {
    ...(await makeTrade(client)),
    verifyFirst: true,
  });
  const [batch] = (await client.inventory.batches({ importId })).rows;
  if (!batch) throw new Error('The batch is missing.');
  const start = { batchId: batch.id, quantity: 2, consumesKey };
  const { id } = await client.keyChecks.start({ commandId: newCommandId(), ...start });
  const [check] = (await client.keyChecks.ofBatch({ batchId: batch.id })).checks;
  const keyIds = check?.keys.map(({ keyId }) => keyId) ?? [];
  await client.cardKeys.reveal({ commandId: newCommandId(), keyIds });
  for (const keyId of keyIds) {
    await client.keyChecks.record({ commandId: newCommandId(), id, keyId, result: 'good' });
  }
  return { client, id };
}

it.each([
  ['used up by a check stand among the outflows as written off', true, 'write-off'],
  ['seen in a check and put back on sale stand among the outflows as such', false, 'rerelease'],
] as const)('keys %s', async (_what, consumesKey, action) => {
  const { client, id } = await shopWithSample(consumesKey);
  await client.keyChecks.release({ commandId: newCommandId(), id, releasesSample: true });
  expect(await client.audit.outflows({ from: '2026-11-01', to: '2026-11-30' })).toMatchObject([
    { action: 'reveal', quantity: 2 },
    { action, quantity: 2, acts: 1 },
  ]);
});

it('a sample is tried before the rest is sold: bad keys are claimed, used-up ones written off, unseen ones released', async () => {
  const shop = await openTestShop();
  const { client } = shop;
  const { supplierId, skuId } = await makeTrade(client);
  const { importId } = await importSheet(client, 'a.csv', keySheet(10), { supplierId, skuId, verifyFirst: true });
  const [batch] = (await client.inventory.batches({ importId, onHandOnly: false, limit: 10 })).rows;
  if (!batch) throw new Error('The batch is missing.');
  const { id } = await client.keyChecks.start({
    commandId: newCommandId(),
    batchId: batch.id,
    quantity: 2,
    consumesKey: true,
  });
  const [check] = (await client.keyChecks.ofBatch({ batchId: batch.id })).checks;
  const [first, second] = check?.keys ?? [];
  if (!first || !second) throw new Error('The sample is missing.');
  const record = (keyId: typeof first.keyId, result: 'good' | 'bad') =>
    client.keyChecks.record({ commandId: newCommandId(), id, keyId, result });
  await expect(record(first.keyId, 'good')).rejects.toMatchObject({ code: 'KEY_NOT_SEEN' });
  await client.cardKeys.reveal({ commandId: newCommandId(), keyIds: [first.keyId, second.keyId] });
  await record(first.keyId, 'good');
  await expect(client.keyChecks.release({ commandId: newCommandId(), id })).rejects.toMatchObject({
    code: 'RESULTS_MISSING',
    data: { count: 1 },
  });
  await record(second.keyId, 'bad');
  const ended = await client.keyChecks.release({ commandId: newCommandId(), id, note: '抽验 2 张' });
  expect(ended).toMatchObject({ good: 1, bad: 1, consumed: 1, rest: 8 });
  expect(await client.inventory.batch({ id: batch.id })).toMatchObject({ available: 8, claimed: 1, voided: 1 });
  expect((await client.keyChecks.ofBatch({ batchId: batch.id })).consumesKey).toBe(true);
  await expect(
    client.supplierReturns.post({
      commandId: newCommandId(),
      batchId: batch.id,
      quantity: 9,
      credit: null,
      reason: 'x',
    }),
  ).rejects.toMatchObject({ code: 'NOT_ENOUGH_UNTOUCHED', data: { available: 8 } });
  expect(brokenInvariants(shop.core)).toEqual([]);
});
