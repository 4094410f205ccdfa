import type { Readable, WriteDb } from './connection.ts';
import { prepared } from './statement.ts';

/**
 * After writes of people the log ends here (16 MiB). A sale writes forty pages, most of them the same ones again: four times
 * as much log is not four times as much to copy, and the disk is waited for a quarter as often.
 */
const PEOPLES_LOG_PAGES = 4000;
/** How many writes of people go by between two looks at the log: a look costs a twentieth of a sale. */
const WRITES_BETWEEN_LOOKS = 8;
/** Beside a job that writes, what waits is copied in such pieces (16 MiB): short enough for a commit meanwhile to be quick. */
const COPIED_PAGES = 4096;
/** From this length on (96 MiB) a thread that writes much lets the log begin anew: a file that grows costs each commit more. */
const LONGEST_LOG_PAGES = 24_576;

/** How long the write-ahead log is, and how many pages of it are not in the database file yet. Looks only. */
export function logState(database: Readable | WriteDb): { pages: number; waiting: number } {
  const state = prepared(database, 'PRAGMA wal_checkpoint(NOOP)').get() as { log: number; checkpointed: number };
  return { pages: state.log, waiting: state.log - state.checkpointed };
}

/** Copies what waits into the database file, where it is much. Holds up neither readers nor writers, so it needs no turn. */
export function copyLog(database: WriteDb): void {
  if (logState(database).waiting >= COPIED_PAGES) database.pragma('wal_checkpoint(PASSIVE)');
}

/** Whether whoever writes much should take a turn for {@link endLog}. */
export function isLogLong(database: WriteDb): boolean {
  return logState(database).pages >= LONGEST_LOG_PAGES;
}

/** Copies all that waits, while nobody writes: the next write begins the log anew. */
export function endLog(database: WriteDb): void {
  database.pragma('wal_checkpoint(PASSIVE)');
}

/** Has a job thread end the log when people have written much: on the core's own thread it would hold up every window. */
export function createCheckpoints(options: { db: Readable | WriteDb; run: () => Promise<unknown> }): { look(): void } {
  const { db, run } = options;
  let isRunning = false;
  let writes = 0;
  return {
    look() {
      writes += 1;
      if (isRunning || writes % WRITES_BETWEEN_LOOKS > 0 || logState(db).waiting < PEOPLES_LOG_PAGES) return;
      isRunning = true;
      run()
        // A checkpoint that was cut short loses nothing: the next one does its work.
        .catch(() => undefined)
        .finally(() => {
          isRunning = false;
        });
    },
  };
}
