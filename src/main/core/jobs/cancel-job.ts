import { type Context, signedInUser } from '#core/context.ts';
import { rightsOf } from '#core/identity/rights.service.ts';
import { Refusal } from '#core/refusal.ts';
import type { JobId } from '#shared/domain/ids.ts';

/** Stops a person's own job, or anybody's and the shop's own for whoever administers the shop; refuses with JOB_OF_ANOTHER. */
export function cancelJob(context: Context, id: JobId): void {
  const { jobs } = context.kernel;
  const { isOwn } = jobs.get(id, context.userId);
  if (!isOwn && !rightsOf(context.db, signedInUser(context)).has('users.manage')) throw new Refusal('JOB_OF_ANOTHER');
  jobs.cancel(id);
}
