import { cpSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Core, createCore } from '#core/create-core.ts';
import { silentLogger } from '#core/logging/logger.ts';
import { computerId } from '#hosts/node/computer-id.ts';
import { createNodeHost } from '#hosts/node/node-host.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';
import { createInProcessClient } from '#hosts/node/served-calls.ts';
import {
  closeTestShops,
  newCommandId,
  newTestFolder,
  OWNER,
  SHOP_OF_OWNER,
  type TestClient,
  WEAK_STRENGTH,
} from '#tests/support/open-core.ts';
import { jobResult } from '#tests/support/trade-setup.ts';

const opened: Core[] = [];
afterEach(async () => {
  for (const core of opened.splice(0)) await close(core);
  await closeTestShops();
});

async function close(core: Core): Promise<void> {
  core.kernel.restoring.isPrepared = true;
  await core.stop();
}

async function openOn(computer: string | null, folder: string): Promise<{ core: Core; client: TestClient }> {
  const core = await createCore({
    paths: { folder, migrations: MIGRATIONS_FOLDER },
    host: { ...createNodeHost('cli', silentLogger), computerId: async () => computer },
    logger: silentLogger,
    passphraseStrength: WEAK_STRENGTH,
  });
  opened.push(core);
  const client = createInProcessClient(core, core.openSession());
  if ((await client.sessions.state()).isSetUp) await client.sessions.signIn(OWNER);
  return { core, client };
}

async function newShopOn(computer: string | null): Promise<string> {
  const folder = newTestFolder();
  const { core, client } = await openOn(computer, folder);
  await client.shop.setUp({
    commandId: newCommandId(),
    ...SHOP_OF_OWNER,
  });
  await close(core);
  opened.length = 0;
  return folder;
}

const isDisarmed = async (client: TestClient): Promise<boolean> => (await client.settings.get()).areSchedulesDisarmed;

it('starts disarmed on another computer, until its owner has read so', async () => {
  const folder = path.join(newTestFolder(), 'moved');
  cpSync(await newShopOn('desk'), folder, { recursive: true });
  const { core, client } = await openOn('laptop', folder);
  const [finding] = await client.backups.findings();
  expect(finding).toMatchObject({ kind: 'folder-moved', isReviewed: false });
  expect(await isDisarmed(client)).toBe(true);
  await client.backups.review({ commandId: newCommandId(), id: finding?.id ?? 0 });
  expect(await isDisarmed(client)).toBe(false);
  await close(core);
  const again = await openOn('laptop', folder);
  expect(await again.client.backups.findings()).toHaveLength(1);
  expect(await isDisarmed(again.client)).toBe(false);
});

it('goes on where it stays, and where the system does not tell which computer it is', async () => {
  const folder = await newShopOn('desk');
  for (const computer of ['desk', null, 'desk']) {
    const { core, client } = await openOn(computer, folder);
    expect(await client.backups.findings()).toEqual([]);
    expect(await isDisarmed(client)).toBe(false);
    await close(core);
  }
});

it('takes a shop of before as being where it is', async () => {
  const folder = await newShopOn(null);
  const { client } = await openOn('desk', folder);
  expect(await client.backups.findings()).toEqual([]);
});

it('knows this computer by one name, or none', async () => {
  expect(await computerId()).toBe(await computerId());
});

it('a folder that was renamed has its own backups with it, and those elsewhere stay where they are', async () => {
  const folder = await newShopOn('desk');
  const outside = newTestFolder();
  const second = path.join(outside, 'stick');
  mkdirSync(second);
  const before = await openOn('desk', folder);
  await before.client.backups.setSecondPlace({ commandId: newCommandId(), place: second });
  await jobResult(before.client, (await before.client.backups.make({})).jobId);
  await close(before.core);
  opened.splice(opened.indexOf(before.core), 1);
  const moved = path.join(outside, 'moved');
  renameSync(folder, moved);
  renameSync(second, path.join(outside, 'away'));
  const { client } = await openOn('desk', moved);
  const { rows, ownPlace } = await client.backups.list();
  expect(rows.map(({ place, isPresent }) => ({ place, isPresent }))).toEqual([
    { place: second, isPresent: false },
    { place: ownPlace, isPresent: true },
  ]);
});
