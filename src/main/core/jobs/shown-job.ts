import type { JobState } from '#shared/contract/files.contract.ts';
import type { UserId } from '#shared/domain/ids.ts';

/**
 * A job as `viewer` may see it. What it brought, and the data of its error, hold what only its starter had the right to ask for:
 * prepared files, costs. Everybody may see that it runs, how far it is and how it ended.
 */
export function shownJob(job: JobState, startedBy: UserId | null, viewer: UserId | null): JobState {
  if (viewer !== null && viewer === startedBy) return { ...job, isOwn: true };
  return { ...job, isOwn: false, result: null, error: job.error && { code: job.error.code, data: null } };
}
