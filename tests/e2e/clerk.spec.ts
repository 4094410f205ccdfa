import { DispensePage } from '#tests/support/pages/dispense.page.ts';
import { EntryPage } from '#tests/support/pages/entry.page.ts';
import { FramePage } from '#tests/support/pages/frame.page.ts';
import { words } from '#tests/support/pages/words.ts';
import { CLERK, expect, test } from '#tests/support/web-app.ts';

const text = words['zh-CN'];

test.use({ shopKind: 'stocked' });

test.describe('a clerk', () => {
  test.beforeEach(async ({ app, page }) => {
    await page.goto(app.url);
    await new EntryPage(page).signIn(CLERK.passphrase, CLERK.name);
    await new FramePage(page).expectOpen();
  });

  test('sees what the work needs, and is told which right a screen asks for', async ({ page }) => {
    const frame = new FramePage(page);
    await expect(frame.entryOf('dispense')).toBeVisible();
    for (const hidden of ['imports', 'suppliers', 'reconciliation', 'audit', 'users'] as const) {
      await expect(frame.entryOf(hidden)).toHaveCount(0);
    }
    for (const path of ['/imports', '/imports/new', '/suppliers']) {
      await frame.goTo(path);
      await expect(page.getByText(text.shell.states.deniedTitle)).toBeVisible();
    }
  });

  test('sells, but gives nothing away', async ({ page }) => {
    const dispense = new DispensePage(new FramePage(page));
    await dispense.open();
    await expect(dispense.form.getByText(text.sales.purposes.sale, { exact: true })).toBeVisible();
    await expect(dispense.form.getByText(text.sales.purposes.gift, { exact: true })).toHaveCount(0);
    await dispense.fill({ shop: '闲鱼一店', number: 'XY-CLERK-1', sku: 'STEAM-50', quantity: 1 });
    await dispense.submit(1);
    expect(await dispense.secretsOf(1)).toHaveLength(1);
  });
});
