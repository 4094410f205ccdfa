import type { ThreadContext } from '#core/jobs/thread-context.ts';
import { bytePieces } from '#core/spreadsheets/byte-pieces.ts';
import { writeXlsx, type XlsxDocument, type XlsxRow, type XlsxValue } from '#core/spreadsheets/xlsx-writer.ts';
import type { ExportedColumn } from '#shared/contract/lists.contract.ts';
import { rowValue } from '#shared/domain/lists/row-order.ts';

export interface ExportListInput {
  readonly columns: readonly ExportedColumn[];
  readonly sheet: string;
  readonly document: Omit<XlsxDocument, 'sheets'>;
}

/** Writes the rows of a list, which come page by page from the core, into a workbook. */
export async function run(input: ExportListInput, thread: ThreadContext): Promise<{ rows: number }> {
  const { columns, document, sheet } = input;
  let count = 0;
  async function* rows(): AsyncGenerator<XlsxRow> {
    for await (const page of thread.chunks()) {
      const listed = JSON.parse(Buffer.from(page).toString('utf8')) as unknown[];
      for (const row of listed) yield columns.map((column) => exportedValue(row, column));
      count += listed.length;
      thread.progress(count, null);
    }
  }
  const sheets = [
    { name: sheet, columns: columns.map(({ header, kind }) => ({ header, kind })), rows: rows(), hasAutoFilter: true },
  ];
  for await (const piece of bytePieces(writeXlsx({ ...document, sheets }))) await thread.emit(piece);
  return { rows: count };
}

/** What a cell of this column holds. */
export function exportedValue(row: unknown, column: ExportedColumn): XlsxValue {
  const value = rowValue(row, column);
  if (value === null) return null;
  const isText = column.kind === 'text' || column.kind === 'day';
  if (isText) return String(value);
  return typeof value === 'number' ? value : null;
}
