import { keysCsv } from '#tests/support/generate-sheets.ts';
import { ImportsPage } from '#tests/support/pages/imports.page.ts';
import { PurchaseOrdersPage } from '#tests/support/pages/purchase-orders.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, OWNER_PASSPHRASE, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'stocked' });

/** Five fresh keys, three that a spreadsheet mangled, and two that the shop holds already, from a lot of their own. */
function mixedSheet(): Buffer {
  const held = keysCsv(120, 5).toString('utf8').split(/\r?\n/).slice(1, 3);
  const fresh = keysCsv(5, 77)
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const mangled = [1, 2, 3].map((index) => `1.2345${index}E+15,AB12-CD34-EF6${index},50,2028-12-31`);
  return Buffer.from([...fresh, ...mangled, ...held].join('\r\n'), 'utf8');
}

test('an order is sent, a sheet with bad and resold keys is received, and the account is right to the cent', async ({
  frame,
  page,
}) => {
  const orders = new PurchaseOrdersPage(frame);
  await orders.open();
  await orders.makeDraft('诚信卡商', 'STEAM-50', 10, '47.5');
  await orders.act('send').click();
  await orders.expectState('sent');

  await frame.goTo('/inventory');
  await expect(page.getByRole('link', { name: '10', exact: true })).toBeVisible();

  await orders.open();
  await frame.firstRow.click();
  await orders.act('receive').click();
  const imports = new ImportsPage(frame);
  await imports.addFile({ name: '十张.csv', bytes: mixedSheet() });
  const importWords = words['zh-CN'].imports.receipt;
  await expect(page.getByLabel(importWords.unitCost, { exact: true })).toHaveValue('47.50');
  await page.getByLabel(importWords.batchLabel, { exact: true }).fill('PO-LOT');
  await page.getByLabel(importWords.amountCharged, { exact: true }).fill('475');
  await page.getByLabel(importWords.amountCharged, { exact: true }).press('Tab');
  await expect(imports.count('accepted')).toHaveText('5');
  await expect(imports.count('refused')).toHaveText('5');
  await imports.postAction(5).click();
  await imports.expectPosted(5);

  await orders.open();
  await frame.firstRow.click();
  await orders.expectState('partly-received');
  await expect(orders.difference('bad', 3)).toBeVisible();
  await expect(orders.difference('duplicate', 2)).toBeVisible();
  await orders.decide('bad', 3, 'claim', '142.50');
  await orders.decide('duplicate', 2, 'claim', '95.00');
  await orders.expectState('received');

  await frame.goTo('/suppliers');
  // 120 keys of the first lot and 5 of this one, at 47.50.
  await expect(frame.firstRow).toContainText('5,937.50');
});

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
