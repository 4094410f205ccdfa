import { test } from '#tests/support/web-app.ts';
test.use({ shopKind: 'demo' });
test.setTimeout(280_000);
test('look', async ({ frame, page }) => {
  const shot = async (name: string, path?: string) => {
    if (path) await frame.goTo(path);
    await frame.expectSettled();
    await page.screenshot({ path: `/tmp/audb/s-${name}.png`, animations: 'disabled' });
  };
  await shot('dashboard', '/dashboard');
  await shot('audit', '/audit');
  await shot('audit-out', '/audit?tab=outflows');
  await shot('backup', '/backup');
  await shot('statements', '/reconciliation');
  await frame.openFirstRow();
  await shot('working');
  await shot('months', '/months');
  await frame.openFirstRow();
  await shot('month');
  await shot('statement-new', '/reconciliation/new');
  await page.setViewportSize({ width: 1366, height: 768 });
  await shot('working-1366', '/reconciliation');
  await frame.openFirstRow();
  await shot('working-1366');
});
