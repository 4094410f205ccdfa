import { readFileSync } from 'node:fs';
import { choose } from '#tests/support/pages/choose.ts';
import { DispensePage } from '#tests/support/pages/dispense.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

const text = words['zh-CN'].sales;
const ORDER = { shop: '闲鱼一店', sku: 'STEAM-50', number: 'XY20261121001', quantity: 2, total: '98' };

test.use({ shopKind: 'stocked' });

test('an order is served once, shown again, and goes on only as a reissue', async ({ frame, page }) => {
  const dispense = new DispensePage(frame);
  await dispense.open();
  await dispense.fill(ORDER);
  await dispense.submit(2);
  const first = await dispense.secretsOf(2);
  expect(new Set(first).size).toBe(2);

  await dispense.result(2).getByRole('button', { name: text.result.next }).click();
  await dispense.fill(ORDER);
  await dispense.submit(2);
  await expect(dispense.served).toContainText('老板');
  await expect(dispense.served).toContainText(text.served.complete);
  await expect(dispense.served.getByRole('button', { name: /^提剩下/ })).toHaveCount(0);
  await dispense.showAgain();
  expect(await dispense.secretsOf(2)).toEqual(first);

  await dispense.reissue(2);
  await expect(dispense.served).toBeHidden();
  await expect(dispense.result(2).locator('pre')).not.toContainText(first[0] ?? 'a key');
  const second = await dispense.secretsOf(2);
  expect(new Set([...first, ...second]).size).toBe(4);

  await dispense.openDeliveries();
  const rows = page.getByRole('row').filter({ hasText: ORDER.number });
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: text.kinds.reissue })).toHaveCount(1);
  await rows.filter({ hasText: text.kinds.sale }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: text.details.show }).click();
  await expect(drawer.locator('pre')).toContainText(first[0] ?? 'a key');
});

test('what is available is counted anew after every order', async ({ frame }) => {
  const dispense = new DispensePage(frame);
  await dispense.open();
  await dispense.fill({ ...ORDER, number: 'XY20261121007' });
  const before = await dispense.available();
  await dispense.submit(2);
  await expect.poll(() => dispense.available()).toBe(before - 2);
  await dispense.result(2).getByRole('button', { name: text.result.next }).click();
  expect(await dispense.available()).toBe(before - 2);
});

test('a part of an order is handed out, and what is missing of it by one button', async ({ frame, page }) => {
  const dispense = new DispensePage(frame);
  await dispense.open();
  await dispense.fill({ ...ORDER, ordered: 5, total: undefined });
  await expect(dispense.form.getByText(text.form.atSalePrice)).toBeVisible();
  await expect(dispense.form.getByRole('textbox', { name: text.form.orderTotal })).toHaveAttribute(
    'placeholder',
    '260.00',
  );
  await dispense.submit(2);
  const first = await dispense.secretsOf(2);
  await dispense.result(2).getByRole('button', { name: text.result.next }).click();

  await dispense.fill({ ...ORDER, quantity: 1 });
  await dispense.submit(1);
  await expect(dispense.served).toContainText(filled(text.served.undelivered_other, { count: 3 }));
  await expect(dispense.served).toContainText('共订 5 张，已提 2 张');
  await dispense.completeRest(3);
  const rest = await dispense.secretsOf(3);
  expect(new Set([...first, ...rest]).size).toBe(5);

  await dispense.submit(1);
  await expect(dispense.served).toContainText(text.served.complete);
  await dispense.showAgain();
  await expect(page.locator('pre').first()).toContainText(first[0] ?? 'a key');
  await dispense.openDeliveries();
  const rows = page.getByRole('row').filter({ hasText: ORDER.number });
  // Three of five at the sale price, though the total was not typed.
  await expect(rows.filter({ hasText: text.kinds.rest })).toContainText('156.00');
});

test('keys come from what is held for the buyer, and more than one dispense holds is said at once', async ({
  frame,
  page,
}) => {
  const inventory = words['zh-CN'].inventory;
  await frame.goTo('/inventory/reservations');
  await page.getByRole('button', { name: inventory.acts.reserve }).first().click();
  const dialog = page.getByRole('dialog');
  await choose(dialog, inventory.columns.sku, ORDER.sku);
  await dialog.getByRole('spinbutton', { name: inventory.acts.quantity }).fill('4');
  await dialog.getByRole('textbox', { name: inventory.acts.buyer }).fill('老客户');
  await dialog.getByRole('textbox', { name: inventory.acts.note }).fill('周末来取');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row').filter({ hasText: '老客户' })).toContainText('周末来取');

  const dispense = new DispensePage(frame);
  await dispense.open();
  await dispense.form.getByText(text.form.more).click();
  await choose(dispense.form, text.form.reservation, '老客户');
  await expect(dispense.form.getByRole('textbox', { name: text.form.buyer })).toHaveValue('老客户');
  // Neither the order nor what was paid: Enter hands nothing out.
  await expect(dispense.form.getByText(text.form.orderMissing)).toBeVisible();
  await dispense.form.getByRole('textbox', { name: text.form.orderTotal }).fill('120');
  await dispense.submit(4);
  expect(await dispense.secretsOf(4)).toHaveLength(4);
  await dispense.result(4).getByRole('button', { name: text.result.next }).click();
  await dispense.form.getByRole('spinbutton', { name: text.form.quantity }).fill('1001');
  await expect(dispense.form.getByRole('alert')).toContainText('1,000');
});

test('keys placed with a delivery tool are recorded as sold, or taken back', async ({ frame, page }) => {
  const inventory = words['zh-CN'].inventory;
  await frame.goTo('/inventory/keys');
  const grid = page.getByRole('grid', { name: inventory.tabs.keys });
  const keys = grid.getByRole('row').filter({ has: page.getByRole('checkbox') });
  for (const index of [1, 2, 3]) await keys.nth(index).getByRole('checkbox').click();
  await page.getByRole('button', { name: inventory.acts.export }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'csv', exact: true }).click();
  const question = page.getByRole('dialog').filter({ hasText: inventory.acts.exportText });
  await question.locator('.ant-btn-primary').click();
  await download;

  await frame.goTo('/inventory/keys?state=placed');
  await expect(grid.getByText(words['zh-CN'].components.keyStates.placed)).toHaveCount(3);
  // What was chosen stays chosen.
  for (const index of [1, 2, 3])
    await keys
      .nth(index)
      .getByRole('checkbox')
      .setChecked(index < 3);
  const record = filled(text.placed.record_other, { count: 2 });
  await page.getByRole('button', { name: record, exact: true }).click();
  const paper = page.getByRole('dialog');
  await choose(paper, text.form.shop, ORDER.shop);
  await paper.getByRole('textbox', { name: text.form.orderNumber }).fill('TB-AUTO-1');
  await paper.getByRole('textbox', { name: text.form.orderTotal }).fill('99');
  await paper.getByRole('button', { name: record, exact: true }).click();
  await expect(paper).toBeHidden();
  await expect(grid.getByText(words['zh-CN'].components.keyStates.placed)).toHaveCount(1);

  await keys.nth(1).getByRole('checkbox').setChecked(true);
  const takeBack = filled(inventory.acts.takeBack_other, { count: 1 });
  await page.getByRole('button', { name: takeBack, exact: true }).click();
  await paper.getByRole('textbox', { name: inventory.acts.reason }).fill('下架');
  await paper.getByRole('button', { name: takeBack, exact: true }).click();
  await expect(grid.getByText(words['zh-CN'].components.keyStates.placed)).toHaveCount(0);
  await frame.goTo('/dispense/deliveries');
  await expect(page.getByRole('row').filter({ hasText: 'TB-AUTO-1' })).toContainText('99');
});

test('the keys of an order go into a file as they are', async ({ frame, page }) => {
  const dispense = new DispensePage(frame);
  await dispense.open();
  await dispense.fill({ ...ORDER, quantity: 3 });
  await dispense.submit(3);
  const secrets = await dispense.secretsOf(3);
  expect(secrets).toHaveLength(3);
  await dispense.result(3).getByRole('button', { name: text.result.export }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'txt', exact: true }).click();
  const file = readFileSync(await (await download).path(), 'utf8');
  for (const secret of secrets) expect(file).toContain(secret);
});

test('more than there is takes nothing', async ({ frame, page }) => {
  const dispense = new DispensePage(frame);
  await dispense.open();
  await dispense.fill({ ...ORDER, quantity: 121 });
  await dispense.submit(121);
  await expect(page.getByText(/能提的只有 120 张/)).toBeVisible();
  await dispense.openDeliveries();
  await expect(page.getByText(text.list.empty)).toBeVisible();
});

test('an order is served by the keyboard alone', async ({ frame, page }) => {
  const dispense = new DispensePage(frame);
  await frame.expectOpen();
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(dispense.form.getByRole('combobox', { name: text.form.shop })).toBeFocused();
  await page.keyboard.type('闲鱼');
  await expect(page.getByRole('option', { name: '闲鱼一店' })).toBeAttached();
  await page.keyboard.press('Enter');
  await frame.tabTo(dispense.orderNumber);
  await page.keyboard.type('XY20261121002');
  await frame.tabTo(dispense.form.getByRole('combobox', { name: text.form.sku }));
  await page.keyboard.type('STEAM');
  await expect(page.getByText('STEAM-50').last()).toBeVisible();
  await page.keyboard.press('Enter');
  await frame.tabTo(dispense.form.getByRole('spinbutton', { name: text.form.quantity }));
  await page.keyboard.press('Enter');
  const [secret] = await dispense.secretsOf(1);
  expect(secret).toBeTruthy();
  await expect(dispense.result(1).getByRole('button', { name: text.result.copy })).toBeFocused();
});

test('two tabs at once hand out different keys, and one order only once', async ({ frame }) => {
  const otherFrame = await frame.openTab();
  const dispense = new DispensePage(frame);
  const second = new DispensePage(otherFrame);
  await second.open();
  await frame.bringToFront();
  await dispense.open();
  await dispense.fill(ORDER);
  await otherFrame.bringToFront();
  await second.fill({ ...ORDER, number: 'XY20261121003' });
  await Promise.all([dispense.submit(2), second.submit(2)]);
  const keys = [...(await dispense.secretsOf(2)), ...(await second.secretsOf(2))];
  expect(new Set(keys).size).toBe(4);

  await second.result(2).getByRole('button', { name: text.result.next }).click();
  await second.fill(ORDER);
  await second.submit(2);
  await expect(second.served).toBeVisible();
});

test('what was typed is still there after the window was locked, and keys are put away', async ({ frame }) => {
  const dispense = new DispensePage(frame);
  await dispense.open();
  await dispense.fill(ORDER);
  await dispense.submit(2);
  await dispense.secretsOf(2);
  await dispense.orderNumber.fill('XY-HALF-TYPED');
  await frame.lock();
  await frame.entry.expectLocked();
  await frame.entry.unlock('correct horse battery');
  await expect(dispense.orderNumber).toHaveValue('XY-HALF-TYPED');
  await expect(frame.page.locator('pre')).toHaveCount(0);
  await expect(frame.page.getByText(text.result.lockedAway)).toBeVisible();
});

test('the first order is sold in a shop that is made of its typed name', async ({ frame, page }) => {
  const dispense = new DispensePage(frame);
  await dispense.open();
  const shop = dispense.form.getByRole('combobox', { name: text.form.shop });
  await shop.fill('刚开的小店');
  await expect(page.getByText(text.form.unknownShop)).toBeVisible();
  await shop.press('Enter');
  await expect(dispense.form.getByTitle('刚开的小店')).toBeVisible();
  await dispense.orderNumber.fill('NEW-1');
  await choose(dispense.form, text.form.sku, ORDER.sku);
  await dispense.submit(1);
  await dispense.secretsOf(1);
});

test('a list that a link has filtered says so and shows all again', async ({ frame, page }) => {
  await frame.goTo('/dispense/deliveries?month=2020-01&by=1');
  await expect(page.getByLabel(text.list.month, { exact: true })).toHaveValue('2020-01');
  const clear = page.getByRole('button', { name: words['zh-CN'].components.table.clearFilters, exact: true });
  await clear.click();
  await expect(page.getByLabel(text.list.month, { exact: true })).toHaveValue('');
  const dispense = new DispensePage(frame);
  await dispense.open();
  await dispense.fill(ORDER);
  await dispense.submit(2);
  await dispense.secretsOf(2);
  await frame.goTo('/dispense/deliveries?by=1');
  await expect(frame.firstRow).toBeVisible();
  await clear.click();
  await expect(page).not.toHaveURL(/by=1/);
  await expect(clear).toBeHidden();
});
