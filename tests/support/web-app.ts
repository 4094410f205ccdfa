import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type BrowserContext, test as base, expect } from '@playwright/test';
import { EntryPage } from './pages/entry.page.ts';
import { FramePage } from './pages/frame.page.ts';
import { OWNER_PASSPHRASE, type ShopKind } from './shop-kinds.ts';

/** KaCang in browser mode as `npm start` opens it, in a process and a folder of its own. */
export interface WebApp {
  readonly folder: string;
  /** The address that was printed; it opens one window. */
  readonly url: string;
  /** Everything that the program printed so far. */
  output(): string;
  /** Starts the program once more on the same folder, as a person does who closed the tab; answers a new address. */
  openAgain(): Promise<string>;
  /** Starts it anew on the same folder once it has ended; whatever becomes of the test, this one ends with it too. */
  startAnew(): Promise<WebApp>;
  /** Ends it as Ctrl+C does and answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

/** As the npm script does; programs that are started by this one, and their threads, know of it by their environment. */
const KEEP_COMPILED = path.resolve('src/main/hosts/node/keep-compiled.ts');
const START = path.resolve('scripts/start.ts');
const PREPARE = path.resolve('tests/support/prepare-shop.ts');
const START_SECONDS = 40;
const URL_LINE = /http:\/\/127\.0\.0\.1:\d+\/#launch=\S+/;

export async function startWebApp(folder: string, options: readonly string[] = []): Promise<WebApp> {
  const { child, output, url } = await startProgram(folder, options);
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const later: WebApp[] = [];
  return {
    folder,
    url,
    output,
    async openAgain() {
      const second = await startProgram(folder, options);
      return second.url;
    },
    async startAnew() {
      const anew = await startWebApp(folder, options);
      later.push(anew);
      return anew;
    },
    async stop() {
      child.kill('SIGINT');
      return ended;
    },
    async kill() {
      for (const anew of later) await anew.kill();
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function startProgram(folder: string, options: readonly string[]) {
  const args = ['--import', KEEP_COMPILED, START, '--web', '--no-open', '--data', folder, '--port', '0', ...options];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  let text = '';
  const collect = (piece: string): void => {
    text += piece;
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  const url = await printedUrl(child, () => text);
  return { child, output: () => text, url };
}

function printedUrl(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`KaCang ${why}. It said:\n${output()}`));
    const timer = setTimeout(() => fail(`printed no address within ${START_SECONDS} s`), START_SECONDS * 1000);
    const look = (): void => {
      const url = URL_LINE.exec(output())?.[0];
      if (!url) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.on('data', look);
    child.once('close', () => {
      look();
      fail('ended before it printed an address');
    });
  });
}

interface AppFixtures {
  /** Which shop the specification begins with. */
  readonly shopKind: ShopKind;
  /** Options after `npm start --`. */
  readonly startOptions: readonly string[];
  readonly app: WebApp;
  /** The frame of the shop with its owner signed in, on `page`. */
  readonly frame: FramePage;
}

interface WorkerFixtures {
  /** Shops that were prepared once for this worker, to be copied. */
  readonly preparedShops: Map<ShopKind, string>;
}

/**
 * `test` with a running KaCang; the page is not opened before `frame` is asked for. No window may write an error on its
 * console: what the CSP stopped and what nobody caught ends there.
 */
export const test = base.extend<AppFixtures, WorkerFixtures>({
  shopKind: ['shop', { option: true }],
  startOptions: [[], { option: true }],
  preparedShops: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const shops = new Map<ShopKind, string>();
      await use(shops);
      for (const folder of shops.values()) rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  async app({ shopKind, startOptions, preparedShops }, use) {
    const place = mkdtempSync(path.join(os.tmpdir(), 'kacang-e2e-'));
    const folder = path.join(place, 'data');
    if (shopKind !== 'new') cpSync(await preparedFolder(preparedShops, shopKind), folder, { recursive: true });
    const app = await startWebApp(folder, startOptions);
    await use(app);
    // Its folder is thrown away: nothing of it need be brought to an end, least of all by a backup.
    await app.kill();
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  },
  // `app` is named so that KaCang outlives its windows: one that lost it would rightly complain.
  async context({ app: _app, context }, use) {
    const complaints = listenToConsoles(context);
    await use(context);
    expect(complaints, 'what windows wrote on their consoles as errors').toEqual([]);
  },
  async frame({ app, page }, use) {
    const frame = new FramePage(page);
    await page.goto(app.url);
    await new EntryPage(page).signIn(OWNER_PASSPHRASE);
    await frame.expectOpen();
    await use(frame);
  },
});

export { CLERK, OWNER_PASSPHRASE } from './shop-kinds.ts';
export { expect };

/** The browser notes every answer of 400 to 499; a refusal that the contract declares is one, and the window shows it. */
const DECLARED_REFUSAL = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** Collects what the windows of a browser complain about, from now on. */
export function listenToConsoles(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error' && !DECLARED_REFUSAL.test(message.text())) complaints.push(message.text());
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  return complaints;
}

/** Prepared in a process of its own: Playwright's loader need not know the core. */
async function preparedFolder(shops: Map<ShopKind, string>, kind: ShopKind): Promise<string> {
  const known = shops.get(kind);
  if (known) return known;
  const folder = mkdtempSync(path.join(os.tmpdir(), `kacang-e2e-${kind}-`));
  await promisify(execFile)(process.execPath, ['--import', KEEP_COMPILED, PREPARE, folder, kind], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  shops.set(kind, folder);
  return folder;
}
