import { afterEach, describe, expect, it } from 'vitest';
import { money } from '#shared/domain/money/money.ts';
import { closeTestShops, newCommandId, openTestShop } from '#tests/support/open-core.ts';
import { importSheet, keySheet, makeTrade } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const CLERK = { name: '小李', passphrase: 'a long passphrase' };
const REUSED = { code: 'COMMAND_ID_REUSED' };

/** A shop in which the owner has sold a key that its clerk may not see. */
async function shopWithSecret() {
  const shop = await openTestShop();
  const { client } = shop;
  const trade = await makeTrade(client);
  await importSheet(client, 'k.csv', keySheet(2), trade);
  const lines = [{ skuId: trade.skuId, quantity: 1, orderTotal: money(500_000) }];
  const { deliveries } = await client.deliveries.dispense({ commandId: newCommandId(), lines });
  const { id } = await client.users.create({ commandId: newCommandId(), role: 'clerk', ...CLERK });
  const changes = [{ right: 'keys.reveal' as const, isGranted: false, dailyLimit: null }];
  await client.users.change({ commandId: newCommandId(), id, role: 'clerk', changes });
  const clerk = await shop.signIn(CLERK.name, CLERK.passphrase);
  return { client, clerk, trade, deliveryIds: deliveries.map((delivery) => delivery.id) };
}

describe('the id of a command', () => {
  it('that did something else does not pass for a look at keys that was allowed', async () => {
    const { client, clerk, deliveryIds } = await shopWithSecret();
    const input = { commandId: newCommandId(), deliveryIds, format: 'txt' as const, name: '某店' };
    await clerk.shops.create(input);
    await expect(clerk.deliveries.show(input)).rejects.toMatchObject(REUSED);
    await expect(clerk.deliveries.export(input)).rejects.toMatchObject(REUSED);
    const copied = { ...input, commandId: newCommandId() };
    await clerk.deliveries.recordCopy(copied);
    await expect(clerk.deliveries.show(copied)).rejects.toMatchObject(REUSED);
    expect((await client.audit.list({ action: 'deliveries.show' })).rows).toEqual([]);
  });

  it('stands for what was asked, and not for other keys', async () => {
    const { client, trade } = await shopWithSecret();
    await importSheet(client, 'more.csv', keySheet(4, 9_000), trade);
    const { rows } = await client.cardKeys.list({ filter: { states: ['available'] }, limit: 10 });
    const [first, ...others] = rows.map(({ id }) => id);
    if (!first) throw new Error('Keys are needed.');
    const wish = { commandId: newCommandId(), filter: {}, keyIds: [first], format: 'csv' as const, reason: '抽查' };
    await client.cardKeys.export(wish);
    await expect(client.cardKeys.export({ ...wish, keyIds: others })).rejects.toMatchObject(REUSED);
  });

  it('of somebody else shows nothing', async () => {
    const { client, clerk, deliveryIds } = await shopWithSecret();
    const look = { commandId: newCommandId(), deliveryIds };
    const shown = await client.deliveries.show(look);
    expect(await client.deliveries.show(look)).toEqual(shown);
    await expect(clerk.deliveries.show(look)).rejects.toMatchObject(REUSED);
  });

  it('stands for nothing where none is asked for: who comes in is recorded each time', async () => {
    const { client, clerk } = await shopWithSecret();
    const again = { ...CLERK, commandId: newCommandId() };
    await clerk.sessions.signIn(again);
    await clerk.sessions.signIn(again);
    const { rows } = await client.audit.list({ action: 'sessions.signIn' });
    expect(rows.filter(({ userName }) => userName === CLERK.name)).toHaveLength(3);
  });
});
