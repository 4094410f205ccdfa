import type { VaultKeysTransfer } from '#core/vault/vault-keys.ts';

/** What a job thread is started with. */
export interface ThreadStart {
  readonly databaseFile: string;
}

export interface ThreadJob {
  readonly kind: string;
  readonly input: unknown;
  /** The working keys, for jobs that seal or open; null while the vault is locked or where they are not needed. */
  readonly keys: VaultKeysTransfer | null;
}

/** From the core to the thread. */
export type ToThread =
  | { type: 'run'; job: ThreadJob }
  | { type: 'cancel' }
  | { type: 'lease-granted' }
  | { type: 'chunk'; bytes: Uint8Array | null }
  /** A piece of the job's output stream was taken: room for one more. */
  | { type: 'emitted-taken' }
  /** No more pieces will come: whoever makes them failed. */
  | { type: 'chunk-failed' };

/** From the thread to the core. */
export type FromThread =
  | { type: 'ready' }
  | { type: 'progress'; done: number; total: number | null }
  | { type: 'lease-wanted' }
  | { type: 'lease-released' }
  /** Ready for the next piece of the job's input stream: the back-pressure of `chunk`. */
  | { type: 'chunk-wanted' }
  | { type: 'emitted'; bytes: Uint8Array }
  | { type: 'done'; result: unknown }
  | { type: 'refused'; code: string; data: Readonly<Record<string, unknown>> | undefined }
  | { type: 'source-failed' }
  | { type: 'cancelled' }
  | { type: 'failed'; name: string; stack: string };

/** Pieces of an output stream that may be on their way at once. */
export const EMITTED_AHEAD = 4;
