import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JobProgress } from '#renderer/components/job-progress.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { codeText } from '#renderer/lib/error-text.ts';
import styles from './backup.module.css';

/** Makes a backup now, in both places; its progress stands where its button was. */
export function MakeBackup({ startsAtOnce, onStarted }: { startsAtOnce: boolean; onStarted: () => void }) {
  const { t } = useTranslation('backup');
  const { message } = App.useApp();
  const [jobId, setJobId] = useState<string | null>(null);
  const make = useCommand(client.backups.make, { onSuccess: (started) => setJobId(started.jobId) });
  const job = useQuery({ ...api.jobs.get.queryOptions({ input: { id: jobId ?? '' } }), enabled: jobId !== null });
  const state = job.data?.state;
  const told = useRef<string | null>(null);

  useEffect(() => {
    if (!startsAtOnce) return;
    onStarted();
    void make.run({});
  }, [startsAtOnce, onStarted, make.run]);

  useEffect(() => {
    if (jobId === null || told.current === jobId) return;
    if (state === 'done') message.success(t('make.done'));
    else if (state === 'failed')
      message.error(codeText(job.data?.error?.code ?? '', job.data?.error?.data) ?? t('make.failed'));
    else return;
    told.current = jobId;
  }, [state, jobId, job.data, message, t]);

  if (job.data && (state === 'waiting' || state === 'running')) {
    return (
      <div className={styles.making}>
        <JobProgress job={job.data} isNamed={false} />
      </div>
    );
  }
  return (
    <Button type="primary" loading={make.isPending} onClick={() => void make.run({})}>
      {t('make.action')}
    </Button>
  );
}
