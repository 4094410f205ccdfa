import type { ThreadContext } from '#core/jobs/thread-context.ts';

/** Copies the write-ahead log into the database file, beside whoever reads and writes. */
export function run(_input: null, thread: ThreadContext): void {
  thread.copyLog();
}
