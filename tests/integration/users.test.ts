import { afterEach, describe, expect, it } from 'vitest';
import type { UserId } from '#shared/domain/ids.ts';
import { closeTestShops, newCommandId, OWNER, openTestShop, type TestClient } from '#tests/support/open-core.ts';

afterEach(closeTestShops);

const PASSPHRASE = 'a clerk of the night shift';

function addClerk(client: TestClient, name: string) {
  return client.users.create({ commandId: newCommandId(), name, role: 'clerk', passphrase: PASSPHRASE });
}

function rename(client: TestClient, id: UserId, name: string) {
  return client.users.change({ commandId: newCommandId(), id, name, role: 'clerk', changes: [] });
}

describe('a person’s name', () => {
  it('can be put right: they sign in with it, and what they did before shows under it', async () => {
    const shop = await openTestShop();
    const { id } = await addClerk(shop.client, '小玉');
    await shop.signIn('小玉', PASSPHRASE);
    await rename(shop.client, id, '小王');

    await expect(shop.signIn('小玉', PASSPHRASE)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await shop.signIn('小王', PASSPHRASE);
    const { rows } = await shop.client.audit.list({ limit: 20 });
    const signIns = rows.filter(({ action }) => action === 'sessions.signIn');
    expect(signIns.map(({ userName }) => userName)).toEqual(['小王', '小王']);
    const change = rows.find(({ action }) => action === 'users.change');
    expect(change?.details).toMatchObject({ name: '小王', before: '小玉' });
  });

  it('is nobody else’s, whatever its case; one’s own may change its case', async () => {
    const shop = await openTestShop();
    await addClerk(shop.client, 'Amy');
    const { id } = await addClerk(shop.client, 'Bo');
    await expect(rename(shop.client, id, 'AMY')).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    await expect(rename(shop.client, id, OWNER.name)).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    await rename(shop.client, id, 'BO');
    expect((await shop.client.users.list()).map(({ name }) => name)).toEqual([OWNER.name, 'Amy', 'BO']);
  });
});

describe('a passphrase that was changed', () => {
  const NEXT = 'another one, not yet seen';

  it('locks the windows that were opened with the one before, and opens them', async () => {
    const { client, signIn } = await openTestShop();
    const { id } = await addClerk(client, '小玉');
    const clerk = await signIn('小玉', PASSPHRASE);
    await client.users.resetPassphrase({ commandId: newCommandId(), id, next: NEXT });
    await expect(clerk.shops.list({})).rejects.toMatchObject({ code: 'WINDOW_LOCKED' });
    await expect(clerk.sessions.unlock({ passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await clerk.sessions.unlock({ passphrase: NEXT });
    expect(await clerk.shops.list({})).toEqual([]);
    expect(await client.shops.list({})).toEqual([]);
  });

  it('leaves open the window that it was changed in', async () => {
    const { client, signIn, recoveryCode } = await openTestShop();
    const other = await signIn(OWNER.name, OWNER.passphrase);
    await client.users.changePassphrase({ commandId: newCommandId(), current: OWNER.passphrase, next: NEXT });
    expect(await client.shops.list({})).toEqual([]);
    expect(await other.sessions.state()).toMatchObject({ isLocked: true });
    await other.sessions.recover({ name: OWNER.name, recoveryCode, newPassphrase: PASSPHRASE });
    expect(await other.shops.list({})).toEqual([]);
    expect(await client.sessions.state()).toMatchObject({ isLocked: true });
  });
});
