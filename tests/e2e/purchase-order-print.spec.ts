import { expect, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'demo' });

test('a purchase order is black on white on paper, from a dark window too', async ({ frame, page }) => {
  await page.evaluate(() => window.localStorage.setItem('kacang.appearance', 'dark'));
  await page.reload();
  await frame.goTo('/purchase-orders/1/print');
  const paper = page.locator('[data-print]');
  await expect(paper).toContainText('PO-');
  await page.emulateMedia({ media: 'print' });
  const inks = await paper.evaluate((element) => {
    const parts = [element, ...element.querySelectorAll('*')];
    return [...new Set(parts.map((part) => Number(/\d+/.exec(getComputedStyle(part).color)?.[0])))];
  });
  expect(Math.max(...inks)).toBeLessThan(0x66);
  const grounds = await paper.evaluate((element) => {
    const found: string[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) found.push(getComputedStyle(at).backgroundColor);
    return found.filter((colour) => !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(colour));
  });
  expect(grounds).toEqual([]);
});
