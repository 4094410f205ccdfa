import type { BrowserContext, Locator, Page } from '@playwright/test';
import { choose } from '#tests/support/pages/choose.ts';
import { DispensePage } from '#tests/support/pages/dispense.page.ts';
import { EntryPage } from '#tests/support/pages/entry.page.ts';
import { FramePage } from '#tests/support/pages/frame.page.ts';
import { ImportsPage } from '#tests/support/pages/imports.page.ts';
import { UsersPage } from '#tests/support/pages/users.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { CLERK, expect, test, type WebApp } from '#tests/support/web-app.ts';

const text = words['zh-CN'];

test.use({ shopKind: 'stocked' });

/** A second window, in which the clerk is signed in. */
async function clerkBeside(app: WebApp, context: BrowserContext): Promise<FramePage> {
  const page = await context.newPage();
  await page.goto(await app.openAgain());
  await new EntryPage(page).signIn(CLERK.passphrase, CLERK.name);
  const clerk = new FramePage(page);
  await clerk.expectOpen();
  return clerk;
}

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

  test('sees what is there and what was sold, but not what it cost', async ({ page }) => {
    const frame = new FramePage(page);
    await frame.expectSettled();
    const figures = page.getByRole('main').getByRole('term');
    await expect(figures.filter({ hasText: text.dashboard.figures.stockKeys }).first()).toBeVisible();
    await expect(figures.filter({ hasText: new RegExp(`^${text.dashboard.figures.stock}$`) })).toHaveCount(0);
    await frame.goTo('/inventory');
    await frame.expectSettled();
    const heads = page.getByRole('columnheader');
    await expect(heads.filter({ hasText: text.inventory.columns.available })).toHaveCount(1);
    await expect(heads.filter({ hasText: text.inventory.columns.value })).toHaveCount(0);
    await frame.goTo('/inventory/keys');
    await frame.expectSettled();
    await expect(page.getByLabel(text.inventory.filters.batch, { exact: true })).toBeVisible();
    await choose(page, text.inventory.filters.supplier, '诚信卡商');
    await expect(page).toHaveURL(/supplier=1/);
    await expect(page.getByRole('main').getByRole('row').filter({ hasText: 'STEAM-50' }).first()).toBeVisible();
    const dispense = new DispensePage(frame);
    await dispense.open();
    await dispense.fill({ shop: '闲鱼一店', number: 'T-1', sku: 'STEAM-50', quantity: 2, total: '104' });
    await dispense.submit(2);
    await dispense.secretsOf(2);
    await frame.goTo('/dispense/deliveries');
    await frame.expectSettled();
    await expect(heads.filter({ hasText: text.sales.columns.revenue })).toHaveCount(1);
    await expect(heads.filter({ hasText: text.sales.columns.profit })).toHaveCount(0);
  });

  test('reveals up to the limit of the day and not beyond, and every look is recorded', async ({ page }) => {
    const frame = new FramePage(page);
    await frame.goTo('/inventory/keys');
    await frame.expectSettled();
    for (let count = 1; count <= CLERK.revealsADay + 1; count += 1) {
      await page.getByRole('main').getByRole('row').nth(count).click();
      const drawer = page.getByRole('dialog').filter({ hasText: text.inventory.key.plain });
      await drawer.getByRole('button', { name: text.inventory.key.reveal, exact: true }).click();
      const question = page.getByRole('dialog').filter({ hasText: text.inventory.acts.revealText });
      await question.getByRole('button', { name: filled(text.inventory.acts.reveal_other, { count: 1 }) }).click();
      await expect(question).toBeHidden();
      const shown = drawer.getByText(/^[2-9A-HJ-NP-Z]{16}$/);
      if (count <= CLERK.revealsADay) {
        await expect(shown).toBeVisible();
      } else {
        await expect(page.getByText(/额度是 2 张，已用 2 张/)).toBeVisible();
        await expect(shown).toHaveCount(0);
      }
      await page.keyboard.press('Escape');
      await expect(drawer).toBeHidden();
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

test('a clerk who may import chooses the supplier and types a cost; what a sheet says of costs is not told', async ({
  app,
  frame,
  context,
}) => {
  test.slow();
  const users = new UsersPage(frame);
  await users.open();
  await users.openPerson(CLERK.name);
  await users.setAnswer('keys.import', 'granted');
  await users.save();

  const clerk = await clerkBeside(app, context);
  const clerkPage = clerk.page;
  const imports = new ImportsPage(clerk);
  await imports.openWizard();
  const bytes = Buffer.from('卡号,卡密,进价\r\n0001000200030091,AB12-CD34-EF91,48\r\n');
  await imports.addFile({ name: '点卡.csv', bytes });
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  const cost = clerkPage.locator('dl > div').filter({ hasText: text.imports.check.totalCost });
  await expect(cost).toContainText('47.50');
  await clerkPage.getByText(text.imports.receipt.costBy.column, { exact: true }).click();
  await expect(cost).toHaveCount(0);
  await expect(imports.count('accepted')).toHaveText('1');
  await imports.postAction(1).click();
  await imports.expectPosted(1);
});

test('a clerk who may not know suppliers is told so where one is asked for', async ({ app, frame, context }) => {
  test.slow();
  const users = new UsersPage(frame);
  await users.open();
  await users.openPerson(CLERK.name);
  await users.setAnswer('stock.read', 'denied');
  await users.setAnswer('keys.dispense', 'denied');
  await users.setAnswer('purchasing.edit', 'granted');
  await users.save();

  const clerk = await clerkBeside(app, context);
  const clerkPage = clerk.page;
  await clerk.goTo('/offers/import');
  const supplier = clerkPage.getByRole('combobox', { name: text.offers.importing.supplier, exact: true });
  await expect(supplier).toBeDisabled();
  await expect(clerkPage.getByText(text.suppliers.select.denied)).toBeVisible();
});

const RUNNING = {
  id: '00000000-0000-4000-8000-000000000001',
  kind: 'import-keys',
  subject: '点卡.csv',
  state: 'running',
  done: 10,
  total: 100,
  startedAt: 1_796_000_000_000,
  endedAt: null,
  result: null,
  error: null,
};

/** The window of a clerk, or the owner's, that is told of one running job. */
async function stopsOf(page: Page, isOwn: boolean): Promise<Locator> {
  await page.route(/\/jobs\/list/, async (route) => {
    const response = await route.fetch();
    const body: object = await response.json();
    await route.fulfill({ response, json: { ...body, json: [{ ...RUNNING, isOwn }] } });
  });
  await page.reload();
  await page.getByRole('button', { name: filled(text.shell.topBar.jobsRunning_other, { count: 1 }) }).click();
  await expect(page.getByText(RUNNING.subject)).toBeVisible();
  return page.getByRole('button', { name: text.shell.jobs.cancel, exact: true });
}

test.describe('the stop of a running job', () => {
  test('is shown to whoever started it, and to nobody else without the right to administer the shop', async ({
    app,
    page,
  }) => {
    await page.goto(app.url);
    await new EntryPage(page).signIn(CLERK.passphrase, CLERK.name);
    await new FramePage(page).expectOpen();
    await expect(await stopsOf(page, false)).toHaveCount(0);
    await page.unrouteAll();
    await expect(await stopsOf(page, true)).toBeVisible();
  });

  test('is shown to the owner, whoever started it', async ({ frame }) => {
    await expect(await stopsOf(frame.page, false)).toBeVisible();
  });
});
