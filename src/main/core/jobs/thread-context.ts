import type { MessagePort } from 'node:worker_threads';
import { copyLog, endLog, isLogLong } from '#core/db/checkpoints.ts';
import {
  asTransaction,
  openReadDatabase,
  openWriteDatabase,
  type ReadDb,
  THREAD_CACHE_MIB,
  type WriteDb,
  type WriteTx,
} from '#core/db/connection.ts';
import { type VaultKeys, vaultKeysFrom } from '#core/vault/vault-keys.ts';
import { EMITTED_AHEAD, type FromThread, type ThreadJob, type ToThread } from './job-protocol.ts';
import { releaseBytes } from './release-bytes.ts';

/** What a job has in its thread: its own connections, turns of the write queue, its input stream, progress and cancel. */
export interface ThreadContext {
  readonly readDb: ReadDb;
  /** Throws where the job was started without keys. */
  keys(): VaultKeys;
  readonly signal: AbortSignal;
  progress(done: number, total: number | null): void;
  /**
   * One turn of the shop's write queue: an IMMEDIATE transaction on this thread's own connection. Keep it under 100 ms, so
   * that a sale in between answers at once. Where the write-ahead log has become long, another turn follows in which it ends.
   */
  writeTurn<Result>(work: (tx: WriteTx) => Result): Promise<Result>;
  /** Copies the write-ahead log into the database file where much of it waits; no turn is needed. */
  copyLog(): void;
  /** Copies all of it in a turn of its own, so that it begins anew with the next write. */
  endLog(): Promise<void>;
  /**
   * The pieces that the core hands on (rows of a sheet, say), one at a time, as this side asks for them. A piece is gone once
   * the next is asked for.
   */
  chunks(): AsyncGenerator<Uint8Array, void, void>;
  /** Hands a piece of its own buffer on to whoever reads this job's output; waits while too many are on their way. */
  emit(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** A job noticed that it was asked to stop. */
export class JobCancelled extends Error {
  constructor() {
    super('The job was cancelled.');
    this.name = 'JobCancelled';
  }
}

/** Whoever makes a job's pieces failed; the core knows how. */
export class SourceFailed extends Error {
  constructor() {
    super('The pieces of a job ended early.');
    this.name = 'SourceFailed';
  }
}

export interface ThreadConnections {
  readonly readDb: ReadDb;
  writeDb(): WriteDb;
}

export function openThreadConnections(databaseFile: string): ThreadConnections {
  let writer: WriteDb | null = null;
  return {
    readDb: openReadDatabase(databaseFile, THREAD_CACHE_MIB),
    writeDb() {
      writer ??= openWriteDatabase(databaseFile, THREAD_CACHE_MIB);
      return writer;
    },
  };
}

export function createThreadContext(
  port: MessagePort,
  connections: ThreadConnections,
  job: ThreadJob,
): ThreadContext & { stop(): void } {
  const controller = new AbortController();
  let granted: (() => void) | null = null;
  let chunkArrived: ((message: ToThread) => void) | null = null;
  let aheadCount = 0;
  let roomMade: (() => void) | null = null;
  const keys = job.keys ? vaultKeysFrom(job.keys) : null;
  const send = (message: FromThread): void => port.postMessage(message);

  const listen = (message: ToThread): void => {
    if (message.type === 'cancel') controller.abort();
    else if (message.type === 'lease-granted') granted?.();
    else if (message.type === 'chunk' || message.type === 'chunk-failed') chunkArrived?.(message);
    else if (message.type === 'emitted-taken') {
      aheadCount -= 1;
      roomMade?.();
    }
  };
  port.on('message', listen);

  function throwIfCancelled(): void {
    if (controller.signal.aborted) throw new JobCancelled();
  }

  async function inTurn<Result>(work: () => Result): Promise<Result> {
    await new Promise<void>((resolve) => {
      granted = resolve;
      send({ type: 'lease-wanted' });
    });
    try {
      return work();
    } finally {
      send({ type: 'lease-released' });
    }
  }

  return {
    readDb: connections.readDb,
    keys() {
      if (!keys) throw new Error('This job was started without keys.');
      return keys;
    },
    signal: controller.signal,
    progress: (done, total) => send({ type: 'progress', done, total }),
    async writeTurn(work) {
      throwIfCancelled();
      const database = connections.writeDb();
      const result = await inTurn(() => transact(database, work));
      if (isLogLong(database)) await inTurn(() => endLog(database));
      return result;
    },
    async endLog() {
      // Most of it is copied beside the others' writes; the turn is for what they wrote meanwhile.
      endLog(connections.writeDb());
      await inTurn(() => endLog(connections.writeDb()));
    },
    copyLog: () => copyLog(connections.writeDb()),
    async *chunks() {
      for (;;) {
        throwIfCancelled();
        const message = await new Promise<ToThread>((resolve) => {
          chunkArrived = resolve;
          controller.signal.addEventListener('abort', () => resolve({ type: 'cancel' }), { once: true });
          send({ type: 'chunk-wanted' });
        });
        throwIfCancelled();
        if (message.type === 'chunk-failed') throw new SourceFailed();
        if (message.type !== 'chunk' || message.bytes === null) return;
        yield message.bytes;
        releaseBytes(message.bytes);
      }
    },
    async emit(bytes) {
      throwIfCancelled();
      if (aheadCount >= EMITTED_AHEAD) {
        await new Promise<void>((resolve) => {
          roomMade = resolve;
          controller.signal.addEventListener('abort', () => resolve(), { once: true });
        });
        throwIfCancelled();
      }
      aheadCount += 1;
      port.postMessage({ type: 'emitted', bytes } satisfies FromThread, [bytes.buffer]);
    },
    stop() {
      port.off('message', listen);
    },
  };
}

function transact<Result>(database: WriteDb, work: (tx: WriteTx) => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work(asTransaction(database));
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
