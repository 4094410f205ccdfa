import { EntryPage } from '#tests/support/pages/entry.page.ts';
import { FramePage } from '#tests/support/pages/frame.page.ts';
import { CLERK, expect, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'stocked' });

/** Every page with what can stand open on it, whoever may see it. */
const ADDRESSES = [
  '/audit?tab=outflows',
  '/audit?event=1',
  '/backup?now=1',
  '/backup?tab=findings',
  '/backup?restore=1',
  '/catalog?new=1',
  '/catalog?sku=1&edit=1',
  '/catalog?sku=1',
  '/catalog?below=1',
  '/catalog/brands?brand=1',
  '/catalog/import',
  '/dashboard?prices=1',
  '/dashboard?rows=purchases&from=2026-01-01&to=2026-12-31',
  '/dashboard?rows=sales&from=2026-01-01&to=2026-12-31',
  '/dispense?sku=1',
  '/dispense/deliveries?delivery=1',
  '/dispense/shops',
  '/exchange-rates?enter=1',
  '/imports?import=1',
  '/imports/new?order=1',
  '/inventory?only=below',
  '/inventory/batches?batch=1&act=return',
  '/inventory/batches?batch=1&act=write-off',
  '/inventory/documents?document=1',
  '/inventory/keys?key=1&supplier=1&batch=1',
  '/inventory/movements?sku=1',
  '/inventory/reservations?open=1',
  '/months',
  '/offers?offer=1',
  '/offers?new=1',
  '/offers/compare?sku=1',
  '/offers/import',
  '/offers/lists?list=1',
  '/purchase-orders?new=1',
  '/purchase-orders?order=1',
  '/purchase-orders/1/print',
  '/reconciliation/1?panel=differences',
  '/reconciliation/new',
  '/replenishment?sku=1',
  '/replenishment?settings=1',
  '/replenishment/back-test?sku=1',
  '/replenishment/seasons?sku=1',
  '/reports/turnover?sku=1',
  '/reports/stock-age?view=batches',
  '/settings?passphrase=1&recoveryCode=1',
  '/stock-takes?take=1',
  '/stock-takes?new=1',
  '/suppliers?supplier=1&tab=money',
  '/suppliers?new=1',
  '/suppliers/corrections?new=1',
  '/suppliers/dossiers?of=1',
  '/suppliers/invoices?new=1',
  '/suppliers/money?view=rebates&open=1',
  '/suppliers/money?view=rebates&late=1',
  '/dashboard?afterwards=2026-11',
  '/suppliers/scorecards?supplier=1&settings=1',
  '/users?new=1',
];

test('whatever address a clerk types, the window asks for nothing that the clerk may not know', async ({
  app,
  page,
}) => {
  test.setTimeout(300_000);
  await page.goto(app.url);
  await new EntryPage(page).signIn(CLERK.passphrase, CLERK.name);
  const frame = new FramePage(page);
  await frame.expectOpen();
  const refused: string[] = [];
  let address = '';
  page.on('response', (response) => {
    if (response.status() === 403) refused.push(`${address}: ${new URL(response.url()).pathname}`);
  });
  for (address of ADDRESSES) {
    await frame.goTo(address);
    await frame.expectSettled();
  }
  expect(refused).toEqual([]);
});
