import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../../scripts/find-browser.ts';

/** A browser that is open already, so that its own start is not measured. */
export async function openBrowser(): Promise<Browser> {
  const browser = findBrowser({ mayInstall: false });
  if (typeof browser === 'string') throw new Error(browser);
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: browser.executable, args });
}

/** Opens an address and waits until the window's first screen stands there, painted. */
export async function waitUntilPainted(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.close();
}
