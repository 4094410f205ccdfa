import { EntryPage } from '#tests/support/pages/entry.page.ts';
import { FramePage } from '#tests/support/pages/frame.page.ts';
import { OWNER_PASSPHRASE } from '#tests/support/shop-kinds.ts';
import { expect, test } from '#tests/support/web-app.ts';

test.use({ shopKind: 'stocked' });

test('a locked window asks for nothing that it is refused, for minutes and loaded anew', async ({ app, page }) => {
  await page.clock.install();
  await page.goto(app.url);
  const frame = new FramePage(page);
  const entry = new EntryPage(page);
  await entry.signIn(OWNER_PASSPHRASE);
  await frame.expectOpen();
  await frame.expectSettled();
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() === 423) refused.push(new URL(response.url()).pathname);
  });
  await frame.lock();
  await entry.expectLocked();
  for (let minutes = 0; minutes < 3; minutes += 1) {
    await page.clock.runFor(61_000);
    await frame.expectSettled();
  }
  await page.reload();
  await entry.expectLocked();
  await frame.expectSettled();
  expect(refused).toEqual([]);
  await entry.unlock(OWNER_PASSPHRASE);
  await frame.expectOpen();
  // Unlocked, it reads the clock again.
  const clock = page.waitForResponse((response) => response.url().includes('/schedules/state'));
  await page.clock.runFor(61_000);
  expect((await clock).status()).toBe(200);
});
