import { ThunderboltOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Badge, Button, Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import type { JobState } from '#shared/contract/files.contract.ts';
import { JobProgress } from '../../components/job-progress.tsx';
import { formatInstant } from '../../i18n/format.ts';
import { api } from '../../lib/client.ts';
import { codeText } from '../../lib/error-text.ts';
import styles from './menu-panel.module.css';

const RECENT_SHOWN = 5;

/** Long work: what runs with rows done, rate and a stop, and how the last ones ended. */
export function JobsMenu() {
  const { t } = useTranslation();
  const { data: jobs = [] } = useQuery(api.jobs.list.queryOptions());
  const running = jobs.filter(isOpen);
  const recent = jobs
    .filter((job) => !isOpen(job))
    .sort((left, right) => (right.endedAt ?? 0) - (left.endedAt ?? 0))
    .slice(0, RECENT_SHOWN);
  const label = running.length > 0 ? t('topBar.jobsRunning', { count: running.length }) : t('topBar.jobs');
  const icon = (
    <Badge count={running.length} size="small" offset={[2, -1]}>
      <ThunderboltOutlined />
    </Badge>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      content={<JobList running={running} recent={recent} />}
    >
      <Button type="text" icon={icon} aria-label={label} title={label} />
    </Popover>
  );
}

function isOpen(job: JobState): boolean {
  return job.state === 'waiting' || job.state === 'running';
}

function JobList({ running, recent }: { running: readonly JobState[]; recent: readonly JobState[] }) {
  const { t } = useTranslation();
  return (
    <div className={styles.panel}>
      <div className={styles.title}>{t('topBar.jobs')}</div>
      {running.length === 0 ? <div className={styles.empty}>{t('topBar.noJobs')}</div> : null}
      <ul className={styles.list}>
        {running.map((job) => (
          <li key={job.id} className={styles.entry}>
            <JobProgress job={job} />
          </li>
        ))}
      </ul>
      {recent.length > 0 ? <div className={styles.detail}>{t('jobs.recent')}</div> : null}
      <ul className={styles.list}>
        {recent.map((job) => (
          <EndedJob key={job.id} job={job} />
        ))}
      </ul>
    </div>
  );
}

function EndedJob({ job }: { job: JobState }) {
  const { t } = useTranslation();
  const reason = job.error ? codeText(job.error.code, job.error.data) : undefined;
  return (
    <li className={styles.entry}>
      <div className={styles.line}>
        <span>{t(`jobs.kinds.${job.kind}`)}</span>
        <span className={`${styles.subject} ${styles.detail}`}>{job.subject}</span>
        <span className={job.state === 'failed' ? styles.now : styles.detail}>{t(`jobs.${job.state}`)}</span>
        {job.endedAt ? <span className={styles.detail}>{formatInstant(job.endedAt)}</span> : null}
      </div>
      {reason ? <div className={styles.detail}>{reason}</div> : null}
    </li>
  );
}
