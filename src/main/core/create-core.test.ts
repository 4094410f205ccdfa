import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { call } from '@orpc/server';
import { afterEach, describe, expect, it } from 'vitest';
import { type Core, createCore } from './create-core.ts';
import { FolderHeld } from './db/instance-lock.ts';
import { silentLogger } from './logging/logger.ts';

const folders: string[] = [];
const cores: Core[] = [];

async function openCore(folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-'))): Promise<Core> {
  folders.push(folder);
  const core = await createCore({
    paths: { folder, migrations: path.resolve('migrations') },
    logger: silentLogger,
    passphraseStrength: { memoryKiB: 64, iterations: 1, parallelism: 1 },
    host: {
      name: 'cli',
      jobThreadEntry: path.resolve('src/main/core/jobs/job-thread.ts'),
      startIsolate: () => {
        throw new Error('No sheet is read here.');
      },
      notify() {},
      computerId: async () => null,
      keychain: null,
      clipboard: null,
    },
  });
  cores.push(core);
  return core;
}

afterEach(async () => {
  for (const core of cores.splice(0)) await core.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const setUpInput = {
  ownerName: '老板',
  passphrase: 'correct horse',
  businessName: '示例店',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  language: 'zh-CN' as const,
  backupPlace: null,
};

describe('a shop from nothing', () => {
  it('is set up once, signs in again after a restart, and keeps the folder to itself', async () => {
    const core = await openCore();
    const session = core.openSession();
    const input = { ...setUpInput, commandId: randomUUID() };
    const setUp = () => call(core.router.shop.setUp, input, { context: core.contextFor(session, 'shop.setUp', input) });
    // Sent once more before the first has been answered: one shop, one key, one code.
    const [answer, repeatedAtOnce] = await Promise.all([setUp(), setUp()]);
    expect(repeatedAtOnce.recoveryCode).toBe(answer.recoveryCode);
    expect(answer.state.user?.role).toBe('owner');
    expect(answer.recoveryCode).toMatch(/^([2-9A-HJ-NP-Z]{4}-){7}[2-9A-HJ-NP-Z]{4}$/);
    await expect(openCore(core.kernel.paths.folder)).rejects.toThrow(FolderHeld);

    const repeated = await setUp();
    expect(repeated.recoveryCode).toBe(answer.recoveryCode);

    await core.stop();
    cores.splice(cores.indexOf(core), 1);
    const again = await openCore(core.kernel.paths.folder);
    const other = again.openSession();
    const wrong = { name: '老板', passphrase: 'wrong' };
    await expect(
      call(again.router.sessions.signIn, wrong, { context: again.contextFor(other, 'sessions.signIn', wrong) }),
    ).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE', defined: true });
    const right = { name: '老板', passphrase: 'correct horse' };
    const state = await call(again.router.sessions.signIn, right, {
      context: again.contextFor(other, 'sessions.signIn', right),
    });
    expect(state.user?.name).toBe('老板');
    expect(readdirSync(core.kernel.paths.folder)).toContain('kacang.db');
  });

  it('refuses who is not signed in, and who has not the right', async () => {
    const core = await openCore();
    const session = core.openSession();
    await expect(
      call(core.router.users.list, undefined, { context: core.contextFor(session, 'users.list', undefined) }),
    ).rejects.toMatchObject({ code: 'SIGN_IN_NEEDED', defined: true });
  });
});
