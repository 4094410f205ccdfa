import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { gatherEvidence } from './score-evidence.ts';
import { scoreRows } from './score-records.job.repo.ts';
import { recordsOf } from './score-records.ts';
import { standingSpan, storeStandings } from './standings.ts';

/** Counts what every supplier did over the last 90 days and stores the standing that follows; for job threads. */
export async function countStandings(thread: ThreadContext, today: Day, now: number): Promise<void> {
  const { readDb } = thread;
  const span = standingSpan(today);
  const records = recordsOf(gatherEvidence(readDb, span, today), scoreRows.suppliers(readDb, null));
  await thread.writeTurn((tx) => storeStandings(tx, records, { span, today, now }));
}
