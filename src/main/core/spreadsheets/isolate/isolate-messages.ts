import type { SpooledFile } from '#core/files/spool-frames.ts';
import type { FileDescription, PackedSheetSummary, SheetReadOptions } from '../sheet-description.ts';
import type { RefusalData } from '../sheet-refusal.ts';

/** From the core to the isolate. One task at a time. */
export type IsolateRequest =
  | { type: 'describe'; task: number; file: SpooledFile; options: SheetReadOptions }
  | { type: 'read'; task: number; file: SpooledFile; options: SheetReadOptions; credit: number }
  /** The core has room for so many more batches. */
  | { type: 'credit'; task: number; count: number }
  | { type: 'cancel'; task: number };

export type IsolateReply =
  | { type: 'ready' }
  | { type: 'progress'; task: number; doneBytes: number; totalBytes: number; rows: number; memoryMiB: number }
  | { type: 'described'; task: number; description: FileDescription<PackedSheetSummary>; memoryMiB: number }
  | { type: 'batch'; task: number; rows: number; bytes: Uint8Array }
  | { type: 'done'; task: number; rows: number; memoryMiB: number }
  | { type: 'refused'; task: number; refusal: RefusalData; memoryMiB: number }
  | { type: 'cancelled'; task: number };

/** Batches that may be under way at once. */
export const BATCH_CREDIT = 8;
