import { openOptions } from '#tests/support/pages/choose.ts';
import { type Language, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

const { backTest } = words['zh-CN'].replenishment;

test.use({ shopKind: 'demo' });

test('a category is tried together, and each of its products opens by itself', async ({ frame, page }) => {
  await frame.goTo('/replenishment/back-test');
  await page.getByLabel(backTest.category).click();
  await openOptions(page).first().click();
  const figures = page.getByRole('table').filter({ hasText: backTest.figures.unitsOrdered });
  await expect(figures.getByRole('row')).toHaveCount(8);
  const each = page.getByRole('table', { name: backTest.perSku });
  await expect(each.getByRole('row').nth(2)).toBeVisible();
  await page.getByText(backTest.kinds['min-max'], { exact: true }).click();
  await expect(page).toHaveURL(/category=.+kind=min-max/);
  await each.getByRole('button').first().click();
  await expect(page).toHaveURL(/sku=\d+/);
  await expect(page).not.toHaveURL(/category=/);
  await expect(each).toBeHidden();
  await expect(figures.getByRole('row')).toHaveCount(8);
  await page.getByRole('link', { name: backTest.toMovements }).click();
  await expect(page).toHaveURL(/#\/inventory\/movements\?sku=\d+/);
  await expect(frame.firstRow).toBeVisible();
});

test('rows that are ticked in the plan are tried together', async ({ frame, page }) => {
  await frame.goTo('/replenishment');
  const ticks = page.getByRole('row').getByRole('checkbox');
  await ticks.nth(1).check();
  await ticks.nth(2).check();
  await page.getByRole('link', { name: /2/ }).filter({ hasText: '回测' }).click();
  await expect(page).toHaveURL(/back-test\?skus=\d+%2C\d+|back-test\?skus=\d+,\d+/);
  await expect(page.getByRole('table', { name: backTest.perSku }).getByRole('row').nth(1)).toBeVisible();
});

for (const language of ['zh-CN', 'en'] as const satisfies readonly Language[]) {
  test(`the list of the morning is read without pointing at it: ${language}`, async ({ frame, page }) => {
    const { columns } = words[language].replenishment;
    await frame.goTo('/replenishment');
    if (language === 'en') await frame.chooseLanguage(language);
    await frame.expectSettled();
    const list = page.getByRole('grid');
    await expect(list.getByRole('row').nth(4)).toBeVisible();
    const heads = await list.getByRole('columnheader').allInnerTexts();
    const shortened = (column: string) =>
      list.getByRole('row').evaluateAll(
        (rows, at) =>
          rows.slice(1).flatMap((row) => {
            const cell = row.children[at];
            const parts = cell ? [cell, ...cell.querySelectorAll('*')] : [];
            const isShortened = parts.some(
              ({ clientWidth, scrollWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1,
            );
            return isShortened ? [cell?.textContent] : [];
          }),
        heads.findIndex((head) => head.startsWith(column)),
      );
    expect(await shortened(columns.limit)).toEqual([]);
    expect((await shortened(columns.sku)).length).toBeLessThan(3);
  });
}
