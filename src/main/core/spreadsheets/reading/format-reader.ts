import type { ReadTask } from '../isolate/read-task.ts';
import type { RowBatchWriter } from '../row-batch.ts';
import type { FileDescription, PackedSheetSummary, SheetFormat } from '../sheet-description.ts';

/** One opened file of a known format. */
export interface FormatReader {
  readonly format: SheetFormat;
  describe(
    task: ReadTask,
  ): Promise<Omit<FileDescription<PackedSheetSummary>, 'format' | 'entry' | 'isPasswordProtected'>>;
  /** Writes every row of a sheet; the first visible one when none is named. */
  readRows(sheet: string | undefined, writer: RowBatchWriter, task: ReadTask): Promise<void>;
}
