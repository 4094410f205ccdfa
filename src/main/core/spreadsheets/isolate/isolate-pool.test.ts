import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SheetRefusal } from '../sheet-refusal.ts';
import type { IsolateHost, IsolateProcess } from './isolate-host.ts';
import { BATCH_CREDIT, type IsolateReply, type IsolateRequest } from './isolate-messages.ts';
import { createIsolatePool, type IsolateLimits, type TaskRequest } from './isolate-pool.ts';

const LIMITS: IsolateLimits = { stallMs: 1000, memoryMiB: 512, processes: 1, idleMs: 5000 };
const REQUEST: TaskRequest = {
  type: 'read',
  file: { id: 'f', path: 'nowhere', key: new Uint8Array(32), size: 1 },
  options: {},
  credit: BATCH_CREDIT,
};

/** An isolate whose answers the test gives. */
class ScriptedIsolate implements IsolateProcess {
  readonly received: IsolateRequest[] = [];
  isKilled = false;
  #onMessage: (message: unknown) => void = () => undefined;
  #onExit: (code: number | null, signal: string | null) => void = () => undefined;

  send(message: unknown): void {
    this.received.push(message as IsolateRequest);
  }
  onMessage(listener: (message: unknown) => void): void {
    this.#onMessage = listener;
  }
  onExit(listener: (code: number | null, signal: string | null) => void): void {
    this.#onExit = listener;
  }
  kill(): void {
    if (this.isKilled) return;
    this.isKilled = true;
    this.die(null, 'SIGKILL');
  }
  die(code: number | null, signal: string | null): void {
    this.#onExit(code, signal);
  }
  say(reply: IsolateReply): void {
    this.#onMessage(reply);
  }
}

const isolates: ScriptedIsolate[] = [];
const host: IsolateHost = {
  startIsolate() {
    const isolate = new ScriptedIsolate();
    isolates.push(isolate);
    return isolate;
  },
};
const started = (index: number): ScriptedIsolate => {
  const isolate = isolates[index];
  if (!isolate) throw new Error(`Isolate ${index} was not started`);
  return isolate;
};

beforeEach(() => {
  isolates.length = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('the watchdog', () => {
  it('kills an isolate that makes no progress, and the next task gets a new one', async () => {
    const pool = createIsolatePool(host, LIMITS);
    const first = pool.run(REQUEST, {});
    const second = pool.run(REQUEST, {});
    const refused = expect(first.result).rejects.toMatchObject({ code: 'TIMED_OUT' });
    await vi.advanceTimersByTimeAsync(1500);
    await refused;
    expect(started(0).isKilled).toBe(true);
    started(1).say({ type: 'done', task: 2, rows: 0, memoryMiB: 80 });
    await expect(second.result).resolves.toMatchObject({ type: 'done' });
    pool.stop();
  });

  it('is patient while progress comes, and while the consumer is the slow one', async () => {
    const pool = createIsolatePool(host, LIMITS);
    const task = pool.run(REQUEST, {});
    for (let step = 0; step < 5; step += 1) {
      await vi.advanceTimersByTimeAsync(800);
      started(0).say({ type: 'progress', task: 1, doneBytes: step, totalBytes: 9, rows: 0, memoryMiB: 90 });
    }
    for (let batch = 0; batch < BATCH_CREDIT; batch += 1) {
      started(0).say({ type: 'batch', task: 1, rows: 1, bytes: new Uint8Array(1) });
    }
    await vi.advanceTimersByTimeAsync(60_000);
    expect(started(0).isKilled).toBe(false);
    task.grant(BATCH_CREDIT);
    expect(started(0).received.at(-1)).toEqual({ type: 'credit', task: 1, count: BATCH_CREDIT });
    const refused = expect(task.result).rejects.toMatchObject({ code: 'TIMED_OUT' });
    await vi.advanceTimersByTimeAsync(1500);
    await refused;
    pool.stop();
  });

  it('kills an isolate that reports too much memory', async () => {
    const pool = createIsolatePool(host, LIMITS);
    const task = pool.run(REQUEST, {});
    const refused = expect(task.result).rejects.toMatchObject({ code: 'TOO_MUCH_MEMORY' });
    started(0).say({ type: 'progress', task: 1, doneBytes: 1, totalBytes: 9, rows: 0, memoryMiB: 600 });
    await refused;
    pool.stop();
  });

  it.each([
    ['SIGKILL', null, 'TOO_MUCH_MEMORY'],
    ['SIGABRT', null, 'ISOLATE_DIED'],
    [null, 134, 'ISOLATE_DIED'],
  ])('turns a death by %s (%s) into %s', async (signal, code, refusal) => {
    const pool = createIsolatePool(host, LIMITS);
    const task = pool.run(REQUEST, {});
    const refused = expect(task.result).rejects.toMatchObject({ code: refusal });
    started(0).die(code, signal);
    await refused;
    pool.stop();
  });
});

describe('tasks', () => {
  it('reuse a small isolate, leave a grown one, and let an idle one go', async () => {
    const pool = createIsolatePool(host, LIMITS);
    const run = async (task: number, isolate: number, memoryMiB: number): Promise<void> => {
      const running = pool.run(REQUEST, {});
      started(isolate).say({ type: 'done', task, rows: 0, memoryMiB });
      await running.result;
    };
    await run(1, 0, 80);
    await run(2, 0, 400);
    expect(started(0).isKilled).toBe(true);
    await run(3, 1, 80);
    await vi.advanceTimersByTimeAsync(6000);
    expect(started(1).isKilled).toBe(true);
    pool.stop();
  });

  it('that are cancelled end as aborted, waiting or running', async () => {
    const pool = createIsolatePool(host, LIMITS);
    const running = pool.run(REQUEST, {});
    const waiting = pool.run(REQUEST, {});
    const aborted = Promise.all([
      expect(waiting.result).rejects.toMatchObject({ name: 'AbortError' }),
      expect(running.result).rejects.toMatchObject({ name: 'AbortError' }),
    ]);
    waiting.cancel();
    running.cancel();
    await aborted;
    expect(isolates).toHaveLength(1);
    pool.stop();
  });

  it('pass refusals on with their place', async () => {
    const pool = createIsolatePool(host, LIMITS);
    const task = pool.run(REQUEST, {});
    const refused = expect(task.result).rejects.toEqual(new SheetRefusal('CORRUPT', 'why', { sheet: 'S', cell: 'B2' }));
    started(0).say({
      type: 'refused',
      task: 1,
      refusal: { code: 'CORRUPT', reason: 'why', place: { sheet: 'S', cell: 'B2' } },
      memoryMiB: 50,
    });
    await refused;
    pool.stop();
  });
});
