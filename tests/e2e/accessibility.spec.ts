import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { FramePage } from '#tests/support/pages/frame.page.ts';
import { screens } from '#tests/support/pages/screens.ts';
import { expect, OWNER_PASSPHRASE, test } from '#tests/support/web-app.ts';

const MODES = ['light', 'dark'] as const;

/** What axe calls serious or critical, as `rule: element` for a readable failure. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  // There are no frames within the page: axe need not open another tab for what it found in each.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations: found } = await (rules ? axe.withRules(rules) : axe).analyze();
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

  test('no screen has a serious violation, light or dark', async ({ app, page }) => {
    // Some forty screens, looked at twice each.
    test.setTimeout(420_000);
    const frame = new FramePage(page);
    const found: Record<string, string[]> = {};
    async function look(screen: string): Promise<void> {
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
      found[`${screen}, light`] = await violations(page);
      // In the dark only the colours are others.
      await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
      found[`${screen}, dark`] = await violations(page, ['color-contrast']);
    }
    await page.goto(app.url);
    await expect(frame.entry.signInAction).toBeVisible();
    await look('sign-in');
    await frame.entry.signIn(OWNER_PASSPHRASE);
    await frame.expectOpen();
    for (const screen of screens) {
      await screen.open(frame);
      await frame.expectSettled();
      await look(screen.name);
    }
    await frame.goTo('/settings');
    await frame.expectSettled();
    await frame.lock();
    await frame.entry.expectLocked();
    await look('locked');
    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({});
  });
});
