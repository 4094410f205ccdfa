import { readFileSync } from 'node:fs';
import * as XLSX from 'xlsx';
import { keysCsv } from '#tests/support/generate-sheets.ts';
import { openOptions } from '#tests/support/pages/choose.ts';
import { ImportsPage } from '#tests/support/pages/imports.page.ts';
import { OffersPage } from '#tests/support/pages/offers.page.ts';
import { PurchaseOrdersPage } from '#tests/support/pages/purchase-orders.page.ts';
import { SuppliersPage } from '#tests/support/pages/suppliers.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

const text = words['zh-CN'].replenishment;
const LANGUAGES = ['zh-CN', 'en'] as const;
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

/** The same words where both languages have them under one name. */
const MORNING = {
  'zh-CN': { text, alerts: /条提醒$/, order: text.order, receipt: words['zh-CN'].imports.receipt },
  en: {
    text: words.en.replenishment,
    alerts: /\d alerts?$/,
    order: words.en.replenishment.order_one,
    receipt: words.en.imports.receipt,
  },
} as const;

for (const language of LANGUAGES) {
  test(`the morning round: an alert, the order it asks for, a sheet with bad and resold keys, an account right to the cent: ${language}`, async ({
    frame: chinese,
    page,
  }) => {
    test.slow();
    const frame = language === 'en' ? await chinese.chooseLanguage('en') : chinese;
    const own = MORNING[language];
    const offers = new OffersPage(frame, language);
    await offers.stagePriceList('诚信卡商', '报价.csv', LIST);
    await offers.postAction(1).click();
    await expect(page).toHaveURL(/#\/offers\/lists/);

    // 120 keys are there; the shop wants never to have fewer than 200.
    await frame.goTo('/replenishment?sku=1');
    const drawer = page.getByRole('dialog').filter({ hasText: own.text.drawer.rule });
    await drawer.getByLabel(own.text.rule.minimum, { exact: true }).fill('200');
    await drawer.getByRole('button', { name: own.text.drawer.save, exact: true }).click();
    await expect(page.getByText(own.text.drawer.saved)).toBeVisible();
    await expect(drawer).toContainText('200');
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();

    await frame.open('dashboard');
    await page.getByRole('banner').getByRole('button', { name: own.alerts }).click();
    // Whichever state the SKU is in: its alert is the one that leads to the plan.
    await page.locator('a[href*="/replenishment?states="]').click();
    await expect(page).toHaveURL(/#\/replenishment\?states=/);

    const row = page.getByRole('row').filter({ hasText: 'STEAM-50' });
    await expect(row).toContainText('诚信卡商');
    const quantity = row.getByLabel(filled(own.text.quantityOf, { sku: 'STEAM-50' }));
    await expect(quantity).toHaveValue('80');
    const order = page.getByRole('button', { name: filled(own.order, { count: 1 }), exact: true });
    if (language === 'en') {
      // Without a mouse: the first arrow goes to the list, the row is ticked, and one press orders.
      await page.keyboard.press('ArrowDown');
      await expect(page.getByRole('grid', { name: own.text.listLabel })).toBeFocused();
      await page.keyboard.press('Space');
      await expect(order).toBeEnabled();
      await page.keyboard.press('Control+Enter');
    } else {
      await row.getByRole('checkbox').click();
      await order.click();
    }
    await expect(page.getByText(/PO-\d{6}-\d{4}/).first()).toBeVisible();
    // What is in a draft is not asked for again.
    await expect(row).toHaveCount(0);

    const orders = new PurchaseOrdersPage(frame, language);
    await orders.open();
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
    const imports = new ImportsPage(frame, language);
    await imports.addFile({ name: '八十张.csv', bytes: mixedSheet() });
    const importWords = own.receipt;
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

  test(`a product without a day that is over says what is missing for a replay: ${language}`, async ({
    frame: chinese,
    page,
  }) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    const frame = language === 'en' ? await chinese.chooseLanguage('en') : chinese;
    const { backTest } = MORNING[language].text;
    // Its keys came in today.
    await frame.goTo('/replenishment/back-test?sku=1');
    await expect(page.getByText(backTest.noPast.title)).toBeVisible();
    await expect(page.getByText(backTest.noPast.text)).toBeVisible();
    await expect(page.getByRole('table').filter({ hasText: backTest.figures.stockOutDays })).toHaveCount(0);
    await page.getByText(backTest.kinds['min-max'], { exact: true }).click();
    await page.getByLabel(backTest.maximum, { exact: true }).fill('300');
    await page.getByLabel(backTest.maximum, { exact: true }).press('Tab');
    await expect(page).toHaveURL(/kind=min-max/);
    await expect(page).toHaveURL(/maximum=300/);
    await expect(page.getByText(backTest.noPast.title)).toBeVisible();
    await page.getByRole('link', { name: backTest.noPast.action }).click();
    await expect(page).toHaveURL(/#\/imports\/new/);
  });
}

test('the second supplier is chosen in the row, and the order is theirs', async ({ frame, page }) => {
  const suppliers = new SuppliersPage(frame);
  await suppliers.open();
  await suppliers.create('第二家');
  await suppliers.topUp('5000', '5,000.00');
  const offers = new OffersPage(frame);
  await offers.stagePriceList('诚信卡商', '甲.csv', LIST);
  await offers.postAction(1).click();
  await expect(page).toHaveURL(/#\/offers\/lists/);
  await offers.stagePriceList('第二家', '乙.csv', ['商品,单价,起订量', 'STEAM-50,48.1,100'].join('\n'));
  await offers.postAction(1).click();
  await expect(page).toHaveURL(/#\/offers\/lists/);
  await frame.goTo('/replenishment?sku=1');
  const drawer = page.getByRole('dialog').filter({ hasText: text.drawer.rule });
  await drawer.getByLabel(text.rule.minimum, { exact: true }).fill('200');
  await drawer.getByRole('button', { name: text.drawer.save, exact: true }).click();
  await expect(page.getByText(text.drawer.saved)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();

  await frame.expectSettled();
  const row = page.getByRole('row').filter({ hasText: 'STEAM-50' });
  await expect(row.getByLabel(filled(text.quantityOf, { sku: 'STEAM-50' }))).toHaveValue('80');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: words['zh-CN'].components.table.export, exact: true }).click();
  const book = XLSX.read(readFileSync(await (await download).path()));
  const [sheet] = Object.values(book.Sheets);
  const [line] = XLSX.utils.sheet_to_json<Record<string, unknown>>(sheet ?? {}, { defval: null });
  const { columns } = text;
  expect(line).toMatchObject({
    [columns.state]: text.states.soon,
    [columns.available]: 120,
    [columns.incoming]: 0,
    [columns.quantity]: 80,
    [columns.supplier]: '诚信卡商',
    [`${columns.unitCost} ¥`]: 47.5,
    [`${columns.cost} ¥`]: 3800,
    [columns.limit]: null,
    [text.unsoldPlaced]: 0,
  });
  await row.getByLabel(filled(text.supplierOf, { sku: 'STEAM-50' })).click();
  await openOptions(page).filter({ hasText: '第二家' }).click();
  // Their smallest order, and the row is ticked.
  await expect(row.getByLabel(filled(text.quantityOf, { sku: 'STEAM-50' }))).toHaveValue('100');
  // A fraction is rounded while the rest of the row is reckoned anew.
  const quantity = row.getByLabel(filled(text.quantityOf, { sku: 'STEAM-50' }));
  await quantity.fill('149.5');
  await quantity.press('Tab');
  await expect(quantity).toHaveValue('150');
  await expect(row).toContainText('7,215.00');
  await quantity.fill('100');
  await page.getByRole('button', { name: filled(text.order, { count: 1 }), exact: true }).click();
  await expect(page.getByText(/PO-\d{6}-\d{4}/).first()).toBeVisible();
  const orders = new PurchaseOrdersPage(frame);
  await orders.open();
  await frame.openFirstRow();
  await expect(orders.drawer).toContainText('第二家');
  await expect(orders.drawer).toContainText('4,810.00');
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
