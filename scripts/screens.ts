import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { EntryPage } from '#tests/support/pages/entry.page.ts';
import { FramePage } from '#tests/support/pages/frame.page.ts';
import { type Screen, screens } from '#tests/support/pages/screens.ts';
import type { Language } from '#tests/support/pages/words.ts';
import { OWNER_PASSPHRASE, startWebApp } from '#tests/support/web-app.ts';
import { buildWindow, isWindowOutdated } from './build-window.ts';
import { findBrowser } from './find-browser.ts';

/**
 * `npm run screens`: a picture of every screen on the demo shop, in both languages, light and dark, at 1280×720, into the
 * folder `screens`. With names after `--`, those screens only: `npm run screens -- dashboard`.
 */
const FOLDER = 'screens';
const VIEWPORT = { width: 1280, height: 720 };
const LANGUAGES: readonly Language[] = ['zh-CN', 'en'];
const MODES = ['light', 'dark'] as const;

async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const chosen = screens.filter(({ name }) => names.length === 0 || names.includes(name));
  if (chosen.length === 0) throw new Error(`Screens: ${screens.map(({ name }) => name).join(', ')}.`);
  const found = findBrowser({ mayInstall: true });
  if (typeof found === 'string') throw new Error(found);
  if (isWindowOutdated()) await buildWindow();
  const place = mkdtempSync(path.join(os.tmpdir(), 'kacang-screens-'));
  const shop = path.join(place, 'demo');
  console.log('Filling the demo shop…');
  execFileSync(process.execPath, ['tests/support/prepare-shop.ts', shop, 'demo'], { stdio: 'inherit' });
  if (names.length === 0) rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: found.executable, args: sandbox });
  try {
    for (const language of LANGUAGES) {
      const folder = path.join(place, language);
      cpSync(shop, folder, { recursive: true });
      await picture(browser, folder, language, chosen);
    }
  } finally {
    await browser.close();
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function picture(browser: Browser, folder: string, language: Language, chosen: readonly Screen[]): Promise<void> {
  const app = await startWebApp(folder);
  const context = await browser.newContext({ viewport: VIEWPORT, locale: language, timezoneId: 'Asia/Shanghai' });
  // The person's own choices, as the window keeps them on this PC.
  await context.addInitScript((chosenLanguage) => {
    window.localStorage.setItem('kacang.language', chosenLanguage);
  }, language);
  const page = await context.newPage();
  await page.goto(app.url);
  await new EntryPage(page, language).signIn(OWNER_PASSPHRASE);
  const frame = new FramePage(page, language);
  await frame.expectOpen();
  for (const screen of chosen) {
    for (const mode of MODES) {
      await page.emulateMedia({ colorScheme: mode, reducedMotion: 'reduce' });
      await screen.open(frame);
      // Twice: on a busy machine a page may not have begun to ask when it is first looked at.
      await frame.expectSettled();
      await frame.expectSettled();
      const file = path.join(FOLDER, `${screen.name}.${language}.${mode}.png`);
      await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
      console.log(file);
    }
  }
  await context.close();
  await app.stop();
}

await main();
