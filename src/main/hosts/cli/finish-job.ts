import type { KacangClient } from '#hosts/node/running-instance.ts';
import type { JobId } from '#shared/domain/ids.ts';
import { CommandRefusal } from './command-errors.ts';

const POLL_MILLISECONDS = 50;

export interface JobWatch {
  readonly signal: AbortSignal;
  /** How far the job is; `total` is null where nobody knows. */
  progress(done: number, total: number | null): void;
}

/**
 * Waits for a job and answers what it brought. Ctrl+C cancels it and waits until it has left nothing half done. A job that was
 * refused ends like a refused call.
 */
export async function finishJob<Result>(client: KacangClient, id: JobId, watch: JobWatch): Promise<Result> {
  let isCancelled = false;
  for (;;) {
    const job = await client.jobs.get({ id });
    if (job.endedAt === null) {
      watch.progress(job.done, job.total);
      if (watch.signal.aborted && !isCancelled) {
        isCancelled = true;
        await client.jobs.cancel({ id });
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
      continue;
    }
    if (job.state === 'done') return job.result as Result;
    if (job.state === 'cancelled') throw new DOMException('The job was cancelled.', 'AbortError');
    throw failureOf(job.error);
  }
}

function failureOf(error: { code: string; data: unknown } | null): Error {
  if (!error || error.code === 'UNEXPECTED') return new Error('A job failed unexpectedly.');
  const data = typeof error.data === 'object' && error.data !== null ? { ...error.data } : undefined;
  return new CommandRefusal(error.code, error.code, data);
}
