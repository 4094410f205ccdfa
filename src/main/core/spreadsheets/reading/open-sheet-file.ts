import type { ByteSource } from '#core/files/byte-source.ts';
import type { ReadTask } from '../isolate/read-task.ts';
import type { SheetReadOptions, ZipEntrySummary } from '../sheet-description.ts';
import { SheetRefusal } from '../sheet-refusal.ts';
import type { FormatReader } from './format-reader.ts';
import { sniffContainer } from './sniff-container.ts';
import { openTextFile } from './text/text-file.ts';

export type OpenedFile =
  | { kind: 'sheets'; reader: FormatReader; entry?: string; isPasswordProtected: boolean }
  | { kind: 'entries'; entries: readonly ZipEntrySummary[]; isPasswordProtected: boolean };

/** Finds out what a file is by its content and opens it, through zips and passwords where there are any. */
export async function openSheetFile(
  source: ByteSource,
  options: SheetReadOptions,
  _task: ReadTask,
): Promise<OpenedFile> {
  const container = sniffContainer(source);
  switch (container.kind) {
    case 'text':
      return { kind: 'sheets', reader: openTextFile(source, options), isPasswordProtected: false };
    default:
      throw new SheetRefusal('NOT_A_SHEET', 'It is no sheet');
  }
}
