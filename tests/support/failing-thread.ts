import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { FromThread, ThreadStart, ToThread } from '#core/jobs/job-protocol.ts';

/** A job thread that dies in the middle of its turn, its transaction open. */
const { databaseFile } = workerData as ThreadStart;
const database = new Database(databaseFile);

parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'run') parentPort?.postMessage({ type: 'lease-wanted' } satisfies FromThread);
  if (message.type !== 'lease-granted') return;
  database.exec('BEGIN IMMEDIATE; CREATE TABLE unfinished (id INTEGER PRIMARY KEY)');
  throw new Error('The thread ends here.');
});
