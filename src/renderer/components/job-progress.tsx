import { Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '#renderer/app/session/session.ts';
import { client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import type { JobState } from '#shared/contract/files.contract.ts';
import styles from './job-progress.module.css';

interface JobProgressProps {
  job: JobState;
  /** Shows the kind and subject above the bar; off where the page already says them. */
  isNamed?: boolean;
}

/** A running job: rows done of all, rows a second, and a stop that leaves nothing half done. */
export function JobProgress({ job, isNamed = true }: JobProgressProps) {
  const { t } = useTranslation();
  const cancel = useCommand(client.jobs.cancel);
  const mayCancel = useCan('users.manage') || job.isOwn;
  const rate = useRate(job);
  const isOpen = job.state === 'waiting' || job.state === 'running';
  const percent = job.total ? Math.min(100, (job.done / job.total) * 100) : 0;
  return (
    <div className={styles.job}>
      {isNamed ? (
        <div className={styles.names}>
          <span>{t(`jobs.kinds.${job.kind}`)}</span>
          <span className={styles.subject}>{job.subject}</span>
        </div>
      ) : null}
      <div className={styles.bar}>
        <Progress
          percent={percent}
          showInfo={false}
          size={['100%', 4]}
          status={job.state === 'failed' ? 'exception' : 'normal'}
          aria-label={t(`jobs.kinds.${job.kind}`)}
        />
        {isOpen && mayCancel ? (
          <Button size="small" loading={cancel.isPending} onClick={() => void cancel.run({ id: job.id })}>
            {t('jobs.cancel')}
          </Button>
        ) : null}
      </div>
      <div className={styles.numbers} role="status">
        <span>
          {job.state === 'running' && job.done > 0
            ? job.total
              ? t('jobs.progress', { done: job.done, total: job.total })
              : t('jobs.progressOpen', { done: job.done })
            : t(`jobs.${job.state}`)}
        </span>
        {job.state === 'running' && rate !== null ? <span>{t('jobs.rate', { rate })}</span> : null}
        {job.state === 'cancelled' ? <span>{t('jobs.stoppedCleanly')}</span> : null}
      </div>
    </div>
  );
}

const RATE_WINDOW_MILLISECONDS = 4000;

/** Rows a second over the last seconds, so that it follows a slow part and does not flicker. */
function useRate(job: JobState): number | null {
  const samples = useRef<{ at: number; done: number }[]>([]);
  const [rate, setRate] = useState<number | null>(null);
  useEffect(() => {
    const now = Date.now();
    samples.current = [...samples.current, { at: now, done: job.done }].filter(
      (sample) => now - sample.at <= RATE_WINDOW_MILLISECONDS,
    );
    const [first] = samples.current;
    if (!first || now - first.at < 800) return;
    setRate(Math.round(((job.done - first.done) * 1000) / (now - first.at)));
  }, [job.done]);
  return rate;
}
