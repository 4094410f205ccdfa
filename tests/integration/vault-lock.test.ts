import { afterEach, describe, expect, it } from 'vitest';
import type { JobId, UserId } from '#shared/domain/ids.ts';
import { closeTestShops, newCommandId, OWNER, openTestShop, stageFile } from '#tests/support/open-core.ts';
import { DAY } from '#tests/support/test-clock.ts';
import { keySheet, makeTrade, proposedSettings } from '#tests/support/trade.ts';

afterEach(closeTestShops);

const CLERK = { name: '小李', passphrase: 'another horse battery' };

async function shopWithClerk() {
  const shop = await openTestShop();
  await shop.client.users.create({ commandId: newCommandId(), ...CLERK, role: 'clerk' });
  return { shop, clerk: await shop.signIn(CLERK.name, CLERK.passphrase) };
}

describe('locking the vault', () => {
  it('drops the keys from memory and locks every window', async () => {
    const { shop, clerk } = await shopWithClerk();
    const keys = shop.core.kernel.vault.keys();
    const state = await shop.client.sessions.lockVault();
    expect(state).toMatchObject({ isVaultLocked: true, isLocked: true });
    expect(shop.core.kernel.vault.isOpen).toBe(false);
    // What somebody still holds of them is nothing any more.
    expect([keys.data, keys.pairMac, keys.audit, keys.issued].every((key) => key.every((byte) => byte === 0))).toBe(
      true,
    );
    expect(await clerk.sessions.state()).toMatchObject({ isVaultLocked: true, isLocked: true });
    await expect(clerk.skus.list({})).rejects.toMatchObject({ code: 'WINDOW_LOCKED' });
    await expect(shop.client.settings.get()).rejects.toMatchObject({ code: 'WINDOW_LOCKED' });
  });

  it('is opened by anybody’s passphrase, and each window by its own', async () => {
    const { shop, clerk } = await shopWithClerk();
    await shop.client.sessions.lockVault();
    await expect(clerk.sessions.unlock({ passphrase: OWNER.passphrase })).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    expect(shop.core.kernel.vault.isOpen).toBe(false);
    expect(await clerk.sessions.unlock({ passphrase: CLERK.passphrase })).toMatchObject({
      isVaultLocked: false,
      isLocked: false,
    });
    expect(await shop.client.sessions.state()).toMatchObject({ isVaultLocked: false, isLocked: true });
    await shop.client.sessions.unlock({ passphrase: OWNER.passphrase });
    const { rows } = await shop.client.audit.list({});
    expect(rows.map(({ action }) => action)).toContain('sessions.lockVault');
  });

  it('is not opened by the passphrase of a person who may not come in any more', async () => {
    const { shop } = await shopWithClerk();
    const clerk = (await shop.client.users.list()).find(({ name }) => name === CLERK.name);
    await shop.client.users.setDisabled({
      commandId: newCommandId(),
      id: clerk?.id ?? (0 as UserId),
      isDisabled: true,
    });
    await shop.client.sessions.lockVault();
    await expect(shop.signIn(CLERK.name, CLERK.passphrase)).rejects.toMatchObject({ code: 'USER_DISABLED' });
    expect(shop.core.kernel.vault.isOpen).toBe(false);
    await shop.client.sessions.unlock({ passphrase: OWNER.passphrase });
    await expect(shop.signIn(CLERK.name, CLERK.passphrase)).rejects.toMatchObject({ code: 'USER_DISABLED' });
  });

  it('is the owner’s to do', async () => {
    const { shop, clerk } = await shopWithClerk();
    await expect(clerk.sessions.lockVault()).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    expect(shop.core.kernel.vault.isOpen).toBe(true);
  });

  it('lets the day change and the daily backup go on', async () => {
    const { shop } = await shopWithClerk();
    await shop.core.followTime();
    await shop.client.sessions.lockVault();
    shop.clock.advance(DAY);
    await shop.core.followTime();
    await shop.client.sessions.unlock({ passphrase: OWNER.passphrase });
    const { rows } = await shop.client.backups.list();
    expect(rows.filter(({ kind }) => kind === 'daily')).toHaveLength(1);
    expect((await shop.client.schedules.state()).dayDoneOn).toBe('2026-11-22');
  });

  it('stops work that holds keys and says why', async () => {
    const { shop } = await shopWithClerk();
    const { jobId } = await shop.client.verify.run();
    await shop.client.sessions.lockVault();
    await shop.client.sessions.unlock({ passphrase: OWNER.passphrase });
    const job = await shop.client.jobs.get({ id: jobId });
    expect(job.endedAt).not.toBeNull();
    const again = await shop.client.verify.run();
    const whole = await shop.core.kernel.jobs.whenEnded(again.jobId);
    expect(whole).toMatchObject({ state: 'done' });
  });

  it('says to whoever was importing that it was the lock which stopped it', async () => {
    const { shop } = await shopWithClerk();
    const trade = await makeTrade(shop.client);
    const fileId = await stageFile(shop.client, 'keys.csv', keySheet(20_000));
    const settings = await proposedSettings(shop.client, fileId, trade);
    const { importId, jobId } = await shop.client.imports.post({ commandId: newCommandId(), settings });
    await shop.client.sessions.lockVault();
    await shop.client.sessions.unlock({ passphrase: OWNER.passphrase });
    const { state, error } = await shop.client.jobs.get({ id: jobId ?? ('' as JobId) });
    expect({ state, error }).toMatchObject({ state: 'failed', error: { code: 'VAULT_LOCKED' } });
    expect((await shop.client.imports.get({ id: importId })).state).toBe('cancelled');
  });
});
