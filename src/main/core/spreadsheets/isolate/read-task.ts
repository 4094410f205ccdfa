import type { IsolateReply } from './isolate-messages.ts';

/** Thrown inside the isolate to leave a task that nobody wants any more. */
export class TaskCancelled extends Error {}

/**
 * The running task, as the parsers see it: they report how far they are and now and then wait, so that messages (credit,
 * cancel) get in and batches do not pile up.
 */
export class ReadTask {
  readonly #send: (reply: IsolateReply) => void;
  readonly #id: number;
  #credit: number;
  #isCancelled = false;
  #wake: (() => void) | null = null;
  #lastReportAt = 0;
  #queue: { bytes: Uint8Array; rows: number }[] = [];
  #rows = 0;
  #lastDone = 0;

  constructor(id: number, credit: number, send: (reply: IsolateReply) => void) {
    this.#id = id;
    this.#credit = credit;
    this.#send = send;
  }

  get sentRows(): number {
    return this.#rows;
  }

  grant(count: number): void {
    this.#credit += count;
    this.#wake?.();
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#wake?.();
  }

  batch(bytes: Uint8Array, rows: number): void {
    this.#queue.push({ bytes, rows });
    this.#sendAllowed();
  }

  #sendAllowed(): void {
    while (this.#credit > 0) {
      const next = this.#queue.shift();
      if (!next) return;
      this.#credit -= 1;
      this.#rows += next.rows;
      this.#send({ type: 'batch', task: this.#id, rows: next.rows, bytes: next.bytes });
    }
  }

  /** Says how far the task is; only what really moved on counts as progress. */
  progress(doneBytes: number, totalBytes: number): void {
    const now = Date.now();
    if (doneBytes === this.#lastDone || now - this.#lastReportAt < 100) return;
    this.#lastReportAt = now;
    this.#lastDone = doneBytes;
    const memoryMiB = memoryInMiB();
    this.#send({ type: 'progress', task: this.#id, doneBytes, totalBytes, rows: this.#rows, memoryMiB });
  }

  /** Lets messages in, and waits until what was packed could be sent. */
  async breathe(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#sendAllowed();
    while (this.#queue.length > 0 && !this.#isCancelled) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
      this.#sendAllowed();
    }
    if (this.#isCancelled) throw new TaskCancelled();
  }
}

export function memoryInMiB(): number {
  return Math.round(process.memoryUsage.rss() / 1024 / 1024);
}
