import { readFileSync } from 'node:fs';
import { PurchaseOrdersPage } from '#tests/support/pages/purchase-orders.page.ts';
import { words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'stocked' });

const PDF = Buffer.from('%PDF-1.7\nbusiness licence\n');

const BLOCKED = { 'zh-CN': '没有下发', en: 'Not sent.' } as const;

for (const language of ['zh-CN', 'en'] as const) {
  test(`a supplier without papers is warned of, then refused, and gets the order once the licence is verified: ${language}`, async ({
    frame: chinese,
    page,
  }) => {
    const frame = language === 'en' ? await chinese.chooseLanguage('en') : chinese;
    const text = words[language].dossiers;
    const orders = new PurchaseOrdersPage(frame, language);
    await orders.open();
    await orders.makeDraft('诚信卡商', 'STEAM-50', 2, '47.5');
    await expect(orders.drawer.getByRole('alert')).toContainText(text.checks['business-licence']);
    await orders.act('send').click();
    await orders.expectState('sent');

    await frame.goTo('/suppliers/dossiers');
    await page.getByRole('button', { name: text.policy.open }).click();
    const rules = page.getByRole('dialog', { name: text.policy.title });
    const licence = rules.getByRole('radiogroup', { name: text.checks['business-licence'] });
    await licence.getByText(text.policies.refuse).click();
    await rules.getByRole('button', { name: text.policy.save }).click();
    await expect(rules).toBeHidden();

    await orders.open();
    await orders.makeDraft('诚信卡商', 'STEAM-50', 3, '47.5');
    await orders.act('send').click();
    await expect(page.locator('.ant-message')).toContainText(BLOCKED[language]);
    await orders.expectState('draft');

    await orders.drawer.getByRole('link', { name: text.order.open }).click();
    const supplier = page.getByRole('dialog').filter({ hasText: text.papers.title });
    await supplier.getByRole('button', { name: text.papers.add }).click();
    const dialog = page.getByRole('dialog', { name: text.paper.addTitle });
    await dialog.getByLabel(text.paper.number).fill('91440300MA5TEST0X');
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: '执照.pdf', mimeType: 'application/pdf', buffer: PDF });
    await dialog.getByRole('button', { name: text.paper.save }).click();
    await expect(dialog).toBeHidden();
    await supplier.getByRole('button', { name: text.papers.verify, exact: true }).click();
    await expect(supplier.getByRole('button', { name: text.papers.verify, exact: true })).toBeHidden();
    // One check less stands above now: what is below moves up, and a press while it does would go beside.
    await frame.expectSettled();
    const download = page.waitForEvent('download');
    await supplier.getByRole('button', { name: text.papers.open.replace('{{name}}', '执照.pdf') }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('执照.pdf');
    expect(readFileSync(await saved.path())).toEqual(PDF);

    await orders.open();
    await frame.openFirstRow();
    await orders.act('send').click();
    await orders.expectState('sent');
  });
}
