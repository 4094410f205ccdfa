import { filled, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'scored' });

test('a supplier with bad keys is warned of, then left out with the reason, and bought from again when the owner says so', async ({
  frame,
  page,
}) => {
  test.slow();
  const text = words['zh-CN'].replenishment;
  const scores = words['zh-CN'].scorecards;
  const sales = words['zh-CN'].sales;
  const row = page.getByRole('main').getByRole('row').filter({ hasText: 'STEAM-50' });
  const plan = async (): Promise<void> => {
    await frame.goTo('/replenishment');
    await page.getByRole('button', { name: text.run, exact: true }).click();
  };
  await plan();
  await expect(row).toContainText('诚信卡商');
  await row.click();
  const drawer = page.getByRole('dialog').filter({ hasText: text.drawer.rule });
  await expect(drawer).toContainText(
    filled(text.reasons.STANDING_BAD_KEYS, { supplier: '诚信卡商', rate: '8%', lineRate: '3%' }),
  );

  // Six more buyers complain.
  await frame.goTo('/dispense/deliveries');
  await frame.openFirstRow();
  const delivery = page.getByRole('dialog').filter({ hasText: sales.details.keys });
  await expect(delivery.getByRole('checkbox')).toHaveCount(6);
  for (const key of await delivery.getByRole('checkbox').all()) await key.check();
  await delivery.getByRole('button', { name: filled(sales.details.bad_other, { count: 6 }) }).click();
  const dialog = page.getByRole('dialog', { name: filled(sales.details.badTitle_other, { count: 6 }) });
  await dialog.getByRole('textbox').fill('无法兑换');
  await dialog.getByRole('button', { name: filled(sales.details.bad_other, { count: 6 }) }).click();
  await expect(dialog).toBeHidden();

  await plan();
  await expect(row).toContainText('稳当批发');
  await row.click();
  const passed = { supplier: '诚信卡商', limit: text.limits.SUPPLIER_EXCLUDED };
  await expect(drawer).toContainText(filled(text.reasons.PASSED_OVER, passed));
  await expect(drawer).toContainText(
    filled(text.reasons.STANDING_BAD_KEYS, { supplier: '诚信卡商', rate: '20%', lineRate: '15%' }),
  );

  await frame.goTo('/reports/suppliers');
  const scored = page.getByRole('main').getByRole('row').filter({ hasText: '诚信卡商' });
  await expect(scored).toContainText(scores.colours.red);
  await scored.click();
  const card = page.getByRole('dialog').filter({ hasText: scores.regard.title });
  await card.getByRole('button', { name: scores.regard.rule }).click();
  const ruling = page.getByRole('dialog', { name: scores.ruling.title });
  await ruling.getByText(scores.standings.good, { exact: true }).click();
  await ruling.getByLabel(scores.ruling.reason).fill('已换货源');
  await ruling.getByRole('button', { name: scores.ruling.save }).click();
  await expect(ruling).toBeHidden();
  await expect(card).toContainText(filled(scores.reasons.RULED_BY_OWNER, { ruling: scores.standings.good }));

  await plan();
  await expect(row).toContainText('诚信卡商');
});
