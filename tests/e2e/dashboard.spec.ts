import { words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

const text = words['zh-CN'].dashboard;

test.use({ shopKind: 'demo' });

test('every number of the dashboard opens its rows, also those beside the large ones', async ({ frame, page }) => {
  await frame.goTo('/dashboard');
  await frame.expectSettled();
  const figures = page.locator('main dl');
  await expect(figures.first()).toBeVisible();
  const closed = await figures.locator('dd').evaluateAll((places) =>
    places.flatMap((place) =>
      [...place.querySelectorAll('*')]
        .filter((element) => element.children.length === 0 && /\d/.test(element.textContent ?? ''))
        .filter((element) => element.closest('a') === null)
        .map((element) => element.textContent),
    ),
  );
  expect(closed).toEqual([]);
  await figures.getByRole('link', { name: new RegExp(`^${text.figures.revenue.split('{{')[0]}`) }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toBeVisible();
  await expect(drawer).toContainText(/TK-\d+-\d+/);
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
