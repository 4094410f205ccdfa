import { readFileSync } from 'node:fs';
import { read, utils, write } from 'xlsx';
import { ImportsPage } from '#tests/support/pages/imports.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';
import { buildZip } from '#tests/support/zip-building.ts';

const text = words['zh-CN'].imports;

const GOOD = {
  name: '点卡 9月.csv',
  bytes: Buffer.from(
    '\ufeff卡号,卡密,有效期\r\n0001000200030001,AB12-CD34-EF56,2028-12-31\r\n0001000200030002,AB12-CD34-EF57,2028-12-31\r\n',
  ),
};

/** Numbers as Excel leaves them when a csv with long ones was opened and saved. */
const MANGLED = {
  name: 'mangled.csv',
  bytes: Buffer.from(
    '卡号,卡密\r\n1.23457E+15,AB12-CD34-EF61\r\n0001000200030061,AB12-CD34-EF62\r\n1.23457E+15,AB12-CD34-EF63\r\n',
  ),
};

test.use({ shopKind: 'stocked' });

test('a good sheet comes in, is in the history, and is undone', async ({ frame }) => {
  const imports = new ImportsPage(frame);
  await imports.openWizard();
  await imports.addFile(GOOD);
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await expect(imports.count('accepted')).toHaveText('2');
  await expect(imports.count('refused')).toHaveText('0');
  await imports.postAction(2).click();
  await imports.expectPosted(2);

  await imports.openHistory();
  const row = imports.historyRow(GOOD.name);
  await expect(row).toContainText(text.states.posted);
  await expect(row).toContainText('95.00');
  await row.click();
  await imports.undo(2);
  await expect(row).toContainText(text.states.undone);
});

test('a workbook says which sheets are left out, and brings them in too', async ({ frame, page }) => {
  const book = utils.book_new();
  for (const [name, number] of [
    ['一号', '0001000200030071'],
    ['二号', '0001000200030072'],
  ]) {
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ['卡号', '卡密'],
        [number, `AB12-CD34-${number}`],
      ]),
      name,
    );
  }
  const imports = new ImportsPage(frame);
  await imports.openWizard();
  await imports.addFile({ name: '点卡.xlsx', bytes: write(book, { type: 'buffer', bookType: 'xlsx' }) });
  const leftOut = page.getByText(filled(text.reading.otherSheets_other, { count: 1, names: '二号' }));
  await expect(leftOut).toBeVisible();
  await page.getByRole('button', { name: filled(text.reading.addSheets_other, { count: 1 }) }).click();
  await expect(leftOut).toBeHidden();
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await imports.postAction(1).click();
  await imports.expectPosted(1);
  await imports.show('点卡.xlsx › 二号');
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await imports.postAction(1).click();
  await imports.expectPosted(1);
  await imports.openHistory();
  await expect(imports.historyRow('点卡.xlsx')).toHaveCount(2);
});

test('numbers that a spreadsheet mangled are refused with their place, and given back as a sheet', async ({
  frame,
  page,
}) => {
  const imports = new ImportsPage(frame);
  await imports.openWizard();
  await imports.addFile(MANGLED);
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await expect(imports.count('accepted')).toHaveText('1');
  await expect(imports.count('refused')).toHaveText('2');
  const refused = imports.refusedRows();
  await expect(refused).toHaveCount(2);
  for (const [index, rowNumber] of ['2', '4'].entries()) {
    await expect(refused.nth(index).getByRole('cell').first()).toHaveText(rowNumber);
    await expect(refused.nth(index)).toContainText('卡号');
  }
  await imports.postAction(1).click();
  await imports.expectPosted(1);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: filled(text.post.download_other, { count: 2 }) }).click();
  const book = read(readFileSync(await (await download).path()));
  const rows = utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 });
  expect(rows.filter((row) => row.join(' ').includes('1.23457E+15'))).toHaveLength(2);
});

test('long numbers that a spreadsheet has rounded are held back until somebody knows that they are so', async ({
  frame,
  page,
}) => {
  const imports = new ImportsPage(frame);
  await imports.openWizard();
  const rows = ['6228480402564890000', '6228480402564900000', '6228480402564910000'];
  const lines = rows.map((number, index) => `${number},AB12-CD34-EG6${index}`);
  await imports.addFile({ name: '长号码.csv', bytes: Buffer.from(`卡号,卡密\r\n${lines.join('\r\n')}\r\n`) });
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await expect(imports.count('refused')).toHaveText('3');
  await expect(page.getByText(filled(text.decisions.rounded_other, { count: 3 }))).toBeVisible();
  await page.getByRole('checkbox', { name: text.decisions.acceptRounded }).check();
  await imports.postAction(3).click();
  await imports.expectPosted(3);
});

test('keys with words inside are held back until somebody says that buyers are to get them', async ({
  frame,
  page,
}) => {
  const imports = new ImportsPage(frame);
  await imports.openWizard();
  const rows = ['9101000200030001,AB12-CD34（已使用）', '9101000200030002,AB12-CD35'];
  await imports.addFile({ name: '备注.csv', bytes: Buffer.from(`卡号,卡密\r\n${rows.join('\r\n')}\r\n`) });
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await expect(imports.count('accepted')).toHaveText('1');
  await expect(page.getByText(filled(text.decisions.words_other, { count: 1 }))).toBeVisible();
  await page.getByRole('checkbox', { name: text.decisions.keepWords }).check();
  await expect(imports.count('accepted')).toHaveText('2');
});

test('keys whose lines name their parts come in by those names', async ({ frame, page }) => {
  const imports = new ImportsPage(frame);
  await imports.openWizard();
  const lines = [1, 2].map((place) => `卡密：QW12-ER5${place} 卡号：920100020003000${place} 有效日期：2027-12-31`);
  await imports.paste(lines.join('\n'), 2);
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await expect(imports.count('accepted')).toHaveText('2');
  for (const name of ['卡密', '卡号', '有效日期'])
    await expect(page.getByTitle(name, { exact: true }).first()).toBeVisible();
  await imports.postAction(2).click();
  await imports.expectPosted(2);
});

test('keys pasted from a chat come in without its names and times', async ({ frame }) => {
  const imports = new ImportsPage(frame);
  await imports.openWizard();
  await imports.paste(
    [
      '卡商小李 2026-11-20 14:05:33',
      '9001000200030001----QW12ER34TY56',
      '9001000200030002----QW12ER34TY57',
      '卡商小李 2026-11-20 14:06:10',
      '9001000200030003----QW12ER34TY58',
    ].join('\n'),
    3,
  );
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await expect(imports.count('accepted')).toHaveText('3');
  await expect(imports.count('refused')).toHaveText('0');
  await imports.postAction(3).click();
  await imports.expectPosted(3);
});

test('a sheet that was imported before says so, and its keys are refused one by one', async ({ frame, page }) => {
  const imports = new ImportsPage(frame);
  await imports.openWizard();
  await imports.addFile(GOOD);
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await imports.postAction(2).click();
  await imports.expectPosted(2);

  await imports.addFile({ name: '又发一次.csv', bytes: GOOD.bytes });
  await imports.show('又发一次.csv');
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await expect(page.getByRole('alert').filter({ hasText: /RK-\d+-\d+/ })).toBeVisible();
  await expect(imports.count('accepted')).toHaveText('0');
  await expect(imports.count('refused')).toHaveText('2');
  await expect(page.getByRole('button', { name: text.post.actionNone, exact: true })).toBeDisabled();

  const withNew = Buffer.concat([GOOD.bytes, Buffer.from('0001000200030003,AB12-CD34-EF58,2028-12-31\r\n')]);
  await imports.addFile({ name: '补一张.csv', bytes: withNew });
  await imports.show('补一张.csv');
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await expect(imports.count('accepted')).toHaveText('1');
  await expect(imports.count('refused')).toHaveText('2');
  await imports.postAction(1).click();
  await imports.expectPosted(1);
});

/** Two bytes that are one character of GBK and another of Big5, in a text that says nothing else. */
const IN_TWO_ENCODINGS = Buffer.from(
  'card no,secret,note\n0001000200030081,AB12-CD34-EF81,\xe9\x44\n0001000200030082,AB12-CD34-EF82,\xf1\x6e\n',
  'latin1',
);

test('a zip asks which of its files, and a text that reads in two ways is shown in both', async ({ frame, page }) => {
  const imports = new ImportsPage(frame);
  await imports.openWizard();
  const parts = [
    { name: '说明.txt', bytes: '请先看说明' },
    { name: '卡密/十一月.csv', bytes: IN_TWO_ENCODINGS },
  ];
  await imports.addFile({ name: '打包.zip', bytes: buildZip(parts) });
  await expect(page.getByText(text.reading.chooseEntry)).toBeVisible();
  await page.getByRole('button', { name: /十一月\.csv/ }).click();

  await expect(page.getByText(text.reading.chooseEncoding)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Big5' })).toBeVisible();
  await page.getByRole('button', { name: 'GBK / GB18030' }).click();
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await expect(imports.count('accepted')).toHaveText('2');
  await imports.postAction(2).click();
  await imports.expectPosted(2);
});

test('what was charged for refused rows is claimed from the supplier, and the claim is taken back', async ({
  frame,
  page,
}) => {
  const imports = new ImportsPage(frame);
  await imports.openWizard();
  await imports.addFile(MANGLED);
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
  await imports.setAmountCharged('142.5');
  await expect(imports.count('refused')).toHaveText('2');
  await imports.postAction(1).click();
  await imports.expectPosted(1);
  await imports.openHistory();
  await imports.historyRow(MANGLED.name).click();
  const drawer = page.getByRole('dialog').filter({ hasText: text.claim.title });
  await expect(drawer).toContainText('95.00');
  await drawer.getByRole('button', { name: text.claim.action, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: text.claim.action });
  const amount = dialog.getByLabel(text.claim.amount, { exact: true });
  const post = dialog.getByRole('button', { name: /^索赔 / });
  await amount.fill('95.01');
  await expect(post).toBeDisabled();
  await amount.fill('95');
  await post.click();
  await expect(dialog).toBeHidden();
  const claims = drawer.getByRole('list', { name: text.claim.claims });
  await expect(claims.getByRole('listitem')).toContainText(/SA-.*95\.00/);
  await expect(drawer.getByRole('button', { name: text.claim.action, exact: true })).toHaveCount(0);

  await claims.getByRole('button', { name: text.claim.withdraw, exact: true }).click();
  const question = page.getByRole('dialog').filter({ hasText: text.claim.withdrawText });
  await question.getByRole('textbox', { name: text.claim.reason, exact: true }).fill('供应商不认');
  await question.getByRole('button', { name: text.claim.withdraw, exact: true }).click();
  await expect(question).toBeHidden();
  await expect(claims).toHaveCount(0);
  await expect(drawer.getByRole('button', { name: text.claim.action, exact: true })).toBeVisible();
});
