import { App } from 'antd';
import { useState } from 'react';
import { codeText, useErrorText } from '#renderer/lib/error-text.ts';
import { whenJobEnded } from '#renderer/lib/use-job.ts';
import type { JobId } from '#shared/domain/ids.ts';

/** Waits for a job that a button began, and says how it ended. */
export function useJobOutcome() {
  const { message } = App.useApp();
  const errorText = useErrorText();
  const [isRunning, setRunning] = useState(false);

  /** Answers what the job brought, or null where it brought nothing and that was said. */
  async function follow(jobId: JobId, success: string): Promise<{ result: unknown } | null> {
    setRunning(true);
    try {
      const job = await whenJobEnded(jobId);
      if (job.state === 'done') {
        if (success !== '') message.success(success);
        return { result: job.result };
      }
      if (job.state !== 'cancelled') {
        message.error((job.error ? codeText(job.error.code, job.error.data) : undefined) ?? errorText(null));
      }
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setRunning(false);
    }
    return null;
  }

  return { follow, isRunning };
}
