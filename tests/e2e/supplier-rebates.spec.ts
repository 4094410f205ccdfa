import { choose } from '#tests/support/pages/choose.ts';
import { words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

const text = words['zh-CN'].supplierMoney.rebate;

test.use({ shopKind: 'demo' });

test('the day and amount of a rebate are not those of the supplier that was chosen before', async ({ frame, page }) => {
  await frame.goTo('/suppliers/money?view=rebates');
  await page.getByRole('button', { name: text.add, exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: text.title });
  const [day, amount] = [dialog.getByLabel(text.promisedOn), dialog.getByLabel(text.amount)];
  const today = await day.inputValue();
  await choose(dialog, words['zh-CN'].supplierMoney.columns.supplier, '星河卡盟');
  await expect(day).not.toHaveValue(today);
  await expect(amount).not.toHaveValue('');
  await choose(dialog, words['zh-CN'].supplierMoney.columns.supplier, '老周代充');
  await expect(dialog.getByText(text.noRate)).toBeVisible();
  await expect(day).toHaveValue(today);
  await expect(amount).toHaveValue('');
});
