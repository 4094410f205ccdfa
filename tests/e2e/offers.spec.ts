import { keysCsv } from '#tests/support/generate-sheets.ts';
import { choose } from '#tests/support/pages/choose.ts';
import { ImportsPage } from '#tests/support/pages/imports.page.ts';
import { OffersPage } from '#tests/support/pages/offers.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'stocked' });

const LIST = ['商品,1-99张,100张起,起订量', 'STEAM-50,47.5,47.2,10', '没听过的卡,9.9,,', '电询的卡,电询,,'].join('\n');
const LIKE_DISCOUNTS = ['商品,1-99张,100张起', 'STEAM-50,0.95,0.94'].join('\n');
const DEARER = ['商品,1-99张,100张起,起订量', 'STEAM-50,48.45,47.2,10'].join('\n');

test('a price list is compared before it is posted, its unknown product named, its changes undone', async ({
  frame,
  page,
}) => {
  test.slow();
  const offers = new OffersPage(frame);
  const { importing, priceLists, rates: _ } = offers.text;
  await offers.stagePriceList('诚信卡商', '报价.csv', LIST);
  await expect(offers.diffRow('STEAM-50')).toContainText(importing.verdicts.new);
  await expect(offers.diffRow('电询的卡')).toContainText(importing.verdicts.refused);
  await expect(offers.diffRow('没听过的卡')).toContainText(importing.verdicts.unknown);
  await offers.postAction(1).click();
  await expect(page).toHaveURL(/#\/offers\/lists\?list=\d+/);

  // A price of 0.95 beside a face value waits until somebody says what it is.
  await offers.stagePriceList('诚信卡商', '折扣.csv', LIKE_DISCOUNTS);
  await expect(offers.diffRow('STEAM-50')).toContainText(importing.verdicts.refused);
  await page.getByText(importing.smallPrices.discount, { exact: true }).click();
  await expect(offers.diffRow('STEAM-50')).toContainText(importing.verdicts.new);
  await page.getByRole('button', { name: importing.otherFile }).click();
  await offers.stagePriceList('诚信卡商', '涨价.csv', DEARER);
  const row = offers.diffRow('STEAM-50');
  await expect(row).toContainText(importing.verdicts.up);
  await expect(row).toContainText('+2%');
  await expect(row).toContainText('47.50');
  await offers.postAction(1).click();
  const drawer = page.getByRole('dialog').filter({ hasText: /BJ-/ });
  await drawer.getByRole('button', { name: priceLists.undo }).click();
  const asked = page
    .getByRole('dialog', { name: /BJ-\d+-\d+/ })
    .filter({ has: page.getByLabel(priceLists.undoReason) });
  await asked.getByLabel(priceLists.undoReason).fill('发错了');
  await asked.getByRole('button', { name: priceLists.undo }).click();
  await expect(drawer.getByText(priceLists.states.undone).first()).toBeVisible();

  await offers.open();
  await frame.openFirstRow();
  const offer = page.getByRole('dialog').filter({ hasText: '诚信卡商' });
  await expect(offer.getByText('47.50').first()).toBeVisible();
  await expect(offer.getByText('48.45')).toBeVisible();

  await offers.compare('STEAM-50', 100);
  await expect(offers.comparedRow('诚信卡商')).toContainText('47.2000');
  await offers.comparedRow('诚信卡商').click();
  await expect(page.getByRole('dialog').filter({ hasText: offers.text.comparison.arithmetic })).toContainText(
    '4,720.00',
  );
});

test('keys from a supplier in dollars wait for a rate and are worth it in stock', async ({ frame, page }) => {
  test.slow();
  const offers = new OffersPage(frame, 'en');
  const english = await frame.chooseLanguage('en');
  const { suppliers, imports: importWords } = words.en;
  await english.goTo('/suppliers?new=1');
  const editor = page.getByRole('dialog', { name: suppliers.editor.newTitle });
  await editor.getByLabel(suppliers.editor.name, { exact: true }).fill('Dollar Cards');
  await choose(editor, suppliers.editor.currency, 'USD');
  await editor.getByRole('button', { name: suppliers.editor.create, exact: true }).click();
  await expect(editor).toBeHidden();

  const imports = new ImportsPage(english, 'en');
  await imports.openWizard();
  await imports.addFile({ name: 'dollars.csv', bytes: keysCsv(5, 771) });
  await choose(page, importWords.receipt.supplier, 'Dollar Cards');
  await choose(page, importWords.receipt.sku, 'STEAM-50');
  await page.getByLabel(importWords.receipt.unitCost, { exact: true }).fill('6.5');
  await page.getByLabel(importWords.receipt.unitCost, { exact: true }).press('Tab');
  await expect(page.getByText(/There is no USD rate/).first()).toBeVisible();

  await offers.enterRate('USD', '7.2');
  await expect(page.getByRole('main')).toContainText('7.2000');
  await english.goTo('/imports/new');
  await expect(page.getByText(importWords.exchange.stockCost)).toBeVisible();
  await expect(page.getByText('234.00')).toBeVisible();
  await imports.postAction(5).click();
  await imports.expectPosted(5);
  await english.goTo('/suppliers');
  await expect(page.getByRole('row').filter({ hasText: 'Dollar Cards' })).toContainText('32.50');
});

test('a table of rates is read anew for other units: what is shown is what is imported', async ({ frame, page }) => {
  const offers = new OffersPage(frame);
  const { rates } = offers.text;
  await offers.enterRate('USD', '7.1');
  await page.getByRole('button', { name: rates.import, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: rates.sheet.title });
  await dialog.getByLabel(rates.sheet.title, { exact: true }).fill('USD 712.34');
  await dialog.getByRole('button', { name: rates.sheet.read, exact: true }).click();
  const row = dialog.getByRole('row').filter({ hasText: 'USD' });
  await expect(row).toContainText('712.3400');
  await expect(row).toContainText('7.1000');
  await choose(dialog, rates.sheet.units, filled(rates.sheet.unitOf, { count: 100 }));
  await expect(row).toContainText('7.1234');
  await expect(row).not.toContainText('712.34');
  await dialog.getByRole('button', { name: filled(rates.sheet.action_other, { count: 1 }), exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('main')).toContainText('7.1234');
});
