import { dayOfLastMonth, lastMonth } from '#tests/support/last-month.ts';
import { ReconciliationPage } from '#tests/support/pages/reconciliation.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'books' });

const { components, reconciliation, supplierMoney, suppliers } = words['zh-CN'];
const SUPPLIER = '诚信卡商';

test('a day before what is closed is not taken, with a word, and nothing is posted on another one', async ({
  frame,
  page,
}) => {
  const closedOn = dayOfLastMonth(20);
  const months = new ReconciliationPage(frame);
  const drawer = await months.openMonth(lastMonth());
  const book = drawer.getByRole('row').filter({ hasText: SUPPLIER });
  await book.getByRole('button', { name: reconciliation.books.confirm }).click();
  await page.getByRole('dialog').last().getByRole('button', { name: reconciliation.books.confirm }).click();
  await expect(book).toContainText(reconciliation.grid.states['balance-confirmed']);

  await frame.goTo('/suppliers?supplier=1');
  const account = page.getByRole('dialog').filter({ hasText: suppliers.actions.post }).last();
  await account.getByRole('button', { name: suppliers.actions.pay, exact: true }).click();
  const paying = page.getByRole('dialog', { name: filled(supplierMoney.pay.pay, { name: SUPPLIER }) });
  await paying.getByLabel(supplierMoney.pay.amount, { exact: true }).fill('12.5');
  const day = paying.getByLabel(supplierMoney.pay.occurredOn);
  const openDay = await day.inputValue();
  await day.fill(closedOn);
  const alert = page.getByRole('alert').filter({ hasText: closedOn });
  await day.press('Enter');
  await expect(alert).toHaveText(filled(components.day.tooEarly, { typed: closedOn, day: `${openDay.slice(0, 8)}01` }));
  await expect(paying).toBeVisible();
  await day.press('Tab');
  await expect(alert).toBeVisible();
  await expect(day).toHaveValue(openDay);
  await day.fill('下周');
  await day.press('Tab');
  await expect(page.getByRole('alert').filter({ hasText: '下周' })).toBeVisible();
  await paying.getByRole('button', { name: /付.*12\.50/ }).click();
  await expect(paying).toBeHidden();
});
