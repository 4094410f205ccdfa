import { readFileSync } from 'node:fs';
import { read, utils, type WorkBook } from 'xlsx';
import { dayOfLastMonth, lastDayOfLastMonth, lastMonth } from '#tests/support/last-month.ts';
import { ReconciliationPage } from '#tests/support/pages/reconciliation.page.ts';
import { words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

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
});
