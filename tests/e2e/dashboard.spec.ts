import { words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

const text = words['zh-CN'].dashboard;

/** Numbers that are no sums of rows, by where they stand. */
const NO_FIGURES = {
  month: 'header',
  daysOfAName: 'h2, dt',
  codeOfASku: '.kc-mono',
  daysForScreenReaders: '.kc-visually-hidden',
} as const;
/** The demo shop shows more of them; fewer mean that the page was not read. */
const FEWEST_FIGURES = 30;

test.use({ shopKind: 'demo' });

test('every number of the dashboard opens its rows, also those beside the large ones', async ({ frame, page }) => {
  await frame.goTo('/dashboard');
  await frame.expectSettled();
  const large = page.locator('main dl');
  await expect(large.first()).toBeVisible();
  const figures = await page.locator('main *').evaluateAll(
    (elements, places) =>
      elements
        .filter(({ childNodes }) => [...childNodes].some((node) => node instanceof Text && /\d/.test(node.data)))
        .filter((element) => element.closest(places) === null)
        .map((element) => ({
          text: element.textContent,
          // What wants doing and what was done has its way beside it, in the same line of the list.
          isOpen: element.closest('a, button') !== null || element.closest('li')?.querySelector('a, button') != null,
        })),
    Object.values(NO_FIGURES).join(', '),
  );
  expect(figures.length).toBeGreaterThan(FEWEST_FIGURES);
  expect(figures.filter(({ isOpen }) => !isOpen).map((figure) => figure.text)).toEqual([]);
  await large.getByRole('link', { name: new RegExp(`^${text.figures.revenue.split('{{')[0]}`) }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText(text.span.sales.split('}}')[1] ?? '');
  // On the first of a month nothing may have been sold in it yet: the last thirty days have sales on any.
  await frame.goTo('/dashboard');
  await expect(drawer).toBeHidden();
  await page.getByRole('region', { name: text.chart.title }).getByRole('link').first().click();
  await expect(drawer).toContainText(/TK-\d+-\d+/);
  const download = page.waitForEvent('download');
  await drawer.getByRole('button', { name: words['zh-CN'].components.table.export }).click();
  expect((await download).suggestedFilename()).toContain(text.span.salesLabel);
});

test('the totals of what left without a sale open the acts of everybody', async ({ frame, page }) => {
  const { outflows } = words['zh-CN'].audit;
  await frame.goTo('/audit?tab=outflows&since=2020-01-01');
  const total = page.getByRole('row').filter({ hasText: outflows.total }).getByRole('link').first();
  await total.click();
  await expect(page).toHaveURL(/watched=/);
  await expect(page).not.toHaveURL(/person=/);
  await frame.expectSettled();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
});

test('the minimum of a product and the sums of the chart open what they were worked out from', async ({
  frame,
  page,
}) => {
  await frame.goTo('/dashboard');
  await frame.expectSettled();
  const row = page.getByRole('region', { name: text.below.title }).getByRole('row').nth(1);
  const minimum = row.getByRole('cell').nth(3).getByRole('link');
  const least = await minimum.innerText();
  await minimum.click();
  await expect(page.getByRole('dialog')).toContainText(least);
  await frame.goTo('/dashboard');
  const sums = page.getByRole('region', { name: text.chart.title }).getByRole('link');
  await expect(sums).toHaveCount(3);
  const [keys] = /[\d,]+/.exec(await sums.first().innerText()) ?? [];
  await sums.first().click();
  await expect(page.getByRole('dialog').locator('dl')).toContainText(keys ?? 'a count');
});
