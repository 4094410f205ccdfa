import type { Context } from '#core/context.ts';
import { Refusal } from '#core/refusal.ts';
import type { JobId } from '#shared/domain/ids.ts';
import type { Month } from '#shared/domain/time/business-time.ts';

interface Closing<Collected> {
  readonly kind: 'close-month' | 'settle-stock';
  /** The job thread that reads the month. */
  readonly collect: 'collect-month' | 'collect-stock';
  readonly month: Month;
  readonly write: (collected: Collected) => Promise<unknown>;
}

/** A month is read in a thread first; only where keys and ledger agree is it closed. Refuses in the job with STOCK_BREACH. */
export function startClosing<Collected extends { readonly breachCount: number }>(
  { kernel, userId }: Context,
  { kind, collect, month, write }: Closing<Collected>,
): { jobId: JobId } {
  const job = kernel.jobs.start({
    kind,
    startedBy: userId,
    subject: month,
    run: async ({ signal }) => {
      const collected = await kernel.threads.run<Collected>({ kind: collect, input: { month }, keys: null, signal });
      if (collected.breachCount > 0) throw new Refusal('STOCK_BREACH', { count: collected.breachCount });
      return write(collected);
    },
  });
  return { jobId: job.id };
}
