import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { EntryPage } from '#tests/support/pages/entry.page.ts';
import { FramePage } from '#tests/support/pages/frame.page.ts';
import { screens } from '#tests/support/pages/screens.ts';
import { expect, test } from '#tests/support/web-app.ts';

const MODES = ['light', 'dark'] as const;

/** What axe calls serious or critical, as `rule: element` for a readable failure. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, target }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`));
}

test.describe('before the shop', () => {
  test.use({ shopKind: 'new' });

  for (const mode of MODES) {
    test(`first start has no serious violation, ${mode}`, async ({ app, page }) => {
      await page.emulateMedia({ colorScheme: mode });
      await page.goto(app.url);
      await expect(page.getByRole('heading').first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  }
});

test.describe('the demo shop', () => {
  test.use({ shopKind: 'demo' });

  for (const mode of MODES) {
    test(`no screen has a serious violation, ${mode}`, async ({ app, page }) => {
      test.slow();
      const frame = new FramePage(page);
      await page.emulateMedia({ colorScheme: mode, reducedMotion: 'reduce' });
      await page.goto(app.url);
      await expect(page.locator('button[type=submit]')).toBeVisible();
      const found: Record<string, string[]> = { 'sign-in': await violations(page) };
      await new EntryPage(page).signIn('correct horse battery');
      await frame.expectOpen();
      for (const screen of screens) {
        await screen.open(frame);
        await frame.expectSettled();
        found[screen.name] = await violations(page);
      }
      await frame.lock();
      await new EntryPage(page).expectLocked();
      found.locked = await violations(page);
      expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({});
    });
  }
});
