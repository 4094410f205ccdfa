import type { ThreadContext } from '#core/jobs/thread-context.ts';

/** Copies the write-ahead log into the database file. */
export function run(_input: null, thread: ThreadContext): Promise<void> {
  return thread.endLog();
}
