import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '#core/context.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import type { FoundBackup } from '#shared/contract/backups.contract.ts';
import { BACKUP_EXTENSION, BackupUnusable, readManifest } from './backup-file.ts';
import { prepareRestore } from './restore-folder.ts';

const MOST_FOUND = 50;

/** One restore after the other: what one lays ready, the next would clear away. */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** The way back where the shop's own database cannot be opened: nobody can sign in, so the files themselves are asked. */
export function createRescue(kernel: Kernel, ownPlace: string, inTurn: InTurn) {
  async function rescueNow(context: Context, input: { file: string }) {
    requireDamage(kernel);
    if (kernel.restoring.isPrepared) throw new Refusal('RESTART_NEEDED');
    try {
      const present = { asideName: 'damaged', shopId: null } as const;
      const file = path.resolve(input.file);
      const { madeAt, businessName } = await prepareRestore(kernel.paths, file, context.now, present);
      kernel.restoring.isPrepared = true;
      kernel.logger.warn('restore of a damaged shop prepared', { madeAt });
      return { madeAt, businessName };
    } catch (error) {
      if (error instanceof BackupUnusable) throw new Refusal('BACKUP_UNUSABLE', { reason: error.reason });
      throw error;
    }
  }

  return {
    /** Backups that lie beside the database, the newest first; what is no whole backup is left out. */
    async found(_context: Context): Promise<FoundBackup[]> {
      requireDamage(kernel);
      if (!existsSync(ownPlace)) return [];
      const names = readdirSync(ownPlace).filter((name) => name.endsWith(BACKUP_EXTENSION));
      const found = await Promise.all(
        names
          .sort()
          .slice(-MOST_FOUND)
          .map((name) => describe(path.join(ownPlace, name))),
      );
      return found.filter((backup) => backup !== null).sort((left, right) => right.madeAt - left.madeAt);
    },

    rescue: (context: Context, input: { file: string }) => inTurn(() => rescueNow(context, input)),
  };
}

/** Of a shop that opens, only who may restore learns and does this. */
function requireDamage({ damage }: Kernel): void {
  if (damage === null) throw new Refusal('PERMISSION_DENIED', { right: 'backups.restore' });
}

async function describe(file: string): Promise<FoundBackup | null> {
  try {
    const { madeAt, businessName } = await readManifest(file);
    return { file, madeAt, businessName, size: statSync(file).size };
  } catch (error) {
    if (error instanceof BackupUnusable) return null;
    throw error;
  }
}
