import { expect, type Locator } from '@playwright/test';

const GONE_MILLISECONDS = 5000;

/**
 * Presses what goes away when it is pressed: an entry of a menu, the answer in a question. On a busy machine it may move on
 * under the pointer after it was found to stand still, and the press falls beside it: then it is still there.
 */
export async function pressUntilGone(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  await expect(async () => {
    if (await target.isVisible()) await target.click();
    await expect(target).toBeHidden({ timeout: GONE_MILLISECONDS });
  }).toPass();
}
