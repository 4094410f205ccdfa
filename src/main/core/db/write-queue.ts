import type { Readable, WriteDb, WriteTx } from './connection.ts';
import { asTransaction, unsafePragmas } from './connection.ts';

/**
 * The one serial queue of everything that writes. A turn is a lease: whoever holds it may write, on the core's own
 * connection or on a job thread's, and it ends when the holder gives it back or dies. Turns are handed out in order of
 * asking, except that short writes of people go before the next turn of a long job.
 */
export interface WriteQueue {
  /** Runs `work` in one IMMEDIATE transaction. Nothing may be awaited in it, and no other transaction opened. */
  write<Result>(work: (tx: WriteTx) => Result): Promise<Result>;
  /**
   * Reads what is committed on the connection that writes. After a write it still has its pages, where every other
   * connection must fetch them anew: for what each call asks first. Never within a write.
   */
  readCommitted<Result>(read: (db: Readable) => Result): Result;
  /** A turn for another thread's connection; `release` is safe to call twice. Keep it for 100 ms at most. */
  lease(): Promise<WriteLease>;
  /** Waits for what was asked so far and refuses what comes after. */
  close(): Promise<void>;
}

export interface WriteLease {
  release(): void;
}

export class WriteQueueClosed extends Error {
  constructor() {
    super('The shop is closing; nothing was written.');
    this.name = 'WriteQueueClosed';
  }
}

interface Turn {
  readonly priority: 'person' | 'job';
  start(): void;
}

/** `onWritten` is told after writes on the core's own connection, unless a job is about to write more. */
export function createWriteQueue(database: WriteDb, onWritten: () => void = () => undefined): WriteQueue {
  const waiting: Turn[] = [];
  let isHeld = false;
  let isInside = false;
  let isClosed = false;
  let isChecked = false;
  let whenIdle: (() => void)[] = [];

  function next(): void {
    if (isHeld) return;
    const index = waiting.findIndex((turn) => turn.priority === 'person');
    const [turn] = waiting.splice(Math.max(index, 0), 1);
    if (turn) {
      isHeld = true;
      turn.start();
      return;
    }
    const callbacks = whenIdle;
    whenIdle = [];
    for (const callback of callbacks) callback();
  }

  function giveBack(): void {
    isHeld = false;
    next();
  }

  function transact<Result>(work: (tx: WriteTx) => Result): Result {
    isInside = true;
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work(asTransaction(database));
      if (result instanceof Promise) throw new TypeError('A write must not await.');
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    } finally {
      isInside = false;
    }
  }

  function checkPragmas(): void {
    if (isChecked) return;
    isChecked = true;
    const unsafe = unsafePragmas(database);
    if (unsafe.length > 0) throw new Error(`SQLite is not set safely: ${unsafe.join(', ')}.`);
  }

  return {
    write(work) {
      if (isInside) throw new Error('A write inside a write.');
      if (isClosed) return Promise.reject(new WriteQueueClosed());
      return new Promise((resolve, reject) => {
        waiting.push({
          priority: 'person',
          start() {
            try {
              const result = transact(work);
              checkPragmas();
              resolve(result);
              // A job that waits for its next turn copies the log between its turns, when it has become long.
              if (!waiting.some(({ priority }) => priority === 'job')) onWritten();
            } catch (error) {
              reject(error);
            } finally {
              giveBack();
            }
          },
        });
        next();
      });
    },

    readCommitted(read) {
      if (isInside) throw new Error('A read of what is committed inside a write.');
      return read(asTransaction(database));
    },

    lease() {
      if (isClosed) return Promise.reject(new WriteQueueClosed());
      return new Promise((resolve) => {
        waiting.push({
          priority: 'job',
          start() {
            let isReleased = false;
            resolve({
              release() {
                if (isReleased) return;
                isReleased = true;
                giveBack();
              },
            });
          },
        });
        next();
      });
    },

    close() {
      isClosed = true;
      if (!isHeld && waiting.length === 0) return Promise.resolve();
      return new Promise((resolve) => {
        whenIdle.push(resolve);
      });
    },
  };
}
