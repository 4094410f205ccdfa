import { DispensePage } from '#tests/support/pages/dispense.page.ts';
import { InventoryPage } from '#tests/support/pages/inventory.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'stocked' });

const { corrections: text } = words['zh-CN'];

test('a supplier gives back part of a price: the split is shown, posted, traced to the order, and taken back', async ({
  frame,
  page,
}) => {
  const dispense = new DispensePage(frame);
  await dispense.open();
  await dispense.fill({ shop: '闲鱼一店', number: 'T-2001', sku: 'STEAM-50', quantity: 2, total: '104' });
  await dispense.submit(2);
  await expect(dispense.result(2)).toBeVisible();

  const inventory = new InventoryPage(frame);
  await inventory.openFirstBatch();
  await inventory.actBehind(text.action);
  const dialog = page.getByRole('dialog', { name: text.dialog.newTitle });
  await dialog.getByLabel(text.dialog.perKey).fill('0.5');
  await dialog.getByLabel(text.dialog.reason).fill('月底返差价');
  const preview = dialog.getByRole('region', { name: text.dialog.preview });
  await expect(preview).toContainText('60.00');
  await expect(preview).toContainText('59.00');
  await expect(preview).toContainText('1.00');
  await dialog.getByRole('button', { name: new RegExp(filled(text.dialog.submit, { amount: '' })) }).click();
  await expect(dialog).toBeHidden();

  await frame.goTo('/suppliers/corrections');
  await frame.openFirstRow();
  const drawer = page.getByRole('dialog').filter({ hasText: 'PA-' });
  await drawer.getByText(text.drawer.parts.cost, { exact: true }).click();
  const keys = drawer.getByRole('grid', { name: text.drawer.keysTitle });
  await expect(keys.getByRole('row').filter({ hasText: 'T-2001' })).toHaveCount(2);
  await drawer.getByRole('button', { name: text.drawer.reverse }).click();
  const reversing = page.getByRole('dialog').filter({ hasText: text.drawer.reverseText });
  await reversing.getByLabel(text.columns.reason).fill('对方又不认了');
  await reversing.getByRole('button', { name: text.drawer.reverse }).click();
  await expect(reversing).toBeHidden();
  await expect(drawer).toContainText(filled(text.states.reversed, { number: 'PA-' }).slice(0, 6));

  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  const english = await frame.chooseLanguage('en');
  await english.goTo('/suppliers/corrections');
  await expect(page.getByRole('heading', { name: words.en.corrections.title })).toBeVisible();
});
