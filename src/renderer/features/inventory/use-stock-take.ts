import { useQuery } from '@tanstack/react-query';
import type { SheetRead } from '#renderer/components/sheet-reading.tsx';
import { client } from '#renderer/lib/client.ts';
import { isReadingOf } from '#renderer/lib/reading-query.ts';
import type { FileId, JobId, SupplierId } from '#shared/domain/ids.ts';
import type { StatusChoice } from '#shared/domain/spreadsheets/status-words.ts';

export const STOCK_TAKE_ROLES = ['cardNumber', 'secret', 'status', 'usedOn'] as const;

export type StockTakeSketch = Awaited<ReturnType<typeof client.stockTakes.describe>>;
type StockTakeInput = Omit<Parameters<typeof client.stockTakes.take>[0], 'commandId'>;

/** What stands in the dialog. */
export interface StockTakeDraft {
  readonly supplierId: SupplierId | null;
  readonly fileId: FileId | null;
  readonly fileName: string;
  readonly read: SheetRead;
  /** As a person chose them; null as they were recognised. */
  readonly columns: StockTakeSketch['proposed'] | null;
  readonly meanings: Readonly<Record<string, StatusChoice>>;
  readonly jobId: JobId | null;
}

export const EMPTY_TAKE: StockTakeDraft = {
  supplierId: null,
  fileId: null,
  fileName: '',
  read: {},
  columns: null,
  meanings: {},
  jobId: null,
};

export function useStockTakeSketch({ fileId, read, supplierId, columns }: StockTakeDraft) {
  const input = {
    fileId: fileId ?? ('' as FileId),
    read,
    supplierId: supplierId ?? undefined,
    statusColumn: columns?.status,
  };
  return useQuery({
    // Not under the procedure's own key: changes elsewhere do not alter a staged file, and reading it again is work.
    queryKey: ['stock-take-sketch', input],
    queryFn: ({ signal }) => client.stockTakes.describe(input, { signal }),
    placeholderData: (previous, query) => (isReadingOf(query?.queryKey, fileId) ? previous : undefined),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: fileId !== null,
    retry: false,
  });
}

/** What the core is asked for; null while something of it is missing. */
export function inputOf(draft: StockTakeDraft, sketch: StockTakeSketch): StockTakeInput | null {
  const { supplierId, fileId, read, meanings } = draft;
  const columns = draft.columns ?? sketch.proposed;
  if (supplierId === null || fileId === null || sketch.sheet === null || isUndecided(draft, sketch)) return null;
  if (columns.cardNumber === undefined && columns.secret === undefined) return null;
  const statusMeanings = sketch.statusWords.flatMap(({ text }) => {
    const meaning = meanings[text];
    return meaning === undefined ? [] : [{ text, meaning }];
  });
  const { headerRowNumber } = sketch;
  return { fileId, supplierId, read, headerRowNumber, columns, statusMeanings };
}

/** Two encodings fit and none has been chosen. */
function isUndecided({ read }: StockTakeDraft, { isEncodingAmbiguous }: StockTakeSketch): boolean {
  return isEncodingAmbiguous && read.encoding === undefined;
}
