import { afterEach, describe, expect, it } from 'vitest';
import type { CardKeyId, DeliveryId } from '#shared/domain/ids.ts';
import { money } from '#shared/domain/money/money.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { brokenInvariants } from '#tests/support/invariants.ts';
import { closeTestShops, newCommandId, openTestShop, stageFile } from '#tests/support/open-core.ts';
import { importSheet, jobEnd, keySheet, makeTrade, proposedSettings } from '#tests/support/trade.ts';

afterEach(closeTestShops);

/** A shop that sold three keys at 47.50, two of which did not work. */
async function shopWithBadKeys() {
  const shop = await openTestShop();
  const { client } = shop;
  const trade = await makeTrade(client);
  await importSheet(client, 'keys.csv', keySheet(5), trade);
  const { id: shopId } = await client.shops.create({ commandId: newCommandId(), name: '闲鱼一店' });
  const { deliveries } = await client.deliveries.dispense({
    commandId: newCommandId(),
    shopId,
    orderNumber: 'T1',
    lines: [{ skuId: trade.skuId, quantity: 3, orderTotal: money(1_800_000) }],
  });
  const id = deliveries[0]?.id as DeliveryId;
  const { keys } = await client.deliveries.get({ id });
  const keyIds = keys.slice(0, 2).map((key) => key.id);
  await client.deliveries.markBad({ commandId: newCommandId(), id, keyIds, reason: '已被使用' });
  return { shop, client, trade, deliveryId: id, badKeys: keyIds };
}

function replacing(keyIds: CardKeyId[]) {
  return { receiptKind: 'replacement' as const, cost: { by: 'claimed' as const, keyIds } };
}

describe('a replacement', () => {
  it('takes over what the bad keys cost, and they go back to the supplier', async () => {
    const { shop, client, trade, deliveryId, badKeys } = await shopWithBadKeys();
    expect(await client.deliveries.get({ id: deliveryId })).toMatchObject({ cost: 1_425_000, profit: 375_000 });
    const { supplierId } = trade;
    expect(await client.imports.claimedCost({ supplierId, keyIds: badKeys })).toEqual({ cost: 950_000 });
    const settings = { ...trade, ...replacing(badKeys) };
    const { summary, importId } = await importSheet(client, 'new.csv', keySheet(2, 100), settings);
    await expect(client.imports.claimedCost({ supplierId, keyIds: badKeys })).rejects.toMatchObject({
      code: 'NOT_CLAIMED',
    });
    expect(summary).toMatchObject({ accepted: 2, totalCost: 950_000 });
    const { rows } = await client.cardKeys.list({ filter: { importId } });
    expect(rows.map(({ cost, state }) => [cost, state])).toEqual([
      [475_000, 'available'],
      [475_000, 'available'],
    ]);
    expect((await client.cardKeys.get({ id: badKeys[0] as CardKeyId })).state).toBe('returned-to-supplier');
    // The cost left the delivery with the keys that carry it now: one key is all that the sale cost.
    expect(await client.deliveries.get({ id: deliveryId })).toMatchObject({ badQuantity: 2, profit: 1_325_000 });
    expect((await client.inventory.stock({ skuId: trade.skuId })).rows[0]).toMatchObject({
      onHand: 4,
      valueOnHand: 1_900_000,
      claimed: 0,
      returned: 2,
    });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is posted to no account, and undone gives the claim and the cost back', async () => {
    const { shop, client, trade, deliveryId, badKeys } = await shopWithBadKeys();
    const { balance } = await client.supplierAccounts.get({ supplierId: trade.supplierId });
    const settings = { ...trade, ...replacing(badKeys) };
    const { importId } = await importSheet(client, 'new.csv', keySheet(2, 100), settings);
    expect((await client.supplierAccounts.get({ supplierId: trade.supplierId })).balance).toBe(balance);
    await client.imports.undo({ commandId: newCommandId(), id: importId, reason: '发错' });
    const { rows } = await client.cardKeys.list({ filter: { states: ['claimed'], supplierId: trade.supplierId } });
    expect(rows.map(({ id }) => id).sort()).toEqual([...badKeys].sort());
    expect(await client.deliveries.get({ id: deliveryId })).toMatchObject({ profit: 375_000 });
    expect(brokenInvariants(shop.core)).toEqual([]);
    // The same keys may be claimed for once more.
    await importSheet(client, 'newer.csv', keySheet(2, 200), settings);
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is not for a key that was paid back in money, until that refund is reversed', async () => {
    const { shop, client, trade, badKeys } = await shopWithBadKeys();
    const { supplierId } = trade;
    const [first, second] = badKeys as [CardKeyId, CardKeyId];
    const { id, number } = await client.supplierAccounts.post({
      commandId: newCommandId(),
      supplierId,
      kind: 'refund',
      amount: money(475_000),
      occurredOn: '2026-11-21' as Day,
      claimKeyIds: [first],
    });
    const refused = { code: 'CLAIM_REFUNDED', data: { keyId: first, number } };
    await expect(client.imports.claimedCost({ supplierId, keyIds: [first] })).rejects.toMatchObject(refused);
    const fileId = await stageFile(client, 'new.csv', keySheet(1, 100));
    const settings = await proposedSettings(client, fileId, { ...trade, ...replacing([first]) });
    await expect(client.imports.post({ commandId: newCommandId(), settings })).rejects.toMatchObject(refused);
    await importSheet(client, 'other.csv', keySheet(1, 200), { ...trade, ...replacing([second]) });
    const reversal = { id, occurredOn: '2026-11-21' as Day, reason: '记错' };
    await client.supplierAccounts.reverse({ commandId: newCommandId(), ...reversal });
    await importSheet(client, 'late.csv', keySheet(1, 300), { ...trade, ...replacing([first]) });
    expect(brokenInvariants(shop.core)).toEqual([]);
  });

  it('is only for claimed keys of the same supplier, and never for more of them than came in', async () => {
    const { shop, client, trade, badKeys } = await shopWithBadKeys();
    const { rows } = await client.cardKeys.list({ filter: { states: ['available'] } });
    const free = rows[0]?.id as CardKeyId;
    const fileId = await stageFile(client, 'new.csv', keySheet(1, 100));
    const settings = await proposedSettings(client, fileId, { ...trade, ...replacing([free]) });
    await expect(client.imports.preview(settings)).rejects.toMatchObject({
      code: 'NOT_CLAIMED',
      data: { keyId: free },
    });
    const post = { settings: { ...settings, ...replacing(badKeys) } };
    const { jobId } = await client.imports.post({ commandId: newCommandId(), ...post });
    if (!jobId) throw new Error('No job.');
    const job = await jobEnd(client, jobId);
    expect(job.error).toMatchObject({ code: 'TOO_FEW_REPLACEMENTS', data: { claimed: 2, accepted: 1 } });
    const purchase = { ...settings, ...replacing(badKeys), receiptKind: 'purchase' as const };
    await expect(client.imports.preview(purchase)).rejects.toMatchObject({ code: 'INVALID_VALUE' });
    expect((await client.cardKeys.get({ id: badKeys[0] as CardKeyId })).state).toBe('claimed');
    expect(brokenInvariants(shop.core)).toEqual([]);
  });
});
