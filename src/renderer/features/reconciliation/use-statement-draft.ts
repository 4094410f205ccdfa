import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { today } from '#renderer/i18n/format.ts';
import { client } from '#renderer/lib/client.ts';
import { useJob } from '#renderer/lib/use-job.ts';
import type {
  StatementFileSketch,
  StatementReading,
  StatementSettings,
} from '#shared/contract/reconciliation.contract.ts';
import type { FileId, JobId, SkuId, SupplierId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money/money.ts';
import type { StatementRole } from '#shared/domain/spreadsheets/column-vocabulary.ts';
import type { AmountConvention } from '#shared/domain/spreadsheets/statement-amount.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import { proposedPeriod } from './statement-period.ts';

/** What a person has said about a statement so far; null is as proposed. */
export interface StatementDraft {
  readonly fileId: FileId | null;
  readonly fileName: string;
  readonly read: StatementSettings['read'];
  readonly supplierId: SupplierId | null;
  readonly columns: readonly StatementRole[] | null;
  /** Columns that the sheet left open and the person has spoken of. */
  readonly settledColumns: readonly number[];
  readonly convention: AmountConvention | null;
  readonly from: Day | null;
  readonly to: Day | null;
  readonly openingBalance: Money | null;
  readonly closingBalance: Money | null;
  readonly assignments: Readonly<Record<string, SkuId>>;
  readonly includesHiddenRows: boolean;
  readonly acceptsBreaks: boolean;
}

export const EMPTY_DRAFT: StatementDraft = {
  fileId: null,
  fileName: '',
  read: {},
  supplierId: null,
  columns: null,
  settledColumns: [],
  convention: null,
  from: null,
  to: null,
  openingBalance: null,
  closingBalance: null,
  assignments: {},
  includesHiddenRows: false,
  acceptsBreaks: false,
};

export type StatementSheet = StatementFileSketch['sheets'][number];

/** What the core sees in the staged file with the choices made so far. */
export function useStatementSketch({ fileId, read, supplierId }: StatementDraft) {
  const input = { fileId: fileId ?? ('' as FileId), read, supplierId: supplierId ?? undefined };
  return useQuery({
    // Not under the procedure's own key: changes elsewhere do not alter a staged file, and reading it again is work.
    queryKey: ['statement-sketch', input],
    queryFn: ({ signal }) => client.statements.describe(input, { signal }),
    enabled: fileId !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    placeholderData: (previous) => previous,
  });
}

export function sheetOf(draft: StatementDraft, sketch: StatementFileSketch): StatementSheet | undefined {
  const { sheet: name } = draft.read;
  if (name !== undefined) return sketch.sheets.find((sheet) => sheet.name === name);
  return sketch.sheets.find(({ visibility }) => visibility === 'visible') ?? sketch.sheets[0];
}

/** The period as it was said, else as the sheet's days propose it. */
export function periodOf(draft: StatementDraft, sheet: StatementSheet): { from: Day | null; to: Day | null } {
  const { from, to } = proposedPeriod(sheet, today() as Day);
  return { from: draft.from ?? from, to: draft.to ?? to };
}

/** Columns of which nobody has said yet whether their discount or refund is off the amounts. */
export function openColumns(draft: StatementDraft, sheet: StatementSheet): StatementSheet['columns'] {
  return sheet.columns.filter(({ choices, index }) => choices.length > 0 && !draft.settledColumns.includes(index));
}

/** The settings as they stand; null while something is missing. */
export function settingsOf(draft: StatementDraft, sheet: StatementSheet): StatementSettings | null {
  const { from, to } = periodOf(draft, sheet);
  if (draft.fileId === null || draft.supplierId === null || from === null || to === null) return null;
  return {
    fileId: draft.fileId,
    read: { ...draft.read, sheet: sheet.name },
    supplierId: draft.supplierId,
    headerRowNumber: sheet.headerRowNumber,
    headerSignature: sheet.headerSignature,
    columns: [...(draft.columns ?? sheet.columns.map(({ proposedRole }) => proposedRole))],
    convention: draft.convention ?? sheet.proposedConvention,
    isConventionChosen: draft.convention !== null,
    includesHiddenRows: draft.includesHiddenRows,
    from,
    to,
    openingBalance: draft.openingBalance,
    closingBalance: draft.closingBalance,
    assignments: Object.entries(draft.assignments).map(([text, skuId]) => ({ text, skuId })),
  };
}

const PAUSE_MILLISECONDS = 450;

export interface ReadingCheck {
  /** Of the settings as they stand; null until it is known. */
  readonly reading: StatementReading | null;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly jobError: { code: string; data?: unknown } | null;
}

/** Keeps the dry run in step with the settings. */
export function useReadingCheck(settings: StatementSettings | null): ReadingCheck {
  const text = settings === null ? null : JSON.stringify(settings);
  const [run, setRun] = useState<{ text: string; jobId: JobId | null; error: unknown } | null>(null);
  const { job } = useJob(run?.jobId ?? null);
  useEffect(() => {
    if (text === null) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      setRun({ text, jobId: null, error: null });
      client.statements.preview(JSON.parse(text) as StatementSettings).then(
        ({ jobId }) => {
          if (!controller.signal.aborted) setRun({ text, jobId, error: null });
          else void client.jobs.cancel({ id: jobId }).catch(() => undefined);
        },
        (error: unknown) => {
          if (!controller.signal.aborted) setRun({ text, jobId: null, error });
        },
      );
    }, PAUSE_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text]);
  const isOfNow = run !== null && run.text === text;
  const isDone = isOfNow && job?.id === run.jobId && job?.state === 'done';
  const isFailed = isOfNow && job?.state === 'failed';
  return {
    reading: isDone ? (job.result as StatementReading) : null,
    isRunning: text !== null && !isDone && !isFailed && !(isOfNow && run.error !== null),
    error: isOfNow ? run.error : null,
    jobError: isFailed ? job.error : null,
  };
}

/** Changes some of what the person has said of a statement so far. */
/** What changes, or how it follows from what stands there by then. */
export type ChangeDraft = (
  change: Partial<StatementDraft> | ((before: StatementDraft) => Partial<StatementDraft>),
) => void;
