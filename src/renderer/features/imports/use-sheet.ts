import { useQuery } from '@tanstack/react-query';
import { client } from '#renderer/lib/client.ts';
import { isReadingOf } from '#renderer/lib/reading-query.ts';
import type { SheetFileSketch } from '#shared/contract/import-sketch.contract.ts';
import type { FileId } from '#shared/domain/ids.ts';
import type { KeySheetRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { QueuedFile } from './queue-store.ts';
import type { SheetSketch } from './receipt-draft.ts';

/** What the core sees in a staged file with the choices made so far. */
export function useSketch(file: QueuedFile, fileId: FileId | null) {
  const { read, headerRowNumber, receipt } = file;
  const input = {
    fileId: fileId ?? ('' as FileId),
    read,
    headerRowNumber,
    supplierId: receipt.supplierId ?? undefined,
  };
  return useQuery({
    // Not under the procedure's own key: changes elsewhere do not alter a staged file, and reading it again is work.
    queryKey: ['import-sketch', input],
    queryFn: ({ signal }) => client.imports.describe(input, { signal }),
    enabled: fileId !== null,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (previous, query) => (isReadingOf(query?.queryKey, fileId) ? previous : undefined),
    retry: false,
  });
}

/** The sheet that is imported: the chosen one, else the first visible one. */
export function sheetOf(file: QueuedFile, sketch: SheetFileSketch): SheetSketch | undefined {
  const { sheet: name } = file.read;
  if (name !== undefined) return sketch.sheets.find((sheet) => sheet.name === name);
  return sketch.sheets.find(({ visibility }) => visibility === 'visible') ?? sketch.sheets[0];
}

/** The roles of a sheet's columns: as chosen, else as proposed. */
export function columnsOf(file: QueuedFile, sheet: SheetSketch): readonly KeySheetRole[] {
  const proposed = sheet.columns.map(({ proposedRole }) => proposedRole);
  return file.columns !== null && file.columns.length >= proposed.length ? file.columns : proposed;
}
