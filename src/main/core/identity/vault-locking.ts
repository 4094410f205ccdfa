import { audit, type Context, write } from '#core/context.ts';
import { Refusal } from '#core/refusal.ts';
import type { JobKind } from '#shared/contract/files.contract.ts';
import type { UserId } from '#shared/domain/ids.ts';

/** Work that reads and writes without the shop's keys; it goes on. */
const KEYLESS_JOBS: ReadonlySet<JobKind> = new Set<JobKind>(['backup', 'move-keys']);

/**
 * Drops the shop's keys from memory. Windows lock first, so that nothing new begins; work that holds keys is stopped at a
 * place where nothing is half done; what was issued is on the disk before the keys are gone.
 */
export async function lockVault(context: Context): Promise<void> {
  const { kernel } = context;
  lockEveryWindow(context);
  const holding = kernel.jobs.list().filter(({ kind, endedAt }) => endedAt === null && !KEYLESS_JOBS.has(kind));
  for (const { id } of holding) kernel.jobs.cancel(id, new Refusal('VAULT_LOCKED'));
  await Promise.all(holding.map(({ id }) => kernel.jobs.whenEnded(id)));
  await kernel.threads.dropKeys();
  await write(context, ['audit'], (tx) => {
    const details = { stoppedJobs: holding.length };
    audit(tx, context, { action: 'sessions.lockVault', subjectKind: 'shop', details });
  });
  kernel.closeVault();
  // Somebody may have unlocked a window meanwhile, with keys that are gone now.
  lockEveryWindow(context);
  kernel.logger.info('vault locked', { stoppedJobs: holding.length });
}

/** Whoever came in with a person's passphrase of before goes on only with the new one. */
export function lockOtherWindows({ kernel, session: own }: Context, userId: UserId): void {
  for (const session of kernel.sessions.all()) {
    if (session.userId !== userId || session.id === own.id) continue;
    session.isLocked = true;
    kernel.events.session(session.id);
  }
}

function lockEveryWindow({ kernel }: Context): void {
  for (const session of kernel.sessions.all()) {
    if (session.userId !== null) session.isLocked = true;
    kernel.events.session(session.id);
  }
}
