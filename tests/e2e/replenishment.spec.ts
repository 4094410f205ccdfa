import { keysCsv } from '#tests/support/generate-sheets.ts';
import { ImportsPage } from '#tests/support/pages/imports.page.ts';
import { OffersPage } from '#tests/support/pages/offers.page.ts';
import { PurchaseOrdersPage } from '#tests/support/pages/purchase-orders.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

const text = words['zh-CN'].replenishment;
const LIST = ['商品,1-99张,100张起,起订量', 'STEAM-50,47.5,47.2,10'].join('\n');

test.use({ shopKind: 'stocked' });

/** 75 fresh keys, three that a spreadsheet mangled, and two that the shop holds already, from a lot of their own. */
function mixedSheet(): Buffer {
  const held = keysCsv(120, 5).toString('utf8').split(/\r?\n/).slice(1, 3);
  const fresh = keysCsv(75, 77)
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const mangled = [1, 2, 3].map((index) => `1.2345${index}E+15,AB12-CD34-EF6${index},50,2028-12-31`);
  return Buffer.from([...fresh, ...mangled, ...held].join('\r\n'), 'utf8');
}

test('the morning round: an alert, the order it asks for, a sheet with bad and resold keys, an account right to the cent', async ({
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

  await frame.open('dashboard');
  await page
    .getByRole('banner')
    .getByRole('button', { name: /条提醒$/ })
    .click();
  const alert = page.getByRole('listitem').filter({ hasText: /商品.*(补货|断货|该订)/ });
  await alert.getByRole('link').click();
  await expect(page).toHaveURL(/#\/replenishment\?states=/);

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
  await frame.openFirstRow();
  await orders.expectState('draft');
  await expect(orders.drawer).toContainText('80');
  await expect(orders.drawer).toContainText('3,800.00');
  await orders.act('send').click();
  await orders.expectState('sent');
  await frame.goTo('/inventory');
  await expect(page.getByRole('link', { name: '80', exact: true })).toBeVisible();

  await orders.open();
  await frame.openFirstRow();
  await orders.act('receive').click();
  const imports = new ImportsPage(frame);
  await imports.addFile({ name: '八十张.csv', bytes: mixedSheet() });
  const importWords = words['zh-CN'].imports.receipt;
  await expect(page.getByLabel(importWords.unitCost, { exact: true })).toHaveValue('47.50');
  await page.getByLabel(importWords.batchLabel, { exact: true }).fill('PO-LOT');
  await page.getByLabel(importWords.amountCharged, { exact: true }).fill('3800');
  await page.getByLabel(importWords.amountCharged, { exact: true }).press('Tab');
  await expect(imports.count('accepted')).toHaveText('75');
  await expect(imports.count('refused')).toHaveText('5');
  await imports.postAction(75).click();
  await imports.expectPosted(75);

  await orders.open();
  await frame.openFirstRow();
  await orders.expectState('partly-received');
  await expect(orders.difference('bad', 3)).toBeVisible();
  await expect(orders.difference('duplicate', 2)).toBeVisible();
  await orders.decide('bad', 3, 'claim', '142.50');
  await orders.decide('duplicate', 2, 'claim', '95.00');
  await orders.expectState('received');

  await frame.goTo('/suppliers');
  // 120 keys of the first lot and 75 of this one, at 47.50.
  await expect(frame.firstRow).toContainText('9,262.50');
});

test('a rule is tried on the past before it is kept', async ({ frame, page }) => {
  await frame.goTo('/replenishment/back-test?sku=1');
  const figures = page.getByRole('table').filter({ hasText: text.backTest.figures.stockOutDays });
  await expect(figures.getByRole('row')).toHaveCount(7);
  await page.getByText(text.backTest.kinds['min-max'], { exact: true }).click();
  await page.getByLabel(text.backTest.maximum, { exact: true }).fill('300');
  await page.getByLabel(text.backTest.maximum, { exact: true }).press('Tab');
  await expect(page).toHaveURL(/kind=min-max/);
  await expect(page).toHaveURL(/maximum=300/);
  await expect(figures.getByRole('row')).toHaveCount(7);
  await page.getByRole('link', { name: text.backTest.toMovements }).click();
  await expect(page).toHaveURL(/#\/inventory\/movements\?sku=1/);
  await expect(frame.firstRow).toBeVisible();
});

test('a season of our own changes a forecast before it is kept', async ({ frame, page }) => {
  const season = text.seasonCalendar;
  await frame.goTo('/replenishment/seasons?sku=1');
  await page.getByRole('button', { name: season.add, exact: true }).click();
  const editor = page.getByRole('dialog').filter({ hasText: season.kinds.fixed });
  await editor.getByLabel(season.name, { exact: true }).fill('校庆');
  await editor.getByLabel(text.policy.from, { exact: true }).fill('06-40');
  await expect(editor.getByText(text.seasonProblems.IMPOSSIBLE_DAY)).toBeVisible();
  await editor.getByLabel(text.policy.from, { exact: true }).fill('07-01');
  await editor.getByLabel(text.policy.to, { exact: true }).fill('07-05');
  await editor.getByRole('button', { name: season.done, exact: true }).click();
  await expect(page.getByText(season.unsaved)).toBeVisible();
  await page.getByRole('button', { name: season.save, exact: true }).click();
  await expect(page.getByText(season.saved)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: '校庆', exact: true })).toBeVisible();
});
