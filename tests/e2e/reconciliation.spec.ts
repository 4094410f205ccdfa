import { readFileSync } from 'node:fs';
import { read, utils, type WorkBook } from 'xlsx';
import { keysCsv } from '#tests/support/generate-sheets.ts';
import { dayOfLastMonth, lastDayOfLastMonth, lastMonth } from '#tests/support/last-month.ts';
import { choose } from '#tests/support/pages/choose.ts';
import { ImportsPage } from '#tests/support/pages/imports.page.ts';
import { ReconciliationPage } from '#tests/support/pages/reconciliation.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';
import { buildZip } from '#tests/support/zip-building.ts';

const text = words['zh-CN'].reconciliation;

/** They have 5 of fee that we do not. */
const LINE_BY_LINE = {
  supplier: '诚信卡商',
  name: '诚信对账单.csv',
  from: dayOfLastMonth(1),
  to: lastDayOfLastMonth(),
  lineCount: 3,
  text: [
    '日期,单号,类型,商品,数量,单价,金额',
    `${dayOfLastMonth(5)},A001,采购,充值卡 STEAM-50,10,47.5,475`,
    `${dayOfLastMonth(12)},A002,采购,充值卡 STEAM-50,4,47.5,190`,
    `${dayOfLastMonth(20)},F1,手续费,,,,5`,
  ].join('\n'),
};

const ONE_LINE_A_PRODUCT = {
  supplier: '汇总批发',
  name: '汇总.csv',
  from: dayOfLastMonth(1),
  to: lastDayOfLastMonth(),
  lineCount: 2,
  text: ['商品,数量,单价,金额', '蒸汽五十,8,47.5,380', '蒸汽一百,2,47.5,95'].join('\n'),
};

/** The rows of a sheet below its title lines, each by the words of the header. */
function rowsOf(book: WorkBook, name: string): Record<string, unknown>[] {
  const sheet = book.Sheets[name];
  if (!sheet) throw new Error(`The workbook has no sheet ${name}, only ${book.SheetNames.join(', ')}.`);
  return utils.sheet_to_json<Record<string, unknown>>(sheet, { range: 3, defval: null });
}

test.use({ shopKind: 'books' });

test('two statements, line by line and one line for each product, to a closed month and its workbook', async ({
  frame,
  page,
}) => {
  test.slow();
  const reconciliation = new ReconciliationPage(frame);
  await reconciliation.fillStatement(LINE_BY_LINE);
  await reconciliation.importStatement(3);
  await expect(reconciliation.unexplained).toContainText('5.00');
  await expect(reconciliation.settleAction).toBeDisabled();
  await reconciliation.adjustOnlyDifference();
  await expect(reconciliation.unexplained).not.toContainText('5.00');
  await reconciliation.settle();

  await reconciliation.fillStatement(ONE_LINE_A_PRODUCT, { 蒸汽五十: 'STEAM-50', 蒸汽一百: 'STEAM-100' });
  await reconciliation.importStatement(2);
  await expect(reconciliation.settleAction).toBeDisabled();
  await reconciliation.confirmSure();
  await reconciliation.settle();

  const drawer = await reconciliation.openMonth(lastMonth());
  await expect(drawer.getByRole('button', { name: text.months.close, exact: true })).toBeDisabled();
  await reconciliation.settleStock(drawer);
  await reconciliation.closeMonth(drawer);
  const download = page.waitForEvent('download');
  await drawer.getByRole('button', { name: text.months.exportAll }).click();
  const book = read(readFileSync(await (await download).path()));
  expect(book.SheetNames).toEqual(['汇总', '往来明细', '进销存', '差异']);
  const stock = rowsOf(book, '进销存');
  expect(stock.some((row) => Object.values(row).includes(1140))).toBe(true);
  const entries = rowsOf(book, '往来明细').filter((row) => /^SA-/.test(String(row.流水号 ?? '')));
  expect(entries).toHaveLength(6);
  expect(rowsOf(book, '汇总').some((row) => Object.values(row).includes(670))).toBe(true);
  await page.keyboard.press('Escape');

  // What comes late with a day of the closed month goes into the open one by one press.
  const imports = new ImportsPage(frame);
  await imports.openWizard();
  await imports.addFile({ name: '迟到.csv', bytes: keysCsv(2, 9) });
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await imports.setDocumentDay(dayOfLastMonth(25));
  const closed = page.getByRole('alert').filter({ hasText: `${lastMonth()} 已结账` });
  await closed.getByRole('button', { name: /^改到 / }).click();
  await expect(imports.count('accepted')).toHaveText('2');
  await imports.postAction(2).click();
  await imports.expectPosted(2);
  await imports.openHistory();
  await expect(imports.historyRow('迟到.csv')).toContainText('已入库');
});

test('a product that only a later row of a long statement names is offered too', async ({ frame, page }) => {
  const { wizard, columns } = text;
  const day = dayOfLastMonth(3);
  const lines = Array.from({ length: 210 }, (_, index) => `${day},B${index},采购,蒸汽五十,1,5,5.00`);
  await frame.goTo('/reconciliation/new');
  await choose(page, columns.supplier, '汇总批发');
  const buffer = Buffer.from(
    ['日期,单号,类型,商品,数量,单价,金额', ...lines, `${day},B999,采购,最后一样,1,5,5.00`].join('\n'),
  );
  await page.locator('input[type=file]').setInputFiles({ name: '长.csv', mimeType: 'text/csv', buffer });
  await choose(page, '最后一样', 'STEAM-100');
  await expect(page.getByRole('button', { name: filled(wizard.import_other, { count: 211 }) })).toBeEnabled();
});

test('what a discount means is asked where the sheet does not tell, and nothing is imported before it is said', async ({
  frame,
  page,
}) => {
  const { wizard } = text;
  const reconciliation = new ReconciliationPage(frame);
  await reconciliation.fillStatement({
    ...{ supplier: '诚信卡商', name: '优惠.csv', from: dayOfLastMonth(1), to: lastDayOfLastMonth(), lineCount: 1 },
    text: ['日期,单号,类型,金额,优惠', `${dayOfLastMonth(5)},A001,采购,480,5`].join('\n'),
  });
  const bar = page.getByRole('button', { name: filled(wizard.import_other, { count: 1 }) });
  await expect(page.getByText(wizard.parts.columns)).toBeVisible();
  await expect(bar).toBeDisabled();
  const question = page.getByRole('radiogroup', { name: filled(wizard.openColumn, { name: '优惠' }) });
  await expect(question.getByRole('radio', { checked: true })).toHaveCount(0);
  await question.getByText(wizard.netChoices.discount).click();
  await expect(page.getByText(wizard.openColumns)).toBeHidden();
  await expect(page.locator('dl > div').filter({ hasText: wizard.total }).getByRole('definition')).toContainText(
    '475.00',
  );
  await expect(bar).toBeEnabled();
});

test('roundings are confirmed and accepted together', async ({ frame, page }) => {
  const { differences } = text;
  const reconciliation = new ReconciliationPage(frame);
  await reconciliation.fillStatement({
    ...{ supplier: '诚信卡商', name: '尾差.csv', from: dayOfLastMonth(1), to: lastDayOfLastMonth(), lineCount: 2 },
    text: [
      '日期,单号,类型,金额',
      `${dayOfLastMonth(5)},A001,采购,475.01`,
      `${dayOfLastMonth(12)},A002,采购,189.99`,
    ].join('\n'),
  });
  await reconciliation.importStatement(2);
  await reconciliation.confirmSure();
  await page.getByRole('button', { name: new RegExp(`^${text.work.openDifferences}`) }).click();
  const drawer = page.getByRole('dialog', { name: differences.title });
  await drawer.getByRole('button', { name: filled(differences.acceptRounding_other, { count: 2 }) }).click();
  await expect(drawer.getByText(text.resolutions.accepted, { exact: true })).toHaveCount(2);
  await page.keyboard.press('Escape');
  await reconciliation.settle();
});

test('a statement of an earlier year shows its days, quantities and large amounts whole', async ({ frame, page }) => {
  const reconciliation = new ReconciliationPage(frame);
  const line = '2024-11-23,,采购,充值卡,26000,47.55,1236300.00';
  await reconciliation.fillStatement({
    ...{ supplier: '诚信卡商', name: '去年.csv', from: '2024-11-01', to: '2024-11-30', lineCount: 1 },
    text: ['日期,单号,类型,商品,数量,单价,金额', line].join('\n'),
  });
  await reconciliation.importStatement(1);
  const row = page.getByRole('row').filter({ hasText: '26,000' });
  await expect(row).toContainText('2024-11-23');
  await expect(row).toContainText('1,236,300.00');
  const cut = await row.evaluate((element) =>
    [...element.querySelectorAll<HTMLElement>('*')]
      .filter(({ clientWidth, scrollWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
      .map(({ textContent }) => textContent),
  );
  expect(cut).toEqual([]);
});

test('a statement in a zip is chosen among its files, and its encoding where two fit', async ({ frame, page }) => {
  const { wizard, columns } = text;
  const { sheet } = words['zh-CN'].components;
  const line = (day: number, product: string): Buffer =>
    Buffer.concat([Buffer.from(`${dayOfLastMonth(day)},`), Buffer.from(product, 'latin1'), Buffer.from(',1,5,5\n')]);
  // Bytes that are one character of GBK and another of Big5, below a header that says nothing.
  const bytes = Buffer.concat([
    Buffer.from('date,product,quantity,price,amount\n'),
    line(3, '\xe9\x44'),
    line(4, '\xf1\x6e'),
  ]);
  await frame.goTo('/reconciliation/new');
  await choose(page, columns.supplier, '诚信卡商');
  const zip = buildZip([
    { name: '说明.txt', bytes: '见附件' },
    { name: '账单/十月.csv', bytes },
    { name: '账单/坏的.xlsx', bytes: 'PK\x03\x04 cut short' },
  ]);
  await page.locator('input[type=file]').setInputFiles({ name: '对账.zip', mimeType: 'application/zip', buffer: zip });
  // What was chosen wrongly is taken back where it stands; the archive need not be sent again.
  await choose(page, sheet.entry, '坏的.xlsx');
  await page.getByRole('button', { name: sheet.asRecognised }).click();
  await choose(page, sheet.entry, '十月.csv');
  await page
    .getByRole('radiogroup', { name: sheet.encoding })
    .getByText(/GB18030/)
    .click();
  await expect(page.getByRole('button', { name: filled(wizard.import_other, { count: 2 }) })).toBeEnabled();
});

test('a locked statement asks for its password, says when it is wrong, and opens with the right one', async ({
  frame,
  page,
}) => {
  const { sheet } = words['zh-CN'].components;
  const { unreadable } = words['zh-CN'].imports;
  await frame.goTo('/reconciliation/new');
  await choose(page, text.columns.supplier, '诚信卡商');
  await page
    .locator('input[type=file]')
    .setInputFiles('tests/fixtures/sheets/standard_AES128_SHA1_ECB_pwd_password.xlsx');
  await expect(page.getByRole('alert')).toContainText(unreadable.PASSWORD_REQUIRED);
  const password = page.getByLabel(sheet.password);
  await password.fill('not it');
  await password.press('Enter');
  await expect(page.getByRole('alert')).toContainText(unreadable.PASSWORD_WRONG);
  await password.fill('password');
  await password.press('Enter');
  await expect(password).toBeHidden();
  await expect(page.getByRole('heading', { name: text.wizard.mapping })).toBeVisible();
});
