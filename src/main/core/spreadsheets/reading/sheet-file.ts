import type { ByteSource } from '#core/files/byte-source.ts';
import type { ReadTask } from '../isolate/read-task.ts';
import { RowBatchWriter } from '../row-batch.ts';
import type { FileDescription, PackedSheetSummary, SheetReadOptions } from '../sheet-description.ts';
import { SheetRefusal } from '../sheet-refusal.ts';
import { openSheetFile } from './open-sheet-file.ts';

/** What a file holds and how it would be read. */
export async function describeFile(
  source: ByteSource,
  options: SheetReadOptions,
  task: ReadTask,
): Promise<FileDescription<PackedSheetSummary>> {
  const opened = await openSheetFile(source, options, task);
  if (opened.kind === 'entries') {
    return { format: 'zip', isPasswordProtected: opened.isPasswordProtected, entries: opened.entries, sheets: [] };
  }
  const { reader, entry, isPasswordProtected } = opened;
  return { ...(await reader.describe(task)), format: reader.format, entry, isPasswordProtected };
}

/** Sends every row of one sheet as batches. */
export async function readFileRows(source: ByteSource, options: SheetReadOptions, task: ReadTask): Promise<void> {
  const opened = await openSheetFile(source, options, task);
  if (opened.kind === 'entries') {
    const names = opened.entries.map((entry) => entry.name);
    throw new SheetRefusal('ENTRY_REQUIRED', 'The zip holds several files', {}, names);
  }
  const writer = new RowBatchWriter((bytes, rows) => task.batch(bytes, rows));
  await opened.reader.readRows(options.sheet, writer, task);
  writer.flush();
  await task.breathe();
}
