import { readFileSync } from 'node:fs';
import { read, utils } from 'xlsx';
import { DispensePage } from '#tests/support/pages/dispense.page.ts';
import { ImportsPage } from '#tests/support/pages/imports.page.ts';
import { InventoryPage } from '#tests/support/pages/inventory.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

const { inventory: text, imports: importText } = words['zh-CN'];

test.use({ shopKind: 'stocked' });

function rowsOf(file: string): string[][] {
  const book = read(readFileSync(file));
  return utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 });
}

test('a freeze says before and after to whom keys of it have gone, and gives the list away', async ({ frame }) => {
  const dispense = new DispensePage(frame);
  await dispense.open();
  await dispense.fill({ shop: '闲鱼一店', number: 'T-1001', sku: 'STEAM-50', quantity: 2, total: '104' });
  await dispense.submit(2);
  await expect(dispense.result(2)).toBeVisible();

  const inventory = new InventoryPage(frame);
  await inventory.openFirstBatch();
  await inventory.actBehind(text.acts.freezeImport);
  await expect(inventory.dialog).toContainText(filled(text.freeze.import_other, { count: 118 }));
  await expect(inventory.delivered.getByRole('row').filter({ hasText: 'T-1001' })).toContainText('闲鱼一店');
  await inventory.freeze(118, '供应商说这批有问题');
  await expect(inventory.dialog).toContainText(/FZ-/);
  await expect(inventory.delivered.getByRole('row').filter({ hasText: 'T-1001' })).toContainText('2');
  const rows = rowsOf(await inventory.exportTable(inventory.delivered));
  expect(rows[0]?.slice(0, 2)).toEqual([text.delivered.number, text.delivered.order]);
  expect(rows[1]?.[1]).toBe('T-1001');
});

test('untouched keys of a batch get another cost, and the ledger says so', async ({ frame, page }) => {
  const inventory = new InventoryPage(frame);
  await inventory.openFirstBatch();
  await inventory.reclassify('40', '补差价');
  await inventory.open('movements');
  const moved = page.getByRole('row').filter({ hasText: text.kinds.reclassification });
  await expect(moved).toHaveCount(2);
  await expect(moved.filter({ hasText: '4,800' })).toHaveCount(1);
  const rows = rowsOf(await inventory.exportTable(page.getByRole('grid')));
  expect(rows.filter((row) => row.includes(text.kinds.reclassification))).toHaveLength(2);
  expect(rows.flat()).toContain(4800);
});

test('a whole batch is written off with a reason', async ({ frame, page }) => {
  const inventory = new InventoryPage(frame);
  await inventory.openFirstBatch();
  await inventory.actBehind(filled(text.acts.writeOff_other, { count: 120 }));
  await inventory.dialog.getByRole('textbox', { name: text.acts.reason, exact: true }).fill('供应商关停');
  await inventory.dialog.getByRole('button', { name: filled(text.acts.writeOff_other, { count: 120 }) }).click();
  await inventory.open('movements');
  await expect(page.getByRole('row').filter({ hasText: text.kinds['write-off'] })).toContainText('120');
});

test('a stock-take asks for a word that it does not know, and knows it the next time', async ({ frame }) => {
  const inventory = new InventoryPage(frame);
  const list = {
    name: '状态.csv',
    bytes: Buffer.from('\ufeff卡号,状态\r\n9990000000000001,已激活\r\n9990000000000002,待定\r\n'),
  };
  await inventory.beginTake('诚信卡商', list);
  await inventory.answer('已激活', 'used');
  await inventory.answer('待定', 'ignore');
  await inventory.take();
  await expect(inventory.findings.getByRole('row').filter({ hasText: text.findings['unknown-key'] })).toHaveCount(1);

  // Pasted the next time: the answers are known.
  await inventory.beginTake('诚信卡商', { pasted: '卡号,状态\n9990000000000001,已激活\n9990000000000002,待定\n' });
  await expect(inventory.dialog).toContainText(text.takes.meanings.ignore);
});

test('a status list on its way takes no second one beside it', async ({ frame, page }) => {
  const inventory = new InventoryPage(frame);
  const arrival = Promise.withResolvers<void>();
  await page.route(/\/files\/finish/, async (route) => {
    await arrival.promise;
    await route.continue();
  });
  await frame.goTo('/stock-takes');
  await page.getByRole('button', { name: text.takes.new }).first().click();
  const file = inventory.dialog.locator('input[type=file]');
  const list = Buffer.from('卡号,状态\r\n9990000000000001,已使用\r\n');
  await file.setInputFiles({ name: '状态.csv', mimeType: 'text/csv', buffer: list });
  await expect(file).toBeDisabled();
  arrival.resolve();
  await expect(inventory.dialog).toContainText('状态.csv');
  await expect(file).toHaveCount(0);
});

test('several files are looked at and posted one after the other, and one is undone with its reason', async ({
  frame,
  page,
}) => {
  const imports = new ImportsPage(frame);
  await imports.openWizard();
  const sheet = (digit: number) => Buffer.from(`\ufeff卡号,卡密\r\n770000000000000${digit},QWER-ASDF-000${digit}\r\n`);
  await imports.addFiles([
    { name: '甲.csv', bytes: sheet(1) },
    { name: '乙.csv', bytes: sheet(2) },
  ]);
  for (const name of ['甲.csv', '乙.csv']) {
    await imports.show(name);
    await imports.fillReceipt('诚信卡商', 'STEAM-50', '47.5');
    await expect(imports.count('accepted')).toHaveText('1');
    await imports.postAction(1).click();
    await imports.expectPosted(1);
  }
  await imports.openHistory();
  await expect(imports.historyRow('甲.csv')).toContainText(importText.states.posted);
  await imports.historyRow('乙.csv').click();
  await imports.undo(1, '供应商发重了');
  await expect(imports.historyRow('乙.csv')).toContainText(importText.states.undone);
  await expect(page.getByRole('dialog')).toContainText('供应商发重了');
});
