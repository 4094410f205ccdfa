import type { Kernel } from '#core/kernel.ts';
import { computerMark, noteComputer, notedComputer } from '#core/settings/computer-mark.ts';
import { setSchedulesDisarmed } from '#core/settings/schedules.ts';
import { findShopSettings } from '#core/settings/shop-settings.ts';
import { insertRestoreFinding } from './backups.repo.ts';

/**
 * A folder that was copied or moved here from another computer, or a backup of there, starts disarmed: where the shop goes on
 * over there too, both sell the same keys, and only the owner knows whether it does.
 */
export async function noticeMovedFolder(kernel: Kernel): Promise<void> {
  const settings = findShopSettings(kernel.readDb);
  if (!settings || kernel.damage !== null) return;
  const id = await kernel.host.computerId();
  if (id === null) return;
  const mark = computerMark(settings.shopId, id);
  const before = notedComputer(kernel.readDb);
  if (before === mark) return;
  await kernel.queue.write((tx) => {
    noteComputer(tx, mark);
    if (before === null) return;
    insertRestoreFinding(tx, { restoredAt: kernel.clock.now(), kind: 'folder-moved', details: {} });
    setSchedulesDisarmed(tx, true);
  });
  if (before !== null) kernel.logger.warn('the folder came from another computer');
}
