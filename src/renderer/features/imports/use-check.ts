import { useCallback, useEffect, useRef, useState } from 'react';
import { client } from '#renderer/lib/client.ts';
import { useJob } from '#renderer/lib/use-job.ts';
import type { JobState } from '#shared/contract/files.contract.ts';
import type { ImportSettings, ImportSummary } from '#shared/contract/imports.contract.ts';
import type { JobId } from '#shared/domain/ids.ts';

/** Sheets of up to so many rows are checked by themselves when something changes; bigger ones when the person says so. */
export const CHECKED_BY_ITSELF = 20_000;
const PAUSE_MILLISECONDS = 450;

interface CheckRun {
  readonly settingsText: string;
  readonly jobId: JobId | null;
  readonly error: unknown;
}

export interface Check {
  /** Starts the dry run of the settings as they stand. */
  run: () => void;
  isRunning: boolean;
  job: JobState | undefined;
  /** What the last finished dry run found; it may be of earlier settings. */
  summary: ImportSummary | null;
  /** The summary is of the settings as they stand. */
  isCurrent: boolean;
  error: unknown;
  jobError: JobState['error'];
}

/** Keeps the dry run of one file in step with its settings. */
export function useCheck(settings: ImportSettings | null, rowCount: number): Check {
  const settingsText = settings === null ? null : JSON.stringify(settings);
  const [run, setRun] = useState<CheckRun | null>(null);
  const [found, setFound] = useState<{ settingsText: string; summary: ImportSummary } | null>(null);
  const latest = useRef<string | null>(null);
  const { job } = useJob(run?.jobId ?? null);

  const start = useCallback(async (text: string) => {
    latest.current = text;
    setRun((before) => {
      if (before?.jobId) void client.jobs.cancel({ id: before.jobId }).catch(() => undefined);
      return { settingsText: text, jobId: null, error: null };
    });
    try {
      const { jobId } = await client.imports.preview(JSON.parse(text) as ImportSettings);
      if (latest.current === text) setRun({ settingsText: text, jobId, error: null });
      else void client.jobs.cancel({ id: jobId }).catch(() => undefined);
    } catch (error) {
      if (latest.current === text) setRun({ settingsText: text, jobId: null, error });
    }
  }, []);

  useEffect(() => {
    if (settingsText === null || rowCount > CHECKED_BY_ITSELF || latest.current === settingsText) return;
    const timer = setTimeout(() => void start(settingsText), PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [settingsText, rowCount, start]);

  useEffect(() => {
    if (run && job?.id === run.jobId && job?.state === 'done') {
      setFound({ settingsText: run.settingsText, summary: job.result as ImportSummary });
    }
  }, [run, job]);

  const isOfNow = run !== null && run.settingsText === settingsText;
  const isOpen = run !== null && run.error === null && (job === undefined || job.endedAt === null);
  return {
    run: () => {
      if (settingsText !== null) void start(settingsText);
    },
    isRunning: isOpen,
    job: isOpen ? job : undefined,
    summary: found?.summary ?? null,
    isCurrent: found !== null && found.settingsText === settingsText,
    error: isOfNow ? run.error : null,
    jobError: isOfNow && job?.state === 'failed' ? job.error : null,
  };
}
