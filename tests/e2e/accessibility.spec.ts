import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { FramePage } from '#tests/support/pages/frame.page.ts';
import { screens } from '#tests/support/pages/screens.ts';
import { SuppliersPage } from '#tests/support/pages/suppliers.page.ts';
import { expect, OWNER_PASSPHRASE, test } from '#tests/support/web-app.ts';

const MODES = ['light', 'dark'] as const;
type Mode = (typeof MODES)[number];
const SCREENS_PER_WALK = 14;
/** For opening a screen and looking at it in both modes, on a machine that does other work besides. */
const SECONDS_PER_SCREEN = 30;
/** More than a change of mode takes until the first transition has begun. */
const QUIET_FRAMES = 6;

function otherMode(mode: Mode): Mode {
  return mode === 'light' ? 'dark' : 'light';
}

/** Changes the mode and waits until it is on: a colour on its way from one mode to the other is neither's. */
async function wear(page: Page, mode: Mode): Promise<void> {
  if (await page.evaluate((wanted) => document.documentElement.dataset.mode === wanted, mode)) return;
  await page.emulateMedia({ colorScheme: mode });
  await page.waitForFunction((wanted) => document.documentElement.dataset.mode === wanted, mode);
  // The styles change in one frame, transitions begin in a later one: a drawer fades its text from mode to mode. Each is
  // brought to its end at once; drawing all of a page anew for every step of them takes longer than the checks.
  await page.evaluate(async (quietFrames) => {
    const isUnderWay = ({ effect, playState }: Animation): boolean =>
      playState !== 'finished' && Number.isFinite(effect?.getComputedTiming().endTime);
    for (let quiet = 0; quiet < quietFrames; ) {
      await new Promise(requestAnimationFrame);
      const moving = document.getAnimations().filter(isUnderWay);
      for (const animation of moving) animation.finish();
      quiet = moving.length > 0 ? 0 : quiet + 1;
    }
  }, QUIET_FRAMES);
}

/** What axe calls serious or critical, as `rule: element` for a readable failure. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  // There are no frames within the page: axe need not open another tab for what it found in each.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations: found } = await (rules ? axe.withRules(rules) : axe).analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ any, html, target }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)} ${any[0]?.message ?? ''}`),
    );
}

/**
 * What one must scroll sideways to read on the smallest screen that we promise, lists being as long as they are in a shop of
 * some years: with the bar at their side.
 */
async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    for (const { parentElement } of document.querySelectorAll('[role=grid]')) {
      if (parentElement) parentElement.style.overflowY = 'scroll';
    }
    return [...document.querySelectorAll<HTMLElement>('*')]
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX))
      .map((element) => `${element.className}: ${element.scrollWidth - element.clientWidth} px`);
  });
}

test.describe('before the shop', () => {
  test.use({ shopKind: 'new' });

  for (const mode of MODES) {
    test(`first start has no serious violation, ${mode}`, async ({ app, page }) => {
      await page.goto(app.url);
      await wear(page, mode);
      await expect(page.getByRole('heading').first()).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  }
});

// As on the first day of a month: the demo shop has something in the one that runs.
test('the account of a supplier without an entry has no serious violation', async ({ frame, page }) => {
  const suppliers = new SuppliersPage(frame);
  await suppliers.open();
  await suppliers.create('星辰批发');
  await expect(page.locator('dl').filter({ hasText: /账期/ })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test.describe('the demo shop', () => {
  test.use({ shopKind: 'demo' });

  /** What is wrong with one screen in the mode it is in and in the other one, where only the colours are others. */
  async function look(page: Page, screen: string, mode: Mode): Promise<Record<string, string[]>> {
    await wear(page, mode);
    const here = await violations(page);
    const other = otherMode(mode);
    await wear(page, other);
    const there = await violations(page, ['color-contrast']);
    return {
      ...(here.length > 0 && { [`${screen}, ${mode}`]: here }),
      ...(there.length > 0 && { [`${screen}, ${other}`]: there }),
    };
  }

  test('neither signing in nor the locked window has a serious violation', async ({ app, page }) => {
    const frame = new FramePage(page);
    await page.goto(app.url);
    await expect(frame.entry.signInAction).toBeVisible();
    expect(await look(page, 'sign-in', 'light')).toEqual({});
    await frame.entry.signIn(OWNER_PASSPHRASE);
    await frame.expectOpen();
    await frame.lock();
    await frame.entry.expectLocked();
    expect(await look(page, 'locked', 'dark')).toEqual({});
  });

  // In parts, so that the browsers share the walk and one slow screen does not use up the time of all.
  for (let from = 0; from < screens.length; from += SCREENS_PER_WALK) {
    const part = screens.slice(from, from + SCREENS_PER_WALK);
    test(`no serious violation from ${part[0]?.name} to ${part.at(-1)?.name}`, async ({ frame, page }) => {
      test.setTimeout(part.length * SECONDS_PER_SCREEN * 1000);
      const found: Record<string, string[]> = {};
      let mode: Mode = 'light';
      await wear(page, mode);
      for (const screen of part) {
        await screen.open(frame);
        await frame.expectSettled();
        Object.assign(found, await look(page, screen.name, mode));
        const wide = await tooWide(page);
        if (wide.length > 0) found[`${screen.name}, scrolls sideways`] = wide;
        // The next screen is looked at first in the mode that is on.
        mode = otherMode(mode);
      }
      expect(found).toEqual({});
    });
  }

  test('the lists of buying, selling and the month fit 1366 by 768 at 125 %', async ({ frame, page }) => {
    test.slow();
    await page.setViewportSize({ width: 1093, height: 614 });
    const wide: Record<string, string[]> = {};
    for (const route of [
      '/offers/compare?sku=1',
      '/offers',
      '/offers/lists',
      '/purchase-orders',
      '/suppliers',
      '/suppliers/corrections',
      '/suppliers/invoices',
      '/suppliers/money',
      '/suppliers/money?view=dues',
      '/suppliers/money?view=rebates',
      '/dispense/deliveries',
      '/imports',
      '/inventory/batches',
      '/reconciliation',
    ]) {
      await frame.goTo(route);
      await frame.expectSettled();
      await expect(page.getByRole('grid').getByRole('row').nth(1)).toBeVisible();
      const found = await tooWide(page);
      if (found.length > 0) wide[route] = found;
    }
    expect(wide).toEqual({});
  });
});
