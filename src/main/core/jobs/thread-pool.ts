import { Worker } from 'node:worker_threads';
import type { WriteLease, WriteQueue } from '#core/db/write-queue.ts';
import { Refusal } from '#core/refusal.ts';
import type { FromThread, ThreadJob, ThreadStart, ToThread } from './job-protocol.ts';

export interface ThreadRun extends ThreadJob {
  readonly signal?: AbortSignal;
  onProgress?(done: number, total: number | null): void;
  /** Handed to the job piece by piece, as it asks. */
  readonly chunks?: AsyncIterable<Uint8Array>;
  /** Takes a piece of the job's output; the job makes no more than a few ahead. */
  onEmitted?(bytes: Uint8Array): Promise<void>;
}

/** Threads for long work. A thread serves one job at a time and is kept for the next; at most `limit` run at once. */
export interface ThreadPool {
  run<Result>(job: ThreadRun): Promise<Result>;
  /** Runs a job for the pieces it emits; leaving the loop early cancels it. */
  stream(job: Omit<ThreadRun, 'onEmitted'>): AsyncGenerator<Uint8Array, void, void>;
  /** Ends every thread that was ever handed keys; what runs there is refused with VAULT_LOCKED. */
  dropKeys(): Promise<void>;
  close(): Promise<void>;
}

/** A job was stopped because it was asked to. */
export class ThreadJobCancelled extends Error {
  constructor() {
    super('The job was cancelled.');
    this.name = 'ThreadJobCancelled';
  }
}

/**
 * Left alone, V8 lets what a thread makes row by row fill 128 MiB before it looks for what is still wanted. Memory only: a
 * job that holds much is not ended by this.
 */
const YOUNG_GENERATION_MIB = 3;

export function createThreadPool(options: {
  entry: string | URL;
  start: ThreadStart;
  queue: Pick<WriteQueue, 'lease'>;
  limit: number;
}): ThreadPool {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const waiting: (() => void)[] = [];
  const holdingKeys = new Set<Worker>();
  const ended = new WeakSet<Worker>();
  let isClosed = false;

  function open(): Worker {
    const worker = new Worker(options.entry, {
      workerData: options.start,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB },
    });
    all.add(worker);
    worker.once('exit', () => {
      all.delete(worker);
      holdingKeys.delete(worker);
      const index = idle.indexOf(worker);
      if (index !== -1) idle.splice(index, 1);
      waiting.shift()?.();
    });
    return worker;
  }

  async function take(): Promise<Worker> {
    for (;;) {
      if (isClosed) throw new ThreadJobCancelled();
      const worker = idle.pop() ?? (all.size < options.limit ? open() : null);
      if (worker) return worker;
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    }
  }

  async function run<Result>(job: ThreadRun): Promise<Result> {
    const worker = await take();
    if (job.keys) holdingKeys.add(worker);
    try {
      return (await runOn(worker, job, options.queue)) as Result;
    } catch (error) {
      throw ended.has(worker) ? new Refusal('VAULT_LOCKED') : error;
    } finally {
      if (all.has(worker)) idle.push(worker);
      waiting.shift()?.();
    }
  }

  return {
    run,
    stream: (job) => streamOf(run, job),
    async dropKeys() {
      const held = [...holdingKeys];
      for (const worker of held) {
        ended.add(worker);
        // An idle one must not be taken while it ends.
        const index = idle.indexOf(worker);
        if (index !== -1) idle.splice(index, 1);
      }
      await Promise.all(held.map((worker) => worker.terminate()));
    },
    async close() {
      isClosed = true;
      for (const resume of waiting.splice(0)) resume();
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

function runOn(worker: Worker, job: ThreadRun, queue: Pick<WriteQueue, 'lease'>): Promise<unknown> {
  const source = job.chunks?.[Symbol.asyncIterator]();
  let lease: WriteLease | null = null;
  let hasEnded = false;
  let sourceError: { error: unknown } | null = null;
  let cleanUp = (): void => {};
  const send = (message: ToThread): void => worker.postMessage(message);

  async function grantLease(): Promise<void> {
    const granted = await queue.lease();
    if (hasEnded) granted.release();
    else {
      lease = granted;
      send({ type: 'lease-granted' });
    }
  }

  async function handOnEmitted(bytes: Uint8Array): Promise<void> {
    await job.onEmitted?.(bytes);
    if (!hasEnded) send({ type: 'emitted-taken' });
  }

  async function handOnChunk(): Promise<void> {
    try {
      const next = await source?.next();
      // The job may have ended meanwhile, and the thread have gone on to another one.
      if (hasEnded) return;
      const bytes = next && !next.done ? next.value : null;
      worker.postMessage({ type: 'chunk', bytes } satisfies ToThread, bytes ? [bytes.buffer as ArrayBuffer] : []);
    } catch (error) {
      if (hasEnded) return;
      // The job learns that no more will come and ends; its caller hears what really happened.
      sourceError = { error };
      send({ type: 'chunk-failed' });
    }
  }

  return new Promise<unknown>((resolve, reject) => {
    // What a thread is still doing then is unknown, so it serves nobody else. Its turn is given back when it is gone: a
    // transaction of its own that still holds SQLite's lock would have the next writer, the core's thread, wait for it.
    let failure: Error | null = null;
    const fail = (error: unknown): void => {
      failure ??= error instanceof Error ? error : new Error('A job thread failed.');
      void worker.terminate();
    };
    const onMessage = (message: FromThread): void => {
      switch (message.type) {
        case 'ready':
          break;
        case 'progress':
          job.onProgress?.(message.done, message.total);
          break;
        case 'lease-wanted':
          void grantLease().catch(fail);
          break;
        case 'lease-released':
          lease?.release();
          lease = null;
          break;
        case 'chunk-wanted':
          void handOnChunk().catch(fail);
          break;
        case 'emitted':
          void handOnEmitted(message.bytes).catch(fail);
          break;
        case 'done':
          resolve(message.result);
          break;
        case 'refused':
          reject(new Refusal(message.code, message.data));
          break;
        case 'source-failed':
          reject(sourceError?.error);
          break;
        case 'cancelled':
          reject(new ThreadJobCancelled());
          break;
        case 'failed':
          reject(threadFailure(message.name, message.stack));
          break;
      }
    };
    const onExit = (): void => reject(failure ?? new Error('A job thread ended before its job.'));
    const onCancel = (): void => send({ type: 'cancel' });
    worker.on('message', onMessage);
    worker.once('exit', onExit);
    worker.once('error', fail);
    job.signal?.addEventListener('abort', onCancel);
    cleanUp = () => {
      worker.off('message', onMessage);
      worker.off('exit', onExit);
      worker.off('error', fail);
      job.signal?.removeEventListener('abort', onCancel);
    };
    send({ type: 'run', job: { kind: job.kind, input: job.input, keys: job.keys } });
    if (job.signal?.aborted) onCancel();
  }).finally(async () => {
    hasEnded = true;
    cleanUp();
    lease?.release();
    await source?.return?.();
  });
}

function threadFailure(name: string, stack: string): Error {
  const error = new Error('A job failed in its thread.');
  error.name = name;
  error.stack = stack;
  return error;
}

async function* streamOf(
  run: (job: ThreadRun) => Promise<unknown>,
  job: Omit<ThreadRun, 'onEmitted'>,
): AsyncGenerator<Uint8Array, void, void> {
  const controller = new AbortController();
  const cancel = (): void => controller.abort();
  job.signal?.addEventListener('abort', cancel, { once: true });
  if (job.signal?.aborted) cancel();
  const arrived: { bytes: Uint8Array; taken: () => void }[] = [];
  let end: { error: unknown } | 'done' | null = null;
  let wake = (): void => {};
  const onEmitted = (bytes: Uint8Array): Promise<void> =>
    new Promise((taken) => {
      arrived.push({ bytes, taken });
      wake();
    });
  const ended = run({ ...job, signal: controller.signal, onEmitted }).then(
    () => {
      end = 'done';
      wake();
    },
    (error: unknown) => {
      end = { error };
      wake();
    },
  );
  const failure = (): { error: unknown } | null => (end === null || end === 'done' ? null : end);
  try {
    for (;;) {
      const piece = arrived.shift();
      if (piece) {
        piece.taken();
        yield piece.bytes;
      } else if (end !== null) {
        break;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    const failed = failure();
    if (failed) throw failed.error;
  } finally {
    job.signal?.removeEventListener('abort', cancel);
    if (end === null) cancel();
    for (const piece of arrived.splice(0)) piece.taken();
    await ended;
  }
}
