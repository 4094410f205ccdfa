/**
 * From untrusted bytes to rows. What the import service needs to know:
 *
 *   const sheets = createSheetSource({ spool, isolates: host, logger });
 *   const description = await sheets.describe(fileId, { password });       // formats, sheets, samples, guesses
 *   for await (const batch of sheets.readBatches(fileId, { sheet: 'Sheet1' }, { signal, onProgress })) {
 *     worker.postMessage(batch, [batch.buffer]);                            // opaque bytes; unpackRows() elsewhere
 *   }
 *
 * - `fileId` is a finished file of the spool. Nothing is parsed in this process: a forked isolate decrypts and reads.
 * - `describe` looks at the whole file, answers with what it found (format, encoding and separator with candidates,
 *   entries of a zip, sheets with visibility, row counts, hidden rows, merged ranges, 200 sample rows each). With a zip of several
 *   files it answers `entries` and no sheets: call again with `entry`.
 * - `readBatches` needs no prior `describe`: what is missing in the options is detected the same way, except that a tie
 *   between encodings is refused (AMBIGUOUS_ENCODING with choices).
 * - Row numbers are those that Excel or an editor shows; blank rows are left out, so gaps in the numbers are blank rows.
 * - Each batch is its own ArrayBuffer and can be transferred. Leaving the loop early cancels the isolate.
 * - What cannot be read throws a SheetRefusal (code, place, remedyKey); cancelling throws an AbortError.
 */
import type { SpooledFile } from '#core/files/spool-frames.ts';
import type { IsolateHost } from './isolate/isolate-host.ts';
import { BATCH_CREDIT } from './isolate/isolate-messages.ts';
import { createIsolatePool, type IsolateLimits, type IsolatePool } from './isolate/isolate-pool.ts';
import { unpackRows } from './row-batch.ts';
import type { SheetFileDescription, SheetReadOptions } from './sheet-description.ts';
import { SheetRefusal } from './sheet-refusal.ts';

export { unpackRows } from './row-batch.ts';
export type { SheetFileDescription, SheetReadOptions, SheetSummary } from './sheet-description.ts';
export { SheetRefusal } from './sheet-refusal.ts';

export interface ReadProgress {
  /** Bytes of the file (or of the sheet inside it) that have been read, and how many there are. */
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly rows: number;
}

export interface ReadControl {
  readonly signal?: AbortSignal;
  onProgress?(progress: ReadProgress): void;
}

export interface SheetSource {
  describe(fileId: string, options?: SheetReadOptions, control?: ReadControl): Promise<SheetFileDescription>;
  readBatches(fileId: string, options?: SheetReadOptions, control?: ReadControl): AsyncIterable<Uint8Array>;
  stop(): void;
}

export interface SheetSourceOptions {
  readonly spool: {
    reader(id: string): SpooledFile;
    staged(id: string): { name: string; sha256: string; origin?: 'upload' | 'paste' | 'prepared' };
  };
  readonly isolates: IsolateHost;
  readonly logger?: { warn(message: string, details?: Record<string, unknown>): void };
  readonly limits?: IsolateLimits;
}

export function createSheetSource(options: SheetSourceOptions): SheetSource {
  const { spool, logger } = options;
  const pool = createIsolatePool(options.isolates, options.limits);

  /** Pasted text was encoded by us, so there is nothing to guess. */
  function withOrigin(fileId: string, readOptions: SheetReadOptions): SheetReadOptions {
    return spool.staged(fileId).origin === 'paste' ? { encoding: 'utf-8', ...readOptions } : readOptions;
  }

  function noteDeath(fileId: string, error: unknown): void {
    if (error instanceof SheetRefusal && ISOLATE_ENDS.has(error.code)) {
      logger?.warn('A file ended its isolate', { fileId, code: error.code, reason: error.reason });
    }
  }

  return {
    async describe(fileId, readOptions = {}, control = {}) {
      const { name, sha256 } = spool.staged(fileId);
      const request = {
        type: 'describe',
        file: spool.reader(fileId),
        options: withOrigin(fileId, readOptions),
      } as const;
      const task = pool.run(request, { onProgress: control.onProgress });
      const stopListening = cancelOn(control.signal, task.cancel);
      try {
        const result = await task.result;
        if (result.type !== 'described') throw new SheetRefusal('FILE_UNREADABLE', 'The isolate gave no description');
        const sheets = result.description.sheets.map(({ sample, ...sheet }) => ({
          ...sheet,
          sampleRows: sample ? unpackRows(sample) : [],
        }));
        return { ...result.description, sheets, fileName: name, sha256 };
      } catch (error) {
        noteDeath(fileId, error);
        throw error;
      } finally {
        stopListening();
      }
    },

    async *readBatches(fileId, readOptions = {}, control = {}) {
      const file = spool.reader(fileId);
      try {
        yield* batchesOf(pool, file, withOrigin(fileId, readOptions), control);
      } catch (error) {
        noteDeath(fileId, error);
        throw error;
      }
    },

    stop: () => pool.stop(),
  };
}

const ISOLATE_ENDS: ReadonlySet<string> = new Set(['ISOLATE_DIED', 'TIMED_OUT', 'TOO_MUCH_MEMORY']);

async function* batchesOf(
  pool: IsolatePool,
  file: SpooledFile,
  options: SheetReadOptions,
  control: ReadControl,
): AsyncGenerator<Uint8Array, void> {
  const arrived: Uint8Array[] = [];
  let wake: () => void = () => undefined;
  let end: { error?: unknown } | null = null;
  const task = pool.run(
    { type: 'read', file, options, credit: BATCH_CREDIT },
    {
      onBatch(bytes) {
        arrived.push(bytes);
        wake();
      },
      onProgress: control.onProgress,
    },
  );
  const stopListening = cancelOn(control.signal, task.cancel);
  const finished = task.result.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  void finished.then((failure) => {
    end = failure ?? {};
    wake();
  });
  try {
    while (true) {
      control.signal?.throwIfAborted();
      const batch = arrived.shift();
      if (batch) {
        task.grant(1);
        yield ownBuffer(batch);
        continue;
      }
      if (end) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const failure = await finished;
    if (failure) throw failure.error;
  } finally {
    stopListening();
    if (!end) task.cancel();
  }
}

/** A view on a shared read buffer could not be transferred without taking its neighbours along. */
function ownBuffer(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
}

function cancelOn(signal: AbortSignal | undefined, cancel: () => void): () => void {
  if (!signal) return () => undefined;
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  return () => signal.removeEventListener('abort', cancel);
}
