import type { Page } from '@playwright/test';
import { DispensePage } from '#tests/support/pages/dispense.page.ts';
import type { FramePage } from '#tests/support/pages/frame.page.ts';
import { PurchaseOrdersPage } from '#tests/support/pages/purchase-orders.page.ts';
import { type Language, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'stocked', viewport: { width: 1280, height: 720 } });

/** Of a row, beside what lies over its end. */
const NAME_CELL = { x: 80, y: 12 };

const question = (page: Page, language: Language = 'zh-CN') =>
  page.getByRole('dialog', { name: words[language].components.leaving.title });

/** Through a link first, so that there is a page to go back to. */
async function openForm(frame: FramePage, area: 'suppliers' | 'catalog', button: string): Promise<void> {
  await frame.open(area);
  await frame.page.getByRole('button', { name: button }).first().click();
  await frame.expectSettled();
}

for (const [language, appearance] of [
  ['zh-CN', 'light'],
  ['en', 'dark'],
] as const) {
  test(`going back from a half-typed form asks first, and staying keeps it: ${language}, ${appearance}`, async ({
    frame: opened,
    page,
  }) => {
    await page.evaluate((name) => window.localStorage.setItem('kacang.appearance', name), appearance);
    await page.reload();
    await opened.expectOpen();
    const frame = language === 'en' ? await opened.chooseLanguage(language) : opened;
    const text = words[language];
    const { leaving } = text.components;
    await openForm(frame, 'suppliers', text.suppliers.new);
    const name = page.getByLabel(text.suppliers.editor.name, { exact: true });
    await name.fill('半途而废卡商');

    await page.goBack();
    const asked = question(page, language);
    await expect(asked.getByRole('button', { name: leaving.stay })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(asked).toBeHidden();
    await expect(name).toHaveValue('半途而废卡商');

    await page.goBack();
    await expect(asked).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(asked).toBeHidden();
    await expect(name).toHaveValue('半途而废卡商');

    await page.goBack();
    await asked.getByRole('button', { name: leaving.leave }).click();
    await expect(page).toHaveURL(/#\/dashboard/);
    await expect(asked).toBeHidden();
  });
}

for (const close of ['Esc', 'the cross'] as const) {
  test(`a half-typed form is not closed by ${close} before it was asked`, async ({ frame, page }) => {
    const text = words['zh-CN'];
    const { leaving } = text.components;
    await openForm(frame, 'suppliers', text.suppliers.new);
    const name = page.getByLabel(text.suppliers.editor.name, { exact: true });
    const press = () => (close === 'Esc' ? page.keyboard.press('Escape') : page.locator('.ant-drawer-close').click());
    await name.fill('半途而废卡商');
    await press();
    await expect(question(page).getByRole('button', { name: leaving.stay })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(question(page)).toBeHidden();
    await expect(name).toHaveValue('半途而废卡商');

    await press();
    await question(page).getByRole('button', { name: leaving.leave }).click();
    await expect(name).toBeHidden();
    await expect(question(page)).toBeHidden();
    await page.getByRole('button', { name: text.suppliers.new }).first().click();
    await expect(name).toHaveValue('');
    await press();
    await expect(name).toBeHidden();
    await expect(question(page)).toHaveCount(0);
  });
}

test('a dialog asks at Esc, and its cancel button is an answer already', async ({ frame, page }) => {
  const text = words['zh-CN'];
  await frame.open('dispense');
  await page.getByRole('link', { name: text.sales.toShops }).click();
  const dialog = page.getByRole('dialog').filter({ hasText: text.sales.shops.name });
  const open = () => page.getByRole('button', { name: text.sales.shops.new }).first().click();
  await open();
  await dialog.getByRole('textbox').first().fill('半途而废店');
  await page.keyboard.press('Escape');
  await question(page).getByRole('button', { name: text.components.leaving.stay }).click();
  await expect(dialog.getByRole('textbox').first()).toHaveValue('半途而废店');
  await dialog.locator('.ant-modal-footer').getByRole('button').first().click();
  await expect(dialog).toBeHidden();
  await expect(question(page)).toHaveCount(0);
});

test.describe('beside a list', () => {
  test.use({ shopKind: 'demo' });

  test('another row asks before the form beside the list is replaced', async ({ frame, page }) => {
    const text = words['zh-CN'].replenishment;
    await frame.open('replenishment');
    const rows = page.getByRole('grid').getByRole('row');
    await rows.nth(1).click({ position: NAME_CELL });
    const drawer = page.getByRole('dialog').filter({ hasText: text.drawer.rule });
    const minimum = drawer.getByLabel(text.rule.minimum, { exact: true });
    await minimum.fill('200');
    await rows.nth(2).click({ position: NAME_CELL });
    await question(page).getByRole('button', { name: words['zh-CN'].components.leaving.stay }).click();
    await expect(minimum).toHaveValue('200');
    await rows.nth(2).click({ position: NAME_CELL });
    await question(page).getByRole('button', { name: words['zh-CN'].components.leaving.leave }).click();
    await expect(minimum).not.toHaveValue('200');
  });
});

test('signing out asks while something is typed', async ({ frame, page }) => {
  const text = words['zh-CN'];
  const dispense = new DispensePage(frame);
  await frame.open('dispense');
  await dispense.fill({ shop: '闲鱼一店', number: 'T-9', sku: 'STEAM-50', quantity: 1, total: '50' });
  await frame.signOut();
  await question(page).getByRole('button', { name: text.components.leaving.stay }).click();
  await expect(dispense.orderNumber).toHaveValue('T-9');
  await frame.signOut();
  await question(page).getByRole('button', { name: text.components.leaving.leave }).click();
  await expect(dispense.orderNumber).toBeHidden();
  await expect(question(page)).toHaveCount(0);
});

test('a form in which nothing was typed, or typed and taken out again, is left without a question', async ({
  frame,
  page,
}) => {
  const text = words['zh-CN'];
  await openForm(frame, 'suppliers', text.suppliers.new);
  await page.goBack();
  await expect(page).toHaveURL(/#\/dashboard/);
  await openForm(frame, 'suppliers', text.suppliers.new);
  const name = page.getByLabel(text.suppliers.editor.name, { exact: true });
  await name.fill('x');
  await name.fill('');
  await page.goBack();
  await expect(page).toHaveURL(/#\/dashboard/);
  await expect(question(page)).toHaveCount(0);
});

test('Ctrl+K and the shortcuts ask too, and what was saved is left without a question', async ({ frame, page }) => {
  const text = words['zh-CN'];
  await openForm(frame, 'suppliers', text.suppliers.new);
  await page.getByLabel(text.suppliers.editor.name, { exact: true }).fill('新卡商');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: text.shell.palette.title }).fill(text.shell.nav.audit);
  await page.keyboard.press('Enter');
  await expect(question(page)).toBeVisible();
  await question(page).getByRole('button', { name: text.components.leaving.stay }).click();
  await page.getByRole('button', { name: text.suppliers.editor.create, exact: true }).click();
  await expect(page.getByRole('dialog').filter({ hasText: '新卡商' })).toBeVisible();
  await frame.open('audit');
  await expect(page).toHaveURL(/#\/audit/);
  await expect(question(page)).toHaveCount(0);
});

test('an order form and a chosen product are typed input as well', async ({ frame, page }) => {
  const text = words['zh-CN'];
  const orders = new PurchaseOrdersPage(frame);
  await frame.open('purchasing');
  await page.getByRole('button', { name: text.purchaseOrders.new }).first().click();
  const editor = page.getByRole('dialog', { name: text.purchaseOrders.editor.newTitle });
  await editor.getByRole('combobox', { name: text.purchaseOrders.editor.supplier, exact: true }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '诚信卡商' }).first().click();
  await page.goBack();
  await expect(question(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(editor).toBeVisible();
  await orders.fillDraft('诚信卡商', 'STEAM-50', 10, '47.5');
  await expect(orders.drawer).toContainText('诚信卡商');
  await frame.open('inventory');
  await expect(page).toHaveURL(/#\/inventory/);
});

test('the dispense form asks while an order is typed, and not once it is served', async ({ frame, page }) => {
  const dispense = new DispensePage(frame);
  await frame.open('dispense');
  await dispense.fill({ shop: '闲鱼一店', number: 'T-1', sku: 'STEAM-50', quantity: 1, total: '50' });
  await frame.open('inventory');
  await expect(question(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dispense.orderNumber).toHaveValue('T-1');
  await dispense.submit(1);
  await dispense.secretsOf(1);
  await frame.open('inventory');
  await expect(page).toHaveURL(/#\/inventory/);
  await expect(question(page)).toHaveCount(0);
});

test('closing the window asks while something is typed, and only then', async ({ frame, page }) => {
  const text = words['zh-CN'];
  const asks = () => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  expect(await asks()).toBe(false);
  await openForm(frame, 'suppliers', text.suppliers.new);
  expect(await asks()).toBe(false);
  await page.getByLabel(text.suppliers.editor.name, { exact: true }).fill('半途而废卡商');
  expect(await asks()).toBe(true);
});

test('the files of the import wizard outlive another page, but not the window', async ({ frame, page }) => {
  const asks = () => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  await frame.open('imports');
  await frame.goTo('/imports/new');
  expect(await asks()).toBe(false);
  const file = {
    name: '新卡.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('卡号,卡密\n7000000001,PW-1\n7000000002,PW-2\n'),
  };
  await page.locator('input[type="file"]').first().setInputFiles(file);
  await expect(page.getByText('新卡.csv').first()).toBeVisible();
  expect(await asks()).toBe(true);
  await frame.open('inventory');
  await expect(page).toHaveURL(/#\/inventory/);
  await expect(question(page)).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText('新卡.csv').first()).toBeVisible();
});
