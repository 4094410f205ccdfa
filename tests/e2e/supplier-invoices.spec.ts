import { InvoicesPage } from '#tests/support/pages/invoices.page.ts';
import { filled, words } from '#tests/support/pages/words.ts';
import { expect, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'stocked' });

const { offers } = words['zh-CN'];
const SUPPLIER = '诚信卡商';

test('an invoice covers purchases until it is void: what is missing shrinks by it, and is missing again', async ({
  frame,
  page,
}) => {
  const invoices = new InvoicesPage(frame);
  await invoices.open('owed');
  await expect(page.getByText(invoices.text.empty.owed)).toBeVisible();

  // Nothing is missing before the supplier's prices are said to include an invoice.
  await frame.goTo('/suppliers');
  await frame.openFirstRow();
  const drawer = page.getByRole('dialog').filter({ hasText: SUPPLIER });
  await drawer.getByRole('tab', { name: words['zh-CN'].suppliers.drawer.costs, exact: true }).click();
  await drawer.getByText(offers.costs.bases['with-invoice'], { exact: true }).click();
  await drawer.getByLabel(filled(offers.costs.rateField, { field: offers.costs.taxRate })).fill('13');
  await drawer.getByRole('button', { name: offers.costs.save, exact: true }).click();
  await expect(page.getByText(offers.costs.saved)).toBeVisible();

  await invoices.open('owed');
  await expect(invoices.owedOf(SUPPLIER)).toContainText('5,700.00');
  const number = '26442000000000000001';
  await invoices.register({ supplier: SUPPLIER, number, net: '1000', rate: '13', total: '1,130\\.00' });
  const invoice = invoices.drawer(number);
  await expect(invoice).toContainText('130.00');
  await expect(invoice.getByRole('table', { name: invoices.text.drawer.allocations })).toContainText('1,130.00');
  await expect(invoices.owedOf(SUPPLIER)).toContainText('4,570.00');

  await invoices.void(number, '开错抬头');
  await expect(invoice).toContainText(filled(invoices.text.states.void, { reason: '开错抬头' }));
  await invoices.open('owed');
  await expect(invoices.owedOf(SUPPLIER)).toContainText('5,700.00');
  await expect(invoices.owedOf(SUPPLIER)).not.toContainText('4,570.00');
  await invoices.open('in');
  await expect(page.getByRole('row').filter({ hasText: number })).toContainText('开错抬头');
});
