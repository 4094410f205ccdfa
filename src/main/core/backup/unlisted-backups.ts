import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { BACKUP_EXTENSION, readManifest } from './backup-file.ts';
import type { BackupKind } from './backups.repo.ts';

const KINDS: readonly BackupKind[] = ['daily', 'quit', 'manual', 'before-migration', 'before-restore'];
const MOST_UNLISTED = 50;

export interface UnlistedBackup {
  readonly id: null;
  readonly fileName: string;
  readonly place: string;
  readonly kind: BackupKind;
  readonly size: number;
  readonly isVerified: boolean;
  readonly isPresent: boolean;
  readonly madeAt: number;
}

/**
 * Backups of this shop beside it that its books do not know. A database that was brought back knows nothing of those made after it,
 * and whoever brought back the wrong one needs them most.
 */
export async function unlistedBackups(
  place: string,
  { known, shopId }: { readonly known: ReadonlySet<string>; readonly shopId: string | undefined },
): Promise<UnlistedBackup[]> {
  if (shopId === undefined || !existsSync(place)) return [];
  const names = readdirSync(place).filter((name) => name.endsWith(BACKUP_EXTENSION) && !known.has(name));
  // The latest by their names, which begin with the moment they were made at.
  const found = await Promise.all(
    names
      .sort()
      .slice(-MOST_UNLISTED)
      .map((fileName) => described({ place, fileName, shopId })),
  );
  return found.filter((backup) => backup !== null);
}

async function described(of: { place: string; fileName: string; shopId: string }): Promise<UnlistedBackup | null> {
  const { place, fileName, shopId } = of;
  const file = path.join(place, fileName);
  try {
    const manifest = await readManifest(file);
    if (manifest.shopId !== shopId) return null;
    const kind = KINDS.find((one) => fileName.endsWith(`-${one}${BACKUP_EXTENSION}`)) ?? 'manual';
    const { size } = statSync(file);
    return { id: null, fileName, place, kind, size, isVerified: false, isPresent: true, madeAt: manifest.madeAt };
  } catch {
    // Being written, of another program, or not to be opened: what cannot be read cannot be brought back, and hides no other.
    return null;
  }
}
