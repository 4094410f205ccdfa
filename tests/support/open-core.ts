import { randomUUID } from 'node:crypto';
import { mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Core, createCore } from '#core/create-core.ts';
import type { Session } from '#core/identity/session.ts';
import { type Logger, silentLogger } from '#core/logging/logger.ts';
import type { PassphraseStrength } from '#core/vault/key-wrap.ts';
import { createNodeHost } from '#hosts/node/node-host.ts';
import { MIGRATIONS_FOLDER } from '#hosts/node/program-files.ts';
import { createInProcessClient } from '#hosts/node/served-calls.ts';
import type { CommandId, FileId } from '#shared/domain/ids.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

export type TestClient = ReturnType<typeof createInProcessClient>;

/** A passphrase costs next to nothing here; what it protects is made up. */
export const WEAK_STRENGTH: PassphraseStrength = { memoryKiB: 64, iterations: 1, parallelism: 1 };

export const OWNER = { name: '老板', passphrase: 'correct horse battery' } as const;

/** What the owner says at the first start of a test's shop. */
export const SHOP_OF_OWNER = {
  ownerName: OWNER.name,
  passphrase: OWNER.passphrase,
  businessName: '示例店',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  language: 'zh-CN',
  backupPlace: null,
} as const;

export interface TestShop {
  readonly folder: string;
  readonly clock: TestClock;
  /** The core that is open now; another one after `restart`. */
  readonly core: Core;
  /** The owner's window and its client. */
  readonly session: Session;
  readonly client: TestClient;
  /** Shown once at the first start. */
  readonly recoveryCode: string;
  /** Another person's window. */
  signIn(name: string, passphrase: string): Promise<TestClient>;
  /** Closes the core and opens the folder again, the owner signed in. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestShopOptions {
  readonly clock?: TestClock;
  readonly logger?: Logger;
  /** An existing folder that holds a shop of {@link OWNER}; a new one is made and removed without it. */
  readonly folder?: string;
  readonly timeZone?: string;
  readonly language?: 'zh-CN' | 'en';
}

const openShops: TestShop[] = [];
const ownFolders: string[] = [];

/** Opens a core on a temporary folder, set up and signed in, with a clock of the test's. */
export async function openTestShop(options: TestShopOptions = {}): Promise<TestShop> {
  const { clock = createTestClock(), logger = silentLogger } = options;
  const folder = options.folder ?? newTestFolder();
  let core = await openTestCore(folder, clock, logger);
  let session = core.openSession();
  let client = createInProcessClient(core, session);
  const { isSetUp } = await client.sessions.state();
  const recoveryCode = isSetUp ? '' : await setUp(client, options);
  if (isSetUp) await client.sessions.signIn(OWNER);
  let isStopped = false;

  const shop: TestShop = {
    folder,
    clock,
    recoveryCode,
    get core() {
      return core;
    },
    get session() {
      return session;
    },
    get client() {
      return client;
    },
    async signIn(name, passphrase) {
      const other = createInProcessClient(core, core.openSession());
      await other.sessions.signIn({ name, passphrase });
      return other;
    },
    async restart() {
      await core.stop();
      core = await openTestCore(folder, clock, logger);
      session = core.openSession();
      client = createInProcessClient(core, session);
      await client.sessions.signIn(OWNER);
    },
    async stop() {
      if (isStopped) return;
      isStopped = true;
      await core.stop();
    },
  };
  openShops.push(shop);
  return shop;
}

/** Closes what tests opened and removes their folders; for `afterEach`. */
export async function closeTestShops(): Promise<void> {
  for (const shop of openShops.splice(0)) {
    // A folder that is thrown away needs no backup at its closing, which takes longer than most tests.
    shop.core.kernel.restoring.isPrepared = true;
    await shop.stop();
  }
  for (const folder of ownFolders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** A folder that {@link closeTestShops} removes. */
export function newTestFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kacang-test-'));
  ownFolders.push(folder);
  return folder;
}

export function openTestCore(folder: string, clock: TestClock, logger: Logger = silentLogger): Promise<Core> {
  return createCore({
    paths: { folder, migrations: MIGRATIONS_FOLDER },
    host: createNodeHost('cli', logger),
    logger,
    clock,
    passphraseStrength: WEAK_STRENGTH,
  });
}

/** A command id as a window would make it. */
export function newCommandId(): CommandId {
  return randomUUID() as CommandId;
}

const PIECE_BYTES = 1024 * 1024;

/** Stages a file from the disk as a window does with one that was dropped on it: the pieces are read as they are sent. */
export async function stageFileFrom(client: TestClient, file: string): Promise<FileId> {
  const whole = await openAsBlob(file);
  const { id } = await client.files.begin({ name: path.basename(file), size: whole.size });
  for (let offset = 0; offset < whole.size; offset += PIECE_BYTES) {
    const piece = whole.slice(offset, offset + PIECE_BYTES);
    await client.files.append({ id, offset, bytes: new File([piece], 'piece') });
  }
  await client.files.finish({ id });
  return id;
}

/** Stages a file the way every window does: in pieces of at most 1 MiB. */
export async function stageFile(client: TestClient, name: string, bytes: Uint8Array): Promise<FileId> {
  const { id } = await client.files.begin({ name, size: bytes.length });
  for (let offset = 0; offset < bytes.length; offset += PIECE_BYTES) {
    const piece = new Uint8Array(bytes.subarray(offset, offset + PIECE_BYTES));
    await client.files.append({ id, offset, bytes: new File([piece], 'piece') });
  }
  await client.files.finish({ id });
  return id;
}

/** Reads a prepared download to its end. */
export async function readDownload(client: TestClient, id: FileId): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const { base64 } of await client.files.download({ id })) pieces.push(Buffer.from(base64, 'base64'));
  return Buffer.concat(pieces);
}

async function setUp(client: TestClient, options: TestShopOptions): Promise<string> {
  const { recoveryCode } = await client.shop.setUp({
    commandId: newCommandId(),
    ...SHOP_OF_OWNER,
    timeZone: options.timeZone ?? SHOP_OF_OWNER.timeZone,
    language: options.language ?? SHOP_OF_OWNER.language,
  });
  return recoveryCode;
}
