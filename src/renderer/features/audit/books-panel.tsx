import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyText } from '#renderer/components/copy-text.tsx';
import { JobProgress } from '#renderer/components/job-progress.tsx';
import { Quantity } from '#renderer/components/money.tsx';
import { PageSection } from '#renderer/components/page.tsx';
import { StateTag } from '#renderer/components/state-tag.tsx';
import { api, client } from '#renderer/lib/client.ts';
import { useCommand } from '#renderer/lib/command.ts';
import { codeText } from '#renderer/lib/error-text.ts';
import type { ShopCheck } from '#shared/contract/backups.contract.ts';
import type { JobState } from '#shared/contract/files.contract.ts';
import styles from './audit.module.css';
import { checkText, countText } from './check-text.ts';
import { latestCheck } from './latest-check.ts';

/** 核对账目: every invariant of the books, checked while the shop goes on. */
export function BooksPanel() {
  const { t } = useTranslation('audit');
  const [started, setStarted] = useState<string | null>(null);
  const run = useCommand(client.verify.run, { onSuccess: ({ jobId }) => setStarted(jobId) });
  const jobs = useQuery(api.jobs.list.queryOptions());
  const latest = latestCheck(jobs.data ?? [], started);
  const isRunning = latest?.state === 'waiting' || latest?.state === 'running';
  return (
    <div className={styles.books}>
      <p className={styles.explain}>{t('books.text')}</p>
      <div className={styles.start}>
        {isRunning ? (
          <div className={styles.progress}>
            <JobProgress job={latest} isNamed={false} />
          </div>
        ) : (
          <Button type="primary" loading={run.isPending} onClick={() => void run.run(undefined)}>
            {latest ? t('books.runAgain') : t('books.run')}
          </Button>
        )}
      </div>
      {latest ? <Outcome job={latest} /> : null}
    </div>
  );
}

function Outcome({ job }: { job: JobState }) {
  const { t } = useTranslation('audit');
  if (job.state === 'failed') {
    const text = job.error ? codeText(job.error.code, job.error.data) : undefined;
    return <Alert type="error" showIcon title={text ?? t('books.brokenText')} />;
  }
  if (job.state !== 'done') return null;
  // The job's result is declared with the contract of `verify.run`.
  return <Result check={job.result as ShopCheck} />;
}

function Result({ check }: { check: ShopCheck }) {
  const { t } = useTranslation('audit');
  const broken = check.checks.filter(({ isKept }) => !isKept).length;
  return (
    <>
      {check.isWhole ? (
        <Alert
          type="success"
          showIcon
          title={t('books.whole', { count: check.checks.length })}
          description={t('books.wholeText')}
        />
      ) : (
        <Alert type="error" showIcon title={t('books.broken', { count: broken })} description={t('books.brokenText')} />
      )}
      <table className={styles.checks} style={{ marginTop: 16 }}>
        <thead>
          <tr>
            <th>{t('books.check')}</th>
            <th className={styles.number}>{t('books.checked')}</th>
            <th>{t('books.result')}</th>
          </tr>
        </thead>
        <tbody>
          {[...check.checks]
            .sort((left, right) => Number(left.isKept) - Number(right.isKept))
            .map(({ name, isKept, breaches, checkedCount }) => (
              <tr key={name}>
                <td>
                  {checkText(name)}
                  {breaches.length > 0 ? (
                    <ul className={styles.breaches}>
                      {breaches.map((breach) => (
                        <li key={breach}>{breach}</li>
                      ))}
                    </ul>
                  ) : null}
                </td>
                <td className={styles.number}>
                  <Quantity value={checkedCount} />
                </td>
                <td>
                  <StateTag tone={isKept ? 'go' : 'now'} shape={isKept ? 'check' : 'cross'} isPlain>
                    {isKept ? t('books.kept') : t('books.notKept')}
                  </StateTag>
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <PageSection title={t('books.counts')}>
        <dl className={styles.counts}>
          {Object.entries(check.counts).map(([table, count]) => (
            <div key={table}>
              <dt>{countText(table)}</dt>
              <dd>
                <Quantity value={count} />
              </dd>
            </div>
          ))}
        </dl>
      </PageSection>
      <PageSection title={t('books.digest')}>
        <CopyText text={check.digest} />
        <div className="kc-faint">{t('books.digestHint')}</div>
      </PageSection>
    </>
  );
}
