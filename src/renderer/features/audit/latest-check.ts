import type { JobState } from '#shared/contract/files.contract.ts';

/**
 * The check of the books to show: the one just started here, else the last one. What another person's check found is told only to
 * them; of theirs only one that still runs, or that failed, is worth showing.
 */
export function latestCheck(jobs: readonly JobState[], started: string | null): JobState | undefined {
  return jobs
    .filter((job) => job.kind === 'verify' && (started === null || job.id === started || job.endedAt === null))
    .filter((job) => job.state !== 'done' || job.result !== null)
    .sort((left, right) => right.startedAt - left.startedAt)[0];
}
