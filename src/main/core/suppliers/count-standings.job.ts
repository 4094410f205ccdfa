import type { ThreadContext } from '#core/jobs/thread-context.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { countStandings } from './count-standings.ts';

export interface CountStandingsInput {
  readonly today: Day;
  readonly now: number;
}

export async function run({ today, now }: CountStandingsInput, thread: ThreadContext): Promise<null> {
  await countStandings(thread, today, now);
  return null;
}
