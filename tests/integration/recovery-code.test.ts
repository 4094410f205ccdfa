import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createInProcessClient } from '#hosts/node/served-calls.ts';
import type { CommandId } from '#shared/domain/ids.ts';
import {
  closeTestShops,
  newCommandId,
  OWNER,
  openTestShop,
  type TestClient,
  type TestShop,
} from '#tests/support/open-core.ts';

afterEach(closeTestShops);

const { passphrase } = OWNER;
const NEXT_PASSPHRASE = 'nine yellow kites';

function recover({ client }: TestShop, recoveryCode: string) {
  return client.sessions.recover({ name: OWNER.name, recoveryCode, newPassphrase: NEXT_PASSPHRASE });
}

describe('a new recovery code', () => {
  it('opens the shop in the place of the one before', async () => {
    const shop = await openTestShop();
    const { recoveryCode } = await shop.client.shop.renewRecoveryCode({ commandId: newCommandId(), passphrase });
    expect(recoveryCode).not.toBe(shop.recoveryCode);

    await expect(recover(shop, shop.recoveryCode)).rejects.toMatchObject({ code: 'WRONG_RECOVERY_CODE' });
    const { state } = await recover(shop, recoveryCode);
    expect(state.user?.name).toBe(OWNER.name);
  });

  it('is made with the right passphrase only, and by those who manage people', async () => {
    const shop = await openTestShop();
    const wrong = { commandId: newCommandId(), passphrase: 'not this one' };
    await expect(shop.client.shop.renewRecoveryCode(wrong)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    const clerk = { name: '小张', role: 'clerk' as const, passphrase: 'a clerk of ours' };
    await shop.client.users.create({ commandId: newCommandId(), ...clerk });
    const window = await shop.signIn(clerk.name, clerk.passphrase);
    const asked = { commandId: newCommandId(), passphrase: clerk.passphrase };
    await expect(window.shop.renewRecoveryCode(asked)).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect((await recover(shop, shop.recoveryCode)).state.user?.name).toBe(OWNER.name);
  });

  it('is reminded of until it was typed back, where that was asked for', async () => {
    const { client } = await openTestShop();
    const isKept = async () => (await client.sessions.state()).shop?.isRecoveryCodeKept;
    expect(await isKept()).toBe(true);
    const renewal = { passphrase, confirmsCode: true };
    const { recoveryCode } = await client.shop.renewRecoveryCode({ commandId: newCommandId(), ...renewal });
    expect(await isKept()).toBe(false);
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ');
    const { shop: told } = await client.shop.confirmRecoveryCode({ commandId: newCommandId(), recoveryCode: typed });
    expect(told?.isRecoveryCodeKept).toBe(true);
    expect(await isKept()).toBe(true);
  });

  it('is not confirmed by one that was renewed meanwhile in another window, nor by a wrong one', async () => {
    const shop = await openTestShop();
    const { client } = shop;
    const other = await shop.signIn(OWNER.name, passphrase);
    const renew = (window: typeof client) =>
      window.shop.renewRecoveryCode({ commandId: newCommandId(), passphrase, confirmsCode: true });
    const { recoveryCode: first } = await renew(client);
    const { recoveryCode: second } = await renew(other);
    const confirm = (recoveryCode: string) =>
      client.shop.confirmRecoveryCode({ commandId: newCommandId(), recoveryCode });
    for (const code of [first, `${second}X`, 'AAAAA']) {
      await expect(confirm(code)).rejects.toMatchObject({ code: 'NOT_CODE_IN_FORCE' });
    }
    expect((await client.sessions.state()).shop?.isRecoveryCodeKept).toBe(false);
    expect((await confirm(second)).shop?.isRecoveryCodeKept).toBe(true);
  });

  it('is answered once more to a repeat of the command, and to nobody after a restart', async () => {
    const shop = await openTestShop();
    const input = { commandId: randomUUID() as CommandId, passphrase };
    const first = await shop.client.shop.renewRecoveryCode(input);
    expect(await shop.client.shop.renewRecoveryCode(input)).toEqual(first);
    await expect(shop.client.shop.renewRecoveryCode({ ...input, passphrase: 'not this one' })).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    const again = { ...input, commandId: newCommandId() };
    const [left, right] = await Promise.all([1, 2].map(() => shop.client.shop.renewRecoveryCode(again)));
    expect(left).toEqual(right);
    await expect(shop.client.shop.renewRecoveryCode(input)).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
    await shop.restart();
    await expect(shop.client.shop.renewRecoveryCode(again)).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
    expect((await recover(shop, left?.recoveryCode ?? '')).state.user?.name).toBe(OWNER.name);
  });
});

describe('wrong tries to come in', () => {
  async function entries(shop: TestShop) {
    const { rows } = await shop.client.audit.list({ limit: 20 });
    return rows
      .map(({ action, details }) => ({ action, details }))
      .filter(({ action }) => action.startsWith('sessions.'));
  }

  it('stand in the trail with who came in after them', async () => {
    const shop = await openTestShop();
    const { client } = shop;
    const wrong = { name: OWNER.name, passphrase: 'not this one' };
    await expect(client.sessions.signIn(wrong)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await expect(client.sessions.signIn(wrong)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await client.sessions.signIn(OWNER);
    await client.sessions.lock();
    await expect(client.sessions.unlock(wrong)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await client.sessions.unlock({ passphrase });
    await client.sessions.lock();
    await client.sessions.unlock({ passphrase });
    await client.sessions.signIn(OWNER);

    await expect(
      client.users.changePassphrase({ commandId: newCommandId(), current: 'not this one', next: NEXT_PASSPHRASE }),
    ).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await client.users.changePassphrase({ commandId: newCommandId(), current: passphrase, next: NEXT_PASSPHRASE });
    const { rows } = await client.audit.list({ limit: 1 });
    expect(rows).toMatchObject([{ action: 'users.changePassphrase', details: { failedTries: 1 } }]);

    expect((await entries(shop)).reverse()).toEqual([
      { action: 'sessions.signIn', details: { failedTries: 2 } },
      { action: 'sessions.unlock', details: { failedTries: 1 } },
      { action: 'sessions.signIn', details: {} },
    ]);
  });

  it.each([
    ['passphrase', 'WRONG_PASSPHRASE', (client: TestClient, guess: string) => signInWith(client, guess)],
    ['recovery code', 'WRONG_RECOVERY_CODE', (client: TestClient, guess: string) => recoverWith(client, guess)],
  ] as const)('are slowed down all the same when many come at once: %s', async (_what, wrong, tryOnce) => {
    const shop = await openTestShop();
    const windows = Array.from({ length: 12 }, () => createInProcessClient(shop.core, shop.core.openSession()));
    const guesses = windows.map((client, index) => tryOnce(client, `guess number ${index}`).catch(codeOf));
    const codes = await Promise.all(guesses);
    expect(codes.filter((code) => code === wrong)).toHaveLength(3);
    expect(codes.filter((code) => code === 'SLOWED_DOWN')).toHaveLength(9);
  });
});

function signInWith(client: TestClient, guess: string): Promise<unknown> {
  return client.sessions.signIn({ name: OWNER.name, passphrase: guess });
}

function recoverWith(client: TestClient, guess: string): Promise<unknown> {
  return client.sessions.recover({ name: OWNER.name, recoveryCode: guess, newPassphrase: NEXT_PASSPHRASE });
}

function codeOf(error: { code?: string }): string {
  return error.code ?? '';
}
