import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createCanarySearch } from '#tests/support/canary.ts';
import { DispensePage } from '#tests/support/pages/dispense.page.ts';
import { EntryPage } from '#tests/support/pages/entry.page.ts';
import { FramePage } from '#tests/support/pages/frame.page.ts';
import { ImportsPage } from '#tests/support/pages/imports.page.ts';
import { words } from '#tests/support/pages/words.ts';
import { expect, listenToConsoles, OWNER_PASSPHRASE, test } from '#tests/support/web-app.ts';

const text = words['zh-CN'];
/** Secrets of made-up keys, each unlike anything that would be there by chance. */
const SECRETS = ['CNRY-8Q2M-X9PL-44ZT', 'CNRY-5T7W-K3HB-91DG', 'CNRY-2J6V-R8NC-70FS'];
const ORDER_NUMBER = 'XY-CANARY-ORDER-1';

test.use({ shopKind: 'stocked' });

test('no secret is in plain in the folder, the logs, the browser profile or what was printed', async ({
  app,
  playwright,
  launchOptions,
  locale,
  viewport,
}) => {
  test.slow();
  const profile = mkdtempSync(path.join(os.tmpdir(), 'kacang-profile-'));
  const context = await playwright.chromium.launchPersistentContext(profile, { ...launchOptions, locale, viewport });
  const complaints = listenToConsoles(context);
  const page = context.pages()[0] ?? (await context.newPage());
  const frame = new FramePage(page);
  await page.goto(app.url);
  await new EntryPage(page).signIn(OWNER_PASSPHRASE);
  await frame.expectOpen();

  const imports = new ImportsPage(frame);
  await imports.openWizard();
  await imports.paste(SECRETS.map((secret, index) => `700100020003000${index}----${secret}`).join('\n'), 3);
  await imports.fillReceipt('诚信卡商', 'STEAM-50', '1');
  await imports.postAction(3).click();
  await imports.expectPosted(3);

  const dispense = new DispensePage(frame);
  await dispense.open();
  await dispense.fill({ shop: '闲鱼一店', number: ORDER_NUMBER, sku: 'STEAM-50', quantity: 123 });
  await dispense.submit(123);
  const message = dispense.result(123).locator('pre').first();
  await expect(message).toBeVisible();
  for (const secret of SECRETS) expect(await dispense.result(123).innerText()).toContain(secret);
  await dispense.result(123).getByRole('button', { name: text.sales.result.export }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'txt', exact: true }).click();
  await (await download).delete();
  await frame.lock();
  await frame.entry.expectLocked();
  await context.close();
  expect(await app.stop()).toBe(0);

  const search = createCanarySearch([...SECRETS, OWNER_PASSPHRASE]);
  expect(search.inFolder(app.folder)).toEqual([]);
  expect(search.inFolder(profile)).toEqual([]);
  expect(search.inText(app.output(), 'what KaCang printed')).toEqual([]);
  expect(search.inText(complaints.join('\n'), 'the console')).toEqual([]);

  // The search looks in the right places: it finds there what is no secret.
  expect(createCanarySearch([ORDER_NUMBER]).inFolder(app.folder)).not.toEqual([]);
  expect(createCanarySearch(['kacang.last-user']).inFolder(profile)).not.toEqual([]);
  expect(createCanarySearch(['http://127.0.0.1']).inText(app.output(), 'printed')).not.toEqual([]);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});
