import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Kernel } from '#core/kernel.ts';
import { findShopSettings } from '#core/settings/shop-settings.ts';
import { listBackups, moveBackup } from './backups.repo.ts';
import { ownBackupPlace } from './own-backup-place.ts';

/**
 * A data folder that was moved or renamed took its own backups along; they are listed where they lie now. What lies in another
 * place keeps it, also while that place is away.
 */
export async function followMovedBackups(kernel: Kernel): Promise<void> {
  if (kernel.damage !== null) return;
  const ownPlace = ownBackupPlace(kernel.paths.folder);
  const second = findShopSettings(kernel.readDb)?.backupPlace ?? null;
  const rows = listBackups(kernel.readDb);
  const known = new Set(rows.filter(({ place }) => place === ownPlace).map(({ fileName }) => fileName));
  // The latest first: of two rows for one file, that of the folder itself was written before that of the second place.
  for (const { id, fileName, place } of rows.reverse()) {
    if (known.has(fileName) || (second !== null && place === path.resolve(second))) continue;
    if (!existsSync(path.join(ownPlace, fileName)) || existsSync(path.join(place, fileName))) continue;
    known.add(fileName);
    await kernel.queue.write((tx) => moveBackup(tx, id, ownPlace));
  }
}
