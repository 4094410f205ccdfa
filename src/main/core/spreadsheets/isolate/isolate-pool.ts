import { type RefusalCode, SheetRefusal } from '../sheet-refusal.ts';
import { ISOLATE_MEMORY_MIB, type IsolateHost, type IsolateProcess } from './isolate-host.ts';
import { BATCH_CREDIT, type IsolateReply, type IsolateRequest } from './isolate-messages.ts';

export interface IsolateLimits {
  /** Milliseconds without any progress before the isolate is killed; below the 10 s that any file may take. */
  readonly stallMs: number;
  readonly memoryMiB: number;
  /** Isolates at once; further tasks wait. */
  readonly processes: number;
  /** Milliseconds that an unused isolate is kept warm. */
  readonly idleMs: number;
}

export const DEFAULT_ISOLATE_LIMITS: IsolateLimits = {
  stallMs: 8_000,
  memoryMiB: ISOLATE_MEMORY_MIB,
  processes: 2,
  idleMs: 30_000,
};

/** An isolate that has grown beyond this is not used again: what V8 and malloc keep would count against the next file. */
const REUSE_BELOW_MIB = 160;

export type TaskRequest = DistributiveOmit<Extract<IsolateRequest, { type: 'describe' | 'read' }>, 'task'>;
type DistributiveOmit<Union, Key extends string> = Union extends unknown ? Omit<Union, Key> : never;
export type TaskResult = Extract<IsolateReply, { type: 'described' | 'done' }>;

export interface RunningTask {
  /** Settles with the last reply, or throws a SheetRefusal, or an AbortError after `cancel`. */
  readonly result: Promise<TaskResult>;
  /** The consumer has taken batches; the isolate may send as many more. */
  grant(count: number): void;
  cancel(): void;
}

export interface TaskListeners {
  onBatch?(bytes: Uint8Array, rows: number): void;
  onProgress?(progress: { doneBytes: number; totalBytes: number; rows: number }): void;
}

export interface IsolatePool {
  run(request: TaskRequest, listeners: TaskListeners): RunningTask;
  /** Kills every isolate; running tasks end as refused. */
  stop(): void;
}

interface Worker {
  readonly process: IsolateProcess;
  task: ActiveTask | null;
  idleTimer: ReturnType<typeof setTimeout> | null;
  isDead: boolean;
}

interface ActiveTask {
  readonly id: number;
  readonly request: TaskRequest;
  readonly listeners: TaskListeners;
  readonly resolve: (result: TaskResult) => void;
  readonly reject: (error: Error) => void;
  worker: Worker | null;
  /** Batches that arrived and were not yet taken: while there are as many as may be, the isolate waits for us. */
  untaken: number;
  lastSignAt: number;
  isCancelled: boolean;
  killedFor: { code: RefusalCode; reason: string } | null;
}

/** Gives each task an isolate, watches it, and turns its death into one refused file. */
export function createIsolatePool(host: IsolateHost, limits: IsolateLimits = DEFAULT_ISOLATE_LIMITS): IsolatePool {
  const workers = new Set<Worker>();
  const waiting: ActiveTask[] = [];
  let nextTaskId = 1;
  let watchdog: ReturnType<typeof setInterval> | null = null;

  function startWorker(): Worker {
    const worker: Worker = { process: host.startIsolate(), task: null, idleTimer: null, isDead: false };
    workers.add(worker);
    worker.process.onMessage((message) => receive(worker, message as IsolateReply));
    worker.process.onExit((code, signal) => died(worker, code, signal));
    return worker;
  }

  function dispatch(): void {
    while (waiting.length > 0) {
      const idle = [...workers].find((worker) => !worker.task && !worker.isDead);
      if (!idle && workers.size >= limits.processes) break;
      const worker = idle ?? startWorker();
      const task = waiting.shift();
      if (!task) break;
      if (worker.idleTimer) clearTimeout(worker.idleTimer);
      worker.task = task;
      task.worker = worker;
      task.lastSignAt = performance.now();
      worker.process.send({ ...task.request, task: task.id });
    }
    const isBusy = [...workers].some((worker) => worker.task);
    if (isBusy && !watchdog) watchdog = setInterval(watch, Math.min(250, limits.stallMs / 4));
    if (!isBusy && watchdog) {
      clearInterval(watchdog);
      watchdog = null;
    }
  }

  function watch(): void {
    const now = performance.now();
    for (const { task } of workers) {
      if (!task) continue;
      if (task.untaken >= BATCH_CREDIT) task.lastSignAt = now;
      else if (now - task.lastSignAt > limits.stallMs) {
        kill(task, 'TIMED_OUT', `No progress for ${Math.round(limits.stallMs / 1000)} seconds`);
      }
    }
  }

  function kill(task: ActiveTask, code: RefusalCode, reason: string): void {
    task.killedFor ??= { code, reason };
    task.worker?.process.kill();
  }

  function receive(worker: Worker, reply: IsolateReply): void {
    if (reply.type === 'ready') {
      if (worker.task) worker.task.lastSignAt = performance.now();
      return;
    }
    const task = worker.task;
    if (!task || task.id !== reply.task) return;
    task.lastSignAt = performance.now();
    if (reply.type === 'batch') {
      task.untaken += 1;
      task.listeners.onBatch?.(reply.bytes, reply.rows);
      return;
    }
    if (reply.type === 'progress') {
      task.listeners.onProgress?.(reply);
      if (reply.memoryMiB > limits.memoryMiB) kill(task, 'TOO_MUCH_MEMORY', `It needs over ${limits.memoryMiB} MiB`);
      return;
    }
    release(worker, reply.type === 'cancelled' ? Number.POSITIVE_INFINITY : reply.memoryMiB);
    if (reply.type === 'refused') task.reject(SheetRefusal.from(reply.refusal));
    else if (reply.type === 'cancelled') task.reject(abortError());
    else task.resolve(reply);
  }

  function release(worker: Worker, memoryMiB: number): void {
    worker.task = null;
    if (memoryMiB > REUSE_BELOW_MIB) retire(worker);
    else {
      worker.idleTimer = setTimeout(() => retire(worker), limits.idleMs);
      worker.idleTimer.unref?.();
    }
    dispatch();
  }

  function retire(worker: Worker): void {
    worker.isDead = true;
    workers.delete(worker);
    if (worker.idleTimer) clearTimeout(worker.idleTimer);
    worker.process.kill();
  }

  function died(worker: Worker, code: number | null, signal: string | null): void {
    worker.isDead = true;
    workers.delete(worker);
    if (worker.idleTimer) clearTimeout(worker.idleTimer);
    const task = worker.task;
    worker.task = null;
    if (task?.isCancelled) task.reject(abortError());
    else if (task) {
      const cause = task.killedFor ?? causeOfDeath(code, signal, limits);
      task.reject(new SheetRefusal(cause.code, cause.reason));
    }
    dispatch();
  }

  return {
    run(request, listeners) {
      const { promise, resolve, reject } = Promise.withResolvers<TaskResult>();
      const task: ActiveTask = {
        id: nextTaskId,
        request,
        listeners,
        resolve,
        reject,
        worker: null,
        untaken: 0,
        lastSignAt: 0,
        isCancelled: false,
        killedFor: null,
      };
      nextTaskId += 1;
      waiting.push(task);
      dispatch();
      return {
        result: promise,
        grant(count) {
          task.untaken -= count;
          task.lastSignAt = performance.now();
          if (task.worker?.task === task) task.worker.process.send({ type: 'credit', task: task.id, count });
        },
        cancel() {
          task.isCancelled = true;
          const place = waiting.indexOf(task);
          if (place >= 0) {
            waiting.splice(place, 1);
            reject(abortError());
          } else if (task.worker?.task === task) {
            // A parser in the middle of a synchronous stretch would not hear a message; the process is cheap.
            task.worker.process.kill();
          }
        },
      };
    },
    stop() {
      for (const worker of [...workers]) {
        const task = worker.task;
        worker.task = null;
        retire(worker);
        task?.reject(abortError());
      }
      for (const task of waiting.splice(0)) task.reject(abortError());
      if (watchdog) clearInterval(watchdog);
      watchdog = null;
    },
  };
}

function causeOfDeath(
  code: number | null,
  signal: string | null,
  limits: IsolateLimits,
): { code: RefusalCode; reason: string } {
  // The isolate's own memory guard ends it with SIGKILL, as the system's out-of-memory killer does.
  if (signal === 'SIGKILL') return { code: 'TOO_MUCH_MEMORY', reason: `It needs over ${limits.memoryMiB} MiB` };
  const how = signal ?? `exit code ${code ?? 'unknown'}`;
  return { code: 'ISOLATE_DIED', reason: `Reading the file ended its process (${how})` };
}

function abortError(): Error {
  return new DOMException('Reading the file was cancelled', 'AbortError');
}
