import { PurchaseOrdersPage } from '#tests/support/pages/purchase-orders.page.ts';
import { type Language, words } from '#tests/support/pages/words.ts';
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

test.describe('what goes to the supplier', () => {
  test.use({ shopKind: 'stocked' });

  for (const language of ['zh-CN', 'en'] as const satisfies readonly Language[]) {
    test(`a draft says on paper and as text that it is one, and our note stays with us: ${language}`, async ({
      context,
      frame,
      page,
    }) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.setViewportSize({ width: 1280, height: 720 });
      const text = words[language].purchaseOrders;
      const inLanguage = language === 'en' ? await frame.chooseLanguage(language) : frame;
      const orders = new PurchaseOrdersPage(inLanguage, language);
      await frame.goTo('/purchase-orders?new=1');
      const editor = page.getByRole('dialog', { name: text.editor.newTitle });
      await editor.getByLabel(text.editor.note, { exact: true }).fill('pays late, ask for less');
      await orders.fillDraft('诚信卡商', 'STEAM-50', 20, '47.5');
      await expect(orders.drawer).toContainText('pays late');
      await orders.drawer.getByRole('button', { name: text.acts.more }).click();
      await page.getByRole('menuitem', { name: text.acts.copyText }).click();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(text.print.marks.draft);
      expect(await page.evaluate(() => navigator.clipboard.readText())).not.toContain('pays late');
      await orders.drawer.getByRole('button', { name: text.acts.more }).click();
      await page.getByRole('menuitem', { name: text.acts.print }).click();
      const paper = page.locator('[data-print]');
      await expect(paper.getByRole('heading')).toContainText(text.print.marks.draft);
      await expect(paper).not.toContainText('pays late');
    });
  }
});
