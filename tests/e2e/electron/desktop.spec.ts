import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test as base, type ElectronApplication, _electron as electron, expect } from '@playwright/test';
import { EntryPage } from '#tests/support/pages/entry.page.ts';
import { FramePage } from '#tests/support/pages/frame.page.ts';

const PROGRAM = path.resolve('.');
const PASSPHRASE = 'seven green lanterns';

/** The desktop on a folder of its own, started as `npm start` does. KACANG_ELECTRON names the binary. */
const test = base.extend<{ folder: string; desktop: ElectronApplication }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  async folder({}, use) {
    const place = mkdtempSync(path.join(os.tmpdir(), 'kacang-desktop-'));
    await use(path.join(place, 'data'));
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  },
  async desktop({ folder }, use) {
    const desktop = await launch(folder);
    await use(desktop);
    await desktop.close();
  },
});

function launch(folder: string): Promise<ElectronApplication> {
  return electron.launch({
    executablePath: process.env.KACANG_ELECTRON,
    args: [PROGRAM, '--data', folder],
    env: { ...process.env, LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' } as Record<string, string>,
  });
}

test('makes a shop in the desktop window and signs in again after it was closed', async ({ desktop, folder }) => {
  const page = await desktop.firstWindow();
  const entry = new EntryPage(page);
  await entry.fillOwner('王老板', PASSPHRASE);
  await entry.fillBusiness('示例卡铺');
  await entry.skipBackupPlace();
  await entry.confirmRecoveryCode(await entry.readRecoveryCode());
  await new FramePage(page).expectOpen();
  await desktop.close();

  const again = await launch(folder);
  const window = await again.firstWindow();
  await new EntryPage(window).signIn(PASSPHRASE);
  await new FramePage(window).expectOpen();
  await again.close();
});

test('shows a window without Node, on its own scheme, that goes nowhere else', async ({ desktop }) => {
  const page = await desktop.firstWindow();
  expect(page.url()).toMatch(/^app:\/\//);
  const found = await page.evaluate(() => ({
    hasRequire: 'require' in globalThis,
    hasProcess: 'process' in globalThis,
    opened: window.open('https://example.com/') !== null,
  }));
  expect(found).toEqual({ hasRequire: false, hasProcess: false, opened: false });
  const before = page.url();
  await page.evaluate(() => window.location.assign('https://example.com/'));
  await expect.poll(() => page.url()).toBe(before);
  expect(desktop.windows()).toHaveLength(1);
});

test('keeps the sandbox, isolation and permissions closed', async ({ desktop }) => {
  await desktop.firstWindow();
  const preferences = await desktop.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Not in the public types; what the window was really made with.
    const contents = window?.webContents as { getLastWebPreferences?(): Record<string, unknown> } | undefined;
    return contents?.getLastWebPreferences?.() ?? {};
  });
  expect(preferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false });
});
