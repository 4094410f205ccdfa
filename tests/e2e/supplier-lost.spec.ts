import { PurchaseOrdersPage } from '#tests/support/pages/purchase-orders.page.ts';
import { SuppliersPage } from '#tests/support/pages/suppliers.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'stocked' });

const { losses: text, suppliers: supplierText, purchaseOrders: orderText } = words['zh-CN'];

test('a supplier runs off: orders stop, new ones are refused, the rest is written off and the evidence taken along', async ({
  frame,
  page,
}) => {
  const orders = new PurchaseOrdersPage(frame);
  await orders.open();
  await orders.makeDraft('诚信卡商', 'STEAM-50', 2, '47.5');
  await orders.act('send').click();
  await orders.expectState('sent');

  const suppliers = new SuppliersPage(frame);
  await suppliers.open();
  await frame.openFirstRow();
  await suppliers.top.getByRole('button', { name: supplierText.actions.post }).click();
  await suppliers.top.getByLabel(supplierText.post.amount, { exact: true }).fill('10000');
  await suppliers.top.getByRole('button', { name: new RegExp(supplierText.post.verbs.refund) }).click();
  await expect(suppliers.top).toContainText('4,300.00');

  await suppliers.top.getByText(supplierText.drawer.loss, { exact: true }).click();
  const drawer = page.getByRole('dialog').filter({ hasText: '诚信卡商' }).first();
  await expect(drawer).toContainText('4,300.00');
  await drawer.getByRole('button', { name: text.declare.action }).click();
  const declaring = page.getByRole('dialog', { name: filled(text.declare.title, { name: '诚信卡商' }) });
  await expect(declaring).toContainText('120');
  await declaring.getByLabel(text.declare.reason).fill('群解散，三天不回消息');
  await declaring.getByRole('button', { name: filled(text.declare.confirm, { orders: 1 }) }).click();
  await expect(declaring).toBeHidden();
  await expect(drawer.getByRole('table', { name: text.orders.title })).toContainText('95.00');
  await expect(drawer.getByRole('table', { name: text.batches.title })).toContainText('120');

  await drawer.getByRole('button', { name: text.debts.action }).click();
  const writing = page.getByRole('dialog', { name: filled(text.debts.dialogTitle, { name: '诚信卡商' }) });
  await writing.getByLabel(text.debts.reason).fill('报案后追不回');
  await writing.getByRole('button', { name: /4,300\.00/ }).click();
  await expect(writing).toBeHidden();
  await expect(drawer.getByRole('table', { name: text.debts.title })).toContainText('HZ-');

  const download = page.waitForEvent('download');
  await drawer.getByRole('button', { name: text.evidence.action }).click();
  expect((await download).suggestedFilename()).toMatch(/^kacang-evidence-WS-1-.*\.zip$/);

  await orders.open();
  await page.getByRole('button', { name: orderText.new }).first().click();
  await orders.fillDraft('诚信卡商', 'STEAM-50', 1, '47.5');
  await expect(page.locator('.ant-message')).toContainText('群解散');
});

test('reads in English as well', async ({ frame, page }) => {
  const english = await frame.chooseLanguage('en');
  await english.goTo('/suppliers?supplier=1&tab=loss');
  await expect(page.getByText(words.en.losses.none)).toBeVisible();
  await expect(page.getByRole('button', { name: words.en.losses.declare.action })).toBeVisible();
});
