import { ImportsPage } from '#tests/support/pages/imports.page.ts';
import { OffersPage } from '#tests/support/pages/offers.page.ts';
import { PurchaseOrdersPage } from '#tests/support/pages/purchase-orders.page.ts';
import { SuppliersPage } from '#tests/support/pages/suppliers.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
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
  await secondFrame.openFirstRow();
  await second.act('edit').click();
  const quantity = filled(second.text.editor.lineName, { line: 1, field: second.text.editor.quantity });
  await secondPage.getByLabel(quantity).fill('25');

  await frame.bringToFront();
  await first.act('send').click();
  await first.expectState('sent');
  await secondFrame.bringToFront();
  await secondPage.getByRole('button', { name: second.text.editor.save, exact: true }).click();
  await expect(secondPage.getByText(second.text.editor.conflict)).toBeVisible();
  await expect(secondPage.getByLabel(quantity)).toHaveValue('25');
  await expect(page.getByText(first.text.states.sent, { exact: true }).first()).toBeVisible();
});

test('a quantity with a fraction is rounded, and the order that is written stays', async ({ frame, page }) => {
  const orders = new PurchaseOrdersPage(frame);
  await orders.open();
  await orders.makeDraft('诚信卡商', 'STEAM-50', 10, '47.5');
  await orders.act('edit').click();
  const quantity = page.getByLabel(
    filled(orders.text.editor.lineName, { line: 1, field: orders.text.editor.quantity }),
  );
  await quantity.fill('');
  await quantity.pressSequentially('2.5');
  await quantity.press('Tab');
  await expect(quantity).toHaveValue('3');
  const save = page.getByRole('button', { name: orders.text.editor.save, exact: true });
  await save.click();
  // While it slides away the form is a second drawer of this order.
  await expect(save).toBeHidden();
  await expect(orders.drawer).toContainText('142.50');
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

test('a delivery of nothing but bad keys comes to nothing in stock, and stands against its order', async ({
  frame,
  page,
}) => {
  const orders = new PurchaseOrdersPage(frame);
  await orders.open();
  await orders.makeDraft('诚信卡商', 'STEAM-50', 2, '47.5');
  await orders.act('send').click();
  await orders.expectState('sent');
  const order = page.url();
  await orders.act('receive').click();
  const imports = new ImportsPage(frame);
  const rows = ['1.23457E+15,ASDF-QWER-0001', '1.23457E+15,ASDF-QWER-0002'];
  await imports.addFile({ name: '坏卡.csv', bytes: Buffer.from(`\ufeff卡号,卡密\r\n${rows.join('\r\n')}\r\n`) });
  await expect(imports.count('refused')).toHaveText('2');
  const { check, post } = words['zh-CN'].imports;
  await page.getByRole('checkbox', { name: check.recordRefused }).check();
  await page.getByRole('button', { name: filled(post.actionRefused_other, { count: 2 }) }).click();
  await expect(page.getByRole('heading', { name: filled(post.doneRefused_other, { count: 2 }) })).toBeVisible();
  await page.goto(order);
  await expect(orders.difference('bad', 2)).toBeVisible();
});

test('bad keys whose sheet adds up wrongly stand against their order once both are agreed to', async ({
  frame,
  page,
}) => {
  const orders = new PurchaseOrdersPage(frame);
  await orders.open();
  await orders.makeDraft('诚信卡商', 'STEAM-50', 3, '47.5');
  await orders.act('send').click();
  await orders.expectState('sent');
  await orders.act('receive').click();
  const imports = new ImportsPage(frame);
  const rows = ['1.23457E+15,ASDF-QWER-0001', '1.23457E+15,ASDF-QWER-0002', '合计：3张,'];
  await imports.addFile({ name: '坏卡.csv', bytes: Buffer.from(`\ufeff卡号,卡密\r\n${rows.join('\r\n')}\r\n`) });
  await expect(imports.count('refused')).toHaveText('2');
  const { check, post } = words['zh-CN'].imports;
  await page.getByRole('checkbox', { name: check.recordRefused }).check();
  const record = page.getByRole('button', { name: filled(post.actionRefused_other, { count: 2 }) });
  await expect(record).toBeDisabled();
  await page.getByRole('checkbox', { name: check.acceptTotals }).check();
  await record.click();
  await expect(page.getByRole('heading', { name: filled(post.doneRefused_other, { count: 2 }) })).toBeVisible();
});

test('a dollar order is received at its own prices, shown in yuan by the rate of the day as soon as there is one', async ({
  frame,
  page,
}) => {
  const suppliers = new SuppliersPage(frame);
  await suppliers.open();
  await suppliers.create('美元渠道', 'USD');
  const orders = new PurchaseOrdersPage(frame);
  await orders.open();
  await orders.makeDraft('美元渠道', 'STEAM-50', 3, '6.8');
  await orders.act('send').click();
  await orders.expectState('sent');
  const order = page.url();
  await orders.act('receive').click();

  const imports = new ImportsPage(frame);
  const sheet = Buffer.from(
    `\ufeff卡号,卡密\r\n${['1', '2', '3'].map((digit) => `880000000000000${digit},ASDF-QWER-000${digit}\r\n`).join('')}`,
  );
  await imports.addFile({ name: '美元.csv', bytes: sheet });
  await expect(imports.unitCost).toHaveValue('6.80');
  const { receipt } = words['zh-CN'].imports;
  await expect(page.getByText(new RegExp(filled(receipt.rateMissing, { currency: 'USD', day: '.*' })))).toBeVisible();

  await new OffersPage(frame).enterRate('USD', '7.2');
  await frame.goTo('/imports/new');
  await expect(imports.unitCost).toHaveValue('6.80');
  await expect(page.getByText(/48\.96.*7\.2000/)).toBeVisible();
  await imports.postAction(3).click();
  await imports.expectPosted(3);
  await page.goto(order);
  await orders.expectState('received');
  await frame.goTo('/inventory/batches');
  await expect(frame.firstRow).toContainText('146.88');
});
