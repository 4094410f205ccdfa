import { CatalogPage } from '#tests/support/pages/catalog.page.ts';
import { SuppliersPage } from '#tests/support/pages/suppliers.page.ts';
import { words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

const text = words['zh-CN'];

test('a SKU is made with its brand, its key pattern is tried, and Ctrl+K finds it', async ({ frame, page }) => {
  const catalog = new CatalogPage(frame);
  await catalog.open();
  await catalog.beginNew();
  await catalog.create();
  await expect(catalog.drawer.getByText('请填写品牌')).toBeVisible();
  await catalog.fill('brand', '网易');
  await catalog.fill('product', '一卡通');
  await catalog.fill('name', '100 点');
  await catalog.fill('faceValue', '￥１００');
  await expect(catalog.drawer.getByLabel(text.catalog.editor.faceValue, { exact: true })).toHaveValue('100');
  await catalog.fill('salePrice', '9.60');
  await catalog.tryPattern('卡号', '\\d{13}', '12345');
  await expect(catalog.verdict).toContainText(text.catalog.keyFields.problems['pattern-mismatch']);
  await catalog.drawer.getByRole('textbox', { name: text.catalog.keyFields.test }).fill('1234567890123');
  await expect(catalog.verdict).toContainText(text.catalog.keyFields.fits);
  await catalog.create();
  await expect(catalog.row('一卡通 100 点')).toContainText('9.60');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: text.shell.palette.title }).fill('一卡通');
  await expect(page.getByRole('option', { name: /一卡通 100 点/ })).toBeVisible();
});

test('who has gone on while a SKU was being made is not called back to it', async ({ frame, page }) => {
  const catalog = new CatalogPage(frame);
  await catalog.open();
  await catalog.beginNew();
  for (const field of ['brand', 'product', 'name'] as const) await catalog.fill(field, '慢');
  let answer: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/rpc/skus/create', async (route) => {
    await held;
    await route.continue();
  });
  await catalog.create();
  await frame.goTo('/suppliers');
  await expect(page.getByRole('heading', { name: words['zh-CN'].suppliers.title, exact: true })).toBeVisible();
  const made = page.waitForResponse('**/rpc/skus/create');
  answer();
  await made;
  await frame.expectSettled();
  expect(new URL(page.url()).hash).toBe('#/suppliers');
});

test('a click that misses a form leaves what was typed in it', async ({ frame, page }) => {
  const catalog = new CatalogPage(frame);
  await catalog.open();
  await catalog.beginNew();
  await catalog.fill('brand', '网易');
  await page.mouse.click(20, 300);
  await frame.expectSettled();
  await expect(catalog.drawer.getByLabel(text.catalog.editor.brand, { exact: true })).toHaveValue('网易');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: text.components.leaving.leave }).click();
  await expect(catalog.drawer).toBeHidden();
});

test('a catalogue comes from a sheet, refused rows with their reason', async ({ frame }) => {
  const catalog = new CatalogPage(frame);
  await catalog.chooseSheet(
    '商品.csv',
    ['品牌,商品,规格,编码,售价', '哔哩哔哩,大会员,月卡,B-30,22.80', '哔哩哔哩,大会员,年卡,B-365,面议'].join('\r\n'),
  );
  await expect(catalog.page.getByText(text.catalog.sheet.rules.NOT_AN_AMOUNT)).toBeVisible();
  await catalog.importSheet(1);
  await expect(catalog.row('大会员 月卡')).toContainText('22.80');
  await expect(catalog.row('大会员 年卡')).toHaveCount(0);
});

test('a supplier is made, topped up by its verb, and the top-up is reversed', async ({ frame }) => {
  const suppliers = new SuppliersPage(frame);
  await suppliers.open();
  await suppliers.create('星辰批发');
  await suppliers.topUp('500', '500.00');
  await expect(suppliers.entries.getByRole('row').nth(1)).toContainText('预存余额');
  await expect(suppliers.table.getByRole('row').filter({ hasText: '星辰批发' })).toContainText('500.00');
  await suppliers.reverseLatest('转错了', '500.00');
  await expect(suppliers.entries.getByText(text.suppliers.account.reversed)).toBeVisible();
  await expect(suppliers.table.getByRole('row').filter({ hasText: '星辰批发' })).toContainText(
    text.components.balance.settled,
  );
});

test.describe('two windows', () => {
  test.use({ shopKind: 'stocked' });

  test('that edit one SKU both get through: the slower keeps what it typed and takes the rest', async ({
    frame,
    page,
  }) => {
    const second = await frame.openTab();
    const { page: other } = second;
    const open = async (at: typeof frame): Promise<void> => {
      await at.bringToFront();
      await at.goTo('/catalog?sku=1');
      await at.page.getByRole('dialog').getByRole('button', { name: text.catalog.actions.edit, exact: true }).click();
    };
    const save = async (at: typeof frame): Promise<void> => {
      await at.bringToFront();
      await at.page.getByRole('button', { name: text.catalog.editor.save, exact: true }).click();
    };
    const salePrice = (at: typeof frame) => at.page.getByLabel(text.catalog.editor.salePrice, { exact: true });
    const minimum = (at: typeof frame) => at.page.getByLabel(text.catalog.editor.minimumStock, { exact: true });
    await open(second);
    await open(frame);
    await salePrice(second).fill('52.22');
    await salePrice(frame).fill('51.11');
    await minimum(frame).fill('44');
    await save(frame);
    await expect(page.getByText(text.catalog.editor.saved)).toBeVisible();
    await save(second);
    await expect(other.getByText(text.components.meanwhile)).toBeVisible();
    await expect(salePrice(second)).toHaveValue('52.22');
    await expect(minimum(second)).toHaveValue('44');
    await save(second);
    await expect(other.getByText(text.catalog.editor.saved)).toBeVisible();
  });

  test('that write one delivery text: the slower sees what stands there before it is replaced', async ({
    frame,
    page,
  }) => {
    const second = await frame.openTab();
    const { page: other } = second;
    const words = text.sales.shops;
    const place = `${words.template} ${words.anyShop} · ${words.anySku}`;
    await frame.bringToFront();
    await frame.goTo('/dispense/shops');
    await page.getByRole('button', { name: words.newTemplate, exact: true }).click();
    await page.getByLabel(`${words.template} ${words.newTemplate}`).fill('甲 {卡密列表}');
    const save = (at: typeof page) => at.getByRole('button', { name: words.save, exact: true }).first();
    await save(page).click();
    await expect(page.getByLabel(place)).toHaveValue('甲 {卡密列表}');
    await second.bringToFront();
    await second.goTo('/dispense/shops');
    await other.getByLabel(place).fill('乙 {卡密列表}');
    await frame.bringToFront();
    await page.getByLabel(place).fill('丙 {卡密列表}');
    await save(page).click();
    await expect(page.getByText(words.saved).first()).toBeVisible();
    await expect(page.getByText(words.templateChanged)).toBeHidden();
    await second.bringToFront();
    await expect(other.getByText(words.templateChanged)).toBeVisible();
    await expect(other.getByLabel(place)).toHaveValue('乙 {卡密列表}');
    await expect(other.getByRole('alert').filter({ hasText: '丙 {卡密列表}' })).toBeVisible();
    await save(other).click();
    await expect(other.getByText(words.templateChanged)).toBeHidden();
    await frame.bringToFront();
    await expect(page.getByLabel(place)).toHaveValue('乙 {卡密列表}');
    // A place has one text: a new one there would replace it unseen.
    await page.getByRole('button', { name: words.newTemplate, exact: true }).click();
    await expect(page.getByText(words.templateTaken)).toBeVisible();
  });

  test('that rename one brand both get through, and what was typed second stays', async ({ frame, page }) => {
    const second = await frame.openTab();
    const { page: other } = second;
    const { actions, brands, editor } = text.catalog;
    const name = (at: typeof frame) => at.page.getByRole('dialog').getByLabel(brands.name, { exact: true });
    const open = async (at: typeof frame): Promise<void> => {
      await at.bringToFront();
      await at.goTo('/catalog/brands');
      await at.page.getByRole('button', { name: actions.edit, exact: true }).first().click();
      await expect(name(at)).toBeVisible();
    };
    const save = async (at: typeof frame): Promise<void> => {
      await at.bringToFront();
      await at.page.getByRole('button', { name: editor.save, exact: true }).click();
    };
    await open(second);
    await open(frame);
    await name(second).fill('第二个名字');
    await name(frame).fill('第一个名字');
    await save(frame);
    await expect(page.getByText(brands.saved)).toBeVisible();
    await expect(name(second)).toHaveValue('第二个名字');
    await save(second);
    await expect(other.getByText(text.components.meanwhile)).toBeVisible();
    await expect(name(second)).toHaveValue('第二个名字');
    await save(second);
    await expect(other.getByText(brands.saved)).toBeVisible();
    await expect(page.getByText('第二个名字')).toBeVisible();
  });

  test('that set the limits of replenishment at once lose nothing that was typed', async ({ frame, page }) => {
    const second = await frame.openTab();
    const { page: other } = second;
    const { policy } = text.replenishment;
    const money = (at: typeof frame) => at.page.getByLabel(policy.mostTiedUp, { exact: true });
    for (const at of [second, frame]) {
      await at.bringToFront();
      await at.goTo('/replenishment?settings=1');
      await expect(money(at)).toBeVisible();
    }
    await money(second).fill('8888');
    await page.getByRole('dialog').getByRole('spinbutton').first().fill('9');
    await page.getByRole('button', { name: policy.save, exact: true }).click();
    await second.bringToFront();
    await expect(other.getByText(text.components.meanwhile)).toBeVisible();
    await expect(money(second)).toHaveValue('8888');
    await expect(other.getByRole('dialog').getByRole('spinbutton').first()).toHaveValue('9');
  });
});
