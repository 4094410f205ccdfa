import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readInstanceDescription } from '#core/db/instance-lock.ts';
import { MIGRATIONS_FOLDER, PROGRAM_FOLDER } from '#hosts/node/program-files.ts';
import { askToOpenAgain, type KacangClient } from '#hosts/node/running-instance.ts';
import { createInProcessClient } from '#hosts/node/served-calls.ts';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import type { CommandId } from '#shared/domain/ids.ts';
import {
  closeTestShops,
  newCommandId,
  newTestFolder,
  OWNER,
  openTestCore,
  SHOP_OF_OWNER,
  stageFile,
  WEAK_STRENGTH,
} from '#tests/support/open-core.ts';
import { createTestClock } from '#tests/support/test-clock.ts';
import { makeTrade, proposedSettings } from '#tests/support/trade.ts';
import { jobResult } from '#tests/support/trade-setup.ts';

type FakeElectron = typeof import('#tests/support/electron/electron.ts');
type FakePort = import('#tests/support/electron/message-port-main.ts').FakeMessagePortMain;
type FakeWindow = InstanceType<FakeElectron['BrowserWindow']>;

const PAGE = '<meta name="desktop-nonce" content="__DESKTOP_NONCE__"><meta name="csp-nonce" content="__CSP_NONCE__">';

let electron: FakeElectron;
let appFolder: string;
let dataFolder: string;

beforeEach(() => {
  // Each test has a program and an Electron of its own.
  vi.resetModules();
  vi.doMock('electron', () => import('#tests/support/electron/electron.ts'));
  vi.doMock('#core/vault/key-wrap.ts', async (original) => ({
    ...(await original<typeof import('#core/vault/key-wrap.ts')>()),
    STRONG_DERIVATION: WEAK_STRENGTH,
  }));
  const folder = newTestFolder();
  appFolder = path.join(folder, 'app');
  dataFolder = path.join(folder, 'data');
  mkdirSync(path.join(appFolder, 'out', 'renderer'), { recursive: true });
  writeFileSync(path.join(appFolder, 'out', 'renderer', 'index.html'), PAGE);
  writeFileSync(path.join(appFolder, 'outside.js'), 'outside');
});

afterEach(async () => {
  electron.app.quit();
  await electron.app.whenExited();
  vi.unstubAllGlobals();
  await closeTestShops();
});

/** Runs the program as Electron would: its entry, with the words after `electron .`. */
async function startProgram(prepare: (fake: FakeElectron) => void = () => {}): Promise<void> {
  electron = (await import('electron')) as unknown as FakeElectron;
  electron.app.appFolder = appFolder;
  prepare(electron);
  vi.doMock('#hosts/electron/desktop-files.ts', () => ({
    desktopFiles: () => ({
      migrations: MIGRATIONS_FOLDER,
      window: path.join(appFolder, 'out', 'renderer'),
      preload: '/preload.cjs',
      jobThread: path.join(PROGRAM_FOLDER, 'src/main/core/jobs/job-thread.ts'),
      parseIsolate: path.join(PROGRAM_FOLDER, 'src/main/core/spreadsheets/isolate/parse-isolate.ts'),
      icons: '/icons',
    }),
  }));
  const words = process.argv;
  process.argv = ['electron', '.', '--data', dataFolder];
  try {
    await import('#hosts/electron/index.ts');
  } finally {
    process.argv = words;
  }
}

async function startedWindow(): Promise<FakeWindow> {
  await expect.poll(() => electron.BrowserWindow.open[0]?.webContents.loads ?? 0, { timeout: 5000 }).toBeGreaterThan(0);
  const window = electron.BrowserWindow.open[0];
  if (!window) throw new Error('No window was opened.');
  electron.ipcRenderer.sender = window;
  return window;
}

const nonceOf = (window: FakeWindow): string =>
  /desktop-nonce" content="([^"]+)"/.exec(window.webContents.page)?.[1] ?? '';

/** Waits for the port that main hands over, or says after a moment that none came. */
function nextPort(): Promise<FakePort | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), 150);
    electron.ipcRenderer.once('kacang-port', (event: { ports: FakePort[] }) => {
      clearTimeout(timer);
      resolve(event.ports[0] ?? null);
    });
  });
}

function askForPort(nonce: unknown): Promise<FakePort | null> {
  const port = nextPort();
  electron.ipcRenderer.send('kacang-port-wanted', nonce);
  return port;
}

function clientOver(port: FakePort): KacangClient {
  const client: KacangClient = createORPCClient(new RPCLink({ port }));
  port.start();
  return client;
}

async function connectedClient(window: FakeWindow): Promise<KacangClient> {
  const port = await askForPort(nonceOf(window));
  if (!port) throw new Error('No port was handed over.');
  return clientOver(port);
}

async function setUpShop(client: KacangClient): Promise<void> {
  await client.shop.setUp({
    commandId: randomUUID() as CommandId,
    ...SHOP_OF_OWNER,
  });
}

const logged = (): string => readFileSync(path.join(dataFolder, 'logs', 'kacang.log'), 'utf8');

describe('the desktop starts', () => {
  it('with a window that has nothing of Node, goes nowhere and shows the page under the shared policy', async () => {
    await startProgram();
    const window = await startedWindow();
    expect(window.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(window.isShown).toBe(true);
    expect(window.webContents.getURL()).toBe('app://kacang/index.html');
    expect(window.webContents.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(window.webContents.windowOpenHandler?.({ url: 'https://evil.example' } as never)).toEqual({
      action: 'deny',
    });
    for (const [event, url, isStopped] of [
      ['will-navigate', 'https://evil.example/', true],
      ['will-redirect', 'file:///etc/passwd', true],
      ['will-frame-navigate', 'app://evil/index.html', true],
      ['will-navigate', 'app://kacang/index.html', false],
    ] as const) {
      const preventDefault = vi.fn();
      window.webContents.emit(event, { url, preventDefault });
      expect(preventDefault).toHaveBeenCalledTimes(isStopped ? 1 : 0);
    }
    expect(electron.protocol.privileged).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    expect(electron.app.paths.get('userData')).toBe(path.join(dataFolder, 'window'));
  });

  it('asks before a window closes over what was typed, which Electron would keep open without a word', async () => {
    await startProgram();
    const window = await startedWindow();
    for (const [answer, isLeft] of [
      [0, false],
      [1, true],
    ] as const) {
      electron.dialog.answer = answer;
      const preventDefault = vi.fn();
      window.webContents.emit('will-prevent-unload', { preventDefault });
      expect(preventDefault).toHaveBeenCalledTimes(isLeft ? 1 : 0);
    }
    expect(electron.dialog.asked).toHaveLength(2);
  });

  it('denies permissions, devices, the network and foreign downloads', async () => {
    await startProgram();
    const window = await startedWindow();
    const { defaultSession } = electron.session;
    const granted = (permission: string, url = 'app://kacang/index.html'): boolean => {
      let answer = true;
      const contents = { getURL: () => url };
      defaultSession.permissionRequest?.(
        contents as never,
        permission as never,
        (given) => {
          answer = given;
        },
        {} as never,
      );
      return answer;
    };
    for (const permission of ['media', 'geolocation', 'notifications', 'openExternal', 'usb', 'fileSystem']) {
      expect(granted(permission)).toBe(false);
      expect(defaultSession.permissionCheck?.(null, permission as never, 'app://kacang/', {} as never)).toBe(false);
    }
    expect(granted('clipboard-sanitized-write')).toBe(true);
    expect(granted('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
    expect(defaultSession.devicePermission?.({} as never)).toBe(false);
    const isCancelled = (url: string): boolean => {
      let cancelled = false;
      defaultSession.beforeRequest?.({ url }, ({ cancel }) => {
        cancelled = cancel ?? false;
      });
      return cancelled;
    };
    expect(isCancelled('https://evil.example/x')).toBe(true);
    expect(isCancelled('file:///etc/passwd')).toBe(true);
    expect(isCancelled('app://kacang/index.html')).toBe(false);
    expect(window.isDestroyed()).toBe(false);
  });

  it('serves nothing outside its folder', async () => {
    await startProgram();
    await startedWindow();
    const status = async (url: string): Promise<number> =>
      (await electron.session.defaultSession.protocol.answer(new Request(url))).status;
    expect(await status('app://kacang/index.html')).toBe(200);
    expect(await status('app://kacang/%2e%2e/%2e%2e/outside.js')).toBe(404);
    expect(await status('app://kacang/..%2f..%2foutside.js')).toBe(404);
    expect(await status('app://evil/index.html')).toBe(403);
  });

  it('says what is wrong in a box and ends where it cannot start', async () => {
    const { takeInstanceLock } = await import('#core/db/instance-lock.ts');
    mkdirSync(dataFolder, { recursive: true });
    const lock = takeInstanceLock(dataFolder);
    try {
      await startProgram();
      expect(await electron.app.whenExited()).toBe(1);
      expect(electron.dialog.shown).toHaveLength(1);
      expect(electron.BrowserWindow.open).toEqual([]);
    } finally {
      lock.release();
    }
  });
});

describe('the port', () => {
  it('is handed to the page that names the nonce of its load, once, and carries calls', async () => {
    await startProgram();
    const window = await startedWindow();
    const client = await connectedClient(window);
    expect(await client.sessions.state()).toMatchObject({ isSetUp: false });
    expect(await askForPort(nonceOf(window))).toBeNull();
    expect(logged()).toContain('"refusal":"NONCE"');
  });

  it('is refused to a wrong nonce, a foreign sender, a frame inside and another page', async () => {
    await startProgram();
    const window = await startedWindow();
    const nonce = nonceOf(window);
    for (const wrong of ['', 'guess', `${nonce}x`, undefined, 7, { nonce }]) expect(await askForPort(wrong)).toBeNull();

    const foreign = new electron.BrowserWindow();
    foreign.webContents.mainFrame.url = 'app://kacang/index.html';
    electron.ipcRenderer.sender = foreign;
    expect(await askForPort(nonce)).toBeNull();
    foreign.destroy();

    const { FakeFrame } = await import('#tests/support/electron/browser-window.ts');
    const inner = nextPort();
    const senderFrame = new FakeFrame('app://kacang/index.html');
    electron.ipcMain.emit('kacang-port-wanted', { sender: window.webContents, senderFrame, ports: [] }, nonce);
    expect(await inner).toBeNull();

    electron.ipcRenderer.sender = window;
    window.webContents.mainFrame.url = 'https://evil.example/';
    expect(await askForPort(nonce)).toBeNull();
    for (const reason of ['NONCE', 'SENDER', 'FRAME', 'PAGE']) expect(logged()).toContain(`"refusal":"${reason}"`);

    window.webContents.mainFrame.url = 'app://kacang/index.html';
    expect(await askForPort(nonce)).not.toBeNull();
  });

  it('comes through the preload to the code of the window itself', async () => {
    await startProgram();
    const window = await startedWindow();
    const page = new (class extends EventTarget {
      readonly location = { origin: 'app://kacang' };
      postMessage(data: unknown, targetOrigin: string, ports: readonly unknown[] = []): void {
        expect(targetOrigin).toBe(this.location.origin);
        setImmediate(() => this.dispatchEvent(Object.assign(new Event('message'), { data, source: this, ports })));
      }
    })();
    vi.stubGlobal('window', page);
    vi.stubGlobal('document', {
      querySelector: (selector: string) => ({
        getAttribute: () => (selector.includes('desktop-nonce') ? nonceOf(window) : ''),
      }),
    });
    await import('#hosts/electron/preload.ts');
    const { openLink } = await import('#renderer/lib/transport.ts');
    const client: KacangClient = createORPCClient(await openLink());
    expect(await client.sessions.state()).toMatchObject({ isSetUp: false });
  });
});

describe('a window that lives on', () => {
  it('keeps who is signed in over a reload, by a new port', async () => {
    await startProgram();
    const window = await startedWindow();
    await setUpShop(await connectedClient(window));
    const before = nonceOf(window);
    window.webContents.reload();
    await expect.poll(() => window.webContents.loads).toBe(2);
    expect(nonceOf(window)).not.toBe(before);
    expect(await askForPort(before)).toBeNull();
    const client = await connectedClient(window);
    expect((await client.sessions.state()).user?.name).toBe(OWNER.name);
  });

  it('is loaded again after a crash, but not for ever', async () => {
    await startProgram();
    const window = await startedWindow();
    for (let crash = 1; crash <= 5; crash += 1) {
      window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    expect(window.webContents.loads).toBe(4);
    expect(logged()).toContain('"event":"window crashed"');
    expect(await (await connectedClient(window)).sessions.state()).toMatchObject({ isSetUp: false });
  });

  it('locks when the PC sleeps or its screen is locked, and shows it in the tray', async () => {
    await startProgram();
    const window = await startedWindow();
    expect(electron.Tray.current?.image.path).toContain('tray-paused');
    const client = await connectedClient(window);
    await setUpShop(client);
    electron.powerMonitor.emit('suspend');
    electron.powerMonitor.emit('resume');
    expect(await client.sessions.state()).toMatchObject({ isLocked: true });
    await expect(client.users.list()).rejects.toMatchObject({ code: 'WINDOW_LOCKED' });
    await client.sessions.unlock({ passphrase: OWNER.passphrase });
    electron.powerMonitor.emit('lock-screen');
    expect(await client.sessions.state()).toMatchObject({ isLocked: true });
  });

  it('makes up once for the day that changed while the PC slept', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21, 2) });
    try {
      await startProgram();
      const client = await connectedClient(await startedWindow());
      await setUpShop(client);
      electron.powerMonitor.emit('resume');
      await expect.poll(async () => (await client.schedules.state()).dayDoneOn).toBe('2026-11-21');
      electron.powerMonitor.emit('suspend');
      vi.setSystemTime(Date.UTC(2026, 10, 23, 2));
      electron.powerMonitor.emit('resume');
      electron.powerMonitor.emit('resume');
      await client.sessions.unlock({ passphrase: OWNER.passphrase });
      await expect.poll(async () => (await client.schedules.state()).dayDoneOn).toBe('2026-11-23');
      const daily = async () => (await client.backups.list()).rows.filter(({ kind }) => kind === 'daily').length;
      await expect.poll(daily, { timeout: 10_000 }).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('takes a copied secret out of the clipboard again, and nothing that somebody else put there', async () => {
    await startProgram();
    const client = await connectedClient(await startedWindow());
    await setUpShop(client);
    const copy = (text: string) => client.host.copySecret({ text, clearAfterSeconds: 1 });
    expect(await copy('AAAA-1111')).toEqual({ outcome: 'will-be-cleared' });
    expect(electron.clipboard.held).toBe('AAAA-1111');
    await expect.poll(() => electron.clipboard.held, { timeout: 5000 }).toBe('');

    await copy('BBBB-2222');
    await electron.clipboard.writeText('somebody else');
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(electron.clipboard.held).toBe('somebody else');

    await client.host.copySecret({ text: 'CCCC-3333', clearAfterSeconds: 600 });
    await client.sessions.lockVault();
    expect(electron.clipboard.held).toBe('');

    await client.sessions.unlock({ passphrase: OWNER.passphrase });
    await client.host.copySecret({ text: 'DDDD-4444', clearAfterSeconds: 600 });
    electron.app.quit();
    await electron.app.whenExited();
    expect(electron.clipboard.held).toBe('');
  });

  it('comes forward for a second instance and for a second start on the folder', async () => {
    await startProgram();
    const window = await startedWindow();
    window.isSmall = true;
    electron.app.emit('second-instance');
    expect(window).toMatchObject({ isSmall: false, isFront: true });

    window.isFront = false;
    const endpoint = readInstanceDescription(dataFolder)?.endpoint;
    if (!endpoint) throw new Error('The instance does not say where it can be reached.');
    expect(await askToOpenAgain(endpoint)).toEqual({ kind: 'window-shown' });
    expect(window.isFront).toBe(true);
  });

  it('leaves the second instance nothing to do', async () => {
    await startProgram((fake) => {
      fake.app.isSecond = true;
    });
    expect(await electron.app.whenExited()).toBe(0);
    expect(existsSync(path.join(dataFolder, 'kacang.db'))).toBe(false);
  });
});

describe('quitting', () => {
  it('in the middle of an import leaves nothing of it, and a shop that is whole', async () => {
    await startProgram();
    const window = await startedWindow();
    const client = await connectedClient(window);
    await setUpShop(client);
    const { supplierId, skuId } = await makeTrade(client);
    const rows = Array.from({ length: 60_000 }, (_, index) => `${6_000_000_000 + index},PW-${index}-${index * 7919}`);
    const fileId = await stageFile(client, 'keys.csv', Buffer.from(['卡号,卡密', ...rows].join('\n')));
    const settings = await proposedSettings(client, fileId, { supplierId, skuId, expiry: { by: 'never' } });
    const { jobId } = await client.imports.post({ commandId: newCommandId(), settings });
    if (jobId === null) throw new Error('The import has no job.');
    await expect.poll(async () => (await client.jobs.get({ id: jobId })).done, { timeout: 20_000 }).toBeGreaterThan(0);
    expect((await client.jobs.get({ id: jobId })).state).toBe('running');

    electron.app.quit();
    expect(await electron.app.whenExited()).toBe(0);
    expect(window.isDestroyed()).toBe(true);
    expect(readInstanceDescription(dataFolder)).toBeNull();
    expect(existsSync(path.join(dataFolder, 'kacang.db-wal'))).toBe(false);
    expect(logged()).toContain('"event":"stopped"');

    const core = await openTestCore(dataFolder, createTestClock());
    try {
      const owner = createInProcessClient(core, core.openSession());
      await owner.sessions.signIn(OWNER);
      expect((await owner.imports.list({})).rows.map(({ state }) => state)).toEqual(['cancelled']);
      const check = (await jobResult(owner, (await owner.verify.run()).jobId)) as ShopCheck;
      expect(check).toMatchObject({ isWhole: true, counts: { card_keys: 0 } });
    } finally {
      await core.stop();
    }
  });
});

describe('the keychain', () => {
  it('seals and opens, and is none where the system has only a key that everybody knows', async () => {
    electron = (await import('electron')) as unknown as FakeElectron;
    const { openKeychain } = await import('#hosts/electron/keychain.ts');
    const keychain = await openKeychain();
    const sealed = await keychain?.seal(Uint8Array.of(1, 2, 255));
    expect(sealed && (await keychain?.open(sealed))).toEqual(Buffer.from([1, 2, 255]));
    electron.safeStorage.isAvailable = false;
    expect(await openKeychain()).toBeNull();
    electron.safeStorage.isAvailable = true;
    electron.safeStorage.backend = 'basic_text';
    expect(await openKeychain()).toEqual(process.platform === 'linux' ? null : expect.anything());
  });
});
