import { words } from '#tests/support/pages/words.ts';
import { CLERK, expect, test } from '#tests/support/web-app.ts';

const text = words['zh-CN'];

test.use({ shopKind: 'stocked' });

test('Ctrl+K finds a page, a product, a supplier, and goes there', async ({ frame, page }) => {
  const palette = page.getByRole('dialog', { name: text.shell.palette.title });
  const field = page.getByRole('combobox', { name: text.shell.palette.title });
  await frame.expectOpen();
  await page.keyboard.press('Control+k');
  await field.fill('STEAM-50');
  await expect(page.getByRole('option', { name: /STEAM-50/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/catalog\?sku=\d+/);
  await expect(page.getByRole('dialog').filter({ hasText: 'STEAM-50' })).toBeVisible();

  // What is named just as it was typed comes first, before the back-test.
  await page.keyboard.press('Control+k');
  await field.fill(text.shell.nav.replenishment);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/replenishment$/);

  await page.keyboard.press('Control+k');
  await field.fill('诚信卡商');
  await page.getByRole('option', { name: /诚信卡商/ }).click();
  await expect(page).toHaveURL(/#\/suppliers\?supplier=\d+/);

  await page.keyboard.press('Control+k');
  await field.fill(text.shell.nav.imports);
  const pages = page.getByRole('group', { name: text.shell.palette.pages });
  await pages.getByRole('option', { name: text.shell.nav.imports }).click();
  await expect(page).toHaveURL(/#\/imports$/);

  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});

test('a whole day in English: every page has its English title', async ({ frame, page }) => {
  const english = await frame.chooseLanguage('en');
  for (const area of ['dashboard', 'dispense', 'imports', 'catalog', 'suppliers'] as const) {
    await english.open(area);
    await english.expectSettled();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page).toHaveTitle(/KaCang/);
    const shown = await page.getByRole('main').innerText();
    // What a person entered stays as it was entered.
    const own = shown.replace(/示例店|诚信卡商|闲鱼一店|闲鱼|充值卡|老板|小王|卡号|卡密/g, '');
    expect(own.match(/\p{Script=Han}+/gu) ?? [], `Chinese words on the English page ${area}`).toEqual([]);
  }
  await page.reload();
  await english.expectOpen();
});

test('a filter is in the address: reload and back keep it', async ({ frame, page }) => {
  await frame.open('catalog');
  await expect(page.getByRole('row').filter({ hasText: 'STEAM-50' })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page.locator('[data-filters] input').first()).toBeFocused();
  await page.keyboard.type('没有这种卡');
  await expect(page.getByText(text.components.table.noMatches)).toBeVisible();
  await expect(page).toHaveURL(/#\/catalog\?/);
  await page.reload();
  await expect(page.getByText(text.components.table.noMatches)).toBeVisible();
  await page.getByRole('button', { name: text.components.table.clearFilters }).click();
  await expect(page.getByRole('row').filter({ hasText: 'STEAM-50' })).toBeVisible();
});

test('what the owner read is not there for the next person at the window', async ({ frame, page }) => {
  const { figures } = text.dashboard;
  const figure = (name: string) => page.getByRole('main').getByRole('term').filter({ hasText: name }).first();
  await expect(figure(figures.stock)).toBeVisible();
  await frame.signOut();
  // Watched and not only looked at afterwards: what was read before would stand there until the new answer is in.
  const seen = await page.evaluateHandle((name) => {
    const texts: string[] = [];
    const look = (): void => {
      for (const term of document.querySelectorAll('main dt')) texts.push(term.textContent ?? '');
    };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    return { texts, has: () => texts.includes(name) };
  }, figures.stock);
  await frame.entry.signIn(CLERK.passphrase, CLERK.name);
  await frame.expectOpen();
  await expect(figure(figures.stockKeys)).toBeVisible();
  expect(await seen.evaluate(({ texts }) => texts.length)).toBeGreaterThan(0);
  expect(await seen.evaluate((watched) => watched.has())).toBe(false);
});
