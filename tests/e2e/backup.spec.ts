import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DispensePage } from '#tests/support/pages/dispense.page.ts';
import { words } from '#tests/support/pages/words.ts';
import { CLERK, expect, OWNER_PASSPHRASE, test } from '#tests/support/web-app.ts';

const text = words['zh-CN'].backup;

test.use({ shopKind: 'stocked' });

test('a backup, a sale, the way back: what was sold since is set aside, and never sold twice', async ({
  app,
  frame,
  page,
}) => {
  test.slow();
  await frame.open('backup');
  await page.getByRole('button', { name: text.make.action, exact: true }).click();
  const listed = page.getByRole('row').filter({ hasText: text.kinds.manual });
  await expect(listed.first()).toContainText(text.states.verified);

  const dispense = new DispensePage(frame);
  await dispense.open();
  await dispense.fill({ shop: '闲鱼一店', number: 'XY-AFTER-BACKUP', sku: 'STEAM-50', quantity: 2 });
  await dispense.submit(2);
  const sold = await dispense.secretsOf(2);

  await frame.open('backup');
  await listed.first().getByRole('button', { name: text.restore.action, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: text.restore.title });
  await expect(dialog.getByText(text.restore.goes)).toBeVisible();
  const go = dialog.getByRole('button', { name: /^恢复到/ });
  await expect(go).toBeDisabled();
  await dialog
    .getByRole('textbox', { name: text.restore.confirm.replace('{{word}}', text.restore.word) })
    .fill(text.restore.word);
  await go.click();
  await expect(page.getByText(text.restart.title)).toBeVisible();

  await page.goto('about:blank');
  expect(await app.stop()).toBe(0);
  const later = await app.startAnew();
  await page.goto(later.url);
  await frame.entry.signIn(OWNER_PASSPHRASE);
  await frame.expectOpen();
  await frame.goTo('/backup?tab=findings');
  await expect(
    page.getByText(text.findings.kinds['keys-quarantined'].title_other.replace('{{count, quantity}}', '2')),
  ).toBeVisible();

  await dispense.open();
  await dispense.fill({ shop: '闲鱼一店', number: 'XY-AFTER-RESTORE', sku: 'STEAM-50', quantity: 118 });
  await dispense.submit(118);
  const others = await dispense.secretsOf(118);
  expect(others).toHaveLength(118);
  expect(others.filter((secret) => sold.includes(secret))).toEqual([]);
  await page.goto('about:blank');
  await later.stop();
});

test('a damaged record of keys handed out is said before anybody is in, and mended on the owner’s word', async ({
  app,
  frame,
  page,
}) => {
  const entry = words['zh-CN'].entry.brokenLog;
  const dispense = new DispensePage(frame);
  await dispense.open();
  await dispense.fill({ shop: '闲鱼一店', number: 'XY-BEFORE-DAMAGE', sku: 'STEAM-50', quantity: 1 });
  await dispense.submit(1);
  await page.goto('about:blank');
  await app.stop();
  const log = path.join(app.folder, 'issued.log');
  const whole = readFileSync(log);
  writeFileSync(log, Buffer.concat([Buffer.from('?'), whole.subarray(1)]));

  const later = await app.startAnew();
  await page.goto(later.url);
  await frame.entry.signIn(CLERK.passphrase, CLERK.name);
  await expect(page.getByText(entry.ownerNeeded)).toBeVisible();
  await page.getByRole('button', { name: entry.back, exact: true }).click();
  await frame.entry.signIn(OWNER_PASSPHRASE, '老板');
  await expect(page.getByRole('heading', { name: entry.title })).toBeVisible();
  await expect(page.getByText(app.folder)).toBeVisible();
  await page.getByRole('button', { name: entry.rebuild, exact: true }).click();
  await frame.expectOpen();
  await frame.goTo('/backup?tab=findings');
  await expect(page.getByText(text.findings.kinds['issued-log-rebuilt'].title_other)).toBeVisible();
  await page.getByRole('button', { name: text.findings.review, exact: true }).click();
  await expect(page.getByText(text.findings.allDone)).toBeVisible();
  expect(readFileSync(log).subarray(0, whole.length).equals(whole)).toBe(true);
  await page.goto('about:blank');
  await later.stop();
});
