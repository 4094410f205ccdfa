import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useConfirmCount } from '#renderer/components/confirm-count.tsx';
import { JobProgress } from '#renderer/components/job-progress.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { codeText } from '#renderer/lib/error-text.ts';
import type { JobState } from '#shared/contract/files.contract.ts';
import styles from './dashboard.module.css';

/** An untouched shop may be filled with made-up trade, to look around in. */
export function DemoOffer() {
  const { t } = useTranslation('dashboard');
  const confirm = useConfirmCount();
  const load = useCommand(client.shop.loadDemo);
  const begin = async (): Promise<void> => {
    const isWanted = await confirm({ title: t('demo.title'), text: t('demo.consequence'), action: t('demo.action') });
    if (isWanted) await load.run({});
  };
  return (
    <div className={styles.demo}>
      <PageSection title={t('demo.title')}>
        <p className={styles.stepText}>{t('demo.text')}</p>
        <div style={{ marginTop: 12 }}>
          <Button loading={load.isPending} onClick={() => void begin()}>
            {t('demo.action')}
          </Button>
        </div>
      </PageSection>
    </div>
  );
}

/** The loading of the demo shop that is under way, or did not come to its end; the dashboard fills up around it. */
export function useDemoLoading(): JobState | undefined {
  const { data: jobs = [] } = useQuery(api.jobs.list.queryOptions());
  return jobs.find(({ kind, state }) => kind === 'demo' && state !== 'done');
}

export function DemoLoading({ job }: { job: JobState }) {
  const { t } = useTranslation('dashboard');
  return (
    <section className={styles.demoLoading} aria-label={t('demo.loading')}>
      <h2 className={styles.partTitle}>{t('demo.loading')}</h2>
      <JobProgress job={job} isNamed={false} />
      {job.error ? <p className={styles.stepText}>{codeText(job.error.code, job.error.data)}</p> : null}
    </section>
  );
}
