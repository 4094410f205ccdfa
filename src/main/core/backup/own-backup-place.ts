import path from 'node:path';

/** Where a shop keeps its backups beside its database. */
export function ownBackupPlace(folder: string): string {
  return path.join(folder, 'backups');
}
