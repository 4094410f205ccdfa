import { PurchaseOrdersPage } from '#tests/support/pages/purchase-orders.page.ts';
import { filled } from '#tests/support/pages/words.ts';
import { expect, OWNER_PASSPHRASE, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'stocked' });

test('two windows: the one that was slower is told, and what it typed is still there', async ({
  frame,
  page,
  context,
  app,
}) => {
  const first = new PurchaseOrdersPage(frame);
  await first.open();
  await first.makeDraft('诚信卡商', 'STEAM-50', 10, '47.5');
  const secondPage = await context.newPage();
  await secondPage.goto(await app.openAgain());
  const secondFrame = frame.on(secondPage);
  await secondFrame.entry.signIn(OWNER_PASSPHRASE);
  await secondFrame.expectOpen();
  const second = new PurchaseOrdersPage(secondFrame);
  await second.open();
  await secondFrame.firstRow.click();
  await second.act('edit').click();
  const quantity = filled(second.text.editor.lineName, { line: 1, field: second.text.editor.quantity });
  await secondPage.getByLabel(quantity).fill('25');

  await first.act('send').click();
  await first.expectState('sent');
  await secondPage.getByRole('button', { name: second.text.editor.save, exact: true }).click();
  await expect(secondPage.getByText(second.text.editor.conflict)).toBeVisible();
  await expect(secondPage.getByLabel(quantity)).toHaveValue('25');
  await expect(page.getByText(first.text.states.sent, { exact: true }).first()).toBeVisible();
});

test('an order in English: sent, then cancelled with its reason', async ({ frame, page }) => {
  const english = await frame.chooseLanguage('en');
  const orders = new PurchaseOrdersPage(english, 'en');
  await orders.open();
  await orders.makeDraft('诚信卡商', 'STEAM-50', 10, '47.5');
  await orders.act('send').click();
  await orders.expectState('sent');
  await orders.actBehind('cancel');
  await page.getByRole('textbox', { name: orders.text.acts.reason }).fill('Sold out');
  await page.getByRole('button', { name: orders.text.acts.cancel, exact: true }).click();
  await orders.expectState('cancelled');
  await expect(orders.drawer).toContainText('Sold out');
});
