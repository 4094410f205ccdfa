import type { Page } from '@playwright/test';
import { PurchaseOrdersPage } from '#tests/support/pages/purchase-orders.page.ts';
import { filled, type Language, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'stocked' });

const text = words['zh-CN'].supplierMoney;

/** A supplier on credit with a debt of 190 that was due nine days ago, made through the screens. */
async function owe(page: Page, goTo: (path: string) => Promise<void>): Promise<void> {
  const { suppliers } = words['zh-CN'];
  await goTo('/suppliers?new=1');
  const editor = page.getByRole('dialog').last();
  await editor.getByLabel(suppliers.editor.name, { exact: true }).fill('赊账批发');
  await editor.getByRole('button', { name: suppliers.editor.create, exact: true }).click();
  const drawer = page.getByRole('dialog').filter({ hasText: '赊账批发' }).last();
  await drawer.getByRole('button', { name: suppliers.account.postOpening }).click();
  const dialog = page.getByRole('dialog', { name: filled(suppliers.post.title, { name: '赊账批发' }) });
  await dialog.getByText(suppliers.post.openingOwed).click();
  await dialog.getByLabel(suppliers.post.amount, { exact: true }).fill('190.05');
  const day = dialog.getByLabel(suppliers.post.occurredOn);
  await day.fill(daysAgo(9));
  await day.press('Enter');
  await expect(dialog).toBeHidden();
}

function daysAgo(days: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() - days * 86_400_000);
}

test('a debt becomes due, stands at the bell, is paid from the list, and the account is right to the cent', async ({
  frame,
  page,
}) => {
  await owe(page, (path) => frame.goTo(path));
  await frame.goTo('/dashboard');
  await page.getByRole('button', { name: /提醒/ }).click();
  // At the bell, and among what the dashboard wants done.
  await expect(page.getByText(filled(text.alerts.overdue, { count: 1 }))).toHaveCount(2);

  await frame.goTo('/suppliers/money?view=dues&overdue=1');
  const dues = page.getByRole('grid', { name: text.views.dues });
  const row = dues.getByRole('row').filter({ hasText: '赊账批发' });
  await expect(row).toContainText(filled(text.daysLate_other, { count: 9 }));
  await row.getByRole('checkbox').click();
  await page.getByRole('button', { name: /付款 1 笔.*190\.05/ }).click();
  const dialog = page.getByRole('dialog', { name: filled(text.pay.pay, { name: '赊账批发' }) });
  await dialog.getByLabel(text.pay.reference).fill('TT-1');
  await dialog.getByRole('button', { name: /付.*190\.05/ }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toBeHidden();

  await frame.goTo('/suppliers/money');
  const account = page
    .getByRole('grid', { name: text.views.exposure })
    .getByRole('row')
    .filter({ hasText: '赊账批发' });
  await expect(account).toContainText(words['zh-CN'].components.balance.settled);
});

test('a payment says what it does not take of what was typed, and posts no other amount', async ({ frame, page }) => {
  const { components, suppliers, errors } = words['zh-CN'];
  await frame.goTo('/suppliers?new=1');
  const editor = page.getByRole('dialog').last();
  await editor.getByLabel(suppliers.editor.name, { exact: true }).fill('月结批发');
  await editor.getByLabel(suppliers.editor.settlement).click();
  await page.getByTitle(suppliers.settlements.credit, { exact: true }).click();
  await editor.getByRole('button', { name: suppliers.editor.create, exact: true }).click();
  // Without days everything they send would be due the day it comes.
  await expect(
    editor.getByText(filled(suppliers.editor.required, { field: suppliers.editor.creditDays })),
  ).toBeVisible();
  await editor.getByLabel(suppliers.editor.creditDays).fill('30');
  await editor.getByRole('button', { name: suppliers.editor.create, exact: true }).click();

  const drawer = page.getByRole('dialog').filter({ hasText: '月结批发' }).last();
  await drawer.getByRole('button', { name: suppliers.actions.pay, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: filled(text.pay.pay, { name: '月结批发' }) });
  const amount = dialog.getByLabel(text.pay.amount, { exact: true });
  await amount.pressSequentially('-100');
  await amount.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: components.amount.negative })).toBeVisible();
  await expect(dialog).toBeVisible();
  await amount.fill('0');
  await amount.press('Enter');
  await expect(page.getByText(filled(errors.INVALID_VALUE, { sentence: '金额要大于 0。' }))).toBeVisible();
  // A fee that cannot be kept stood there and was posted as none.
  await amount.fill('12.5');
  await dialog.getByLabel(text.pay.fee, { exact: true }).pressSequentially('999999999999');
  await expect(page.getByRole('alert').filter({ hasText: components.amount.tooLarge })).toBeVisible();
  await dialog.getByLabel(text.pay.fee, { exact: true }).press('Enter');
  await expect(dialog).toBeVisible();
  await dialog.getByLabel(text.pay.fee, { exact: true }).fill('');
  await dialog.getByRole('button', { name: /付.*12\.50/ }).click();
  await expect(dialog).toBeHidden();
});

test('who archives a supplier sees first what is still open with them', async ({ frame, page }) => {
  const { suppliers, shell } = words['zh-CN'];
  const orders = new PurchaseOrdersPage(frame);
  await orders.open();
  await orders.makeDraft('诚信卡商', 'STEAM-50', 2, '47.5');
  await orders.act('send').click();
  await orders.expectState('sent');
  await frame.goTo('/suppliers?supplier=1');
  const drawer = page.getByRole('dialog').filter({ hasText: suppliers.actions.post }).last();
  await drawer.getByRole('button', { name: shell.actions.more }).click();
  await page.getByRole('menuitem', { name: suppliers.actions.archive, exact: true }).click();
  const question = page.getByRole('dialog', { name: filled(suppliers.archive.title, { name: '诚信卡商' }) });
  await expect(question).toContainText(filled(suppliers.archive.orders_other, { count: 1 }));
  await expect(question).toContainText('5,700.00');
  await question.getByRole('button', { name: suppliers.archive.action, exact: true }).click();
  await expect(page.getByText(suppliers.archive.done)).toBeVisible();
});

for (const language of ['zh-CN', 'en'] as const satisfies readonly Language[]) {
  test(`a top-up with a fee is refused above the maximum and goes on with a reason: ${language}`, async ({
    frame,
    page,
  }) => {
    const own = words[language].supplierMoney;
    await frame.goTo('/suppliers/money');
    if (language === 'en') await frame.chooseLanguage(language);
    await page.getByRole('grid', { name: own.views.exposure }).getByRole('row').filter({ hasText: '诚信卡商' }).click();
    const drawer = page.getByRole('dialog').filter({ hasText: own.panel.exposure });
    await drawer.getByRole('button', { name: own.setMaximum, exact: true }).click();
    const maximum = page.getByRole('dialog', { name: filled(own.maximum.title, { name: '诚信卡商' }) });
    await maximum.getByLabel(own.maximum.amount).fill('100');
    await maximum.getByRole('button', { name: own.maximum.action }).click();
    await expect(maximum).toBeHidden();

    await drawer.getByRole('button', { name: new RegExp(`^(${own.panel.topUp}|${own.panel.pay})$`) }).click();
    const dialog = page.getByRole('dialog').filter({ hasText: own.pay.amountHint });
    await dialog.getByLabel(own.pay.amount, { exact: true }).fill('90000');
    await dialog.getByLabel(own.pay.fee, { exact: true }).fill('540');
    await dialog.getByRole('button', { name: /90,540/ }).click();
    await expect(dialog.getByRole('alert').first()).toBeVisible();
    await dialog.getByLabel(own.pay.exceedReason).fill('618');
    await dialog.getByRole('button', { name: /90,540/ }).click();
    await expect(dialog).toBeHidden();
    await expect(drawer).toContainText(own.states.above);

    // Half an amount is another amount: all of them are read whole in the list.
    await frame.goTo('/suppliers/money');
    const row = page.getByRole('grid', { name: own.views.exposure }).getByRole('row').filter({ hasText: '诚信卡商' });
    await expect(row).toContainText(own.states.above);
    const shortened = await row.getByRole('gridcell').evaluateAll((cells) =>
      cells.flatMap((cell) => {
        const { left, right } = cell.getBoundingClientRect();
        const isShortened = [...cell.querySelectorAll(':not(.kc-visually-hidden)')].some((part) => {
          const box = part.getBoundingClientRect();
          return box.left < left || box.right > right || (part.clientWidth > 0 && part.scrollWidth > part.clientWidth);
        });
        return isShortened ? [cell.textContent] : [];
      }),
    );
    expect(shortened).toEqual([]);
  });
}
