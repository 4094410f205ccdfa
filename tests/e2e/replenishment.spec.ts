import { OffersPage } from '#tests/support/pages/offers.page.ts';
import { PurchaseOrdersPage } from '#tests/support/pages/purchase-orders.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

const text = words['zh-CN'].replenishment;
const LIST = ['商品,1-99张,100张起,起订量', 'STEAM-50,47.5,47.2,10'].join('\n');

test.use({ shopKind: 'stocked' });

test('the morning round: a product under its minimum becomes a purchase order of the number that was shown', async ({
  frame,
  page,
}) => {
  test.slow();
  const offers = new OffersPage(frame);
  await offers.stagePriceList('诚信卡商', '报价.csv', LIST);
  await offers.postAction(1).click();
  await expect(page).toHaveURL(/#\/offers\/lists/);

  // 120 keys are there; the shop wants never to have fewer than 200.
  await frame.goTo('/replenishment?sku=1');
  const drawer = page.getByRole('dialog').filter({ hasText: text.drawer.rule });
  await drawer.getByLabel(text.rule.minimum, { exact: true }).fill('200');
  await drawer.getByRole('button', { name: text.drawer.save, exact: true }).click();
  await expect(page.getByText(text.drawer.saved)).toBeVisible();
  await expect(drawer).toContainText('200');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  const row = page.getByRole('row').filter({ hasText: 'STEAM-50' });
  await expect(row).toContainText('诚信卡商');
  const quantity = row.getByLabel(filled(text.quantityOf, { sku: 'STEAM-50' }));
  await expect(quantity).toHaveValue('80');
  await row.getByRole('checkbox').click();
  await page.getByRole('button', { name: filled(text.order, { count: 1 }), exact: true }).click();
  await expect(page.getByText(/PO-\d{6}-\d{4}/).first()).toBeVisible();
  // What is in a draft is not asked for again.
  await expect(row).toHaveCount(0);

  const orders = new PurchaseOrdersPage(frame);
  await orders.open();
  await expect(frame.firstRow).toContainText('诚信卡商');
  await frame.firstRow.click();
  await orders.expectState('draft');
  await expect(orders.drawer).toContainText('80');
  await expect(orders.drawer).toContainText('3,800.00');
});
