import { startWebApp } from '#tests/support/web-app.ts';
import type { Bench } from '../bench-definition.ts';
import { prepareBenchShop, shopFolder } from '../bench-shop.ts';
import { floor } from '../floors/start.ts';
import { openBrowser, waitUntilPainted } from '../painted-screen.ts';

/** From `npm start` on a shop with so many keys to its first painted screen. Reported; it has no limit of its own. */
export const bench: Bench = {
  defaultRows: 1_000_000,
  limits: {},
  async prepare(folder, rows) {
    await prepareBenchShop(folder, rows);
  },
  async ours({ preparedFolder, rows }) {
    const browser = await openBrowser();
    const startedAt = performance.now();
    const app = await startWebApp(shopFolder(preparedFolder));
    const printed = performance.now();
    await waitUntilPainted(browser, app.url);
    const painted = performance.now();
    await app.stop();
    await browser.close();
    return {
      seconds: (painted - startedAt) / 1000,
      rows,
      digest: 'painted',
      figures: { untilAddressMs: printed - startedAt, untilPaintedMs: painted - printed },
    };
  },
  floor,
};
