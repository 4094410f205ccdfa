import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { BackupInspection } from '#shared/contract/backups.contract.ts';
import { sumActsAfter } from './acts-since.job.repo.ts';

export type ActSum = BackupInspection['since'][number];

/** What was done since a backup, counted; restoring it takes all of this away. */
export function run({ auditSequence }: { auditSequence: number }, { readDb }: ThreadContext): ActSum[] {
  return sumActsAfter(readDb, auditSequence);
}
