import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PROGRAM_FOLDER, RENDERER_FOLDER } from '#hosts/node/program-files.ts';
import { closeTestShops, newTestFolder } from '#tests/support/open-core.ts';
import { runKacang } from '#tests/support/run-kacang.ts';
import { buildWindow, isWindowOutdated } from '../../scripts/build-window.ts';

const LAUNCH_URL = /http:\/\/127\.0\.0\.1:(\d+)\/#launch=([\w-]{43})/g;
const running: ChildProcess[] = [];

beforeAll(async () => {
  if (isWindowOutdated()) await buildWindow();
  expect(existsSync(path.join(RENDERER_FOLDER, 'index.html'))).toBe(true);
}, 120_000);

afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await closeTestShops();
});

interface Start {
  readonly child: ChildProcess;
  output(): string;
  readonly ended: Promise<number | null>;
}

/** `npm start` without npm. There is no display in its environment, as on a server. */
function start(...words: string[]): Start {
  return run(path.join(PROGRAM_FOLDER, 'scripts', 'start.ts'), ...words);
}

function run(...words: string[]): Start {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
  const child = spawn(process.execPath, words, {
    cwd: PROGRAM_FOLDER,
    env: { ...environment, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let output = '';
  child.stdout?.on('data', (bytes) => {
    output += String(bytes);
  });
  child.stderr?.on('data', (bytes) => {
    output += String(bytes);
  });
  return {
    child,
    output: () => output,
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code))),
  };
}

async function started(...words: string[]): Promise<{ start: Start; port: string }> {
  const begun = start(...words);
  await expect.poll(() => urlsIn(begun.output()).length, { timeout: 30_000 }).toBe(1);
  return { start: begun, port: urlsIn(begun.output())[0]?.port ?? '' };
}

function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(String(Object(address).port)));
    });
  });
}

function urlsIn(output: string): { port: string; code: string }[] {
  return [...output.matchAll(LAUNCH_URL)].map(([, port = '', code = '']) => ({ port, code }));
}

describe.skipIf(process.platform === 'win32')('npm start', () => {
  it('serves browser mode where asked or where there is no display, lets in again, and ends cleanly', async () => {
    const folder = path.join(newTestFolder(), 'shop');
    const isLinux = process.platform === 'linux';
    const { start: first, port } = await started(...(isLinux ? [] : ['--web']), '--data', folder, '--no-open');
    if (isLinux) expect(first.output()).toContain('browser mode');

    const second = start('--web', '--data', folder, '--no-open');
    expect(await second.ended).toBe(0);
    expect(urlsIn(second.output())).toEqual([{ port, code: expect.any(String) }]);
    expect(urlsIn(second.output())[0]?.code).not.toBe(urlsIn(first.output())[0]?.code);
    const opened = await runKacang(['open', '--data', folder, '--json']);
    expect(opened.json()).toMatchObject({ kind: 'launch-url', url: expect.stringContaining(`:${port}/#launch=`) });

    const taken = start('--web', '--data', path.join(newTestFolder(), 'other'), '--port', port, '--no-open');
    expect(await taken.ended).toBe(1);
    expect(taken.output()).toContain('This port is taken');

    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    expect(existsSync(path.join(folder, 'instance.json'))).toBe(false);
    expect(existsSync(path.join(folder, 'control.sock'))).toBe(false);
    expect((await runKacang(['open', '--data', folder, '--json'])).json()).toMatchObject({ code: 'NOT_RUNNING' });
  });

  it('says what is wrong in one sentence', async () => {
    const synced = start('--web', '--data', path.join(newTestFolder(), 'Dropbox', 'shop'), '--no-open');
    expect(await synced.ended).toBe(1);
    expect(synced.output()).toContain('synchronised by a cloud');
    expect(synced.output()).not.toContain('    at ');
    const wrong = start('--prot', '80');
    expect(await wrong.ended).toBe(2);
    expect(wrong.output()).toContain('--port N');
    const number = start('--web', '--port', '70000');
    expect(await number.ended).toBe(2);
  });

  it('ends at once where the data folder is a file or cannot be written, and names it', async () => {
    const file = path.join(newTestFolder(), 'shop.txt');
    writeFileSync(file, 'a file');
    const places: [string, string][] = [
      [file, 'is not a folder'],
      [path.join(file, 'shop'), 'is not a folder'],
    ];
    if (process.platform === 'linux') places.push(['/proc/kacang/shop', 'cannot be written']);
    for (const [place, problem] of places) {
      const begun = start('--web', '--data', place, '--no-open');
      expect(await begun.ended, place).toBe(1);
      expect(begun.output()).toContain(`${place} ${problem}`);
      expect(begun.output().trim().split('\n'), place).toHaveLength(1);
      const words = ['init', '--business', '示例店', '--data', place];
      const command = await runKacang(words, { KACANG_USER: '老板', KACANG_PASSPHRASE: 'correct horse battery' });
      expect(command.exitCode, place).toBe(3);
      expect(command.errorText).toContain(`${place} ${problem}`);
    }
    expect(readFileSync(file, 'utf8')).toBe('a file');
  });
});

describe.skipIf(process.platform === 'win32')('npm run dev', () => {
  it('opens once and stays, though it starts anew where a file of the core changes', async () => {
    const folder = path.join(newTestFolder(), 'shop');
    const dev = run(
      '--watch',
      '--watch-preserve-output',
      'scripts/dev.ts',
      '--data',
      folder,
      '--port',
      await freePort(),
    );
    await expect.poll(() => urlsIn(dev.output()).length, { timeout: 60_000 }).toBe(1);
    const { port = '' } = urlsIn(dev.output())[0] ?? {};
    const page = await fetch(`http://127.0.0.1:${port}/`);
    expect(page.status).toBe(200);
    // Vite has read its settings, and the watching has seen all there was to see, when a module of the window is there.
    const [, entry = ''] = /<script[^>]+type="module"[^>]+src="(\/[^"@]+)"/.exec(await page.text()) ?? [];
    expect((await fetch(`http://127.0.0.1:${port}${entry}`)).status).toBe(200);
    expect(dev.output()).not.toContain('Restarting');
    dev.child.kill('SIGTERM');
    await dev.ended;
  });
});
