import { useQuery } from '@tanstack/react-query';
import type { JobState } from '#shared/contract/files.contract.ts';
import type { JobId } from '#shared/domain/ids.ts';
import { api, client } from './client.ts';
import { onCoreEvent } from './events.ts';

const NO_JOB = '00000000' as JobId;

/** A job as it moves on; undefined until it is known. */
export function useJob(id: JobId | null): { job: JobState | undefined; error: unknown } {
  const query = useQuery(
    api.jobs.get.queryOptions({
      input: { id: id ?? NO_JOB },
      enabled: id !== null,
      retry: false,
      // Events move it on; this only makes up for one that was lost.
      refetchInterval: ({ state }) => (state.data?.endedAt === null ? 1500 : false),
    }),
  );
  return { job: id === null ? undefined : query.data, error: query.error };
}

const LOST_EVENT_MILLISECONDS = 1500;

/** Waits for a job's end, by its events and by asking now and then. */
export async function whenJobEnded(id: JobId): Promise<JobState> {
  for (;;) {
    const job = await client.jobs.get({ id });
    if (job.endedAt !== null) return job;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(finish, LOST_EVENT_MILLISECONDS);
      const stop = onCoreEvent((event) => {
        if (event.kind === 'job' && event.job.id === id && event.job.endedAt !== null) finish();
      });
      function finish(): void {
        clearTimeout(timer);
        stop();
        resolve();
      }
    });
  }
}
